"""``docgen create``: the customer's one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, dry_run_option, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import InputError, Text

if TYPE_CHECKING:
    from docgen.workflows.create import Created


@make_command(
    "create",
    ja="顧客の文書を1つ作ります。\n\n2回目からは、すでにある文書を見つけて表示します。途中で止まったときは、もう一度実行すると続きを作ります。"
    "\n\n--adopt は、手で作った文書をその顧客の文書にします。会議の見出しに目印を付け、"
    "お客様情報のタブがなければ足しますが、書かれていることは1文字も変えません。",
    en="Create a customer's one document.\n\nA second call finds the first's. What was cut "
    "short is completed by running it again.\n\n--adopt makes a document that was made by hand the customer's: "
    "headings of meetings get anchors, the tab of customer information is added where there is none, and not a "
    "character of what people wrote changes.",
)
@argument("accounts", nargs=-1)
@option("--all", "every", is_flag=True, ja="すべての顧客。", en="All accounts.")
@option("--adopt", metavar="URL|ID", ja="手で作った文書の URL か id。", en="URL or id of a document made by hand.")
@format_option("text", "json")
@dry_run_option()
@stats_option()
@pass_session
def command(
    session: Session, accounts: tuple[str, ...], every: bool, adopt: str | None, output: str, dry_run: bool
) -> None:
    from docgen.cli.shared import accounts_meant, opened
    from docgen.workflows.create import create

    workspace = opened(session)
    meant = accounts_meant(workspace, accounts, every=every)
    if adopt is not None:
        from docgen.workflows.adopt import adopt as adopted

        if every or len(meant) != 1:
            raise InputError(
                Text("--adopt は顧客1件だけに使えます", "--adopt goes with one account"),
                hint=Text("docgen create --adopt URL 顧客", "docgen create --adopt URL ACCOUNT"),
            )
        _tell_adopted(session, adopted(workspace, meant[0], adopt, dry_run=dry_run), output, dry_run=dry_run)
        return
    if dry_run:
        from docgen.workflows.sync import sync

        new = [account for account in meant if not account.document_id]
        found = {one.account: one.document_id for one in sync(workspace, new, dry_run=True)} if new else {}
        for account in meant:
            document_id = account.document_id or found[account.id]
            word = Text("既存", "there") if document_id else Text("作成予定", "to be created")
            session.out(f"{word.to(session.language)}\t{account.name}\t{document_id}".rstrip())
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


def _tell_adopted(session: Session, result: Created, output: str, *, dry_run: bool) -> None:
    if output == "json":
        session.out_json([result])
        return
    there, planned, done = Text("既存", "there"), Text("取り込み予定", "to be adopted"), Text("取り込み", "adopted")
    word = there if not result.made else planned if dry_run else done
    session.out(f"{word.to(session.language)}\t{result.name}\t{result.url}")
    for meeting in result.anchored:
        session.out(f"  {meeting.meeting}\t{meeting.title}")
    if dry_run:
        session.say(Text("（何も変えていません）", "(nothing was changed)"))
