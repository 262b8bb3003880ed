"""Forms of the word list."""

from wtforms import SelectField

from accounts.forms import Form
from vocab.models import WordState


class StateForm(Form):
    state = SelectField(choices=[state.value for state in WordState])
