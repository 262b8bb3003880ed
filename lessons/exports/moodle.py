"""Questions as Moodle XML (docs.moodle.org, "Moodle XML format"), each as the type of question that fits it best."""

from collections.abc import Sequence

from lxml import etree
from lxml.etree import SubElement, _Element

from lessons import answers
from lessons.answers import Gap
from lessons.exports import questions
from lessons.exports.texts import html, line, plain
from lessons.models import Item, ItemFormat

# Moodle's form for matching asks for two questions and three answers.
LEAST_ANSWERS = 3
# Marks that divide the parts of a gap in a cloze, and "{", which begins one.
_CLOZE_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "{}#~/\\=%\"'*"})


def document(items: Sequence[Item], *, title: str) -> bytes:
    """A file of questions in a category named for the lesson."""
    quiz = etree.Element("quiz")
    category = SubElement(SubElement(quiz, "question", type="category"), "category")
    # A slash would begin a category inside the category; two are one slash.
    _text(category, f"$course$/top/Readwell/{line(title).replace('/', '//')}")
    for number, item in enumerate(items, start=1):
        _question(quiz, item, questions.name(item, number))
    return bytes(etree.tostring(quiz, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def kind(item: Item) -> str:
    """Moodle's name of the type of question."""
    if questions.is_single(item):
        return "truefalse" if questions.is_true_or_false(item) else "multichoice"
    if item.format is ItemFormat.TYPED:
        return "shortanswer" if len(item.accept) == 1 else "cloze"
    is_gapped = bool(questions.gaps(item)) or len(set(item.options)) < LEAST_ANSWERS
    return "cloze" if is_gapped else "matching"


def _question(quiz: _Element, item: Item, name: str) -> None:
    found = SubElement(quiz, "question", type=kind(item))
    _text(SubElement(found, "name"), name)
    _html(SubElement(found, "questiontext"), _cloze(item) if kind(item) == "cloze" else questions.stem_html(item))
    _html(SubElement(found, "generalfeedback"), questions.evidence_html(item))
    SubElement(found, "penalty").text = "0.3333333"
    SubElement(found, "hidden").text = "0"
    if kind(item) != "cloze":
        SubElement(found, "defaultgrade").text = "1.0000000"
        WRITERS[kind(item)](found, item)


def _multichoice(found: _Element, item: Item) -> None:
    SubElement(found, "single").text = "true"
    # The sentences of a passage stay in their order.
    SubElement(found, "shuffleanswers").text = "false" if item.format is ItemFormat.TAP else "true"
    SubElement(found, "answernumbering").text = "abc"
    for place, option in enumerate(item.options):
        answer = _answer(found, html(option), is_right=place == item.key, format="html")
        _html(SubElement(answer, "feedback"), html(questions.feedback(item, place)))


def _truefalse(found: _Element, item: Item) -> None:
    for place, option in enumerate(item.options):
        answer = _answer(found, option.strip().casefold(), is_right=place == item.key, format="moodle_auto_format")
        _html(SubElement(answer, "feedback"), html(questions.feedback(item, place)))


def _shortanswer(found: _Element, item: Item) -> None:
    SubElement(found, "usecase").text = "0"
    for word in questions.accepted(item, 0):
        # A star stands for any letters, unless a backslash is before it.
        answer = _answer(found, line(word).replace("*", r"\*"), is_right=True, format="moodle_auto_format")
        _html(SubElement(answer, "feedback"), "")


def _matching(found: _Element, item: Item) -> None:
    SubElement(found, "shuffleanswers").text = "true"
    for prompt, answer in [*questions.pairs(item), *(("", text) for text in questions.spare(item))]:
        pair = SubElement(found, "subquestion", format="html")
        _text(pair, html(prompt))
        # In its list of answers Moodle takes out what looks like a tag, but leaves entities.
        _text(SubElement(pair, "answer"), html(answer))


WRITERS = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "matching": _matching,
}


# -- cloze: the answers stand in the text of the question


def _cloze(item: Item) -> str:
    if not questions.gaps(item):
        pairs = "".join(f"<p>{_quiet(prompt)} {_choice(item, place)}</p>" for place, prompt in enumerate(item.prompts))
        return f"<p>{_quiet(item.stem)}</p>{pairs}"
    passage = "".join(
        f"{_quiet(piece.kept)}{_gap(item, piece.number - 1)}" if isinstance(piece, Gap) else _quiet(piece, edges=True)
        for piece in answers.pieces(item.passage)
    )
    return f"<p>{_quiet(item.stem)}</p><blockquote><p>{passage}</p></blockquote>"


def _gap(item: Item, place: int) -> str:
    if item.format is ItemFormat.MATCH:
        return _choice(item, place)
    # A star stands for any letters, unless a backslash is before it.
    words = (_in_gap(word.replace("*", r"\*")) for word in questions.accepted(item, place))
    return f"{{1:SHORTANSWER:={'~='.join(words)}}}"


def _choice(item: Item, place: int) -> str:
    """A list to choose from, the same and in the same order for each gap, as the bank of words is."""
    key = item.keys[place]
    words = [_in_gap(text) for text in item.options]
    words[key] = f"={words[key]}#{_in_gap(questions.feedback(item, key))}"
    return f"{{1:MULTICHOICE:{'~'.join(words)}}}"


def _in_gap(text: str) -> str:
    return html(line(text)).translate(_CLOZE_MARKS)


def _quiet(text: str, *, edges: bool = False) -> str:
    """HTML in which no brace begins a gap; `edges` keeps the space beside a gap."""
    found = html(text).replace("{", "&#123;").replace("}", "&#125;")
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * before}{found}{' ' * after}" if edges else found


# -- elements


def _answer(found: _Element, text: str, *, is_right: bool, format: str) -> _Element:
    answer = SubElement(found, "answer", fraction="100" if is_right else "0", format=format)
    _text(answer, text)
    return answer


def _html(element: _Element, text: str) -> None:
    element.set("format", "html")
    _text(element, text)


def _text(element: _Element, text: str) -> None:
    SubElement(element, "text").text = plain(text)
