"""From what a teacher has to a clean text with a title and sections."""

from lessons.importing.cleaning import clean, outline
from lessons.importing.left_out import put_back
from lessons.importing.marked import as_edited, edited
from lessons.importing.provenance import Provenance
from lessons.importing.refusals import Refused, check, check_length, decode
from lessons.importing.texts import Section, Source, Text

__all__ = [
    "Provenance",
    "Refused",
    "Section",
    "Source",
    "Text",
    "as_edited",
    "check",
    "check_length",
    "clean",
    "decode",
    "edited",
    "outline",
    "put_back",
]
