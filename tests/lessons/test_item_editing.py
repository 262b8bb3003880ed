"""What a teacher did with a question stays, through edits, readings of the text and questions made anew."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import select

from accounts import people
from accounts.models import Role, User
from db import db
from lessons import attempts, drafts, item_editing, item_wording
from lessons.importing import Source
from lessons.item_editing import Outdated
from lessons.models import Item, ItemFormat, ItemState, Lesson, Origin, QuizKind, Response
from lessons.quizzes.items import Draft, Option
from tests import answers
from tests.texts import LEAFLET, SHORT

pytestmark = pytest.mark.model
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MINE = "Which tablets make the heart beat slower?"


@pytest.fixture
def amina(database: Flask) -> Iterator[User]:
    with database.app_context():
        yield people.add_user("Amina", password="correct horse", role=Role.TEACHER)
        db.session.rollback()


@pytest.fixture
def lesson(amina: User) -> Lesson:
    return drafts.create(Source(LEAFLET), owner=amina)


@pytest.fixture
def item(lesson: Lesson) -> Item:
    return live(lesson, format=ItemFormat.CHOICE, quiz=QuizKind.COMPREHENSION)[0]


def live(lesson: Lesson, **wanted: object) -> list[Item]:
    """The questions that are not retired, in order."""
    query = select(Item).filter_by(lesson_id=lesson.id, **wanted).where(Item.state != ItemState.RETIRED)
    return list(db.session.scalars(query.order_by(Item.position, Item.id)))


def stems(lesson: Lesson) -> list[str]:
    return [item.stem for quiz in QuizKind for item in attempts.items(lesson, quiz)]


def said(item: Item) -> Draft:
    return item_wording.as_draft(item_wording.of_item(item))


def mine(lesson: Lesson, stem: str = MINE) -> Draft:
    place = item_editing.places(lesson)[2]
    options = tuple(Option(text, f"About {text}.") for text in ("beta blockers", "sleeping pills", "vitamins"))
    return Draft("comprehension", "own", "infer", stem, options, 0, (place.start, place.end))


def edited(item: Item, by: User, stem: str = "In other words?") -> Item:
    return item_editing.edit(item, replace(said(item), stem=stem), version=item.version, by=by, now=MONDAY)


def answered(lesson: Lesson, item: Item) -> Response:
    """Somebody's answer to it."""
    attempt = attempts.start(people.new_guest(), lesson, item.quiz, now=MONDAY)
    attempts.answer(attempt, item, answers.right_given(item), now=MONDAY)
    return db.session.scalars(select(Response).filter_by(item_id=item.id)).one()


# -- wordings


def test_a_wording_is_kept_whole(lesson: Lesson) -> None:
    items = live(lesson)
    assert {item.format for item in items} >= {ItemFormat.CHOICE}
    for item in items:
        before = item_wording.of_item(item)
        assert item_wording.of_draft(item_wording.as_draft(before), lesson.text) == before
        assert item_wording.identity(before) == item.identity


# -- deciding


def test_approved_questions_are_asked_first(amina: User, lesson: Lesson, item: Item) -> None:
    last = attempts.items(lesson, item.quiz)[-1]
    item_editing.approve(last)
    assert attempts.items(lesson, item.quiz)[0] is last
    assert attempts.chosen(amina, lesson, item.quiz)[0] is last
    assert sum(attempts.counts(lesson).values()) == len(live(lesson))


def test_a_rejected_question_is_not_asked_until_it_is_restored(lesson: Lesson, item: Item) -> None:
    item_editing.reject(item)
    assert item.stem not in stems(lesson)
    item_editing.restore(item)
    assert item.stem in stems(lesson)


def test_a_retired_question_cannot_be_decided_on(lesson: Lesson, item: Item, amina: User) -> None:
    answered(lesson, item)
    edited(item, amina)
    item_editing.approve(item)
    assert item.state is ItemState.RETIRED


# -- editing


def test_an_edit_keeps_the_earlier_wording(item: Item, amina: User) -> None:
    before = item.stem
    assert edited(item, amina) is item
    (version,) = item_editing.history(item)
    assert (version.number, version.data["stem"], version.changed_by.name) == (1, before, "Amina")
    assert (item.stem, item.version, item.state) == ("In other words?", 2, ItemState.APPROVED)


def test_an_earlier_wording_is_put_back(item: Item, amina: User) -> None:
    before = said(item)
    edited(item, amina)
    item_editing.put_back(item, 1, by=amina, now=MONDAY)
    assert said(item) == before
    assert [version.number for version in item_editing.history(item)] == [2, 1]
    with pytest.raises(LookupError):
        item_editing.put_back(item, 9, by=amina, now=MONDAY)


def test_saving_without_a_change_makes_no_history(item: Item, amina: User) -> None:
    edited(item, amina, stem=item.stem)
    assert (item.version, list(item_editing.history(item))) == (1, [])
    assert item.stays


def test_of_two_teachers_at_once_the_second_is_told(item: Item, amina: User) -> None:
    edited(item, amina)
    with pytest.raises(Outdated):
        item_editing.edit(item, said(item), version=1, by=amina, now=MONDAY)


def test_an_answered_question_keeps_its_wording_and_its_answer(lesson: Lesson, item: Item, amina: User) -> None:
    answer, before = answered(lesson, item), item.stem
    new = edited(item, amina)
    assert new is not item
    assert (item.stem, item.state, answer.item_id, answer.points) == (before, ItemState.RETIRED, item.id, 1.0)
    assert [version.data["stem"] for version in item_editing.history(new)] == [before]
    assert stems(lesson).count("In other words?") == 1
    assert before not in stems(lesson)


def test_so_does_one_that_is_before_a_reader_now(lesson: Lesson, item: Item, amina: User) -> None:
    """What stands on the screen is what is marked."""
    attempt = attempts.start(people.new_guest(), lesson, item.quiz, now=MONDAY)
    asked = next(question.item for question in attempts.questions(attempt))
    new = edited(asked, amina)
    assert new.id not in attempt.item_ids
    assert next(question.item for question in attempts.questions(attempt)) is asked


def test_the_history_goes_along(lesson: Lesson, item: Item, amina: User) -> None:
    first = item.stem
    edited(item, amina, stem="Second?")
    answered(lesson, item)
    new = edited(item, amina, stem="Third?")
    assert [version.data["stem"] for version in item_editing.history(new)] == ["Second?", first]


def test_a_rejected_question_stays_rejected_when_edited(item: Item, amina: User) -> None:
    item_editing.reject(item)
    assert edited(item, amina).state is ItemState.REJECTED


# -- adding


def test_an_own_question_is_asked_first(lesson: Lesson) -> None:
    item = item_editing.add(lesson, mine(lesson))
    assert (item.origin, item.state) == (Origin.TEACHER, ItemState.APPROVED)
    assert attempts.items(lesson, QuizKind.COMPREHENSION)[0] is item
    assert item_editing.add(lesson, mine(lesson)) is item, "sent twice is added once"


def test_the_checks_warn_and_do_not_forbid(lesson: Lesson) -> None:
    wording = mine(lesson)
    long = Option("beta blockers and all that there is to be said about them at some length", "Yes.")
    item = item_editing.add(lesson, replace(wording, options=(long, *wording.options[1:])))
    assert "The right answer is much longer than the others." in [each["message"] for each in item.findings]
    assert item.stem in stems(lesson)


# -- reading again, and making anew


def read_again(lesson: Lesson) -> None:
    drafts.rewrite(lesson, title="Pressure", text="A new first paragraph stands here.\n\n" + drafts.as_edited(lesson))


@pytest.mark.parametrize("change", [read_again, item_editing.make_anew, drafts.read_again])
def test_what_a_teacher_touched_stays(lesson: Lesson, amina: User, change) -> None:
    approved, rejected, restored, reworded = live(lesson, format=ItemFormat.CHOICE)[:4]
    item_editing.approve(approved)
    item_editing.reject(rejected)
    item_editing.reject(restored)
    item_editing.restore(restored)
    original = reworded.stem
    edited(reworded, amina)
    own = item_editing.add(lesson, mine(lesson))
    touched = [approved, rejected, restored, reworded, own]
    before = [(item.id, item.state, item.stem, item.options, item.evidence) for item in touched]
    change(lesson)
    assert [(item.id, item.state, item.stem, item.options, item.evidence) for item in touched] == before
    for item in touched:
        assert lesson.text[item.evidence_start : item.evidence_end] == item.evidence
        assert not item.evidence_is_gone
    identities = [item.identity for item in live(lesson)]
    assert len(identities) == len(set(identities))
    assert (original, reworded.passage) not in [(item.stem, item.passage) for item in live(lesson)]


def test_made_anew_questions_are_others_and_stay_so(lesson: Lesson) -> None:
    before = [said(item) for item in live(lesson)]
    item_editing.make_anew(lesson)
    anew = [said(item) for item in live(lesson)]
    assert anew != before
    drafts.read_again(lesson)
    assert [said(item) for item in live(lesson)] == anew


def test_a_question_whose_sentence_is_gone_is_not_asked(lesson: Lesson, amina: User) -> None:
    item = item_editing.add(lesson, mine(lesson))
    drafts.rewrite(lesson, title="Water", text=SHORT)
    assert (item.evidence_is_gone, item.state) == (True, ItemState.APPROVED)
    assert item.stem not in stems(lesson)
    assert sum(attempts.counts(lesson).values()) == len(stems(lesson))
    drafts.rewrite(lesson, title="Pressure", text=LEAFLET)
    assert not item.evidence_is_gone
    assert item.stem in stems(lesson)


def test_a_sentence_inside_another_is_not_the_same(lesson: Lesson) -> None:
    item = item_editing.add(lesson, mine(lesson))
    changed = drafts.as_edited(lesson).replace(item.evidence, f"Nobody should believe that {item.evidence}")
    drafts.rewrite(lesson, title="Pressure", text=changed)
    assert item.evidence_is_gone


def test_the_wording_that_was_edited_does_not_come_back(lesson: Lesson, item: Item, amina: User) -> None:
    """Neither from a new reading nor from the retired row that has its answers."""
    answered(lesson, item)
    new, identity = edited(item, amina), item.identity
    drafts.read_again(lesson)
    assert item.state is ItemState.RETIRED
    assert identity not in [each.identity for each in live(lesson)]
    assert new in live(lesson)
