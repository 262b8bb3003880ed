"""A page as a person sees it: its words, the message beside a field, what stands in a field."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from werkzeug.test import TestResponse

EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNSEEN = {"script", "style", "head", "template"}
INLINE = {"a", "b", "em", "i", "kbd", "span", "strong"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def all(self, tag: str = "", **attributes: str) -> Iterator["Element"]:
        """The elements inside, in order; `class_="a"` asks for one of its classes, other words for the whole value."""
        for child in self.children:
            if isinstance(child, Element):
                if child.fits(tag, attributes):
                    yield child
                yield from child.all(tag, **attributes)

    def fits(self, tag: str, attributes: dict[str, str]) -> bool:
        def has(name: str, value: str) -> bool:
            if name == "class_":
                return value in self.attributes.get("class", "").split()
            return self.attributes.get(name) == value

        return tag in ("", self.tag) and all(has(name, value) for name, value in attributes.items())

    def one(self, tag: str = "", **attributes: str) -> "Element":
        found = list(self.all(tag, **attributes))
        assert len(found) == 1, f"{len(found)} elements {tag} {attributes}, not one"
        return found[0]

    @property
    def raw(self) -> str:
        return "".join(child if isinstance(child, str) else child.raw for child in self.children)

    @property
    def text(self) -> str:
        """What is read, white space as one space."""
        return " ".join("".join(self._read()).split())

    def _read(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag in INLINE:
                yield from child._read()
            elif child.tag not in UNSEEN:
                yield from (" ", *child._read(), " ")


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        if tag not in EMPTY:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(answer: TestResponse | str) -> Element:
    """The page; every element of it must be closed in order."""
    builder = _Builder()
    builder.feed(answer if isinstance(answer, str) else answer.get_data(as_text=True))
    builder.close()
    assert [element.tag for element in builder.open] == [""], "an element stays open"
    return builder.open[0]


def seen(answer: TestResponse) -> str:
    """The words of the page, menus and all."""
    return read(answer).text


def main(answer: TestResponse) -> Element:
    return read(answer).one("main")


def message_beside(answer: TestResponse, name: str) -> str:
    """The message beside a field, and none when the field has no error."""
    page = read(answer)
    found = list(page.all(id=f"{name}-error"))
    if found:
        control = page.one(id=name)
        assert control.attributes.get("aria-invalid") == "true"
        assert f"{name}-error" in control.attributes["aria-describedby"].split()
    return found[0].text if found else ""


def typed_in(answer: TestResponse, name: str) -> str:
    """What stands in a field; a browser leaves out the first newline of a text area."""
    control = read(answer).one(name=name)
    return (
        control.raw.removeprefix("\r").removeprefix("\n")
        if control.tag == "textarea"
        else control.attributes.get("value", "")
    )
