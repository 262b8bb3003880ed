"""From what a teacher has to a clean text with a title and sections."""

from lessons.importing.cleaning import Section, Source, Text, as_edited, clean, edited, outline
from lessons.importing.refusals import Refused, check, decode

__all__ = [
    "Refused",
    "Section",
    "Source",
    "Text",
    "as_edited",
    "check",
    "clean",
    "decode",
    "edited",
    "outline",
]
