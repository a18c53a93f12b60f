"""A document in the middle of a batch: the value that every handler takes and gives back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from docgen.document.blocks import Blocks
from docgen.document.ranges import Ranges, ranges_of
from docgen.document.steps import Step
from docgen.document.tabs import Document, Segment, Tab
from docgen.emulator.refusal import RequestRefusal

JSON = dict[str, Any]

ALPHABET: Final = "0123456789abcdefghijklmnopqrstuvwxyz"


def segments(tab: Tab) -> dict[str, tuple[Segment, ...]]:
    """The segments of a tab beside its body, by kind."""
    return {"headers": tab.headers, "footers": tab.footers, "footnotes": tab.footnotes}


def with_segments(tab: Tab, kind: str, made: tuple[Segment, ...]) -> Tab:
    """``tab`` with other segments of ``kind``."""
    match kind:
        case "headers":
            return replace(tab, headers=made)
        case "footers":
            return replace(tab, footers=made)
        case _:
            return replace(tab, footnotes=made)


class Trace(NamedTuple):
    """An edit of one segment, by which positions of an older revision are carried over."""

    tab: str
    segment: str
    step: Step


class Mint:
    """Makes ids that look like Google's. The same document gives the same ids for the same requests."""

    def __init__(self, document_id: str, serial: int) -> None:
        self._document_id = document_id
        self.serial = serial
        """How many ids the document has had."""

    def new(self, prefix: str, length: int = 12) -> str:
        """A new id, e.g. ``h.4o7rxziatwue`` for the prefix ``h.``."""
        self.serial += 1
        number = int.from_bytes(hashlib.blake2b(f"{self._document_id}/{self.serial}".encode(), digest_size=16).digest())
        made = ""
        for _ in range(length):
            number, digit = divmod(number, 36)
            made += ALPHABET[digit]
        return prefix + made


class Place(NamedTuple):
    """A segment of a tab."""

    tab: Tab
    segment: str
    """Id of a header, footer or footnote; empty for the body."""

    @property
    def blocks(self) -> Blocks:
        """The content there."""
        if not self.segment:
            return self.tab.body
        return next(s.blocks for kind in segments(self.tab).values() for s in kind if s.id == self.segment)

    @property
    def kind(self) -> str:
        """``body``, ``headers``, ``footers`` or ``footnotes``."""
        if not self.segment:
            return "body"
        return next(kind for kind, them in segments(self.tab).items() if any(s.id == self.segment for s in them))


def places(tab: Tab) -> Iterator[Place]:
    """Every segment of a tab, the body first."""
    yield Place(tab, "")
    for them in segments(tab).values():
        for one in them:
            yield Place(tab, one.id)


@dataclass(frozen=True, slots=True)
class Draft:
    """A document, how many ids it has had, and the edits made so far in this batch."""

    document: Document
    serial: int = 0
    trace: tuple[Trace, ...] = ()

    def mint(self) -> Mint:
        """A source of new ids; give it back with ``minted``."""
        return Mint(self.document.id, self.serial)

    def minted(self, mint: Mint) -> Draft:
        """The draft once the ids of ``mint`` are used."""
        return replace(self, serial=mint.serial)

    def tab(self, tab_id: str | None) -> Tab:
        """The tab with this id; the first one when none is given."""
        if not tab_id:
            return self.document.tabs[0]
        found = self.document.tab(tab_id)
        if found is None:
            raise RequestRefusal(f"The tab with ID '{tab_id}' was not found.")
        return found

    def tabs(self, criteria: JSON | None) -> tuple[Tab, ...]:
        """The tabs that a TabsCriteria names; all of them when there is none."""
        ids = (criteria or {}).get("tabIds")
        return tuple(map(self.tab, ids)) if ids else tuple(self.document.all_tabs())

    def place(self, where: JSON) -> Place:
        """The segment that a Location, Range or EndOfSegmentLocation names."""
        tab, segment = self.tab(where.get("tabId")), where.get("segmentId") or ""
        if segment and not any(s.id == segment for them in segments(tab).values() for s in them):
            raise RequestRefusal(f"Segment with ID '{segment}' was not found.")
        return Place(tab, segment)

    def with_tab(self, tab: Tab) -> Draft:
        """The draft with the tab of that id replaced."""
        return replace(self, document=self.document.replace_tab(tab))

    def with_ranges(self, tab: Tab, ranges: Ranges) -> Draft:
        """The draft with other named ranges in ``tab``."""
        return self.with_tab(replace(tab, ranges=ranges))

    def edited(self, place: Place, blocks: Blocks, *steps: Step) -> Draft:
        """The draft with other content in ``place``; named ranges follow ``steps``."""
        tab = place.tab
        if place.segment:
            kind = place.kind
            made = (Segment(s.id, blocks, s.extra) if s.id == place.segment else s for s in segments(tab)[kind])
            tab = with_segments(tab, kind, tuple(made))
        else:
            tab = replace(tab, body=blocks)
        ranges = ranges_of(tab.ranges)
        for step in steps:
            ranges = ranges.stepped(place.segment, step)
        if steps:
            tab = replace(tab, ranges=ranges)
        traces = (Trace(tab.id, place.segment, step) for step in steps)
        return replace(self, document=self.document.replace_tab(tab), trace=(*self.trace, *traces))

    def with_resource(self, tab_id: str, name: str, value: Any) -> Draft:
        """The draft with one resource of a tab (``lists``, ``namedStyles``, ...) replaced; None or {} takes it out."""
        tab = self.tab(tab_id)
        resources = {key: old for key, old in tab.resources.items() if key != name}
        if value:
            resources[name] = value
        return self.with_tab(replace(tab, resources=resources))

    def again(self, place: Place) -> Place:
        """The same segment as it is in this draft."""
        found = self.document.tab(place.tab.id)
        return Place(found if found is not None else self.document.tabs[0], place.segment)
