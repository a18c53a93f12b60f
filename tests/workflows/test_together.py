"""People and docgen at work in one document, with crashes: nothing of theirs is lost, and nothing is there twice."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.connect.calls import Calls
from docgen.connect.service import Service
from docgen.document.walk import Cursor, cursors
from docgen.emulator import Emulator
from docgen.emulator.refusal import Refusal
from docgen.errors import DocgenError
from docgen.workflows.close import close
from tests.examples import examples
from tests.team import BEFORE, DURING, Team, at

# Played without counting lines: that takes longer than the scenes themselves.
pytestmark = pytest.mark.no_cover

"""How many scenes are played; a hundred times as many by hand."""
DAYS = ("2026-12-01", "2026-12-08", "2026-11-24")


class Died(BaseException):
    """The process ended between two steps."""


@dataclass
class Line:
    """The way to the service, on which a process may die before or after a request, and people type meanwhile."""

    http: Any
    dies: tuple[int, bool] | None = None
    """At which request to come, and whether after it took effect."""
    meanwhile: Callable[[], None] | None = None
    """What somebody does just before the next write arrives."""

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        after = False
        if self.dies:
            left, after = self.dies[0] - 1, self.dies[1]
            self.dies = (left, after)
            if left < 0 and not after:
                raise Died
        if method == "POST" and self.meanwhile:
            meanwhile, self.meanwhile = self.meanwhile, None
            meanwhile()
        answer: tuple[Any, bytes] = self.http.request(uri, method, body, headers, **options)
        if self.dies and self.dies[0] < 0 and after:
            raise Died
        return answer


@dataclass
class Room:
    """One document, docgen, and two people; ``seen`` is the text when somebody last looked."""

    root: Path
    emulator: Emulator = field(default_factory=Emulator)
    asked: dict[str, str] = field(default_factory=dict)
    """Words that docgen was asked to write → the meeting; taken out where people deleted or copied them."""
    words: int = 0

    def __post_init__(self) -> None:
        self.line = Line(self.emulator.http())
        service = Service(self.line, local=True, calls=Calls(sleep=lambda seconds: None))
        self.team = Team(self.root, service=service)
        with at(BEFORE):
            self.team.create()
        self.document = self.team.account.document_id
        self.seen = self.text

    @property
    def lines(self) -> list[Cursor]:
        """The paragraphs of the tab with the meetings."""
        tab = Service(self.emulator.http(), local=True).get(self.document).tabs[0]
        return list(cursors(node for _, node in tab.positioned()))

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def word(self, of: str) -> str:
        """A word that is nowhere yet."""
        self.words += 1
        return f"{of}{self.words}番。"

    def by_hand(self, edit: Callable[[], object]) -> None:
        """An edit of somebody's; words of docgen's that it deletes or copies are theirs from then on."""
        before = self.text
        with suppress(Refusal, ValueError):  # no place for it: in half a character, say
            edit()
        after = self.text
        for word in list(self.asked):
            if before.count(word) != after.count(word):
                del self.asked[word]
        self.seen = after

    def runs(
        self,
        command: Callable[[], object],
        dies: tuple[int, bool] | None,
        people: Callable[[], None],
        *,
        replaces: bool = False,
    ) -> bool:
        """Whether a command went through; afterwards what was seen is still there: every letter, or, where the command
        ``replaces`` words of docgen's, every word of people's."""
        self.line.dies, self.line.meanwhile = dies, people
        self.seen, done = self.text, False
        try:
            with at(DURING):
                command()
            done = True
        except (Died, DocgenError):
            pass
        finally:
            self.line.dies = self.line.meanwhile = None
        self.holds(WORD.findall if replaces else list)
        return done

    def holds(self, parts: Callable[[str], list[str]]) -> None:
        """What was there is there, in order, and nothing that was asked for is there twice."""
        now = self.text
        rest = iter(parts(now))
        assert all(part in rest for part in parts(self.seen)), f"lost: {self.seen!r} → {now!r}"
        for word in self.asked:
            assert now.count(word) <= 1, f"twice: {word}"

    def stuck(self) -> list[str]:
        """What could not be done any more, and is kept for people to look at."""
        file = self.root / ".docgen" / "outbox.sqlite"
        if not file.exists():
            return []
        connection = sqlite3.connect(file)
        rows = connection.execute("SELECT what FROM intents WHERE stuck IS NOT NULL").fetchall()
        connection.close()
        return [row[0].decode() for row in rows]


WORD = re.compile("(?:人|提案|記録[0-9]-)[0-9]+番。")
"""What people type, by hand or through docgen."""
Share = st.floats(0, 1, exclude_max=True)
Death = st.none() | st.tuples(st.integers(0, 4), st.booleans())
Step = st.one_of(
    st.tuples(st.just("prepare"), st.integers(0, 2), Death, st.booleans()),
    st.tuples(st.just("refresh"), st.integers(0, 2), Death, st.booleans()),
    st.tuples(st.just("add"), st.integers(0, 5), Death, st.booleans()),
    st.tuples(st.just("close"), st.integers(0, 2), Death, st.booleans()),
    st.tuples(st.just("type"), Share, Share),
    st.tuples(st.just("enter"), Share, Share),
    st.tuples(st.just("delete"), Share, Share),
    st.tuples(st.just("delete heading"), Share, Share),
    st.tuples(st.just("paste"), Share, Share),
    st.tuples(st.just("suggest"), Share, Share),
    st.tuples(st.just("suggest deletion"), Share, Share),
)


def agenda(day: str, stance: str) -> dict[str, Any]:
    return {
        "title": "定例",
        "start": f"{day} 10:00",
        "end": f"{day} 11:00",
        "goal": "決める",
        "items": [
            {"title": "はじめ方", "kind": "decide", "minutes": 10, "stance": stance},
            {"title": "広げ方", "kind": "discuss", "stance": "点検表から"},
        ],
    }


def take(room: Room, step: tuple[Any, ...]) -> None:
    """Do one step."""
    kind, *rest = step
    if kind in ("prepare", "refresh", "add", "close"):
        which, dies, both = rest
        meanwhile = (lambda: somebody(room, "type", 0.5, 0.5)) if both else (lambda: None)
        if kind == "prepare":
            stance = f"仮説{DAYS[which]}。"
            if stance not in room.text:
                room.asked[stance] = DAYS[which]
            done = room.runs(lambda: room.team.prepare(agenda(DAYS[which], stance)), dies, meanwhile)
            assert not done or dated(room, DAYS[which])
        elif kind == "refresh":
            stance = room.word(f"仮説{DAYS[which]}-")
            room.asked[stance] = DAYS[which]
            room.runs(
                lambda: room.team.prepare(agenda(DAYS[which], stance), refresh=True), dies, meanwhile, replaces=True
            )
        elif kind == "add":
            word = room.word(f"記録{which}-")
            what, item = ("views", "decisions", "action_items")[which % 3], 1 if which < 3 else None
            if what != "action_items":  # one that is open is shown again in the next meeting
                room.asked[word] = DAYS[0]
            done = room.runs(lambda: room.team.add(what, word, item=item), dies, meanwhile)
            assert not done or room.text.count(word) == 1
            if done:  # whatever was left open before is settled now
                text, stuck = room.text, " ".join(room.stuck())
                assert all(text.count(one) == 1 or one in stuck for one in added(room))
        else:
            room.runs(lambda: close(room.team.workspace, room.team.account, DAYS[which]), dies, meanwhile)
        if dies is None:
            room.team.lint(DURING)
        return
    somebody(room, kind, *rest)


def added(room: Room) -> list[str]:
    return [word for word in room.asked if word.startswith("記録")]


def dated(room: Room, day: str) -> bool:
    return any(meeting.date == day for meeting in room.team.read.meetings)


def somebody(room: Room, kind: str, where: float, how: float) -> None:
    """An edit by hand, at a share of the document's lines and of one line's text."""
    lines, people = room.lines, room.emulator.people
    line = lines[int(where * len(lines))]
    length = line.paragraph.size - 1
    index = line.start + int(how * (length + 1))
    headings = [one for one in lines if one.level and one.text]
    match kind:
        case "type":
            room.by_hand(lambda: people.insert(room.document, index, room.word("人")))
        case "enter":
            room.by_hand(lambda: people.insert(room.document, index, "\n"))
        case "delete" if length:
            end = min(index + 1 + int(how * 12), line.start + length)
            room.by_hand(lambda: people.delete(room.document, min(index, end - 1), end))
        case "delete heading" if headings:
            heading = headings[int(where * len(headings))]
            room.by_hand(lambda: people.delete(room.document, heading.start, heading.end))
        case "paste":
            other = lines[int(how * len(lines))]
            start, end = min(line.start, other.start), max(line.end, other.end)
            room.by_hand(lambda: people.paste(room.document, lines[0].end - 1, room.document, start, end))
        case "suggest":
            room.by_hand(lambda: people.suggest_insert(room.document, index, room.word("提案")))
        case "suggest deletion" if length:
            room.by_hand(lambda: people.suggest_delete(room.document, line.start, line.start + length))


@settings(max_examples=examples(8), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(Step, min_size=4, max_size=14))
def test_nothing_of_theirs_is_lost_and_nothing_is_there_twice(steps: list[tuple[Any, ...]]) -> None:
    with TemporaryDirectory() as root:
        room = Room(Path(root))
        take(room, ("prepare", 0, None, False))
        for step in steps:
            take(room, step)
