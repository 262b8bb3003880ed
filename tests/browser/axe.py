"""What is wrong with a page as it stands: axe's findings, ids that stand twice, scrolling sideways."""

from collections import Counter

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.site import DESKTOP, PHONE, Size

OPTIONS = {"resultTypes": ["violations"], "iframes": False}
# Dark paper changes colours and nothing else.
SCHEMES = {"light": OPTIONS, "dark": {**OPTIONS, "runOnly": ["color-contrast"]}}
axe = Axe()


def check(page: Page) -> None:
    """The page as it stands now: two widths, light and dark."""
    found = ids_twice(page)
    for size in (DESKTOP, PHONE):
        resize(page, size)
        for scheme, options in SCHEMES.items():
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{size.width} {scheme} {fault}" for fault in faults(page, options)]
        found += too_wide(page, size)
    assert not found, f"{page.url}: {found}"


def resize(page: Page, size: Size) -> None:
    page.set_viewport_size({"width": size.width, "height": size.height})


def faults(page: Page, options: dict[str, object]) -> list[str]:
    result = axe.run(page, options=options)
    return [f"{fault['id']}: {[node['target'] for node in fault['nodes']]}" for fault in result.response["violations"]]


def too_wide(page: Page, size: Size) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"scrolls sideways at {size.width}: {width}"] if width > size.width else []


def ids_twice(page: Page) -> list[str]:
    """axe lets these pass since its version 4.8, though a label then names the wrong element."""
    ids = page.locator("[id]").evaluate_all("all => all.map(each => each.id)")
    return [f"id twice: {name}" for name, times in Counter(ids).items() if times > 1]
