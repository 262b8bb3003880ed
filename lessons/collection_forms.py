"""Forms of a collection."""

from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from accounts.forms import Form, strip
from lessons.collecting.making import TITLE_LENGTH

KEEP, DELETE = "keep", "delete"


class TitleForm(Form):
    title = StringField(
        "Title", filters=[strip], validators=[DataRequired("Give the collection a title."), Length(max=TITLE_LENGTH)]
    )


class DeleteForm(Form):
    lessons = RadioField(
        "What happens to its lessons?",
        choices={
            KEEP: "Keep them: each becomes a single lesson on your desk",
            DELETE: "Delete them too, with their questions and all answers that students gave",
        },
        validators=[InputRequired("Choose what happens to the lessons.")],
    )
