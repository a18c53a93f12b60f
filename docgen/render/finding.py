"""One thing that is wrong with a template."""

from __future__ import annotations

import msgspec

from docgen.errors import DocgenError, Place, Text
from docgen.inputs.bilingual import Bilingual


class Finding(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What is wrong, where, and what to do."""

    file: str
    line: int
    """1-based; 0 where it is not one line's."""
    message: Bilingual
    hint: Bilingual | None = None
    note: bool = False
    """Nothing wrong, but worth knowing: the team may have meant it."""

    def shown(self, language: str) -> str:
        """The finding as one line."""
        place, message, hint = Place(self.file, self.line), Text(*_both(self.message)), self.hint
        return DocgenError(message, place=place, hint=Text(*_both(hint)) if hint else None).line(language)


def finding(place: Place, message: Text, hint: Text | None = None, *, note: bool = False) -> Finding:
    """A finding at ``place``."""
    words = Bilingual(*hint) if hint else None
    return Finding(file=place.file, line=place.line, message=Bilingual(*message), hint=words, note=note)


def told_by(error: DocgenError, place: Place | None = None) -> Finding:
    """What ``error`` says, at ``place`` where it knows none of its own."""
    where = error.place if error.place and error.place.file else place or Place()
    return finding(where, error.message, error.hint)


def _both(words: Bilingual) -> tuple[str, str]:
    return words.ja, words.en
