"""Markdown as people write it, made into Markdown that a CommonMark parser reads as they meant it.

Nothing is taken out but marks that only a browser or an editor reads. What a colleague sees as bold, as a heading or as
a nested list is one afterwards, though CommonMark says otherwise: in Japanese no space parts words, lists are nested by
any indentation, and ``[決定]: 来月`` is no address of a link.

Characters for private use, which no document can hold, stand in for what the parser shall not read; ``restored`` takes
them out again.
"""

from __future__ import annotations

import re
from typing import Final

from docgen.formats.markdown_flanks import LETTER, flanked
from docgen.formats.markdown_indents import columns, reindented
from docgen.formats.markdown_rows import ruled
from docgen.formats.textile import as_markdown, is_textile

TILDE: Final = "\ue011"
STAND_INS: Final = re.compile(f"[{LETTER}{TILDE}]")

SINGLE_TILDE: Final = re.compile(r"(?<![~\\])~(?!~)")
"""``10:00~11:00``, which is not struck through."""
CRAMPED_HEADING: Final = re.compile(r"^#{2,6}(?=[^#\s])", re.MULTILINE)
"""A single mark without a space is a tag."""
WIDE_HEADING: Final = re.compile(r"^([#＃]{1,6})[ 　]+|^(＃{2,6})(?=[^＃\s])", re.MULTILINE)
WIDE_AFTER_MARK: Final = re.compile(r"^([ \t　>]*(?:[-*+]|[0-9]{1,9}[.)]))　+", re.MULTILINE)
NOT_AN_ADDRESS: Final = re.compile(
    r"^([ \t>*+-]*\[(?!\^)[^\]\n]+\]):(?!\s*(?:(?:https?|ftp|mailto|file|tel|notion|obsidian):|www\.|[</#.]))",
    re.MULTILINE | re.IGNORECASE,
)
"""What would be taken for the address of a link, and not be shown."""
CONTAINER: Final = re.compile(
    r"^[ \t>]*:{3,}[ \t]*(?:(?:info|success|warning|danger|note|tip|caution|important|columns|column|row|spoiler)\b"
    r"[ \t]*(?P<title>.*?))?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
WRAPPER: Final = re.compile(
    r"^[ \t]*</?(?:aside|details|div|center|section|article|main|figure|blockquote)\b[^<>\n]*>[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""A tag around Markdown, alone on its line."""
SUMMARY: Final = re.compile(r"^[ \t]*<summary\b[^<>\n]*>(.*?)</summary>[ \t]*$", re.MULTILINE | re.IGNORECASE)
RULE_BELOW: Final = re.compile(r"^([^\n]+)(?=\n-{2,}[ \t]*$)", re.MULTILINE)
NO_HEADING: Final = re.compile(r"[ \t>]*(?:[-*+・•|<#]|[0-9]{1,9}[.)] )|.*[。．.、,;；]\s*$")
"""What is no heading though a line of hyphens stands below it."""
LONGEST_HEADING: Final = 60
"""Columns of a line that a line of hyphens below makes a heading."""
BROKEN: Final = re.compile(r"(?<=[A-Za-z0-9,'\")\]])\n[ \t]*(?=[A-Za-z0-9(\"'])")
LABEL: Final = re.compile(r"[^:\n]{0,40}:(?:\s|$)|[0-9]{1,9}[.)]\s")
NUMBERED: Final = re.compile(r"[ \t]*(?:[0-9]{1,2}\.[0-9]{1,2}[.)]?|\((?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\))[ \t]+\S")
"""A line with a number or a letter of its own in front: 1.2 Phone queue, (b) …"""
WRAPPED: Final = 60
"""Columns that a line has at least which was broken for its length."""
DEFINITION: Final = re.compile(r"^([^\s:>#|][^:\n]{0,60})(?<![\\ ])\n:[ \t]+(?=\S)", re.MULTILINE)
"""A term, and below it what it means."""
LINE_ABOVE: Final = re.compile(r"(?:\A|(?<=\n\n))={3,}[ \t]*\n(?=[^\n=][^\n]*\n={3,}[ \t]*$)", re.MULTILINE)
"""A line above a heading that has one below it too."""
HACKMD: Final = re.compile(r"^\[TOC\][ \t]*$|(?<=> )\[color=[^\]\n]*\][ \t]*", re.MULTILINE)
GRID: Final = re.compile(r"^[ \t>]*[|:-][ \t|:-]{300,}$", re.MULTILINE)
"""Below the head of a table so wide that a few empty rows of it would be millions of cells."""
BLANK_LINES: Final = re.compile(r"\n[ \t]*(?=\n)")


def mended(text: str) -> str:
    """``text``, without private use characters, as a CommonMark parser reads it the way that people do."""
    if is_textile(text):
        text = as_markdown(text)
    text = ruled(text)
    if "##" in text:
        text = CRAMPED_HEADING.sub(r"\g<0> ", text)
    if "　" in text or "＃" in text:
        text = WIDE_AFTER_MARK.sub(r"\1 ", WIDE_HEADING.sub(_heading, text))
    if ":::" in text:
        text = CONTAINER.sub(_title, text)
    if "</" in text:
        text = _tables_in_one(WRAPPER.sub("\n", SUMMARY.sub(r"\n\1\n", text)))
    if "\n:" in text:
        text = DEFINITION.sub(r"\1: ", text)
    if "===" in text:
        text = LINE_ABOVE.sub("", text)
    if "[TOC]" in text or "[color=" in text:
        text = HACKMD.sub("", text)
    if "]:" in text:
        text = NOT_AN_ADDRESS.sub(rf"\1{LETTER}:", text)
    text = flanked(text)
    if "~" in text:
        text = SINGLE_TILDE.sub(TILDE, text)
    if "\n--" in text:
        text = GRID.sub(LETTER, RULE_BELOW.sub(_above_rule, text))
    return BROKEN.sub(_joint, reindented(text))


def restored(text: str) -> str:
    """``text`` that was parsed, as it was written."""
    return STAND_INS.sub(_stood_for, text) if STAND_INS.search(text) else text


def _stood_for(found: re.Match[str]) -> str:
    return "~" if found[0] == TILDE else ""


def _heading(found: re.Match[str]) -> str:
    return "#" * len(found[1] or found[2]) + " "


def _title(found: re.Match[str]) -> str:
    title = found["title"] or ""
    return "" if re.fullmatch(r"[0-9. ]*", title) else f"\n{title}\n"


def _above_rule(found: re.Match[str]) -> str:
    line = found[0]
    return line + "\n" if NO_HEADING.match(line) or columns(line) > LONGEST_HEADING else line


def _joint(found: re.Match[str]) -> str:
    """A space between two lines that are one sentence, broken for its length."""
    text, at = found.string, found.start()
    line = text[text.rfind("\n", 0, at) + 1 : at]
    if len(line) < WRAPPED or line.lstrip(" \t")[:1] in "#|<>=`:":
        return found[0]
    if NUMBERED.match(text, found.end()):
        return found[0]
    first = text[found.end()]
    if first.islower() or first == "(":
        return " "
    return " " if (line[-1].islower() or line[-1] == ",") and not LABEL.match(text, found.end()) else found[0]


def _tables_in_one(text: str) -> str:
    """``text`` with no blank line inside a table of tags, which would end it."""
    parts, at = list[str](), 0
    lower = text.lower()
    while (start := lower.find("<table", at)) >= 0 and (end := lower.find("</table>", start)) >= 0:
        parts += (text[at:start], BLANK_LINES.sub("", text[start:end]))
        at = end
    return "".join([*parts, text[at:]])
