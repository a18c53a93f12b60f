"""Every page sees what happens, in order, and none of them holds up the others."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from docgen.inputs.bilingual import Bilingual
from docgen.web.stream import Audience, Hub
from docgen.workflows.live.values import Aside, Line, Patch, Saving, Splice
from tests.web.rooms import MemoryRoom


def decision(text: str) -> Splice:
    return Splice(item="h.1", list="decisions", at=0, remove=0, add=(Line(key=text, line=text, text=text),))


class Page:
    """One page that looks; ``names`` and ``texts`` are of all that it has read."""

    def __init__(self, hub: Hub, audience: Audience = "all") -> None:
        self._stream = hub.read(audience)
        self.read = b""

    async def next(self) -> bytes:
        """What comes next, all that waits at once."""
        piece = await anext(self._stream)
        self.read += piece
        return piece

    async def until(self, text: str) -> None:
        while text.encode() not in self.read:
            await self.next()

    async def leave(self) -> None:
        await self._stream.aclose()  # type: ignore[attr-defined]  # an async generator

    @property
    def names(self) -> list[str]:
        return [
            line.removeprefix(b"event: ").decode() for line in self.read.splitlines() if line.startswith(b"event: ")
        ]


@asynccontextmanager
async def opened(room: MemoryRoom, depth: int = 8) -> AsyncIterator[Hub]:
    hub = Hub(room, depth=depth)
    hub.open()
    yield hub
    hub.close()


def test_a_page_begins_with_the_whole_and_goes_on_in_order(room: MemoryRoom) -> None:
    async def follow() -> None:
        async with opened(room, depth=100) as hub:
            page = Page(hub)
            await page.next()
            assert page.names == ["board", "state"]
            threads = [threading.Thread(target=room.splice, args=(decision(f"決定{n}"),)) for n in range(20)]
            for thread in threads:
                thread.start()
                thread.join()
            await page.until("決定19")
            assert [int(part.split(b",")[0]) for part in page.read.split(b'"version":')[1:]] == list(range(1, 22))
            await page.leave()

    asyncio.run(follow())


def test_who_does_not_keep_up_begins_again_and_holds_up_nobody(room: MemoryRoom) -> None:
    async def follow() -> None:
        async with opened(room, depth=8) as hub:
            slow, quick = Page(hub), Page(hub)
            await slow.next()
            await quick.next()
            for number in range(50):
                room.splice(decision(f"決定{number}"))
                await quick.until(f"決定{number}")
            assert quick.names == ["board", "state"] + ["patch"] * 50
            await slow.next()
            assert slow.names == ["board", "state"] * 2
            assert '"決定49"'.encode() in slow.read
            room.splice(decision("その後"))
            await slow.until("その後")
            assert slow.names[-1] == "patch"
            await slow.leave()
            await quick.leave()

    asyncio.run(follow())


def test_what_only_we_see_goes_to_our_pages_alone(room: MemoryRoom) -> None:
    async def follow() -> None:
        async with opened(room) as hub:
            ours, theirs = Page(hub, "private"), Page(hub)
            await ours.next()
            await theirs.next()
            room.tell("aside", Aside(ends="秘密"))
            room.tell("state", Saving(saving=1, trouble=Bilingual("届きません", "not reached")))
            await ours.until("届きません")
            await theirs.until("届きません")
            assert ours.names == ["board", "state", "aside", "aside", "state"]
            assert theirs.names == ["board", "state", "state"]
            assert "秘密".encode() not in theirs.read
            assert "決まったことはありますか".encode() not in theirs.read
            await ours.leave()
            await theirs.leave()

    asyncio.run(follow())


def test_pages_that_left_are_forgotten_and_a_hub_that_closes_ends_the_rest(room: MemoryRoom) -> None:
    async def follow() -> None:
        async with opened(room) as hub:
            pages = [Page(hub) for _ in range(5)]
            for page in pages:
                await page.next()
            await pages[0].leave()
            assert len(hub) == 4
            waiting = [asyncio.ensure_future(page.next()) for page in pages[1:]]
            await asyncio.sleep(0)
            hub.close()
            assert all(
                isinstance(end, StopAsyncIteration) for end in await asyncio.gather(*waiting, return_exceptions=True)
            )
            late = Page(hub)
            with pytest.raises(StopAsyncIteration):
                await late.next()
            assert len(hub) == 0

    asyncio.run(follow())


def test_an_event_is_one_frame_whatever_it_holds(room: MemoryRoom) -> None:
    async def follow() -> None:
        async with opened(room) as hub:
            page = Page(hub)
            await page.next()
            text = "一行目\n\nevent: board\r\ndata: {}\u2028\u0085"
            room.tell("patch", Patch(version=2, splices=(decision(text),)))
            piece = await page.next()
            assert piece.count(b"\n") == 3
            assert b"\r" not in piece
            await page.leave()

    asyncio.run(follow())
