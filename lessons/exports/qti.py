"""Questions as QTI 1.2 in a package, in the form that Canvas imports: its question types, by their names in Canvas.

Written with lxml: text2qti, made for the same, has no matching and no gaps, and takes text as Markdown, in which every
text of a lesson would have to be escaped.
"""

import io
import zipfile
from collections.abc import Sequence

from lxml import etree
from lxml.etree import SubElement, _Element

from lessons import answers
from lessons.answers import Gap
from lessons.exports import questions
from lessons.exports.qti_package import META, NAMESPACE, manifest, meta, tag
from lessons.exports.texts import html, line, plain
from lessons.models import Item, ItemFormat


def package(items: Sequence[Item], *, title: str, slug: str) -> bytes:
    """The .zip file; the names inside stay, so that the same lesson makes the same file."""
    ident = f"readwell_{slug}".replace("-", "_")
    with zipfile.ZipFile(file := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in (
            ("imsmanifest.xml", manifest(ident)),
            (f"{ident}/{META}", meta(ident, plain(line(title)), points=len(items))),
            (f"{ident}/{ident}.xml", _assessment(items, ident, plain(line(title)))),
        ):
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def kind(item: Item) -> str:
    """Canvas's name of the type of question."""
    if questions.is_single(item):
        return "true_false_question" if questions.is_true_or_false(item) else "multiple_choice_question"
    if item.format is ItemFormat.TYPED:
        return "short_answer_question" if len(item.accept) == 1 else "fill_in_multiple_blanks_question"
    return "multiple_dropdowns_question" if questions.gaps(item) else "matching_question"


def _assessment(items: Sequence[Item], ident: str, title: str) -> _Element:
    root = etree.Element(tag("questestinterop"), nsmap={None: NAMESPACE})
    assessment = SubElement(root, tag("assessment"), ident=ident, title=title)
    _field(SubElement(assessment, tag("qtimetadata")), "cc_maxattempts", "1")
    section = SubElement(assessment, tag("section"), ident="root_section")
    for number, item in enumerate(items, start=1):
        found = SubElement(section, tag("item"), ident=f"{ident}_q{number}", title=questions.name(item, number))
        _metadata(found, item, f"{ident}_a{number}")
        presentation = SubElement(found, tag("presentation"))
        _material(presentation, _asked(item))
        processing = SubElement(found, tag("resprocessing"))
        outcomes = SubElement(processing, tag("outcomes"))
        SubElement(outcomes, tag("decvar"), maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
        _said(processing, "general_fb")
        _write_answers(presentation, processing, item)
        _feedback(found, item)
    return root


def _metadata(found: _Element, item: Item, reference: str) -> None:
    fields = SubElement(SubElement(found, tag("itemmetadata")), tag("qtimetadata"))
    _field(fields, "question_type", kind(item))
    _field(fields, "points_possible", "1.0")
    ids = [_id(place) for place in range(len(item.options))] if questions.is_single(item) else []
    _field(fields, "original_answer_ids", ",".join(ids))
    _field(fields, "assessment_question_identifierref", reference)


def _field(parent: _Element, label: str, entry: str) -> None:
    field = SubElement(parent, tag("qtimetadatafield"))
    SubElement(field, tag("fieldlabel")).text = label
    SubElement(field, tag("fieldentry")).text = entry


def _asked(item: Item) -> str:
    """The question; gaps that Canvas fills stand in it as "[gap1]", "[gap2]" …"""
    if kind(item) not in ("fill_in_multiple_blanks_question", "multiple_dropdowns_question"):
        return questions.stem_html(item)
    passage = "".join(
        f"{html(piece.kept)}[gap{piece.number}]" if isinstance(piece, Gap) else _between(piece)
        for piece in answers.pieces(item.passage)
    )
    stem = questions.stem_html(item, "").replace("[", "&#91;")
    return f"{stem}<blockquote><p>{passage}</p></blockquote>"


def _between(text: str) -> str:
    """The text beside gaps, its spaces kept; a bracket of its own must not begin a gap."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' * before}{html(text).replace('[', '&#91;')}{' ' * after}"


# -- what may be answered, and what is right


def _write_answers(presentation: _Element, processing: _Element, item: Item) -> None:
    if questions.is_single(item):
        _write_choice(presentation, processing, item)
    elif kind(item) == "short_answer_question":
        _write_typed(presentation, processing, item)
    else:
        _write_parts(presentation, processing, item)


def _write_choice(presentation: _Element, processing: _Element, item: Item) -> None:
    response = SubElement(presentation, tag("response_lid"), ident="response1", rcardinality="Single")
    choices = SubElement(response, tag("render_choice"))
    for place, option in enumerate(item.options):
        _label(choices, _id(place), html(option), texttype="text/html")
        if questions.feedback(item, place):
            _said(processing, f"{_id(place)}_fb", answer=_id(place))
    _scored(processing, [("response1", _id(item.key))], action="Set", points="100")


def _write_typed(presentation: _Element, processing: _Element, item: Item) -> None:
    response = SubElement(presentation, tag("response_str"), ident="response1", rcardinality="Single")
    SubElement(SubElement(response, tag("render_fib")), tag("response_label"), ident="answer1", rshuffle="No")
    right = [("response1", line(word)) for word in questions.accepted(item, 0)]
    _scored(processing, right, action="Set", points="100")


def _write_parts(presentation: _Element, processing: _Element, item: Item) -> None:
    """Pairs or gaps: each part is a response of its own, and gives its share of the points."""
    parts = _parts(item)
    share = f"{100 / len(parts):.2f}"
    for name, heading, options, key in parts:
        response = SubElement(presentation, tag("response_lid"), ident=f"response_{name}")
        _material(response, heading, texttype="text/plain")
        choices = SubElement(response, tag("render_choice"))
        for ident, text in options:
            _label(choices, ident, plain(text), texttype="text/plain")
        _scored(processing, [(f"response_{name}", key)], action="Add", points=share)


Part = tuple[str, str, list[tuple[str, str]], str]


def _parts(item: Item) -> list[Part]:
    """Of each part its name, what stands beside it, its answers with their names, and the name of a right one."""
    if item.format is ItemFormat.TYPED:
        typed = [questions.accepted(item, place) for place in range(len(item.accept))]
        return [
            (f"gap{n}", f"gap{n}", [(f"g{n}w{at}", word) for at, word in enumerate(words)], f"g{n}w0")
            for n, words in enumerate(typed, start=1)
        ]
    if questions.gaps(item):
        return [
            (f"gap{n}", f"gap{n}", [(f"g{n}w{at}", text) for at, text in enumerate(item.options)], f"g{n}w{key}")
            for n, key in enumerate(item.keys, start=1)
        ]
    options = [(_id(place), text) for place, text in enumerate(item.options)]
    both = zip(item.prompts, item.keys, strict=True)
    return [(f"part{n}", prompt, options, _id(key)) for n, (prompt, key) in enumerate(both, start=1)]


def _id(place: int) -> str:
    """The name of an option in all that refers to it."""
    return str(1001 + place)


def _label(choices: _Element, ident: str, text: str, *, texttype: str) -> None:
    _material(SubElement(choices, tag("response_label"), ident=ident), text, texttype=texttype)


def _scored(processing: _Element, right: Sequence[tuple[str, str]], *, action: str, points: str) -> None:
    condition = SubElement(processing, tag("respcondition"), **({"continue": "No"} if action == "Set" else {}))
    variables = SubElement(condition, tag("conditionvar"))
    for response, answer in right:
        SubElement(variables, tag("varequal"), respident=response).text = plain(answer)
    SubElement(condition, tag("setvar"), action=action, varname="SCORE").text = points


# -- what is said afterwards


def _said(processing: _Element, feedback: str, *, answer: str = "") -> None:
    """Show the feedback to this answer, or to every one."""
    condition = SubElement(processing, tag("respcondition"), **{"continue": "Yes"})
    variables = SubElement(condition, tag("conditionvar"))
    if answer:
        SubElement(variables, tag("varequal"), respident="response1").text = answer
    else:
        SubElement(variables, tag("other"))
    SubElement(condition, tag("displayfeedback"), feedbacktype="Response", linkrefid=feedback)


def _feedback(found: _Element, item: Item) -> None:
    said = {"general_fb": questions.evidence_html(item)}
    if questions.is_single(item):
        of_options = {_id(place): questions.feedback(item, place) for place in range(len(item.options))}
        said |= {f"{ident}_fb": html(text) for ident, text in of_options.items() if text}
    for ident, text in said.items():
        shown = SubElement(found, tag("itemfeedback"), ident=ident)
        _material(SubElement(shown, tag("flow_mat")), text)


def _material(parent: _Element, text: str, *, texttype: str = "text/html") -> None:
    SubElement(SubElement(parent, tag("material")), tag("mattext"), texttype=texttype).text = text
