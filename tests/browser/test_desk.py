"""A teacher's walk: a text, its draft, what is mended in it, and the lesson in the library."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from db import db
from lessons.models import Item, ItemState, Lesson, LessonTerm, Status
from tests.browser.site import Site, both_sizes, click_twice, press
from tests.texts import ARTICLE, SHORT

MARKDOWN = """# Sun and Skin

Too much sun can cause sunburn. Skin cancer is a serious disease, and it is more common in people with fair skin.

## What helps

- Wear a hat when the sun is strong.
- Use sun cream, and see a doctor if a mole changes its colour.
"""
DRAFT = re.compile(r"/desk/lessons/[a-z0-9-]+$")


def add_text(page: Page, text: str = ARTICLE) -> None:
    page.goto("/desk/new")
    page.get_by_label("Text").fill(text)
    press(page.get_by_role("button", name="Make a lesson of it"))
    expect(page).to_have_url(DRAFT)


def open_draft(page: Page, site: Site) -> str:
    slug = site.add_lesson(owner="Amina", published=False)
    page.goto(f"/desk/lessons/{slug}")
    return slug


def publish(page: Page) -> None:
    press(page.get_by_role("button", name="Publish"))
    expect(page.get_by_role("status")).to_have_text("The lesson is in the library. Everybody can read it.")
    expect(page.get_by_text("In the library", exact=True)).to_be_visible()


def finding(page: Page, name: str) -> Locator:
    """A term or a question on the draft page."""
    return page.locator(".finding").filter(has=page.get_by_text(name, exact=True)).first


def lessons(site: Site) -> list[Lesson]:
    with site.database():
        return list(db.session.scalars(select(Lesson).where(Lesson.owner_id.is_not(None))))


# -- a new text


@both_sizes
def test_a_teacher_pastes_an_article_and_sees_what_was_found(amina: Page, site: Site) -> None:
    amina.goto("/")
    press(amina.get_by_role("link", name="Teachers"))
    expect(amina.get_by_text("No texts yet")).to_be_visible()
    press(amina.get_by_role("link", name="Add your first text"))
    amina.get_by_label("Text").fill(ARTICLE)
    expect(amina.get_by_text(f"{len(ARTICLE.split())} words", exact=True)).to_be_visible()
    press(amina.get_by_role("button", name="Make a lesson of it"))

    expect(amina.get_by_role("heading", name="Living With Asthma", level=1)).to_be_visible()
    expect(amina.get_by_text("Draft", exact=True)).to_be_visible()
    text = amina.get_by_role("region", name="The text")
    expect(text.get_by_role("heading")).to_have_text(["Common Triggers", "Signs of an Attack", "Medicines"])
    expect(text).to_contain_text("Asthma is a disease of the lungs.")
    expect(text).not_to_contain_text("Back to top")
    with site.database():
        lesson = db.session.scalars(select(Lesson).where(Lesson.title == "Living With Asthma")).one()
        level, reasons, items = lesson.level_label, lesson.level_reasons, len(lesson.items)
    expect(amina.get_by_role("region", name=f"Level {level}")).to_contain_text(reasons[0])
    expect(amina.get_by_role("heading", name=f"Questions ({items})")).to_be_visible()
    expect(finding(amina, "inhaler")).to_contain_text("a small device that sends medicine into the lungs")
    left_out = amina.get_by_role("region", name="Left out")
    for line in ("Health Weekly", "Related Articles", "Ten Foods for Better Sleep", "Back to top button"):
        expect(left_out.get_by_text(line, exact=True)).to_be_visible()
    assert [lesson.status for lesson in lessons(site)] == [Status.DRAFT]


def test_a_teacher_uploads_a_markdown_file(amina: Page, tmp_path: Path) -> None:
    file = tmp_path / "sun.md"
    file.write_text(MARKDOWN, encoding="utf-8")
    amina.goto("/desk/new")
    amina.get_by_label("Or a file").set_input_files(file)
    press(amina.get_by_role("button", name="Make a lesson of it"))
    expect(amina.get_by_role("heading", name="Sun and Skin", level=1)).to_be_visible()
    text = amina.get_by_role("region", name="The text")
    expect(text.get_by_role("heading")).to_have_text(["What helps"])
    expect(text.get_by_role("listitem")).to_have_text(
        ["Wear a hat when the sun is strong.", "Use sun cream, and see a doctor if a mole changes its colour."]
    )


def test_a_file_that_is_no_text_is_refused_beside_its_field(amina: Page, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(b"%PDF-1.7\0\1\2")
    amina.goto("/desk/new")
    amina.get_by_label("Or a file").set_input_files(file)
    press(amina.get_by_role("button", name="Make a lesson of it"))
    expect(amina.get_by_label("Or a file")).to_have_accessible_description(re.compile("This PDF is damaged"))
    assert lessons(site) == []


def test_too_short_a_text_is_kept_beside_a_clear_message(amina: Page, site: Site) -> None:
    amina.goto("/desk/new")
    amina.get_by_label("Text").fill("Drink more water.")
    amina.get_by_label("Title").fill("Water")
    amina.get_by_text("Where it is from").click()
    amina.get_by_label("Source").fill("A leaflet")
    press(amina.get_by_role("button", name="Make a lesson of it"))
    area = amina.get_by_label("Text")
    expect(area).to_have_accessible_description(re.compile("This has 3 words; a lesson needs at least 30."))
    expect(area).to_have_value("Drink more water.")
    expect(amina.get_by_label("Title")).to_have_value("Water")
    expect(amina.get_by_label("Source")).to_have_value("A leaflet")
    expect(amina.get_by_role("alert")).to_be_in_viewport()
    press(amina.get_by_role("alert").get_by_role("link"))
    expect(area).to_be_focused()
    area.fill(SHORT)
    press(amina.get_by_role("button", name="Make a lesson of it"))
    expect(amina.get_by_role("heading", name="Water", level=1)).to_be_visible()
    assert len(lessons(site)) == 1


def test_a_doubly_clicked_make_a_lesson_makes_one(amina: Page, site: Site) -> None:
    amina.goto("/desk/new")
    amina.get_by_label("Text").fill(ARTICLE)
    button = amina.get_by_role("button", name="Make a lesson of it")
    button.scroll_into_view_if_needed()
    assert click_twice(button) == 1
    expect(amina).to_have_url(DRAFT)
    assert len(lessons(site)) == 1


# -- mending the draft


def test_a_teacher_edits_title_and_text(amina: Page, site: Site) -> None:
    open_draft(amina, site)
    press(amina.get_by_role("link", name="Edit title and text"))
    area = amina.get_by_label("Text")
    expect(area).to_have_value(re.compile("^## Common Triggers$", re.MULTILINE))
    area.fill(area.input_value().replace("pollen, smoke and dust", "pollen, perfume and mould"))
    amina.get_by_label("Title").fill("Asthma, Day by Day")
    press(amina.get_by_role("button", name="Save"))
    expect(amina.get_by_role("status")).to_contain_text("The text is saved and read again.")
    expect(amina.get_by_role("heading", name="Asthma, Day by Day", level=1)).to_be_visible()
    expect(amina.get_by_role("region", name="The text")).to_contain_text("pollen, perfume and mould")
    expect(amina.get_by_role("region", name="The text")).not_to_contain_text("smoke")


def test_an_edited_text_that_is_too_short_is_kept_and_not_saved(amina: Page, site: Site) -> None:
    open_draft(amina, site)
    press(amina.get_by_role("link", name="Edit title and text"))
    amina.get_by_label("Text").fill("Only this.")
    press(amina.get_by_role("button", name="Save"))
    expect(amina.get_by_label("Text")).to_have_value("Only this.")
    expect(amina.get_by_label("Text")).to_have_accessible_description(re.compile("This has 2 words"))
    assert "Asthma is a disease" in lessons(site)[0].text


def test_a_teacher_leaves_a_term_out_and_puts_it_back(amina: Page, site: Site) -> None:
    open_draft(amina, site)
    text = amina.get_by_role("region", name="The text")
    expect(text.get_by_role("link", name="inhaler")).to_have_count(1)
    press(amina.get_by_role("button", name=re.compile("^Leave out ?: inhaler$")))
    expect(text.get_by_role("link", name="inhaler")).to_have_count(0)
    expect(finding(amina, "inhaler")).to_contain_text("left out")
    press(amina.get_by_role("button", name=re.compile("^Put back ?: inhaler$")))
    expect(text.get_by_role("link", name="inhaler")).to_have_count(1)
    with site.database():
        assert db.session.query(LessonTerm).filter_by(removed=True).count() == 0


def test_a_teacher_adds_a_term_with_a_gloss_of_their_own(amina: Page, site: Site, page: Page) -> None:
    slug = open_draft(amina, site)
    press(amina.get_by_text("Add a term"))
    amina.get_by_label("Words of the text").fill("cold air")
    amina.get_by_label("Meaning, in words that your learners know").fill("air of a low temperature, as in winter")
    amina.get_by_role("combobox", name=re.compile("^Level")).select_option("A2")
    press(amina.get_by_role("button", name="Add the term"))
    expect(amina.get_by_role("status")).to_contain_text("“cold air” is now a term of this lesson.")
    expect(finding(amina, "cold air")).to_contain_text("air of a low temperature, as in winter")
    publish(amina)

    page.goto(f"/lessons/{slug}")
    press(page.get_by_role("link", name="Cold air", exact=True))
    expect(page.get_by_role("dialog")).to_contain_text("air of a low temperature, as in winter")
    expect(page.get_by_role("dialog")).to_contain_text("Level A2")


def test_words_that_are_not_in_the_text_are_no_term_of_it(amina: Page, site: Site) -> None:
    open_draft(amina, site)
    press(amina.get_by_text("Add a term"))
    amina.get_by_label("Words of the text").fill("moon dust")
    amina.get_by_label("Meaning, in words that your learners know").fill("dust of the moon")
    press(amina.get_by_role("button", name="Add the term"))
    words = amina.get_by_label("Words of the text")
    expect(words).to_be_visible()
    expect(words).to_have_value("moon dust")
    expect(words).to_have_accessible_description(re.compile("“moon dust” does not stand in this text."))


def test_a_teacher_explains_a_term_in_other_words(amina: Page, site: Site) -> None:
    open_draft(amina, site)
    press(amina.get_by_role("link", name=re.compile("^Explain it yourself ?: inhaler$")))
    expect(amina.get_by_role("heading", name="Explain “inhaler”")).to_be_visible()
    amina.get_by_label("Your own words").fill("the little blue tube that helps you breathe")
    press(amina.get_by_role("button", name="Save"))
    expect(finding(amina, "inhaler")).to_contain_text("the little blue tube that helps you breathe")


def test_a_rejected_question_is_not_asked(amina: Page, site: Site, page: Page) -> None:
    slug = open_draft(amina, site)
    with site.database():
        lesson = db.session.scalars(select(Lesson).filter_by(slug=slug)).one()
        asked = [item for item in lesson.items if item.quiz.value == "comprehension"]
        item, total = asked[0], len(asked)
    question = amina.locator(f"#q-{item.id}")
    press(question.get_by_role("button", name=re.compile("^Reject")))
    expect(question).to_contain_text("rejected")
    expect(question).to_be_in_viewport()
    publish(amina)
    page.goto(f"/lessons/{slug}/quizzes")
    expect(page.get_by_role("region", name="Understanding the text")).to_contain_text(f"{total - 1} questions")
    press(question.get_by_role("button", name=re.compile("^Ask it after all")))
    expect(question.get_by_role("button", name=re.compile("^Reject"))).to_be_visible()
    expect(question).not_to_contain_text("rejected")
    page.reload()
    expect(page.get_by_role("region", name="Understanding the text")).to_contain_text(f"{total} questions")


# -- publishing


@both_sizes
def test_a_published_lesson_is_in_the_library_at_once(amina: Page, site: Site, page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("link", name="Living With Asthma")).to_have_count(0)
    add_text(amina)
    page.reload()
    expect(page.get_by_role("link", name="Living With Asthma")).to_have_count(0)
    publish(amina)
    page.reload()
    with page.expect_response("**/reader.json"):
        press(page.get_by_role("link", name="Living With Asthma"))
    expect(page.locator("#text")).to_contain_text("Asthma is a disease of the lungs.")

    press(amina.get_by_role("button", name="Take out of the library"))
    expect(amina.get_by_text("Draft", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()


def test_a_doubly_clicked_publish_makes_one_lesson(amina: Page, site: Site, page: Page) -> None:
    open_draft(amina, site)
    click_twice(amina.get_by_role("button", name="Publish"))
    expect(amina.get_by_text("In the library", exact=True)).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("link", name="Living With Asthma")).to_have_count(1)
    assert [lesson.status for lesson in lessons(site)] == [Status.PUBLISHED]


def test_a_lesson_put_away_can_be_brought_back(amina: Page, site: Site) -> None:
    open_draft(amina, site)
    press(amina.get_by_role("button", name="Put away"))
    row = amina.get_by_role("row").filter(has_text="Living With Asthma")
    expect(row).to_contain_text("Put away")
    press(row.get_by_role("button", name=re.compile("^Bring back")))
    expect(amina.get_by_role("heading", name="Living With Asthma", level=1)).to_be_visible()
    expect(amina.get_by_text("Draft", exact=True)).to_be_visible()


# -- nobody else's


def test_a_draft_is_nobody_elses_to_see(
    amina: Page, cy: Page, bo: Page, site: Site, open_browser: Callable[[], Page]
) -> None:
    slug = open_draft(amina, site)
    for stranger in (cy, bo, open_browser()):
        answer = stranger.goto(f"/lessons/{slug}")
        assert answer
        assert answer.status == 404
        expect(stranger.get_by_role("heading", name="This page is not here")).to_be_visible()
    for page in (f"/desk/lessons/{slug}", f"/desk/lessons/{slug}/edit"):
        answer = cy.goto(page)
        assert answer
        assert answer.status == 404
        expect(cy.get_by_text("Asthma")).to_have_count(0)
    cy.goto("/desk")
    expect(cy.get_by_text("No texts yet")).to_be_visible()
    bo.goto(f"/desk/lessons/{slug}")
    expect(bo.get_by_text("This page is for teachers.")).to_be_visible()


def test_a_visitor_is_sent_to_sign_in_and_comes_back_to_the_desk(page: Page, amina: Page, site: Site) -> None:
    page.goto("/desk/new")
    page.get_by_label("Name").fill("Amina")
    page.get_by_label("Password").fill("correct horse")
    press(page.get_by_role("button", name="Sign in"))
    expect(page).to_have_url(f"{site.url}/desk/new")


def test_rejected_items_stay_rejected_when_the_text_is_edited(amina: Page, site: Site) -> None:
    slug = open_draft(amina, site)
    press(amina.get_by_role("button", name=re.compile("^Reject")).first)
    expect(amina.get_by_text("rejected", exact=True)).to_be_visible()
    amina.goto(f"/desk/lessons/{slug}/edit")
    amina.get_by_label("Title").fill("Asthma Again")
    press(amina.get_by_role("button", name="Save"))
    expect(amina.get_by_text("rejected", exact=True)).to_be_visible()
    with site.database():
        assert db.session.query(Item).filter_by(state=ItemState.REJECTED).count() == 1
