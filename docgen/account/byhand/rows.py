"""The rows below the heads of a table: a row for each action item, item, or entry of a field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docgen.account.byhand.builder import Builder
from docgen.account.byhand.lines import Line
from docgen.account.byhand.naming import Named
from docgen.account.byhand.parts import Row, Run
from docgen.document.wire.lines import Marked

ANSWERS: Final = frozenset(
    {"views", "decisions", "action_items", "open_points", "stance", "because", "ask", "materials", "to_ask", "carried"}
)
ROLES: Final = frozenset({"owner", "due", "status"})

Cells = Sequence[Sequence[Line]]


def task_column(heads: list[str]) -> list[str]:
    """``heads`` with the column that says what is to be done as ``task``."""
    for name in ("action_items", "content", "topic", "carried", "open_points", ""):
        if name in heads:
            at = heads.index(name)
            return [*heads[:at], "task", *heads[at + 1 :]]
    return heads


def actions(builder: Builder, columns: Sequence[str], rows: Sequence[Cells]) -> None:
    """A row for each action item, ``columns`` telling what each cell says."""
    run = builder.frames.run
    if run.names[:1] not in (("action_items",), ("carried",)):
        run = builder.open(builder.frames.part, Named(("action_items",)))
    owner = columns.index("owner") if "owner" in columns else len(columns)
    merged = owner < (columns.index("task") if "task" in columns else 0)
    before: Sequence[Line] = ()
    for row in rows:
        if merged and owner < len(row):  # who is named once in front of several has them all
            before = row[owner] or before
            row = [before if at == owner else cell for at, cell in enumerate(row)]
        action(builder, run, columns, row)


def action(builder: Builder, run: Run, columns: Sequence[str], row: Cells) -> None:
    """One row that is an action item."""
    cells: dict[str, Marked] = {}
    under: list[Line] = []
    first: Line | None = None
    for name, cell in zip(columns, row, strict=False):
        if not cell or (name == "number" and "task" in columns):
            continue
        if name == "task" and "task" not in cells:
            first = cell[0]
            cells["task"] = first.marked
            under += cell[1:]
        elif name in ("owner", "due", "status", "side") and name not in cells:
            cells[name] = _joined(cell, "、" if name == "owner" else " ")
        else:
            under += cell
    if first is None:  # nothing to do stands in it: its cells are notes
        builder.open(run.part, None).lines.extend(line for cell in row for line in cell)
        return
    if builder.naming.words.is_none(first.text):
        builder.put(run, first)
        return
    run.rows.append(Row(first, cells, tuple(under)))
    run.lines.append(Line(first.leaf, first.text, -len(run.rows) - 100, False))
    run.part.last = first


def _joined(cell: Sequence[Line], between: str) -> Marked:
    if len(cell) == 1:
        return cell[0].marked
    chips = {char: chip for line in cell for char, chip in line.leaf.marked.chips.items()}
    return Marked(between.join(line.text for line in cell), chips)


def item_rows(builder: Builder, heads: Sequence[str], rows: Sequence[Cells]) -> None:
    """A row for each item; a row without a topic goes on with the one above."""
    topic = heads.index("topic")
    number = heads.index("number") if "number" in heads else None
    for row in rows:
        builder.subs.clear()
        title = row[topic] if topic < len(row) else ()
        if title:
            builder.frames.close("t:item")
            builder.item(title[0], "t:item")
            part = builder.frames.part
            if number is not None and row[number] and row[number][0].text.strip().isdigit():
                part.number = int(row[number][0].text)
            rest: Sequence[Line] = title[1:]
            builder.read(rest)
        part = builder.frames.part
        task = "action_items" if "action_items" in heads else ""
        with_roles = task and ROLES.intersection(heads)
        for at, (name, cell) in enumerate(zip(heads, row, strict=False)):
            if at == topic or not cell or name == "number":
                continue
            if with_roles and (name in ROLES or name == task):
                continue
            if name in ANSWERS:
                builder.inside("t:cell", builder.open(part, Named((name,))), cell)
            elif name in ROLES:
                builder.inside("t:cell", builder.open(part, None), cell)
            else:
                builder.inside("t:cell", builder.open(part, None), cell)
        if with_roles:
            _task_of_item(builder, heads, row, task)


def _task_of_item(builder: Builder, heads: Sequence[str], row: Cells, task: str) -> None:
    """The action items in the row of an item, whose owners and due dates stand in columns beside them."""
    run = builder.open(builder.frames.part, Named(("action_items",)))
    cells = dict(zip(heads, row, strict=False))
    lines = cells.get(task, ())
    beside = {name: cells.get(name, ()) for name in ("owner", "due", "status", "side")}
    for at, line in enumerate(lines):
        own = [
            [line] if name == task else [cell[at]] if len(cell) == len(lines) > 1 else list(cell)
            for name, cell in [(task, [line]), *beside.items()]
        ]
        action(builder, run, ["task", *beside], own)


def entries(builder: Builder, heads: Sequence[str], rows: Sequence[Cells], name: str) -> None:
    """A row for each entry of one field; its other columns are nested below it."""
    at = next((heads.index(each) for each in (name, "content", "topic", "") if each in heads), 0)
    run = builder.frames.run
    if run.names[:1] != (name,):
        run = builder.open(builder.frames.part, Named((name,)))
    for row in rows:
        entry(builder, run, heads, row, at)


def entry(builder: Builder, run: Run, heads: Sequence[str], row: Cells, at: int) -> None:
    """One row that is an entry, its text in column ``at``."""
    cell = row[at] if at < len(row) else ()
    rest = [line for n, each in enumerate(row) if n != at and n < len(heads) and heads[n] != "number" for line in each]
    for first in cell[:1]:
        builder.put(run, Line(first.leaf, first.text, -2, False))
    run.lines.extend(Line(line.leaf, line.text, 500, False) for line in [*cell[1:], *rest])
