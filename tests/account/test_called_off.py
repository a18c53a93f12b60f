"""Which headings say that a meeting does not take place, and what it is called then."""

from __future__ import annotations

import pytest

from docgen.account.called_off import find_mark, title_in, without_mark
from docgen.account.dates import meeting_heading

CALLED_OFF = {
    "2026-12-01（火）【中止】12月定例": "12月定例",
    "2026-12-01 (Tue) [Cancelled] Monthly review": "Monthly review",
    "2026-12-01（火）【中止】": "",
    "【中止】2026/12/01 12月定例": "12月定例",
    "2026年12月1日（火） 12月定例（中止）": "12月定例",
    "2026-12-01（火）中止：12月定例": "12月定例",
    "2026-12-01（火）中止 12月定例": "12月定例",
    "2026-12-01（火）12月定例 キャンセル": "12月定例",
    "2026-12-01（火）※【中止】12月定例": "※12月定例",
    "2026-12-01 (Tue) CANCELLED: Monthly review": "Monthly review",
    "2026-12-01 (Tue) Monthly review (canceled)": "Monthly review",
    "2026-12-01（火）【中止：台風のため】12月定例": "12月定例",
    "2026-12-01（火）【延期】12月定例": "12月定例",
}
TAKES_PLACE = (
    "2026-12-01（火）キャンセル料の件",
    "2026-12-01（火）サービス中止のご相談",
    "2026-12-01（火）（キャンセル料の件）定例",
    "2026-12-01（火）中止・再開の判断",
    "2026-12-01（火）サブスク（キャンセル）対応",
    "2026-12-01 (Tue) Cancelled orders review",
    "2026-12-01 (Tue) Why they cancelled",
)


@pytest.mark.parametrize(("heading", "title"), CALLED_OFF.items())
def test_a_mark_is_no_part_of_the_title(heading: str, title: str) -> None:
    found = meeting_heading(heading)
    assert found is not None
    assert found.date.isoformat() == "2026-12-01"
    assert find_mark(title_in(heading)) is not None
    assert without_mark(title_in(heading)).strip() == title


@pytest.mark.parametrize("heading", TAKES_PLACE)
def test_a_title_about_something_called_off_has_no_mark(heading: str) -> None:
    assert find_mark(title_in(heading)) is None


def test_a_reason_belongs_to_the_mark_and_is_no_part_of_docgens_own() -> None:
    for title, whole in (("【中止】定例", True), ("【中止（先方都合）】定例", False), ("【中止・1月へ】定例", False)):
        mark = find_mark(title)
        assert mark is not None
        assert (mark.name, mark.whole) == ("cancelled", whole)
