"""Markdown to nodes: what templates, rule examples and people's .md files say."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.document.nodes import Cell, Node, Paragraph, Row, Run, Table
from docgen.document.wire.documents import decode_document, encode_document
from docgen.document.wire.styles import column_widths
from docgen.errors import InputError
from docgen.formats.markdown import Anchor, Parsed, parse
from docgen.formats.markdown_document import markdown_document
from docgen.formats.markdown_inline import sentinel
from tests.formats.notation import drawn

LABEL: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "label": ({"bold": True}, {"keepWithNext": True}),
    "title": ({}, {"namedStyleType": "TITLE"}),
}


def template(text: str, *values: str) -> Parsed:
    """``text`` as a template, ``{0}`` standing for the first value."""
    for index in range(len(values)):
        text = text.replace(f"{{{index}}}", sentinel(index))
    return parse(text, values=values, classes=LABEL)


def table(parsed: Parsed) -> Table:
    """Its one node, a table."""
    (node,) = parsed.nodes
    assert isinstance(node, Table)
    return node


def paragraph(node: Node) -> Paragraph:
    assert isinstance(node, Paragraph)
    return node


def test_each_written_line_is_a_paragraph() -> None:
    text = "## 2026-12-01（火）定例\n日時：10:00\n当社：佐藤  \nお客様：𠮷田様\\\n以上\n\n次の段落\n"
    assert drawn(parse(text).nodes) == [
        "## 2026-12-01（火）定例",
        "日時：10:00",
        "当社：佐藤",
        "お客様：𠮷田様",
        "以上",
        "次の段落",
    ]


def test_every_paragraph_ends_in_one_newline_and_names_its_style() -> None:
    heading, text = map(paragraph, parse("### A\n**b**\n").nodes)
    assert heading.style == {"namedStyleType": "HEADING_3"}
    assert text.style == {"namedStyleType": "NORMAL_TEXT"}
    assert text.elements == (Run("b", {"bold": True}), Run("\n", {}))


def test_emphasis_and_links_become_styles() -> None:
    assert drawn(parse("a **b *c*** ~~d~~ [e](https://e.jp/日本) `f` [g](?tab=t.1#heading=h.2) ![h](i.png)").nodes) == [
        "a <b>b </b><i><b>c</b></i> <s>d</s> <a https://e.jp/日本>e</a> f <a h.2>g</a> h"
    ]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", " vbscript:x", "{0}"])
def test_no_script_becomes_a_link(address: str) -> None:
    nodes = template(f"[a]({address})", "javascript:alert(1)").nodes
    assert not any(
        "link" in (run.style or {}) for node in nodes for run in paragraph(node).elements if isinstance(run, Run)
    )


def test_lists_nest_and_go_on() -> None:
    parsed = parse("- a\n  続き\n  - b\n    1. c\n-\n\n3. [ ] d\n4. [x] e\n")
    assert drawn(parsed.nodes) == ["- a", "続き", "  - b", "    - c", "- ", "- [ ] d", "- [x] e"]
    first, more, nested = (paragraph(node) for node in parsed.nodes[:3])
    assert first.bullet is not None
    assert nested.bullet == {"listId": first.bullet["listId"], "nestingLevel": 1}
    assert [(p.style or {})["indentStart"]["magnitude"] for p in (first, more, nested)] == [36, 36, 72]
    assert [(p.style or {})["indentFirstLine"]["magnitude"] for p in (first, more, nested)] == [18, 36, 54]
    bulleted, numbered = (each["listProperties"]["nestingLevels"] for each in parsed.lists.values())
    assert (bulleted[0]["glyphSymbol"], bulleted[2]["glyphType"]) == ("●", "ROMAN")
    assert (numbered[0]["glyphType"], numbered[0]["startNumber"]) == ("DECIMAL", 3)


def test_tables_hold_a_paragraph_in_every_cell() -> None:
    text = "| No. | アクション |\n|---|---|\n| 1 | 見積<br>の送付 |\n| 2 | |\n"
    assert drawn(parse(text).nodes) == ["| No. | アクション |", "| 1 | 見積 / の送付 |", "| 2 |  |"]


def test_quotes_and_code_are_text() -> None:
    assert drawn(parse("> 引用\n> 二行目\n\n```\n# x\n\n  *y*\n```\n\n    z\n").nodes) == [
        "引用",
        "二行目",
        "# x",
        "",
        "  *y*",
        "z",
    ]


def test_what_people_write_stays_as_they_wrote_it() -> None:
    text = "---\ntitle: x\n---\n{.label} <担当> a{.b} [c]{.d}\n\n<!-- メモ\n\nx -->\n\nb <!-- c --> d\n"
    assert drawn(parse(text).nodes) == ["{.label} <担当> a{.b} [c]{.d}", "b  d"]


def test_columns_become_a_row_of_cells_with_widths() -> None:
    node = table(
        parse(
            ":::: columns 45 55\n::: column\n**仮説**\n\n- a\n:::\n::: column\n:::\n::::\n",
            width=200,
        )
    )
    assert drawn([node]) == ["| <b>仮説</b> / - a |  |"]
    assert column_widths(node.style) == [90, 110]


@pytest.mark.parametrize(
    "text",
    [
        "::::: columns\n:::: row\n::: column\na\n:::\n::: column\nb\n:::\n::::\n"
        ":::: row\n::: column\nc\n:::\n::: column\nd\n:::\n::::\n:::::\n",
        "::: columns 1 1\n::: column\na\n:::\n::: column\nb\n:::\n::: column\nc\n:::\n::: column\nd\n:::\n:::\n",
    ],
    ids=["rows", "filled"],
)
def test_columns_have_rows(text: str) -> None:
    assert drawn(parse(text).nodes) == ["| a | b |", "| c | d |"]


def test_columns_that_flow_come_one_after_another() -> None:
    text = "a\n\n:::: columns 45 55\n::: column\n**b**\n\n| c |\n|---|\n:::\n::: column\nd\n:::\n::::\n\ne\n"
    assert drawn(parse(text, flowing=True).nodes) == ["a", "<b>b</b>", "| c |", "", "d", "e"]
    with pytest.raises(InputError):
        parse("::: columns 1 1\n::: column\nb\n:::\n:::\n", flowing=True)


def test_a_cell_ends_in_a_paragraph() -> None:
    node = table(parse("::: columns\n::: column\n| a |\n|---|\n:::\n:::\n"))
    assert [type(block) for block in node.rows[0].cells[0].blocks] == [Table, Paragraph]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("::: columns 45 55\n::: column\n:::\n", "::: columns 45 55"),
        ("::: columns 45 55\n::: column\n:::\n:::\n", "::: columns 45 55"),
        ("::: columns a b\n::: column\n:::\n::: column\n:::\n:::\n", "::: columns a b"),
        ("::: columns\n:::\n", "::: columns"),
        ("::: columns\ntext\n:::\n", "::: columns"),
        ("::: column\n:::\n", "::: column"),
        ("a {.lable}\n", "{.lable}"),
        ("[a]{.lable}\n", "{.lable}"),
        ("a {colour=red}\n", "{colour=…}"),
        ("- a {#b}\n", "{#b}"),
    ],
)
def test_a_broken_template_says_where(text: str, key: str) -> None:
    with pytest.raises(InputError) as raised:
        parse(text, classes=LABEL)
    assert raised.value.place is not None
    assert raised.value.place.key == key
    assert raised.value.hint is not None


def test_classes_dress_lines_blocks_and_spans() -> None:
    title, label, span, plain = map(paragraph, template("T {.title}\n\n**L** {.label}\nx [y]{.label}\nz\n").nodes)
    assert title.style == {"namedStyleType": "TITLE"}
    assert label.style == {"namedStyleType": "NORMAL_TEXT", "keepWithNext": True}
    assert label.elements == (Run("L\n", {"bold": True}),)
    assert span.elements == (Run("x ", {}), Run("y", {"bold": True}), Run("\n", {}))
    assert plain.elements == (Run("z\n", {}),)
    inside = table(template("{.label}\n::: columns\n::: column\na\n:::\n:::\n"))
    assert drawn([inside]) == ["| <b>a</b> |"]


def test_braces_that_are_no_attributes_are_text() -> None:
    assert drawn(template(r"a {} {x} \{.label}" + "\n\n{0}\n", "{.label}").nodes) == ["a {} {x} {.label}", "{.label}"]


def test_anchors_reach_to_the_next_heading_of_their_level() -> None:
    text = "## {0} {#a}\ntext\n### c {#docgen:meeting:{1}}\nx\n### d\n## e\nline {#f}\n"
    parsed = template(text, "two\nlines", "2026-12-01.x")
    assert parsed.anchors == (
        Anchor("a", 0, 6),
        Anchor("docgen:meeting:2026-12-01.x", 3, 5),
        Anchor("f", 7, 8),
    )
    assert drawn(parsed.nodes)[:3] == ["## two", "## lines", "text"]


def test_a_value_keeps_its_place() -> None:
    text = "**{0}**\n\n{1}\n\n- {2}\n  - {0}\n\n| {0} | {1} |\n|---|---|\n\n[{0}]({3})\n"
    assert drawn(template(text, "**a** # | {.label}", "", "x\n\ny", "https://e.jp/?q=a b").nodes) == [
        "<b>**a** # | {.label}</b>",
        "",
        "- x",
        "- ",
        "- y",
        "  - **a** # | {.label}",
        "| **a** # | {.label} |  |",
        "<a https://e.jp/?q=a b>**a** # | {.label}</a>",
    ]


NASTY = st.text(
    st.sampled_from(
        "#*_`~[](){}<>!|\\-+.:=&;/\"'1\t\n \u3000.x\ue000\ue001\u2028\x85\u202e「」（）決定事項🙂𠮷אب👍🏽\u0301"
    )
)
ANY = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.lists(NASTY | ANY, min_size=1, max_size=5)

PLACES = {
    "a line": "{0}\n",
    "bold": "x **{0}** y\n",
    "a heading": "## {0}\n",
    "a label": "**{0}** {.label}\n",
    "a bullet": "- a\n  - {0}\n",
    "a cell": "| a |\n|---|\n| {0} |\n",
    "a column": "::: columns\n::: column\n{0}\n:::\n:::\n",
    "code": "```\n{0}\n```\n",
    "a link": "[{0}](https://e.jp)\n",
    "a span": "[{0}]{.label}\n",
}


@pytest.mark.parametrize("place", PLACES)
@given(value=NASTY | ANY)
def test_what_goes_in_comes_out(place: str, value: str) -> None:
    whole = "\n".join(texts(template(PLACES[place], value).nodes))
    around = "\n".join(texts(template(PLACES[place], "@").nodes))
    assert whole == around.replace("@", value)


@given(VALUES)
def test_a_newline_in_a_value_starts_a_paragraph_and_nothing_else_does(values: list[str]) -> None:
    text = "\n\n".join(f"{{{index}}}" for index in range(len(values)))
    assert texts(template(text, *values).nodes) == [line for value in values for line in value.split("\n")]


@given(NASTY)
def test_any_text_can_be_read(text: str) -> None:
    parsed = parse(text.replace(":", ""))
    for node in parsed.nodes:
        assert_whole(node)
    assert all(0 <= anchor.first < anchor.last <= len(parsed.nodes) for anchor in parsed.anchors)


def texts(nodes: tuple[Node, ...]) -> list[str]:
    """The text of every paragraph, those in cells included."""
    found: list[str] = []
    for node in nodes:
        if isinstance(node, Paragraph):
            found.append(node.text)
        elif isinstance(node, Table):
            found += [text for row in node.rows for cell in row.cells for text in texts(cell.blocks)]
    return found


def assert_whole(node: Node | Row | Cell) -> None:
    """Each paragraph ends in its only newline, neighbouring runs differ, and every cell ends in a paragraph."""
    match node:
        case Paragraph():
            assert "".join(e.text for e in node.elements if isinstance(e, Run)).find("\n") == len(node.text)
            assert all(a.text for a in node.elements if isinstance(a, Run))
            assert all(
                a.style != b.style for a, b in pairwise(node.elements) if isinstance(a, Run) and isinstance(b, Run)
            )
        case Table():
            assert all(len(row.cells) == node.columns for row in node.rows)
            for row in node.rows:
                for cell in row.cells:
                    assert isinstance(cell.blocks[-1], Paragraph)
                    for block in cell.blocks:
                        assert_whole(block)
        case _:
            raise AssertionError(node)


def test_a_file_becomes_a_document() -> None:
    document = markdown_document("| a |\n|---|\n\n---\n\n| b |\n|---|\n")
    (tab,) = document.tabs
    assert drawn(block.node for block in tab.body) == ["(SectionBreak)", "", "| a |", "", "| b |", ""]
    assert decode_document(json.loads(encode_document(document))).tab(tab.id) is not None
    assert markdown_document("a\n\n## b\n\n- c\n").title == "b"
    assert markdown_document("", title="x").title == "x"


def test_a_table_takes_widths() -> None:
    node = table(parse('{widths="20 80"}\n| a | b |\n|---|---|\n', classes={}, width=100))
    assert column_widths(node.style) == [20, 80]


def test_a_sublist_of_another_kind_is_a_list_of_its_own() -> None:
    parsed = parse("- a\n  - b\n- c\n  1. d\n")
    ids = [(paragraph(node).bullet or {})["listId"] for node in parsed.nodes]
    assert ids[0] == ids[1] == ids[2] != ids[3]
    assert list(parsed.lists) == [ids[0], ids[3]]


def test_text_that_only_looks_like_ours_stays_text() -> None:
    text = "::: note\na\n:::\n\n<!-- a --> b\n\n<!-- never closed\n\n    ::: columns\n\nx {.a"
    assert drawn(parse(text).nodes) == ["::: note", "a", ":::", " b", "<!-- never closed", "::: columns", "x {.a"]
    assert drawn(template("a {.}\n\nb {# x}\n\nc {.label .}").nodes) == ["a {.}", "b {# x}", "<b>c</b>"]
