"""``docgen add``: what is said in a meeting, from the terminal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, format_option, group, option, stats_option
from docgen.errors import Text

if TYPE_CHECKING:
    from docgen.workflows.capture import What


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


@command.sub("todo", ja="TODO を書き込みます。", en="Capture an action item.")
@option("--owner", "owners", multiple=True, ja="担当（何度でも）。", en="Its owner; may be repeated.")
@option("--due", default="", ja="期限。書いたとおりに残します。", en="Its due date, kept as written.")
@option("--done", is_flag=True, ja="済んだものとして書き込みます。", en="Capture it as done.")
@_common
def todo(session: Session, **given: Any) -> None:
    _capture(session, "action_items", **given)


def _capture(session: Session, what: What, *, account: str, text: str, output: str, **given: Any) -> None:
    from docgen.cli.shared import opened
    from docgen.workflows.capture import capture

    workspace = opened(session)
    result = capture(workspace, workspace.roster.find(account), what, text, **given)
    if output == "json":
        session.out_json(result)
        return
    place = f"{result.item}. {result.item_title}" if result.item else Text("全体", "the meeting").to(session.language)
    session.out(f"{result.meeting} {result.meeting_title} › {place}\n  {result.line}".replace("\x0b", "\n  "))
