"""A prepare on a document of 300 meetings takes at most 3 times what it takes on one of 3."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from benchmarks.result import Result, seconds
from docgen import clock, settings
from docgen.account.agenda import meeting_id, parse
from docgen.workflows import workspace as workspaces
from docgen.workflows.base import Workspace
from docgen.workflows.create import create
from docgen.workflows.prepare import prepare

FEW, MANY = 3, 300
ROUNDS = 5
FIRST = date(2021, 1, 4)
AGENDA = """\
title: 週次定例
start: {day} 10:00
end: {day} 11:00
goal: 次の一週間に試すことを決める
attendees: {{ours: [佐藤 美咲, 鈴木 健太], theirs: [𠮷田 恵子様]}}
items:
  - title: 記録漏れが残る場面
    kind: decide
    minutes: 20
    stance: 夜勤の引き継ぎの10分に確認を入れると、漏れの半分がなくなると考えます。
    because: 先週の漏れ14件のうち8件が、引き継ぎの前後30分に集まっていました。
    ask: 来週から2週間、夜勤だけで試してよいかをご判断ください。
  - title: 次に広げる帳票
    kind: discuss
    minutes: 15
    stance: 点検表より先に、写真のいらない清掃記録から広げるのが近道と考えます。
    because: 現場の方が1回5分で書け、承認の流れも変わらないためです。
"""


def measure() -> Iterator[Result]:
    """Whole processes, each on a fresh copy, the least of some rounds."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        taken = {}
        for meetings in (FEW, MANY):
            made = root / str(meetings)
            _make(made, meetings)
            taken[meetings] = min(seconds(partial(_prepare, made)) for _ in range(ROUNDS))
            yield Result(f"docgen prepare on {meetings} meetings", taken[meetings])
        yield Result(f"prepare on {MANY} : on {FEW} meetings", taken[MANY] / taken[FEW], "x", limit=3)


def _make(root: Path, meetings: int) -> None:
    workspaces.init(root, "ja")
    (root / "accounts.csv").write_text("id,name\nacme,株式会社𠮷野\n", encoding="utf-8")
    opened = Workspace(settings.load(start=root))
    create(opened, opened.roster.accounts[0])
    opened = Workspace(settings.load(start=root))
    account = opened.roster.accounts[0]
    for number in range(meetings):
        day = FIRST + timedelta(weeks=number)
        plan = parse(AGENDA.format(day=day), "agenda.yaml", clock.zone("Asia/Tokyo"))
        prepare(opened, account, plan, meeting_id(plan))
    (root / "agenda.yaml").write_text(AGENDA.format(day="2026-12-01"), encoding="utf-8")


def _prepare(made: Path) -> None:
    root = made.with_name("copy")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(made, root)
    command = [sys.executable, "-m", "docgen", "prepare", "acme", "--agenda", "agenda.yaml"]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run(command, cwd=root, env=here, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
