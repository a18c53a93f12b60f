"""Nodes become requests, and the service makes exactly those nodes of them, wherever they go in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.connect.service import Service
from docgen.document.nodes import Cell, Inline, Node, Paragraph, Row, Run, SectionBreak, Table
from docgen.document.tabs import Tab
from docgen.document.text import normalise
from docgen.document.walk import Cursor, cursors
from docgen.document.wire import requests as wire
from docgen.document.wire.chips import chip as chip_of
from docgen.document.wire.chips import day_chip, person, style_of, styled
from docgen.document.wire.looks import section_columns
from docgen.document.wire.sections import flowing, plain
from docgen.document.wire.styles import paragraph_style, text_style
from docgen.render.look import BODY
from docgen.render.requests import Place, after, before, insertion
from tests.team import shared_service

line = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(lambda t: normalise(t).replace("\n", " "))
numbers = count()
run_style = st.sampled_from(
    [{}, text_style(bold=True, size=9.5), text_style(colour_of_text="#1a56a0"), text_style(url="https://example.jp/")]
)
block_style = st.sampled_from([BODY, {**BODY, **paragraph_style(indent=13, below=2)}, {"namedStyleType": "HEADING_2"}])


chip = st.one_of(
    st.builds(person, st.sampled_from(["佐藤 美咲", "𠮷田", "Lee"]), st.just("someone@example.com")),
    st.builds(day_chip, st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["ja", "en"])),
)
run = st.builds(Run, line.filter(bool), run_style)
element = st.one_of(run, run, st.builds(styled, chip, st.sampled_from([{}, text_style(bold=True)])))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    return Paragraph((*draw(st.lists(element, max_size=3)), Run("\n", {})), draw(block_style))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    cell = st.lists(paragraphs(), min_size=1, max_size=3).map(lambda blocks: Cell(tuple(blocks)))
    row = st.lists(cell, min_size=columns, max_size=columns).map(lambda cells: Row(tuple(cells)))
    return Table(tuple(draw(st.lists(row, min_size=1, max_size=2))), columns)


@st.composite
def fragments(draw: st.DrawFn) -> tuple[Node, ...]:
    made: list[Node] = [draw(paragraphs())]
    breaks = st.sampled_from([flowing(2, 36), flowing(3, 18), plain()])
    for other, paragraph in draw(st.lists(st.tuples(st.none() | tables() | breaks, paragraphs()), max_size=5)):
        made += [other, paragraph] if other else [paragraph]
    return tuple(made)


class Sheet:
    """A document with a heading, a list item and a closing line."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.id = service.files.create(f"sheet {next(numbers)}", {}).id
        self.apply([wire.insert_text("t.0", 1, "一行目\n二行目\n三行目")])
        self.apply([wire.update_paragraph_style("t.0", 1, 2, {"namedStyleType": "HEADING_1"})])

    def apply(self, requests: list[wire.Request]) -> None:
        document = self.service.get(self.id)
        assert document.revision
        self.service.batch_update(self.id, requests, document.revision)

    @property
    def tab(self) -> Tab:
        return self.service.get(self.id).tabs[0]

    @property
    def leaves(self) -> list[Cursor]:
        return list(cursors(node for _, node in self.tab.positioned()))


@settings(max_examples=60)
@given(nodes=fragments(), mode=st.sampled_from(["after", "before"]), at=st.integers(0, 2))
def test_what_is_inserted_is_what_was_meant(nodes: tuple[Node, ...], mode: Literal["after", "before"], at: int) -> None:
    sheet = Sheet(shared_service())
    old = [leaf.text for leaf in sheet.leaves]
    place = (after if mode == "after" else before)(sheet.leaves[at], "t.0")
    sheet.apply(insertion(nodes, place))

    wanted = list(cursors(nodes, place.start))
    there = {leaf.start: leaf for leaf in sheet.leaves}
    for leaf in wanted:
        found = there[leaf.start]
        assert (found.text, found.cell and found.cell[1:]) == (leaf.text, leaf.cell and leaf.cell[1:])
        style = dict(found.paragraph.style or {})
        assert {key: style.get(key) for key in leaf.paragraph.style or {}} == dict(leaf.paragraph.style or {})
        if style["namedStyleType"] == "HEADING_2":
            assert not {"alignment", "lineSpacing", "spaceAbove", "indentStart"} & set(style)
        assert _styled(found) == _styled(leaf)
    inserted = range(place.start, wanted[-1].end)
    assert [leaf.text for leaf in sheet.leaves if leaf.start not in inserted] == old
    assert _sections(sheet.tab.positioned()) == [(0, 1), *_sections(_placed(nodes, place.start))]


def _placed(nodes: Iterable[Node], at: int) -> Iterator[tuple[int, Node]]:
    for node in nodes:
        yield at, node
        at += node.size


def _sections(positioned: Iterable[tuple[int, Node]]) -> list[tuple[int, int]]:
    """Where sections begin, and their columns; one that is plain has as many as the document."""
    return [(at, section_columns(node.style)) for at, node in positioned if isinstance(node, SectionBreak)]


def _styled(leaf: Cursor) -> list[tuple[str, str, str]]:
    """Text by what its own style says, chips by themselves; links bring a look of their own along."""
    merged: list[tuple[str, str, str]] = []
    for element in leaf.paragraph.elements:
        style = style_of(element)
        key = (str(style.get("bold")), str((style.get("link") or {}).get("url")))
        text = element.text.removesuffix("\n") if isinstance(element, Run) else f"{element.kind} {chip_of(element)}"
        if text and isinstance(element, Run) and merged and merged[-1][1:] == key:
            merged[-1] = (merged[-1][0] + text, *key)
        elif text:
            merged.append((text, *key))
    return merged


def test_the_one_empty_paragraph_of_a_new_document_is_filled() -> None:
    service = shared_service()
    document = service.get(service.files.create("new", {}).id)
    nodes = (Paragraph((Run("題\n", {}),), BODY), Paragraph((Run("注\n", {}),), BODY))
    assert document.revision
    service.batch_update(document.id, insertion(nodes, Place("t.0", 1, "instead")), document.revision)
    there = tuple(node for _, node in service.get(document.id).tabs[0].positioned())
    assert [leaf.text for leaf in cursors(there)] == ["題", "注"]


def test_what_no_request_can_make_is_refused() -> None:
    table = Table((Row((Cell((Paragraph((Run("\n"),)),)),)),), 1)
    paragraph = Paragraph((Run("\n"),))
    apart = plain()
    for nodes in ((), (table,), (paragraph, table), (paragraph, table, table, paragraph), (paragraph, apart, table)):
        with pytest.raises(ValueError, match="paragraph"):
            insertion(nodes, Place("t.0", 1, "after"))
    with pytest.raises(ValueError, match="people and dates"):
        insertion((Paragraph((Inline("horizontalRule", {}), Run("\n"))),), Place("t.0", 1, "after"))
