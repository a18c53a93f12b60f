"""``docgen show``: the document as docgen understands it, or what is open in several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import InputError, Text

if TYPE_CHECKING:
    from docgen.workflows.open_todos import OpenTodo

FORMS: Final = {False: ("md", "json", "html"), True: ("text", "json", "md")}
"""With ``--open`` or not: the forms of the output, the first without being asked."""
DUE: Final = 14
INDENT: Final = 4
"""Columns."""


@make_command(
    "show",
    ja="docgen が読み取った文書を表示します。\n\n顧客のほか、議事録の Markdown ファイルも読めます。"
    "--open は未完了の TODO だけを、何社分でも、担当ごとに期限の順で挙げます。顧客を省くと全社分です。",
    en="Show a document as docgen understands it.\n\nTakes an account, or a Markdown file of minutes. --open lists the "
    "open action items alone, of any number of accounts, by owner and due date; of all without an account.",
)
@argument("targets", metavar="[TARGET]...", nargs=-1)
@option("--open", "only_open", is_flag=True, ja="未完了の TODO の一覧。", en="List the open action items.")
@option("--owner", default="", ja="--open: この人の TODO だけ。", en="--open: only those of this person.")
@option(
    "--side",
    type=click.Choice(("ours", "theirs")),
    ja="--open: 当社（ours）かお客様（theirs）の TODO だけ。",
    en="--open: only ours, or only the customers'.",
)
@option(
    "--due-before", default="", ja="--open: この日より前に期限が来るものだけ。", en="--open: only what is due before."
)
@option("--all", "every", is_flag=True, ja="--open: すべての顧客。", en="--open: all accounts.")
@option(
    "--format",
    "output",
    type=click.Choice(("md", "text", "json", "html")),
    ja="出力の形。省略時は md、--open では text。html は --open では使えません。",
    en="The form of the output; md, with --open text. html is not for --open.",
)
@stats_option()
@pass_session
def command(session: Session, targets: tuple[str, ...], only_open: bool, output: str | None, **asked: Any) -> None:
    form = output or FORMS[only_open][0]
    if form not in FORMS[only_open]:
        raise InputError(
            Text(f"ここでは --format {form} を使えません", f"--format {form} cannot be used here"),
            hint=Text(f"使えるもの: {', '.join(FORMS[only_open])}", f"known here: {', '.join(FORMS[only_open])}"),
        )
    if only_open:
        _open(session, targets, form, **asked)
        return
    if any(asked.values()):
        raise InputError(
            Text("この指定は --open と一緒に使います", "this goes with --open"),
            hint=Text("docgen show --open …", "docgen show --open …"),
        )
    if len(targets) != 1:
        raise InputError(
            Text("顧客かファイルを1つ指定してください", "say which account or file, one"),
            hint=Text("何社分もの TODO は docgen show --open", "the action items of several: docgen show --open"),
        )
    _document(session, targets[0], form)


def _document(session: Session, target: str, output: str) -> None:
    from docgen.account.called import as_called
    from docgen.account.roster import Roster
    from docgen.cli.shared import opened, opened_for_files
    from docgen.workflows.files import is_file, read_file
    from docgen.workflows.show import as_document

    workspace = opened_for_files(session) if is_file(target) else opened(session)
    if is_file(target):
        document, language = read_file(Path(target), workspace.now()), session.language
    else:
        account = workspace.roster.find(target)
        document, language = workspace.read(account), account.language
    document = as_called(document, Roster() if is_file(target) else workspace.roster, bare=output == "json")
    if output == "json":
        session.out_json(document)
        return
    shown = as_document(document, language, workspace.settings.template_directories)
    if output == "html":
        from docgen.formats.html import to_html

        session.out(to_html(shown, language=language, title=document.name))
    else:
        from docgen.formats.markdown_write import to_markdown

        session.out(to_markdown(shown).rstrip("\n"))


def _open(
    session: Session,
    targets: tuple[str, ...],
    output: str,
    *,
    owner: str,
    side: Literal["ours", "theirs"] | None,
    due_before: str,
    every: bool,
) -> None:
    from docgen.cli.columns import screen
    from docgen.cli.shared import accounts_meant, documents_of, opened
    from docgen.workflows.linting import in_lint
    from docgen.workflows.open_todos import as_document, open_todos, wanted

    workspace = opened(session)
    asked = wanted(owner, side, due_before, workspace.now().date())
    accounts = accounts_meant(workspace, targets, every=every or not targets)
    found = open_todos(workspace, documents_of(session, workspace, accounts if targets else in_lint(accounts)), asked)
    if output == "json":
        session.out_json(found)
        return
    if output == "md":
        from docgen.formats.markdown_write import to_markdown

        session.out(to_markdown(as_document(found, session.language)).rstrip("\n"))
    else:
        for line in _lines(found, session.language, screen()):
            session.out(line)
    session.say(_counted(found))


def _lines(todos: tuple[OpenTodo, ...], language: Literal["ja", "en"], columns: int) -> Iterator[str]:
    """The list in lines of at most ``columns`` columns, addresses apart."""
    from docgen.cli.columns import cut, fitted
    from docgen.cli.readback import wrapped
    from docgen.workflows.open_todos import BETWEEN, SIDES, day_of, group_of, notes_of

    room = columns - INDENT - DUE
    for number, (side, mine) in enumerate(groupby(todos, lambda todo: todo.side)):
        yield from [""] if number else []
        yield click.style(SIDES[side].to(language), bold=True)
        for who, group in groupby(mine, lambda todo: group_of(todo, language)):
            yield f"  {click.style(cut(who, columns - 2), fg='blue')}"
            for todo in group:
                due = fitted(day_of(todo, language), DUE - 2) + "  "
                first, *more = wrapped(todo.text.replace("\n", " "), room)
                yield " " * INDENT + (click.style(due, fg="yellow") if todo.overdue else due) + first
                for line in (*more, *_joined(notes_of(todo, language), room, BETWEEN.to(language))):
                    yield " " * (INDENT + DUE) + line
                if todo.url:
                    yield " " * (INDENT + DUE) + click.style(todo.url, dim=True)


def _joined(notes: Iterable[str], room: int, between: str) -> Iterator[str]:
    """``notes`` side by side, as many in a line as there is room for."""
    from docgen.cli.columns import cut, width

    line = ""
    for note in notes:
        longer = f"{line}{between}{note}" if line else note
        if line and width(longer) > room:
            yield line
            longer = note
        line = cut(longer, room)
    if line:
        yield line


def _counted(todos: tuple[OpenTodo, ...]) -> Text:
    if not todos:
        return Text("未完了の TODO はありません", "there is no open action item")
    passed = sum(todo.overdue for todo in todos)
    items = "item" if len(todos) == 1 else "items"
    ja = f"、うち期限の日を過ぎたもの {passed}件" if passed else ""
    en = f", {passed} of which are past their day" if passed else ""
    return Text(f"未完了の TODO {len(todos)}件{ja}", f"{len(todos)} open action {items}{en}")
