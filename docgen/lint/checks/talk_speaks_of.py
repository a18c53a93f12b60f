"""``talk-speaks-of``: several meetings in a row speak of more than certain things, e.g. of what the customer gains."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

import msgspec

from docgen.account.labels import labels
from docgen.account.model import AgendaItem, Answers, Meeting
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene
from docgen.lint.patterns import all_valid, compiled

Patterns = Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
Some = Annotated[int, msgspec.Meta(ge=1)]


class TalkSpeaksOf(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """Options of ``talk-speaks-of``. Patterns are looked for in everything that a meeting says, after NFKC, in lower
    case; `.` does not go beyond a line."""

    wanted: Patterns
    """What the talk should come to: where one of the meetings says it, nothing is asked."""
    means: Patterns
    """What the talk is about instead: asked about only where each of the meetings says it."""
    names: tuple[str, ...] = ()
    """What only sounds like it, e.g. names of screens: of the means, and taken away before `wanted` is looked for."""
    aside: tuple[str, ...] = ()
    """What sets a meeting aside: where half of them say it, nothing is asked."""
    at_least: Some = 3
    """How many meetings it takes, with the one to come."""
    at_most: Some = 12
    """How many are looked at."""
    days: Some = 21
    """How many days there have to be between the first and the last of them."""

    def __post_init__(self) -> None:
        for option in ("wanted", "means", "names", "aside"):
            all_valid(option, getattr(self, option))


class Talk(NamedTuple):
    """What one meeting speaks of."""

    wanted: bool
    means: bool
    aside: bool


def find(scene: Scene, options: TalkSpeaksOf) -> Iterator[Gap]:
    """One gap for the meeting, with the number of meetings as its match; none for a meeting without items."""
    meeting = scene.meeting
    row = (meeting, *scene.earlier[: options.at_most - 1])
    if not meeting.items or len(row) < options.at_least or _days(row) < options.days:
        return
    talks = []
    for each in row:
        talk = _talk(scene, each, options)
        if talk.wanted or not talk.means:
            return
        talks.append(talk)
    if 2 * sum(talk.aside for talk in talks) < len(talks):
        yield Gap(item=None, field="items", span=meeting.items[0].span, match=str(len(row)))


def _days(row: tuple[Meeting, ...]) -> int:
    return (date.fromisoformat(row[0].date) - date.fromisoformat(row[-1].date)).days


def _talk(scene: Scene, meeting: Meeting, options: TalkSpeaksOf) -> Talk:
    """What ``meeting`` speaks of, looked up once for all that come after it."""
    key = (TalkSpeaksOf, id(options), id(meeting))
    if key not in scene.memo:
        wanted, means, names, aside = _compiled(options)
        said, titles = _said(meeting)
        scene.memo[key] = Talk(
            bool(wanted.search(names.sub(b"", said) if names else said)),
            bool(means.search(said) or means.search(titles) or (names and names.search(said))),
            bool(aside and (aside.search(said) or aside.search(titles))),
        )
    talk: Talk = scene.memo[key]
    return talk


def _said(meeting: Meeting) -> tuple[bytes, bytes]:
    """Everything that ``meeting`` says, line by line, and the titles under which nothing stands: they say nothing."""
    said: list[str] = [meeting.goal]
    titles: list[str] = []
    for part in meeting.parts():
        lines = list(_lines(part))
        said += lines
        if isinstance(part, AgendaItem):
            (said if any(line.strip() for line in lines) else titles).append(part.title)
    return _plain(said), _plain(titles)


def _lines(part: Answers) -> Iterator[str]:
    if isinstance(part, AgendaItem):
        yield from (part.stance, part.because, part.ask)
    for entry in (*part.views, *part.decisions, *part.open_points, *part.notes):
        if not labels().is_none(entry.text):
            yield entry.text
            yield from entry.details
    yield from (todo.text for todo in part.action_items)


def _plain(lines: list[str]) -> bytes:
    return unicodedata.normalize("NFKC", "\n".join(lines)).casefold().encode("utf-8", "replace")


@lru_cache(maxsize=16)
def _compiled(options: TalkSpeaksOf) -> tuple[Any, Any, Any, Any]:
    return _any(options.wanted), _any(options.means), _any(options.names), _any(options.aside)


def _any(patterns: tuple[str, ...]) -> Any:
    return compiled("(?m)" + "|".join(f"(?:{each})" for each in patterns), groups=False) if patterns else None


KIND = CheckKind(
    name="talk-speaks-of",
    summary=Bilingual(
        ja="続く会議のどこかで、特定のこと（お客様の成果など）が話されている",
        en="somewhere in a row of meetings, certain things are spoken of (what the customer gains)",
    ),
    options=TalkSpeaksOf,
    find=find,
    sight="earlier",
)
