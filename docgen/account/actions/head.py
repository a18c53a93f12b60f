"""What stands in front of the words of a line, set off from them: taken away piece by piece."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.actions.apart import CJK, REACH, absorbed, mere_side
from docgen.account.actions.chunk import Place, names_in, parts_of
from docgen.account.actions.frame import Frame
from docgen.account.actions.front import at_front, told
from docgen.account.actions.labelled import due_label, labelled
from docgen.account.actions.lexicon import key, lexicon
from docgen.account.actions.persons import Rank, is_called, is_known, is_personal, side_word
from docgen.account.actions.statuses import says_more, status_of
from docgen.account.model import Status

_CLOSERS: Final = {"(": ")", "[": "]", "<": ">"}
_APART: Final = re.compile(r"[ 、,/|;]+")
_SIGNS: Final = tuple(map(re.compile, (" *: *", " *(?:→|->|=>) *", r" *\| *", " - ", " */ *", " *[、,] *")))
_JOINED: Final = re.compile("[/・、&+]")
_CLOSED: Final = re.compile(r"[^()\[\]:。、]{1,12}?\) *(?=[^\s)])")
_VERB: Final = re.compile(r"[A-Za-z-]+(?= )")
_WORD: Final = re.compile(r"[^\s/、,:]+")
_PARTICLES: Final = tuple("にのはがをとへでも")
_GOES_ON: Final = re.compile(r" *(?:,|、|/|&|と|and|to|will|shall|should|must)(?![a-z])")
_NOTHING: Final = re.compile("")
_AFTER: Final = re.compile(r" *(?:[:|)]| [-~→] ?|- )[ :]*")


def strip_head(frame: Frame) -> bool:
    """Whether something was taken from the front of the line."""
    start, end = frame.trimmed(frame.lo, frame.hi)
    if start >= end:
        return False
    return (
        _bracket(frame, start, end)
        or _status(frame, start, end)
        or _day(frame, start, end)
        or _labelled(frame, start, end)
        or _named(frame, start, end)
    )


def strip_status(frame: Frame) -> None:
    """Take words that say how far it is from the front."""
    start, end = frame.trimmed(frame.lo, frame.hi)
    if start < end and frame.plain[start] in _CLOSERS:
        close = frame.plain.find(_CLOSERS[frame.plain[start]], start, start + 16)
        if close > 0:
            _told(frame, start + 1, close, close + 1, end)
    elif start < end:
        _status(frame, start, end)


def _told(frame: Frame, start: int, stop: int, rest: int, end: int) -> bool:
    """Whether the word in ``[start, stop)`` says how far it is, and is taken away with all before ``rest``."""
    found = status_of(frame.plain[start:stop])
    if found is Status.UNKNOWN or not _cut(frame, rest, end):
        return False
    frame.status = found
    if says_more(frame.plain[start:stop]):
        frame.notes.append(frame.text[start:stop])
    return True


def _cut(frame: Frame, at: int, end: int) -> bool:
    """Take away all before ``at``, unless nothing else is left."""
    lo = frame.trimmed(at, end, ":、,;|")[0]
    if lo >= end:
        return False
    frame.lo = lo
    return True


def _bracket(frame: Frame, start: int, end: int) -> bool:
    closing = _CLOSERS.get(frame.plain[start])
    close = frame.plain.find(closing, start, min(end, start + REACH)) if closing else -1
    if close < 0 or frame.plain[close + 1 : close + 2] in _PARTICLES or frame.trimmed(close + 1, end, ":、,")[0] >= end:
        return False
    if absorbed(frame, parts_of(frame, start + 1, close)):
        return _cut(frame, close + 1, end)
    place = (start + 1, close)  # [Lena] finalise the budget
    return _orders(frame, place, frame.trimmed(close + 1, end)[0], end) and _owned(
        frame, names_in(frame, *place, Rank.MAYBE, firm=Rank.MAYBE), close + 1, end
    )


def _status(frame: Frame, start: int, end: int) -> bool:
    edge = _AFTER.search(frame.plain, start + 1, min(end, start + 16))
    gap = frame.plain.find(" ", start, min(end, start + 10))
    ends = [(edge.start(), edge.end())] if edge else []
    if gap > start and (CJK.search(frame.plain[start:gap]) or frame.plain[start:gap].isupper()):
        ends.append((gap, gap + 1))
    return any(_told(frame, start, stop, rest, end) for stop, rest in ends)


def _day(frame: Frame, start: int, end: int) -> bool:
    day = next((day for day in frame.days if day.start >= start), None)
    if day is None or frame.due_text or day.end >= end or not (day.is_certain or day.is_marked):
        return False
    if day.start != start and due_label(frame, day.start, start) != start:
        return False
    after = frame.plain[day.end : end]
    is_plain = day.kind in ("day", "month's day", None)
    apart = _AFTER.match(after) or (re.match(r" *[、,/] *", after) if is_plain else None)
    if apart is None and after[0] == " " and (is_plain or day.is_marked):
        apart = re.match(" +", after) if CJK.search(after) and after.lstrip()[0] not in "のにはがを" else None
    if apart is None and frame.plain[day.end - 1] == ")" and CJK.match(after) and after[0] not in "のにはがをへとでも":
        apart = _NOTHING.match(after)  # 6/15（月）佐藤　見積送付
    if apart is None or not _cut(frame, day.end + apart.end(), end):
        return False
    frame.due, frame.due_text = day, frame.text[day.start : day.end]
    return True


def _labelled(frame: Frame, start: int, end: int) -> bool:
    """担当：佐藤　資料を送る."""
    marks = labelled(frame, start, end)
    if frame.owners or not marks or marks[0].start != start or marks[0].name != "owner":
        return False
    at = frame.trimmed(marks[0].at, end)[0]
    edge = _APART.search(frame.plain, at, min(marks[0].end, end))
    names = names_in(frame, at, edge.start(), Rank.MAYBE) if edge else ()
    return bool(edge and names) and _owned(frame, names, edge.end() if edge else end, end)


def _named(frame: Frame, start: int, end: int) -> bool:
    """佐藤：, 佐藤→, @bob -, 佐藤 12/5, 弊社 → 御社：."""
    plain = frame.plain
    if frame.owners and mere_side(frame) == "unknown":
        return _sided(frame, start, end)
    if plain[start] == "@" and (names := at_front(frame, start, end)):
        return not _GOES_ON.match(plain, names[-1][1], end) and _owned(frame, names, names[-1][1], end)
    if names := told(frame, start, end):
        return _owned(frame, names, names[-1][1], end)
    if (closed := _CLOSED.match(plain, start, end)) and (
        names := names_in(frame, start, closed[0].index(")") + start, Rank.FAIR)
    ):
        return _owned(frame, names, closed.end(), end)
    for sign in _SIGNS:
        edge = sign.search(plain, start + 1, min(end, start + 42))
        if edge and _before_sign(frame, start, edge, end):
            return True
    return _spaced(frame, start, end)


def _sided(frame: Frame, start: int, end: int) -> bool:
    """御社： before what somebody does who is named behind it."""
    colon = frame.plain.find(":", start, min(end, start + 12))
    side = side_word(frame.plain[start:colon]) if colon > start else "unknown"
    if side == "unknown" or frame.side != "unknown" or not _cut(frame, colon + 1, end):
        return False
    frame.side = side
    return True


def _before_sign(frame: Frame, start: int, edge: re.Match[str], end: int) -> bool:
    """佐藤：, 弊社→御社：, 佐藤→, 佐藤／."""
    plain, place, sign = frame.plain, (start, edge.start()), edge[0].strip()
    if mere_side(frame) != "unknown":
        names = names_in(frame, *place, Rank.MAYBE)
        words = [plain[slice(*name)] for name in names]
        is_person = all(side_word(word) == "unknown" and key(word) not in lexicon().verbs for word in words)
        return bool(names) and is_person and _owned(frame, names, edge.end(), end)
    if sign == ":" and plain[place[1] - 1] == ")" and (opens := plain.find("(", *place)) > start:
        side, named = side_word(plain[start:opens]), names_in(frame, opens + 1, place[1] - 1, Rank.MAYBE)
        if side != "unknown" and named and all(side_word(plain[slice(*name)]) == "unknown" for name in named):
            frame.side = side
            return _owned(frame, named, edge.end(), end)
    if sign == ":":
        chunk = parts_of(
            frame, *place, least=Rank.FAIR if CJK.search(plain[slice(*place)]) or frame.tagged else Rank.LIKELY
        )
        names = () if chunk else names_in(frame, *place, Rank.MAYBE, firm=Rank.SURE)
        if len(names) > 1 and _owned(frame, names, edge.end(), end):
            return True
        if chunk and not chunk.stays and (chunk.owners or chunk.due) and frame.trimmed(edge.end(), end, "、,")[0] < end:
            return absorbed(frame, chunk) and _cut(frame, edge.end(), end)
    if sign in (":", "-") and plain[place[1] - 1] == ")" and (opens := plain.find("(", *place)) > start:
        inside, names = parts_of(frame, opens + 1, place[1] - 1), names_in(frame, start, opens, Rank.FAIR)
        return bool(inside and inside.due and not inside.owners and names and absorbed(frame, inside)) and _owned(
            frame, names, edge.end(), end
        )
    if sign in (":", "-", "|", "→", "->", "=>") and _orders(frame, place, edge.end(), end):
        return _owned(frame, names_in(frame, *place, Rank.MAYBE, firm=Rank.MAYBE), edge.end(), end)
    names = names_in(frame, *place, Rank.LIKELY)
    if sign == ":" or not (names or sign == ","):
        return False
    if sign == "/" and (word := _WORD.match(plain, edge.end(), end)):
        is_listed = word.end() < end and plain[word.end()] == " " and frame.rank(*word.span()) >= Rank.MAYBE
        if is_listed or frame.rank(*word.span()) >= Rank.LIKELY:
            return False
    if sign == "," and _orders(frame, place, edge.end(), end):
        return _owned(frame, names or names_in(frame, *place, Rank.MAYBE, firm=Rank.MAYBE), edge.end(), end)
    if sign in ("、", ","):
        words = [plain[slice(*name)] for name in names]
        following = _WORD.match(plain, edge.end(), end)
        listed = following is not None and frame.rank(*following.span()) >= Rank.LIKELY
        called = all(is_called(word) or (not listed and is_known(word, frame.known)) for word in words)
        return bool(names) and called and _owned(frame, names, edge.end(), end)
    if sign in ("→", "->", "=>"):
        taker = frame.trimmed(edge.end(), end)
        sided = side_word(plain[taker[0] : taker[0] + 2]) != "unknown"
        return frame.rank(*taker) < Rank.FAIR and not sided and _owned(frame, names, edge.end(), end)
    return all(frame.rank(*name) is Rank.SURE for name in names) and _owned(frame, names, edge.end(), end)


def _orders(frame: Frame, place: Place, at: int, end: int) -> bool:
    """Whether names that nobody knows stand before what somebody is told to do: Priya: send the deck."""
    verb = _VERB.match(frame.plain, at, end)
    tells = verb is not None and key(verb[0]) in lexicon().verbs
    names = names_in(frame, *place, Rank.MAYBE, firm=Rank.MAYBE) if tells else ()
    words = [frame.plain[slice(*name)] for name in names]
    return bool(names) and all(word.isascii() and not word.endswith("s") for word in words)


def _spaced(frame: Frame, start: int, end: int) -> bool:
    """佐藤 12/5 見積送付, 佐藤　見積送付."""
    plain = frame.plain
    gap = plain.find(" ", start, min(end, start + 16))
    if gap > start:
        rest = frame.trimmed(gap, end)[0]
        dated = any(day.start == rest for day in frame.days)
        names = names_in(frame, start, gap, Rank.FAIR if dated else Rank.LIKELY)
        if not names and _JOINED.search(plain, start, gap):
            names = names_in(frame, start, gap, Rank.MAYBE, firm=Rank.SURE)
        apart = dated or (CJK.search(plain[rest:end]) and plain[rest] not in "のにはがをとへで様さ氏・、")
        wide = frame.text[gap] == "\u3000" and plain[start:gap].isascii() is False
        personal = [is_personal(plain[slice(*name)]) for name in names]
        if names and apart and (dated or wide or all(personal) or (len(names) > 1 and any(personal))):
            return _owned(frame, names, gap, end)
    return False


def _owned(frame: Frame, names: tuple[Place, ...], at: int, end: int) -> bool:
    after = frame.trimmed(at, end, ":、,;|/-→")[0]
    if after >= end or (at == after and frame.plain[at - 1] not in ":|→>/、, )]"):
        return False
    if (side := mere_side(frame)) != "unknown":
        frame.owners, frame.side = [], side
    frame.owners += [frame.text[slice(*frame.trimmed(*name))] for name in names]
    return _cut(frame, after, end)
