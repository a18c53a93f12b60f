"""Tables that are none to a Markdown parser: rows parted by tabs, as a spreadsheet copies them, and rows between bars
without the line of hyphens below the first."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

TABBED: Final = re.compile(r"^[^\s>#|`~*+・•-][^\t\n]*\t[^\n]*\S", re.MULTILINE)
BARRED: Final = re.compile(r"^[ \t]*\|(?!\|*[ \t]*$)[^\n]*\|[ \t]*$", re.MULTILINE)
NUMBERED: Final = re.compile(r"[0-9]{1,9}[.)]\t[^\t]*$")
RULED: Final = re.compile(r"[ \t|:-]+")
MOST: Final = 100
"""Tabs or bars in a row; a line with more is no row that people read."""
FENCES: Final = ("```", "~~~")


def ruled(text: str) -> str:
    """``text`` with such rows as tables."""
    tabbed = "\t" in text and TABBED.search(text) is not None
    if not tabbed and not ("|" in text and BARRED.search(text)):
        return text
    made: list[str] = []
    for kind, group in groupby(_kinds(text.split("\n"), tabbed), key=lambda pair: pair[0]):
        lines = [line for _, line in group]
        if kind == "tabs":
            lines = [f"| {' | '.join(line.replace('|', '&#124;').split(chr(9)))} |" for line in lines]
        if kind and not any(RULED.fullmatch(line) for line in lines[:2]):
            lines.insert(1, "|" + " --- |" * (lines[0].replace("\\|", "").strip().count("|") - 1))
        made += ["", *lines, ""] if kind == "tabs" else lines
    return "\n".join(made)


def _kinds(lines: list[str], tabbed: bool) -> list[tuple[str, str]]:
    """Each of ``lines`` with what it is a row of: ``tabs``, ``bars``, or nothing."""
    found: list[tuple[str, str]] = []
    fenced = False
    for line in lines:
        if line.lstrip().startswith(FENCES):
            fenced = not fenced
        kind = ""
        if not fenced and line.count("\t") + line.count("|") <= MOST:
            if tabbed and TABBED.match(line) and not NUMBERED.match(line):
                kind = "tabs"
            elif BARRED.match(line):
                kind = "bars"
        found.append((kind, line))
    return found
