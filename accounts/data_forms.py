"""Forms with which people are deleted and given another role."""

from typing import Self

from wtforms import BooleanField, PasswordField, RadioField, SelectField
from wtforms.validators import InputRequired, Length

from accounts.forms import Form
from accounts.models import Role

STAYS, GOES = "stay", "go"
NOT_YOURS = "This is not your password."


def _sure() -> BooleanField:
    return BooleanField(
        "Yes, delete all of it: nobody can bring it back",
        validators=[InputRequired("Tick this box if you are sure.")],
    )


class ForgetForm(Form):
    """For a class, and for a reader without an account, who has no password and nothing that others use."""

    sure = _sure()

    @property
    def stays(self) -> bool:
        return True


class LeaveForm(ForgetForm):
    """`shared` asks what becomes of that which others use, and is not there when they use nothing.

    The password is that of whoever does it.
    """

    shared = RadioField(
        "What happens to the things that others use?",
        choices={STAYS: "They stay, without an owner", GOES: "They are deleted too"},
        default=STAYS,
        validators=[InputRequired("Choose one of the two.")],
    )
    password = PasswordField(
        "Your password",
        validators=[InputRequired("Type your password."), Length(max=200, message="That is too long.")],
    )
    sure = _sure()

    @classmethod
    def asking_of(cls, told: list[str]) -> Self:
        form = cls()
        if not told:
            del form.shared
        return form

    @property
    def stays(self) -> bool:
        return "shared" not in self or self.shared.data == STAYS


class RoleForm(Form):
    role = SelectField("Role", choices={role.value: role.value.capitalize() for role in Role})
