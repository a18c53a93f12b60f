"""``lint --fix`` in Markdown: a weekday or the order changes, and every other byte stays."""

from __future__ import annotations

import codecs
from datetime import datetime
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.errors import ChangedError, InputError
from docgen.workflows.fix import Agree, Fix, Fixed
from docgen.workflows.fix_files import NO_END, NO_LINES, FileFixer
from tests.workflows.flawed import RULES, yes

NOW = datetime(2026, 12, 21, 12, tzinfo=ZoneInfo("Asia/Tokyo"))
DECEMBER = """\
## 2026-12-08（火）12月定例

### 1. 開始日（ご判断・20分）

**決定事項**
・来年1月から始める
"""
NOVEMBER = """\
## 2026-11-24（水）11月定例
### 1. 完了基準（ご判断・15分）
**TODO**
☐ 見積を送る（担当：鈴木、期限：12/5（金））　
☐ 基準を文書にする\t（担当：鈴木、期限：12/4（金））

"""
OCTOBER = "## 2026-10-06（火）10月定例\n本文だけの会議です。\n"
RIGHT = NOVEMBER.replace("（水）", "（火）").replace("12/5（金）", "12/5（土）")


def fixed(path: Path, agree: Agree = yes) -> Fixed:
    return FileFixer(path, RULES, NOW).fix(agree)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_weekdays_change_and_every_other_byte_stays(tmp_path: Path, encoding: str, end: str) -> None:
    if encoding in ("cp932", "euc_jp"):
        before, after = (text.replace("☐", "・") for text in (NOVEMBER, RIGHT))
    else:
        before, after = NOVEMBER, RIGHT
    path = written(tmp_path / "議事録.md", before.replace("\n", end), encoding)
    done = fixed(path)
    assert done.written
    assert [(one.kind, one.line) for one in done.fix.mends] == [
        ("weekday", "2026-11-24（水）"),
        ("weekday", "12/5（金）"),
    ]
    assert path.read_bytes() == after.replace("\n", end).encode(encoding)
    assert not fixed(path).written


@pytest.mark.parametrize("blocks", list(permutations([DECEMBER, NOVEMBER, OCTOBER])))
def test_meetings_go_to_their_places_with_all_of_their_lines(tmp_path: Path, blocks: tuple[str, ...]) -> None:
    path = written(tmp_path / "a.md", f"# 楓食品\n\n前書き\n\n{''.join(blocks)}")
    fixed(path)
    assert path.read_text(encoding="utf-8") == f"# 楓食品\n\n前書き\n\n{DECEMBER}{RIGHT}{OCTOBER}"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"{NOVEMBER}{DECEMBER.rstrip()}", NO_END.en),
        (
            f"{OCTOBER}{DECEMBER}# 付録\n図\n",
            NO_LINES.en,
        ),
        (f"2026-10-06（火）10月定例\n---\n本文\n{DECEMBER}", NO_LINES.en),
    ],
)
def test_order_that_cannot_be_mended_exactly_stays_and_says_why(tmp_path: Path, text: str, why: str) -> None:
    path = written(tmp_path / "a.md", text)
    done = FileFixer(path, RULES, NOW).proposed()
    assert why in [each.en for one in done.stays for each in one.why]
    assert "order" not in {one.kind for one in done.mends}


def test_a_date_that_stands_twice_is_left_alone(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.md", NOVEMBER.replace("### 1.", "☐ 見積を送る（担当：森様、期限：12/5（金））\n### 1.")
    )
    assert [one.line for one in fixed(path).fix.mends] == ["2026-11-24（水）"]


@pytest.mark.parametrize("name", ["a.html", "a.json", "a.docx"])
def test_other_files_are_never_rewritten(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, "<h2>2026-11-24（水）11月定例</h2>")
    assert FileFixer(path, RULES, NOW).proposed() == Fix(name=str(path))
    assert not fixed(path).written


def test_a_file_that_changes_while_somebody_looks_is_left_alone(tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", NOVEMBER)

    def agree(_: Fix) -> bool:
        written(path, f"{NOVEMBER}その間の一行\n")
        return True

    with pytest.raises(ChangedError):
        fixed(path, agree)
    assert path.read_text(encoding="utf-8") == f"{NOVEMBER}その間の一行\n"


def test_without_agreement_nothing_is_written(tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", NOVEMBER)
    assert not fixed(path, lambda _: False).written
    assert path.read_text(encoding="utf-8") == NOVEMBER


def test_bytes_that_no_encoding_gives_back_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(codecs.BOM_UTF16_LE + NOVEMBER.encode("utf-16-le") + b"\x00")
    with pytest.raises(InputError):
        fixed(path)


LINES = st.text(alphabet="あ#-*|>`[]()（）12/月火水 \t<&", max_size=12)


@given(st.lists(LINES, max_size=6), st.lists(LINES, max_size=6), st.sampled_from(["\n", "\r\n", "\r"]))
@settings(max_examples=60, deadline=None)
def test_whatever_else_stands_in_a_file_stays(first: list[str], second: list[str], end: str) -> None:
    from tempfile import TemporaryDirectory

    text = end.join(["# 楓食品", "## 2026-11-24（水）11月定例", *first, "## 2026-12-08（火）12月定例", *second, ""])
    with TemporaryDirectory() as folder:
        path = written(Path(folder) / "a.md", text)
        fixed(path)
        after = path.read_bytes().decode("utf-8").split(end)
        assert sorted(line.replace("2026-11-24（水）", "2026-11-24（火）") for line in after) == sorted(
            line.replace("2026-11-24（水）", "2026-11-24（火）") for line in text.split(end)
        )
        assert not fixed(path).written
