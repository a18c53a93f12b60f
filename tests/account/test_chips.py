"""Owners, due dates and attendees given as chips."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.account.actions import action_item
from docgen.account.chips import attendees
from docgen.account.model import Status
from docgen.document.nodes import Inline, Run
from docgen.document.wire.chips import DATE, person
from docgen.document.wire.lines import Marked, marked

SATO = person("Sato, Misaki (Sales)", "sato@example.com")
SUZUKI = person("鈴木", "suzuki@example.com")
DAY = Inline(DATE, {"dateElementProperties": {"timestamp": "2027-01-23T12:00:00Z", "displayText": "1月23日"}})
"""Seen from 1 December 2025, 1月23日 alone would be in 2026."""
BEFORE = date(2025, 12, 1)


def line(*parts: str | Inline) -> Marked:
    return marked([*(Run(part) if isinstance(part, str) else part for part in parts), Run("\n")])


@pytest.mark.parametrize(
    ("parts", "text", "owners", "due"),
    [
        (("☐ 見積を送る（担当：", SUZUKI, "、期限：", DAY, "）"), "見積を送る", ("鈴木",), "1月23日"),
        (("☐ 見積を送る（担当：", SATO, "・", SUZUKI, "、期限：", DAY, "まで）"), "見積を送る",
         ("Sato, Misaki (Sales)", "鈴木"), "1月23日まで"),
        (("☐ 見積を送る（担当：", SUZUKI, " ", SATO, "）"), "見積を送る", ("鈴木", "Sato, Misaki (Sales)"), None),
        (("☐ 見積を送る ", SUZUKI, "　", DAY), "見積を送る", ("鈴木",), "1月23日"),
        (("☐ ", SUZUKI, " ", DAY, "：見積を送る"), "見積を送る", ("鈴木",), "1月23日"),
        (("☐ 見積を送る（担当 ", SUZUKI, "、期限 ", DAY, "）"), "見積を送る", ("鈴木",), "1月23日"),
        (("☐ Send it to ", SATO, " (owner: ", SUZUKI, ", due: ", DAY, ")"), "Send it to Sato, Misaki (Sales)",
         ("鈴木",), "1月23日"),
        (("☐ ", SATO, "に見積を送る"), "Sato, Misaki (Sales)に見積を送る", (), None),
        (("☐ ", DAY, "の説明会を準備する（担当：鈴木）"), "1月23日の説明会を準備する", ("鈴木",), None),
        (("☐ ", SUZUKI), "鈴木", ("鈴木",), None),
    ],
)  # fmt: skip
def test_an_action_item(parts: tuple[str | Inline, ...], text: str, owners: tuple[str, ...], due: str | None) -> None:
    read = line(*parts)
    assert action_item(read, read.text, BEFORE)[:5] == (
        text,
        owners,
        date(2027, 1, 23) if due else None,
        due or "",
        Status.OPEN,
    )


def test_a_day_is_known_where_the_meetings_is_not() -> None:
    read = line("☐ 見積を送る（期限：", DAY, "）")
    assert action_item(read, read.text, None).due == date(2027, 1, 23)


def test_attendees_are_one_name_a_chip() -> None:
    read = line(SATO, " ", SUZUKI, "、山本、", SUZUKI, "さん")
    assert attendees(read, read.text) == ["Sato, Misaki (Sales)", "鈴木", "山本", "鈴木さん"]
