"""2,000 prepares below the service's quotas, on a turned clock: not one request is refused that a pause had spared."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from benchmarks.result import Result, seconds
from docgen import clock, settings
from docgen.account.agenda import meeting_id, parse
from docgen.connect.counting import Traffic
from docgen.connect.opening import service_over
from docgen.connect.outbox import Outbox
from docgen.connect.writer import Writer
from docgen.emulator import Emulator
from docgen.emulator.service import Http
from docgen.errors import OutcomeUnknownError, UnavailableError
from docgen.workflows.base import Workspace
from docgen.workflows.create import create
from docgen.workflows.prepare import prepare

PREPARES = 2000
EACH = 10
"""Meetings of one customer."""
PROCESSES = 3
"""docgens that take turns, each with a service and a writer of its own in the same workspace."""
WRITES, READS = 60, 300
"""Google's limits for one user and minute."""
START = 1_800_000_000.0
"""Seconds since 1970."""
FIRST = date(2026, 1, 5)
AGENDA = """\
title: 週次定例
start: {day} 10:00
end: {day} 11:00
items:
  - title: 記録漏れが残る場面
    kind: decide
    stance: 夜勤の引き継ぎの10分に確認を入れると、漏れの半分がなくなると考えます。
    ask: 来週から2週間、夜勤だけで試してよいかをご判断ください。
"""


class Soaked(NamedTuple):
    """What a soak has come to."""

    prepared: int
    refused: int
    """Answers that said that a quota was used up."""
    minutes: float
    """On the turned clock."""
    traffic: Traffic


class _Network:
    """The way to the embedded service and back, which takes its time on the turned clock, and now and then breaks."""

    def __init__(self, http: Http, now: list[float], chance: Random) -> None:
        self._http = http
        self._now = now
        self._chance = chance
        self.refused = 0

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        """One exchange."""
        self._travel()
        response, content = self._http.request(uri, method, body=body, headers=headers, **options)
        self.refused += response.status in (403, 429)
        self._travel()
        if self._chance.random() < 0.01:
            raise ConnectionResetError("on the way back")
        return response, content

    def _travel(self) -> None:
        self._now[0] += (
            self._chance.uniform(0.01, 0.1) if self._chance.random() < 0.997 else self._chance.uniform(1, 20)
        )


def soak(prepares: int, root: Path, *, writes: int = WRITES, reads: int = READS, paced: bool = True) -> Soaked:
    """``prepares`` meetings in a new workspace in ``root``, under a service that allows so many a minute."""
    now, traffic, emulator = [START], Traffic(), Emulator()
    emulator.faults.clock = lambda: now[0]
    emulator.faults.add("*", 0, "quota", writes=writes, reads=reads)
    network = _Network(emulator.http(), now, Random(4))  # noqa: S311 - no secret

    def sleep(taken: float) -> None:
        now[0] += taken

    def opened() -> Workspace:
        found = settings.load(start=root)
        made = Workspace(found, traffic)
        service = service_over(network, found, traffic, now=lambda: now[0], sleep=sleep)
        made.__dict__["service"] = service
        made.__dict__["writer"] = Writer(
            service,
            made.reader,
            Outbox(found.state / "outbox.sqlite"),
            found.state / "locks",
            now=lambda: now[0],
            sleep=lambda taken: traffic.back_off(taken, sleep),
        )
        return made

    quota = f"[quota]\nwrites = {writes}\nreads = {reads}\n" if paced else ""
    (root / "docgen.toml").write_text(quota, encoding="utf-8")
    rows = "".join(f"a-{number},株式会社{number:03}\n" for number in range(-(-prepares // EACH)))
    (root / "accounts.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    (root / "members.csv").write_text("id,name\n", encoding="utf-8")
    first = opened()
    for account in first.roster.accounts:
        create(first, account)
    processes = [opened() for _ in range(PROCESSES)]
    for number in range(prepares):
        process = processes[number % PROCESSES]
        account = process.roster.accounts[number // EACH]
        day = FIRST + timedelta(weeks=number % EACH)
        plan = parse(AGENDA.format(day=day), "agenda.yaml", clock.zone("Asia/Tokyo"))
        # Where nothing holds it back, it is refused so often that one or another is given up.
        with nullcontext() if paced else suppress(UnavailableError, OutcomeUnknownError):
            prepare(process, account, plan, meeting_id(plan))
    minutes = (now[0] - START) / 60
    emulator.faults.clear()
    last = opened()
    there = sum(len({meeting.id for meeting in last.read(account).meetings}) for account in last.roster.accounts)
    emulator.close()
    return Soaked(there, network.refused, minutes, traffic)


def measure() -> Iterator[Result]:
    """One soak in this process."""
    results: list[Soaked] = []
    with tempfile.TemporaryDirectory() as directory:
        taken = seconds(lambda: results.append(soak(PREPARES, Path(directory))))
    (result,) = results
    yield Result(f"soak of {PREPARES} prepares", taken)
    yield Result("  of those not there in the end", PREPARES - result.prepared, "", limit=0)
    yield Result("  requests refused for the quota", result.refused, "", limit=0)
    yield Result("  minutes on the turned clock", result.minutes, "min")
    yield Result("  of these spent waiting", result.traffic.waited / 60, "min")
