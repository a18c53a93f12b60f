"""Nodes to Markdown, and back again."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docgen.document.nodes import Cell, Inline, Node, Paragraph, Row, Run, Table
from docgen.document.tabs import Document, Segment, Tab, blocks
from docgen.document.wire.lists import bullet
from docgen.document.wire.styles import heading_level, is_bold, paragraph_style, text_style
from docgen.formats.markdown import parse
from docgen.formats.markdown_write import to_markdown
from tests.formats.notation import drawn


def para(*parts: str | tuple[str, str] | Inline, level: int = 0, item: tuple[str, int] | None = None) -> Paragraph:
    """A paragraph of texts and of (marks, text), marks being letters: b(old), i(talic), s(truck)."""
    runs: list[Run | Inline] = []
    for part in parts:
        if isinstance(part, Inline):
            runs.append(part)
            continue
        marks, text = part if isinstance(part, tuple) else ("", part)
        flags = {"bold": "b", "italic": "i", "strikethrough": "s"}
        runs.append(Run(text, {name: True for name, letter in flags.items() if letter in marks}))
    named = paragraph_style(named=f"HEADING_{level}" if level else "NORMAL_TEXT")
    return Paragraph((*runs, Run("\n", {})), named, bullet(*item) if item else None)


def table(*rows: Iterable[Iterable[Node]]) -> Table:
    made = tuple(Row(tuple(Cell(tuple(cell)) for cell in row)) for row in rows)
    return Table(made, len(made[0].cells))


def test_a_document_is_written_for_people() -> None:
    meeting: list[Node] = [
        para("2026-12-01（火）12月定例", level=2),
        table([[para(("b", "日時・参加者")), para("10:00~11:00")], [para(("b", "本日のゴール")), para("")]]),
        para("継続中のTODO", level=3),
        para("☐ 料金表を送る（担当：鈴木、期限：9/10）", item=("kix.a", 0)),
        para(("s", "済んだこと"), item=("kix.a", 1)),
        para("[ ] 見積", item=("kix.b", 0)),
        table([[para("No.")], [para("アクション")]], [[para("1")], [para("a"), para("b|c")]]),
    ]
    assert to_markdown(meeting) == (
        "## 2026-12-01（火）12月定例\n\n"
        "**日時・参加者**\n\n"
        "10:00~11:00\n\n"
        "**本日のゴール**\n\n"
        "### 継続中のTODO\n\n"
        "- ☐ 料金表を送る（担当：鈴木、期限：9/10）\n"
        "  - ~~済んだこと~~\n"
        "* [ ] 見積\n\n"
        "| No. | アクション |\n| --- | --- |\n| 1 | a<br>b\\|c |\n"
    )


def test_numbers_go_on_and_nest() -> None:
    text = "3. a\n   1. b\n\n      7. c\n4. d\n\n- e\n"
    parsed = parse(text)
    assert to_markdown(parsed.nodes, lists=parsed.lists) == text.replace("\n\n- e", "\n* e")


def test_tabs_get_a_heading_unless_they_begin_with_one() -> None:
    tabs = (Tab("t.0", "議事録", blocks(para("a"))), Tab("t.1", "お客様情報", blocks(para("b", level=1))))
    assert to_markdown(Document("d", "x", tabs)) == "# 議事録\n\na\n\n# b\n"
    assert to_markdown(tabs[0]) == "a\n"
    assert to_markdown([]) == "\n"


def test_links_and_chips_are_shown() -> None:
    date = Inline("dateElement", {"dateElementProperties": {"displayText": "12月1日"}})
    person = Inline("person", {"personProperties": {"name": "佐藤", "email": "s@e.jp"}})
    file = Inline("richLink", {"richLinkProperties": {"title": "資料", "uri": "https://e.jp/a(b)"}})
    runs = [
        Run(" 前回", text_style(heading=("t.0", "h.1"))),
        Run("悪", text_style(url="javascript:alert(1)")),
        Run("提案中", {}, {"suggestedInsertionIds": ["suggest.1"]}),
    ]
    written = to_markdown([Paragraph((date, Run(" ", {}), person, file, *runs, Run("\n", {})))])
    assert written == "12月1日 佐藤[資料](<https://e.jp/a(b)>)[ 前回](?tab=t.0#heading=h.1)悪\n"


@pytest.mark.parametrize(
    ("nodes", "markdown"),
    [
        ([para("これは", ("b", "「強調」"), "です")], "これ&#12399;**「強調」**&#12391;す\n"),
        ([para(("b", "a"), ("bi", "b"), ("i", "c"))], "**&#97;_b_**_c_\n"),
        ([para(("b", " a "), "b")], "&#32;**a** b\n"),
        ([para("1. a\x0b- b\x0b\x0b# c\x0b")], "1\\. a\\\n\\- b\\\n\\\n\\# c\n"),
        ([para("a #", level=2)], "## a \\#\n"),
        ([para("a\x0bb", level=3)], "### a<br>b\n"),
        ([para("snake_case <担当> a & b ~ [x] c:\\")], "snake_case <担当> a & b ~ [x] c:\\\\\n"),
        ([para("---")], "\\---\n"),
    ],
)
def test_literal_text_is_escaped_where_needed(nodes: list[Node], markdown: str) -> None:
    assert to_markdown(nodes) == markdown


TEXT = st.text(
    st.sampled_from("#*_`~[](){}<>!|\\-+.:=&;/\"'1２ab\t\x0b \u3000\u2028.xあ決「」（）🙂𠮷אب👍🏽\u0301")
    | st.characters(categories=["L", "P", "Zs"]),
    max_size=12,
)
PART = st.tuples(st.sampled_from(["", "", "b", "i", "s", "bi", "bs", "bis"]), TEXT)
PARTS = st.lists(PART, max_size=4)
BODY = st.builds(lambda parts: para(*parts), PARTS)
ITEM = st.builds(
    lambda parts, list_id, level: para(*parts, item=(list_id, level)),
    PARTS,
    st.sampled_from(["kix.a", "kix.b"]),
    st.integers(0, 4),
)
HEADING = st.builds(lambda parts, level: para(*parts, level=level), PARTS, st.integers(1, 6))
GRID = (
    st.integers(1, 3)
    .flatmap(
        lambda columns: st.lists(
            st.lists(st.lists(BODY, min_size=1, max_size=3), min_size=columns, max_size=columns), min_size=1, max_size=3
        )
    )
    .map(lambda rows: table(*rows))
)
SIDES = st.lists(st.lists(BODY | ITEM | HEADING, min_size=1, max_size=3), min_size=2, max_size=2).map(table)
NODES = st.lists(BODY | ITEM | HEADING | GRID | SIDES, max_size=6)


@example([para("#\u2028", ("b", "#"))])  # a line separator is no white space to CommonMark
@given(NODES)
def test_what_is_written_reads_back(nodes: list[Node]) -> None:
    lists = parse("- a\n\n1. b\n").lists
    known = {"kix.a": lists["kix.list1"], "kix.b": lists["kix.list2"]}
    written = to_markdown(nodes, lists=known)
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert seen(parse(written).nodes) == seen(nodes)


@given(TEXT, TEXT)
def test_a_link_reads_back(text: str, path: str) -> None:
    url = "https://e.jp/" + "".join(char for char in path if not char.isspace() and char != "|")
    nodes = [Paragraph((Run("a", {}), Run(text, text_style(url=url)), Run("\n", {})))]
    back = parse(to_markdown(nodes)).nodes
    assert seen(back) == seen(nodes)
    if text.strip():
        assert f"<a {url}>" in drawn(back)[-1] or "\x0b" in text


def seen(nodes: Iterable[Node]) -> list[tuple[int, list[tuple[str, bool]]]]:
    """For each line that is not empty: its heading level, and its characters, each bold or not (white space never)."""
    found: list[tuple[int, list[tuple[str, bool]]]] = []
    for node in nodes:
        if isinstance(node, Paragraph):
            line: list[tuple[str, bool]] = []
            for run in node.elements:
                assert isinstance(run, Run)
                for char in run.text:
                    if char in "\n\x0b":
                        found.append((heading_level(node.style), line))
                        line = []
                    else:
                        line.append((char, is_bold(run.style) and not char.isspace()))
        elif isinstance(node, Table):
            found += [line for row in node.rows for cell in row.cells for line in seen(cell.blocks)]
    return [(level, line) for level, line in found if line]


def test_notes_pictures_rules_and_boxes_are_written() -> None:
    note = Inline("footnoteReference", {"footnoteId": "kix.n", "footnoteNumber": "1"})
    picture = Inline("inlineObjectElement", {"inlineObjectId": "i"})
    inner = table([[para("x")], [para("y", item=("kix.a", 0))]])
    tab = Tab(
        "t.0",
        "",
        blocks(
            Paragraph((Run("a", {}), note, picture, Run("\n", {}))),
            Paragraph((Inline("horizontalRule", {}), Run("\n", {}))),
            table([[para("b"), inner]], [[para("c")]]),
            para("d", level=2, item=("kix.a", 0)),
        ),
        footnotes=(Segment("kix.n", blocks(para("脚注"))), Segment("kix.m", blocks(para("unused")))),
        resources={"inlineObjects": {"i": {"inlineObjectProperties": {"embeddedObject": {"title": "図"}}}}},
    )
    assert to_markdown(tab) == ("a[^1]図\n\n***\n\n| b<br>x<br>- y |\n| --- |\n| c |\n\n## d\n\n[^1]: 脚注\n")
