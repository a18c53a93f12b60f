"""``docgen status``: the coming days on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import Text

if TYPE_CHECKING:
    from docgen.workflows.readiness import Coming

GAPS: Final = 3
TODOS: Final = 2
"""How many lines of each a meeting takes at most; the rest is counted."""
CUSTOMER: Final = 24
INDENT: Final = 11
"""Columns."""


@make_command(
    "status",
    ja="これからの会議の準備の様子を表示します。\n\n会議ごとに、足りないことと、それまでに期限が来る当社の TODO を"
    "挙げます。MEMBER を指定すると、その人の担当する顧客だけにします。",
    en="Show how ready the coming meetings are.\n\nFor each, what it still needs, and our action items that are due "
    "until then. With MEMBER, only those of the customers that this member has.",
)
@argument("member", metavar="[MEMBER]", required=False)
@option("--days", type=click.IntRange(0, 366), default=7, ja="何日先まで見るか。", en="How many days ahead to look.")
@format_option("text", "json")
@stats_option()
@pass_session
def command(session: Session, member: str | None, days: int, output: str) -> None:
    from docgen.cli.columns import screen
    from docgen.cli.shared import documents_of, opened
    from docgen.workflows.known import still_asked
    from docgen.workflows.linting import in_lint, lint_documents
    from docgen.workflows.ours import meant, owner_of
    from docgen.workflows.readiness import coming_meetings

    workspace = opened(session)
    roster = workspace.roster
    owner = meant(roster, member) if member else ""
    accounts = [account for account in roster.accounts if not owner or owner_of(roster, account) == owner]
    documents = documents_of(session, workspace, in_lint(accounts))
    findings = still_asked(workspace, lint_documents(workspace, documents))
    rows = coming_meetings(workspace, documents, findings, days, accounts)
    if output == "json":
        session.out_json(rows)
        return
    if not rows:
        session.say(Text(f"これから{days}日間の会議はありません", f"there is no meeting in the coming {days} days"))
        return
    today = workspace.now().date().isoformat()
    for day, meetings in groupby(rows, lambda row: row.date):
        session.out(click.style(_day(day, today, session.language), bold=True))
        for row in meetings:
            for line in _lines(row, session.language, workspace.settings.step, screen()):
                session.out(line)
    ready = sum(row.ready for row in rows)
    session.say(Text(f"{len(rows)}件のうち準備できているもの {ready}件", f"{ready} of {len(rows)} are ready"))


def _day(day: str, today: str, language: str) -> str:
    from docgen.account.dates import short_day

    shown = short_day(date.fromisoformat(day), "ja" if language == "ja" else "en")
    return shown + (Text(" 今日", " today").to(language) if day == today else "")


def _lines(row: Coming, language: str, step: int, columns: int) -> Iterator[str]:
    """A meeting as lines of at most ``columns`` columns."""
    from docgen.cli.columns import cut, fitted, width

    agenda = _agenda(row, step).to(language) if row.items else ""
    room = columns - INDENT - CUSTOMER - 2 - 2 - width(agenda)
    mark = click.style("✓", fg="green") if row.ready else click.style("?" if row.prepared else "…", fg="yellow")
    yield f"  {mark} {row.time:5}  {fitted(row.name, CUSTOMER)}  {fitted(row.title, room)}  {agenda}".rstrip()
    for needed in _needs(row, language):
        yield " " * INDENT + cut(needed, columns - INDENT)
    for text, more in _todos(row, language):
        yield " " * INDENT + cut(text, columns - INDENT - width(more)) + more


def _agenda(row: Coming, step: int) -> Text:
    """How many items there are; from the step on at which stances are asked for, how many have one."""
    if step == 1:
        return Text(f"論点 {row.items}", f"{row.items} items" if row.items > 1 else "1 item")
    return Text(f"スタンス {row.stances}/{row.items}", f"stances {row.stances}/{row.items}")


def _needs(row: Coming, language: str) -> Iterator[str]:
    from docgen.lint.usefulness import most_useful

    if not row.prepared and not row.url:
        words = Text(
            f"文書はこれからです: docgen create {row.account}", f"no document yet: docgen create {row.account}"
        )
        yield words.to(language)
    elif not row.prepared:
        yield Text("文書への用意はこれからです: docgen prepare --week", "no block yet: docgen prepare --week").to(
            language
        )
    for finding in most_useful(row.gaps, GAPS):
        yield finding.message.to("ja" if language == "ja" else "en")
    if (more := len(row.gaps) - GAPS) > 0:
        yield Text(f"ほかに {more}件", f"{more} more").to(language)


def _todos(row: Coming, language: str) -> Iterator[tuple[str, str]]:
    """Each line as what may be cut and what may not."""
    from docgen.account.dates import short_day

    for todo in row.todos[:TODOS]:
        due = short_day(date.fromisoformat(todo.due), "ja" if language == "ja" else "en")
        yield f"☐ {todo.text}", Text(f"　{due}まで", f", due {due}").to(language)
    if (more := len(row.todos) - TODOS) > 0:
        yield Text(f"☐ ほかに {more}件", f"☐ {more} more").to(language), ""
