"""``docgen add``: what is said in a meeting, from the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, format_option, group, option, stats_option
from docgen.errors import InputError, Text

if TYPE_CHECKING:
    from docgen.account.model import Account
    from docgen.workflows.asked import What
    from docgen.workflows.base import Workspace


@group(
    "add",
    ja="ご意見・決定事項・TODO を会議のブロックに書き込みます。",
    en="Capture a customer's view, a decision or an action item.",
)
def command() -> None:
    pass


def _common(function: Callable[..., Any]) -> Callable[..., Any]:
    for decorate in (
        pass_session,
        stats_option(),
        format_option("text", "json"),
        option(
            "--meeting",
            default="",
            ja="会議の id か日付（省略時は今の会議）。",
            en="Id or date of the meeting; the current one without.",
        ),
        option(
            "--item",
            type=click.IntRange(1),
            ja="論点の番号（省略時は全体）。",
            en="Number of the agenda item; outside the items without.",
        ),
        argument("text"),
        argument("account"),
    ):
        function = decorate(function)
    return function


@command.sub("view", ja="お客様のご意見を書き込みます。", en="Capture a customer's view.")
@_common
def view(session: Session, **given: Any) -> None:
    _capture(session, "views", **given)


@command.sub("decision", ja="決定事項を書き込みます。", en="Capture a decision.")
@_common
def decision(session: Session, **given: Any) -> None:
    _capture(session, "decisions", **given)


@command.sub(
    "todo",
    ja="TODO を書き込みます。\n\n--done と --drop は、同じ言葉の未完了の TODO があれば、そこに ☑ や ☒ を付けます。"
    "変わるのは印だけです。",
    en="Capture an action item.\n\nWith --done or --drop, an open one of that text is marked ☑ or ☒ where it stands; "
    "nothing but the mark changes.",
)
@option("--owner", "owners", multiple=True, ja="担当（何度でも）。", en="Its owner; may be repeated.")
@option("--due", default="", ja="期限。書いたとおりに残します。", en="Its due date, kept as written.")
@option(
    "--done",
    is_flag=True,
    ja="済んだもの。同じ言葉の未完了の TODO がなければ、済んだものとして書き込みます。",
    en="It is done. Where none of that text is open, it is captured as done.",
)
@option("--drop", "dropped", is_flag=True, ja="取りやめた未完了の TODO。", en="An open one that is called off.")
@_common
def todo(session: Session, done: bool, dropped: bool, **given: Any) -> None:
    if done and dropped:
        raise InputError(
            Text("--done と --drop は一緒に使えません", "--done and --drop exclude each other"),
            hint=Text("どちらかにしてください", "give one of them"),
        )
    _capture(session, "action_items", done=done, dropped=dropped, **given)


def _capture(session: Session, what: What, *, account: str, text: str, output: str, **given: Any) -> None:
    from docgen.cli.shared import opened
    from docgen.workflows.capture import capture

    workspace = opened(session)
    chosen = workspace.roster.find(account)
    if (given.get("done") or given.get("dropped")) and session.asks():
        text = _meant(session, workspace, chosen, text)
    result = capture(workspace, chosen, what, text, **given)
    if output == "json":
        session.out_json(result)
        return
    language = session.language
    place = f"{result.item}. {result.item_title}".rstrip() if result.item else Text("全体", "the meeting").to(language)
    where = " › ".join(filter(None, (f"{result.meeting} {result.meeting_title}".strip(), place)))
    session.out(f"{where}\n  {result.line}".replace("\x0b", "\n  "))
    if result.did == "nothing":
        session.say(Text("すでに印が付いています", "it was marked before"))
    if result.also:
        listed = ", ".join(result.also)
        session.say(
            Text(f"同じ TODO なので {listed} にも印を付けました", f"marked in {listed} too: it is the same one")
        )
    for near in result.near:
        session.say(Text(f"  ? 未完了の「{near}」は別の TODO ですか？", f"  ? Is the open “{near}” another one?"))


def _meant(session: Session, workspace: Workspace, account: Account, text: str) -> str:
    """``text``, or that of the open action item that the person at the terminal means by it."""
    from docgen.workflows.capture import may_be_meant

    for near in may_be_meant(workspace, account, text):
        if session.confirmed(Text(f"未完了の「{near}」のことですか？", f"Do you mean the open “{near}”?")):
            return near
    return text
