"""Subtitles (SRT, WebVTT): what was said, as paragraphs; times, speakers and [music] go."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

import pysubs2
from lxml.html import fragment_fromstring

from lessons.importing import markup
from lessons.importing.blocks import Block
from lessons.importing.refusals import Refused, decode
from lessons.importing.texts import Source

# After so long a silence, in milliseconds, or so many words, the next sentence begins a paragraph.
SILENCE = 2500
WORDS = 80
_CODES = re.compile(r"\{\\[^{}]{0,200}\}|<[\d:.]+>")
_SOUND = re.compile(r"\[[^\]]{0,80}\]|♪[^♪]{0,300}♪?|^\s*\([^)]{0,80}\)\s*$", re.MULTILINE)
_NOISE = re.compile(
    r"(?i)\((?:[\w ]{0,20}\b)?(?:music|applause|laugh\w*|cough\w*|sneez\w*|sigh\w*|cheer\w*|clears throat)[\w ]{0,20}\)"
)
_SHOUTED = re.compile(r"^(?:>>\s*)?[A-Z][A-Z0-9 .'’-]{1,30}:\s+|^(?:>>|[-–])\s*", re.MULTILINE)
_NAMED = re.compile(r"^((?:[A-Z][\w.'’-]*\s?){1,3}):\s+", re.MULTILINE)
_ENDS = re.compile(r"[.?!…][\"”’')]*$")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    words: str


def read(data: bytes) -> Source:
    text = decode(data)
    try:
        found = pysubs2.SSAFile.from_file(StringIO(text))
    except (pysubs2.exceptions.Pysubs2Error, ValueError) as error:
        raise Refused("These subtitles cannot be read: the file is damaged or of another kind.") from error
    cues = _spoken([(event.start, event.end, event.text.replace("\\N", "\n")) for event in found])
    return markup.source([Block("paragraph", words, 0, 0) for words in _paragraphs(cues)])


def _spoken(events: Sequence[tuple[int, int, str]]) -> list[_Cue]:
    """The cues without marks, sounds and names; a line that rolls on into the next cue counts once."""
    plain = [(start, end, _words(text)) for start, end, text in events]
    names = Counter(name for _, _, text in plain for name in _NAMED.findall(text))
    cues: list[_Cue] = []
    before: list[str] = []
    for start, end, text in plain:
        unnamed = _NAMED.sub(lambda match: "" if names[match[1]] > 1 else match[0], _SHOUTED.sub("", text))
        lines = [" ".join(line.split()) for line in unnamed.split("\n") if line.strip()]
        new = [line for line in lines if line not in before]
        before = lines or before
        if new:
            cues.append(_Cue(start, end, " ".join(new)))
    return cues


def _words(text: str) -> str:
    return _SOUND.sub("", _NOISE.sub("", _unmarked(text)))


def _unmarked(text: str) -> str:
    """Without tags, and with the letters that codes like "&amp;" stand for."""
    plain = _CODES.sub("", text)
    return fragment_fromstring(plain, create_parent=True).text_content() if {"<", "&"} & set(plain) else plain


def _paragraphs(cues: Sequence[_Cue]) -> Iterator[str]:
    said: list[str] = []
    last = 0
    for cue in cues:
        text = " ".join(said)
        if said and _ENDS.search(text) and (cue.start - last > SILENCE or len(text.split()) >= WORDS):
            yield text
            said = []
        said.append(cue.words)
        last = cue.end
    if said:
        yield " ".join(said)
