"""Whatever bytes come: a document that can be used, or an error that says what to do. Never anything else."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.document.nodes import SectionBreak
from docgen.document.walk import cursors
from docgen.document.wire.documents import encode_document
from docgen.errors import InputError
from docgen.formats.importing import IMPORTERS, parse
from tests.examples import examples

MARKDOWN = """---
date: 2026-12-01
---
# 議事録 {#a}
## 決定事項
- [ ] **見積：**を送る（~~鈴木~~、12/5）[^1]
  1. a
     > b
| a | b |
|---|---|
| 1<br>2 | [佐藤](mailto:s@e.jp) |
<table><tr><td rowspan=2>x</table>
```
code
```
:::info
h2. x
a\tb
[^1]: 注
"""
HTML = """<html><head><title>x</title><style>.c1{font-weight:700}</style></head><body><h2 class="c1">決定</h2>
<ul class="lst-kix_a-0"><li><input type=checkbox checked>a<ol start=3><li>b</ol></ul><p style="mso-list:l0 level2 lfo1">
<span style="mso-list:Ignore">1.</span>c</p><table><tr><td rowspan=2 colspan=3>x<table><tr><td>y</table></table>
<dl><dt>担当<dd>佐藤</dl><time datetime="2026-12-01">12月1日</time><a href="mailto:a@e.jp">佐藤</a><pre>x
y</pre><s>z</s><!-- c --><script>1</script></body></html>"""
JSON = {
    "title": "x",
    "body": {
        "content": [
            {"endIndex": 1, "sectionBreak": {"sectionStyle": {}}},
            {
                "startIndex": 1,
                "endIndex": 4,
                "paragraph": {
                    "elements": [{"startIndex": 1, "endIndex": 4, "textRun": {"content": "ab\n", "textStyle": {}}}],
                    "paragraphStyle": {"namedStyleType": "HEADING_2"},
                    "bullet": {"listId": "kix.a", "nestingLevel": 1},
                },
            },
            {"table": {"tableRows": [{"tableCells": [{"content": [{"paragraph": {"elements": []}}]}]}]}},
        ]
    },
    "lists": {"kix.a": {"listProperties": {"nestingLevels": [{"glyphType": "DECIMAL"}]}}},
    "namedRanges": {"n": {"namedRanges": [{"namedRangeId": "r", "ranges": [{"startIndex": 1, "endIndex": 2}]}]}},
}
WORD = """<w:p><w:pPr><w:pStyle w:val="Heading2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>
<w:r><w:rPr><w:b/><w:strike w:val="0"/></w:rPr><w:t>決定</w:t><w:br/><w:sym w:char="F0FE"/></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl><w:sdt><w:sdtPr><w:date w:fullDate="2026-12-01"/>
</w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt><w:p><w:del><w:r><w:t>y</w:t></w:r></w:del>
<w:footnoteReference w:id="2"/><w:hyperlink><w:r><w:txbxContent><w:p/></w:txbxContent></w:r></w:hyperlink></w:p>"""
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def usable(suffix: str, data: bytes) -> None:
    """Check that ``data`` makes a document that the rest of docgen can use, or an error for people."""
    refused: InputError | None = None
    try:
        document = parse(suffix, data, "x").document
    except InputError as error:
        refused = error
    if refused:
        assert refused.hint is not None
        assert "\n" not in refused.line("ja") + refused.line("en")
        return
    for tab in document.all_tabs():
        nodes = [block.node for block in tab.body]
        assert tab.body.size == sum(node.size for node in nodes)
        for leaf in cursors(nodes):
            assert "\n" not in leaf.text
    encode_document(document)


@cache
def empty_word() -> dict[str, bytes]:
    """The parts of an empty document of Word."""
    from docx import Document

    held = io.BytesIO()
    Document().save(held)
    with zipfile.ZipFile(held) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word(body: str | bytes) -> bytes:
    """A document of Word with this text of its main part, or of its body."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in empty_word().items():
            archive.writestr(name, content if name != "word/document.xml" else _main(body))
    return made.getvalue()


def _main(body: str | bytes) -> bytes:
    if isinstance(body, bytes):
        return body
    return f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>".encode()


BREAKING = [
    b"",
    b"\0",
    b"\xff",
    b"<",
    b">",
    b"|",
    b"\n",
    b" " * 8,
    b"*",
    b"]",
    b"9" * 12,
    b"\xe3",
    b"&#10;",
    b"&#xE000;",
]


@st.composite
def mutated(draw: st.DrawFn, whole: bytes) -> bytes:
    """``whole`` with a few parts cut out, doubled, moved, or replaced by bytes that break things."""
    data = whole
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        other = draw(st.sampled_from(BREAKING))
        data = data[:start] + other + draw(st.sampled_from([b"", data[start:end], data[start:end] * 3])) + data[end:]
    return data


MARKS = st.sampled_from(
    [
        *(
            "# ",
            "|- ",
            "|---|---|",
            "- [ ] ",
            "**",
            "~~",
            "`",
            "```",
            "> ",
            "1. ",
            "[^1]",
            "[^1]: ",
            "[a](",
            ")",
            ":::",
        ),
        *("<b>", "</b>", "<td>", "<table>", "</table>", "<li>", "<!--", "-->", "・", "　", "\t", "  ", "---", "==="),
        *("\\", "&#42;", "{#a}", "h1. ", "_", "あ：", "\n", "\n\n", "[TOC]", "- ", "<t\nb>", ":::info"),
    ]
)
TAGS = st.sampled_from(
    [
        *("b", "s", "p", "br", "h2", "ul", "ol", "li", "table", "tr", "td", "th", "dl", "dt", "dd", "pre", "div", "a"),
        *("time", "style", "title", "input", "blockquote", "summary", "font", "nav"),
    ]
)
ENDS = st.sampled_from([">", " rowspan=3>", "/>", "> あ b\n"])
LOOSE_TAGS = st.lists(st.tuples(st.sampled_from(["<", "</"]), TAGS, ENDS))


@settings(max_examples=examples(60))
@given(mutated(MARKDOWN.encode()) | st.lists(MARKS | st.text(max_size=3)).map(lambda parts: "".join(parts).encode()))
def test_markdown(data: bytes) -> None:
    usable(".md", data)


@settings(max_examples=examples(60))
@given(mutated(HTML.encode()) | LOOSE_TAGS.map(lambda tags: "".join(map("".join, tags)).encode()))
def test_html(data: bytes) -> None:
    usable(".html", data)


@settings(max_examples=examples(30))
@given(mutated(word(WORD)) | mutated(_main(WORD)).map(word) | st.binary(max_size=50))
def test_word(data: bytes) -> None:
    usable(".docx", data)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 10**12) | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["content", "elements", "x"]), inner),
    max_leaves=4,
)


@st.composite
def other_values(draw: st.DrawFn, value: object) -> object:
    """``value`` with some of the values in it missing or of another kind."""
    if draw(st.integers(0, 12)) == 0:
        return draw(VALUES)
    if isinstance(value, dict):
        return {key: draw(other_values(one)) for key, one in value.items() if draw(st.integers(0, 12))}
    if isinstance(value, list):
        return [draw(other_values(one)) for one in value]
    return value


@settings(max_examples=examples(60))
@given(mutated(json.dumps(JSON).encode()) | other_values(JSON).map(lambda value: json.dumps(value).encode()))
def test_json(data: bytes) -> None:
    usable(".json", data)


DEEP = 5_000
HARD = {
    "quotes.md": b">" * DEEP + b"x",
    "items.md": b"- " * DEEP + b"x",
    "indents.md": b"".join(b" " * (i % 60) + b"- x\n" for i in range(DEEP)),
    "wide.md": b"|" * DEEP + b"\n" + b"|-" * DEEP + b"\n" + b"|\n" * DEEP,
    "tabs.md": b"a\t" * DEEP + b"b\n" + b"a\tb\n" * DEEP,
    "marks.md": b"**a*_~`[<" * DEEP,
    "line.txt": "あ".encode() * 1_000_000,
    "zero.md": b"\0",
    "nothing.md": b"",
    "surrogate.md": b"\xed\xa0\x80 a" * 3,
    "divs.html": b"<div>" * DEEP + b"x",
    "lists.html": b"<ul><li>" * DEEP + b"x",
    "tables.html": b"<table><tr><td>" * DEEP + b"x",
    "spans.html": b"<table>" + b"<tr><td rowspan=9999 colspan=9999>x" * 500,
    "css.html": b"<style>" + b"a{" * DEEP + b"x" * DEEP,
    "deep.json": b'{"tabs":' * DEEP,
    "empty.json": b"{}",
    "list.json": b"[1]",
    "old.docx": bytes.fromhex("d0cf11e0a1b11ae1"),
    "locked.docx": bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
    "entities.docx": b"&laughs;",
    "bomb.docx": b"0",
}


@pytest.mark.parametrize("name", HARD)
def test_what_is_made_to_break_things(name: str) -> None:
    data, suffix = HARD[name], "." + name.rpartition(".")[2]
    if name == "entities.docx":
        entities = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12))
        data = word(f"<!DOCTYPE d [{entities}]>".encode() + _main("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>"))
    if name == "bomb.docx":
        data = word("<w:p><w:r><w:t>" + "0" * 70_000_000 + "</w:t></w:r></w:p>")
    usable(suffix, data)


def test_every_suffix_is_read_without_content_and_with_a_document() -> None:
    for suffix in IMPORTERS:
        usable(suffix, b"")
    document = parse(".md", b"a", "x").document
    assert isinstance(next(iter(document.tabs[0].body)).node, SectionBreak)
