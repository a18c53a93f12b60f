"""Lists that are action items though nothing says so: most of their lines end in who and when (鈴木、6/15)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Final

from docgen.account.actions import Said
from docgen.account.byhand.lines import Line

_MAY_BE: Final = re.compile(r"[)）\]】]\s*[。.]?\s*\Z|担当|[@＠→⇒]|\s[-–—/／]\s|…|\s(?:to|will)\s|until|まで|[:：]")
"""What a line has that sets who and when off from what is to be done."""
_DAY: Final = re.compile(
    r"[0-9０-９]|今[週月日]|[来再翌][週月]|[年月週]末|次回|[月火水木金]曜|today|tomorrow|(?:mon|tues|wednes|thurs|fri)day|"
    r"week|month|eo[dwm]|asap",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(r"担当(?:者)?\s*[:：]|\b(?:owner|assignee)\s*:", re.IGNORECASE)
_ARROW: Final = re.compile(r"(?:→|⇒|➡|->|=>)")
_FRONT_DAY: Final = re.compile(r"[\s(（\[【]*[0-9０-９]{1,4}\s*[/／月.．-]")
LONGEST: Final = 160
"""Characters beyond which a line is prose."""


def may_be_task(line: Line) -> bool:
    """Whether a line may be one, at first sight."""
    text = line.text
    return (
        len(text) <= LONGEST
        and _DAY.search(text) is not None
        and (_MAY_BE.search(text) is not None or bool(line.leaf.marked.chips))
        and not _FRONT_DAY.match(text)
    )


def tasks(
    lines: Sequence[Line], said: Callable[[Line], Said], reference: date | None, *, whose: str = ""
) -> Iterator[Line]:
    """Those of ``lines``, of which no label tells what they are, that are action items with what is nested below them.

    ``whose``: the person whose section it is, so that a line need only tell when.
    """
    for group in _lists(lines):
        entries = [line for line in group if line.indent == group[0].indent]
        strong = [line for line in entries if _is_task(line, said, reference, whose)]
        if strong and all(_ARROW.match(line.text) for line in strong) and not _ARROW.match(entries[0].text):
            yield from strong
            continue
        if strong and (len(strong) > 1 or whose) and len(strong) * 2 >= len(entries) + (not whose):
            yield from group
            continue
        for line in strong:
            if _LABELLED.search(line.text) or _ARROW.match(line.text):
                yield line


def _lists(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines one after the other that are entries of one list, or text of one indentation, with what is below them."""
    group: list[Line] = []
    for line in lines:
        goes_on = bool(group) and (
            line.indent > group[0].indent or (line.indent == group[0].indent and line.listed == group[0].listed)
        )
        if not goes_on and group:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_task(line: Line, said: Callable[[Line], Said], reference: date | None, whose: str) -> bool:
    if not may_be_task(line):
        return False
    found = said(line)
    if not found.due_text or found.due_text in found.text or not (found.owners or whose):
        return False
    return found.due is None or reference is None or found.due >= reference
