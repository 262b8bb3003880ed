"""Words as a deck for Anki, written by genanki.

A note is known by its word, part of speech and sense: the same word exported again updates the note it has, from
whatever lesson it comes.
"""

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import genanki

from lessons.exports.texts import html
from lessons.exports.words import Pieces, Word

FIELDS = ("Sentence", "Word", "IPA", "Definition", "Translation", "Word parts", "Level", "Lesson")
# Anki knows the kind of note by this number: another one would make a second kind beside the first.
MODEL_ID = 1_628_403_517
_FRONT = '<p class="sentence">{{Sentence}}</p><p class="word">{{Word}}</p>'
_BACK = """{{FrontSide}}<hr id="answer">
{{#IPA}}<p class="soft">/{{IPA}}/</p>{{/IPA}}
{{#Definition}}<p>{{Definition}}</p>{{/Definition}}
{{#Translation}}<p dir="auto"><b>{{Translation}}</b></p>{{/Translation}}
{{#Word parts}}<p class="soft">{{Word parts}}</p>{{/Word parts}}
<p class="soft">{{#Level}}{{Level}}{{/Level}} {{#Lesson}}{{Lesson}}{{/Lesson}}</p>"""
_CSS = """.card { max-width: 32rem; margin: 0 auto; padding: 1rem; font: 20px/1.5 Georgia, serif; text-align: start; }
.word { font-size: 1.4em; font-weight: 600; }
.sentence b { border-bottom: 2px solid currentColor; }
.soft { opacity: 0.75; font-size: 0.85em; }"""


def package(words: Sequence[Word], *, name: str, deck: str, now: datetime) -> bytes:
    """The .apkg file. Decks are told apart by `deck`, which stays; Anki takes up what is newer than what it has."""
    made = genanki.Deck(_number(f"readwell deck {deck}"), html(name))
    for word in words:
        made.add_note(_note(word))
    return _packed(genanki.Package(made), now.timestamp())


def _note(word: Word) -> genanki.Note:
    fields = (
        _marked(word.sentence),
        *(html(text) for text in (word.lemma, word.ipa, word.definition, word.translation, word.parts)),
        *(html(text) for text in (word.level, word.lesson)),
    )
    return genanki.Note(_model(), list(fields), guid=genanki.guid_for("readwell", *word.key), sort_field=fields[1])


def _model() -> genanki.Model:
    return genanki.Model(
        MODEL_ID,
        "Readwell word",
        fields=[{"name": field} for field in FIELDS],
        templates=[{"name": "Word in its sentence", "qfmt": _FRONT, "afmt": _BACK}],
        css=_CSS,
        sort_field_index=FIELDS.index("Word"),
    )


def _marked(sentence: Pieces) -> str:
    """The spaces at the edges of a stretch are those between words, so they stay."""
    return "".join(_bold(text) if is_word else _spaced(text) for text, is_word in sentence).strip()


def _bold(text: str) -> str:
    return f"<b>{html(text)}</b>"


def _spaced(text: str) -> str:
    before, after = text[:1].isspace(), text[-1:].isspace()
    return " " * before + html(text) + " " * after


def _number(name: str) -> int:
    """A number for a deck, always the same, in the range that Anki's own numbers have."""
    return (1 << 30) + int.from_bytes(sha256(name.encode()).digest()[:4], "big") % (1 << 30)


def _packed(made: genanki.Package, timestamp: float) -> bytes:
    """In memory: genanki's own way to a file leaves a temporary one behind."""
    with zipfile.ZipFile(found := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        connection = sqlite3.connect(":memory:")
        try:
            made.write_to_db(connection.cursor(), timestamp, itertools.count(int(timestamp * 1000)))
            connection.commit()
            archive.writestr("collection.anki2", connection.serialize())
        finally:
            connection.close()
        archive.writestr("media", json.dumps({}))
    return found.getvalue()
