"""A prepare costs what the service does, however long the document: whole processes, with a current snapshot."""

from __future__ import annotations

import json
import os
import re
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
from docgen.document.walk import cursors
from docgen.document.wire.requests import Request
from docgen.render.meeting import meeting_nodes, meeting_requests
from docgen.render.requests import Place, after
from docgen.resources import templates
from docgen.workflows import workspace as workspaces
from docgen.workflows.base import Workspace
from docgen.workflows.create import create

FEW, MANY = 3, 300
BATCH = 30
ROUNDS = 7
DOCGEN = [sys.executable, "-m", "docgen", "--lang", "en", "prepare", "acme", "--agenda", "agenda.yaml"]
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


STATS = re.compile(r"reads (\d+), writes (\d+), bytes sent (\d+), bytes received (\d+)")
BARE = """
import json, sys
from googleapiclient.discovery import build
from docgen.emulator import Emulator
file, document, body = sys.argv[1:]
documents = build("docs", "v1", http=Emulator(file).http(), static_discovery=True).documents()
revision = documents.get(documentId=document, fields="revisionId").execute()["revisionId"]
requests = json.load(open(body, encoding="utf-8"))
documents.batchUpdate(
    documentId=document, body={"requests": requests, "writeControl": {"requiredRevisionId": revision}}
).execute()
"""
"""Importing googleapiclient, building the service, and the two requests that a prepare makes."""


def measure() -> Iterator[Result]:
    """Whole processes, each on a fresh copy, the least of some rounds; and the bytes that go over the wire."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        sent = {}
        for meetings in (FEW, MANY):
            made = root / str(meetings)
            document = _make(made, meetings)
            bare = [sys.executable, "-c", BARE, ".docgen/documents.sqlite", document, "requests.json"]
            least = min(seconds(partial(_run, made, bare)) for _ in range(ROUNDS))
            taken = min(seconds(partial(_run, made, DOCGEN)) for _ in range(ROUNDS))
            yield Result(f"docgen prepare on {meetings} meetings", taken)
            yield Result(f"docgen prepare on {meetings} meetings : the bare client", taken / least, "x", limit=1.5)
            reads, writes, out, back = map(int, STATS.findall(_run(made, [*DOCGEN, "--stats"]))[0])
            yield Result(f"calls of a prepare on {meetings} meetings", reads + writes, "", limit=2)
            sent[meetings] = out + back
        yield Result(f"bytes of a prepare on {MANY} : on {FEW} meetings", sent[MANY] / sent[FEW], "x", limit=1.05)


def _make(root: Path, meetings: int) -> str:
    """A workspace with an account of so many meetings, a snapshot of it, and the requests of the next; the document's
    id."""
    workspaces.init(root, "ja")
    (root / "accounts.csv").write_text("id,name\nacme,株式会社𠮷野\n", encoding="utf-8")
    opened = Workspace(settings.load(start=root))
    document_id = create(opened, opened.roster.accounts[0]).document_id
    for first in range(0, meetings, BATCH):
        document = opened.service.get(document_id)
        title = next(cursors(node for _, node in document.tabs[0].positioned()))
        days = [FIRST + timedelta(weeks=week) for week in range(first, min(first + BATCH, meetings))]
        requests = [request for day in days for request in _requests(day, after(title, document.tabs[0].id))]
        opened.service.batch_update(document_id, requests, document.revision or "")
    (root / "agenda.yaml").write_text(AGENDA.format(day="2026-12-01"), encoding="utf-8")
    requests = _requests(date(2026, 12, 1), after(title, document.tabs[0].id))
    (root / "requests.json").write_text(json.dumps(requests), encoding="utf-8")
    reopened = Workspace(settings.load(start=root))
    reopened.read(reopened.roster.accounts[0])
    return document_id


def _requests(day: date, place: Place) -> list[Request]:
    """The requests that put the meeting of a day in at ``place``."""
    plan = parse(AGENDA.format(day=day), "agenda.yaml", clock.zone("Asia/Tokyo"))
    nodes = meeting_nodes(plan, [], language="ja", directories=(templates(),))
    return meeting_requests(meeting_id(plan), nodes, place, f"{day}T08:00+09:00", template="1", bullets_around=False)


def _run(made: Path, command: list[str]) -> str:
    """What it says on stderr."""
    root = made.with_name("copy")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(made, root)
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, cwd=root, env=here, check=True, capture_output=True, text=True).stderr
