"""Everything that can go wrong, as one tree; each error knows its place, what to do next, and the exit code.

DocgenError                     2
 ├── InputError                 2   a file, an option or a value that a person gave
 ├── RefusedError               2   the service took a request for a wrong one; nothing was written
 ├── NotAllowedError            3   not signed in, or no access
 ├── ChangedError               4   the document changed underneath; nothing was written
 ├── OutcomeUnknownError        5   nobody knows whether the write landed; running again does not duplicate
 └── UnavailableError           6   quota or service down; nothing was written
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Text(NamedTuple):
    """One message in the two languages of docgen."""

    ja: str
    en: str

    def to(self, language: str) -> str:
        """The message in ``language`` ("ja" or "en")."""
        return self.ja if language == "ja" else self.en


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input: any part may be unknown."""

    file: str = ""
    line: int = 0
    """1-based; 0 when unknown."""
    key: str = ""
    """The field as the person wrote it, e.g. ``items[0].title``."""

    def __str__(self) -> str:
        spot = f"{self.file}:{self.line}" if self.line else self.file
        return f"{spot}: {self.key}" if spot and self.key else spot or self.key


class DocgenError(Exception):
    """Base of all errors that docgen raises on purpose.

    ``message`` says what happened, ``place`` where, ``hint`` what to do next.
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, message: Text, *, place: Place | None = None, hint: Text | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.place = place
        self.hint = hint

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is sent to another process: without ``__init__``, which takes no plain text."""
        return type(self).__new__, (type(self), *self.args), self.__dict__

    def line(self, language: str) -> str:
        """The whole error as one line for a person who reads ``language``."""
        where = f"{self.place}: " if self.place and str(self.place) else ""
        hint = ""
        if self.hint:
            hint = ("　→ " if language == "ja" else " → ") + self.hint.to(language)
        return " ".join(f"{where}{self.message.to(language)}{hint}".splitlines())


class InputError(DocgenError):
    """Something a person gave cannot be used: a file, an option, a value."""


class RefusedError(DocgenError):
    """The service took a request for a wrong one; nothing was written."""


class NotAllowedError(DocgenError):
    """Not signed in, or without access to the document."""

    exit_code = 3


class ChangedError(DocgenError):
    """The document changed underneath; nothing was written."""

    exit_code = 4


class OutcomeUnknownError(DocgenError):
    """Nobody knows whether the write landed; running the command again will not duplicate it."""

    exit_code = 5


class UnavailableError(DocgenError):
    """The quota is used up or the service is down; nothing was written.

    ``retry_after``: seconds that the service asked to wait; 0 where it did not say.
    """

    exit_code = 6

    def __init__(
        self, message: Text, *, place: Place | None = None, hint: Text | None = None, retry_after: float = 0.0
    ) -> None:
        super().__init__(message, place=place, hint=hint)
        self.retry_after = retry_after


def nearest(word: str, known: Iterable[str]) -> Text | None:
    """A hint naming the known word closest to ``word``, or the known words when none is close."""
    choices = sorted(set(known))
    if close := get_close_matches(word, choices, n=1, cutoff=0.5):
        return Text(f"もしかして: {close[0]}", f"did you mean {close[0]}?")
    if not choices:
        return None
    listed = ", ".join(choices[:12]) + (", …" if len(choices) > 12 else "")
    return Text(f"使えるもの: {listed}", f"known here: {listed}")
