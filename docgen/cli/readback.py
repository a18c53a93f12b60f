"""What a meeting came to, on one screen to be read aloud from: few words, room around them, nothing but the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

import click

from docgen.cli.columns import width

if TYPE_CHECKING:
    from docgen.account.dates import Language
    from docgen.account.model import ActionItem
    from docgen.workflows.close import ReadBack

INDENT: Final = 4
"""Columns."""


def screen_lines(said: ReadBack, language: Language, columns: int) -> Iterator[str]:
    """The lines of the screen in ``language``, that of the customer, each at most ``columns`` columns wide."""
    from docgen.account.dates import heading
    from docgen.account.labels import labels

    head = heading(date.fromisoformat(said.date), said.title, language) if said.date else said.title
    nothing = "（なし）" if language == "ja" else "(none)"
    fields = labels().fields
    yield ""
    for line in wrapped(f"{said.name}　{head}" if language == "ja" else f"{said.name}: {head}", columns - 2):
        yield "  " + click.style(line, bold=True)
    yield "  " + click.style("─" * (min(columns, 72) - 2), dim=True)
    yield from _head(fields.write("decisions", language))
    for number, entry in enumerate(said.decisions, 1):
        yield from _entry(f"{number}", entry.text, columns)
    if not said.decisions:
        yield " " * INDENT + nothing
    for name, items in (("action_items", said.action_items), ("carried", said.carried)):
        if items or name == "action_items":
            yield from _head(fields.write(name, language))
            for item in items:
                yield from _todo(item, columns, language)
            if not items:
                yield " " * INDENT + nothing
    yield ""


def _head(label: str) -> Iterator[str]:
    yield ""
    yield "  " + click.style(label, fg="blue", bold=True)
    yield ""


def _todo(item: ActionItem, columns: int, language: Language) -> Iterator[str]:
    from docgen.account.model import Status
    from docgen.account.words import BOX

    yield from _entry(BOX.get(item.status, BOX[Status.OPEN]), item.text, columns)
    if item.owners or item.due_text:
        comma, between = ("、", " ・ ") if language == "ja" else (", ", " · ")
        who = between.join(filter(None, (comma.join(item.owners), item.due_text)))
        for line in wrapped(who, columns - INDENT - 4):
            yield " " * (INDENT + 4) + click.style(line, bold=True)


def _entry(mark: str, text: str, columns: int) -> Iterator[str]:
    """A line behind its mark, the rest of it below itself."""
    room = columns - INDENT - 4
    for number, line in enumerate(line for part in text.split("\n") for line in wrapped(part, room)):
        front = mark + " " * (4 - width(mark)) if number == 0 else " " * 4
        yield " " * INDENT + front + line


def wrapped(text: str, room: int) -> list[str]:
    """``text`` in lines of at most ``room`` columns, broken at a space where there is one, else anywhere."""
    lines: list[str] = []
    rest = text
    while width(rest) > room:
        cut, used = 0, 0
        while cut < len(rest) and used + width(rest[cut]) <= room:
            used += width(rest[cut])
            cut += 1
        space = rest.rfind(" ", 0, cut + 1)
        if space > 0 and rest[:cut].isascii():
            cut = space
        while 0 < cut < len(rest) and rest[cut] in _NOT_FIRST:
            cut -= 1
        cut = max(cut, 1)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip(" ")
    return [*lines, rest] if rest or not lines else lines


_NOT_FIRST: Final = "、。，．）」』】！？・ー…"
"""What no line begins with."""
