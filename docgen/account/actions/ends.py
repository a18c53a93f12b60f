"""What stands at the ends of a line, set off from its words: taken away piece by piece until only words are left."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.actions.chunk import Parts, Place, names_in, parts_of
from docgen.account.actions.frame import Frame
from docgen.account.actions.labelled import due_label, label_before, labelled
from docgen.account.actions.persons import Rank, is_personal, side_word
from docgen.account.actions.statuses import says_more, status_of
from docgen.account.model import Status

REACH: Final = 120
"""Characters at an end of a line in which something may be set off."""
CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_ARROW: Final = re.compile("→|->|=>")
_BOUNDARY: Final = re.compile(r" *(?:→|->|=>|\||/|;|、|,|。| - |--| {2,}|: )[ →:-]*| |(?<=[)\]])")
_PARTICLE: Final = re.compile(r"(?:は|が|を|に|で|と|の|へ|も|や|から|より|まで|について|及び|および)$")
_PREPOSITION: Final = re.compile(
    r"(?<![a-z])(?:by|until|till|before|after|on|from|since|of|for|in|at|to|with|the|and|or|a|an|via|per|about|as|between|next|last|this|due)$",
    re.IGNORECASE,
)
_OPENERS: Final = {")": "(", "]": "[", ">": "<"}
_CLOSERS: Final = {"(": ")", "[": "]"}
_APART: Final = re.compile(r"[ 、,/|;]+")
_SIGNS: Final = tuple(map(re.compile, (" *: *", " *(?:→|->|=>) *", r" *\| *", " - ", " */ *")))
_PARTICLES: Final = tuple("にのはがをとへでも")
_HANDLE: Final = re.compile(r"@[\w.\-]+?(?:さん|様|氏)?(?=[\s:、,;/|)\]]|$)")
_GOES_ON: Final = re.compile(r" *(?:,|、|/|&|と|and|to|will|shall|should|must)(?![a-z])")
_AFTER: Final = re.compile(r" *(?:[:|]| [-~→] ?|- )[ :]*")


def absorbed(frame: Frame, parts: Parts | None) -> bool:
    """Whether what a chunk says was taken over; not where the same has been said before."""
    if parts is None or parts.is_empty:
        return False
    if (parts.owners and frame.owners) or (parts.due and (frame.due_text or frame.due)):
        return False
    if parts.status is not Status.UNKNOWN:
        frame.status = parts.status
    frame.owners += [frame.text[slice(*place)] for place in parts.owners]
    if isinstance(parts.due, tuple) and len(parts.due) == 2:
        frame.due_text = frame.text[slice(*parts.due)]
    elif parts.due:
        frame.due, frame.due_text = parts.due, frame.text[parts.due.start : parts.due.end]
    frame.notes += [frame.text[slice(*place)] for place in parts.notes]
    return not parts.stays


def strip_tail(frame: Frame) -> bool:
    """Whether something was taken from the end of the line."""
    start, end = frame.trimmed(frame.lo, frame.hi, "。.、,;")
    if start >= end:
        return False
    if frame.plain[end - 1] in _OPENERS:
        opens = opening(frame.plain, start, end)
        if opens is None or opens <= start:
            return False
        if absorbed(frame, parts_of(frame, opens + 1, end - 1)):
            frame.hi = frame.trimmed(start, opens, "、,;/|:→-")[1]
            return True
        return False
    found: tuple[int, Parts] | None = None
    for edge in reversed(list(_BOUNDARY.finditer(frame.plain, max(start + 1, end - REACH), end))):
        if edge.end() >= end or any(day.start < edge.end() < day.end for day in frame.days):
            continue
        if not _is_balanced(frame.plain[edge.end() : end]):
            continue
        parts = parts_of(frame, edge.end(), end, least=Rank.LIKELY)
        if parts and parts._replace(notes=()) != Parts() and not parts.stays and _is_set_off(frame, edge, parts):
            found = edge.start(), parts
    if found and frame.trimmed(start, found[0], "、,;/|:→-")[1] > start and absorbed(frame, found[1]):
        frame.hi = frame.trimmed(start, found[0], "、,;/|:→-")[1]
        return True
    return False


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char in _CLOSERS) - (char in _CLOSERS.values())
        if depth < 0:
            return False
    return depth == 0


def opening(plain: str, start: int, end: int) -> int | None:
    """Where the bracket opens that closes before ``end``."""
    closing, depth = plain[end - 1], 0
    for at in range(end - 1, start - 1, -1):
        depth += (plain[at] == closing) - (plain[at] == _OPENERS[closing])
        if depth == 0:
            return at
    return None


def _is_set_off(frame: Frame, edge: re.Match[str], parts: Parts) -> bool:
    """Whether a chunk behind ``edge`` stands apart from the words before it, and is no part of their sentence."""
    before = frame.plain[max(frame.lo, edge.start() - 12) : edge.start()]
    if not edge[0]:
        return parts.status is not Status.UNKNOWN or bool(parts.due)
    if (
        _ARROW.search(frame.plain, edge.end(), frame.hi)
        and side_word(frame.plain[slice(*parts.owners[0])] if parts.owners else "") != "unknown"
    ):
        return True
    if edge[0].strip():
        if edge[0].strip() in (",", "/", "、") and parts.owners and not parts.due:
            word = before.split()[-1] if before.split() else ""
            listed = frame.rank(edge.start() - len(word), edge.start()) >= Rank.LIKELY
            return not listed and not _PARTICLE.search(before)
        return not (_PREPOSITION.search(before) and parts.owners)
    at = edge.end()
    if due_label(frame, at_day(frame, at), at) == at and label_before(frame, at_day(frame, at), at):
        return not frame.plain.startswith(("by", "on", "before", "until", "till"), at)
    if (label := label_after(frame, at)) is not None:
        return label
    if frame.plain[at] == "@" or (frame.text[at] in frame.line.chips):
        return not _PREPOSITION.search(before)
    if len(edge[0]) < 2 and not CJK.search(frame.left()):
        return False
    if _PARTICLE.search(before) or _PREPOSITION.search(before):
        return False
    if parts.owners and not parts.due:
        return all(is_personal(frame.plain[slice(*place)].strip()) for place in parts.owners)
    return True


def at_day(frame: Frame, at: int) -> int:
    """Where the first day from ``at`` on begins, or ``at``."""
    return next((day.start for day in frame.days if day.start >= at), at)


def label_after(frame: Frame, at: int) -> bool | None:
    """Whether a label begins at ``at``."""
    for stop in range(at + 2, min(at + 16, frame.hi + 1)):
        if stop == frame.hi or frame.plain[stop] in " :=":
            label = label_before(frame, stop, at)
            if label and label.start == at and frame.plain[stop - 1] != " ":
                return True
    return None


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
    return absorbed(frame, parts_of(frame, start + 1, close)) and _cut(frame, close + 1, end)


def _status(frame: Frame, start: int, end: int) -> bool:
    edge = _AFTER.search(frame.plain, start + 1, min(end, start + 16))
    gap = frame.plain.find(" ", start, min(end, start + 10))
    ends = [(edge.start(), edge.end())] if edge else []
    if gap > start and CJK.search(frame.plain[start:gap]):
        ends.append((gap, gap + 1))
    for stop, rest in ends:
        if _told(frame, start, stop, rest, end):
            return True
    return False


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
    if frame.owners:
        return False
    plain = frame.plain
    if match := _HANDLE.match(plain, start, end):
        if _GOES_ON.match(plain, match.end(), end):
            return False
        return _owned(frame, ((start, match.end()),), match.end(), end)
    for sign in _SIGNS:
        edge = sign.search(plain, start + 1, min(end, start + 42))
        if edge and _before_sign(frame, start, edge, end):
            return True
    return _spaced(frame, start, end)


def _before_sign(frame: Frame, start: int, edge: re.Match[str], end: int) -> bool:
    """佐藤：, 弊社→御社：, 佐藤→, 佐藤／."""
    plain, place, sign = frame.plain, (start, edge.start()), edge[0].strip()
    if sign == ":":
        chunk = parts_of(
            frame, *place, least=Rank.FAIR if CJK.search(plain[slice(*place)]) or frame.tagged else Rank.LIKELY
        )
        if chunk and not chunk.stays and (chunk.owners or chunk.due) and frame.trimmed(edge.end(), end, "、,")[0] < end:
            return absorbed(frame, chunk) and _cut(frame, edge.end(), end)
        return False
    names = names_in(frame, *place, Rank.LIKELY)
    if not names:
        return False
    if sign in ("→", "->", "=>"):
        taker = frame.trimmed(edge.end(), end)
        sided = side_word(plain[taker[0] : taker[0] + 2]) != "unknown"
        return frame.rank(*taker) < Rank.FAIR and not sided and _owned(frame, names, edge.end(), end)
    return all(frame.rank(*name) is Rank.SURE for name in names) and _owned(frame, names, edge.end(), end)


def _spaced(frame: Frame, start: int, end: int) -> bool:
    """佐藤 12/5 見積送付, 佐藤　見積送付."""
    plain = frame.plain
    gap = plain.find(" ", start, min(end, start + 16))
    if gap > start:
        rest = frame.trimmed(gap, end)[0]
        dated = any(day.start == rest for day in frame.days)
        names = names_in(frame, start, gap, Rank.FAIR if dated else Rank.LIKELY)
        apart = dated or (CJK.search(plain[rest:end]) and plain[rest] not in "のにはがをとへで様さ氏・、")
        if names and apart and (dated or all(is_personal(plain[slice(*name)]) for name in names)):
            return _owned(frame, names, gap, end)
    return False


def _owned(frame: Frame, names: tuple[Place, ...], at: int, end: int) -> bool:
    after = frame.trimmed(at, end, ":、,;|/-→")[0]
    if after >= end or (at == after and frame.plain[at - 1] not in ":|→>/ "):
        return False
    frame.owners += [frame.text[slice(*frame.trimmed(*name))] for name in names]
    return _cut(frame, after, end)
