"""The rows below the heads of a table: a row for each action item, item, or entry of a field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from docgen.account.byhand.builder import Builder
from docgen.account.byhand.lines import Line
from docgen.account.byhand.naming import Named
from docgen.account.byhand.parts import Row, Run
from docgen.account.dates import find
from docgen.document.wire.lines import Marked

ANSWERS: Final = frozenset(
    {"views", "decisions", "action_items", "open_points", "stance", "because", "ask", "materials", "to_ask", "carried"}
)
ROLES: Final = frozenset({"owner", "due", "status"})
_DITTO: Final = frozenset(["同上", "〃", "″", '"', "々", "同", "同左", "ditto", "do.", "same"])
_REMARK: Final = re.compile(
    r"[→⇒※(（]|->|=>|(?:担当|期限|期日|備考|理由|補足|owner|due|note)[^\s:：]{0,3}\s*[:：]", re.IGNORECASE
)
_FEWEST: Final = 2
"""People who have columns of their own."""
_SIGNS: Final = frozenset("○◯●◎✓✔☑✅レxX×◆■主副AR")
_NO_SIGNS: Final = frozenset("-－ー―—–.・△CI")

_ANY_DAY: Final = date(2000, 1, 1)

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
    above: dict[str, Sequence[Line]] = {}
    for row in rows:
        row = [_repeated(name, cell, above) for name, cell in zip(columns, row, strict=False)]
        if merged and owner < len(row):  # who is named once in front of several has them all
            before = row[owner] or before
            row = [before if at == owner else cell for at, cell in enumerate(row)]
        for each in _each_task(columns, row):
            action(builder, run, columns, each)


def _repeated(name: str, cell: Sequence[Line], above: dict[str, Sequence[Line]]) -> Sequence[Line]:
    """A cell, or that above it where it only says so (同上, 〃). ``above``: the last cell by role."""
    if name not in ROLES or not cell:
        return cell
    if len(cell) == 1 and cell[0].text.strip().casefold() in _DITTO:
        return above.get(name, cell)
    above[name] = cell
    return cell


def _each_task(columns: Sequence[str], row: Cells) -> list[Cells]:
    """``row`` as one row for each line of its task, where one person has several: all bullets, or nothing else said."""
    task = columns.index("task") if "task" in columns else len(row)
    if task >= len(row) or len(row[task]) < 2 or "owner" not in columns:
        return [row]
    lines = row[task]
    owner = row[columns.index("owner")] if columns.index("owner") < len(row) else ()
    beside = any(cell for name, cell in zip(columns, row, strict=False) if name in ("due", "status", "note"))
    level = all(line.indent == lines[0].indent and not _REMARK.match(line.text) for line in lines)
    if not owner or not level or (beside and not all(line.listed for line in lines)):
        return [row]
    return [[[line] if at == task else cell for at, cell in enumerate(row)] for line in lines]


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


def with_signs(columns: list[str], head: Cells, rows: Sequence[Cells]) -> tuple[list[str], Sequence[Cells]]:
    """``columns`` and ``rows`` with a column of owners, where each person has a column in which a sign (○) says so."""
    people = [
        at
        for at, (name, cell) in enumerate(zip(columns, head, strict=False))
        if name in ("", "people:others") and len(cell) == 1 and _has_signs([row[at] for row in rows if at < len(row)])
    ]
    if len(people) < _FEWEST or "owner" in columns:
        return columns, rows
    made: list[Cells] = []
    for row in rows:
        owners = [head[at][0] for at in people if row[at] and row[at][0].text.strip() in _SIGNS]
        made.append([*(() if at in people else cell for at, cell in enumerate(row)), owners])
    return [*("number" if at in people else name for at, name in enumerate(columns)), "owner"], made


def _has_signs(cells: Sequence[Sequence[Line]]) -> bool:
    texts = [cell[0].text.strip() for cell in cells if cell]
    return any(text in _SIGNS for text in texts) and all(text in _SIGNS or text in _NO_SIGNS for text in texts)


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


def guessed(builder: Builder, rows: Sequence[Cells]) -> list[str]:
    """The columns of a table without heads in a section of action items: dates are due, the widest is the task."""
    width = max(map(len, rows))
    if builder.frames.run.names[:1] != ("action_items",) or width < 2:
        return []
    columns = [[row[at][0].text for row in rows if at < len(row) and row[at]] for at in range(width)]
    length = [sum(map(len, texts)) / len(texts) if texts else 0 for texts in columns]
    task = length.index(max(length))
    roles = [""] * width
    roles[task] = "task"
    for at, texts in enumerate(columns):
        if at == task or not texts:
            continue
        if all(text.strip().isdigit() for text in texts):
            roles[at] = "number"
        elif any(find(text, _ANY_DAY) for text in texts) and "due" not in roles:
            roles[at] = "due"
        elif "owner" not in roles:
            roles[at] = "owner"
    return roles
