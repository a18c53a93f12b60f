"""A workspace whose people write in one language, and everything that docgen says there."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from docgen.account.dates import Language
from docgen.account.labels import labels
from docgen.cli.main import main
from docgen.document.wire import requests as wire
from docgen.settings import load
from docgen.workflows.base import Workspace
from tests.team import Team


@dataclass(frozen=True)
class Words:
    """What people write."""

    customers: tuple[str, str, str]
    """The second is nearly the first."""
    ours: tuple[str, str]
    theirs: str
    meeting: str
    items: tuple[str, str, str, str]
    said: tuple[str, str, str, str, str, str]
    none: str

    def all(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.customers, *self.ours, self.theirs, self.meeting, *self.items, *self.said, self.none)


LATIN: Final = Words(
    customers=("Vexillum Magna", "Vexillum Magno", "Ramus Altus"),
    ours=("Amet Elit", "Sed Eius"),
    theirs="Tempor Magna",
    meeting="Incididunt labore",
    items=("Aliqua enim", "Minim veniam", "Quis nostrud", "Eiusmod culpa"),
    said=(
        "Ullamco laboris nisi aliquip commodo",
        "Duis aute irure reprehenderit",
        "Cillum fugiat nulla pariatur",
        "Excepteur sint occaecat cupidatat",
        "Sunt officia deserunt",
        "Mollit anim laborum",
    ),
    none="None",
)
JAPANESE: Final = Words(
    customers=("株式会社𠮷野", "株式会社吉野", "海辺商会"),
    ours=("佐藤 美咲", "鈴木 健太"),
    theirs="𠮷田 恵子様（課長）",
    meeting="定例の打ち合わせ",
    items=("はじめ方", "確認の頻度", "広げ方", "次の拠点"),
    said=(
        "ライン長から始めるのが近道と考えます",
        "第3ラインでうまくいきました",
        "来月に始めてよいか",
        "話を通しやすくてよい",
        "来月から２名で始める",
        "手順書を送る",
    ),
    none="なし",
)

AGENDA: Final = """\
title: {0.meeting}
start: {1} 10:00
end: {1} 11:00
goal: {0.said[2]}
attendees: {{ours: [{0.ours[0]}, {0.ours[1]}], theirs: ["{0.theirs}"]}}
items:
  - title: {0.items[0]}
    kind: decide
    minutes: 20
    stance: {0.said[0]}
    because: {0.said[1]}
    ask: {0.said[2]}
    materials: ["{0.items[0]} https://share.example.com/x"]
  - {{title: {0.items[1]}, kind: discuss, minutes: 15}}
  - {{title: {0.items[2]}, kind: share}}
"""
EVENT: Final = """\
BEGIN:VEVENT
UID:{0}
DTSTART;TZID=Asia/Tokyo:202612{1:02}T100000
DTEND;TZID=Asia/Tokyo:202612{1:02}T110000
SUMMARY:{2}
ATTENDEE;CN={3}:mailto:a@first.example.com
{4}END:VEVENT
"""
MINUTES: Final = {"ja": "## 2026-11-20 {0}\n\n決定事項\n\n・{1}\n", "en": "## 2026-11-20 {0}\n\nDecisions\n\n• {1}\n"}


@dataclass(frozen=True)
class Said:
    """One text, the language of whom it is for, and the command that made it."""

    language: Language
    command: str
    text: str
    code: int


@dataclass
class Desk:
    """A workspace with documents in one language, and somebody who reads another, or the same."""

    root: Path
    document: Language
    user: Language
    words: Words
    said: list[Said] = field(default_factory=list)
    quotable: set[str] = field(default_factory=set)
    """Lines of the customer's document, which messages may show."""

    def run(self, *arguments: str, code: int = 0, customer: bool = False) -> str:
        """Run a command; its stdout, which is for the ``customer`` or for the user. stderr always is for the user."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.chdir(self.root), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            ended = main([*arguments, "--lang", self.user])
        command = " ".join(("docgen", *arguments))
        assert ended == code or (ended, code) == (1, 0), f"{command}: {ended}\n{out.getvalue()}{err.getvalue()}"
        self.said.append(Said(self.document if customer else self.user, command, out.getvalue(), ended))
        self.said.append(Said(self.user, command, err.getvalue(), ended))
        return out.getvalue()

    def write(self, name: str, text: str) -> None:
        """Put a file in place."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def agenda(self, day: str, **changes: str) -> str:
        """An agenda file for ``day``, with words in place of others."""
        text = AGENDA.format(self.words, day)
        for old, new in changes.items():
            text = text.replace(getattr(self.words, old), new)
        return text

    def calendar(self, *events: tuple[str, int, str, str]) -> str:
        """A calendar file of events: uid, day of December, title, further lines."""
        body = "".join(EVENT.format(uid, day, title, self.words.theirs, more) for uid, day, title, more in events)
        return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{body}END:VCALENDAR\n".replace("\n", "\r\n")

    @cached_property
    def team(self) -> Team:
        """The hands of the people at the first customer's document."""
        return Team.of(self.root, Workspace(load(config=self.root / "docgen.toml")).service)

    def by_hand(self, field: str, text: str) -> None:
        """Type ``text`` into the first empty line below the label or heading of ``field``."""
        label = labels().fields.write(field, self.document)
        lines = self.team.lines()
        at_label = next(place for place, line in enumerate(lines) if line.text.strip() == label)
        self.team.by_hand([wire.insert_text(self.team.tab, lines[at_label + 1].start, text)])

    def look(self) -> None:
        """Remember what stands in the document."""
        self.quotable |= {item.title for meeting in self.team.read.meetings for item in meeting.items}
        self.quotable |= {line.text for line in self.team.lines() if re.match(r"[・•☐☑☒]|\d+\. ", line.text)}
