"""What happens in the room, sent on to every page that looks.

Each event is encoded once, whoever looks. A page that does not keep up gets no backlog: what waits for it is thrown
away, and it begins again with the whole board, so that memory stays flat.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Literal

import msgspec
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from docgen.web.room import Room
from docgen.workflows.live.values import Event

Audience = Literal["all", "private"]
DEPTH = 128
"""Events that wait for one page before it begins again: some six seconds of a lively meeting."""
PING_SECONDS = 15
SEND_SECONDS = 30.0
"""How long one piece may take to go out before the page is taken for gone."""


def frame(name: str, data: msgspec.Struct) -> bytes:
    """One event as it goes over the wire; JSON has no line ends of its own."""
    return b"event: %b\ndata: %b\n\n" % (name.encode(), msgspec.json.encode(data))


class _Reader:
    def __init__(self, audience: Audience, depth: int) -> None:
        self.audience = audience
        self.depth = depth
        self.frames: deque[bytes] = deque()
        self.behind = True
        """Whether it has to begin with the whole board."""
        self.ended = False
        self.woken = asyncio.Event()

    def give(self, piece: bytes) -> None:
        if not self.behind:
            self.frames.append(piece)
            if len(self.frames) > self.depth:
                self.frames.clear()
                self.behind = True
        self.woken.set()


class Hub:
    """Sends the room's events on to its readers; ``open`` it within the event loop that serves them."""

    def __init__(self, room: Room, *, depth: int = DEPTH) -> None:
        self._room = room
        self._depth = depth
        self._readers: set[_Reader] = set()
        self._leave: Callable[[], None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._arriving: deque[tuple[Event, bytes]] = deque()
        self._lock = threading.Lock()
        self._closed = False

    def __len__(self) -> int:
        return len(self._readers)

    def open(self) -> None:
        """Begin to listen."""
        self._loop = asyncio.get_running_loop()
        self._leave = self._room.subscribe(self.hear)

    def close(self) -> None:
        """End every stream, those that are asked for later too, and listen no more."""
        self._closed = True
        if self._leave:
            self._leave()
            self._leave = None
        for reader in self._readers:
            reader.ended = True
            reader.woken.set()

    def hear(self, event: Event) -> None:
        """Send ``event`` on; from any thread. Events of one thread keep their order."""
        piece = frame(event.name, event.data)
        with self._lock:
            asleep = not self._arriving
            self._arriving.append((event, piece))
        if asleep and self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._fan)

    def _fan(self) -> None:
        with self._lock:
            arrived = list(self._arriving)
            self._arriving.clear()
        for event, piece in arrived:
            for reader in self._readers:
                if event.audience == "all" or reader.audience == "private":
                    reader.give(piece)

    async def read(self, audience: Audience) -> AsyncIterator[bytes]:
        """The stream of one page: the whole first, then what happens, in order.

        After the whole there may come events that it holds already: their version says so.
        """
        reader = _Reader(audience, self._depth)
        reader.ended = self._closed
        self._readers.add(reader)
        try:
            while not reader.ended:
                if reader.behind:
                    reader.behind = False
                    yield await self._whole(audience)
                reader.woken.clear()
                if not reader.frames and not reader.behind:
                    await reader.woken.wait()
                if reader.frames:
                    piece = b"".join(reader.frames)
                    reader.frames.clear()
                    yield piece
        finally:
            self._readers.discard(reader)

    async def _whole(self, audience: Audience) -> bytes:
        pieces = frame("board", await run_in_threadpool(self._room.board)) + frame("state", self._room.saving())
        if audience == "private":
            pieces += frame("aside", await run_in_threadpool(self._room.aside))
        return pieces


def streamed(hub: Hub, audience: Audience) -> EventSourceResponse:
    """The answer that never ends."""
    return EventSourceResponse(
        hub.read(audience),
        ping=PING_SECONDS,
        # An event rather than a comment: the page takes silence for a lost connection.
        ping_message_factory=lambda: ServerSentEvent(event="ping", data="{}"),
        send_timeout=SEND_SECONDS,
    )
