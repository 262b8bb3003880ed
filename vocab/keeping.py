"""What the keeper's page and a person's own data say of words."""

import json
from importlib.metadata import version
from pathlib import Path

from accounts import belongings, panels, portability
from accounts.learning import LANGUAGES
from accounts.panels import Panel
from vocab import dictionary, glossary
from vocab.models import Gloss, LearnerWord, Lexeme, ReviewCard, ReviewLog

MODEL = Path(__file__).with_name("model")

belongings.call(LearnerWord, "word on the list", "words on the list", moment=LearnerWord.changed_at, is_main=True)
belongings.call(ReviewCard, "word in the review", "words in the review")
belongings.call(ReviewLog, "answer in the review", "answers in the review", moment=ReviewLog.answered_at)
belongings.call(Gloss, "word explained in own words", "words explained in own words")
portability.quote(Lexeme, "lemma", "pos", "sense")


@panels.tells
def _pipeline() -> Panel:
    """Read from the files, as spaCy takes half a second to come."""
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    return Panel(
        "Reading of texts",
        (("spaCy", version("spacy")), ("Pipeline", f"{meta['name']} {meta['version']}"), ("Language", "English")),
    )


@panels.tells
def _words() -> Panel:
    entries = glossary.entries().values()
    known = {code for entry in entries for code in entry.translations}
    return Panel(
        "Words",
        (
            ("Entries of the glossary", f"{len(entries):,}"),
            ("Own files of entries", f"{len(glossary.own_files())}"),
            ("General words", "from WordNet" if dictionary.is_available() else "not explained"),
            ("Translated into", ", ".join(each.name for each in LANGUAGES.values() if each.code in known)),
        ),
        note="" if dictionary.is_available() else "“flask vocab install-dictionary” brings WordNet.",
    )
