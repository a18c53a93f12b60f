"""``docgen prepare``: the dated block of a meeting."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, dry_run_option, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import InputError, Text

if TYPE_CHECKING:
    from docgen.workflows.prepare import Prepared


@make_command(
    "prepare",
    ja="会議のブロックを文書の先頭に用意します。\n\n"
    "--agenda がなければ、--title と --date で、スタンスを書き込むだけの空の論点を用意します。"
    "--week は、これから7日間のアジェンダのファイルをすべて使います。"
    "同じ会議でもう一度実行しても、文書は変わりません。",
    en="Prepare a meeting's block on top of the document.\n\n"
    "Without --agenda, --title and --date make a bare one: empty items, their stances to "
    "be filled in. --week takes every "
    "agenda file of the coming 7 days. Again for the same meeting, nothing changes.",
)
@argument("account", required=False)
@option(
    "--week",
    is_flag=True,
    ja="これから7日間のアジェンダのファイルをすべて。",
    en="Every agenda file of the coming 7 days.",
)
@option(
    "--agenda",
    type=click.Path(path_type=Path),
    ja="アジェンダのファイル（YAML）。",
    en="The agenda file (YAML).",
)
@option("--title", ja="会議の名前（アジェンダなしの場合）。", en="Name of the meeting, without an agenda file.")
@option(
    "--date",
    "start",
    ja="日時。例: 2026-12-01 または「2026-12-01 10:00」。",
    en='When: 2026-12-01 or "2026-12-01 10:00".',
)
@option("--end", default="", ja="終わりの時刻。例: 11:00。", en="When it ends: 11:00.")
@option(
    "--items",
    type=click.IntRange(0, 30),
    ja="空の論点の数（アジェンダなしの場合。省略時は1）。",
    en="Number of empty items, without an agenda file; 1 without.",
)
@format_option("text", "json")
@dry_run_option()
@stats_option()
@pass_session
def command(
    session: Session,
    account: str | None,
    week: bool,
    agenda: Path | None,
    title: str | None,
    start: str | None,
    end: str,
    items: int | None,
    output: str,
    dry_run: bool,
) -> None:
    from docgen.cli.shared import opened
    from docgen.workflows.prepare import prepare
    from docgen.workflows.week import one_meeting, week_ahead

    workspace = opened(session)
    if week:
        if account or agenda or title or start or end or items is not None:
            raise InputError(
                Text("--week はほかの指定と一緒に使えません", "--week goes with no account and no other option"),
                hint=Text("docgen prepare --week", "docgen prepare --week"),
            )
        planned = week_ahead(workspace)
    else:
        planned = (one_meeting(workspace, account, agenda, title, start, end, items),)
    if dry_run:
        for one in planned:
            session.out(f"{one.plan.start}\t{one.account.name}\t{one.plan.title}\t{one.meeting}")
        return
    results = []
    for one in planned:
        result = prepare(workspace, one.account, one.plan, one.meeting, bare=one.bare)
        results.append(result)
        if output == "text":
            _tell(session, one.account.name, result)
    if output == "json":
        session.out_json(results)
    elif not results:
        session.say(Text("これから7日間のアジェンダはありません", "there is no agenda for the coming 7 days"))


def _tell(session: Session, name: str, result: Prepared) -> None:
    word = Text("用意", "prepared") if result.written else Text("既存", "there")
    session.out(f"{word.to(session.language)}\t{name}\t{result.meeting} {result.title}\t{result.url}")
    if result.written and result.carried:
        session.say(
            Text(
                f"  継続中の TODO を {result.carried} 件載せました",
                f"  {result.carried} open action item{'s' * (result.carried != 1)} shown in it",
            )
        )
    for difference in result.differences:
        written, planned = _short(difference.document), _short(difference.agenda)
        session.say(
            Text(
                f"  {difference.field}: 文書「{written}」 アジェンダ「{planned}」",
                f"  {difference.field}: document “{written}”, agenda “{planned}”",
            )
        )
    if result.differences:
        session.say(
            Text(
                "  文書は変えていません（--refresh は今後の版で使えるようになります）",
                "  the document was not changed (--refresh comes with a later version)",
            )
        )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
