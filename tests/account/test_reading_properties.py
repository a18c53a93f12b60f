"""Whatever stands in minutes: they are read, and no line of theirs is lost."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.minutes import read_document, read_imported
from docgen.document.walk import cursors
from docgen.formats.importing import parse
from docgen.formats.markdown_document import markdown_document
from docgen.formats.markdown_write import to_markdown

NOW = datetime(2026, 12, 20, tzinfo=UTC)
WORDS = st.integers(1000, 9999).map("語句番号{}".format)
LABELS = st.sampled_from(
    [
        *("決定事項", "TODO", "宿題事項", "参加者", "アジェンダ", "議事内容", "次回", "保留", "お客様のご意見", "仮説"),
        *("決定事項・TODO", "前回のTODO", "目的", "その他", "弊社TODO", "次回ご相談したいこと", "場所", "日時", "資料"),
        *("Decisions", "Attendees", "Agenda", "Actions", "Topic"),
    ]
)
FORMS = st.sampled_from(
    [
        *("# {}", "## {}", "### {}", "**{}**", "■{}", "◆{}", "【{}】", "１．{}", "(1) {}", "①{}", "A. {}", "{}："),
        *("{}:", "{}", "- {}", "  - {}", "・{}", "　・{}", "1. {}", "- [ ] {}", "- [x] {}", "→{}", "> {}", "- **{}**"),
    ]
)
TEXTS = st.one_of(
    WORDS,
    LABELS,
    st.builds("{}：{}".format, LABELS, WORDS),
    st.builds("【決定】{}".format, WORDS),
    st.builds("ACTION: {} by Friday".format, WORDS),
    st.builds("{}（担当：佐藤、期限：12/8）".format, WORDS),
    st.builds("2026-12-0{} {}".format, st.integers(1, 9), WORDS),
    st.builds("日時：2026-12-0{}".format, st.integers(1, 9)),
    st.just("なし"),
)
LINES = st.builds(lambda form, text: form.format(text), FORMS, TEXTS)
ROWS = st.lists(st.one_of(WORDS, LABELS, st.just("")), min_size=2, max_size=4)
TABLES = st.lists(ROWS, min_size=2, max_size=4).map(
    lambda rows: "\n".join(
        f"|{'|'.join((row + [''] * 4)[: len(rows[0])])}|" + (f"\n|{'---|' * len(rows[0])}" if at == 0 else "")
        for at, row in enumerate(rows)
    )
)
MINUTES = st.lists(st.one_of(LINES, LINES, LINES, TABLES), min_size=1, max_size=16).flatmap(
    lambda blocks: st.sampled_from(["\n", "\n\n"]).map(lambda gap: gap.join(blocks))
)


@given(MINUTES, st.sampled_from(["minutes", "2026-12-01-weekly", "議事録_20261201"]), st.sampled_from([".md", ".txt"]))
def test_no_line_is_lost(text: str, name: str, suffix: str) -> None:
    imported = parse(suffix, text.encode(), name)
    document = read_imported(imported, now=NOW)
    said = msgspec.json.encode(document).decode()
    for meeting in document.meetings:
        _, start, end = meeting.span
        leaves = cursors(node for _, node in imported.document.tabs[0].positioned())
        within = "\n".join(leaf.text for leaf in leaves if start <= leaf.start < end)
        assert [word for word in re.findall("語句番号[0-9]+", within) if word not in said] == []


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    read_imported(parse(".txt", text.encode(), "minutes"), now=NOW)


@given(MINUTES)
def test_what_is_written_as_markdown_reads_the_same(text: str) -> None:
    document = markdown_document(text)
    again = markdown_document(to_markdown(document))
    first, second = (read_document(each, now=NOW) for each in (document, again))
    assert [m.date for m in first.meetings] == [m.date for m in second.meetings]
