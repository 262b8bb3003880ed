"""The sentence in which a word comes to review: of a lesson that the reader took a quiz on, else of the library."""

import re

from sqlalchemy import select

from accounts.models import User
from db import db
from lessons import concordance
from lessons.models import Attempt
from vocab import review
from vocab.review import Quoted

# So many sentences are looked at; so long, in characters, is one that is read at a glance.
LOOKED_AT = 40
AT_A_GLANCE = 160
# After the word these give its meaning away.
TELLS = re.compile(r"\s*(?:means?\b|(?:is|are) (?:a|an|the|when|called)\b|\(|[,–—-] (?:or|a|an|the|which|that is)\b)")


@review.finds_sentences
def sentence(user: User, lexeme_id: int) -> Quoted | None:
    """A sentence of the reader's own lessons before one of others, a short one before a long one."""
    lines = concordance.lines([lexeme_id], page=1, size=LOOKED_AT)
    if not lines:
        return None
    own = set(db.session.scalars(select(Attempt.lesson_id).filter_by(user_id=user.id)))
    best = min(lines, key=lambda line: (line.lesson.id not in own, _tells(line), _length(line) > AT_A_GLANCE))
    return Quoted(best.pieces, best.lesson.title, best.lesson.slug, best.position)


def _tells(line: concordance.Line) -> bool:
    """Whether the sentence itself says what the word means."""
    after = line.pieces[1:]
    return any(is_word and TELLS.match(text) for (_, is_word), (text, _) in zip(line.pieces, after, strict=False))


def _length(line: concordance.Line) -> int:
    return sum(len(text) for text, _ in line.pieces)
