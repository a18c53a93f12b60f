"""Short minutes in many layouts (``layouts/*.txt``): which decisions and action items are found in each, and no others.

A case is ``=== name (md|html)``, the text (``.txt`` without brackets), ``---``, and a line for each one that is to be
found: ``decision: text`` or ``action: text | owner, owner | due | status``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from docgen.account.called import as_called
from docgen.account.model import AccountDocument
from docgen.account.roster import Roster
from docgen.workflows import files
from tests.minutes.expected import NOW, plain

LAYOUTS = Path(__file__).parent / "layouts"


class Case(NamedTuple):
    name: str
    suffix: str
    text: str
    found: list[str]


def cases() -> list[Case]:
    return [_case(one) for path in sorted(LAYOUTS.glob("*.txt")) for one in _parts(path.read_text(encoding="utf-8"))]


def _parts(text: str) -> list[str]:
    return re.split(r"^=== ", text, flags=re.MULTILINE)[1:]


def _case(text: str) -> Case:
    head, _, rest = text.partition("\n")
    name, _, kind = head.partition(" (")
    body, _, found = rest.rpartition("\n---\n")
    wanted = [_line(*line.partition(": ")[::2]) for line in found.splitlines() if line.strip()]
    return Case(name, f".{kind.rstrip(')') or 'txt'}", body, sorted(wanted))


def _line(kind: str, said: str) -> str:
    text, owners, due, status, *_ = *(part.strip() for part in said.split("|")), "", "", ""
    names = ", ".join(sorted(plain(name) for name in owners.split(",")))
    return f"{kind}: {plain(text)} | {names} | {due} | {status or 'open'}"


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_a_layout(case: Case, tmp_path: Path) -> None:
    source = tmp_path / f"memo{case.suffix}"
    source.write_text(case.text, encoding="utf-8")
    parts = [part for meeting in read(source).meetings for part in (meeting, *meeting.items)]
    found = [_line("decision", entry.text) for part in parts for entry in part.decisions]
    carried = [item for meeting in read(source).meetings for item in meeting.carried]
    found += [
        _line(
            "action", f"{item.text.replace('|', '')} | {','.join(item.owners)} | {item.due or ''} | {item.status.value}"
        )
        for item in [*(item for part in parts for item in part.action_items), *carried]
    ]
    assert sorted(found) == case.found


def read(source: Path) -> AccountDocument:
    return as_called(files.read_file(source, NOW), Roster(), bare=True)
