"""What was found in each meeting, kept between runs: a meeting is looked at again only when something that its rules
see is not as it was.

What a group of rules sees is put into one key: the meeting itself, for some groups the meetings before it or the whole
document, the day, and the rules. Where a meeting stands is none of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import msgspec

import docgen
from docgen.account.model import AccountDocument
from docgen.lint.digests import BYTES, digest
from docgen.lint.engine import Group, Stage
from docgen.lint.findings import Found


class Piece(msgspec.Struct, frozen=True, array_like=True):
    """What a group of rules found in one meeting."""

    key: bytes
    found: tuple[Found, ...]


class FoundBefore:
    """The ``Memory`` of one document: what was found in it before, and what is found now."""

    def __init__(
        self, document: AccountDocument, marks: Sequence[bytes], now: datetime, version: str, pieces: Sequence[Piece]
    ) -> None:
        """``marks``: for each meeting a digest of all that is read of it. ``version``: what changes with the code that
        reads documents. ``pieces``: what was kept, of this document."""
        same = (document.account, document.name, document.language, document.document_id, document.url)
        day = (now.date().isoformat(), str(now.tzinfo))
        self._base = digest(lint_version(), version, *day, *same)
        self._stage = Stage(document, now)
        self._document = document
        self._marks = marks
        self._rules: dict[str, bytes] = {}
        """Sight → digest of the rules of that sight, and of what they see in every meeting."""
        self._up_to: list[bytes] = []
        self._asked = b""
        self._before = {piece.key: piece.found for piece in pieces}
        self._now: dict[bytes, tuple[Found, ...]] = {}

    def find(self, group: Group, at: int) -> tuple[Found, ...] | None:
        """What ``group`` found in the meeting numbered ``at`` when all that it sees looked as it does now."""
        self._asked = self._key(group, at)
        known = self._before.get(self._asked)
        if known is not None:
            self._now[self._asked] = known
        return known

    def keep(self, found: tuple[Found, ...]) -> None:
        """What was asked for last is ``found`` now."""
        self._now[self._asked] = found

    def pieces(self) -> tuple[Piece, ...]:
        """What to keep for the next time."""
        return tuple(Piece(key, found) for key, found in self._now.items())

    def _key(self, group: Group, at: int) -> bytes:
        if group.sight not in self._rules:
            self._rules[group.sight] = digest(self._base, group.key)
            if group.sight == "document":
                every = (self._place(number, 0) for number in range(len(self._marks)))
                size = str(self._document.size)
                self._rules[group.sight] = digest(self._rules[group.sight], size, *self._marks, *every)
        rules = self._rules[group.sight]
        if group.sight == "document":
            return rules + at.to_bytes(4, "big")
        if group.sight == "earlier":
            count = self._stage.earlier(at)
            return b"".join((rules, self._marks[at], self._earlier(count), self._from_last(count, at).encode()))
        return rules + self._marks[at]

    def _earlier(self, count: int) -> bytes:
        """The first ``count`` of the meetings in the order of their days, as a digest."""
        if not self._up_to:
            self._up_to.append(bytes(BYTES))
            for number, at in enumerate(self._stage.dated):
                self._up_to.append(digest(self._up_to[-1], self._marks[at], self._from_last(number, at)))
        return self._up_to[count]

    def _from_last(self, count: int, at: int) -> str:
        """How far the meeting numbered ``at`` stands from the last of the first ``count``: a finding may lie there."""
        last = self._stage.dated[count - 1] if count else at
        return self._place(last, self._document.meetings[at].span[1])

    def _place(self, at: int, origin: int) -> str:
        tab, start, _ = self._document.meetings[at].span
        return f"{tab}:{start - origin}"


_encode = msgspec.msgpack.Encoder().encode
_pieces = msgspec.msgpack.Decoder(tuple[Piece, ...]).decode


def pack_pieces(pieces: Sequence[Piece]) -> bytes:
    """Pieces for keeping."""
    return _encode(pieces)


def unpack_pieces(packed: bytes) -> tuple[Piece, ...]:
    """Pieces that were kept; none where the bytes are no such: they are disposable."""
    try:
        return _pieces(packed) if packed else ()
    except msgspec.DecodeError:
        return ()


@cache
def lint_version() -> str:
    """What changes with the code that finds something."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    stats = (f"{file.name} {stat.st_mtime_ns:x} {stat.st_size:x}" for file in files for stat in (file.stat(),))
    return digest(docgen.__version__, *stats).hex()
