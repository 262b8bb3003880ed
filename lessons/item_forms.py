"""Forms for one question: what a teacher types in, and the question that it makes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from string import ascii_uppercase
from typing import Any

from wtforms import Field, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from accounts.forms import Form, strip
from lessons.item_editing import Place
from lessons.quizzes.items import Draft, Option

MIN_OPTIONS, MAX_OPTIONS = 2, 5
MAX_STEM, MAX_ANSWER, MAX_FEEDBACK = 600, 400, 600
# The sentence that the question has now, where that is not one sentence of the text: a whole paragraph.
AS_NOW = "now"
SHOWN_OF_SENTENCE = 110
# The options are lettered; a match has seven, a passage to tap in more.
LETTERS = ascii_uppercase


class QuestionForm(Form):
    """What every question has; `question_form` adds the fields of one question."""

    stem = TextAreaField(
        "Question", filters=[strip], validators=[DataRequired("Write the question."), Length(max=MAX_STEM)]
    )
    reading = SelectField("What it asks of the reader")
    sentence = SelectField("The sentence that answers it", validators=[InputRequired("Choose a sentence.")])
    version = IntegerField(validators=[InputRequired()])

    def of(self, prefix: str) -> list[Field]:
        """The fields of one sort, in order: `option_0`, `option_1` …"""
        return [field for name, field in self._fields.items() if name.rpartition("_")[0] == prefix]

    def options(self) -> tuple[Option, ...]:
        pairs = zip(self.of("option"), self.of("feedback"), strict=True)
        return tuple(Option(option.data, feedback.data or "") for option, feedback in pairs if option.data)

    def draft(self, before: Draft, places: Sequence[Place]) -> Draft:
        """The question as it was typed in; what the form does not ask is as before."""
        chosen = None if self.sentence.data == AS_NOW else places[int(self.sentence.data)]
        evidence = (chosen.start, chosen.end) if chosen else before.evidence
        return replace(before, stem=self.stem.data, process=self.reading.data, evidence=evidence)


class ChoiceForm(QuestionForm):
    key: Field

    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        options, faults = self.of("option"), []
        texts = [(field.data or "").casefold() for field in options]
        for place, (option, feedback) in enumerate(zip(options, self.of("feedback"), strict=True)):
            if option.data and not feedback.data:
                faults.append((feedback, "Say why this answer is right or wrong."))
            if feedback.data and not option.data:
                faults.append((option, "Here is an explanation without an answer. Write the answer, or delete both."))
            if texts[place] and texts[place] in texts[:place]:
                faults.append((option, "This answer stands here twice."))
        if len(list(filter(None, texts))) < MIN_OPTIONS:
            faults.append((options[texts.index("")], f"Write at least {MIN_OPTIONS} answers."))
        if not self.key.errors and not texts[int(self.key.data)]:
            faults.append((self.key, "The answer that is marked as right is empty."))
        return _blame(faults) and valid

    def draft(self, before: Draft, places: Sequence[Place]) -> Draft:
        above = self.of("option")[: int(self.key.data)]
        key = sum(bool(field.data) for field in above)
        return replace(super().draft(before, places), options=self.options(), key=key)


class NewItemForm(ChoiceForm):
    quiz = SelectField("Quiz")

    def draft(self, before: Draft, places: Sequence[Place]) -> Draft:
        return replace(super().draft(before, places), quiz=self.quiz.data)


class TapForm(QuestionForm):
    """The answers are sentences of the text: only the right one and what is said of each can be changed."""

    key: Field

    def draft(self, before: Draft, places: Sequence[Place]) -> Draft:
        said = zip(before.options, self.of("feedback"), strict=True)
        options = tuple(Option(option.text, feedback.data) for option, feedback in said)
        return replace(super().draft(before, places), options=options, key=int(self.key.data))


class MatchForm(QuestionForm):
    def draft(self, before: Draft, places: Sequence[Place]) -> Draft:
        prompts = tuple(field.data for field in self.of("prompt"))
        keys = tuple(int(field.data) for field in self.of("right"))
        return replace(super().draft(before, places), options=self.options(), prompts=prompts, keys=keys)


class TypedForm(QuestionForm):
    def validate(self, extra_validators: Any = None) -> bool:
        valid = super().validate(extra_validators)
        empty = [field for field in self.of("accept") if not field.errors and not _divided(field.data)]
        return _blame([(field, "Write what is right here.") for field in empty]) and valid

    def draft(self, before: Draft, places: Sequence[Place]) -> Draft:
        accept = tuple(_divided(field.data) for field in self.of("accept"))
        hints = tuple(field.data or "" for field in self.of("prompt"))
        return replace(super().draft(before, places), accept=accept, prompts=hints)


FORMS: dict[str, type[QuestionForm]] = {"choice": ChoiceForm, "tap": TapForm, "match": MatchForm, "typed": TypedForm}


def question_form(before: Draft, places: Sequence[Place], *, version: int = 1, is_gone: bool = False) -> QuestionForm:
    """The form for a question as it is, or as it was sent. One without a stem is new; `is_gone`: its sentence is."""
    is_new = not before.stem
    kind = NewItemForm if is_new else FORMS[before.format]
    at = next((str(n) for n, place in enumerate(places) if (place.start, place.end) == before.evidence), AS_NOW)
    at = "" if is_new or is_gone else at
    data = _data(before) | {"version": version, "sentence": at}
    form: QuestionForm = type(kind.__name__, (kind,), _fields(before))(data=data)
    extra = {at: {"": "Choose…", AS_NOW: "As it is now"}[at]} if at in ("", AS_NOW) else {}
    form.sentence.choices = extra | {str(n): _cut(f"{n + 1}. {place.text}") for n, place in enumerate(places)}
    return form


def _fields(before: Draft) -> dict[str, Field]:
    """The fields that only this question has, as the class of its form takes them."""
    count = max(len(before.options), MAX_OPTIONS) if before.format == "choice" else len(before.options)
    letters = {str(place): LETTERS[place % len(LETTERS)] for place in range(count)}
    is_whole = before.format == "match"
    fields: dict[str, Field] = {}
    for index, letter in letters.items():
        if before.format != "tap":
            fields[f"option_{index}"] = _line(f"Answer {letter}", is_needed=is_whole, is_expected=letter in "AB")
        fields[f"feedback_{index}"] = _feedback(
            letter, is_needed=before.format == "tap", is_expected=is_whole or letter in "AB"
        )
    for place in range(len(before.prompts)):
        label = f"Part {place + 1}" if is_whole else f"Hint for gap {place + 1}"
        fields[f"prompt_{place}"] = _line(label, is_needed=is_whole)
    for place in range(len(before.keys)):
        fields[f"right_{place}"] = SelectField(f"Answer to part {place + 1}", choices=letters)
    for place in range(len(before.accept)):
        fields[f"accept_{place}"] = _line(f"Gap {place + 1}", is_needed=True)
    if before.format in ("choice", "tap"):
        fields["key"] = RadioField(
            "Right answer", choices=letters, validators=[InputRequired("Mark the right answer.")]
        )
    return fields


class Expected:
    """Says that most questions have this; which of them must be filled is seen from all of them together."""

    field_flags = {"required": True}  # noqa: RUF012  as WTForms reads it

    def __call__(self, form: Any, field: Field) -> None:
        """Nothing is wrong with it alone."""


def _line(label: str, *, is_needed: bool, is_expected: bool = False) -> Field:
    needed = DataRequired("Write something here.") if is_needed else Expected() if is_expected else Optional()
    return StringField(label, filters=[strip], validators=[needed, Length(max=MAX_ANSWER)])


def _feedback(letter: str, *, is_needed: bool, is_expected: bool) -> Field:
    why = "Say why this answer is right or wrong."
    needed = DataRequired(why) if is_needed else Expected() if is_expected else Optional()
    return TextAreaField(
        f"Why {letter} is right or wrong", filters=[strip], validators=[needed, Length(max=MAX_FEEDBACK)]
    )


def _data(before: Draft) -> dict[str, Any]:
    """The question as it stands in its fields before anything is changed."""
    data: dict[str, Any] = {"stem": before.stem, "reading": before.process, "quiz": before.quiz}
    data["key"] = str(before.key) if before.stem else None
    data |= {f"option_{place}": option.text for place, option in enumerate(before.options)}
    data |= {f"feedback_{place}": option.feedback for place, option in enumerate(before.options)}
    data |= {f"prompt_{place}": prompt for place, prompt in enumerate(before.prompts)}
    data |= {f"right_{place}": str(key) for place, key in enumerate(before.keys)}
    data |= {f"accept_{place}": " / ".join(accepted) for place, accepted in enumerate(before.accept)}
    return data


def _divided(accepted: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.strip() for word in re.split(r"\s+/(?:\s+|$)|^/", accepted or "") if word.strip()))


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_OF_SENTENCE else line[: SHOWN_OF_SENTENCE - 1].rstrip() + "…"


def _blame(faults: Sequence[tuple[Field, str]]) -> bool:
    """Put each message beside its field; whether there is none."""
    for field, message in faults:
        field.errors = [*field.errors, message]
    return not faults
