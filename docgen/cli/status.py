"""``docgen status``: how ready the coming meetings are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import command as make_command
from docgen.cli.frame import format_option, option, stats_option
from docgen.errors import Text

if TYPE_CHECKING:
    from docgen.workflows.readiness import Coming


@make_command(
    "status",
    ja="これからの会議の準備の様子を表示します。",
    en="Show how ready the coming meetings are.",
)
@option("--days", type=click.IntRange(0, 366), default=7, ja="何日先まで見るか。", en="How many days ahead to look.")
@format_option("text", "json")
@stats_option()
@pass_session
def command(session: Session, days: int, output: str) -> None:
    from docgen.cli.shared import opened
    from docgen.workflows.linting import in_lint, lint_documents, read_accounts
    from docgen.workflows.readiness import coming_meetings

    workspace = opened(session)
    documents = list(read_accounts(workspace, in_lint(workspace.roster.accounts)))
    rows = coming_meetings(workspace, documents, lint_documents(workspace, documents), days)
    if output == "json":
        session.out_json(rows)
        return
    if not rows:
        session.say(Text(f"これから{days}日間の会議はありません", f"there is no meeting in the coming {days} days"))
        return
    from docgen.account.dates import short_day

    for row in rows:
        when = f"{short_day(date.fromisoformat(row.date), session.language)} {row.time}".rstrip()
        session.out(f"{_mark(row)} {when}  {row.name}  {row.title}  ({row.owner})")
        for line in _needs(row, session.language):
            session.out(f"      {line}")
    ready = sum(row.ready for row in rows)
    session.say(Text(f"{len(rows)}件のうち準備できているもの {ready}件", f"{ready} of {len(rows)} are ready"))


def _mark(row: Coming) -> str:
    if row.ready:
        return click.style("✓", fg="green")
    return click.style("…" if not row.prepared else "?", fg="yellow")


def _needs(row: Coming, language: str) -> list[str]:
    if not row.prepared:
        return [
            Text("ブロックはまだありません: docgen prepare --week", "no block yet: docgen prepare --week").to(language)
        ]
    return [finding.message.to("ja" if language == "ja" else "en") for finding in row.gaps]
