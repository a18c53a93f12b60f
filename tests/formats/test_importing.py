"""Minutes as people keep them: what stands in the file is what the document shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.document.nodes import Node, Paragraph, Run
from docgen.document.wire.chips import chip
from docgen.errors import InputError
from docgen.formats.importing import Imported, imported, parse
from tests.formats.notation import drawn
from tests.formats.test_import_fuzz import word


def read(suffix: str, content: str | bytes, name: str = "x") -> Imported:
    return parse(suffix, content.encode() if isinstance(content, str) else content, name)


def lines(suffix: str, content: str | bytes) -> list[str]:
    """The lines of a file's document, in the notation of ``drawn``, without the empty ones that stand around tables."""
    return [line for line in drawn(nodes(suffix, content)) if line]


def nodes(suffix: str, content: str | bytes) -> list[Node]:
    return [block.node for block in read(suffix, content).document.tabs[0].body][1:]


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("- [ ] a\n- [x] ~~b~~\n", ["- ☐ a", "- ☑ <s>b</s>"]),
        ("1. a\n  - b\n      - c\n  - d\n", ["- a", "  - b", "    - c", "  - d"]),
        ("- a\n\t- b\n　- c\n", ["- a", "  - b", "  - c"]),
        ("・a\n  ・b\nTODO\n", ["- ・a", "  - ・b", "TODO"]),
        ("**決定：**来月から**「開始」**する\n", ["<b>決定：</b>来月から<b>「開始」</b>する"]),
        ("** 決定 **\n2**3 と **a**\n", ["<b>決定</b>", "2**3 と <b>a</b>"]),
        ("##決定\n＃＃　保留\n#タグ\n", ["## 決定", "## 保留", "#タグ"]),
        ("議題\n---\n参加者：佐藤、\n---\na\nb\n---\n", ["## 議題", "参加者：佐藤、", "a", "b"]),
        ("10:00~11:00、13:00~14:00\n", ["10:00~11:00、13:00~14:00"]),
        ("[決定]: 来月\n\n[a]\n\n[a]: https://e.jp\n", ["[決定]: 来月", "<a https://e.jp>a</a>"]),
        ("a<br>b\n<担当> <TBD> <b>c</b> <!-- d -->\n", ["a", "b", "<担当> <TBD> <b>c</b>"]),
        ("<details>\n<summary>議事録</summary>\n- a\n</details>\n", ["議事録", "- a"]),
        (":::info\na\n:::\n::: columns 45 55\nb\n", ["a", "b"]),
        ("日時\t12/1\n参加者\t佐藤\n", ["| 日時 | 12/1 |", "| 参加者 | 佐藤 |"]),
        ("| a | b |\n| c | d |\n", ["| a | b |", "| c | d |"]),
        ("<table><tr><th>担当</th>\n\n<td>佐藤</td></tr></table>\n", ["| <b>担当</b> | 佐藤 |"]),
        ("h2. 決定\n\n*TODO*\n\n# a\n** b\n* -c- 済\n", ["## 決定", "<b>TODO</b>", "- a", "  - b", "- <s>c</s> 済"]),
        (
            "We agreed to move the release to the month of March because of the many\nholidays\nOwner: Taro\n",
            ["We agreed to move the release to the month of March because of the many holidays", "Owner: Taro"],
        ),
        ("a[^1]\n\n[^1]: b\n", ["a(footnoteReference)"]),
        ("    - a\n\n    b\n", ["- a", "b"]),
    ],
)
def test_markdown_is_read_as_it_was_meant(markdown: str, shown: list[str]) -> None:
    assert lines(".md", markdown) == shown


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"])
def test_text_may_be_in_any_encoding_of_japanese(codec: str) -> None:
    text = "## 2026-12-01 定例\r\n- 決定事項：来月から始める\r\n"
    assert lines(".txt", text.encode(codec)) == ["## 2026-12-01 定例", "- 決定事項：来月から始める"]


def test_front_matter_is_told_apart() -> None:
    yaml = read(
        ".md", '---\ntitle: "定例 #3"\ndate: 2026-12-01 # 火\nwho: [佐藤, "鈴木"]\ntags:\n  - a\n  - b\n---\n# x\n'
    )
    assert yaml.front == {"title": "定例 #3", "date": "2026-12-01", "who": "佐藤, 鈴木", "tags": "a, b"}
    assert (yaml.name, yaml.document.title) == ("x", "定例 #3")
    assert read(".md", '+++\ndate = "2026-12-01"\n+++\na\n').front == {"date": "2026-12-01"}
    assert lines(".md", "---\n\nこれは本文\n\n---\n") == ["これは本文"]


GOOGLE = """<style>.c1{font-weight:700}.c2{text-decoration:line-through}.c3{font-weight:400}</style><body>
<p class="title">議事録</p><h2><span class="c1">定例</span></h2>
<ul class="lst-kix_a-0"><li class="c3"><span>a</span></li></ul>
<ul class="lst-kix_a-1"><li><span class="c2">b</span></li></ul><ul class="lst-kix_a-0"><li>c</li></ul>"""
WORD = """<p class=MsoNormal><b>決定事項<o:p></o:p></b></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>・<span>&nbsp; </span></span><![endif]>a</p>
<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o</span>b</p><p style='display:none'>c</p>"""


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        (GOOGLE, ["議事録", "## <b>定例</b>", "- a", "  - <s>b</s>", "- c"]),
        (WORD, ["<b>決定事項</b>", "- a", "  - b"]),
        ("<ul><li><input type=checkbox><p>a</p><li><div class='checkbox checkbox-on'></div> b", ["- ☐ a", "- ☑ b"]),
        ("<ul class=inline-task-list><li class=checked>a<li>b</ul>", ["- ☑ a", "- ☐ b"]),
        ("<ol><li>a<ul><li>b</ul>c</ol>d", ["- a", "  - b", "c", "d"]),
        ("<b>決定事項</b><br>a  b<br><br>c<del>d</del>", ["<b>決定事項</b>", "a b", "c<s>d</s>"]),
        ("<dl><dt>担当<dd>佐藤</dl>", ["<b>担当</b>", "佐藤"]),
        ("<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>", ["| a | b |  |", "|  | c | d |"]),
        ("<nav>x</nav><script>x</script><title>x</title><svg>x</svg>a<!-- x -->", ["a"]),
        ("<b style='font-weight:normal'>a</b><担当>", ["a<担当>"]),
    ],
)
def test_html_is_read_as_it_is_shown(html: str, shown: list[str]) -> None:
    assert lines(".html", html) == shown


def test_people_and_days_of_pages_are_chips() -> None:
    html = "<title>定例</title><a href='mailto:s@e.jp'>佐藤</a> <time datetime='2026-12-01'>12月1日</time>"
    [paragraph] = nodes(".html", html)
    assert isinstance(paragraph, Paragraph)
    found = [chip(each) for each in paragraph.elements if not isinstance(each, Run)]
    assert [(one.text, one.moment) for one in found if one] == [("佐藤", ""), ("12月1日", "2026-12-01")]
    assert read(".html", html).front == {"title": "定例"}
    assert lines(".html", "<meta charset=shift_jis><p>決定事項：来月".encode("cp932")) == ["決定事項：来月"]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def para(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(run(text))}</w:tc>"


TICKED = (
    '<w:sdt><w:sdtPr><w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
    '<w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>'
)
COVERED = "<w:vMerge/>"
MERGED = '<w:vMerge w:val="restart"/>'


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (para(run("a"), '<w:pStyle w:val="Heading2"/>'), ["## a"]),
        (para(run("a"), '<w:outlineLvl w:val="0"/>'), ["# a"]),
        (para(run("a"), '<w:pStyle w:val="ListBullet"/>') + para(run("b")), ["- a", "b"]),
        (para(run("a", "<w:b/><w:strike/>") + run("b", '<w:b w:val="0"/>')), ["<s><b>a</b></s>b"]),
        (para(run("a") + "<w:r><w:br/></w:r>" + run("b")), ["a", "b"]),
        (para(f"<w:ins>{run('a')}</w:ins><w:del>{run('b')}</w:del><w:moveFrom>{run('c')}</w:moveFrom>"), ["a"]),
        (para(run("a"), "<w:rPr><w:del/></w:rPr>") + para(run("b")), ["ab"]),
        (para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run(" a")), ["☑ a"]),
        (para(TICKED + run(" a")), ["☑ a"]),
        (para(f"{run('a')}<w:r><w:txbxContent>{para(run('b'))}</w:txbxContent></w:r>{run('c')}"), ["ac", "b"]),
        (
            f"<w:tbl><w:tr>{cell('a', MERGED)}{cell('b')}</w:tr><w:tr>{cell('', COVERED)}{cell('c')}</w:tr></w:tbl>",
            ["| a | b |", "|  | c |"],
        ),
        (
            para(
                run("a", "<w:vanish/>")
                + "<w:ruby><w:rt>"
                + run("あ")
                + "</w:rt><w:rubyBase>"
                + run("亜")
                + "</w:rubyBase></w:ruby>"
            ),
            ["亜"],
        ),
    ],
)
def test_word_documents_are_read_with_changes_accepted(body: str, shown: list[str]) -> None:
    assert lines(".docx", word(body)) == shown


@pytest.mark.parametrize(
    "answer",
    [
        '{"body":{"content":[{"paragraph":{"elements":[{"textRun":{"content":"a\\n"}}],"paragraphStyle":{"namedStyleType":'
        '"HEADING_2"}}},{"new":{"x":1}},{"paragraph":{"elements":[{"textRun":{"content":"b"}}]}}]}}',
        '{"tabs":[{"documentTab":{"body":{"content":[{"startIndex":0,"endIndex":2,"paragraph":{"elements":[{"endIndex":2,'
        '"textRun":{"content":"a\\n"}}],"paragraphStyle":{"namedStyleType":"HEADING_2"}}},{"endIndex":3,"new":{}},'
        '{"paragraph":{"elements":[{"textRun":{"content":"b","textStyle":7}}]}}]}}}]}',
    ],
    ids=["of a mask, without tabs", "with tabs"],
)
def test_answers_of_the_api_may_lack_anything(answer: str) -> None:
    document = read(".json", answer, "x").document
    assert (document.id, document.title) == ("x", "x")
    assert drawn(block.node for block in document.tabs[0].body) == ["## a", "(Opaque)", "b"]
    assert document.tabs[0].body.size == 4


def test_what_cannot_be_read_says_where_and_what_to_do(tmp_path: Path) -> None:
    files = {"a.docx": b"PK\x03\x04", "b.json": b"{", "c.json": b"[]", "d.pdf": b"", "e.md": bytes(range(128, 256)) * 9}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError) as raised:
            imported(tmp_path / name)
        assert raised.value.place is not None
        assert raised.value.place.file.endswith(name)
        assert raised.value.hint is not None
    for name in ("", "none.md"):
        with pytest.raises(InputError):
            imported(tmp_path / name)
