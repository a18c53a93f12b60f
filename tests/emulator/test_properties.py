"""Whatever requests come, a document keeps its shape."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docgen.document.tabs import Document
from docgen.document.text import units
from docgen.document.wire.documents import decode_document, encode_document
from docgen.emulator import Emulator
from docgen.emulator.batch import applied
from docgen.emulator.draft import Draft
from docgen.emulator.refusal import Refusal
from docgen.emulator.table import HANDLERS
from docgen.emulator.validate import checked
from tests.emulator.aimed import MAKERS, Aim, aimed, aims
from tests.emulator.service import Service, refused
from tests.emulator.sketch import at, between, drawn, insert

# Played without counting lines: that takes longer than the scenes themselves.
pytestmark = pytest.mark.no_cover

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
    for tab in wire(document)["tabs"]:
        check_tab(tab)


def check_tab(tab: JSON) -> None:
    content = tab["documentTab"]
    ends = {"": check_content(content["body"]["content"], 0, body=True)}
    held = walk(content["body"]["content"])
    for kind in ("headers", "footers", "footnotes"):
        for key, segment in content.get(kind, {}).items():
            ends[key] = check_content(segment["content"], 0)
            held += walk(segment["content"])
    for group in content.get("namedRanges", {}).values():
        for one in group["namedRanges"]:
            for part in one["ranges"]:
                assert 0 <= part.get("startIndex", 0) < part["endIndex"] <= ends[part.get("segmentId", "")]
    assert {one["bullet"]["listId"] for one in held if "bullet" in one} <= set(content.get("lists", {}))
    for child in tab.get("childTabs", ()):
        check_tab(child)


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


@settings(max_examples=150, deadline=None)
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


def sequence(draft: Draft, given: list[Aim]) -> tuple[Draft, list[JSON]]:
    """The requests among those aimed at that are taken, one after the other, and the draft after them."""
    taken = []
    for aim in given:
        request = aimed(draft, aim)
        try:
            draft, _ = applied(draft, [request])
        except Refusal:
            continue
        taken.append(request)
    return draft, taken


def taken_by(service: Service, document_id: str, given: list[Aim]) -> list[JSON]:
    """The requests aimed at that a service will take; they hold the ids that it will give."""
    stored = service.emulator._library.read(document_id)
    return sequence(Draft(stored.document, stored.serial), given)[1]


def test_every_kind_is_aimed_so_that_it_is_taken() -> None:
    dropdowns = {kind for kind in HANDLERS if "Dropdown" in kind}
    assert MAKERS.keys() == HANDLERS.keys() - dropdowns
    first = ["addDocumentTab", "createHeader", "createFooter"]
    draft, taken = sequence(start(), [Aim(kind, (), "a") for kind in first])
    for kind in MAKERS.keys() - set(first):
        taken += sequence(draft, [Aim(kind, (), "a")])[1]
    assert {kind for request in taken for kind in request} == MAKERS.keys()
    checked({"requests": taken}, "BatchUpdateDocumentRequest")


@settings(max_examples=100, deadline=None)
@given(st.lists(aims, max_size=15))
def test_valid_requests_keep_the_shape_of_a_document(given: list[Aim]) -> None:
    draft = start()
    for aim in given:
        draft, _ = sequence(draft, [aim])
        check(draft.document)
    written = wire(draft.document)
    assert wire(decode_document(written)) == written


@given(st.lists(aims, max_size=8))
@example([Aim(kind, (0,) * 7, "a") for kind in ("createFootnote", "deleteContentRange")])
def test_requests_one_by_one_are_requests_in_a_batch(given: list[Aim]) -> None:
    alone, requests = sequence(start(), given)
    together, _ = applied(start(), requests)
    assert encode_document(alone.document) == encode_document(together.document)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Service:
    return Service(Emulator(tmp_path_factory.mktemp("kept") / "documents.sqlite"))


def rows(service: Service, document_id: str) -> list[Any]:
    """All that the file holds of a document."""
    run = service.emulator._library.database.connection.execute
    found = run("SELECT * FROM document JOIN file USING (id) WHERE id = ?", (document_id,)).fetchall()
    for table in ("block", "part", "edit"):
        found += run(f"SELECT * FROM {table} WHERE document = ?", (document_id,)).fetchall()  # noqa: S608
    return found


@settings(max_examples=40, deadline=None)
@given(st.lists(aims, max_size=6), st.sampled_from([insert(9000, "x"), {"insertText": {"text": "x"}}]))
def test_a_batch_that_fails_leaves_nothing_and_names_the_request(kept: Service, given: list[Aim], wrong: JSON) -> None:
    document_id = kept.emulator.import_document(wire(start().document))
    requests = taken_by(kept, document_id, given)
    held, before = rows(kept, document_id), kept.get(document_id)

    code, message = refused(lambda: kept.update(document_id, *requests, wrong))

    assert (code, message.split(":")[0]) == (400, f"Invalid requests[{len(requests)}].insertText")
    assert kept.get(document_id) == before
    assert rows(kept, document_id) == held
