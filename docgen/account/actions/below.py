"""Lines nested below an action item: its owner, its due date, replies, and everything else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from docgen.account.actions.chunk import Parts, names_in, parts_of
from docgen.account.actions.frame import Frame
from docgen.account.actions.persons import Rank
from docgen.account.actions.said import Side
from docgen.account.actions.statuses import status_of
from docgen.account.model import Status
from docgen.account.words import unbulleted
from docgen.document.wire.lines import Marked

_REPLY: Final = re.compile(r" *(?:→|->|=>|⇒|↳|└|>{1,2}) *")
_SAID: Final = re.compile(r"[\s:：、,。（(→]")
_DATED: Final = re.compile(r"(?P<who>[^()]{1,24}?) ?\((?P<when>[^()]{1,24})\)[。.]?")
_LAST: Final = re.compile(r"(?:^|[\s:、,。に日)(])(?P<word>[^\s:、,。()]{1,12})[。.!)\]]*$")


class Below:
    """What the lines below an item add to it."""

    def __init__(self, frame: Frame, under: Sequence[Marked]) -> None:
        self.owners: list[tuple[Marked, str]] = []
        self.due: tuple[Frame, str] | None = None
        self.status = Status.UNKNOWN
        self.details: list[str] = []
        self.side: Side = "unknown"
        for line in under:
            self._take(frame, line)

    def _take(self, item: Frame, line: Marked) -> None:
        text = unbulleted(line.text.strip(" \u3000\n"))
        if not text:
            return
        frame = Frame(line, text, item.reference, item.next_meeting, item.known)
        if reply := _REPLY.match(frame.plain):
            frame.lo = reply.end()
            if is_done(frame.plain[frame.lo : frame.hi]):
                self.status = Status.DONE
            parts = None if self.status is Status.DONE else parts_of(frame, reply.end(), len(text), apart=True)
            parts = parts if parts and parts.owners else _named(frame, reply.end())
        else:
            parts = parts_of(frame, 0, len(text), least=Rank.FAIR, apart=True)
        if parts and not parts.is_empty and not parts.stays and not parts.notes and not parts.task:
            told = item.owners and not item.of_sentence
            fresh_owners = not parts.owners or not (told or self.owners)
            fresh_due = not parts.due or not (item.due_text or self.due)
            if fresh_owners and fresh_due:
                self.side = parts.side if parts.side != "unknown" else self.side
                self.owners += [(line, text[slice(*place)]) for place in parts.owners]
                if parts.due:
                    place = parts.due if len(parts.due) == 2 else (parts.due.start, parts.due.end)
                    if len(parts.due) != 2:
                        frame.due = parts.due
                    self.due = frame, text[slice(*place)]
                if parts.status is not Status.UNKNOWN:
                    self.status = parts.status
                return
        self.details.append(line.shown(line.text.strip(" \u3000\n")))


def _named(frame: Frame, at: int) -> Parts | None:
    """槙（6/12）: who does it, and in brackets by when."""
    match = _DATED.fullmatch(frame.plain, at)
    if match is None:
        return None
    names, when = names_in(frame, *match.span("who"), Rank.MAYBE), parts_of(frame, *match.span("when"))
    return when._replace(owners=names) if names and when and when.due and not when.owners else None


def is_done(reply: str) -> bool:
    """Whether a reply, as it is matched, says that the item is done: 9/8 送付済み, 対応済（9/8）, done."""
    bare = re.sub(r" ?\([^()]{1,20}\)$", "", reply.strip(" 。"))
    if status_of(bare) is Status.DONE:
        return True
    front, last = _SAID.split(bare, maxsplit=1)[0], _LAST.search(bare)
    if len(front) < len(bare) and front.isascii() is False and status_of(front) is Status.DONE:
        return True
    return bool(last and not last["word"].isascii() and status_of(last["word"]) is Status.DONE) or (
        bare.isascii() and status_of(front) is Status.DONE
    )
