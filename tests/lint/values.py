"""Meetings in a few words, for tests of what is found in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from docgen.account.model import AccountDocument, ActionItem, AgendaItem, Answers, Entry, Kind, Meeting, State, Status
from docgen.lint.engine import lint
from docgen.lint.rule import Rule

NOW = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Asia/Tokyo"))


def entries(*texts: str) -> tuple[Entry, ...]:
    return tuple(Entry(text=text, span=("t.0", 0, 0)) for text in texts)


def todo(text: str = "見積を送る", owner: str = "鈴木", due: str = "12/5", status: Status = Status.OPEN) -> ActionItem:
    owners = (owner,) if owner else ()
    return ActionItem(text=text, owners=owners, due_text=due, status=status, span=("t.0", 0, 0))


def complete(title: str = "完了基準", kind: Kind | None = Kind.DECIDE, **changes: Any) -> AgendaItem:
    """An item that lacks nothing, but for ``changes``."""
    item = AgendaItem(
        number=1,
        title=title,
        kind=kind,
        stance="現場の3割が毎日使えばよい",
        ask="3割としてよいかどうか",
        views=entries("よいと思う"),
        decisions=entries("3割とする"),
        action_items=(todo(),),
        span=("t.0", 0, 0),
    )
    return msgspec.structs.replace(item, **changes)


def meeting(*items: AgendaItem, state: State = State.HELD, **fields: Any) -> Meeting:
    """A meeting with ``items``, everything numbered and placed as a reader would."""
    fields = {"id": "2026-11-24", "date": "2026-11-24", "title": "11月定例"} | fields
    base = int(fields.pop("at", 0))
    placed = tuple(_placed(item, n, base + 100 * n) for n, item in enumerate(items, 1))
    made = Meeting(state=state, items=placed, span=("t.0", base, base + 1000), **fields)
    return msgspec.structs.replace(made, **_entries_placed(made, base + 900))


def _placed(item: AgendaItem, number: int, at: int) -> AgendaItem:
    return msgspec.structs.replace(item, number=number, span=("t.0", at, at + 99), **_entries_placed(item, at + 10))


def _entries_placed(part: Answers, at: int) -> dict[str, Any]:
    changes = {}
    for field in ("views", "decisions", "action_items"):
        entries = enumerate(getattr(part, field), at)
        changes[field] = tuple(msgspec.structs.replace(each, span=("t.0", n, n + 1)) for n, each in entries)
        at += 10
    return changes


def document(*meetings: Meeting) -> AccountDocument:
    return AccountDocument(account="kumo", name="くも食品", document_id="doc1", meetings=meetings)


def found(*meetings: Meeting, rules: tuple[Rule, ...]) -> list[str]:
    """What ``rules`` find, as ``rule@item.field: line`` (item 0 is the meeting), with a trailing ? for advice."""
    return [
        f"{f.rule}@{f.item_number}.{f.field}{f': {f.line}' if f.line else ''}{'?' if f.severity == 'advice' else ''}"
        for f in lint(document(*meetings), rules, now=NOW)
    ]
