"""The minutes of a meeting as one message of Slack: what was decided, what is to be done, and where it all stands.

What people wrote shows as they wrote it, and calls nobody: no ``@`` or ``<!channel>`` in it is one. What does not fit
is counted, and found in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from docgen.account.dates import Language, heading
from docgen.account.labels import labels
from docgen.account.model import ActionItem
from docgen.account.words import action_line
from docgen.workflows.close import ReadBack
from docgen.workflows.slack import HEADER, PART, SECTION, entities, fitting, literal

ROOM: Final = {"decisions": 4500, "action_items": 4500, "carried": 2000}
"""Characters, as sent, for each list: all of them are well below what Slack takes of one message."""


class Message(NamedTuple):
    """What ``chat.postMessage`` and ``chat.update`` are given."""

    text: str
    """For notifications."""
    blocks: list[dict[str, Any]]


def message(done: ReadBack, language: Language) -> Message:
    """The message about a meeting that has ended."""
    head = heading(date.fromisoformat(done.date), done.title, language) if done.date else done.title
    head = f"{done.name}　{head}" if language == "ja" else f"{done.name}: {head}"
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": fitting(head, HEADER, entities), "emoji": False}}
    ]
    url = _address(done.url)
    bullets = [f"• {entry.text}" for entry in done.decisions]
    left = 0
    for name, lines in (
        ("decisions", bullets),
        ("action_items", _todos(done.action_items, language)),
        ("carried", _todos(done.carried, language)),
    ):
        if lines or name != "carried":
            sections, cut = _sections(labels().fields.write(name, language), lines, ROOM[name], language)
            blocks += sections
            left += cut
    if note := _note(left, url, language):
        blocks.append({"type": "context", "elements": [_words(note)]})
    return Message(fitting(f"{head}{_counted(done, language)}", PART, literal), blocks)


def _todos(items: Iterable[ActionItem], language: Language) -> list[str]:
    return [action_line(item.text, item.owners, item.due_text, item.status, language) for item in items]


def _sections(label: str, lines: Sequence[str], room: int, language: Language) -> tuple[list[dict[str, Any]], int]:
    """The blocks of one list within ``room`` characters, and how many of its lines are left out."""
    written = [fitting(line, PART, literal) for line in lines] or ["（なし）" if language == "ja" else "(none)"]
    parts, used = [f"*{literal(label)}*"], 0
    for number, line in enumerate(written):
        used += len(line) + 1
        if used > room:
            return [_section(part) for part in parts], len(written) - number
        if len(parts[-1]) + 1 + len(line) > SECTION:
            parts.append(line)
        else:
            parts[-1] += f"\n{line}"
    return [_section(part) for part in parts], 0


def _counted(done: ReadBack, language: Language) -> str:
    decided, todo = len(done.decisions), len(done.action_items)
    if language == "ja":
        return f"（決定事項 {decided}件、TODO {todo}件）"
    return f" ({decided} decision{'s' * (decided != 1)}, {todo} action item{'s' * (todo != 1)})"


def _note(left: int, url: str, language: Language) -> str:
    """Where the minutes are, and how much of them is only there."""
    if language == "ja":
        place = f"<{url}|議事録>" if url else "議事録"
        return f"ほか {left} 件は{place}にあります" if left else f"{place}を開く" if url else ""
    place = f"<{url}|minutes>" if url else "minutes"
    return f"{left} more in the {place}" if left else f"Open the {place}" if url else ""


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": _words(text)}


def _words(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _address(url: str) -> str:
    """``url`` inside of angle brackets; empty for one that others cannot open."""
    escaped = url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    return escaped if url.startswith("https://") and len(escaped) <= PART else ""
