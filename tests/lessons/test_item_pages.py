"""The questions on the desk as a teacher sees them: looked over, decided on, edited, added, made anew."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from accounts import people
from db import db
from lessons import attempts, drafts, item_wording
from lessons.models import Item, ItemFormat, ItemState, Lesson, QuizKind
from tests import answers, pages
from tests.conftest import Person, add_lesson
from tests.statements import statements
from tests.texts import LEAFLET, SHORT

pytestmark = pytest.mark.model
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINE = {
    "stem": "Who should call an ambulance?",
    "option_0": "somebody with blue lips",
    "feedback_0": "Yes: the text says so.",
    "option_1": "somebody who coughs",
    "feedback_1": "The text says nothing of the kind.",
    "key": "0",
    "reading": "infer",
    "sentence": "3",
    "quiz": "comprehension",
    "version": "1",
}


def desk(slug: str, rest: str = "") -> str:
    return f"/desk/lessons/{slug}{rest}"


def cards(person: Person, slug: str, show: str = "") -> dict[str, pages.Element]:
    """The questions of the page by their stems."""
    page = pages.main(person.get(desk(slug, f"?show={show}" if show else "")))
    found = [entry for entry in page.all("li", class_="finding") if entry.attributes.get("id", "").startswith("q-")]
    return {entry.one("h3").text: entry for entry in found}


def sent(person: Person, url: str) -> dict[str, str]:
    """What the form of a page would send if nothing were changed."""
    page = pages.main(person.get(url))
    form = next(page.all("form"))
    data = {}
    for field in [*form.all("input"), *form.all("textarea"), *form.all("select")]:
        name = field.attributes.get("name", "")
        if field.tag == "textarea":
            data[name] = field.raw.removeprefix("\r").removeprefix("\n")
        elif field.tag == "select":
            chosen = [each for each in field.all("option") if "selected" in each.attributes] or list(
                field.all("option")
            )
            data[name] = chosen[0].attributes["value"]
        elif field.attributes.get("type") != "radio" or "checked" in field.attributes:
            data[name] = field.attributes.get("value", "")
    return data


@pytest.fixture
def leaflet(database: Flask, amina: Person) -> str:
    """The slug of Amina's lesson with questions of many kinds."""
    return add_lesson(database, "Amina", LEAFLET, published=True)


def first(app: Flask, slug: str, **wanted: object) -> Item:
    with app.app_context():
        query = select(Item).join(Lesson).where(Lesson.slug == slug).filter_by(**wanted)
        return db.session.scalars(query.where(Item.state != ItemState.RETIRED).order_by(Item.id)).first()


@pytest.fixture
def choice(database: Flask, leaflet: str) -> Item:
    return first(database, leaflet, format=ItemFormat.CHOICE, quiz=QuizKind.COMPREHENSION)


def press(person: Person, card: pages.Element, label: str) -> None:
    (form,) = (form for form in card.all("form") if form.one("button").text.startswith(label))
    answer = person.post(form.attributes["action"])
    assert answer.status_code == 302


# -- looking over


def test_a_card_says_what_a_teacher_must_know(amina: Person, leaflet: str, choice: Item) -> None:
    shown = cards(amina, leaflet)[choice.stem].text
    assert f"{choice.options[choice.key]} right answer" in shown
    assert choice.evidence[:60] in shown
    for finding in choice.findings:
        assert finding["message"] in shown
    headings = [heading.text for heading in pages.main(amina.get(desk(leaflet))).all("h2", class_="group-title")]
    assert [heading.rstrip(" 0123456789") for heading in headings] == ["Vocabulary", "Understanding the text"]


def test_questions_are_shown_by_what_was_decided(amina: Person, leaflet: str, choice: Item) -> None:
    every = cards(amina, leaflet)
    press(amina, every[choice.stem], "Approve")
    assert list(cards(amina, leaflet, "approved")) == [choice.stem]
    assert choice.stem not in cards(amina, leaflet, "new")
    press(amina, cards(amina, leaflet)[choice.stem], "Reject")
    assert list(cards(amina, leaflet, "rejected")) == [choice.stem]
    assert "There is no such question." in pages.seen(amina.get(desk(leaflet, "?show=approved")))
    assert len(cards(amina, leaflet, "%00")) == len(every), "a word that means nothing shows all"


def test_after_a_decision_the_same_are_shown(amina: Person, leaflet: str, choice: Item) -> None:
    url = desk(leaflet, f"/questions/{choice.id}/approve?show=new")
    assert amina.post(url).location == desk(leaflet, "?show=new#questions")
    assert amina.post(desk(leaflet, f"/questions/{choice.id}/reject")).location == desk(leaflet, f"#q-{choice.id}")


def test_answers_are_told_in_words(amina: Person, leaflet: str, choice: Item, database: Flask) -> None:
    with database.app_context():
        lesson = db.session.scalars(select(Lesson).filter_by(slug=leaflet)).one()
        for _ in range(2):
            attempt = attempts.start(people.new_guest(), lesson, choice.quiz, now=MONDAY)
            for question in attempts.questions(attempt):
                attempts.answer(attempt, question.item, answers.right_given(question.item), now=MONDAY)
        asked = [question.item for question in attempts.questions(attempt)]
        item = next(item for item in asked if item.format is ItemFormat.CHOICE)
        stem = item.stem
        db.session.commit()
    shown = cards(amina, leaflet)[stem].text
    assert "Answered by 2 learners: 100% right." in shown
    assert "right answer chosen by 2" in shown


def test_the_page_asks_the_database_as_often_for_many_questions(amina: Person, leaflet: str, database: Flask) -> None:
    amina.get(desk(leaflet))  # the text itself is made once, then kept
    with statements() as sent:
        amina.get(desk(leaflet))
    many = len(sent)
    with database.app_context():
        for item in list(db.session.scalars(select(Item)))[3:]:
            db.session.delete(item)
        db.session.commit()
    with statements() as sent:
        amina.get(desk(leaflet))
    assert many == len(sent) <= 22


# -- editing


def test_saved_as_it_was_nothing_changes(amina: Person, leaflet: str, database: Flask) -> None:
    """Of every format: what the form shows is what it sends."""
    with database.app_context():
        before = {item.id: item_wording.of_item(item) for item in db.session.scalars(select(Item))}
    for item_id in before:
        url = desk(leaflet, f"/questions/{item_id}")
        answer = amina.post(url, sent(amina, url))
        assert answer.status_code == 302, pages.main(answer).text[:300]
    with database.app_context():
        after = {item.id: (item_wording.of_item(item), item.version) for item in db.session.scalars(select(Item))}
    assert after == {item_id: (wording, 1) for item_id, wording in before.items()}


def test_a_question_is_edited_and_taken_back(amina: Person, visitor: Person, leaflet: str, choice: Item) -> None:
    url = desk(leaflet, f"/questions/{choice.id}")
    amina.post(url, sent(amina, url) | {"stem": "In other words?", "option_1": "something else"})
    card = cards(amina, leaflet)["In other words?"]
    assert "edited" in card.text
    assert "something else" in card.text
    page = pages.main(amina.get(url))
    assert "Earlier wordings" in page.text
    assert "changed by Amina" in page.text
    press(amina, page, "Put this wording back")
    assert choice.stem in cards(amina, leaflet)


def test_an_answer_is_left_out(amina: Person, leaflet: str, choice: Item, database: Flask) -> None:
    """The right one is still right when one above it goes."""
    url = desk(leaflet, f"/questions/{choice.id}")
    gone = next(place for place in range(len(choice.options)) if place != choice.key)
    amina.post(url, sent(amina, url) | {f"option_{gone}": "", f"feedback_{gone}": ""})
    with database.app_context():
        now = db.session.get_one(Item, choice.id)
        assert now.options == [text for place, text in enumerate(choice.options) if place != gone]
        assert now.right == choice.right


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"stem": " "}, "stem", "Write the question."),
        ({"stem": "x" * 601}, "stem", "600"),
        ({"stem": "a\x00b"}, "stem", "not text"),
        ({"option_1": "", "feedback_1": ""}, "option_1", "Write at least 2 answers."),
        ({"feedback_0": ""}, "feedback_0", "Say why this answer is right or wrong."),
        ({"feedback_3": "No."}, "option_3", "an explanation without an answer"),
        ({"option_1": "Somebody with blue lips"}, "option_1", "This answer stands here twice."),
        ({"sentence": ""}, "sentence", "Choose a sentence."),
        ({"sentence": "999"}, "sentence", ""),
        ({"reading": "guess"}, "reading", ""),
        ({"quiz": "spelling"}, "quiz", ""),
    ],
)
def test_a_bad_question_is_kept_beside_its_message(
    amina: Person, leaflet: str, typed: dict[str, str], field: str, message: str
) -> None:
    answer = amina.post(desk(leaflet, "/questions/new"), MINE | typed)
    assert answer.status_code == 422
    said = pages.message_beside(answer, field)
    assert said
    assert message in said
    assert pages.typed_in(answer, "option_0") == MINE["option_0"]
    assert MINE["stem"] not in cards(amina, leaflet)


@pytest.mark.parametrize(
    ("key", "message"),
    [(None, "Mark the right answer."), ("4", "The answer that is marked as right is empty."), ("9", "")],
)
def test_one_answer_must_be_right(amina: Person, leaflet: str, key: str | None, message: str) -> None:
    typed = {name: value for name, value in (MINE | {"key": key}).items() if value is not None}
    answer = amina.post(desk(leaflet, "/questions/new"), typed)
    assert answer.status_code == 422
    assert message in pages.read(answer).one(id="key-error").text


def test_an_edit_in_an_old_window_is_refused_and_kept(amina: Person, leaflet: str, choice: Item) -> None:
    url = desk(leaflet, f"/questions/{choice.id}")
    old = sent(amina, url)
    amina.post(url, old | {"stem": "First?"})
    answer = amina.post(url, old | {"stem": "Second?"})
    assert answer.status_code == 409
    assert "changed in another window" in pages.message_beside(answer, "stem")
    assert pages.typed_in(answer, "stem") == "Second?"
    assert amina.post(url, sent_again(answer)).status_code == 409, "sending it again is no way around"
    assert "First?" in cards(amina, leaflet)


def sent_again(answer: TestResponse) -> dict[str, str]:
    return {name: pages.typed_in(answer, name) for name in ("stem", "version")} | {
        name: value for name, value in MINE.items() if name not in ("stem", "version", "quiz")
    }


def test_a_retired_question_is_not_edited(amina: Person, leaflet: str, choice: Item, database: Flask) -> None:
    url = desk(leaflet, f"/questions/{choice.id}")
    old = sent(amina, url)
    with database.app_context():
        db.session.get_one(Item, choice.id).state = ItemState.RETIRED
        db.session.commit()
    assert amina.get(url).status_code == 404
    assert amina.post(url, old).status_code == 409


# -- adding, making anew


def test_a_question_is_added(amina: Person, visitor: Person, leaflet: str) -> None:
    answer = amina.post(desk(leaflet, "/questions/new"), MINE)
    assert answer.status_code == 302
    card = cards(amina, leaflet)[MINE["stem"]].text
    assert "somebody with blue lips right answer" in card
    assert "Your own" in card
    assert "approved" in card
    where = visitor.post(f"/lessons/{leaflet}/quizzes/comprehension").location
    assert pages.main(visitor.get(f"{where}/1")).one("legend").text == MINE["stem"]


def test_warnings_are_shown_and_forbid_nothing(amina: Person, leaflet: str) -> None:
    long = {"option_0": "somebody whose lips turn blue while they are having an attack of asthma"}
    answer = amina.post(desk(leaflet, "/questions/new"), MINE | long)
    assert "The checks have" in pages.seen(amina.get(answer.location))
    card = cards(amina, leaflet, "flagged")[MINE["stem"]].text
    assert "The right answer is much longer than the others." in card


def test_made_anew_what_was_decided_stays(amina: Person, leaflet: str, choice: Item) -> None:
    press(amina, cards(amina, leaflet)[choice.stem], "Approve")
    amina.post(desk(leaflet, "/questions/new"), MINE)
    before = set(cards(amina, leaflet, "approved"))
    answer = amina.post(desk(leaflet, "/questions/anew"))
    assert "The questions are made anew." in pages.seen(amina.get(answer.location))
    assert set(cards(amina, leaflet, "approved")) == before == {choice.stem, MINE["stem"]}


def test_a_question_without_its_sentence_says_so(amina: Person, leaflet: str, database: Flask) -> None:
    amina.post(desk(leaflet, "/questions/new"), MINE)
    with database.app_context():
        drafts.rewrite(db.session.scalars(select(Lesson).filter_by(slug=leaflet)).one(), title="Water", text=SHORT)
        db.session.commit()
    assert "Its sentence is no longer in the text" in cards(amina, leaflet)[MINE["stem"]].text
    item = first(database, leaflet, stem=MINE["stem"])
    url = desk(leaflet, f"/questions/{item.id}")
    assert amina.post(url, sent(amina, url)).status_code == 422, "another sentence must be chosen"
    amina.post(url, sent(amina, url) | {"sentence": "0"})
    assert "no longer in the text" not in cards(amina, leaflet)[MINE["stem"]].text


# -- who may what


def test_only_the_owner_and_the_keeper(
    amina: Person, kim: Person, cy: Person, bo: Person, visitor: Person, leaflet: str, choice: Item
) -> None:
    one = f"/questions/{choice.id}"
    shown, posted = (
        (one, "/questions/new"),
        (f"{one}/approve", f"{one}/versions/1", "/questions/anew", *("/questions/new", one)),
    )
    for person, code in ((visitor, 302), (bo, 403), (cy, 404), (kim, 200), (amina, 200)):
        assert [person.get(desk(leaflet, url)).status_code for url in shown] == [code] * 2
    for person, code in ((visitor, 302), (bo, 403), (cy, 404)):
        assert [person.post(desk(leaflet, url), MINE).status_code for url in posted] == [code] * 5
    assert amina.post(desk(leaflet, f"{one}/versions/1")).status_code == 404, "there is no earlier wording"
    assert kim.post(desk(leaflet, f"{one}/approve")).status_code == 302


def test_a_question_of_another_lesson_is_not_there(amina: Person, leaflet: str, database: Flask) -> None:
    other = first(database, add_lesson(database, "Amina", SHORT))
    for url in (f"/questions/{other.id}", f"/questions/{other.id}/approve", f"/questions/{other.id}/versions/1"):
        assert amina.post(desk(leaflet, url), MINE).status_code == 404
    assert amina.get(desk(leaflet, f"/questions/{other.id}")).status_code == 404
