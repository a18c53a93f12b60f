"""``docgen create``: the customer's one document."""

from __future__ import annotations

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, dry_run_option, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import Text


@make_command(
    "create",
    ja="顧客の文書を1つ作ります。\n\n2回目からは、すでにある文書を見つけて表示します。途中で止まったときは、もう一度実行すると続きを作ります。",
    en="Create a customer's one document.\n\nA second call finds the first's. What was cut "
    "short is completed by running it again.",
)
@argument("accounts", nargs=-1)
@option("--all", "every", is_flag=True, ja="すべての顧客。", en="All accounts.")
@format_option("text", "json")
@dry_run_option()
@stats_option()
@pass_session
def command(session: Session, accounts: tuple[str, ...], every: bool, output: str, dry_run: bool) -> None:
    from docgen.cli.shared import accounts_meant, opened
    from docgen.workflows.create import create

    workspace = opened(session)
    meant = accounts_meant(workspace, accounts, every=every)
    if dry_run:
        for account in meant:
            word = Text("既存", "there") if account.document_id else Text("作成予定", "to be created")
            session.out(f"{word.to(session.language)}\t{account.name}\t{account.document_id}".rstrip())
        return
    results = []
    for account in meant:
        result = create(workspace, account)
        results.append(result)
        if output == "text":
            word = Text("作成", "created") if result.made else Text("既存", "there")
            session.out(f"{word.to(session.language)}\t{result.name}\t{result.url}")
        for note in result.notes:
            session.say(Text(note.ja, note.en))
    if output == "json":
        session.out_json(results)
