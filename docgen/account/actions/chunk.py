"""What stands apart from the words of an action item: （佐藤、12/5）, 担当：鈴木／期限：金曜日, Alice, by Dec 5.

A chunk is understood as a whole or not at all: a remark that only mentions somebody stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from docgen.account.actions.days import Day
from docgen.account.actions.frame import Frame
from docgen.account.actions.labelled import Labelled, due_label, label_before, labelled, named, owner_letters
from docgen.account.actions.persons import Rank, is_personal, side_word
from docgen.account.actions.said import Side
from docgen.account.actions.statuses import says_more, status_of
from docgen.account.actions.strangers import are_initials, may_be_name
from docgen.account.actions.words_of_due import is_day, is_when
from docgen.account.labels import labels
from docgen.account.model import Status
from docgen.account.words import OWNERS

TRIM: Final = "、,;/|。[]"
"""What parts one thing that is set off from the next."""
PARTED: Final = frozenset(" 、,;/|。")
PIECES: Final = re.compile(r"[、,;/|]|\n| - ")
_ALSO: Final = re.compile(r" ?[、,/&+] ?|と|及び|および| and |・| (?=@)|(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
"""Between names; of English ones a space is a part."""
_TAKER: Final = re.compile(r"(?:[\u3400-\u9fffァ-ヺーA-Za-z]{2,8}|[A-Za-z ]{2,16})(?:様|さん|さま|各位)?")
"""For whom something is done: a noun."""
_CLOCK: Final = re.compile(r"\d{1,2}(?::\d\d)? ?(?:am|pm)|\d{1,2}:\d\d|noon|正午", re.IGNORECASE)
_WORDY: Final = re.compile(
    r"(?:担当(?:者)?は)?(?P<rest>.*?)"
    r"(?:が(?:担当|対応)?|担当で|に| to (?:lead|own|action|do|arrange|follow up|handle|drive|chase|confirm|send))?"
)
_ARROW: Final = re.compile(" ?(?:→|->|=>) ?")
Place = tuple[int, int]


class Parts(NamedTuple):
    """What a chunk says."""

    owners: tuple[Place, ...] = ()
    due: Day | Place | None = None
    status: Status = Status.UNKNOWN
    task: Place | None = None
    notes: tuple[Place, ...] = ()
    side: Side = "unknown"
    stays: bool = False
    """Whether it says more than that, and so stays in the text."""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.owners or self.due or self.status is not Status.UNKNOWN or self.notes or self.task)


def parts_of(frame: Frame, start: int, end: int, *, least: Rank = Rank.FAIR, apart: bool = False) -> Parts | None:
    """What ``[start, end)`` says; None where not all of it is understood. ``least``: how much a name that stands alone
    must look like one; ``apart``: whether it stands where nothing but who and when is written, as in brackets that end
    a line."""
    start, end = frame.trimmed(start, end, "、,;。")
    if start == end:
        return None
    marks = labelled(frame, start, end)
    if not marks:
        return _direction(frame, start, end) or _shaped(frame, start, end, least, apart=apart)
    front = frame.trimmed(start, marks[0].start, TRIM + "・")
    if (said := _shaped(frame, *front, Rank.MAYBE)) is not None:
        return _merged(said, _values(frame, marks))
    if frame.plain.find(":", *front) > 0:
        return _merged(Parts(), _values(frame, [Labelled(front[0], front[0], front[1], "note"), *marks]))
    return None


def _values(frame: Frame, marks: list[Labelled]) -> Parts:
    """What stands behind labels."""
    parts = Parts()
    for mark in marks:
        value = frame.trimmed(mark.at, mark.end, TRIM)
        text, whole = frame.text[slice(*value)], frame.trimmed(mark.start, mark.end, TRIM)
        if mark.name in ("ours", "theirs"):
            parts = _of_side(frame, parts, mark, value)
        elif not text:
            continue
        elif mark.name == "owner":
            said = owner_value(frame, *value)
            parts = parts._replace(owners=(*parts.owners, *said.owners), due=said.due or parts.due)
        elif mark.name == "due":
            parts = parts._replace(notes=(*parts.notes, whole)) if parts.due else parts._replace(due=value)
        elif mark.name == "task":
            parts = parts._replace(task=value)
        elif mark.name == "status" and (found := status_of(frame.plain[slice(*value)])) is not Status.UNKNOWN:
            parts = parts._replace(status=found)
        else:
            parts = parts._replace(notes=(*parts.notes, whole))
    return parts


def _of_side(frame: Frame, parts: Parts, mark: Labelled, value: Place) -> Parts:
    """御社：小野寺様、9/9まで; a side alone is an owner."""
    side = frame.trimmed(mark.start, mark.at, ":")
    said = _shaped(frame, *value, Rank.MAYBE)
    if said is None or (said.due and parts.due):
        return parts._replace(notes=(*parts.notes, (side[0], value[1])))
    return parts._replace(
        owners=(*parts.owners, *(said.owners or (side,))),
        due=said.due or parts.due,
        status=said.status if said.status is not Status.UNKNOWN else parts.status,
        notes=(*parts.notes, *said.notes),
        side="ours" if mark.name == "ours" else "theirs",
    )


def _merged(one: Parts, other: Parts) -> Parts:
    spare = one.due if other.due else None
    place = (spare,) if isinstance(spare, tuple) and len(spare) == 2 else ((spare.start, spare.end),) if spare else ()
    return other._replace(
        owners=(*one.owners, *other.owners),
        due=other.due or one.due,
        notes=(*one.notes, *place, *other.notes),
        status=other.status if other.status is not Status.UNKNOWN else one.status,
        side=other.side if other.side != "unknown" else one.side,
    )


def _direction(frame: Frame, start: int, end: int) -> Parts | None:
    """弊社 → 御社: the first does it, for the second."""
    arrow = _ARROW.search(frame.plain, start, end)
    if arrow is None or arrow.start() == start:
        return None
    giver, taker = frame.trimmed(start, arrow.start()), frame.trimmed(arrow.end(), end)
    sides = [side_word(frame.plain[slice(*each)]) for each in (giver, taker)]
    is_whole = start > 0 and frame.plain[start - 1] in "([" and len(_TAKER.sub("", frame.plain[slice(*taker)])) == 0
    if sides[0] != "unknown" and sides[1] == "unknown" and is_whole:
        return Parts((giver,), notes=((start, end),))
    if any(
        side == "unknown" and frame.rank(*each) < Rank.LIKELY for side, each in zip(sides, (giver, taker), strict=True)
    ):
        return None
    return Parts((giver,), stays=sides[1] == "unknown")


def _shaped(frame: Frame, start: int, end: int, least: Rank, *, apart: bool = False) -> Parts | None:
    """What is told by its shape alone."""
    days = [day for day in frame.days_within(start, end) if day.is_certain or day.is_marked]
    if not days and is_day(frame.plain[start:end]):
        return Parts(due=(start, end))
    due: Day | None = None
    places, at = [], start
    for day in days:
        label = due_label(frame, day.start, at)
        due = day if due is None or label is not None or (day.is_marked and not due.is_marked) else due
        places.append((at, day.start - frame.plain.startswith("@", day.start - 1) if label is None else label))
        at = day.end
    places.append((at, end))
    parts = Parts(due=due)
    pieces = [piece for place in places for piece in _pieces(frame, *place)]
    behind = [frame.plain[slice(*piece)] for piece in pieces[1:]]
    dated = bool(due) or any(is_when(text) or labels().is_unknown(text) for text in behind)
    if dated:
        least = min(least, Rank.MAYBE)
    for piece in (_bare(frame, each) for each in pieces) if apart else pieces:
        if piece[0] == piece[1]:
            continue
        added = (
            _piece(frame, piece, parts, least)
            or (_stranger(frame, piece, parts, dated) if apart else None)
            or _remark(frame, piece, parts, start)
        )
        if added is None:
            return None
        parts = added
    if due and len(days) > 1:
        parts = parts._replace(stays=True)
    if parts.due and parts.status is Status.DONE and (not parts.owners or (due and _is_when_done(frame, due))):
        return parts._replace(due=None, notes=((start, end),))
    return parts


def _bare(frame: Frame, piece: Place) -> Place:
    """担当は槙, 槙が担当, and に behind 6/12まで: only who and when."""
    match = _WORDY.fullmatch(frame.plain, *piece)
    return match.span("rest") if match else piece


def _stranger(frame: Frame, piece: Place, parts: Parts, dated: bool) -> Parts | None:
    """（槙、6/12）, (Communications Office, 6 June), (PN): who it is, though it looks like no name."""
    if not dated:
        initials = are_initials(frame.plain[slice(*piece)])
        return parts._replace(owners=(*parts.owners, piece)) if initials else None
    if parts.owners:
        return None
    places, at = [], piece[0]
    for match in (*_ALSO.finditer(frame.plain, *piece), None):
        place = frame.trimmed(at, match.start() if match else piece[1])
        if frame.rank(*place) >= Rank.MAYBE or may_be_name(frame.plain[slice(*place)]):
            places.append(place)
            at = match.end() if match else piece[1]
        elif match is None:
            return None
    return parts._replace(owners=tuple(places))


def _is_when_done(frame: Frame, day: Day) -> bool:
    """Whether 済 belongs to a day: 12/2済, and not 12/9、済."""
    return frame.plain[day.end : day.end + 1] not in (*PARTED, "")


def _remark(frame: Frame, piece: Place, parts: Parts, start: int) -> Parts | None:
    """鈴木、12/9、PDFで: in brackets that begin with who does it, more may be said."""
    is_bracketed = start > 0 and frame.plain[start - 1] in "(["
    if (
        not is_bracketed
        or not parts.owners
        or not all(parts.due or is_personal(frame.plain[slice(*owner)]) for owner in parts.owners)
    ):
        return None
    text = frame.plain[slice(*piece)]
    for at in range(2, min(len(text) - 1, 5)):
        name = named(text[:at])
        if name == "due" and labels().is_unknown(text[at:]) and not parts.due:
            return parts._replace(due=(piece[0] + at, piece[1]))
        if name == "due" and labels().is_none(text[at:]):
            return parts
    return parts._replace(notes=(*parts.notes, piece))


def _piece(frame: Frame, piece: Place, parts: Parts, least: Rank) -> Parts | None:
    text = frame.plain[slice(*piece)]
    if frame.rank(*piece) is Rank.SURE:
        return parts._replace(owners=(*parts.owners, piece))
    if parts.owners and not parts.due and (day := next((d for d in frame.days if (d.start, d.end) == piece), None)):
        return parts._replace(due=day)
    if parts.owners and not parts.due and is_when(text):
        return parts._replace(due=piece)
    if parts.due and _CLOCK.fullmatch(text):
        return parts
    if (status := status_of(text)) is not Status.UNKNOWN:
        notes = (*parts.notes, piece) if says_more(text) else parts.notes
        return parts._replace(status=status, notes=notes)
    if labels().is_unknown(text):
        if parts.owners and not parts.due:
            return parts._replace(due=piece)
        return parts._replace(owners=(*parts.owners, piece)) if parts.due and not parts.owners else None
    first, last = owner_letters()
    if text[:1].lower() in first and (value := _label_at(frame, piece)):
        return parts._replace(owners=(*parts.owners, *names_at(frame, *value)))
    if text[-1:].lower() in last:
        if (label := label_before(frame, piece[1], piece[0])) and label.name == "owner":
            piece = frame.trimmed(piece[0], label.start)
            return _piece(frame, piece, parts, Rank.MAYBE) if piece[0] < piece[1] else None
        for size in (2, 3):
            if (
                len(text) > size
                and named(text[-size:]) == "owner"
                and frame.rank(piece[0], piece[1] - size) >= Rank.FAIR
            ):
                return parts._replace(owners=(*parts.owners, (piece[0], piece[1] - size)))
    names = names_in(frame, *piece, least)
    return parts._replace(owners=(*parts.owners, *names)) if names else None


def owner_value(frame: Frame, start: int, end: int) -> Parts:
    """What stands behind 担当：, names for the most part, but also 佐藤、12/5 or Priya; due Friday."""
    said = _shaped(frame, start, end, Rank.MAYBE) if frame.days_within(start, end) else None
    return said if said and said.owners and said.due else Parts(names_at(frame, start, end))


def _label_at(frame: Frame, piece: Place) -> Place | None:
    """What stands behind 担当 without a colon."""
    start, end = piece
    gap = frame.plain.find(" ", start, end)
    wide = frame.plain.find(" ", gap + 1, end) if gap > 0 else -1
    for at in (gap, wide, *range(start + 2, min(start + 4, end))):
        if at > start and label_before(frame, at, start) == (start, at, at, "owner"):
            value = frame.trimmed(at, end)
            if names_in(frame, *value, Rank.MAYBE) or labels().is_unknown(frame.plain[slice(*value)]):
                return value
    return None


def _pieces(frame: Frame, start: int, end: int) -> Iterator[Place]:
    at = start
    for match in (*PIECES.finditer(frame.plain, start, end), None):
        stop = match.start() if match else end
        piece = frame.trimmed(at, stop, "・:~-→")
        if piece[0] < piece[1]:
            yield piece
        at = match.end() if match else end


def names_in(frame: Frame, start: int, end: int, least: Rank, *, firm: Rank = Rank.FAIR) -> tuple[Place, ...]:
    """The names in a piece, all of which must look like some; of several, one at least as much as ``firm``."""
    if frame.rank(start, end) >= least:
        return ((start, end),)
    places, at, best = [], start, Rank.NONE
    for match in (*_ALSO.finditer(frame.plain, start, end), None):
        if match and match[0] == " " and frame.plain[match.end()] == "@" and frame.plain[at] != "@":
            continue  # 料金表 @鈴木さん: a handle is not named together with a plain word
        stop = match.start() if match else end
        place = frame.trimmed(at, stop)
        found = frame.rank(*place)
        if found >= (Rank.MAYBE if frame.plain[slice(*place)].isascii() else max(least, Rank.MAYBE)):
            places.append(place)
            at, best = match.end() if match else end, max(best, found)
        elif match is None:
            return ()
    firm = firm if all(frame.rank(*place) >= least for place in places) else Rank.SURE
    return tuple(places) if best >= firm else ()


def names_at(frame: Frame, start: int, end: int) -> tuple[Place, ...]:
    """The names behind 担当：, whatever they look like."""
    places: list[Place] = []
    at = start
    edges = OWNERS.finditer(frame.text, start, end)
    days = frame.days_within(start, end) if frame.plain.find("/", start, end) > 0 else []
    for match in (*(edge for edge in edges if not any(day.start <= edge.start() < day.end for day in days)), None):
        stop = match.start() if match else end
        place = frame.trimmed(at, stop)
        if (
            place[1] - place[0] > 3
            and frame.plain[place[1] - 1] == "."
            and frame.plain[place[1] - 3 : place[1]].isascii()
        ):
            place = place[0], place[1] - 1
        if place[0] < place[1]:
            several = names_in(frame, *place, Rank.LIKELY)
            places += several if len(several) > 1 else (place,)
        at = match.end() if match else end
    return tuple(places)
