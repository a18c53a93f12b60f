"""A week prepared from a calendar: 40 events of 30 customers, and a calendar of ten thousand events."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.result import Result, seconds
from docgen import settings
from docgen.workflows import workspace as workspaces
from docgen.workflows.base import Workspace
from docgen.workflows.create import create

ACCOUNTS, EVENTS, OTHERS = 30, 40, 10_000
MONDAY = date(2026, 11, 30)
DOCGEN = [sys.executable, "-m", "docgen", "prepare", "--week", "--calendar"]
EVENT = """\
BEGIN:VEVENT\r
UID:{uid}\r
DTSTART;TZID=Tokyo Standard Time:{day:%Y%m%d}T{hour:02}0000\r
DTEND;TZID=Tokyo Standard Time:{day:%Y%m%d}T{hour:02}5000\r
{rule}SUMMARY:{title}\r
DESCRIPTION:アジェンダ\\n1. 記録漏れが残る場面（ご判断・15分）\\n2. 次に広げる帳票\r
ORGANIZER;CN=佐藤 美咲:mailto:sato@ours.example.com\r
ATTENDEE;CN=山田 太郎;PARTSTAT=ACCEPTED:mailto:yamada@{domain}\r
END:VEVENT\r
"""


def measure() -> Iterator[Result]:
    """Whole processes: a dry run, the week itself, and the week again, for which nothing is to be done."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        _make(root)
        (root / "week.ics").write_text(_calendar(0), encoding="utf-8")
        (root / "years.ics").write_text(_calendar(OTHERS), encoding="utf-8")
        yield Result(f"{EVENTS} events, {ACCOUNTS} customers: dry run", _run(root, "week.ics", "--dry-run"), limit=10)
        yield Result(f"{EVENTS} events, {ACCOUNTS} customers: prepared", _run(root, "week.ics"), limit=40)
        yield Result("the same once more, nothing to do", _run(root, "week.ics"), limit=10)
        yield Result(f"the same among {OTHERS:,} events", _run(root, "years.ics"), limit=15)


def _make(root: Path) -> None:
    workspaces.init(root, "ja")
    rows = [f"c{n},第{n}製作所,retention,c{n}.example.jp" for n in range(ACCOUNTS)]
    (root / "accounts.csv").write_text("\n".join(["id,name,stage,domains", *rows, ""]), encoding="utf-8")
    members = "id,name,email\nsato,佐藤 美咲,sato@ours.example.com\n"
    (root / "members.csv").write_text(members, encoding="utf-8")
    opened = Workspace(settings.load(start=root))
    for account in opened.roster.accounts:
        create(opened, account)


def _calendar(others: int) -> str:
    """The week, weekly series among it, and so many events of other years."""
    week = [
        EVENT.format(
            uid=f"week-{n}",
            day=MONDAY + timedelta(days=n % 5),
            hour=9 + n // 5,
            rule="RRULE:FREQ=WEEKLY\r\n" if n % 2 else "",
            title=f"第{n % ACCOUNTS}製作所様 定例",
            domain=f"c{n % ACCOUNTS}.example.jp",
        )
        for n in range(EVENTS)
    ]
    years = [
        EVENT.format(
            uid=f"other-{n}",
            day=MONDAY - timedelta(days=200 + n % 3000),
            hour=9,
            rule="",
            title=f"予定{n}",
            domain="elsewhere.example.jp",
        )
        for n in range(others)
    ]
    return "".join(["BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", *week, *years, "END:VCALENDAR\r\n"])


def _run(root: Path, *arguments: str) -> float:
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "DOCGEN_NOW": f"{MONDAY}T08:30"}

    def run() -> None:
        subprocess.run([*DOCGEN, *arguments], cwd=root, env=here, check=True, capture_output=True)

    return seconds(run)
