"""Tables in which a column says of each row what it is: a decision, an action item, an open point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from docgen.account.byhand.lines import Line
from docgen.account.byhand.naming import HEADER, Named, Naming
from docgen.account.labels import fold

_HEADS: Final = frozenset(
    {"区分", "種別", "分類", "種類", "類別", "タイプ", "カテゴリ", "カテゴリー", "type", "kind", "category"}
)
_ROWS: Final = frozenset({"views", "decisions", "action_items", "open_points"})

Cells = Sequence[Sequence[Line]]


class OfKind(NamedTuple):
    """One row: what it is, if that is a label, and its other cells."""

    named: Named | None
    kind: Sequence[Line]
    """The cell that says so."""
    row: Cells
    """All cells, that one empty."""


def column_of_kinds(words: Naming, rows: Sequence[Cells]) -> int | None:
    """The column that says what each row below the first is; None where no such column names a field."""
    for at, cell in enumerate(rows[0]):
        if len(rows[0]) < 2 or len(cell) != 1 or fold(cell[0].text) not in _HEADS:
            continue
        found = [named for row in rows[1:] if at < len(row) and (named := _named(words, row[at]))]
        names = {named.names[0] for named in found}
        if names & _ROWS and not names & HEADER:
            return at
    return None


def rows_of_kinds(words: Naming, rows: Sequence[Cells], at: int) -> Iterator[OfKind]:
    """The rows below the heads; one that does not say its kind is of that above it, as in merged cells."""
    named: Named | None = None
    for row in rows:
        kind = row[at] if at < len(row) else ()
        if kind:
            named = _named(words, kind)
        yield OfKind(named, kind, [() if n == at else cell for n, cell in enumerate(row)])


def _named(words: Naming, cell: Sequence[Line]) -> Named | None:
    """The field that a cell names: by a label, or by a word that is one in front of a line alone (保留)."""
    if len(cell) != 1:
        return None
    text = cell[0].text.strip()
    named = words.bare(text)
    if named is None and (name := words.words.tags.get(fold(text).strip("【】[]()<>"))):
        named = Named((name,))
    return named
