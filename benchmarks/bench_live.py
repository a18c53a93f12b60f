"""A meeting with a hundred who look on and twenty lines a second, on this machine: how soon everybody sees a line."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from benchmarks.result import Result

ROOT: Final = Path(__file__).parents[1]
VIEWERS: Final = int(os.environ.get("DOCGEN_BENCH_VIEWERS") or 100)
A_SECOND: Final = 20
SECONDS: Final = int(os.environ.get("DOCGEN_BENCH_SECONDS") or 60)
BATCH: Final = 1.0
"""Seconds between two batches on the local service."""
PATIENCE: Final = 30.0
"""Seconds for what is still on its way when the last line is typed."""
AGENDA: Final = """\
title: 12月定例
start: 2026-12-01 10:00
end: 2026-12-01 11:00
items:
  - {title: 記録漏れが残る場面, kind: decide, minutes: 15, stance: 夜勤の引き継ぎに確認を入れると漏れの半分がなくなる}
  - {title: 2拠点目への展開, kind: discuss, minutes: 20, stance: 来期の頭に始める}
"""
KINDS: Final = ("views", "decisions", "action_items")
ID: Final = re.compile(rb'"state":"(waiting|saved)","id":"([^"]+)"')


@dataclass
class Seen:
    """When each line was typed, first seen by each viewer, and seen as saved."""

    typed: dict[bytes, float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    """Seconds from a line typed to one viewer who sees it."""
    saved: dict[bytes, float] = field(default_factory=dict)


def measure() -> Iterator[Result]:
    """One server, one process for all who look on and type."""
    with tempfile.TemporaryDirectory() as directory:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DOCGEN_NOW": "2026-12-01T10:05:00+09:00"}
        (Path(directory) / "agenda.yaml").write_text(AGENDA, encoding="utf-8")
        docgen = (sys.executable, "-m", "docgen")
        for words in ("init .", "account add 北斗精機 --id a1", "create a1", "prepare a1 --agenda agenda.yaml"):
            subprocess.run([*docgen, *words.split()], cwd=directory, env=environment, check=True, capture_output=True)
        server = subprocess.Popen(
            [*docgen, "live", "a1", "--port", "0", "--no-open"],
            cwd=directory,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert server.stdout
            address = server.stdout.readline().strip()
            yield from asyncio.run(_meeting(address, server.pid))
        finally:
            server.terminate()
            server.wait(30)
            assert server.stdout
            server.stdout.close()


async def _meeting(address: str, server: int) -> list[Result]:
    page = Page(address)
    await page.enter()
    board = json.loads(await page.get("/board"))
    seen = Seen()
    looking = [asyncio.create_task(_look(page, seen)) for _ in range(VIEWERS)]
    await asyncio.sleep(1)
    early = _memory(server)
    begin, typing = time.perf_counter(), []
    for number in range(A_SECOND * SECONDS):
        await asyncio.sleep(max(0.0, begin + number / A_SECOND - time.perf_counter()))
        item = board["items"][number % len(board["items"])]["key"]
        typing.append(asyncio.create_task(_type(page, seen, number, item)))
        if number == A_SECOND * SECONDS // 6:
            early = _memory(server)
    await asyncio.gather(*typing)
    until = time.perf_counter() + PATIENCE
    while len(seen.saved) < len(typing) and time.perf_counter() < until:
        await asyncio.sleep(0.1)
    late = _memory(server)
    for task in looking:
        task.cancel()
    await asyncio.gather(*looking, return_exceptions=True)
    final = json.loads(await page.get("/board"))
    there = sum(len(item[kind]) for item in final["items"] for kind in KINDS)
    waits, saved = sorted(seen.waits), sorted(seen.saved[id] - at for id, at in seen.typed.items() if id in seen.saved)
    name = f"{VIEWERS} viewers, {A_SECOND} lines a second for {SECONDS} s"
    return [
        Result(f"{name}: seen, 95th of a hundred", waits[int(len(waits) * 0.95)], "s", 0.2),
        Result("the same: in the document, beyond the batch interval", saved[int(len(saved) * 0.95)] - BATCH),
        Result("lines that a viewer did not see", VIEWERS * len(typing) - len(waits), "", 0),
        Result("lines that are not in the document once", abs(len(typing) - there), "", 0),
        Result("memory at the end", late, "MB"),
        Result("memory gained after the first sixth", late / early, "×", 1.5),
    ]


async def _look(page: Page, seen: Seen) -> None:
    """One who looks on."""
    known: set[bytes] = set()
    reader, writer = await page.open("GET", "/events")
    try:
        while line := await reader.readline():
            now = time.perf_counter()
            for state, id in ID.findall(line):
                if id in seen.typed and id not in known:
                    known.add(id)
                    seen.waits.append(now - seen.typed[id])
                if state == b"saved" and id in seen.typed:
                    seen.saved.setdefault(id, now)
    finally:
        writer.close()


async def _type(page: Page, seen: Seen, number: int, item: str) -> None:
    text = f"発言 {number}: 導入の進め方について、現場の方がどう見ておられるかを伺った"
    said = {"id": f"c{number}", "by": "b", "item": item, "kind": KINDS[number % 3], "text": text}
    seen.typed[said["id"].encode()] = time.perf_counter()
    reader, writer = await page.open("POST", "/capture", json.dumps(said).encode())
    status = await reader.readline()
    assert b" 202 " in status, status
    writer.close()


class Page:
    """A browser that has opened the stage."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)
        self._cookie = self._csrf = ""

    async def enter(self) -> None:
        """Take the cookie for the token."""
        answer = await self.get(f"/?{self._parts.query}", head=True)
        self._cookie = re.search(rb"set-cookie: ([^;]+)", answer, re.IGNORECASE)[1].decode()  # type: ignore[index]  # it is there
        page = await self.get("/")
        self._csrf = re.search(rb'name="csrf" content="([^"]+)"', page)[1].decode()  # type: ignore[index]  # it is there

    async def get(self, path: str, *, head: bool = False) -> bytes:
        """The body that ``path`` answers with, or the headers."""
        reader, writer = await self.open("GET", path, headers={"Connection": "close"})
        answer = await reader.read()
        writer.close()
        headers, _, body = answer.partition(b"\r\n\r\n")
        return headers if head else body

    async def open(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] = {}
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A request that is sent, to be read from."""
        reader, writer = await asyncio.open_connection(self._parts.hostname, self._parts.port, limit=1 << 24)
        more = {"Host": self._parts.netloc, "Cookie": self._cookie, **headers}
        if body:
            more |= {"X-Docgen": self._csrf, "Content-Type": "application/json", "Content-Length": str(len(body))}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in more.items()), "", ""]
        writer.write("\r\n".join(lines).encode() + body)
        await writer.drain()
        return reader, writer


def _memory(pid: int) -> float:
    """MB that a process has in memory; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))
