"""The questions of a lesson on its teacher's desk: looked over, approved, rejected, edited, added, made anew."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import case, select

from accounts.access import person, teacher_required
from accounts.forms import Form
from db import db
from lessons import access, answers, item_editing, item_statistics, item_wording
from lessons import desk_bp as bp
from lessons.item_editing import Outdated
from lessons.item_forms import QuestionForm, question_form
from lessons.item_statistics import Statistics
from lessons.models import Item, ItemState, Lesson, Origin, QuizKind
from lessons.quiz_views import PROCESS_NAMES, QUIZ_NAMES
from lessons.quizzes.items import Draft

TYPE_NAMES = {
    "build-word": "Word built of its parts",
    "c-test": "Words with their second half missing",
    "certainty": "How sure is the text?",
    "cloze": "Word for a gap",
    "heading-for-section": "Heading for a section",
    "match-definitions": "Words and their meanings",
    "meaning-in-context": "Meaning in context",
    "match-halves": "Halves of sentences",
    "named-cause": "What the text gives as a cause",
    "named-example": "What the text gives as an example",
    "number": "What a number tells",
    "own": "Your own",
    "reference": "What a word refers to",
    "sentence-back": "Sentence back in its place",
    "tap-sentence": "Sentence that says so",
    "term-for-definition": "Word for a meaning",
    "true-false": "True, false or not stated",
    "typed-gap": "Word to type",
    "wh": "Question about the text",
    "why": "Why, and with what result",
    "word-bank": "Words for the gaps of a summary",
    "word-form": "Form of a word",
    "word-parts": "Word made of known parts",
}
NEW = Draft("comprehension", "own", "locate", "", (), 0, (0, 0))
CHANGED_ELSEWHERE = (
    "This question was changed in another window. Copy what you wrote here, open it again and put it in."
)


@dataclass(frozen=True, slots=True)
class Card:
    """A question as its teacher sees it; `said` is None until a learner has answered."""

    item: Item
    said: Statistics | None

    @property
    def warnings(self) -> list[str]:
        found = [finding["message"] for finding in self.item.findings]
        return [*found, *(self.said.warnings if self.said else [])]

    @property
    def is_flagged(self) -> bool:
        return bool(self.warnings) or self.item.evidence_is_gone

    @property
    def is_own(self) -> bool:
        return self.item.origin is Origin.TEACHER


# What may be shown of the questions, by the word in the address.
SHOWN = {
    "all": ("All", lambda card: True),
    "new": ("Not decided", lambda card: card.item.state is ItemState.GENERATED),
    "approved": ("Approved", lambda card: card.item.state is ItemState.APPROVED),
    "rejected": ("Rejected", lambda card: card.item.state is ItemState.REJECTED),
    "flagged": ("With a warning", lambda card: card.is_flagged),
}


bp.add_app_template_filter(lambda name: TYPE_NAMES.get(name, name.replace("-", " ").capitalize()), "item_type_name")
bp.add_app_template_filter(lambda name: PROCESS_NAMES[name], "process_name")
bp.add_app_template_filter(answers.pieces, "gaps")


def cards(lesson: Lesson) -> list[Card]:
    """The questions of the lesson, in the order in which they are asked."""
    approved_first = case((Item.state == ItemState.APPROVED, 0), else_=1)
    items = db.session.scalars(
        select(Item)
        .where(Item.lesson_id == lesson.id, Item.state != ItemState.RETIRED)
        .order_by(Item.quiz.desc(), approved_first, Item.position, Item.id)
    )
    known = item_statistics.of_lesson(lesson)
    return [Card(item, known.get(item.id)) for item in items]


def shown(lesson: Lesson) -> dict[str, object]:
    """What the draft's page shows of the questions: those that the address asks for, by quiz, and the counts."""
    every, show = cards(lesson), _show()
    wanted = [card for card in every if SHOWN[show][1](card)]
    return {
        "questions": {quiz: [card for card in wanted if card.item.quiz is quiz] for quiz in QuizKind},
        "question_count": len(every),
        "tabs": [(name, label, sum(map(is_in, every))) for name, (label, is_in) in SHOWN.items()],
        "show": show,
    }


@bp.post("/lessons/<slug>/questions/<id:item_id>/<any(approve, reject, restore):step>")
@teacher_required
def change_item(slug: str, item_id: int, step: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    item = access.item_of(lesson, item_id)
    {"approve": item_editing.approve, "reject": item_editing.reject, "restore": item_editing.restore}[step](item)
    db.session.commit()
    return _back(lesson, item)


@bp.post("/lessons/<slug>/questions/anew")
@teacher_required
def make_anew(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    item_editing.make_anew(lesson)
    db.session.commit()
    flash("The questions are made anew. Those that you decided on, edited or added are kept.", "success")
    return redirect(url_for(".draft", slug=slug, _anchor="questions"))


@bp.route("/lessons/<slug>/questions/new", methods=["GET", "POST"])
@teacher_required
def add_item(slug: str) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    places = item_editing.places(lesson)
    form = _named(question_form(NEW, places))
    if not form.validate_on_submit():
        return _form_page(lesson, form, NEW)
    item = item_editing.add(lesson, form.draft(NEW, places))
    db.session.commit()
    _say_saved("The question is added. It is asked before the others.", item)
    return _back(lesson, item)


@bp.route("/lessons/<slug>/questions/<id:item_id>", methods=["GET", "POST"])
@teacher_required
def edit_item(slug: str, item_id: int) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    item = access.item_of(lesson, item_id)
    if item.state is ItemState.RETIRED and request.method == "GET":
        abort(404)
    before, places = item_wording.as_draft(item_wording.of_item(item)), item_editing.places(lesson)
    form = _named(question_form(before, places, version=item.version, is_gone=item.evidence_is_gone))
    if not form.validate_on_submit():
        return _form_page(lesson, form, before, item)
    try:
        wording = form.draft(before, places)
        item = item_editing.edit(item, wording, version=form.version.data, by=person(), now=datetime.now(UTC))
    except Outdated:
        db.session.rollback()
        form.stem.errors = [CHANGED_ELSEWHERE]
        return _form_page(lesson, form, before, item, status=409)
    db.session.commit()
    _say_saved("The question is saved.", item)
    return _back(lesson, item)


@bp.post("/lessons/<slug>/questions/<id:item_id>/versions/<id:number>")
@teacher_required
def put_back(slug: str, item_id: int, number: int) -> ResponseReturnValue:
    lesson = access.lesson_for_owner(slug)
    item = access.item_of(lesson, item_id)
    try:
        item = item_editing.put_back(item, number, by=person(), now=datetime.now(UTC))
    except (LookupError, Outdated):
        abort(404)
    db.session.commit()
    _say_saved("The question says again what it said before.", item)
    return _back(lesson, item)


def _show() -> str:
    asked = request.args.get("show", "all")
    return asked if asked in SHOWN else "all"


def _back(lesson: Lesson, item: Item) -> ResponseReturnValue:
    """To the question where it is still among those that are shown, else to the head of them."""
    show = _show()
    is_there = any(card.item.id == item.id and SHOWN[show][1](card) for card in cards(lesson))
    anchor = f"q-{item.id}" if is_there else "questions"
    return redirect(url_for(".draft", slug=lesson.slug, show=None if show == "all" else show, _anchor=anchor))


def _say_saved(said: str, item: Item) -> None:
    count = len(item.findings)
    look = f" The checks have {'a warning' if count == 1 else f'{count} warnings'} about it." if count else ""
    flash(said + look, "success")


def _named(form: QuestionForm) -> QuestionForm:
    """The choices in the words of the other pages."""
    form.reading.choices = PROCESS_NAMES
    if hasattr(form, "quiz"):
        form.quiz.choices = {quiz.value: name for quiz, name in QUIZ_NAMES.items()}
    return form


def _form_page(
    lesson: Lesson, form: QuestionForm, before: Draft, item: Item | None = None, *, status: int = 422
) -> ResponseReturnValue:
    html = render_template(
        "desk/question.html",
        lesson=lesson,
        form=form,
        before=before,
        item=item,
        pieces=answers.pieces(before.passage),
        versions=item_editing.history(item) if item else [],
        act=Form(formdata=None),
    )
    return html, status if form.is_submitted() else 200
