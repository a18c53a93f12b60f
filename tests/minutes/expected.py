"""What a colleague would read from minutes (``files/*.expected.json``), compared with what was read.

``python -m tests.minutes.expected [DIR]`` prints recall and precision over a folder; with ``--show``, the differences.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docgen.account.called import as_called
from docgen.account.model import AccountDocument, ActionItem, AgendaItem, Meeting
from docgen.account.roster import Roster
from docgen.workflows import files

FILES = Path(__file__).parent / "files"
NOW = datetime(2027, 6, 1, 12, tzinfo=UTC)
"""After all of the meetings."""
JSON = Any
MARK = ".expected.json"
Score = Counter[tuple[str, str]]
"""(kind, "right" | "missed" | "wrong") → how many."""


def sources(folder: Path = FILES) -> list[Path]:
    """The files of minutes that have an expectation."""
    found = {path.name.removesuffix(MARK): path for path in folder.glob(f"*{MARK}")}
    return sorted(path for path in folder.iterdir() if path.stem in found and not path.name.endswith(MARK))


def expectation(source: Path) -> list[JSON]:
    """The meetings that are expected of a file."""
    meetings: list[JSON] = json.loads((source.parent / f"{source.stem}{MARK}").read_text(encoding="utf-8"))["meetings"]
    return meetings


def read_file(source: Path) -> AccountDocument:
    """What ``docgen show --format json`` prints of a file."""
    return as_called(files.read_file(source, NOW), Roster(), bare=True)


def plain(text: object) -> str:
    """``text`` as it is compared."""
    folded = unicodedata.normalize("NFKC", str(text)).casefold()
    return re.sub(r"\s+", "", folded).strip("。.、,;；:・")


def alike(wanted: JSON, got: object) -> bool:
    """Whether ``got`` is one of the readings that ``wanted`` allows."""
    return plain(got) in {plain(one) for one in (wanted["any_of"] if isinstance(wanted, dict) else [wanted])}


def shown(wanted: JSON) -> str:
    """An expected value in words."""
    return " | ".join(map(str, wanted["any_of"])) if isinstance(wanted, dict) and "any_of" in wanted else str(wanted)


def differences(wanted: Sequence[JSON], document: AccountDocument) -> list[str]:
    """What was read otherwise than expected, a line each."""
    found = list(_counted("meetings", len(wanted), len(document.meetings)))
    for expected, meeting in zip(wanted, document.meetings, strict=False):
        found += [f"{expected['date']}: {line}" for line in _meeting(expected, meeting)]
    return found


def _counted(name: str, wanted: int, got: int) -> Iterator[str]:
    if wanted != got:
        yield f"{wanted} {name} expected, {got} read"


def _meeting(wanted: JSON, meeting: Meeting) -> Iterator[str]:
    yield from _value("date", wanted.get("date", ""), meeting.date)
    yield from _value("title", wanted.get("title", ""), meeting.title)
    if "next_meeting" in wanted:
        yield from _value("next_meeting", wanted["next_meeting"], meeting.next_meeting[:10])
    people = wanted.get("attendees", {})
    for side in ("ours", "theirs", "others"):
        yield from _texts(f"attendees.{side}", people.get(side, ()), getattr(meeting.attendees, side))
    yield from _answers("", wanted, meeting)
    asked = [one for part in (wanted, *wanted.get("items", ())) for one in part.get("to_ask", ())]
    yield from _texts("to_ask", asked, [entry.text for entry in meeting.to_ask])
    items = list(meeting.items)
    for expected in wanted.get("items", ()):
        if items and alike(expected["title"], items[0].title):
            item = items.pop(0)
            if "stance" in expected:
                yield from _value(f"{shown(expected['title'])}.stance", expected["stance"], item.stance)
            yield from _answers(f"{shown(expected['title'])}.", expected, item)
        elif not expected.get("optional"):
            yield f"item {shown(expected['title'])!r} missed{f' before {items[0].title!r}' if items else ''}"
    yield from (f"item {item.title!r} is none" for item in items)


def _action_items(part: Meeting | AgendaItem) -> list[ActionItem]:
    """Those of a part, with those that a meeting shows again (継続中のTODO)."""
    return [*part.action_items, *(part.carried if isinstance(part, Meeting) else ())]


def _answers(where: str, wanted: JSON, part: Meeting | AgendaItem) -> Iterator[str]:
    for field in ("views", "decisions", "open_points"):
        yield from _texts(where + field, wanted.get(field, ()), [entry.text for entry in getattr(part, field)])
    expected, got = list(wanted.get("action_items", ())), _action_items(part)
    yield from _texts(f"{where}action_items", [one["text"] for one in expected], [one.text for one in got])
    for one in expected:
        item = next((item for item in got if alike(one["text"], item.text)), None)
        if item:
            got.remove(item)
            yield from (f"{where}{shown(one['text'])!r}: {line}" for line in _action_item(one, item))


def _action_item(wanted: JSON, item: ActionItem) -> Iterator[str]:
    yield from _texts("owners", wanted.get("owners", ()), item.owners)
    yield from _value("due", wanted.get("due", ""), item.due or "")
    yield from _value("status", wanted.get("status", "open"), item.status)
    if "side" in wanted:
        yield from _value("side", wanted["side"], item.side)


def _value(name: str, wanted: JSON, got: str) -> Iterator[str]:
    if not alike(wanted, got):
        yield f"{name} {shown(wanted)!r} read as {got!r}"


def _texts(name: str, wanted: Sequence[JSON], got: Sequence[str]) -> Iterator[str]:
    left = list(got)
    for one in wanted:
        if (found := next((text for text in left if alike(one, text)), None)) is None:
            yield f"{name} missed {shown(one)!r}"
        else:
            left.remove(found)
    yield from (f"{name} {text!r} is none" for text in left)


def score(wanted: Sequence[JSON], document: AccountDocument) -> Score:
    """Decisions, action items, owners and due dates of each meeting, wherever they stand in it."""
    counted: Score = Counter()
    for number in range(max(len(wanted), len(document.meetings))):
        expected = wanted[number] if number < len(wanted) else {}
        parts = list(document.meetings[number].parts()) if number < len(document.meetings) else []
        every = [expected, *expected.get("items", ())]
        decisions = [entry.text for part in parts for entry in part.decisions]
        _count(counted, "decisions", [one for part in every for one in part.get("decisions", ())], decisions)
        tasks = [one for part in every for one in part.get("action_items", ())]
        left = [item for part in parts for item in _action_items(part)]
        for task in tasks:
            item = next((item for item in left if alike(task["text"], item.text)), None)
            counted["action items", "right" if item else "missed"] += 1
            if item:
                left.remove(item)
            _count(counted, "owners", task.get("owners", ()), item.owners if item else ())
            due = item.due if item else None
            _count(counted, "due dates", [task["due"]] if "due" in task else [], [due] if due else [])
        counted["action items", "wrong"] += len(left)
    return counted


def _count(counted: Score, kind: str, wanted: Sequence[JSON], got: Sequence[str]) -> None:
    left = list(got)
    for one in wanted:
        found = next((text for text in left if alike(one, text)), None)
        counted[kind, "missed" if found is None else "right"] += 1
        if found is not None:
            left.remove(found)
    counted[kind, "wrong"] += len(left)


def main(arguments: Sequence[str]) -> None:
    """Print the figures over a folder."""
    folders = [Path(word) for word in arguments if not word.startswith("--")] or [FILES]
    total: Score = Counter()
    right = 0
    files = [path for folder in folders for path in sources(folder)]
    for path in files:
        wanted, document = expectation(path), read_file(path)
        total += score(wanted, document)
        lines = differences(wanted, document)
        right += not lines
        if "--show" in arguments and lines:
            print(path.name, *lines, sep="\n  ")
    print(f"{right} of {len(files)} read as expected in all")
    for kind in ("decisions", "action items", "owners", "due dates"):
        yes, missed, wrong = (total[kind, outcome] for outcome in ("right", "missed", "wrong"))
        recall, precision = yes / (yes + missed or 1), yes / (yes + wrong or 1)
        print(f"{kind:<14} recall {recall:.3f}  precision {precision:.3f}  of {yes + missed}")


if __name__ == "__main__":
    main(sys.argv[1:])
