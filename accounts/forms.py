"""Forms of the accounts, and the base of all forms."""

import unicodedata
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from wtforms import Field, FileField, PasswordField, SelectField, StringField, ValidationError
from wtforms.validators import EqualTo, InputRequired, Length, Optional

from accounts.learning import CEFR, LANGUAGES
from accounts.moments import time_zones
from accounts.people import MIN_PASSWORD, login_of


class PlainText:
    """No control characters: PostgreSQL refuses NUL, and nobody types the others on purpose."""

    def __call__(self, form: Any, field: Field) -> None:
        if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\r\t" for char in field.data or ""):
            raise ValidationError("This contains characters that are not text. Delete them, or type it again.")


class Form(FlaskForm):
    """Every form of the app: CSRF-protected, and its text fields free of control characters."""

    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent; an uploaded file counts for file fields only, never as somebody's words."""
            sent = super().wrap_formdata(form, formdata)
            if not isinstance(sent, CombinedMultiDict):
                return sent
            takes_files = {name for name, field in form._fields.items() if isinstance(field, FileField)}
            files = MultiDict((name, file) for name, file in request.files.items(multi=True) if name in takes_files)
            return CombinedMultiDict([files, request.form])

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            field = super().bind_field(form, unbound_field, options)
            if isinstance(field, StringField):
                field.validators = [PlainText(), *field.validators]
            return field


def strip(value: str | None) -> str | None:
    return value.strip() if value else value


class SignInForm(Form):
    name = StringField("Name", filters=[strip], validators=[InputRequired("Type your name."), Length(max=80)])
    password = PasswordField(
        "Password",
        validators=[InputRequired("Type your password."), Length(max=200, message="That is too long.")],
    )


class ReadingForm(Form):
    first_language = SelectField(
        "My language",
        choices={"": "None: English only"}
        | {each.code: f"{each.own_name} ({each.name})" for each in LANGUAGES.values()},
    )
    level = SelectField("My level of English", choices={"": "I do not know"} | {level: level for level in CEFR})


class SeenName:
    """A name has two characters that can be seen, and fits its column also as it is compared ("ß" becomes "ss")."""

    def __call__(self, form: Any, field: Field) -> None:
        if not 2 <= len(login_of(field.data or "")) <= 80:
            raise ValidationError("Use 2 to 80 characters.")


class NewNameForm(Form):
    name = StringField(
        "Name",
        filters=[strip],
        validators=[
            InputRequired("Choose a name."),
            Length(max=80, message="Use 2 to 80 characters."),
            SeenName(),
        ],
    )


class NewPasswordForm(Form):
    password = PasswordField(
        "New password",
        validators=[
            InputRequired("Choose a password."),
            Length(min=MIN_PASSWORD, max=200, message=f"Use {MIN_PASSWORD} to 200 characters."),
        ],
    )
    again = PasswordField(
        "The same password again",
        validators=[
            InputRequired("Type the password again."),
            EqualTo("password", "The two passwords differ."),
        ],
    )


class RegisterForm(NewPasswordForm, NewNameForm):
    """Fields stand in the order in which they were made: name, then password."""


class ClassForm(Form):
    name = StringField(
        "Name of the class",
        filters=[strip],
        validators=[InputRequired("Give the class a name."), Length(max=80, message="Use at most 80 characters.")],
    )
    time_zone = SelectField("Time zone", choices=time_zones)


class CodeForm(Form):
    code = StringField(
        "Code of the class",
        filters=[strip],
        validators=[InputRequired("Type the code that your teacher gave you."), Length(max=80)],
    )


class JoinForm(NewNameForm):
    """For somebody without an account: the name and one password, which a teacher can give anew."""

    password = PasswordField(
        "Password",
        validators=[
            InputRequired("Choose a password."),
            Length(min=MIN_PASSWORD, max=200, message=f"Use {MIN_PASSWORD} to 200 characters."),
        ],
    )


class NicknameForm(Form):
    nickname = StringField(
        "Name in this class",
        filters=[strip],
        validators=[Optional(), Length(max=80, message="Use at most 80 characters.")],
    )


class TeacherForm(Form):
    teacher = StringField(
        "Name of the teacher", filters=[strip], validators=[InputRequired("Type the teacher's name."), Length(max=80)]
    )
