"""Tables in minutes: labels with values, a row for each item, action item, decision or person, or text in a frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from docgen.account.byhand.builder import Builder
from docgen.account.byhand.kinds import column_of_kinds, rows_of_kinds
from docgen.account.byhand.lines import Grid, Line
from docgen.account.byhand.naming import HEADER, Named
from docgen.account.byhand.people import People
from docgen.account.byhand.rows import (
    ANSWERS,
    ROLES,
    Cells,
    action,
    actions,
    entries,
    entry,
    guessed,
    item_rows,
    task_column,
    with_signs,
)

_HEAD_AT_MOST: Final = 24
"""Characters of a cell in a row of heads."""
_OF_HEAD: Final = frozenset({"when", "date", "place", "goal", "agenda", "attendees", "next"})
_WIDE: Final = 3

_TASKS: Final = re.compile(
    r"(?:ご?対応(?:事項|内容)?|依頼(?:事項|内容)?|作業|やること|動き|what)\s*"
    r"[(（\[].*(?:担当|誰|期限|期日|いつ|who|when|owner|due).*[)）\]]",
    re.IGNORECASE,
)
"""A head that says that its cells tell who and when, too: 対応（担当・期限）."""


def read_table(builder: Builder, grid: Grid) -> None:
    """Gives what stands in a table to ``builder``."""
    rows = [row for row in grid.rows if any(row)]
    if not rows:
        return
    filled = [[cell for cell in row if cell] for row in rows]
    if all(len(row) == 1 for row in filled):
        _column(builder, [row[0] for row in filled])
        return
    if builder.frames.run.names[:1] == ("attendees",):
        _attendees(builder, rows)
        return
    depth = len(builder.frames.stack)
    _read(builder, rows)
    del builder.frames.stack[depth:]
    builder.subs.clear()


def _column(builder: Builder, cells: Sequence[Sequence[Line]]) -> None:
    """A table of one column: a label in its first cell is about the others, and about nothing below the table."""
    named = _name(builder, cells[0])
    if len(cells) > 1 and named and named.names[0] in ANSWERS:
        builder.subs.clear()
        run = builder.open(builder.frames.part, named)
        builder.inside("t:cell", run, [line for cell in cells[1:] for line in cell])
        return
    for cell in cells:
        builder.read(cell)


def _read(builder: Builder, rows: list[list[list[Line]]]) -> None:
    if at := _second_table(builder, rows):
        _read(builder, [[cell for cell in row if cell] for row in rows[:at]])
        builder.subs.clear()
        _read(builder, rows[at:])
        return
    kinds = column_of_kinds(builder.naming, rows)
    if kinds is not None:
        _of_kinds(builder, rows, kinds)
        return
    if _is_labels(builder, rows):
        _read_labels(builder, rows)
        return
    while len(rows) > 1 and len([cell for cell in rows[0] if cell]) == 1 and len(rows[0]) > 1:
        (title,) = (cell for cell in rows[0] if cell)
        builder.read(title)
        rows = rows[1:]
    heads = _heads(builder, rows[0])
    if heads and len(rows) > 1:
        _read_rows(builder, heads, rows[0], rows[1:])
    elif roles := guessed(builder, rows):
        actions(builder, roles, rows)
    else:
        _flow(builder, rows)


# -- labels and values -------------------------------------------------------------------------------------------------


def _second_table(builder: Builder, rows: Sequence[Cells]) -> int:
    """Where a row of heads begins a table of its own below labels with their values, as on one sheet; 0 for nowhere."""
    if len(rows) < _WIDE or len(rows[0]) < _WIDE:
        return 0
    for at, row in enumerate(rows):
        filled = sum(map(bool, row))
        if filled > 2:
            known = sum(map(bool, _columns(builder, row)))
            return at if known >= _WIDE or (known and column_of_kinds(builder.naming, rows[at:]) is not None) else 0
        if not row[0] or _name(builder, row[0]) is None:
            return 0
    return 0


def _name(builder: Builder, cell: Sequence[Line]) -> Named | None:
    """The label that a cell is, and nothing else."""
    if len(cell) != 1 or len(cell[0].text) > _HEAD_AT_MOST:
        return None
    return builder.naming.bare(cell[0].text)


def _is_labels(builder: Builder, rows: Sequence[Cells]) -> bool:
    """Whether the first cell of each row is a label, and the next one its value."""
    named = [_name(builder, row[0]) is not None for row in rows]
    known = sum(named)
    if not known:
        return False
    if len(rows) == 1:
        return not (len(rows[0]) > 1 and all(cell and _is_head(builder, cell) for cell in rows[0]))
    second = _name(builder, rows[0][1]) if len(rows[0]) > 1 else None
    if second and len(rows[0]) in (2, _WIDE) and _is_head(builder, rows[0][0]) and not (known - named[0]):
        return False
    if second is None and not _columns(builder, rows[0])[1:2]:
        return False
    below = known - named[0]
    return below * 2 >= len(rows) - 1 and (below > 0 or second is None)


def _is_head(builder: Builder, cell: Sequence[Line]) -> bool:
    return len(cell) == 1 and (
        builder.naming.column(cell[0].text) != "" or builder.naming.bare(cell[0].text) is not None
    )


def _read_labels(builder: Builder, rows: Sequence[Cells]) -> None:
    for row in rows:
        pairs = list(row)
        if not pairs[0] and builder.runs and builder.frames.find("t:row") is None:
            builder.inside("t:row", builder.runs[-1], [line for cell in pairs for line in cell])
            continue
        while pairs:
            label, *rest = pairs
            named = _name(builder, label)
            if named is None:
                _unnamed(builder, label, rest[0] if rest else ())
                pairs = rest[1:]
                continue
            value: list[Line] = []
            while rest and (not value or _name(builder, rest[0]) is None):
                value += rest.pop(0)
            _label(builder, named, value)
            pairs = rest


def _label(builder: Builder, named: Named, value: Sequence[Line]) -> None:
    """One label with the lines of its value, which may hold labels and tags of their own."""
    builder.subs.clear()
    builder.frames.close("t:row")
    builder.frames.close_fields()
    part = builder.meeting if named.names[0] in HEADER | {"agenda"} else builder.frames.part
    run = builder.open(part, named)
    builder.inside("t:row", run, value)


def _unnamed(builder: Builder, label: Sequence[Line], value: Sequence[Line]) -> None:
    """A row whose first cell is no label: an item, if it is numbered, else words like any other."""
    builder.subs.clear()
    builder.frames.close("t:row")
    if len(label) == 1 and value and label[0].number is not None:
        builder.heading(label[0], "t:row")
        builder.read(value)
    else:
        run = builder.open(builder.frames.part, None)
        for line in label:
            builder.put(run, line)
        builder.inside("t:row", run, value)


# -- a row of heads ----------------------------------------------------------------------------------------------------


def _columns(builder: Builder, row: Cells) -> list[str]:
    """What each column holds: a field by its label, else a role; empty for what nothing tells."""
    found: list[str] = []
    for cell in row:
        text = cell[0].text if len(cell) == 1 and len(cell[0].text) <= _HEAD_AT_MOST else ""
        named = builder.naming.bare(text) if text else None
        role = builder.naming.column(text) if text else ""
        if text and not role and named is None and _TASKS.fullmatch(text):
            named = Named(("action_items",))
        if named and named.names[0] in ANSWERS and (role not in ROLES):
            found.append(named.names[0])
        elif text and not role and _side(builder, text):
            found.append(f"people:{_side(builder, text)}")
        elif named and not role:
            found.append("people:others" if named.names[0] == "attendees" else named.names[0])
        else:
            found.append(role)
    return found


def _side(builder: Builder, text: str) -> str:
    named = builder.naming.bare(text)
    if named and named.names[0] == "attendees" and named.side:
        return named.side
    return People(builder.theirs).side_of(text) or ""


def _heads(builder: Builder, row: Cells) -> list[str]:
    """The columns of a table with a row of heads; empty for one without."""
    if any(len(cell) > 1 or (cell and len(cell[0].text) > _HEAD_AT_MOST) for cell in row):
        return []
    columns = _columns(builder, row)
    known = sum(map(bool, columns))
    filled = sum(map(bool, row))
    tells = bool({"decisions", "action_items"}.intersection(columns))
    return columns if known >= 2 or (known == 1 and (filled <= 2 or tells)) else []


def _read_rows(builder: Builder, heads: list[str], head: Cells, rows: Sequence[Cells]) -> None:
    now = builder.frames.run.names[:1]
    unknown = [line for name, cell in zip(heads, head, strict=False) if not name for line in cell]
    builder.open(builder.frames.part, None).lines.extend(unknown)
    answers = ANSWERS.intersection(heads)
    heads, rows = with_signs(heads, head, rows)
    roles = ROLES.intersection(heads)
    if "task" in heads:
        heads = ["action_items" if name == "task" else name for name in heads]
        answers = answers | {"action_items"}
    is_tasks = now in (("action_items",), ("carried",))
    if any(name.startswith("people:") for name in heads) or ("person" in heads and not answers and not roles):
        _people(builder, heads, head, rows)
    elif "topic" in heads and not is_tasks and (answers or "content" in heads) and not _is_register(heads):
        item_rows(builder, heads, rows)
    elif (
        is_tasks
        or "action_items" in heads
        or ("due" in roles and ("content" in heads or "topic" in heads))
        or ({"owner", "due"} <= roles and "" in heads)
    ) and not (answers - {"action_items"}):
        actions(builder, task_column(heads), rows)
    elif answers == {"decisions"} or now == ("decisions",):
        entries(builder, heads, rows, "decisions")
    elif now and now[0] in ANSWERS:
        entries(builder, heads, rows, now[0])
    elif (
        len(answers) == 1
        and "open_points" not in answers
        and (roles or "number" in heads or "note" in heads or "date" in heads)
    ):
        entries(builder, heads, rows, next(iter(answers)))
    elif "topic" in heads:
        item_rows(builder, heads, rows)
    elif _OF_HEAD.union({"content"}).intersection(heads) or (answers and not (roles and answers == {"open_points"})):
        _by_column(builder, heads, head, rows)
    else:
        run = builder.open(builder.frames.part, None)
        known = [cell for name, cell in zip(heads, head, strict=False) if name]
        for line in (line for row in [known, *rows] for cell in row for line in cell):
            builder.put(run, line)


def _of_kinds(builder: Builder, rows: Sequence[Cells], at: int) -> None:
    """A row for each entry, of the kind that its column ``at`` says; a row of no known kind is a note."""
    heads = _columns(builder, rows[0])
    heads[at] = "number"  # no part of what the row says
    unknown = [line for name, cell in zip(heads, rows[0], strict=False) if not name for line in cell]
    builder.open(builder.frames.part, None).lines.extend(unknown)
    text = next((heads.index(name) for name in ("content", "task", "topic", "") if name in heads), None)
    if text is None:
        text = next((n for n, name in enumerate(heads) if name in ANSWERS), 0 if at else 1)
    heads[text] = "task"
    topic = heads.index("topic") if "topic" in heads else text
    title = ""
    for named, kind, row in rows_of_kinds(builder.naming, rows[1:], at):
        name = named.names[0] if named else ""
        if topic != text and topic < len(row) and row[topic]:
            if row[topic][0].text != title:
                title = row[topic][0].text
                builder.frames.close("t:item")
                builder.item(row[topic][0], "t:item")
            row = [row[topic][1:] if n == topic else cell for n, cell in enumerate(row)]
        if text < len(row) and not row[text]:
            beside = (*ROLES, "side", "number")
            filled = [n for n, cell in enumerate(row[: len(heads)]) if cell and heads[n] not in beside]
            row = _moved(row, filled[0], text) if filled else row
        if name in ("action_items", "carried"):
            action(builder, builder.open(builder.frames.part, named), heads, row)
        elif name in ANSWERS:
            entry(builder, builder.open(builder.frames.part, named), heads, row, text)
        else:
            run = builder.open(builder.frames.part, None)
            for line in (line for cell in [kind, *row] for line in cell):
                builder.put(run, line)


def _moved(row: Cells, start: int, to: int) -> Cells:
    """``row`` with one cell in the place of an empty one."""
    return [row[start] if n == to else () if n == start else cell for n, cell in enumerate(row)]


def _is_register(heads: Sequence[str]) -> bool:
    """Whether rows with a topic are action items all the same: theme, action, who and until when."""
    return (
        "action_items" in heads
        and bool(ROLES.intersection(heads))
        and not {"content", "decisions", "views"}.intersection(heads)
    )


def _people(builder: Builder, heads: Sequence[str], head: Cells, rows: Sequence[Cells]) -> None:
    """Attendees: a column for each side, or a row for each person."""
    sided = {at: name.removeprefix("people:") for at, name in enumerate(heads) if name.startswith("people:")}
    if not sided:
        sided = {heads.index("person"): "others"}
    company = heads.index("company") if "company" in heads else heads.index("side") if "side" in heads else None
    firm = ""
    beside = builder.open(builder.meeting, None)
    for row in rows:
        told = {*sided, company}
        beside.lines.extend(line for at, cell in enumerate(row) if at not in told for line in cell)
        if company is not None and row[company]:
            firm = row[company][0].text
        for at, side in sided.items():
            if at >= len(row) or not row[at]:
                continue
            run = builder.open(builder.meeting, Named(("attendees",), side="" if side == "others" else side))
            if firm and not run.side:
                run.side = _side(builder, firm)
            run.lines.extend(row[at])


def _attendees(builder: Builder, rows: Sequence[Cells]) -> None:
    """A table in the section of attendees: a row for each side, or for each person below heads."""
    run = builder.frames.run
    sided = [(_side(builder, row[0][0].text) if len(row[0]) == 1 else "", row) for row in rows if row]
    if len(rows[0]) > 1 and all(side for side, _ in sided):
        for side, row in sided:
            builder.open(builder.meeting, Named(("attendees",), side=side)).lines.extend(
                line for cell in row[1:] for line in cell
            )
        return
    heads = _heads(builder, rows[0])
    if not heads:
        run.lines.extend(line for row in rows for cell in row for line in cell)
        return
    if ANSWERS.intersection(heads):
        _read_rows(builder, heads, rows[0], rows[1:])
        return
    unknown = [line for name, cell in zip(heads, rows[0], strict=False) if not name for line in cell]
    builder.open(builder.meeting, None).lines.extend(unknown)
    if not any(name.startswith("people:") for name in heads) and "person" not in heads:
        at = heads.index("owner") if "owner" in heads else 0
        heads = [*heads[:at], "person", *heads[at + 1 :]]
    _people(builder, heads, rows[0], rows[1:])


def _by_column(builder: Builder, heads: Sequence[str], head: Cells, rows: Sequence[Cells]) -> None:
    """Heads that are labels, each with what stands in its column."""
    for at, name in enumerate(heads):
        named = Named((name,)) if name in ANSWERS | {"agenda"} | HEADER else None
        run = builder.open(builder.frames.part, named)
        lines = [line for row in rows if at < len(row) for line in row[at]]
        if not name:
            builder.read(lines)
        else:
            builder.inside("t:cell", run, lines)


# -- no heads ----------------------------------------------------------------------------------------------------------


def _flow(builder: Builder, rows: Sequence[Cells]) -> None:
    """Cells one after the other, as text."""
    for row in rows:
        for cell in row:
            builder.read(cell)
