"""What stands at the end of a line, set off from its words: taken away piece by piece until only words are left."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.actions.apart import CJK, REACH, absorbed
from docgen.account.actions.chunk import Parts, names_in, parts_of
from docgen.account.actions.frame import Frame
from docgen.account.actions.labelled import due_label, label_before, named
from docgen.account.actions.persons import Rank, is_known, is_personal, side_word
from docgen.account.actions.statuses import status_of
from docgen.account.actions.strangers import may_be_name
from docgen.account.labels import labels
from docgen.account.model import Status

PATIENCE: Final = 3
"""How many boundaries in a row, each with more behind it that is not understood, are looked behind."""
_ARROW: Final = re.compile("→|->|=>")
_EDGES: Final = "、,;/|:→~・-"
_BOUNDARY: Final = re.compile(
    r" *(?:→|->|=>|<-|>>|\||/{1,2}|;|、|,|。|※|…+|・{2,}|\.{3,}|\.(?= )| [~-] |--| {2,}|:)[ →:-]*| |(?<=[)\]>])"
    r"|(?<=[^\x00-\x7f日月火水木金土時分末週])(?=~\d)|(?<=[^\s\[(])(?=\[)"
)
_PARTICLE: Final = re.compile(r"(?:は|が|を|に|で|と|の|へ|も|や|から|より|まで|について|及び|および)$")
_PREPOSITION: Final = re.compile(
    r"(?<![a-z])(?:by|until|till|before|after|on|from|since|of|for|in|at|to|with|the|and|or|a|an|via|per|about|as|between|next|last|this|due)$",
    re.IGNORECASE,
)
_LEADER: Final = re.compile(r" *(?:…|・{2}|\.{3})")
_DASH: Final = re.compile(r" +-+ +|-- ?")
_OPENERS: Final = {")": "(", "]": "[", ">": "<"}
_CLOSERS: Final = {"(": ")", "[": "]"}
_REMARK: Final = re.compile(r"[)\]] *(?P<remark>※[^※]{1,40})$")
_DONE_APART: Final = re.compile(r"(?:-|→|/|\||、|,|:) *[^\s、,/|:→-]{1,6} ?$")
_BEFORE_NAMES: Final = frozenset((":", "→", "->", "=>", "-", "/", "|"))
_APART: Final = re.compile(r"[\s:、,/|→]+")
_WORD: Final = re.compile(r"[^\s/、,:]+")
_LAST: Final = re.compile(r"[^\s、。→()\[\]]{1,6}(?= ?$)")


def strip_tail(frame: Frame) -> bool:
    """Whether something was taken from the end of the line."""
    start, end = frame.trimmed(frame.lo, frame.hi, "。.、,;")
    if start >= end:
        return False
    if (remark := _REMARK.search(frame.plain, start, end)) is not None:
        return _before_remark(frame, remark.start("remark"), end)
    if frame.plain[end - 1] in _OPENERS:
        opens = opening(frame.plain, start, end)
        if opens is None or opens <= start:
            return False
        if any(day.start < opens and day.end == end for day in frame.days):
            return _chunk(frame, start, end)
        parts = parts_of(frame, opens + 1, end - 1, apart=True)
        if parts is None and labels().is_unknown(frame.plain[opens + 1 : end - 1]):
            return _behind_name(frame, start, opens, end)
        if parts is None and _DONE_APART.search(frame.plain, start, opens) and _is_behind_status(frame, start, opens):
            parts = Parts(notes=((opens + 1, end - 1),))
        if parts and parts.due and not parts.owners and _is_behind_status(frame, start, opens):
            parts = Parts(notes=((opens + 1, end - 1),))
        if absorbed(frame, parts):
            frame.hi = frame.trimmed(start, opens, _EDGES)[1]
            return True
        return False
    return _chunk(frame, start, end)


def _is_behind_status(frame: Frame, start: int, at: int) -> bool:
    """Whether a word that says that it is done stands before ``at``: then a day there is when it was."""
    word = _LAST.search(frame.plain, max(start, at - 8), at)
    return word is not None and status_of(word[0]) is Status.DONE


def _chunk(frame: Frame, start: int, end: int) -> bool:
    """Whether the longest chunk at the end that is understood and set off was taken away."""
    found: tuple[int, Parts] | None = None
    spaced, missed = bool(CJK.search(frame.left())), 0
    for edge in reversed(list(_BOUNDARY.finditer(frame.plain, max(start + 1, end - REACH), end))):
        if missed > PATIENCE:
            break
        if edge.end() >= end or any(day.start < edge.end() < day.end for day in frame.days):
            continue
        if edge[0] == " " and not spaced and not _is_led(frame, edge.end()):
            continue
        parts = None
        if _is_balanced(frame.plain[edge.end() : end]):
            parts = parts_of(frame, edge.end(), end, least=Rank.LIKELY, apart=bool(_ARROW.search(edge[0])))
            if parts is None and edge[0].strip() in _BEFORE_NAMES:
                names = names_in(frame, edge.end(), end, Rank.MAYBE, firm=Rank.SURE)
                parts = Parts(owners=names) if len(names) > 1 else None
            if parts is None and _DASH.match(edge[0]):
                parts = _behind_dash(frame, edge.end(), end)
            if parts is None and _LEADER.match(edge[0]) and may_be_name(frame.plain[edge.end() : end]):
                parts = Parts(owners=((edge.end(), end),))
        missed = 0 if parts else missed + 1
        if parts and parts._replace(notes=()) != Parts() and not parts.stays and _is_set_off(frame, edge, parts):
            found = edge.start() + frame.plain.startswith(". ", edge.start()), parts
    if found and frame.trimmed(start, found[0], _EDGES)[1] > start and absorbed(frame, found[1]):
        frame.hi = frame.trimmed(start, found[0], _EDGES)[1]
        return True
    return False


def _before_remark(frame: Frame, at: int, end: int) -> bool:
    """Whether brackets with who and when stand before a remark, which is taken away too: （槙、6/12）※要校正."""
    hi, frame.hi = frame.hi, at
    if strip_tail(frame):
        parts = None if frame.due_text else parts_of(frame, at + 1, end)
        if parts is None or parts.owners or not parts.due or not absorbed(frame, parts):
            frame.notes.append(frame.text[at:end])
        return True
    frame.hi = hi
    return False


def _behind_name(frame: Frame, start: int, opens: int, end: int) -> bool:
    """Whether 未定 in brackets stands behind who does it, which is taken away too: → 西園（未定）."""
    stop = frame.trimmed(start, opens)[1]
    if frame.owners or not _chunk(frame, start, stop) or not frame.owners:
        return False
    frame.due_text = frame.due_text or frame.text[opens + 1 : end - 1]
    return True


def _behind_dash(frame: Frame, start: int, end: int) -> Parts | None:
    """What may stand behind a dash alone: that nobody knows yet (TBD), or one word that may be a name (Gemma)."""
    text = frame.plain[start:end]
    if labels().is_unknown(text):
        return Parts(due=(start, end))
    is_name = text.isascii() and text.istitle() and text.isalpha() and frame.rank(start, end) is Rank.MAYBE
    return Parts(owners=((start, end),)) if is_name and not text.endswith("s") else None


def _is_led(frame: Frame, at: int) -> bool:
    """Whether something begins at ``at`` that a mere space sets off, also in English: a label, a handle, a chip."""
    if frame.plain[at] == "@" or frame.text[at] in frame.line.chips or frame.plain[at - 2 : at - 1] in (")", "]", ">"):
        return True
    word = _WORD.match(frame.plain, at, frame.hi)
    return word is not None and (named(word[0]) is not None or is_known(word[0], frame.known))


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
            word = _APART.split(before.rstrip())[-1]
            listed = frame.rank(edge.start() - len(word), edge.start()) >= Rank.LIKELY
            return not listed and not _PARTICLE.search(before)
        return not (_PREPOSITION.search(before) and parts.owners)
    at = edge.end()
    if due_label(frame, at_day(frame, at), at) == at and label_before(frame, at_day(frame, at), at):
        return before.endswith((")", "]", ">")) or not frame.plain.startswith(
            ("by", "on", "before", "until", "till"), at
        )
    if parts.owners and not parts.due and _PREPOSITION.search(before) and frame.plain[at] != "@":
        return False  # quote to customer
    if (label := label_after(frame, at)) is not None:
        return label
    if frame.plain[at] == "@" or (frame.text[at] in frame.line.chips):
        return not _PREPOSITION.search(before)
    if len(edge[0]) < 2 and not CJK.search(frame.left()):
        words = [frame.plain[slice(*place)].strip() for place in parts.owners]
        if words and parts.due and all(is_known(word, frame.known) for word in words):
            return not _PREPOSITION.search(before)
        is_apart = parts.status is not Status.UNKNOWN or (parts.due and not parts.owners)
        return bool(is_apart) and before.endswith((")", "]", ">"))
    if _PARTICLE.search(before) or _PREPOSITION.search(before):
        return False
    if parts.owners and not parts.due:
        names = (frame.plain[slice(*place)].strip() for place in parts.owners)
        return all(is_personal(name) or is_known(name, frame.known) for name in names)
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
