"""What everybody in the room sees of a meeting: what the customer's document says, and what waits to be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import count
from typing import Final, NamedTuple

import msgspec

from docgen.account.dates import Language
from docgen.account.labels import labels
from docgen.account.minutes import Minutes
from docgen.account.model import Account, ActionItem, AgendaItem, Answers, Entry, Meeting, Status
from docgen.account.words import parse_action_line, unbulleted
from docgen.document.chipped import read_as
from docgen.document.walk import Cursor, cursors
from docgen.workflows.amend import Reworded, TakenBack, Ticked
from docgen.workflows.asked import Asked
from docgen.workflows.live.values import (
    OTHER,
    Board,
    BoardItem,
    BoardMeeting,
    Captured,
    Customer,
    Line,
    Listed,
    Lists,
    Patch,
    Splice,
)
from docgen.workflows.settling import Wish

LISTS: Final[tuple[Listed, ...]] = ("views", "decisions", "action_items", "open_points")
SHOWN: Final[tuple[Listed, ...]] = ("carried", "to_ask")
"""Lists of the meeting itself that nobody captures into."""


Change = Callable[[tuple[Line, ...]], tuple[Line, ...]]


class Waiting(NamedTuple):
    """Something accepted that is not in the document yet."""

    id: str
    """Of the capture."""
    by: str
    wish: Wish


def item_key(item: AgendaItem) -> str:
    """By which the pages know an item: its heading's id, else its number."""
    return item.heading_id or f"#{item.number}"


def board_of(account: Account, minutes: Minutes, meeting: Meeting, url: str) -> Board:
    """The board of ``meeting``, one of ``minutes``: what the document says and nothing else."""
    start, end = meeting.span[1:]
    leaves = {leaf.start: leaf for leaf in cursors((node for _, node in minutes.tab.within(start, end)), start)}
    return Board(
        language=account.language,
        account=Customer(account.name),
        meeting=BoardMeeting(
            id=meeting.id,
            title=meeting.title,
            date=meeting.date,
            heading=meeting.heading,
            start=meeting.start,
            end=meeting.end,
            goal=meeting.goal,
            state=meeting.state,
            attendees=meeting.attendees,
        ),
        url=url if url.startswith("https:") else "",
        items=tuple(
            BoardItem(
                key=item_key(item),
                number=item.number,
                title=item.title,
                kind=item.kind,
                minutes=item.minutes,
                stance=item.stance,
                because=item.because,
                ask=item.ask,
                materials=item.materials,
                none=item.answered_none,
                **_lists(item, leaves),
            )
            for item in meeting.items
        ),
        other=Lists(none=meeting.answered_none, **_lists(meeting, leaves)),
        carried=_lines(meeting.carried, leaves),
        to_ask=_lines(meeting.to_ask, leaves),
    )


def _lists(part: Answers, leaves: Mapping[int, Cursor]) -> dict[str, tuple[Line, ...]]:
    return {name: _lines(getattr(part, name), leaves) for name in LISTS}


def _lines(entries: Sequence[Entry | ActionItem], leaves: Mapping[int, Cursor]) -> tuple[Line, ...]:
    made = []
    for entry in entries:
        leaf = leaves.get(entry.span[1])
        made.append(_line(entry, leaf.exact if leaf else entry.text))
    return _keyed(made)


def _line(entry: Entry | ActionItem, exact: str) -> Line:
    if isinstance(entry, ActionItem):
        return Line(
            key="",
            line=exact,
            text=entry.text,
            owners=entry.owners,
            due=entry.due,
            due_text=entry.due_text,
            status=entry.status.value,
            details=entry.details,
        )
    return Line(key="", line=exact, text=entry.text, details=entry.details)


def _keyed(lines: Iterable[Line]) -> tuple[Line, ...]:
    """``lines``, each with a key that it keeps while others come and go."""
    lines = tuple(lines)
    if all(line.key for line in lines):
        return lines
    taken = {line.key for line in lines}
    made = []
    for line in lines:
        if not line.key:
            digest = _key(line.line)
            key = next(key for number in count(1) if (key := f"{digest}.{number}") not in taken)
            taken.add(key)
            line = msgspec.structs.replace(line, key=key)
        made.append(line)
    return tuple(made)


def _key(line: str) -> str:
    return blake2b(line.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def with_waiting(board: Board, waiting: Iterable[Waiting]) -> Board:
    """``board`` as it will be once what waits is written."""
    for one in waiting:
        board = _with(board, one)
    return board


def _with(board: Board, waiting: Waiting) -> Board:
    wish = waiting.wish
    if wish.meeting != board.meeting.id:
        return board
    if isinstance(wish, Asked):
        if wish.done or wish.dropped:  # from a terminal: where it is marked is seen once it is
            return board
        if labels().is_none(wish.text):
            return _with_none(board, wish.heading, wish.what)
        return _changed(board, wish.heading, wish.what, lambda lines: (*lines, line_of(wish, waiting, board.language)))

    def amended(lines: tuple[Line, ...]) -> tuple[Line, ...]:
        at = max((n for n, line in enumerate(lines) if line.line == wish.line), default=None)
        if at is None:
            return lines
        return (*lines[:at], *_amended(lines[at], wish), *lines[at + 1 :])

    return _changed(board, wish.heading, wish.where, amended)


def line_of(wish: Asked, waiting: Waiting, language: Language) -> Line:
    """What was asked, as it is seen until it is in the document."""
    return Line(
        key="",
        line=read_as(wish.line(language)),
        text=wish.text,
        owners=wish.owners,
        due_text=wish.due,
        status="open" if wish.what == "action_items" else "",
        state="waiting",
        id=waiting.id,
        by=waiting.by,
    )


def _amended(line: Line, wish: Ticked | Reworded | TakenBack) -> tuple[Line, ...]:
    match wish:
        case Ticked():
            return (msgspec.structs.replace(line, status=wish.status.value, state="waiting"),)
        case Reworded():
            if not line.status:
                return (
                    msgspec.structs.replace(line, key="", line=wish.new, text=unbulleted(wish.new), state="waiting"),
                )
            said = parse_action_line(wish.new)
            status = said.status if said.status is not Status.UNKNOWN else Status(line.status)
            new = msgspec.structs.replace(
                line,
                key="",
                line=wish.new,
                text=said.text,
                owners=said.owners,
                due=None,
                due_text=said.due_text,
                status=status.value,
                state="waiting",
            )
            return (new,)
        case _:
            return ()


def _with_none(board: Board, heading: str, name: Captured) -> Board:
    """``board`` with the answer that there is nothing."""
    place = next((n for n, item in enumerate(board.items) if item.key == heading), None)
    part: Lists = board.other if place is None else board.items[place]
    return _put(board, place, msgspec.structs.replace(part, none=tuple(dict.fromkeys((*part.none, name)))))


def _put(board: Board, place: int | None, part: Lists) -> Board:
    """``board`` with another part: the item at ``place``, or what stands outside the items."""
    if place is None or not isinstance(part, BoardItem):
        return msgspec.structs.replace(board, other=part)
    return msgspec.structs.replace(board, items=(*board.items[:place], part, *board.items[place + 1 :]))


def _changed(board: Board, heading: str, name: Listed, change: Change) -> Board:
    """``board`` with one of its lists changed; that of an item which is gone is the one outside the items."""
    replace = msgspec.structs.replace
    if name in SHOWN:
        return replace(board, **{name: _keyed(change(getattr(board, name)))})
    place = next((n for n, item in enumerate(board.items) if item.key == heading), None)
    part: Lists = board.other if place is None else board.items[place]
    return _put(board, place, replace(part, **{name: _keyed(change(getattr(part, name)))}))


class Mine(NamedTuple):
    """A line that this run has written."""

    id: str
    by: str
    heading: str
    where: Listed
    line: str


def remembered(mine: Sequence[Mine], written: Waiting, language: Language) -> list[Mine]:
    """``mine`` once ``written`` is in the document, or will never be."""
    wish, kept = written.wish, list(mine)
    if isinstance(wish, Asked):
        return [*kept, Mine(written.id, written.by, wish.heading, wish.what, read_as(wish.line(language)))]
    renamed = wish.new if isinstance(wish, Reworded) else None
    if isinstance(wish, TakenBack) or renamed:
        at = max((n for n, one in enumerate(kept) if one.line == wish.line), default=None)
        if at is not None:
            one = kept.pop(at)
            kept += [one._replace(line=renamed)] if renamed else []
    return kept


def signed(board: Board, written: Iterable[Mine]) -> Board:
    """``board`` with the ids of what this run wrote: of lines that read alike, the last ones."""
    lists: defaultdict[tuple[str, Listed], defaultdict[str, list[Mine]]] = defaultdict(lambda: defaultdict(list))
    for one in written:
        lists[one.heading, one.where][one.line].append(one)
    for (heading, where), mine in lists.items():
        board = _changed(board, heading, where, partial(_signed, mine=mine))
    return board


def _signed(lines: tuple[Line, ...], mine: Mapping[str, list[Mine]]) -> tuple[Line, ...]:
    left = {line: list(those) for line, those in mine.items()}
    made = []
    for line in reversed(lines):
        those = left.get(line.line)
        if those and not line.id:
            one = those.pop()
            line = msgspec.structs.replace(line, id=one.id, by=one.by)
        made.append(line)
    return tuple(reversed(made))


def patch(old: Board, new: Board) -> Patch | None:
    """What makes ``new`` of ``old``; None where more than lines, focus and times have changed."""
    if _frame(old) != _frame(new):
        return None
    splices: list[Splice] = []
    none: dict[str, tuple[Captured, ...]] = {}
    for (key, before), (_, after) in zip(_parts(old), _parts(new), strict=True):
        for name in LISTS:
            splices += _splice(key, name, getattr(before, name), getattr(after, name))
        if before.none != after.none:
            none[key] = after.none
    for name in SHOWN:
        splices += _splice("", name, getattr(old, name), getattr(new, name))
    moved = (old.focus, old.since) != (new.focus, new.since)
    return Patch(
        version=new.version,
        splices=tuple(splices),
        none=none,
        focus=new.focus if moved else "",
        since=new.since if moved else "",
        spent=new.spent if moved else {},
    )


def _frame(board: Board) -> Board:
    """``board`` without what a patch can tell."""
    empty: dict[str, tuple[()]] = dict.fromkeys((*LISTS, "none"), ())
    return msgspec.structs.replace(
        board,
        version=0,
        now="",
        focus="",
        since="",
        spent={},
        carried=(),
        to_ask=(),
        other=Lists(),
        items=tuple(msgspec.structs.replace(item, **empty) for item in board.items),
    )


def _parts(board: Board) -> Iterator[tuple[str, Lists]]:
    yield from ((item.key, item) for item in board.items)
    yield OTHER, board.other


def _splice(key: str, name: Listed, old: tuple[Line, ...], new: tuple[Line, ...]) -> Iterator[Splice]:
    if old == new:
        return
    front = 0
    while front < min(len(old), len(new)) and (old[front] is new[front] or old[front] == new[front]):
        front += 1
    back = 0
    while back < min(len(old), len(new)) - front and old[-1 - back] == new[-1 - back]:
        back += 1
    yield Splice(item=key, list=name, at=front, remove=len(old) - front - back, add=new[front : len(new) - back])
