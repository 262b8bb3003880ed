"""Words and questions as tables: for Quizlet, which takes lines with a tab, and for any spreadsheet."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lessons.exports import questions
from lessons.exports.texts import line
from lessons.exports.words import Word
from lessons.models import Item, ItemFormat

# A spreadsheet runs a cell that begins so (OWASP, "CSV Injection"); after an apostrophe it shows it.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
WORD_COLUMNS = ("Word", "Meaning", "Translation", "Pronunciation", "Word parts", "Level", "Sentence", "Lesson")


def quizlet(words: Sequence[Word]) -> bytes:
    """A line for each word: the word, a tab, what it means and its translation."""
    rows = ((word.lemma, " – ".join(filter(None, (word.definition, word.translation)))) for word in words)
    return "".join(f"{_cell(term)}\t{_cell(meaning)}\n" for term, meaning in rows).encode()


def words_csv(words: Sequence[Word]) -> bytes:
    rows = (
        (word.lemma, word.definition, word.translation, word.ipa, word.parts, word.level, _text(word), word.lesson)
        for word in words
    )
    return _csv(WORD_COLUMNS, rows)


def items_csv(items: Sequence[Item], *, quizzes: Mapping[Any, str], types: Mapping[str, str]) -> bytes:
    """A row for each question; `quizzes` and `types` have their names as a teacher reads them."""
    most = max((len(item.options) for item in items), default=0)
    head = ("Number", "Quiz", "Kind", "Question", "Passage", "Parts")
    options = tuple(f"Answer {number}" for number in range(1, most + 1))
    rows = (
        (
            str(number),
            *(quizzes.get(item.quiz, item.quiz.value), types.get(item.type, item.type), item.stem),
            *(questions.shown_passage(item), " / ".join(item.prompts)),
            *(item.options[place] if place < len(item.options) else "" for place in range(most)),
            *(right(item), item.evidence),
        )
        for number, item in enumerate(items, start=1)
    )
    return _csv((*head, *options, "Right answer", "Sentence in the text"), rows)


def right(item: Item) -> str:
    """The right answer in words; of several parts, each with its number or its prompt."""
    if questions.is_single(item):
        return item.options[item.key]
    if item.format is ItemFormat.MATCH:
        return "; ".join(f"{prompt}: {answer}" for prompt, answer in questions.pairs(item))
    words = [" or ".join(accepted) for accepted in item.accept]
    return words[0] if len(words) == 1 else "; ".join(f"{n}: {word}" for n, word in enumerate(words, start=1))


def _text(word: Word) -> str:
    return "".join(text for text, _ in word.sentence)


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Begins with a byte order mark, by which Excel knows UTF-8."""
    writer = csv.writer(file := io.StringIO(newline=""))
    writer.writerow(columns)
    writer.writerows([_cell(text) for text in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    whole = line(text)
    return f"'{whole}" if whole.startswith(FORMULAS) else whole
