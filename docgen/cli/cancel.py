"""``docgen cancel``: a meeting called off, or on again."""

from __future__ import annotations

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, dry_run_option, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import Text


@make_command(
    "cancel",
    ja="会議を中止にします（--undo で元に戻します）。\n\n見出しに【中止】と付けるだけで、ブロックはそのまま残ります。"
    "中止の会議は、確認・状況・集計から外れます。その中の TODO は引き続き追いかけます。"
    "文書の見出しに自分で【中止】や（キャンセル）と書いても同じです。",
    en="Call a meeting off; with --undo, on again.\n\nIts heading gets the mark [Cancelled], and all else stays. It "
    "leaves lint, status and figures; action items in it are followed up all the same. Typing [Cancelled] into the "
    "heading does the same.",
)
@argument("account")
@argument("meeting")
@option("--undo", is_flag=True, ja="中止を取り消します。", en="It takes place after all.")
@format_option("text", "json")
@dry_run_option()
@stats_option()
@pass_session
def command(session: Session, account: str, meeting: str, undo: bool, output: str, dry_run: bool) -> None:
    from docgen.cli.shared import opened
    from docgen.workflows.cancel import cancel, restore

    workspace = opened(session)
    chosen = workspace.roster.find(account)
    done = (restore if undo else cancel)(workspace, chosen, meeting, dry_run=dry_run)
    if output == "json":
        session.out_json(done)
        return
    words = {
        (True, True): Text("中止", "cancelled"),
        (True, False): Text("中止済み", "was cancelled"),
        (False, True): Text("再開", "restored"),
        (False, False): Text("変更なし", "as it was"),
    }
    word = words[done.cancelled, done.written]
    if dry_run and done.written:
        word = Text("中止予定", "to cancel") if done.cancelled else Text("再開予定", "to restore")
    session.out("\t".join([word.to(session.language), chosen.name, f"{done.meeting} {done.title}", done.url]))
    if done.cancelled and done.written and done.said:
        session.say(
            Text(
                f"  記録が {done.said} 件あります。文書に残り、集計からは外れます",
                f"  {done.said} line{'s' * (done.said != 1)} captured in it stay, and leave the figures",
            )
        )
