"""Every shape that a clause can take without other words."""

from lessons.quizzes.clause import Clause, is_name
from lessons.quizzes.order import moved, shorter, turned
from lessons.quizzes.voice import active, advised, likelier, passive


def shapes(clause: Clause) -> list[Clause]:
    """The clause itself, and what can be made of it, each once."""
    lists = [clause, *shorter(clause)]
    lists += [shape for one in lists for shape in turned(one)]
    found = [*lists]
    for one in lists:
        found += [*moved(one), *passive(one), *active(one), *advised(one), *likelier(one)]
    found += [shape for one in found[len(lists) :] for shape in moved(one)]
    return [shape for shape in found if not _moves_a_name(shape)]


def _moves_a_name(clause: Clause) -> bool:
    """Whether a first word that may be a name, or only begins the sentence, stands elsewhere now."""
    return is_name(clause.tokens[0]) and 0 in clause.pieces and clause.pieces[0] != 0
