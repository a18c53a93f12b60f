"""``docgen close``: decisions and action items read back, and the meeting finished."""

from __future__ import annotations

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import Text


@make_command(
    "close",
    ja="決定事項と TODO を読み合わせて締めます。\n\n本日決まったこととやることを1画面に表示し、"
    "会議を完了にします。足りないことは、その場で確かめられるように質問として添えます。",
    en="Read back decisions and TODOs, and finish.\n\nShows what was decided and what is to "
    "be done on one screen, and marks the meeting as finished. What is missing comes as "
    "a question.",
)
@argument("account")
@option(
    "--meeting",
    default="",
    ja="会議の id か日付（省略時は今の会議）。",
    en="Id or date of the meeting; the current one without.",
)
@format_option("text", "markdown", "json")
@stats_option()
@pass_session
def command(session: Session, account: str, meeting: str, output: str) -> None:
    from docgen.cli.shared import opened
    from docgen.workflows.close import close, questions, summary

    workspace = opened(session)
    chosen = workspace.roster.find(account)
    done = close(workspace, chosen, meeting)
    if output == "json":
        session.out_json(done)
    else:
        session.out(summary(done, chosen.language, markdown=output == "markdown"))
    for question in questions(workspace, chosen, done.meeting):
        session.say(Text(f"  ? {question.ja}", f"  ? {question.en}"))
    if not done.written:
        session.say(Text("この会議はすでに完了しています", "this meeting was finished before"))
