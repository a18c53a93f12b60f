"""``docgen move``: a meeting at another time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, dry_run_option, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import Text

if TYPE_CHECKING:
    from docgen.account.model import Account
    from docgen.workflows.base import Workspace
    from docgen.workflows.move import Moved

LINES = {
    "heading": Text("見出しの日付", "the date in the heading"),
    "title": Text("会議の名前", "the title"),
    "when": Text("日時の行", "the line that says when"),
    "ours": Text("当社の参加者の行", "the line of our people"),
    "theirs": Text("お客様の参加者の行", "the line of the customer's people"),
}


@make_command(
    "move",
    ja="会議を別の日時に移します。\n\n見出しと日時の行のうち、日時の言葉だけをその場で書き換え、"
    "ブロックを日付順の場所に移します。コメント、提案、画像など、そのまま写せないものやリンクされている見出しがあるブロックは"
    "いまの場所に残り、日付の順に読まれます。人が書いた言葉は変わりません。会議の id も変わりません。",
    en="Have a meeting at another time.\n\nOnly the words that say when change, in the heading and in the line below "
    "it, and the block goes to its place by date. One that holds what cannot be copied exactly (comments, "
    "suggestions, images), or that is linked to, stays where it is and is read by its date. No other word changes; "
    "nor does the meeting's id.",
)
@argument("account")
@argument("meeting")
@option(
    "--to",
    required=True,
    metavar="WHEN",
    ja="新しい日時。例: 2026-12-08、「12/8 10時」、「来週火曜 15:00-16:00」。書かないことは変わりません。",
    en='The new time: 2026-12-08, "12/8 10:00", "next Tuesday 3pm". What it does not say stays.',
)
@option(
    "--end",
    default="",
    ja="終わりの時刻。なければ、会議の長さは変わりません。",
    en="When it ends; without, it takes as long as before.",
)
@option(
    "--title",
    default="",
    ja="新しい名前（見出しに人の手が入っていなければ）。",
    en="A new title, where nobody has touched the heading.",
)
@format_option("text", "json")
@dry_run_option()
@stats_option()
@pass_session
def command(
    session: Session, account: str, meeting: str, to: str, end: str, title: str, output: str, dry_run: bool
) -> None:
    from docgen.cli.shared import opened
    from docgen.workflows.move import move_to

    workspace = opened(session)
    chosen = workspace.roster.find(account)
    done = move_to(workspace, chosen, meeting, to, end, title=title, dry_run=dry_run)
    if output == "json":
        session.out_json(done)
        return
    _tell(session, workspace, chosen, done, dry_run=dry_run)


def _tell(session: Session, workspace: Workspace, account: Account, done: Moved, *, dry_run: bool) -> None:
    language = session.language
    before, after = (_span(session, *each) for each in ((done.was_start, done.was_end), (done.start, done.end)))
    times = f"{before} → {after}" if before != after else after
    word = Text("変更なし", "as it was")
    if done.written:
        word = Text("移動予定", "to move") if dry_run else Text("移動", "moved")
    session.out("\t".join([word.to(language), account.name, f"{done.meeting} {done.title}", times, done.url]))
    for kept in done.kept:
        what = LINES[kept.field]
        if kept.line:
            session.say(
                Text(
                    f"  {what.ja}は、手が入っているためそのままです: {kept.line}",
                    f"  {what.en} stays, since people have written it: {kept.line}",
                )
            )
        else:
            session.say(Text(f"  {what.ja}がありません", f"  {what.en} is not there"))
    _tell_place(session, done, dry_run=dry_run)
    for due in done.due:
        session.say(
            Text(
                f"  期限「{due}」は、新しい日付からは別の日を指します",
                f"  the due date “{due}” means another day, seen from the new date",
            )
        )
    if done.cancelled:
        undo = f"docgen cancel {done.account} {done.meeting} --undo"
        session.say(Text(f"  中止のままです。開くなら: {undo}", f"  it is still cancelled; if it takes place: {undo}"))
    _tell_agenda(session, workspace, account, done)


def _tell_place(session: Session, done: Moved, *, dry_run: bool) -> None:
    if done.place == "moved":
        session.say(
            Text("  ブロックを日付順の場所に移します", "  the block goes to its place by date")
            if dry_run
            else Text("  ブロックを日付順の場所に移しました", "  the block stands at its place by date now")
        )
    elif done.place == "stays":
        ja, en = "、".join(why.ja for why in done.why), "; ".join(why.en for why in done.why)
        session.say(
            Text(
                f"  ブロックの場所はそのままです（{ja}）。読み取りは日付順なので、問題ありません",
                f"  the block stays where it stands ({en}); it is read by its date all the same",
            )
        )


def _tell_agenda(session: Session, workspace: Workspace, account: Account, done: Moved) -> None:
    from docgen.workflows.agendas import agenda_of

    plan = agenda_of(workspace, account, done.meeting)
    if plan and plan.start.replace(" ", "T") != done.start:
        session.say(
            Text(
                f"  アジェンダのファイルはまだ {plan.start} です。prepare --refresh の前に直してください",
                f"  its agenda file still says {plan.start}: change that before prepare --refresh",
            )
        )


def _span(session: Session, start: str, end: str) -> str:
    from docgen.account.dates import time_span
    from docgen.account.moments import moment

    begin = moment(start)
    return time_span(begin, moment(end), session.language) if begin else "?"
