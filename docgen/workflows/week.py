"""Which meetings to prepare: those of the coming days, or the one that was asked for."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from docgen import clock
from docgen.account.agenda import is_moment, meeting_id, parse
from docgen.account.dates.asking import asked, asked_end
from docgen.account.model import Account, AgendaPlan
from docgen.document.text import normalise
from docgen.errors import InputError, Place, Text
from docgen.settings import AT_REST
from docgen.workflows.agendas import agenda_files, read_agenda
from docgen.workflows.base import Workspace
from docgen.workflows.prepare import bare_items

DAYS = 7
DEFAULT_ITEMS = 1
OPTIONS = {"title": "--title", "start": "--date", "end": "--end"}
"""The keys of an agenda that options stand for."""


class Planned(NamedTuple):
    """A meeting to prepare."""

    account: Account
    meeting: str
    plan: AgendaPlan
    bare: bool = False
    """Made from title and date, without an agenda file."""


def week_ahead(workspace: Workspace) -> tuple[Planned, ...]:
    """The agenda files of today and the coming ``DAYS`` days, of accounts that are not at rest, soonest first.

    Raises ``InputError`` for the first file that is not valid, or whose account has no document: nothing is prepared
    then.
    """
    found = []
    for account in workspace.roster.accounts:
        if account.stage in AT_REST:
            continue
        today = workspace.now(account).date()
        for meeting, plan in agenda_files(workspace, account):
            if today <= date.fromisoformat(plan.start[:10]) <= today + timedelta(days=DAYS):
                workspace.document_id(account)
                found.append(Planned(account, meeting, plan))
    return tuple(sorted(found, key=lambda one: (one.plan.start, one.account.id)))


def one_meeting(
    workspace: Workspace,
    account: str | None,
    agenda: Path | None,
    title: str | None,
    start: str | None,
    end: str,
    items: int | None,
) -> Planned:
    """The meeting of an agenda file, or a bare one from title and date.

    Raises ``InputError`` where something is missing, or the file is not valid.
    """
    if not account:
        raise InputError(
            Text("どの顧客かを指定してください", "say which account"),
            hint=Text("例: docgen prepare 顧客 --agenda ファイル", "for example docgen prepare ACCOUNT --agenda FILE"),
        )
    chosen = workspace.roster.find(account)
    if agenda is not None:
        if title or start or end or items is not None:
            raise InputError(
                Text(
                    "--agenda は --title・--date・--end・--items と一緒に使えません",
                    "--agenda excludes --title, --date, --end and --items",
                ),
                hint=Text("アジェンダのファイルに書いてください", "write them in the agenda file"),
            )
        meeting, plan = read_agenda(agenda, chosen)
        return Planned(chosen, meeting, plan)
    if not title or not start:
        raise InputError(
            Text("--agenda か、--title と --date が要ります", "give --agenda, or --title and --date"),
            hint=Text(
                "例: --title 12月定例 --date 2026-12-01", 'for example --title "Monthly review" --date 2026-12-01'
            ),
        )
    start, end = _said(start, end, workspace.now(chosen).date())
    fields = {"title": title, "start": start, **({"end": end} if end else {})}
    count = DEFAULT_ITEMS if items is None else items
    text = json.dumps({**fields, "items": bare_items(count, chosen.language)}, ensure_ascii=False)
    try:
        plan = parse(text, "", clock.zone(chosen.time_zone))
    except InputError as error:
        key = OPTIONS.get(error.place.key if error.place else "", "")
        raise InputError(error.message, place=Place(key=key), hint=error.hint) from error
    return Planned(chosen, meeting_id(plan), plan, bare=True)


def _said(start: str, end: str, today: date) -> tuple[str, str]:
    """``start`` and ``end`` as an agenda file takes them, where they are words that say when (12/8 10時–11時, next
    Tuesday). Whatever else they are stays, for the one who complains of it."""
    said = asked(normalise(start), today)
    if said is None or said.day is None or said.last:
        return start, end
    begins, ends = said.beside(said.day, None, None)
    if end and not is_moment(end):
        stop = asked_end(normalise(end), today, begins)
        end = _iso(stop) if stop else end
    if is_moment(start):
        return start, end
    if said.weekday not in (None, said.day.weekday()):
        raise InputError(
            Text(f"「{start}」の日付と曜日が合いません", f"the weekday in “{start}” is not that of its date"),
            place=Place(key="--date"),
            hint=Text("どちらかを直してください", "correct one of them"),
        )
    return _iso(begins), end or (_iso(ends) if ends else "")


def _iso(when: date) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else when.isoformat()
