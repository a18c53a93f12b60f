"""What everybody sees now, and who is told when that changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import msgspec

from docgen.workflows.live.board import patch
from docgen.workflows.live.values import Aside, Board, Event, Saving

Listener = Callable[[Event], None]


class Screen:
    """The board and how far the document is behind it. Of several threads, one at a time changes it (``lock``)."""

    board: Board

    def __init__(self, now: Callable[[], str]) -> None:
        """``now``: the present moment as the pages are told it."""
        self.lock = threading.RLock()
        self.saving = Saving()
        self._now = now
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell ``listener`` of everything from now on, from any thread; returns what ends that."""
        with self.lock:
            self._listeners.append(listener)
        return partial(self._unsubscribe, listener)

    def _unsubscribe(self, listener: Listener) -> None:
        with self.lock:
            if listener in self._listeners:
                self._listeners.remove(listener)

    def shown(self) -> Board:
        """The board, with the moment."""
        with self.lock:
            return msgspec.structs.replace(self.board, now=self._now())

    def show(self, board: Board) -> None:
        """Make ``board`` the one that is seen, and tell what is new."""
        with self.lock:
            new = msgspec.structs.replace(board, version=self.board.version + 1, now="")
            change = patch(self.board, new)
            if change and not (change.splices or change.none or change.focus):
                return
            self.board = new
            if change:
                self.tell(Event(audience="all", name="patch", data=change))
            else:
                self.tell(Event(audience="all", name="board", data=msgspec.structs.replace(new, now=self._now())))

    def say(self, saving: Saving) -> None:
        """How far the document is behind."""
        with self.lock:
            if saving != self.saving:
                self.saving = saving
                self.tell(Event(audience="all", name="state", data=saving))

    def whisper(self, aside: Aside) -> None:
        """Tell our side alone."""
        self.tell(Event(audience="private", name="aside", data=aside))

    def tell(self, event: Event) -> None:
        """Tell all who listen; which pages an event goes on to is told by its audience."""
        with self.lock:
            for listener in tuple(self._listeners):
                listener(event)
