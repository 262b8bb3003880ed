"""Undo of an edit: the former title and text come back, and what the teacher had decided of terms and questions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import User
from db import db
from lessons import drafts, item_keeping, item_wording, leftovers
from lessons.former_models import FormerText
from lessons.item_wording import Wording
from lessons.models import Attempt, Item, ItemState, ItemVersion, KeyChoice, Lesson, LessonTerm, Origin
from lessons.sense_models import LessonSense
from vocab import lexemes
from vocab.models import Gloss, Lexeme

Kept = dict[str, Any]

# Columns of a term as they are where its teacher decided nothing.
UNDECIDED: Kept = {"added": False, "removed": False, "form": "", "key_order": None, "is_set_aside": False}


def of(lesson: Lesson) -> FormerText | None:
    return db.session.get(FormerText, lesson.id)


def rewrite(lesson: Lesson, *, title: str, text: str, now: datetime) -> None:
    """As `drafts.rewrite`, and the title and text of before can be put back, once there is a change."""
    before = _as_it_is(lesson)
    drafts.rewrite(lesson, title=title, text=text)
    if (lesson.title, drafts.as_edited(lesson)) != (before["title"], before["text"]):
        _keep(lesson, before, is_undone=False, now=now)


def swap(lesson: Lesson, *, now: datetime) -> None:
    """Put the former title and text back, with the decisions of then; a second time undoes the first.

    LookupError when there is no former text.
    """
    former = of(lesson)
    if former is None:
        raise LookupError(lesson.id)
    before, is_undone = _as_it_is(lesson), not former.is_undone
    lesson.removed = list(former.removed)
    _put_terms_back(lesson, former.terms)
    _put_senses_back(lesson, former.senses)
    _put_items_back(lesson, former.items, now=now)
    db.session.execute(update(Item).filter_by(lesson_id=lesson.id).values(seed=former.seed))
    db.session.flush()
    drafts.rewrite(lesson, title=former.title, text=former.text)
    _keep(lesson, before, is_undone=is_undone, now=now)


def _as_it_is(lesson: Lesson) -> Kept:
    return {
        "title": lesson.title,
        "text": drafts.as_edited(lesson),
        "removed": list(lesson.removed),
        "terms": [_told_term(term) for term in _terms(lesson).values() if _is_decided(term)],
        "senses": [_told_sense(sense) for sense in _senses(lesson)],
        "items": [_told_item(item) for item in _items(lesson).values() if item.stays],
        "seed": item_keeping.seed_of(lesson),
    }


def _keep(lesson: Lesson, before: Kept, *, is_undone: bool, now: datetime) -> None:
    former = of(lesson) or FormerText(lesson_id=lesson.id)
    for name, value in before.items():
        setattr(former, name, value)
    former.is_undone, former.replaced_at = is_undone, now
    db.session.add(former)
    db.session.flush()


# -- terms


def _terms(lesson: Lesson) -> dict[int, LessonTerm]:
    query = select(LessonTerm).options(joinedload(LessonTerm.gloss)).filter_by(lesson_id=lesson.id)
    return {term.lexeme_id: term for term in db.session.scalars(query.order_by(LessonTerm.lexeme_id))}


def _is_decided(term: LessonTerm) -> bool:
    return leftovers.is_decided(term) or term.key_order is not None


def _told_term(term: LessonTerm) -> Kept:
    gloss = {"definition": term.gloss.definition, "owner_id": term.gloss.owner_id} if term.gloss else None
    return {
        "lexeme_id": term.lexeme_id,
        **{name: getattr(term, name) for name in UNDECIDED},
        "key_choice": term.key_choice.value,
        "gloss": gloss,
    }


def _put_terms_back(lesson: Lesson, kept: list[Kept]) -> None:
    """Each as it was then; what was decided since is not decided."""
    terms, then = _terms(lesson), {told["lexeme_id"]: told for told in kept}
    for lexeme_id in sorted(then.keys() | {number for number, term in terms.items() if _is_decided(term)}):
        told = then.get(lexeme_id, {**UNDECIDED, "key_choice": KeyChoice.AUTOMATIC.value, "gloss": None})
        term = terms.get(lexeme_id)
        if term is None and db.session.get(Lexeme, lexeme_id) is not None:
            term = LessonTerm(lesson_id=lesson.id, lexeme_id=lexeme_id)
            db.session.add(term)
        if term:
            for name in UNDECIDED:
                setattr(term, name, told[name])
            term.key_choice = KeyChoice(told["key_choice"])
            _put_gloss_back(term, told["gloss"])
    db.session.flush()


def _put_gloss_back(term: LessonTerm, told: Kept | None) -> None:
    before = term.gloss
    if before and told and before.definition == told["definition"]:
        return
    term.gloss = _gloss(term.lexeme_id, told) if told else None
    if before:
        db.session.delete(before)


def _gloss(lexeme_id: int, told: Kept) -> Gloss | None:
    """None when its teacher is not there any more: their words went with them."""
    if db.session.get(User, told["owner_id"]) is None:
        return None
    return lexemes.add_gloss(lexeme_id, owner_id=told["owner_id"], definition=told["definition"])


def _senses(lesson: Lesson) -> Sequence[LessonSense]:
    query = select(LessonSense).filter_by(lesson_id=lesson.id).order_by(LessonSense.lexeme_id)
    return db.session.scalars(query).all()


def _told_sense(sense: LessonSense) -> Kept:
    return {"lexeme_id": sense.lexeme_id, "is_set_aside": sense.is_set_aside}


def _put_senses_back(lesson: Lesson, kept: Sequence[Kept]) -> None:
    db.session.execute(delete(LessonSense).where(LessonSense.lesson_id == lesson.id))
    for told in kept:
        if db.session.get(Lexeme, told["lexeme_id"]) is not None:
            db.session.add(LessonSense(lesson_id=lesson.id, **told))
    db.session.flush()


# -- questions


def _items(lesson: Lesson) -> dict[int, Item]:
    query = select(Item).options(selectinload(Item.versions)).filter_by(lesson_id=lesson.id)
    return {item.id: item for item in db.session.scalars(query.order_by(Item.position, Item.id))}


def _told_item(item: Item) -> Kept:
    return {
        "id": item.id,
        "state": item.state.value,
        "is_kept": item.is_kept,
        "origin": item.origin.value,
        "position": item.position,
        "version": item.version,
        "findings": item.findings,
        "wording": item_wording.of_item(item),
    }


def _put_items_back(lesson: Lesson, kept: list[Kept], *, now: datetime) -> None:
    """Each as it was then; a teacher's own and reworded ones of since go, and no other is decided."""
    items = _items(lesson)
    was_asked = bool(db.session.scalar(select(exists().where(Attempt.lesson_id == lesson.id))))
    then = {_put_back(lesson, told, items.get(told["id"]), was_asked=was_asked, now=now) for told in kept}
    for item in items.values():
        if item not in then and item.stays:
            is_own = item.origin is Origin.TEACHER or item.version > 1
            item.state, item.is_kept = ItemState.RETIRED if is_own else ItemState.GENERATED, False
    db.session.flush()


def _put_back(lesson: Lesson, told: Kept, item: Item | None, *, was_asked: bool, now: datetime) -> Item:
    """The question in its row of then, or in a new one where it is gone or was answered in another wording."""
    is_reworded = item is not None and _said(item_wording.of_item(item)) != _said(told["wording"])
    if item is None or (is_reworded and was_asked):
        item = Item(lesson_id=lesson.id, version=told["version"])
        db.session.add(item)
    elif is_reworded and item.stays:
        data = item_wording.of_item(item)
        db.session.add(ItemVersion(item_id=item.id, number=item.version, data=data, changed_at=now))
        item.version += 1
    item.state, item.origin = ItemState(told["state"]), Origin(told["origin"])
    item.is_kept, item.position, item.findings = told["is_kept"], told["position"], told["findings"]
    item_wording.write(item, told["wording"])
    return item


def _said(wording: Wording) -> Wording:
    """What a reader is shown; where the text has its evidence may have moved."""
    return {name: value for name, value in wording.items() if not name.startswith("evidence")}
