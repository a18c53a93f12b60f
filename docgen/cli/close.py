"""``docgen close``: decisions and action items read back, what is missing filled in, and the meeting finished."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import InputError, Text

if TYPE_CHECKING:
    from docgen.account.model import Account
    from docgen.workflows.base import Workspace
    from docgen.workflows.close import ReadBack


@make_command(
    "close",
    ja="決定事項と TODO を読み合わせて締めます。\n\n本日決まったこととやることを1画面に表示し、端末では足りないことを"
    "1つずつ尋ねてその場で書き込み、会議を完了にします。残りは質問として添えます。"
    "mail はお客様へのメールの下書きです。docgen.toml に chat.channel があれば、最後に議事録を投稿します"
    "（もう一度実行すると、同じ投稿を書き換えます）。",
    en="Read back decisions and TODOs, and finish.\n\nShows what was decided and what is to "
    "be done on one screen, asks at a terminal for what is missing and writes each answer at once, and marks "
    "the meeting as finished. The rest comes as questions. mail is the draft of a mail to the customer. "
    "With chat.channel in docgen.toml the minutes are posted at the end; run again, that message is edited.",
)
@argument("account")
@option(
    "--meeting",
    default="",
    ja="会議の id か日付（省略時は今の会議）。",
    en="Id or date of the meeting; the current one without.",
)
@option("--no-ask", is_flag=True, ja="端末でも尋ねません。", en="Ask nothing, at a terminal either.")
@option("--no-post", is_flag=True, ja="投稿しません。", en="Post nothing.")
@format_option("text", "md", "mail", "json")
@stats_option()
@pass_session
def command(session: Session, account: str, meeting: str, no_ask: bool, no_post: bool, output: str) -> None:
    from docgen.cli.shared import opened
    from docgen.workflows.close import close
    from docgen.workflows.posting import closed, post

    workspace = opened(session)
    chosen = workspace.roster.find(account)
    if session.asks() and not no_ask:
        meeting = _filled(session, workspace, chosen, meeting, shown=output != "text")
    done = close(workspace, chosen, meeting)
    if output == "json":
        session.out_json(closed(done, None if no_post else post(workspace, chosen, done)))
    else:
        _print(session, workspace, chosen, done, output)
        for question in done.questions:
            session.say(Text(f"  ? {question.ja}", f"  ? {question.en}"))
        if not no_post and (posted := post(workspace, chosen, done)):
            session.say(Text(posted.message.ja, posted.message.en))
    if not done.written:
        session.say(Text("この会議はすでに完了しています", "this meeting was finished before"))


def _print(session: Session, workspace: Workspace, account: Account, done: ReadBack, output: str) -> None:
    from docgen.workflows.summary import mail, summary

    if output == "mail":
        directories, today = workspace.settings.template_directories, workspace.now(account).date()
        session.out(mail(done, account, workspace.roster, directories, today).rstrip("\n"))
    elif output == "text" and sys.stdout.isatty():
        _show(done, account)
    else:
        session.out(summary(done, account.language, markdown=output == "md"))


def _show(said: ReadBack, account: Account, *, err: bool = False) -> None:
    from docgen.cli.columns import screen
    from docgen.cli.readback import screen_lines

    for line in screen_lines(said, account.language, screen()):
        click.echo(line, err=err)


def _filled(session: Session, workspace: Workspace, account: Account, meeting: str, *, shown: bool) -> str:
    """Read the meeting back and ask for what it lacks; each answer is in the document before the next question.

    ``shown``: read it back even where there is nothing to ask. Returns the id of the meeting.
    """
    asked: set[tuple[str, int | None, str]] = set()
    try:
        return _asked(session, workspace, account, meeting, asked, shown=shown)
    except (KeyboardInterrupt, click.Abort):
        if len(asked) > 1:
            words = Text("ここまでの答えは文書に書き込んであります", "the answers so far are in the document")
            click.echo(f"\n{words.to(session.language)}", err=True, nl=False)
        raise


def _asked(
    session: Session,
    workspace: Workspace,
    account: Account,
    meeting: str,
    asked: set[tuple[str, int | None, str]],
    *,
    shown: bool,
) -> str:
    from docgen.workflows.close import ending
    from docgen.workflows.missing import fill

    while True:
        now = ending(workspace, account, meeting)
        meeting = now.said.meeting
        if not asked and (shown or now.missing):
            _show(now.said, account, err=True)
        gap = next((each for each in now.missing if (each.what, each.item, each.todo) not in asked), None)
        if gap is None:
            return meeting
        asked.add((gap.what, gap.item, gap.todo))
        while answer := _answer(session, gap.question.to(session.language)):
            try:
                fill(workspace, account, meeting, gap, answer)
                break
            except InputError as error:
                click.echo(f"  {error.line(session.language)}", err=True)


def _answer(session: Session, question: str) -> str:
    """What is typed behind a question; empty for later."""
    click.echo(f"? {question}", err=True)
    answer: str = click.prompt("  >", default="", show_default=False, prompt_suffix=" ", err=True)
    return answer.strip()
