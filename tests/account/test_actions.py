"""Lines of action items as people write them, and what each says: ``action_lines``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from docgen.account.actions import Said, action_item
from docgen.account.model import Status
from docgen.account.words import box_at, unbulleted
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
    status = [] if said.status is Status.UNKNOWN else [said.status.value]
    side = [said.side] if said.side in SIDES else []
    parts = ["=" if said.text == whole == line else said.text, " + ".join(said.owners), due, " ".join(status + side)]
    return " | ".join(parts).rstrip(" |").replace("|  |", "|  |")


@pytest.mark.parametrize("case", [*cases("ja.txt"), *cases("en.txt")], ids=lambda case: case.line)
def test_a_line(case: Case) -> None:
    expected = case.says if case.says != case.line else "="
    assert told(read(case.line), case.line).replace("  ", " ") == _same(expected, case.line).replace("  ", " ")


def _same(says: str, line: str) -> str:
    text, *rest = says.split(" | ")
    return " | ".join(["=" if text == line else text, *rest]).rstrip(" |")
