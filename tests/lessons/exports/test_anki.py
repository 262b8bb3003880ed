"""The deck read back by Anki itself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from hypothesis import HealthCheck, given, settings

from lessons.exports import anki
from lessons.exports.words import Word
from tests.lessons.exports.things import any_text, word

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    found = Collection(str(tmp_path / "collection.anki2"))
    yield found
    found.close()


def take_in(collection: Collection, words: list[Word], *, deck: str = "asthma all", days: int = 0) -> None:
    data = anki.package(words, name="Readwell::Living With Asthma", deck=deck, now=MONDAY + timedelta(days=days))
    file = Path(collection.path).with_name("words.apkg")
    file.write_bytes(data)
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions(merge_notetypes=True))
    )


def notes(collection: Collection) -> list[dict[str, str]]:
    return [dict(collection.get_note(note).items()) for note in collection.find_notes("")]


def test_a_card_has_all_that_is_known_of_the_word(collection: Collection) -> None:
    take_in(collection, [word()])
    assert notes(collection) == [
        {
            "Sentence": "Many people with <b>asthma</b> have a cough.",
            "Word": "asthma",
            "IPA": "ˈæsmə",
            "Definition": "a disease that makes breathing difficult",
            "Translation": "asma",
            "Word parts": "asthm (short breath)",
            "Level": "B1",
            "Lesson": "Living With Asthma",
        }
    ]
    (card,) = collection.find_cards("")
    shown = collection.get_card(card)
    assert "asthma" in shown.question()
    assert "breathing difficult" not in shown.question()
    assert "makes breathing difficult" in shown.answer()
    assert collection.decks.name(shown.did) == "Readwell::Living With Asthma"


def test_the_same_words_twice_are_there_once(collection: Collection) -> None:
    words = [word(), word("cough")]
    take_in(collection, words)
    take_in(collection, words, days=1)
    assert [note["Word"] for note in notes(collection)] == ["asthma", "cough"]
    assert collection.card_count() == 2
    assert len([kind for kind in collection.models.all_names() if "Readwell" in kind]) == 1


def test_a_later_deck_brings_a_note_up_to_date(collection: Collection) -> None:
    take_in(collection, [word()])
    take_in(collection, [word(definition="an illness of the lungs")], deck="other lesson all", days=1)
    assert [note["Definition"] for note in notes(collection)] == ["an illness of the lungs"]


def test_senses_and_parts_of_speech_are_notes_of_their_own(collection: Collection) -> None:
    keys = [("discharge", "NOUN", ""), ("discharge", "VERB", ""), ("discharge", "NOUN", "leaving hospital")]
    take_in(collection, [word("discharge", key=key) for key in keys])
    assert len(notes(collection)) == 3


def test_markup_of_the_text_is_text(collection: Collection) -> None:
    take_in(collection, [word(definition="<img src=x> & {{Word}} 5 < 6", sentence=())])
    (note,) = notes(collection)
    assert note["Definition"] == "&lt;img src=x&gt; &amp; {{Word}} 5 &lt; 6"
    assert note["Sentence"] == ""


def test_no_words_make_an_empty_deck(collection: Collection) -> None:
    take_in(collection, [])
    assert notes(collection) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=any_text)
def test_any_text_goes_in(collection: Collection, text: str) -> None:
    count = len(notes(collection))
    take_in(collection, [word("cough", key=(f"{count}", "NOUN", text), definition=text, sentence=((text, True),))])
    assert len(notes(collection)) == count + 1


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    anki.package([word()], name="Deck", deck="deck", now=MONDAY)
    assert list(tmp_path.iterdir()) == []
