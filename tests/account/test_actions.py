"""Lines of action items as people write them, and what each says: ``action_lines``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.actions import Role, Said, action_item, action_row, forms
from docgen.account.dates import Language
from docgen.account.model import Status
from docgen.account.words import action_line, box_at, unbulleted
from docgen.document.text import normalise
from docgen.document.wire.lines import Marked

TUESDAY = date(2026, 12, 1)
NEXT = date(2026, 12, 15)
SIDES = ("ours", "theirs")


class Case(NamedTuple):
    """A line, and what is read from it in the notation of the files."""

    line: str
    says: str


def cases(name: str) -> list[Case]:
    text = (Path(__file__).parent / "action_lines" / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [Case(line, says.strip()) for line, says in zip(lines[::2], lines[1::2], strict=True)]
    assert all(case.line == case.line.lstrip() for case in found)
    return found


def read(line: str, **more: object) -> Said:
    return action_item(Marked(line), line, TUESDAY, next_meeting=NEXT, **more)  # type: ignore[arg-type]  # by name


def told(said: Said, line: str) -> str:
    """``said`` in the notation of the files."""
    whole = unbulleted(line)
    whole = whole[box[1] :].strip() if (box := box_at(whole)) else whole
    due = f"{said.due or ''} = {said.due_text}".strip() if said.due_text else ""
    status: list[str] = [] if said.status is Status.UNKNOWN else [said.status.value]
    side: list[str] = [said.side] if said.side in SIDES else []
    parts = ["=" if said.text == whole == line else said.text, " + ".join(said.owners), due, " ".join(status + side)]
    return " | ".join(parts).rstrip(" |").replace("|  |", "|  |")


@pytest.mark.parametrize("case", [*cases("ja.txt"), *cases("en.txt")], ids=lambda case: case.line)
def test_a_line(case: Case) -> None:
    expected = case.says if case.says != case.line else "="
    assert told(read(case.line), case.line).replace("  ", " ") == _same(expected, case.line).replace("  ", " ")


def _same(says: str, line: str) -> str:
    text, *rest = says.split(" | ")
    return " | ".join(["=" if text == line else text, *rest]).rstrip(" |")


UNDER: dict[str, tuple[tuple[str, ...], str, tuple[str, ...]]] = {
    "an owner as a child": (("- 見積を確認する", "- 山本"), "見積を確認する | 山本", ()),
    "with 様": (("見積を確認する", "山本様"), "見積を確認する | 山本様 |  | theirs", ()),
    "labels": (("見積を確認する", "担当：山本", "期限：12/5"), "見積を確認する | 山本 | 2026-12-05 = 12/5", ()),
    "both at once": (("見積を確認する", "山本 12/5まで"), "見積を確認する | 山本 | 2026-12-05 = 12/5まで", ()),
    "a due date": (("見積を確認する（山本）", "〜12/5"), "見積を確認する | 山本 | 2026-12-05 = 〜12/5", ()),
    "a reply": (("見積を確認する", "-> 9/8 送付済み"), "見積を確認する |  |  | done", ("-> 9/8 送付済み",)),
    "a short reply": (("見積を確認する", "⇒対応済"), "見積を確認する |  |  | done", ("⇒対応済",)),
    "one in English": (("Check it", "=> done"), "Check it |  |  | done", ("=> done",)),
    "not yet": (("見積を確認する", "→ 12/10 完了予定"), "見積を確認する", ("→ 12/10 完了予定",)),
    "only a part": (("見積を確認する", "→一部未完了"), "見積を確認する", ("→一部未完了",)),
    "more to know": (("見積を確認する", "数量は前回と同じ"), "見積を確認する", ("数量は前回と同じ",)),
    "another person": (("見積を確認する（佐藤）", "山本"), "見積を確認する | 佐藤", ("山本",)),
    "whom to tell": (("見積を確認する", "共有先：山本様"), "見積を確認する", ("共有先：山本様",)),
}


@pytest.mark.parametrize("name", UNDER)
def test_lines_below_it(name: str) -> None:
    (line, *under), says, details = UNDER[name]
    said = read(line, under=[Marked(text) for text in under])
    assert (told(said, ""), said.details) == (says, details)


ROWS: list[tuple[dict[Role, str], str, tuple[str, ...]]] = [
    (
        {"task": "見積を送る", "owner": "佐藤", "due": "12/5", "status": "完了", "note": "値引き込み"},
        "見積を送る | 佐藤 | 2026-12-05 = 12/5 | done",
        ("値引き込み",),
    ),
    ({"task": "見積を送る", "owner": "佐藤\n鈴木様", "due": "-"}, "見積を送る | 佐藤 + 鈴木様 |  | theirs", ()),
    ({"task": "見積を送る（12/5まで）", "owner": "未定"}, "見積を送る | 未定 | 2026-12-05 = 12/5まで", ()),
    ({"task": "見積を送る", "side": "御社", "status": "対応中"}, "見積を送る |  |  | open theirs", ()),
    ({"task": "☑ 見積を送る", "status": "先方に確認"}, "見積を送る |  |  | done", ("先方に確認",)),
    ({"task": "見積を送る", "status": "100%"}, "見積を送る |  |  | done", ()),
    ({"task": "見積を送る", "status": "不要"}, "見積を送る |  |  | dropped", ()),
    ({"task": "Send it", "owner": "Alice / Bob", "due": "EOD"}, "Send it | Alice + Bob | 2026-12-01 = EOD", ()),
    ({"owner": "佐藤", "due": "未定"}, "= | 佐藤 | = 未定", ()),
]


@pytest.mark.parametrize(("cells", "says", "details"), ROWS, ids=lambda value: str(value)[:40])
def test_a_row(cells: dict[Role, str], says: str, details: tuple[str, ...]) -> None:
    said = action_row({role: Marked(text) for role, text in cells.items()}, TUESDAY, next_meeting=NEXT)
    assert (told(said, ""), said.details) == (says, details)


def test_people_who_were_there_need_no_other_sign() -> None:
    names = forms(("翁長 真一", "Priya Nair"))
    assert read("翁長：見積を送る", known=names).owners == ("翁長",)
    assert read("Nair: send it", known=names).owners == ("Nair",)
    assert read("帳票：項目を絞る", known=names).owners == ()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Hanne Brandt repeat the count in the yard", "repeat the count in the yard | Hanne Brandt"),
        ("Hanne and Amos to prepare the stall", "= | Hanne + Amos"),
        ("Amos writes to the members (Dec 9)", "Amos writes to the members | Amos | 2026-12-09 = Dec 9"),
        ("Call the bank (Amos + Hanne, 9 Dec)", "Call the bank | Amos + Hanne | 2026-12-09 = 9 Dec"),
        ("Amos Otieno's note is late", "="),
        ("@Hanne Brandt count the chairs", "count the chairs | @Hanne Brandt"),
        ("翁長 真一 見積を送る", "見積を送る | 翁長 真一"),
        ("翁長 真一の資料を送る", "="),
    ],
)
def test_people_who_were_there_begin_a_line(line: str, says: str) -> None:
    names = forms(("Hanne Brandt", "Amos Otieno", "翁長 真一"))
    assert _same(told(read(line, known=names), line), line).replace("  ", " ") == says


WORDS = ("見積を送る", "資料", "佐藤", "鈴木さん", "森様", "Bob", "@sato", "12/5", "来週金曜", "send it")
"""Words that stand for something: none of them may be lost."""
SIGNS = (
    "（",
    "）",
    "(",
    ")",
    "【",
    "】",
    "：",
    ": ",
    "、",
    ", ",
    " ",
    "　",
    "→",
    " - ",
    "／",
    "済",
    "担当：",
    "期限：",
    "が",
    "まで",
    "\n",
)


@given(st.lists(st.sampled_from((*WORDS, *SIGNS)), max_size=12).map("".join))
def test_nothing_typed_is_lost(typed: str) -> None:
    said = read(typed)
    kept = " ".join((said.text, *said.owners, said.due_text, *said.details))
    assert [word for word in WORDS if kept.count(word) < typed.count(word)] == []


names = st.lists(
    st.sampled_from(["鈴木", "髙橋 直子", "@sato", "弊社（中村）", "𠮷田", "ジョン・スミス", "ナム", "Bramwick"]),
    max_size=2,
    unique=True,
)
dues = st.sampled_from(
    ["", "12/5", "12/5（金）", "来週金曜", "未定", "Fri 30 Oct", "EOD Friday", "12/5（土）17:00まで"]
)
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30),
    st.lists(st.sampled_from((*WORDS, *SIGNS)), min_size=1, max_size=8).map("".join),
)


@given(
    texts.map(normalise).filter(str.strip),
    names,
    dues,
    st.sampled_from([Status.OPEN, Status.DONE, Status.DROPPED]),
    st.sampled_from(["ja", "en"]),
)
def test_what_docgen_writes_comes_back(
    text: str, owners: list[str], due: str, status: Status, language: Language
) -> None:
    said = read(action_line(text, owners, due, status, language))
    if owners and due and "済" not in text:
        assert (said.text, said.owners, said.due_text, said.status) == (text, tuple(owners), due, status)
    again = read(action_line(said.text, said.owners, said.due_text, said.status, language))
    assert (again.text, again.owners, again.due_text) == (said.text, said.owners, said.due_text)


@given(st.text(max_size=80))
def test_any_text_is_read(typed: str) -> None:
    assert read(typed).text is not None


HARD = ["（", "佐藤、", "12/5 ", "担当：", "→", "[x] ", "Aa ", "から", "@a ", "~~", " ", "は、", "(a)", "Bob, "]


@pytest.mark.parametrize("piece", HARD)
def test_long_lines_take_no_more_than_their_length(piece: str) -> None:
    """Steps, not seconds: the calls of Python functions grow no faster than the line."""
    counts = [_calls(piece * (size // len(piece))) for size in (2_000, 20_000)]
    assert counts[1] <= 12 * counts[0] + 1_000


def _calls(line: str) -> int:
    count = 0

    def seen(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        read(line)
    finally:
        sys.setprofile(before)
    return count
