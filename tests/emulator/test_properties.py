"""Whatever requests come, a document keeps its shape."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.document.tabs import Document
from docgen.document.text import units
from docgen.document.wire.documents import decode_document, encode_document
from docgen.emulator.batch import applied
from docgen.emulator.draft import Draft
from docgen.emulator.refusal import Refusal
from tests.emulator.sketch import at, between, drawn, insert

JSON = dict[str, Any]

places = st.integers(0, 60)
spans = st.tuples(places, st.integers(1, 20)).map(lambda both: between(both[0], both[0] + both[1]))
texts = st.text(st.sampled_from('ab\n\t🙂𠮷あ%"'), min_size=1, max_size=6)
cells = st.builds(
    lambda index, row, column: {"tableStartLocation": at(index), "rowIndex": row, "columnIndex": column},
    places,
    st.integers(0, 2),
    st.integers(0, 2),
)


def request(kind: str, **members: st.SearchStrategy[Any]) -> st.SearchStrategy[JSON]:
    return st.fixed_dictionaries({kind: st.fixed_dictionaries(dict(members))})


REQUESTS = st.one_of(
    request("insertText", location=places.map(at), text=texts),
    request("deleteContentRange", range=spans),
    request("insertTable", location=places.map(at), rows=st.integers(1, 2), columns=st.integers(1, 3)),
    request("insertTableRow", tableCellLocation=cells, insertBelow=st.booleans()),
    request("insertTableColumn", tableCellLocation=cells, insertRight=st.booleans()),
    request("deleteTableRow", tableCellLocation=cells),
    request("deleteTableColumn", tableCellLocation=cells),
    request(
        "mergeTableCells",
        tableRange=st.fixed_dictionaries(
            {"tableCellLocation": cells, "rowSpan": st.integers(1, 2), "columnSpan": st.integers(1, 2)}
        ),
    ),
    request("insertPageBreak", location=places.map(at)),
    request("insertSectionBreak", location=places.map(at), sectionType=st.just("CONTINUOUS")),
    request("createParagraphBullets", range=spans, bulletPreset=st.just("BULLET_DISC_CIRCLE_SQUARE")),
    request("deleteParagraphBullets", range=spans),
    request("createFootnote", location=places.map(at)),
    request("createNamedRange", name=st.sampled_from("xy"), range=spans),
    request("replaceNamedRangeContent", namedRangeName=st.sampled_from("xy"), text=texts | st.just("")),
    request(
        "replaceAllText",
        containsText=st.fixed_dictionaries({"text": st.sampled_from(["a", "b", "🙂", "ab"])}),
        replaceText=texts | st.just(""),
    ),
    request(
        "updateTextStyle",
        range=spans,
        textStyle=st.sampled_from([{"bold": True}, {"link": {"url": "https://example.com"}}, {}]),
        fields=st.sampled_from(["bold", "link", "bold,link", "*"]),
    ),
    request(
        "updateParagraphStyle",
        range=spans,
        paragraphStyle=st.sampled_from([{"namedStyleType": "HEADING_2"}, {"namedStyleType": "NORMAL_TEXT"}]),
        fields=st.just("namedStyleType"),
    ),
    request("insertPerson", location=places.map(at), personProperties=st.just({"email": "a@example.com"})),
)


def wire(document: Document) -> JSON:
    data: JSON = json.loads(encode_document(document))
    return data


def check_content(content: list[JSON], start: int, *, body: bool = False) -> int:
    """Indices are contiguous from ``start``; text ends where paragraphs do. Gives the end."""
    at_index = start
    previous = ""
    for number, block in enumerate(content):
        assert block.get("startIndex", 0) == at_index
        kind = next(key for key in block if not key.endswith("Index"))
        if kind == "table":
            assert previous == "paragraph"
            check_table(block["table"], at_index, block["endIndex"])
        elif kind == "paragraph":
            check_paragraph(block["paragraph"], at_index, block["endIndex"])
        else:
            assert kind == "sectionBreak"
            assert body
            assert number == 0 or previous == "paragraph"
        previous, at_index = kind, block["endIndex"]
    assert previous == "paragraph"
    return at_index


def check_paragraph(paragraph: JSON, start: int, end: int) -> None:
    at_index = start
    for element in paragraph["elements"]:
        assert element.get("startIndex", 0) == at_index
        size = units(element["textRun"]["content"]) if "textRun" in element else 1
        assert element["endIndex"] == at_index + size
        assert size
        at_index += size
        if "textRun" in element:
            assert "\n" not in element["textRun"]["content"][:-1]
    assert at_index == end
    assert paragraph["elements"][-1]["textRun"]["content"].endswith("\n")


def check_table(table: JSON, start: int, end: int) -> None:
    at_index = start + 1
    assert len(table["tableRows"]) == table["rows"]
    for row in table["tableRows"]:
        assert row["startIndex"] == at_index
        at_index += 1
        assert len(row["tableCells"]) == table["columns"]
        for cell in row["tableCells"]:
            assert cell["startIndex"] == at_index
            at_index = check_content(cell["content"], at_index + 1)
            assert cell["endIndex"] == at_index
        assert row["endIndex"] == at_index
    assert end == at_index + 1


def check(document: Document) -> None:
    """The invariants of every document."""
    [tab] = wire(document)["tabs"]
    content = tab["documentTab"]
    end = check_content(content["body"]["content"], 0, body=True)
    for footnote in content.get("footnotes", {}).values():
        check_content(footnote["content"], 0)
    for group in content.get("namedRanges", {}).values():
        for one in group["namedRanges"]:
            for part in one["ranges"]:
                assert 0 <= part.get("startIndex", 0) < part["endIndex"] <= end
    listed = {one["bullet"]["listId"] for one in walk(content["body"]["content"]) if "bullet" in one}
    assert listed <= set(content.get("lists", {}))


def walk(content: list[JSON]) -> list[JSON]:
    found = []
    for block in content:
        if "paragraph" in block:
            found.append(block["paragraph"])
        for row in block.get("table", {}).get("tableRows", ()):
            for cell in row["tableCells"]:
                found.extend(walk(cell["content"]))
    return found


def start() -> Draft:
    return drawn("# One", "two 🙂", "| a | b", "three", "- four")


@settings(max_examples=300, deadline=None)
@given(st.lists(REQUESTS, max_size=12))
def test_any_requests_keep_the_shape_of_a_document(requests: list[JSON]) -> None:
    draft = start()
    for one in requests:
        before = encode_document(draft.document)
        try:
            draft, _ = applied(draft, [one])
        except Refusal:
            assert encode_document(draft.document) == before
        check(draft.document)
    written = wire(draft.document)
    assert wire(decode_document(written)) == written


@given(st.lists(REQUESTS, max_size=4))
def test_requests_one_by_one_are_requests_in_a_batch(requests: list[JSON]) -> None:
    draft = start()
    try:
        together, _ = applied(draft, requests)
    except Refusal:
        return
    alone = draft
    for one in requests:
        alone, _ = applied(alone, [one])
    assert encode_document(alone.document) == encode_document(together.document)


def test_a_batch_that_fails_names_the_request_and_changes_nothing() -> None:
    draft = start()
    before = encode_document(draft.document)
    with pytest.raises(Refusal, match=r"^Invalid requests\[1\]\.insertText: Index 900 must be less than"):
        applied(draft, [insert(1, "x"), insert(900, "y")])
    assert encode_document(draft.document) == before
