"""Where a text is from, as its readers are told."""

from dataclasses import dataclass
from datetime import date

LENGTHS = {"note": 300, "url": 500, "author": 200, "licence": 200}
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Whatever is known of it; empty where nothing is."""

    note: str = ""
    url: str = ""
    author: str = ""
    licence: str = ""
    accessed: date | None = None

    def over(self, found: "Provenance") -> "Provenance":
        """What is told here, and what was found where nothing is told."""
        return Provenance(
            self.note or found.note,
            self.url or found.url,
            self.author or found.author,
            self.licence or found.licence,
            self.accessed or found.accessed,
        )


NOWHERE = Provenance()


def found(
    *, note: str | None = "", url: str | None = "", author: str | None = "", licence: str | None = ""
) -> Provenance:
    """What a stranger's file says of itself, made fit to keep: one line each, no address but of the web."""
    note, author, licence = (
        _line(told, name) for name, told in (("note", note), ("author", author), ("licence", licence))
    )
    web = url if url and url.startswith(_WEB) and url.isprintable() and len(url) <= LENGTHS["url"] else ""
    return Provenance(note, web, author, licence)


def _line(told: str | None, name: str) -> str:
    printable = "".join(char if char.isprintable() else " " for char in told or "")
    return " ".join(printable.split())[: LENGTHS[name]]
