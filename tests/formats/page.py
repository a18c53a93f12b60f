"""An HTML page as a browser would take it: its text, its elements by id, and where its links lead."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "meta", "col"}


@dataclass
class Element:
    """One element: what it is, its attributes, and all the text in it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A parsed page."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"<{self.open[-1].tag}> closed by </{tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, *tags: str, within: str = "") -> list[Element]:
        """The elements with one of ``tags``, or with ``within`` among their classes."""
        return [e for e in self.elements if e.tag in tags or within in e.attributes.get("class", "").split()]

    def links(self) -> dict[str, str]:
        """Text → address."""
        return {e.text: e.attributes["href"] for e in self.all("a")}


def page(html: str) -> Page:
    """``html`` parsed; fails where an element is not closed in its place."""
    parsed = Page()
    parsed.feed(html)
    parsed.close()
    assert not parsed.open
    return parsed
