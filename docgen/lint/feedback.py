"""``.docgen/feedback.csv``: findings that did not help, and why. People may edit it.

It tells which rules ask too much. A finding of which somebody said so is known from then on: it is not asked again,
while others of its rule are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from docgen.errors import Text
from docgen.inputs.csv_table import Row, Table, read_table, write_table
from docgen.inputs.lock import held

NAME: Final = "feedback.csv"
COLUMNS: Final = ("when", "finding", "rule", "account", "meeting", "why", "who")
BUSY: Final = Text("別の docgen が feedback.csv に書き込んでいます", "another docgen is writing to feedback.csv")
LAST: Final = 3
"""Reasons that are shown of a rule."""


class Feedback(msgspec.Struct, frozen=True):
    """One row: a finding that did not help."""

    when: str
    """ISO date and time."""
    finding: str
    """Id of the finding."""
    rule: str
    account: str
    """Id of the account; empty for a finding in a file."""
    meeting: str
    why: str
    who: str
    """Id of the member, or who the person says to be; empty where nothing says it."""


def read_feedback(path: Path) -> tuple[Feedback, ...]:
    """What stands in the file ``path``, the oldest first; nothing where there is none. Raises ``InputError``."""
    return tuple(
        Feedback(**{column: row.cells.get(column, "").strip() for column in COLUMNS}) for row in _table(path).rows
    )


def record(path: Path, made: Feedback) -> None:
    """Put ``made`` at the end of the file ``path``. Raises ``InputError``, ``UnavailableError``."""
    with held(path.with_suffix(".lock"), BUSY):
        table = _table(path).with_columns(COLUMNS)
        cells = {column: _on_a_line(getattr(made, column)) for column in COLUMNS}
        rows = (*table.rows, Row(0, cells))
        write_table(path, Table(table.file, table.columns, rows, table.bom, table.newline))


def by_rule(feedback: Iterable[Feedback]) -> Mapping[str, tuple[Feedback, ...]]:
    """Rule → what was said of its findings, the latest first."""
    found: defaultdict[str, list[Feedback]] = defaultdict(list)
    for each in feedback:
        found[each.rule].insert(0, each)
    return {rule: tuple(said) for rule, said in found.items()}


def _table(path: Path) -> Table:
    if not path.exists():
        return Table(str(path), COLUMNS, ())
    return read_table(path, required=("finding", "rule"), known=COLUMNS)


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
