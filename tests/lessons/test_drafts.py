"""A lesson on the desk, beneath the pages: made once, read again, and what its teacher decided stays."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import people
from accounts.models import Role, User
from db import db
from lessons import attempts, drafts, item_editing, reading, rereading
from lessons.importing import Refused, Source
from lessons.models import Item, ItemState, Lesson, LessonTerm, Occurrence, QuizKind, Section, Sentence, Status
from lessons.reading import GlossView
from tests.texts import ARTICLE, SHORT
from vocab.models import Gloss, Lexeme

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BUILT_IN = "a dangerous lack of water in the body"


@pytest.fixture
def open_database(database: Flask) -> Iterator[Flask]:
    with database.app_context():
        yield database
        db.session.rollback()


@pytest.fixture
def amina(open_database: Flask) -> User:
    return people.add_user("Amina", password="correct horse", role=Role.TEACHER)


@pytest.fixture
def lesson(amina: User) -> Lesson:
    made = drafts.create(Source(ARTICLE), owner=amina)
    db.session.commit()
    return made


def terms(lesson: Lesson) -> dict[str, GlossView]:
    """The terms of the page by lemma."""
    return {view.lemma: view for view in reading.page(lesson).glosses}


def picture(lesson: Lesson) -> str:
    """The text with its terms in brackets."""
    marked, at = [], 0
    rows = db.session.execute(
        select(Occurrence.start, Occurrence.end)
        .join(LessonTerm, (LessonTerm.lexeme_id == Occurrence.lexeme_id) & (LessonTerm.lesson_id == lesson.id))
        .where(Occurrence.lesson_id == lesson.id, LessonTerm.removed.is_(False))
        .order_by(Occurrence.start)
    )
    for start, end in rows:
        marked += [lesson.text[at:start], f"[{lesson.text[start:end]}]"]
        at = end
    return "".join([*marked, lesson.text[at:]])


def lexeme_id(lemma: str) -> int:
    return db.session.scalar(select(Lexeme.id).filter_by(lemma=lemma, pos="NOUN"))


def stems(lesson: Lesson, state: ItemState = ItemState.GENERATED) -> list[str]:
    rows = select(Item.stem).filter_by(lesson_id=lesson.id, state=state).order_by(Item.quiz.desc(), Item.position)
    return list(db.session.scalars(rows))


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def add_term(lesson: Lesson, teacher: User, **changed: str) -> None:
    term = {"form": "smoke", "kind": "other", "level": "B2", "definition": "gray air that comes from a fire", **changed}
    drafts.add_term(lesson, **term, teacher=teacher)


# -- made


def test_a_lesson_is_stored_with_its_text_and_source(lesson: Lesson, amina: User) -> None:
    assert (lesson.title, lesson.status, lesson.owner) == ("Living With Asthma", Status.DRAFT, amina)
    assert lesson.source == ARTICLE
    assert lesson.text.startswith("Asthma is a disease of the lungs.")
    assert lesson.removed == [
        "Health Weekly",
        "By Jane Doe",
        "Related Articles",
        "Ten Foods for Better Sleep",
        "Back to top button",
    ]


def test_sections_sentences_and_words_index_the_text(lesson: Lesson) -> None:
    sections = db.session.scalars(select(Section).order_by(Section.position)).all()
    assert [section.heading for section in sections] == ["", "Common Triggers", "Signs of an Attack", "Medicines"]
    for section in sections[1:]:
        assert lesson.text[section.start :].startswith(section.heading)
    sentences = db.session.scalars(select(Sentence).order_by(Sentence.position)).all()
    assert lesson.text[sentences[3].start : sentences[3].end] == (
        "Asthma can be made worse by triggers such as pollen, smoke and dust."
    )
    word = db.session.scalars(select(Occurrence).order_by(Occurrence.start)).first()
    assert lesson.text[word.start : word.end] == "Asthma"


def test_terms_are_marked(lesson: Lesson) -> None:
    assert picture(lesson).startswith("[Asthma] is a [disease] of the [lungs].")


@pytest.mark.parametrize("text", ["", "Three short words.", "Der Mensch atmet Luft. " * 20, "\x00" + SHORT])
def test_a_refused_text_leaves_no_row(open_database: Flask, text: str) -> None:
    with pytest.raises(Refused):
        drafts.create(Source(text), owner=None)
    db.session.commit()
    assert (count(Lesson), count(Lexeme), count(Section)) == (0, 0, 0)


def test_a_text_that_is_furniture_alone_is_refused(open_database: Flask) -> None:
    furniture = "Related Articles\n\n" + "\n\n".join(f"Ten Foods for Better Sleep {n}" for n in range(20))
    with pytest.raises(Refused):
        drafts.create(Source(furniture), owner=None)


def test_two_texts_of_one_title_have_two_addresses(amina: User) -> None:
    first, second = (drafts.create(Source(ARTICLE), owner=amina) for _ in range(2))
    assert first.slug == "living-with-asthma"
    assert second.slug.startswith("living-with-asthma-")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Crohn’s Disease & You", "crohns-disease-you"),
        ("Ménière’s", "menieres"),
        ("\N{LUNGS}", "lesson"),
        ("نوبة الربو", "lesson"),
        ("../../etc", "etc"),
        ("x" * 300, "x" * 70),
    ],
)
def test_an_address_is_plain(open_database: Flask, title: str, slug: str) -> None:
    made = drafts.create(Source(SHORT), owner=None, title=title)
    assert made.slug == slug
    assert len(made.title) <= 200


def test_the_same_submission_is_the_same_lesson(amina: User) -> None:
    first, second = (drafts.create(Source(SHORT), owner=amina, submission="form-1") for _ in range(2))
    assert first is second
    assert count(Lesson) == 1
    assert drafts.create(Source(SHORT), owner=amina, submission="form-2") is not first


def test_a_submission_between_the_look_and_the_write(amina: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other request's lesson comes in after this one has looked, and before it writes."""
    first = drafts.create(Source(SHORT), owner=amina, submission="form-1")
    db.session.commit()
    found = iter([None, first])
    monkeypatch.setattr(drafts, "_made_before", lambda submission: next(found))
    assert drafts.create(Source(SHORT), owner=amina, submission="form-1") is first
    db.session.commit()
    assert count(Lesson) == 1


def test_another_text_under_the_same_submission_is_not_lost(amina: User) -> None:
    """Somebody goes back to the form, pastes another text and sends it."""
    drafts.create(Source(SHORT), owner=amina, submission="form-1")
    assert "inhaler" in drafts.create(Source(ARTICLE), owner=amina, submission="form-1").text


# -- changed


def test_what_the_editor_shows_reads_back_to_the_same(lesson: Lesson) -> None:
    before = picture(lesson), stems(lesson), lesson.level_reasons
    drafts.rewrite(lesson, title=lesson.title, text=drafts.as_edited(lesson))
    assert (picture(lesson), stems(lesson), lesson.level_reasons) == before


def test_a_rewritten_lesson_has_new_words_and_nothing_of_the_old(lesson: Lesson) -> None:
    revision = lesson.revision
    drafts.rewrite(lesson, title="Cramps", text="## Water\n" + SHORT + "\n- Rest.\n- Sleep.")
    assert (lesson.title, lesson.revision) == ("Cramps", revision + 1)
    assert "[Dehydration] can cause [muscle cramps]." in picture(lesson)
    assert "asthma" not in terms(lesson)
    assert not any("asthma" in stem for stem in stems(lesson))
    assert drafts.as_edited(lesson).startswith("## Water\n\nDehydration")
    assert drafts.as_edited(lesson).endswith("- Rest.\n\n- Sleep.")


@pytest.mark.parametrize("text", ["", "Too short.", "<p>" * 5 + SHORT])
def test_a_refused_change_changes_nothing(lesson: Lesson, text: str) -> None:
    before = picture(lesson), lesson.revision
    with pytest.raises(Refused):
        drafts.rewrite(lesson, title="Other", text=text)
    db.session.rollback()
    assert (picture(lesson), lesson.revision) == before
    assert lesson.title == "Living With Asthma"


# -- terms


def test_a_term_of_the_teachers_own(lesson: Lesson, amina: User) -> None:
    add_term(lesson, amina)
    assert "[Asthma] can be made worse by triggers such as [pollen], [smoke] and dust." in picture(lesson)
    view = terms(lesson)["smoke"]
    assert (view.definition, view.level, view.kind) == ("gray air that comes from a fire", "B2", "health word")


@pytest.mark.parametrize("form", ["Cold air", "cold air", "COLD AIR", "  cold   air "])
def test_words_are_found_whatever_their_capitals(lesson: Lesson, amina: User, form: str) -> None:
    add_term(lesson, amina, form=form)
    assert "[Cold air] and hard exercise" in picture(lesson)


def test_a_term_of_several_words_takes_in_shorter_ones(lesson: Lesson, amina: User) -> None:
    assert "[Asthma] is a [disease] of the [lungs]." in picture(lesson)
    add_term(lesson, amina, form="disease of the lungs", definition="an illness of the organs of breathing")
    assert "[Asthma] is a [disease of the lungs]." in picture(lesson)


@pytest.mark.parametrize("form", ["gout", "asth", "pollen smoke", "lungs. It", ",", "…"])
def test_words_that_do_not_stand_there_are_refused(lesson: Lesson, amina: User, form: str) -> None:
    before = picture(lesson)
    with pytest.raises(Refused, match=f"^“{re.escape(form)}” (does not stand in this text|is no unit here)"):
        add_term(lesson, amina, form=form)
    db.session.rollback()
    assert picture(lesson) == before


def test_a_removed_term_is_text_again_and_what_it_held_comes_out(lesson: Lesson) -> None:
    assert "an [asthma attack] in some people" in picture(lesson)
    drafts.remove_term(lesson, lexeme_id("asthma attack"), removed=True)
    assert "an [asthma] [attack] in some people" in picture(lesson)
    drafts.remove_term(lesson, lexeme_id("asthma attack"), removed=False)
    assert "an [asthma attack] in some people" in picture(lesson)


def test_a_removed_term_is_nowhere(lesson: Lesson) -> None:
    drafts.remove_term(lesson, lexeme_id("lung"), removed=True)
    assert "lung" not in terms(lesson)
    assert "lung" not in [view.lemma for view in reading.page(lesson).key_terms]
    assert not any("“lung" in stem for stem in stems(lesson))
    assert "of the lungs." in picture(lesson)


def test_a_removed_term_can_still_be_looked_up_as_a_word(lesson: Lesson) -> None:
    """A reader may tap any word."""
    drafts.remove_term(lesson, lexeme_id("lung"), removed=True)
    entries = reading.page(lesson).words["lexemes"].values()
    (lung,) = [entry for entry in entries if entry["lemma"] == "lung"]
    assert not lung.get("term")


@pytest.mark.parametrize("change", ["same text", "another sentence", "gone and back", "another term removed"])
def test_what_the_teacher_decided_stays(lesson: Lesson, amina: User, change: str) -> None:
    add_term(lesson, amina)
    drafts.remove_term(lesson, lexeme_id("cough"), removed=True)
    drafts.gloss_term(lesson, lexeme_id("dehydration"), definition="too little water", teacher=amina)
    text = drafts.as_edited(lesson)
    if change == "another term removed":
        drafts.remove_term(lesson, lexeme_id("ambulance"), removed=True)
    if change == "gone and back":
        drafts.rewrite(lesson, title=lesson.title, text=SHORT.replace("Dehydration", "Heat"))
    drafts.rewrite(lesson, title=lesson.title, text=text + ("\n\n" + SHORT if change == "another sentence" else ""))
    found = terms(lesson)
    assert found["smoke"].definition == "gray air that comes from a fire"
    assert found["dehydration"].definition == "too little water"
    assert not any(view.pos == "noun" for view in found.values() if view.lemma == "cough")


# -- glosses


def test_the_teachers_gloss_stands_before_the_built_in_one(lesson: Lesson, amina: User) -> None:
    assert terms(lesson)["dehydration"].definition == BUILT_IN
    drafts.gloss_term(lesson, lexeme_id("dehydration"), definition="too little water", teacher=amina)
    assert terms(lesson)["dehydration"].definition == "too little water"
    drafts.gloss_term(lesson, lexeme_id("dehydration"), definition=" ", teacher=amina)
    assert terms(lesson)["dehydration"].definition == BUILT_IN


def test_questions_ask_for_the_teachers_meaning(lesson: Lesson, amina: User) -> None:
    drafts.gloss_term(lesson, lexeme_id("dehydration"), definition="too little water in you", teacher=amina)
    keys = [item.options[item.key] + item.stem for item in db.session.scalars(select(Item))]
    assert any("too little water in you" in key for key in keys)
    assert not any(BUILT_IN in key for key in keys)


def test_it_survives_an_upgrade_of_the_glossary(lesson: Lesson, amina: User) -> None:
    drafts.gloss_term(lesson, lexeme_id("dehydration"), definition="too little water", teacher=amina)
    add_term(lesson, amina)
    db.session.commit()
    lesson.read_with = "the glossary as it was"
    db.session.commit()
    assert rereading.read_anew(report=lambda _: None) == 1
    reading._page.cache_clear()
    assert terms(lesson)["dehydration"].definition == "too little water"
    assert terms(lesson)["smoke"].definition == "gray air that comes from a fire"


def test_a_gloss_is_of_one_lesson(lesson: Lesson, amina: User) -> None:
    cy = people.add_user("Cy", password="correct horse", role=Role.TEACHER)
    others = drafts.create(Source(SHORT), owner=cy)
    drafts.gloss_term(lesson, lexeme_id("dehydration"), definition="too little water", teacher=amina)
    assert terms(others)["dehydration"].definition == BUILT_IN
    later = drafts.create(Source(SHORT), owner=cy)
    assert terms(later)["dehydration"].definition == BUILT_IN


def test_a_teachers_term_becomes_nobody_elses(lesson: Lesson, amina: User) -> None:
    add_term(lesson, amina, form="dust", level="A1", kind="disease")
    other = drafts.create(Source(ARTICLE), owner=None)
    assert "dust" not in terms(other)
    assert "and dust." in picture(other)


def test_a_teachers_kind_does_not_change_the_glossarys(lesson: Lesson, amina: User) -> None:
    add_term(lesson, amina, form="lungs", kind="disease", level="C2", definition="where the air goes")
    other = drafts.create(Source(ARTICLE), owner=None)
    assert (terms(other)["lung"].kind, terms(other)["lung"].level) == ("part of the body", "B1")


def test_the_gloss_of_a_teacher_who_left_is_not_the_built_in_one(lesson: Lesson, amina: User) -> None:
    drafts.gloss_term(lesson, lexeme_id("dehydration"), definition="too little water", teacher=amina)
    add_term(lesson, amina)
    db.session.commit()
    db.session.delete(amina)
    db.session.commit()
    other = drafts.create(Source(ARTICLE), owner=None)
    entries = {entry["lemma"]: entry for entry in reading.page(other).words["lexemes"].values()}
    assert entries["dehydration"]["definition"] == BUILT_IN
    assert "definition" not in entries["smoke"]


# -- questions


def test_a_rejected_question_stays_rejected(lesson: Lesson) -> None:
    item = db.session.scalars(select(Item).order_by(Item.id)).first()
    item_editing.reject(item)
    before = stems(lesson)
    assert stems(lesson, ItemState.REJECTED) == [item.stem]
    drafts.rewrite(lesson, title="Asthma", text=drafts.as_edited(lesson))
    assert stems(lesson, ItemState.REJECTED) == [item.stem]
    assert stems(lesson) == before
    item_editing.restore(item)
    assert item.stem in stems(lesson)


def test_a_retired_question_cannot_be_asked_again(lesson: Lesson, amina: User) -> None:
    attempts.start(amina, lesson, QuizKind.VOCABULARY, now=MONDAY)
    drafts.rewrite(lesson, title="Cramps", text=SHORT)
    item = db.session.scalars(select(Item).filter_by(state=ItemState.RETIRED)).first()
    item_editing.restore(item)
    assert item.state is ItemState.RETIRED


def test_questions_nobody_was_asked_go_with_their_text(lesson: Lesson) -> None:
    drafts.rewrite(lesson, title="Cramps", text=SHORT)
    assert stems(lesson, ItemState.RETIRED) == []


def test_evidence_is_of_the_text_it_stands_in(lesson: Lesson) -> None:
    drafts.rewrite(lesson, title="Asthma", text="A new first paragraph.\n\n" + drafts.as_edited(lesson))
    items = db.session.scalars(select(Item)).all()
    assert len(items) > 5
    for item in items:
        assert lesson.text[item.evidence_start : item.evidence_end] == item.evidence


# -- publishing


def test_publishing_twice_is_publishing_once(lesson: Lesson) -> None:
    drafts.publish(lesson, now=MONDAY)
    revision = lesson.revision
    drafts.publish(lesson, now=MONDAY + timedelta(days=1))
    assert (lesson.status, lesson.published_at, lesson.revision) == (Status.PUBLISHED, MONDAY, revision)


def test_a_step_back_is_a_new_revision(lesson: Lesson) -> None:
    drafts.publish(lesson, now=MONDAY)
    revision = lesson.revision
    drafts.withdraw(lesson, to=Status.ARCHIVED)
    drafts.withdraw(lesson, to=Status.ARCHIVED)
    assert (lesson.status, lesson.revision) == (Status.ARCHIVED, revision + 1)


def test_deleting_a_lesson_takes_its_rows_with_it(lesson: Lesson, amina: User) -> None:
    add_term(lesson, amina)
    attempts.start(amina, lesson, QuizKind.VOCABULARY, now=MONDAY)
    db.session.commit()
    db.session.delete(lesson)
    db.session.commit()
    assert [count(model) for model in (Section, Sentence, Occurrence, LessonTerm, Item)] == [0] * 5
    assert count(Gloss) > 0
