"""Textile and the wiki markup of trackers (Redmine, Jira) as Markdown: what minutes use of it."""

from __future__ import annotations

import re
from typing import Final

HEADING: Final = re.compile(r"^h([1-6])\.[ \t]+(?=\S)", re.MULTILINE)
ITEM: Final = re.compile(r"^[ \t]*([*#-]{1,6})[ \t]+(?=\S)", re.MULTILINE)
BOLD: Final = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])")
STRUCK: Final = re.compile(r"(?<![\w-])-(?=[^\s>-])([^\n]{0,200}?[^\s-])-(?![\w-])")
ROW: Final = re.compile(r"^\|.*\|[ \t]*$", re.MULTILINE)
HEAD: Final = re.compile(r"(?<=\|)_\.[ \t]*|(?<=\|)\|")


def is_textile(text: str) -> bool:
    """Whether ``text`` has a heading such as ``h2. Title``, which nothing else has."""
    return "\nh" in f"\n{text}" and HEADING.search(text) is not None


def as_markdown(text: str) -> str:
    """``text`` as Markdown."""
    text = ROW.sub(lambda row: HEAD.sub("", row[0]), text)
    text = STRUCK.sub(r"~~\1~~", BOLD.sub(r"**\1**", text))
    return HEADING.sub(lambda found: "#" * int(found[1]) + " ", ITEM.sub(_item, text))


def _item(found: re.Match[str]) -> str:
    marks = found[1]
    return "    " * (len(marks) - 1) + ("1. " if marks[-1] == "#" else "- ")
