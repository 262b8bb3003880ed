"""What a teacher sets when a class is given a lesson. Times are those of the class's clocks."""

from datetime import datetime
from typing import Any

from wtforms import DateTimeLocalField, Field, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from accounts import moments
from accounts.forms import Form
from accounts.models import Classroom
from lessons.assignment_models import Assignment
from lessons.assignments import Terms
from lessons.models import Mode, QuizKind

NO_TIME = "Type a day and a time, like 2026-12-04 18:00."
MOMENTS = ("opens_at", "due_at", "closes_at")


class Moment(DateTimeLocalField):
    """A day and a time without a zone, of a year that no clock stumbles over."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], validators=[Optional()], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(NO_TIME) from error
        if self.data and not 2000 <= self.data.year <= 2100:
            raise ValueError(NO_TIME)


class TermsForm(Form):
    mode = RadioField(
        "How its quizzes are taken",
        choices={
            Mode.PRACTICE.value: "As practice: each answer is explained at once",
            Mode.EXAM.value: "As a test: all is told at the end, and it can be taken once",
        },
        default=Mode.PRACTICE.value,
        validators=[InputRequired("Choose how they are taken.")],
    )
    quizzes = SelectMultipleField(
        "Quizzes that must be done",
        choices={QuizKind.COMPREHENSION.value: "Understanding the text", QuizKind.VOCABULARY.value: "Vocabulary"},
        default=[quiz.value for quiz in QuizKind],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    opens_at = Moment("Opens")
    due_at = Moment("Due")
    closes_at = Moment("Closes")

    def validate_due_at(self, field: Field) -> None:
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError("This is before it opens.")

    def validate_closes_at(self, field: Field) -> None:
        earlier = [each.data for each in (self.opens_at, self.due_at) if each.data]
        if field.data and earlier and field.data < max(earlier):
            raise ValidationError("This is before it opens or is due.")
        if field.data and field.data == self.opens_at.data:
            raise ValidationError("It would close as it opens.")

    def terms(self, classroom: Classroom) -> Terms:
        """What was set, with its moments in the world's time."""
        return Terms(
            mode=Mode(self.mode.data),
            quizzes=[QuizKind(value) for value in self.quizzes.data or []],
            **{name: _moment(self[name].data, classroom) for name in MOMENTS},
        )


class AssignForm(TermsForm):
    lesson = SelectField("Lesson", validators=[InputRequired("Choose a lesson.")])


def of(assignment: Assignment) -> dict[str, Any]:
    """What a form shows of an assignment."""
    zone = assignment.classroom.time_zone
    found = {name: getattr(assignment, name) for name in MOMENTS}
    times = {name: moments.local(moment, zone) if moment else None for name, moment in found.items()}
    return {"mode": assignment.mode.value, "quizzes": list(assignment.quizzes), **times}


def _moment(local: datetime | None, classroom: Classroom) -> datetime | None:
    return moments.at(local, classroom.time_zone) if local else None
