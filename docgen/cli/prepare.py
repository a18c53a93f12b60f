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

WHY = {
    "edited": Text("（文書で手が入っています）", " (people have changed it in the document)"),
    "suggested": Text("（提案が付いています）", " (someone has suggested a change here)"),
    "commented": Text("（未解決のコメントが付いています）", " (an open comment stands here)"),
    "unknown": Text("（何を書いたかの控えがありません）", " (docgen did not note what it wrote here)"),
    "gone": Text("（アジェンダにありません）", " (the agenda file has it no more)"),
    "deleted": Text("（文書から消されています）", " (people have deleted it from the document)"),
}
"""Why a field stays as it is."""


@make_command(
    "prepare",
    ja="会議のブロックを文書の先頭に用意します。\n\n"
    "--agenda がなければ、--title と --date で、スタンスを書き込むだけの空の論点を用意します。"
    "--week は、これから7日間のアジェンダのファイルをすべて使います。"
    "同じ会議でもう一度実行しても、文書は変わりません。"
    "--refresh を付けると、文書で誰も手を入れていないところだけをアジェンダのとおりに置き換え、"
    "増えた論点を足します。手が入ったところはそのまま残し、一覧にします。",
    en="Prepare a meeting's block on top of the document.\n\n"
    "Without --agenda, --title and --date make a bare one: empty items, their stances to "
    "be filled in. --week takes every "
    "agenda file of the coming 7 days. Again for the same meeting, nothing changes; with --refresh, "
    "what nobody has touched in the document is replaced by what the agenda file says now, and new "
    "items are added. What people have touched stays, and is listed.",
)
@argument("account", required=False)
@option(
    "--week",
    is_flag=True,
    ja="これから7日間のアジェンダのファイルをすべて。",
    en="Every agenda file of the coming 7 days.",
)
@option(
    "--calendar",
    type=click.Path(path_type=Path),
    metavar="FILE.ics",
    ja="これから7日間の予定からも用意します（--week と一緒に）。前回から変わった日時・中止なども反映します。",
    en="With --week: from the events of a calendar too; what was moved or called off since is carried over.",
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
    ja="日時。例: 2026-12-01、「12/1 10時」、「来週火曜 15:00-16:00」。",
    en='When: 2026-12-01, "12/1 10:00", "next Tuesday 3pm".',
)
@option("--end", default="", ja="終わりの時刻。例: 11:00。", en="When it ends: 11:00.")
@option(
    "--items",
    type=click.IntRange(0, 30),
    ja="空の論点の数（アジェンダなしの場合。省略時は1）。",
    en="Number of empty items, without an agenda file; 1 without.",
)
@option(
    "--refresh",
    is_flag=True,
    ja="誰も手を入れていないところを、アジェンダのファイルのとおりに置き換えます。",
    en="Replace what nobody has touched by what the agenda file says.",
)
@format_option("text", "json")
@dry_run_option()
@stats_option()
@pass_session
def command(
    session: Session,
    account: str | None,
    week: bool,
    calendar: Path | None,
    agenda: Path | None,
    title: str | None,
    start: str | None,
    end: str,
    items: int | None,
    refresh: bool,
    output: str,
    dry_run: bool,
) -> None:
    if calendar is not None:
        from docgen.cli.week import prepare_week

        if not week or account or agenda or title or start or end or items is not None or refresh:
            raise InputError(
                Text("--calendar は --week とだけ一緒に使えます", "--calendar goes with --week alone"),
                hint=Text("docgen prepare --week --calendar FILE.ics", "docgen prepare --week --calendar FILE.ics"),
            )
        prepare_week(session, calendar, output=output, dry_run=dry_run)
        return
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
    if refresh and any(one.bare for one in planned):
        raise InputError(
            Text("--refresh にはアジェンダのファイルが要ります", "--refresh needs an agenda file"),
            hint=Text("--agenda か --week と一緒に使ってください", "use it with --agenda or --week"),
        )
    if dry_run and not refresh:
        for one in planned:
            session.out(f"{one.plan.start}\t{one.account.name}\t{one.plan.title}\t{one.meeting}")
        return
    results = []
    for one in planned:
        result = prepare(workspace, one.account, one.plan, one.meeting, bare=one.bare, refresh=refresh, dry_run=dry_run)
        results.append(result)
        if output == "text":
            _tell(session, one.account.name, result, refresh=refresh, dry_run=dry_run)
    if output == "json":
        session.out_json(results)
    elif not results:
        session.say(Text("これから7日間のアジェンダはありません", "there is no agenda for the coming 7 days"))


def _tell(session: Session, name: str, result: Prepared, *, refresh: bool, dry_run: bool) -> None:
    word = _word(result, dry_run=dry_run)
    session.out(f"{word.to(session.language)}\t{name}\t{result.meeting} {result.title}\t{result.url}")
    if result.written and result.carried:
        session.say(
            Text(
                f"  継続中の TODO を {result.carried} 件載せました",
                f"  {result.carried} open action item{'s' * (result.carried != 1)} shown in it",
            )
        )
    if result.cancelled:
        undo = f"docgen cancel {result.account} {result.meeting} --undo"
        session.say(
            Text(f"  中止になっています。開くことになったら: {undo}", f"  it is cancelled; if it takes place: {undo}")
        )
    if result.anchored:
        session.say(Text("  失われていた目印を戻しました", "  its anchor was lost and is back"))
    for difference in result.refreshed:
        before, after = _short(difference.document), _short(difference.agenda)
        session.say(
            Text(f"  {difference.field}: 「{before}」→「{after}」", f"  {difference.field}: “{before}” → “{after}”")
        )
    for difference in result.differences:
        written, planned = _short(difference.document), _short(difference.agenda)
        why = WHY[difference.reason] if difference.reason else Text("", "")
        session.say(
            Text(
                f"  {difference.field}: 文書「{written}」 アジェンダ「{planned}」{why.ja}",
                f"  {difference.field}: document “{written}”, agenda “{planned}”{why.en}",
            )
        )
    if refresh and not (result.written or result.refreshed):
        session.say(Text("  置き換えるところはありません", "  there is nothing to replace"))
    elif result.differences and not refresh:
        session.say(
            Text(
                "  文書は変えていません（--refresh で、誰も手を入れていないところだけを置き換えます）",
                "  the document was not changed (--refresh replaces what nobody has touched)",
            )
        )


def _word(result: Prepared, *, dry_run: bool) -> Text:
    if result.written:
        return Text("用意予定", "to prepare") if dry_run else Text("用意", "prepared")
    if result.refreshed:
        return Text("更新予定", "to refresh") if dry_run else Text("更新", "refreshed")
    return Text("既存", "there")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"
