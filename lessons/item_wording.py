"""What a question says, apart from what became of it: as plain data that can be kept, compared and put back."""

from typing import Any

from lessons.models import Item, ItemFormat, QuizKind
from lessons.quizzes.items import Draft, Option

Wording = dict[str, Any]
ENUMS = {"quiz": QuizKind, "format": ItemFormat}
NAMES = (
    *("quiz", "type", "process", "format", "stem", "passage", "options", "feedback", "key", "prompts", "keys"),
    *("accept", "evidence", "evidence_start", "evidence_end"),
)


def of_draft(draft: Draft, text: str) -> Wording:
    start, end = draft.evidence
    return {
        "quiz": draft.quiz,
        "type": draft.type,
        "process": draft.process,
        "format": draft.format,
        "stem": draft.stem,
        "passage": draft.passage,
        "options": [option.text for option in draft.options],
        "feedback": [option.feedback for option in draft.options],
        "key": draft.key,
        "prompts": list(draft.prompts),
        "keys": list(draft.keys),
        "accept": [list(answers) for answers in draft.accept],
        "evidence": text[start:end],
        "evidence_start": start,
        "evidence_end": end,
    }


def of_item(item: Item) -> Wording:
    return {name: getattr(item, name).value if name in ENUMS else getattr(item, name) for name in NAMES}


def write(item: Item, wording: Wording) -> None:
    """Let the question say this from now on."""
    for name in NAMES:
        value = wording[name]
        setattr(item, name, ENUMS[name](value) if name in ENUMS else value)


def identity(wording: Wording) -> tuple[Any, ...]:
    """As `Item.identity`, of a wording that no item may have any more."""
    blank = Item()
    write(blank, wording)
    return blank.identity


def as_draft(wording: Wording) -> Draft:
    options = zip(wording["options"], wording["feedback"], strict=True)
    return Draft(
        quiz=wording["quiz"],
        type=wording["type"],
        process=wording["process"],
        stem=wording["stem"],
        options=tuple(Option(text, feedback) for text, feedback in options),
        key=wording["key"],
        evidence=(wording["evidence_start"], wording["evidence_end"]),
        passage=wording["passage"],
        format=wording["format"],
        prompts=tuple(wording["prompts"]),
        keys=tuple(wording["keys"]),
        accept=tuple(tuple(answers) for answers in wording["accept"]),
    )
