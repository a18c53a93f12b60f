"""A document as a page: what it shows, and what it never lets through."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.document.nodes import Cell, Contents, Inline, Node, Paragraph, Row, Run, SectionBreak, Table
from docgen.document.nodes import Element as Part
from docgen.document.tabs import Document, Segment, Tab, blocks
from docgen.document.wire.sections import flowing, plain
from docgen.document.wire.styles import cell_style, paragraph_style, text_style
from docgen.document.wire.tables import fixed_columns
from docgen.formats.html import to_html
from docgen.formats.markdown import parse
from tests.formats.page import Element, Page, page

TAGS = """html head meta title style body header strong nav a div main details summary section aside
    p h1 h2 h3 h4 h5 h6 br hr span sup table colgroup col tbody tr td"""
ATTRIBUTES = "lang charset name content class style id href rel aria-label dir rowspan colspan"


def shown(*tabs: Tab, title: str = "題", tab_ids: list[str] | None = None) -> Page:
    """The page of a document with ``tabs``, checked to be made of harmless parts only."""
    html = to_html(Document("d", title, tabs), language="ja", title=title, tab_ids=tab_ids)
    parsed = page(html)
    for element in parsed.elements:
        assert element.tag in TAGS.split()
        assert set(element.attributes) <= {*ATTRIBUTES.split()}
        href = element.attributes.get("href", "#")
        assert href.lower().startswith(("#", "http:", "https:", "mailto:"))
        assert "url(" not in element.attributes.get("style", "")
    (style,) = parsed.all("style")
    assert "</" not in style.text
    assert "@import" not in style.text
    assert "url(" not in style.text
    return parsed


def tab(*nodes: Node, id: str = "t.0", title: str = "議事録", **more: Any) -> Tab:
    return Tab(id, title, blocks(SectionBreak(), *nodes), **more)


def line(*parts: Part | str, **style: Any) -> Paragraph:
    runs = tuple(Run(part, {}) if isinstance(part, str) else part for part in parts)
    return Paragraph((*runs, Run("\n", {})), {"namedStyleType": "NORMAL_TEXT", **style})


def body(parsed: Page, *tags: str) -> list[Element]:
    return [e for e in parsed.all(*(tags or ("p",))) if "n-" in e.attributes.get("class", "")]


def test_markdown_shows_as_headings_tables_and_lists() -> None:
    parsed = parse("## 定例\n\n1. a\n2. b\n   - c\n\n| x | y | z | w |\n|-|-|-|-|\n| 1 | | | |\n")
    seen = shown(tab(*parsed.nodes, resources={"lists": parsed.lists}))
    assert [e.text for e in seen.all("h2")] == ["定例"]
    assert [e.text for e in body(seen)] == ["1.a", "2.b", "◦c", "x", "y", "z", "w", "1", "\n", "\n", "\n"]
    assert seen.all("div", within="wide")


def test_links_within_the_document_lead_to_headings_and_tabs() -> None:
    nodes = [
        line("A", namedStyleType="HEADING_2", headingId="h.1"),
        line(Run("here", text_style(heading=("t.0", "h.1"))), Run("tab", {"link": {"tabId": "t.1"}})),
        line(Run("gone", text_style(heading=("t.9", "h.9"))), Run("old", {"link": {"headingId": "h.1"}})),
    ]
    both = shown(tab(*nodes), tab(line("b"), id="t.1", title="お客様情報"))
    assert {e.attributes["id"]: e.tag for e in both.elements if "id" in e.attributes} == {
        "t.0": "section",
        "h.1": "h2",
        "t.1": "section",
    }
    links = both.links()
    assert (links["here"], links["tab"], links["old"]) == ("#h.1", "#t.1", "#h.1")
    assert (links["A"], links["お客様情報"]) == ("#h.1", "#t.1")
    assert "gone" not in links
    one = shown(tab(*nodes), tab(line("b"), id="t.1"), tab_ids=["t.0"])
    assert "tab" not in one.links()
    assert len(one.all("section")) == 1


def test_styles_go_from_named_to_paragraph_to_run() -> None:
    named = {"styles": [{"namedStyleType": "HEADING_2", "textStyle": text_style(size=18, colour_of_text="#1a56a0")}]}
    paragraph = Paragraph(
        (Run("a", text_style(bold=False, size=9)), Run("b\n", {"backgroundColor": {}})),
        paragraph_style(named="HEADING_2", above=4, indent=36, first_line=18, line_spacing=100),
    )
    seen = shown(tab(paragraph, resources={"namedStyles": named}))
    (heading,) = seen.all("h2")
    assert heading.attributes["style"] == (
        "line-height:1.3;padding-top:calc(4*var(--pt));margin-inline-start:calc(36*var(--pt));"
        "text-indent:calc(-18*var(--pt))"
    )
    spans = [e.attributes["style"] for e in seen.all("span") if "style" in e.attributes]
    assert spans == ["font-weight:400;font-size:calc(9*var(--pt))", "background-color:transparent"]
    (css,) = seen.all("style")
    assert ".tab1 .n-heading_2{font-size:calc(18*var(--pt));color:#1a56a0;}" in css.text


def test_tables_keep_widths_colours_borders_and_merged_cells() -> None:
    def cell(text: str, **style: Any) -> Cell:
        return Cell(
            (line(text),), {**cell_style(background="#f4f7fb", padding=7, borders="#c9d3e0", width=0.75), **style}
        )

    rows = (
        Row((cell("a", columnSpan=2), cell(""))),
        Row((cell("b"), cell("c", borderTop={"width": {"unit": "PT"}, "color": {}}))),
    )
    seen = shown(tab(line("x"), Table(rows, 2, fixed_columns([30, 70], 234)), line("y")))
    assert [e.attributes["style"] for e in seen.all("col")] == ["width:30%", "width:70%"]
    assert seen.all("table")[0].attributes["style"] == "width:50%"
    cells = seen.all("td")
    assert [(e.text, e.attributes.get("colspan")) for e in cells] == [("a", "2"), ("b", None), ("c", None)]
    assert "border:calc(0.75*var(--pt)) solid #c9d3e0;padding:" in cells[1].attributes["style"]
    assert "background-color:#f4f7fb" in cells[1].attributes["style"]
    assert "border-top:none;border-right:calc(0.75*var(--pt))" in cells[2].attributes["style"]


def test_chips_notes_pictures_and_rules_are_shown() -> None:
    parts: list[Part | str] = [
        Inline("person", {"personProperties": {"name": "佐藤", "email": "s@e.jp"}}),
        Inline("richLink", {"richLinkProperties": {"title": "資料", "uri": "https://e.jp/x"}}),
        Inline("richLink", {"richLinkProperties": {"title": "罠", "uri": "javascript:alert(1)"}}),
        Inline("dateElement", {"dateElementProperties": {"displayText": "12月1日"}}),
        Inline("inlineObjectElement", {"inlineObjectId": "kix.1"}),
        Inline("footnoteReference", {"footnoteId": "kix.n", "footnoteNumber": "1"}),
        Run("案", {}, {"suggestedInsertionIds": ["s.1"]}),
        Run("\ue907", {}),
    ]
    objects = {"kix.1": {"inlineObjectProperties": {"embeddedObject": {"description": "図"}}}}
    notes = (Segment("kix.n", blocks(line("脚注"))),)
    rule = line(Inline("horizontalRule", {}))
    seen = shown(tab(line(*parts), rule, resources={"inlineObjects": objects}, footnotes=notes))
    assert [e.text for e in body(seen)] == ["佐藤資料罠12月1日図1", "脚注"]
    assert [e.text for e in seen.all(within="chip")] == ["佐藤", "資料", "罠", "12月1日", "図"]
    links = seen.links()
    assert (links["佐藤"], links["資料"]) == ("mailto:s@e.jp", "https://e.jp/x")
    assert "罠" not in links
    assert len(seen.all("hr")) == 1


def test_every_kind_of_style_has_its_css() -> None:
    text = {
        "underline": True,
        "strikethrough": True,
        "smallCaps": True,
        "baselineOffset": "SUPERSCRIPT",
        "weightedFontFamily": {"fontFamily": "Noto Serif JP", "weight": 600},
    }
    paragraph = {
        "alignment": "CENTER",
        "indentEnd": {"magnitude": 9},
        "keepWithNext": True,
        "pageBreakBefore": True,
        "direction": "RIGHT_TO_LEFT",
        "shading": {"backgroundColor": {"color": {"rgbColor": {"red": 1}}}},
        "borderLeft": {"width": {"magnitude": 2}, "color": {"color": {"rgbColor": {}}}, "dashStyle": "DOT"},
    }
    seen = shown(tab(line(Run("a", text), **paragraph), line("b")))
    (first, _) = body(seen)
    assert first.attributes["dir"] == "rtl"
    assert first.attributes["style"] == (
        "text-align:center;margin-inline-end:calc(9*var(--pt));break-after:avoid;break-before:page;"
        "background-color:#ff0000;border-left:calc(2*var(--pt)) dotted #000000"
    )
    (span,) = [e for e in seen.all("span") if e.text == "a"]
    assert span.attributes["style"].startswith(
        "font-weight:600;text-decoration:underline line-through;font-variant:small-caps;vertical-align:super;"
        'font-size:.7em;font-family:"Noto Serif JP",var(--fonts,sans-serif)'
    )
    middle = Table((Row((Cell((line("c"),), {"contentAlignment": "MIDDLE"}),)),), 1)
    assert "vertical-align:middle" in shown(tab(line("x"), middle, line("y"))).all("td")[0].attributes["style"]


def test_a_table_of_contents_is_shown() -> None:
    assert shown(tab(line("x"), Contents((line("目次の行"),)), line("y"))).all(within="contents")[0].text == "目次の行"


def test_page_sections_keep_their_columns() -> None:
    columns = SectionBreak({"columnProperties": [{}, {}]})
    seen = shown(tab(line("a"), columns, line("b"), Paragraph((Inline("columnBreak", {}), Run("c\n", {})))))
    (section,) = seen.all(within="columns")
    assert section.attributes["style"] == "column-count:2"
    assert "b" in section.text
    assert "a" not in section.text


def test_a_line_is_drawn_between_columns_that_have_one() -> None:
    seen = shown(tab(line("a"), flowing(2, 36), line("b"), plain(), line("c")))
    (section,) = seen.all(within="lined")
    assert (section.text, section.attributes["class"]) == ("b", "columns lined")


@pytest.mark.parametrize(("width", "height", "size"), [(842, 595, "A4 landscape"), (595, 842, "A4;")])
def test_the_printed_page_lies_as_the_sheet_does(width: float, height: float, size: str) -> None:
    sheet = {"documentStyle": {"pageSize": {"width": {"magnitude": width}, "height": {"magnitude": height}}}}
    (css,) = shown(tab(line("a"), resources=sheet)).all("style")
    assert f"@page {{ size: {size}" in css.text


def test_an_empty_document_says_so() -> None:
    assert "まだ何も書かれていません" in shown().all("body")[0].text


NASTY = st.text(
    st.sampled_from("<>&\"'`=/\\;:{}()#%\t \x0bahrefsctipxdJ決🙂א\u2028\x85"), max_size=20
) | st.sampled_from(
    [
        "<script>alert(1)</script>",
        "</style><script>alert(1)</script>",
        '" onmouseover="alert(1)',
        "javascript:alert(1)",
        "http://[",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        'https://e.jp/"><img src=x onerror=alert(1)>',
        "x:expression(alert(1))",
        "red;background:url(https://e.jp)",
        "</title><img src=x>",
        "{{ 7 * 7 }}",
        "<!--",
    ]
)


@given(NASTY, NASTY, NASTY)
def test_nothing_in_a_document_becomes_markup(text: str, other: str, id: str) -> None:
    hostile = {
        "link": {"url": other},
        "weightedFontFamily": {"fontFamily": other, "weight": 400},
        "baselineOffset": other,
        "fontSize": {"magnitude": 9, "unit": other},
    }
    named = {
        "styles": [{"namedStyleType": other, "textStyle": hostile}, {"namedStyleType": "TITLE", "textStyle": hostile}]
    }
    nodes: list[Node] = [
        line(Run(text, hostile)),
        line(text, namedStyleType=other, alignment=other, direction=other),
        line(text, namedStyleType="HEADING_3", headingId=id),
        Paragraph((Run(text + "\n", {}),), {}, {"listId": "kix.1"}),
        line(
            Inline("person", {"personProperties": {"name": text, "email": other}}),
            Inline("richLink", {"richLinkProperties": {"title": text, "uri": other}}),
            Inline("inlineObjectElement", {"inlineObjectId": "i"}),
            Inline("footnoteReference", {"footnoteId": "n", "footnoteNumber": text}),
            Inline(other, {}),
        ),
        Table((Row((Cell((line(text),), {"contentAlignment": other, "borderTop": {"dashStyle": other}}),)),), 1),
    ]
    level = {"glyphSymbol": other, "glyphFormat": other}
    resources = {
        "namedStyles": named,
        "lists": {"kix.1": {"listProperties": {"nestingLevels": [level]}}},
        "inlineObjects": {"i": {"inlineObjectProperties": {"embeddedObject": {"title": other}}}},
    }
    seen = shown(tab(*nodes, id=id, title=other, resources=resources), title=text)
    written = text.replace("\x0b", "\n")
    assert body(seen)[0].text == (written or "\n")
    assert seen.all("title")[0].text == text
    for element in seen.all("h3"):
        assert unquote(element.attributes["id"]) == unquote(id) or not id
