"""``docgen digest``: what each member might do this morning."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import InputError, Text

if TYPE_CHECKING:
    from docgen.account.model import Account
    from docgen.workflows.base import Workspace
    from docgen.workflows.digest import MemberDigest


@make_command(
    "digest",
    ja="今朝しておくとよいことを、一人3つまで挙げます。\n\nMEMBER を省くと DOCGEN_ME か自分の設定の me の人、"
    "なければ全員分です。slack は1行に1通、chat.postMessage に渡せる形です（送りはしません）。",
    en="Tell what might be done this morning, at most three things each.\n\nWithout MEMBER, for whoever DOCGEN_ME or "
    "me in your own config is; else for all. slack is one message a line for chat.postMessage; nothing is posted.",
)
@argument("member", metavar="[MEMBER]", required=False)
@option("--all", "every", is_flag=True, ja="全員。", en="All members.")
@format_option("text", "json", "slack")
@stats_option()
@pass_session
def command(session: Session, member: str | None, every: bool, output: str) -> None:
    from docgen.cli.shared import documents_of, opened
    from docgen.settings import AT_REST
    from docgen.workflows.digest import digest
    from docgen.workflows.linting import in_lint

    if every and member:
        raise InputError(
            Text("--all とメンバーの指定は一緒に使えません", "--all and a member exclude each other"),
            hint=Text("どちらかにしてください", "give one of them"),
        )
    workspace = opened(session)
    whose = None if every else _whose(workspace, member)
    accounts = [account for account in workspace.roster.accounts if account.stage not in AT_REST]
    documents = documents_of(session, workspace, in_lint(accounts))
    made = digest(workspace, accounts, documents, session.language, member=whose)
    if output == "json":
        session.out_json(made)
    elif output == "slack":
        from docgen.workflows.slack import messages

        for message in messages(made):
            session.out(json.dumps(message, ensure_ascii=False))
    else:
        for number, morning in enumerate(made.members):
            for line in [*([""] if number else []), *_lines(morning, session.language)]:
                session.out(line)
    if not accounts:
        session.say(Text("お客様がまだありません", "there is no account yet"))
    elif not made.members:
        session.say(Text("いま気になることはありません", "nothing needs anybody right now"))
    if whose is None:
        _tell_of_nobody_s(session, accounts)


def _whose(workspace: Workspace, member: str | None) -> str | None:
    """Whose morning it is, as workflows tell people; None for everybody's."""
    from docgen.inputs.own import me, source
    from docgen.workflows.ours import meant

    if member:
        return meant(workspace.roster, member)
    said = me()
    if not said:
        return None
    try:
        return meant(workspace.roster, said)
    except InputError as error:
        raise InputError(error.message, place=source(), hint=error.hint) from error


def _lines(morning: MemberDigest, language: str) -> Iterator[str]:
    from docgen.workflows.digest_words import later, others

    yield click.style(morning.greeting, bold=True)
    for number, thing in enumerate(morning.things, 1):
        yield ""
        yield f"{number}. {thing.head}"
        yield f"   {thing.text}"
        if thing.more:
            yield f"   {others(thing.kind, thing.more).to(language)}"
        if thing.url:
            yield click.style(f"   {thing.url}", dim=True)
    if morning.later:
        yield ""
        yield later(morning.later).to(language)


def _tell_of_nobody_s(session: Session, accounts: list[Account]) -> None:
    names = [account.name for account in accounts if not account.owner]
    if names:
        more = Text("ほか", ", …") if names[3:] else Text("", "")
        ja, en = "、".join(names[:3]) + more.ja, ", ".join(names[:3]) + more.en
        session.say(
            Text(
                f"担当のいないお客様が {len(names)}件あります（{ja}）　→ accounts.csv の owner に書けます",
                f"nobody has {len(names)} of the customers ({en}) → owner in accounts.csv says who",
            )
        )
