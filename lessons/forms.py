"""Forms of the teacher's desk and of the quizzes."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, Regexp, ValidationError

from accounts.forms import Form, strip
from lessons.drafts import TITLE_LENGTH
from lessons.importing import Provenance
from lessons.importing.provenance import LENGTHS
from vocab.glossary import EVERYDAY, GENERAL, KINDS, Entry
from vocab.levels import CEFR
from vocab.models import Lexeme

MAX_DEFINITION = 300
TERM_KINDS = {kind: name for kind, name in KINDS.items() if kind not in (EVERYDAY, GENERAL)}
HERE, EVERYWHERE = "lesson", "everywhere"
AS_THE_TEXT_SAYS = "automatic"


class SourceForm(Form):
    """Where a text is from; readers see it under the lesson."""

    source_note = StringField("Source", filters=[strip], validators=[Optional(), Length(max=LENGTHS["note"])])
    source_author = StringField("Author", filters=[strip], validators=[Optional(), Length(max=LENGTHS["author"])])
    source_url = StringField(
        "Web address",
        filters=[strip],
        validators=[
            Optional(),
            Length(max=LENGTHS["url"]),
            Regexp(r"(?i)https?://[^\s/]", message="A web address begins with http:// or https://."),
        ],
    )
    source_licence = StringField("Licence", filters=[strip], validators=[Optional(), Length(max=LENGTHS["licence"])])
    source_accessed = DateField("Read there on", validators=[Optional()])

    def told(self) -> Provenance:
        return Provenance(
            self.source_note.data or "",
            self.source_url.data or "",
            self.source_author.data or "",
            self.source_licence.data or "",
            self.source_accessed.data,
        )

    def show(self, told: Provenance) -> None:
        """Put it into the fields."""
        self.source_note.data, self.source_url.data, self.source_author.data = told.note, told.url, told.author
        self.source_licence.data, self.source_accessed.data = told.licence, told.accessed


class NewTextForm(SourceForm):
    """Faults of the text itself are found by `lessons.importing` and put beside the field."""

    title = StringField("Title", filters=[strip], validators=[Optional(), Length(max=TITLE_LENGTH)])
    text = TextAreaField("Text")
    file = FileField("Or a file")
    url = StringField("Or the address of a page", filters=[strip], validators=[Optional(), Length(max=2000)])
    # The text has the marks of the editor, because a script or the server put them there.
    marked = HiddenField(validators=[Length(max=1)])
    submission = HiddenField(validators=[Length(max=40)])
    collection = BooleanField("Make a collection of shorter lessons")
    anyway = SubmitField("Add it all the same")

    class Meta(Form.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            field = super().bind_field(form, unbound_field, options)
            if options["name"] == "text":
                field.validators = []  # the importer says more precisely what is wrong with a text
                field.flags.required = True
            return field


class EditForm(Form):
    title = StringField(
        "Title", filters=[strip], validators=[DataRequired("Give the lesson a title."), Length(max=TITLE_LENGTH)]
    )
    text = TextAreaField("Text", validators=[DataRequired("There is no text here.")])
    revision = IntegerField(validators=[InputRequired()])


class TermForm(Form):
    form = StringField(
        "Words of the text",
        filters=[strip],
        validators=[DataRequired("Copy the words from the text."), Length(max=80)],
    )
    kind = SelectField("Kind", choices=TERM_KINDS, default="other")
    level = SelectField("Level", choices=list(CEFR), default="B2")
    definition = TextAreaField(
        "Meaning, in words that your learners know",
        filters=[strip],
        validators=[DataRequired("Say what it means."), Length(max=MAX_DEFINITION)],
    )


class ExplainForm(Form):
    definition = TextAreaField("Your own words", filters=[strip], validators=[Optional(), Length(max=MAX_DEFINITION)])


def _number(value: str | int) -> int:
    """0 for what is none."""
    return int(value) if str(value).isascii() and str(value).isdecimal() and len(str(value)) < 10 else 0


class KeyWordForm(Form):
    """Any term of the lesson; offered are those that are no key words yet."""

    term = SelectField("Another term of this text", coerce=_number, validate_choice=False)

    def offer(self, terms: Mapping[int, str], *, but: Collection[int]) -> None:
        """Let the teacher choose among these terms, lemmas by number."""
        self.here = terms
        self.term.choices = [(number, lemma) for number, lemma in terms.items() if number not in but]

    def validate_term(self, field: SelectField) -> None:
        if field.data not in self.here:
            raise ValidationError("Choose a term of this text.")


class SenseForm(Form):
    """One meaning of a word, or whatever the text speaks for."""

    sense = RadioField("Meaning in this text", validators=[DataRequired("Choose a meaning.")])

    def offer(self, senses: Sequence[Entry], chosen: Lexeme | None) -> None:
        """Let the teacher choose among these; the main one of a word has no name, so that each has a sign before it."""
        self.senses = {f"={entry.sense}": entry for entry in senses}
        named = [(value, f"{entry.definition} ({KINDS[entry.kind]})") for value, entry in self.senses.items()]
        self.sense.choices = [*named, (AS_THE_TEXT_SAYS, "Let Readwell tell it from each sentence")]
        if not self.is_submitted():
            self.sense.data = f"={chosen.sense}" if chosen else AS_THE_TEXT_SAYS

    @property
    def entry(self) -> Entry | None:
        return self.senses.get(self.sense.data or "")


class GlossForm(ExplainForm):
    where = RadioField("Where", choices={HERE: "In this lesson only", EVERYWHERE: "In every lesson"}, default=HERE)
