"""Rules behind the recordings, case by case, and recorded documents made anew by requests."""

from __future__ import annotations

import json
from typing import Any

import pytest

from docgen.document.wire.documents import encode_document
from docgen.emulator.draft import Draft
from docgen.emulator.inherit import LINK_LOOK
from tests.emulator.real_docs import FOLDER, read, without_ids
from tests.emulator.sketch import (
    after,
    at,
    between,
    blank,
    bullets,
    delete,
    drawn,
    heading,
    insert,
    runs,
    sketch,
    style,
)

JSON = dict[str, Any]

recorded = pytest.mark.skipif(not FOLDER.is_dir(), reason="no recordings of the real service at ../shared/real-docs")


def content(document: JSON) -> JSON:
    """The first tab without ids."""
    found: JSON = without_ids(document["tabs"][0]["documentTab"])
    return found


def wire(draft: Draft) -> JSON:
    data: JSON = json.loads(encode_document(draft.document))
    return data


def paragraphs(document: JSON) -> list[JSON]:
    return [block for block in document["tabs"][0]["documentTab"]["body"]["content"] if "paragraph" in block]


def text_of(document: JSON) -> str:
    elements = (element for block in paragraphs(document) for element in block["paragraph"]["elements"])
    return "".join(element["textRun"]["content"] for element in elements)


@recorded
def test_headings_made_by_requests_are_the_recorded_ones() -> None:
    dump = read(FOLDER / "dumps" / "02_heading_hierarchy.json")
    draft = after(blank(), insert(1, text_of(dump)[:-1]))
    for block in paragraphs(dump):
        named = block["paragraph"]["paragraphStyle"]["namedStyleType"]
        if named != "NORMAL_TEXT":
            draft = after(draft, heading(block["startIndex"], block["endIndex"] - 1, int(named[-1])))
    assert content(wire(draft)) == content(dump)


@recorded
def test_lists_made_by_requests_are_the_recorded_ones() -> None:
    dump = read(FOLDER / "dumps" / "04_lists.json")
    draft = after(
        blank(),
        insert(1, text_of(dump)[:-1]),
        bullets(20, 75),
        bullets(96, 157, "NUMBERED_DECIMAL_ALPHA_ROMAN"),
        bullets(176, 277),
        {
            "updateParagraphStyle": {
                "range": between(217, 236),
                "paragraphStyle": {"indentStart": {"magnitude": 72, "unit": "PT"}},
                "fields": "indentStart",
            }
        },
    )
    assert content(wire(draft)) == content(dump)


@recorded
def test_tables_made_by_requests_are_the_recorded_ones() -> None:
    dump = read(FOLDER / "dumps" / "05_tables.json")
    draft = blank()
    for start, title, mark, size in ((1, "Simple 3x3 Table\n", "", 3), (78, "\nSmall 2x2 Table\n", "T2", 2)):
        where = start + len(title)
        draft = after(draft, insert(start, title))
        draft = after(draft, {"insertTable": {"location": at(where), "rows": size, "columns": size}})
        for row in reversed(range(size)):
            for column in reversed(range(size)):
                cell = where + 4 + row * (1 + 2 * size) + 2 * column
                draft = after(draft, insert(cell, f"{mark}R{row + 1}C{column + 1}"))
    assert content(wire(draft)) == content(dump)


def test_a_newline_copies_the_style_forward_and_the_rest_keeps_its_heading() -> None:
    draft = drawn("# Title", "text")
    old = wire(draft)["tabs"][0]["documentTab"]["body"]["content"][1]["paragraph"]["paragraphStyle"]["headingId"]
    split = after(draft, insert(3, "\n"))
    assert sketch(split) == ["# Ti", "# tle", "text", ""]
    first, second = (block["paragraph"]["paragraphStyle"]["headingId"] for block in paragraphs(wire(split))[:2])
    assert first != old == second


def test_a_deleted_paragraph_leaves_the_next_as_it_is() -> None:
    assert sketch(after(drawn("one", "## Two", "three"), delete(1, 5))) == ["## Two", "three", ""]


def test_two_halves_become_one_paragraph_in_the_style_of_the_first() -> None:
    assert sketch(after(drawn("# One", "two", "three"), delete(3, 7))) == ["# Ono", "three", ""]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(4, 5, id="the newline before a table"),
        pytest.param(4, 9, id="part of a table"),
        pytest.param(9, 10, id="the last newline of a cell"),
        pytest.param(8, 11, id="more than a cell"),
    ],
)
def test_what_holds_a_table_cannot_be_deleted(start: int, end: int) -> None:
    draft = drawn("one", "| a | b", "two")
    assert sketch(draft) == ["one", "", "| a | b", "two", ""]
    with pytest.raises(Exception, match="Invalid deletion range"):
        after(draft, delete(start + 1, end + 1))


def test_a_table_goes_as_a_whole() -> None:
    assert sketch(after(drawn("one", "| a | b", "two"), delete(6, 15))) == ["one", "", "two", ""]


def test_styles_inherited_are_not_kept_and_neighbours_alike_are_one_run() -> None:
    draft = after(drawn("one two"), style(1, 4, bold=True))
    assert runs(draft, 1) == [("one", {"bold": True}), (" two\n", {})]
    assert runs(after(draft, style(1, 4, bold=False)), 1) == [("one two\n", {})]
    assert runs(after(draft, style(1, 4, bold=None)), 1) == [("one two\n", {})]


def test_text_takes_the_style_of_what_stands_before_it() -> None:
    draft = after(drawn("one two"), style(1, 4, bold=True))
    assert runs(after(draft, insert(4, "!")), 1)[0] == ("one!", {"bold": True})
    assert runs(after(draft, insert(1, "!")), 1)[0] == ("!one", {"bold": True})
    assert runs(after(draft, insert(5, "!")), 1)[1] == (" !two\n", {})


def test_a_style_up_to_the_newline_takes_it_along_but_a_link_never_does() -> None:
    assert runs(after(drawn("one"), style(1, 4, italic=True)), 1) == [("one\n", {"italic": True})]
    link = {"url": "https://example.com"}
    linked = after(drawn("one"), style(1, 5, link=link))
    assert runs(linked, 1) == [("one", {"link": link, **LINK_LOOK}), ("\n", {})]
    assert runs(after(linked, insert(4, "!")), 1)[1] == ("!\n", {})


def test_a_link_over_a_part_of_another_moves_all_of_it() -> None:
    first, second = {"url": "https://one.example"}, {"url": "https://two.example"}
    draft = after(drawn("one two"), style(1, 8, link=first), style(1, 4, link=second))
    assert runs(draft, 1)[0] == ("one two", {**LINK_LOOK, "link": second})


def test_a_link_that_goes_leaves_the_style_before_it() -> None:
    link = {"url": "https://example.com"}
    draft = after(drawn("one two"), style(1, 4, bold=True), style(4, 8, link=link), style(4, 8, link=None))
    assert runs(draft, 1) == [("one two", {"bold": True}), ("\n", {})]


def test_assigning_a_heading_clears_bold() -> None:
    draft = after(drawn("one"), style(1, 3, bold=True), heading(1, 2, 2))
    assert runs(draft, 1) == [("one\n", {})]
    assert sketch(after(draft, heading(1, 2, 0))) == ["one", ""]


def test_no_page_starts_in_a_table() -> None:
    def request(start: int, end: int) -> JSON:
        update = {
            "range": between(start, end),
            "paragraphStyle": {"pageBreakBefore": True},
            "fields": "pageBreakBefore",
        }
        return {"updateParagraphStyle": update}

    draft = drawn("one", "| a | b", "two")
    assert paragraphs(wire(after(draft, request(1, 2))))[0]["paragraph"]["paragraphStyle"]["pageBreakBefore"]
    with pytest.raises(
        Exception, match="Cannot update page-break-before when the range contains paragraphs in a table"
    ):
        after(draft, request(1, 18))


def test_leading_tabs_give_the_level_and_go() -> None:
    draft = after(drawn("a", "\tb", "\t\tc"), bullets(1, 9))
    assert sketch(draft) == ["- a", "- b", "- c", ""]
    found = [block["paragraph"] for block in paragraphs(wire(draft))[:3]]
    assert [one["bullet"].get("nestingLevel") for one in found] == [None, 1, 2]
    assert [one["paragraphStyle"]["indentStart"]["magnitude"] for one in found] == [36, 72, 108]


def test_items_right_after_a_list_of_the_same_kind_join_it() -> None:
    joined = after(drawn("- a", "b"), bullets(3, 4))
    other = after(drawn("- a", "b"), bullets(3, 4, "NUMBERED_DECIMAL_NESTED"))
    lists = [{one["paragraph"]["bullet"]["listId"] for one in paragraphs(wire(d))[:2]} for d in (joined, other)]
    assert list(map(len, lists)) == [1, 2]


def test_a_new_table_carries_the_difference_to_normal_text_into_its_cells() -> None:
    draft = after(drawn("### One"), {"insertTable": {"location": at(2), "rows": 1, "columns": 1}})
    [table] = [block["table"] for block in wire(draft)["tabs"][0]["documentTab"]["body"]["content"] if "table" in block]
    [run] = table["tableRows"][0]["tableCells"][0]["content"][0]["paragraph"]["elements"]
    grey = {"color": {"rgbColor": dict.fromkeys(("red", "green", "blue"), 0.2627451)}}
    assert run["textRun"]["textStyle"] == {"fontSize": {"magnitude": 14, "unit": "PT"}, "foregroundColor": grey}


def test_colours_come_back_in_255ths() -> None:
    draft = after(drawn("one"), style(1, 3, foregroundColor={"color": {"rgbColor": {"red": 0.5, "green": 0}}}))
    assert runs(draft, 1)[0][1] == {"foregroundColor": {"color": {"rgbColor": {"red": 0.5019608}}}}


def test_a_recorded_colour_written_again_is_the_same() -> None:
    draft = after(drawn("one"), style(1, 3, foregroundColor=LINK_LOOK["foregroundColor"]))
    assert runs(draft, 1)[0][1] == {"foregroundColor": LINK_LOOK["foregroundColor"]}


def test_text_replaced_everywhere_keeps_its_style() -> None:
    draft = after(drawn("one two one", "| one | b"), style(1, 4, bold=True))
    replaced = {"replaceAllText": {"containsText": {"text": "ONE"}, "replaceText": "1🙂"}}
    draft = after(draft, replaced)
    assert sketch(draft) == ["1🙂 two 1🙂", "", "| 1🙂 | b", ""]
    assert runs(draft, 1)[0] == ("1🙂", {"bold": True})


def test_merged_cells_gather_their_text_and_keep_their_places() -> None:
    draft = drawn("| a | b | c")
    cell = {"tableStartLocation": at(2), "rowIndex": 0, "columnIndex": 0}
    spread = {"tableRange": {"tableCellLocation": cell, "rowSpan": 1, "columnSpan": 2}}
    merged = after(draft, {"mergeTableCells": spread})
    assert sketch(merged) == ["", "| a/b |  | c", ""]
    assert sketch(after(merged, {"unmergeTableCells": spread})) == ["", "| a/b |  | c", ""]
    wider = after(merged, {"insertTableColumn": {"tableCellLocation": cell, "insertRight": True}})
    assert sketch(wider) == ["", "| a/b |  |  | c", ""]
    assert sketch(after(wider, {"deleteTableColumn": {"tableCellLocation": cell}})) == ["", "|  | c", ""]


def test_columns_of_a_section_get_the_recorded_widths() -> None:
    update = {"range": between(1, 2), "sectionStyle": {"columnProperties": [{}, {}]}, "fields": "columnProperties"}
    draft = after(drawn("a"), {"updateSectionStyle": update})
    section = wire(draft)["tabs"][0]["documentTab"]["body"]["content"][0]["sectionBreak"]["sectionStyle"]
    wide, narrow = {"magnitude": 216, "unit": "PT"}, {"magnitude": 36, "unit": "PT"}
    assert section["columnProperties"] == [
        {"width": wide, "paddingEnd": narrow},
        {"width": wide, "paddingEnd": {"unit": "PT"}},
    ]


def test_a_footnote_comes_with_its_segment_and_goes_with_its_reference() -> None:
    draft = after(drawn("one"), {"createFootnote": {"location": at(4)}}, {"createFootnote": {"location": at(2)}})
    content_ = wire(draft)["tabs"][0]["documentTab"]
    elements = content_["body"]["content"][1]["paragraph"]["elements"]
    numbers = [one["footnoteReference"]["footnoteNumber"] for one in elements if "footnoteReference" in one]
    assert numbers == ["1", "2"]
    assert len(content_["footnotes"]) == 2
    rest = wire(after(draft, delete(2, 3)))["tabs"][0]["documentTab"]
    assert len(rest["footnotes"]) == 1
    assert rest["body"]["content"][1]["paragraph"]["elements"][1]["footnoteReference"]["footnoteNumber"] == "1"


def test_an_image_goes_with_the_text_or_the_header_it_stood_in() -> None:
    def image(**where: Any) -> JSON:
        return {"insertInlineImage": {"location": where, "uri": "https://example.com/i.png"}}

    def images(draft: Draft) -> int:
        return len(wire(draft)["tabs"][0]["documentTab"].get("inlineObjects", {}))

    draft = after(drawn("one", "two"), image(index=2), {"createHeader": {"type": "DEFAULT"}})
    [header] = draft.document.tabs[0].headers
    draft = after(draft, image(index=0, segmentId=header.id))
    assert images(draft) == 2
    assert images(after(draft, insert(1, "x"), delete(5, 7))) == 2
    assert images(after(draft, delete(1, 4))) == 1
    assert images(after(draft, {"deleteHeader": {"headerId": header.id}})) == 1


def test_chips_read_back_with_their_data() -> None:
    date = {"timestamp": "2026-12-01T01:00:00Z", "locale": "ja", "timeZoneId": "Asia/Tokyo"}
    draft = after(
        drawn("x"),
        {"insertPerson": {"location": at(1), "personProperties": {"email": "a@example.com"}}},
        {"insertDate": {"location": at(1), "dateElementProperties": date}},
        {"insertRichLink": {"location": at(1), "richLinkProperties": {"uri": "https://docs.google.com/document/d/x"}}},
    )
    link, day, person, _ = wire(draft)["tabs"][0]["documentTab"]["body"]["content"][1]["paragraph"]["elements"]
    assert link["richLink"]["richLinkProperties"]["uri"].endswith("/x")
    assert day["dateElement"]["dateElementProperties"]["displayText"] == "2026/12/01"
    assert person["person"]["personProperties"] == {"email": "a@example.com"}
