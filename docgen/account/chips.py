"""Person and date chips in the lines of a meeting, whoever put them there.

A person's name is one name whatever it holds (``Sato, Misaki``), and a date is the day that the chip means, however it
is displayed. Chips that stand side by side are several people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from docgen.account.dates import resolve
from docgen.account.model import Status
from docgen.account.words import names, parse_action_line, unbulleted
from docgen.document.wire.chips import DATE, PERSON
from docgen.document.wire.lines import Marked

_BETWEEN = r"[\s、,，・/／|｜:：;；→>()（）\[\]【】〜~～-]"
"""What parts a chip from the words of an action item, and chips from each other."""
_LABEL = r"(?:(?:担当者?|期限|期日|締め?切り?|〆切り?|(?<![a-z])(?:owner|due(?: date)?|by))[\s:：]*)?"
_BEHIND = "(?:さん|様|氏|まで|迄)?"


class Said(NamedTuple):
    """An action item as it is read."""

    text: str
    owners: tuple[str, ...]
    due: date | None
    due_text: str
    status: Status


def action_item(line: Marked, text: str, reference: date | None) -> Said:
    """The action item in ``text``, a part of ``line``; what is due is seen from ``reference``, where that is known.

    A person or a date that is no labelled owner or due date (``担当：``) is one if its chip stands at the start or end
    of the line, apart from the words: not in ``[田中]に見積を送る``.
    """
    parsed = parse_action_line(text)
    words = unbulleted(parsed.text) if parsed.status is Status.UNKNOWN else parsed.text
    owners = tuple(name for owner in parsed.owners for name in people(line, owner))
    due = parsed.due_text
    if wanted := ("" if owners else line.of(PERSON)) + ("" if due else line.of(DATE)):
        words, chips = _set_off(words, wanted)
        owners = owners or tuple(people(line, "".join(chip for chip in chips if line.chips[chip].kind == PERSON)))
        due = due or next((chip for chip in reversed(chips) if line.chips[chip].kind == DATE), "")
    return Said(line.shown(words), owners, _day(line, due, reference), line.shown(due), parsed.status)


def people(line: Marked, text: str) -> Iterator[str]:
    """The names in ``text``, a part of ``line`` that holds one name, or chips side by side."""
    chips = "".join(text.split())
    if chips and all(char in line.of(PERSON) for char in chips):
        yield from map(line.shown, chips)
    elif text:
        yield line.shown(text)


def attendees(line: Marked, text: str) -> list[str]:
    """The people in ``text``, a part of ``line`` such as ``佐藤、鈴木``."""
    return [each for name in names(text) for each in people(line, name)]


def _set_off(text: str, wanted: str) -> tuple[str, str]:
    """``text`` without the ``wanted`` chips that stand at its ends, and those chips, unless nothing else is there."""
    chip = f"[{re.escape(wanted)}]{_BEHIND}"
    head = re.match(rf"\s*(?:{chip}{_BETWEEN}+)+", text)
    rest = text[head.end() :] if head else text
    tail = re.search(rf"(?:{_BETWEEN}*{_LABEL}{chip})+{_BETWEEN}*\Z", rest, re.IGNORECASE)
    middle = rest[: tail.start()] if tail else rest
    if not middle.strip():
        return text, "".join(char for char in text if char in wanted)
    return middle, "".join(char for part in (head, tail) if part for char in part[0] if char in wanted)


def _day(line: Marked, due: str, reference: date | None) -> date | None:
    """The day that a due date means."""
    moments = [line.chips[char].moment for char in due if char in line.of(DATE)]
    if moments and moments[-1]:
        return date.fromisoformat(moments[-1][:10])
    return resolve(line.shown(due), reference) if due and reference else None
