"""In which line of its file a finding stands: told for text files, where the line is there once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from docgen.account.model import AccountDocument, Meeting
from docgen.formats.decoding import decoded
from docgen.inputs.system import shown
from docgen.inputs.text import read_bytes
from docgen.lint.findings import Finding

TEXT: Final = frozenset({".md", ".markdown", ".txt"})
"""Suffixes of the files whose lines people see as they are."""
MENDED: Final = frozenset({"date", "due", "next_meeting"})
"""Fields that ``lint --fix`` mends in such a file."""
_MARKUP: Final = re.compile("[#*_`~\\\\|\t >　\ufeff]+")


def located(findings: Iterable[Finding], path: Path, document: AccountDocument) -> tuple[Finding, ...]:
    """The ``findings`` of the file at ``path``, which ``document`` was read from, with the file and the line."""
    every = tuple(findings)
    is_text, name = path.suffix.lower() in TEXT, shown(path)
    lines = SourceLines(decoded(read_bytes(path)), document.meetings) if every and is_text else None
    return tuple(
        replace(
            each,
            file=name,
            file_line=lines.of(each) if lines else 0,
            fixable=each.fixable and is_text and each.field in MENDED,
        )
        for each in every
    )


class SourceLines:
    """The lines of a text in which its meetings stand."""

    def __init__(self, text: str, meetings: Sequence[Meeting]) -> None:
        self.lines = _words(text).split("\n")
        self._starts = dict(_starts(self.lines, meetings))
        self._sorted = sorted(self._starts.values())

    def of(self, finding: Finding) -> int:
        """The 1-based line of a finding: what it asks about, else the title of the item, else the meeting's heading;
        0 where not even that is there just once."""
        start = self._starts.get(finding.span[0] + finding.meeting)
        if start is None:
            return 0
        for said in (finding.line, finding.item_title):
            found = self._from(start, said)
            if len(found) == 1:
                return found[0] + 1
        return start + 1

    def having(self, meeting: Meeting, said: str) -> list[int]:
        """The 0-based lines of a meeting in which ``said`` stands; none where it cannot be told which those are."""
        start = self.heading(meeting)
        return [] if start is None else self._from(start, said)

    def _from(self, start: int, said: str) -> list[int]:
        after, words = bisect_right(self._sorted, start), _words(said)
        stop = self._sorted[after] if after < len(self._sorted) else len(self.lines)
        return [at for at in range(start, stop) if words and words in self.lines[at]]

    def heading(self, meeting: Meeting) -> int | None:
        """The 0-based line of a meeting's heading; None where it cannot be told."""
        return self._starts.get(meeting.span[0] + meeting.id)


def _starts(lines: Sequence[str], meetings: Sequence[Meeting]) -> Iterator[tuple[str, int]]:
    """Tab and id of each meeting whose heading stands in the text as often as there are such meetings → its line."""
    places: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        places.setdefault(line, []).append(at)
    alike: dict[str, list[Meeting]] = {}
    for meeting in meetings:
        if words := _words(meeting.heading):
            alike.setdefault(words, []).append(meeting)
    for words, those in alike.items():
        found = places.get(words, [])
        if len(found) == len(those):
            yield from ((one.span[0] + one.id, at) for one, at in zip(those, found, strict=True))


def _words(text: str) -> str:
    """``text`` without marks of Markdown and without spaces."""
    return _MARKUP.sub("", text)
