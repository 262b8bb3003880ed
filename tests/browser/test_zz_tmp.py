from tests.browser.site import *
def test_x(amina, site):
    slug = site.add_lesson(owner="Amina", published=False)
    amina.goto(f"/desk/lessons/{slug}")
    amina.get_by_text("Add a term").click()
    print(amina.locator("details").inner_html()[-1800:])
    print(amina.locator("details").aria_snapshot())
    amina.screenshot(path="/work/shots/addterm.png")
