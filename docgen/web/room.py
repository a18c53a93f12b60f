"""What the pages ask of a meeting that goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from docgen.workflows.live.values import (
    Aside,
    Board,
    Event,
    Finished,
    Line,
    ReadBackPage,
    Reword,
    Said,
    Saving,
    Tick,
    Typed,
)


class Room(Protocol):
    """A meeting that is followed and written to.

    All of it may be called from any thread and may take seconds; all of it raises ``DocgenError`` for what cannot be
    done.
    """

    @property
    def language(self) -> Literal["ja", "en"]:
        """Of the customer's document, and so of the pages."""
        ...

    def board(self) -> Board: ...
    def aside(self) -> Aside: ...
    def saving(self) -> Saving: ...
    def read_back(self) -> ReadBackPage: ...

    def subscribe(self, listener: Callable[[Event], None], /) -> Callable[[], None]:
        """Have ``listener`` called with all that happens, from any thread; returns what ends it."""
        ...

    def typed(self, text: str, kind: str, /) -> Typed: ...
    def capture(self, said: Said, /) -> Line: ...
    def tick(self, ticked: Tick, /) -> None: ...
    def reword(self, reworded: Reword, /) -> None: ...
    def take_back(self, id: str, by: str, /) -> None: ...
    def focus(self, item: str, /) -> None: ...
    def note(self, id: str, text: str, /) -> None: ...
    def finish(self) -> Finished: ...
    def close(self) -> None: ...
