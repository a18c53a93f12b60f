"""``docgen account``: the customers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli import frame
from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, dry_run_option, format_option, option, stats_option

if TYPE_CHECKING:
    from docgen.account.ledger import Likeness, Plan
    from docgen.workflows.sync import Synced

LISTED = 10
"""Near names printed at once."""

yes_option = option(
    "--yes",
    is_flag=True,
    ja="同じ名前や似た名前があっても、尋ねずに進めます。",
    en="Go on without asking about equal and near names.",
)


@frame.group(
    "account",
    ja="顧客を登録し、一覧し、取り込み、文書を探します。",
    en="Add, list, show and import customers, and find their documents.",
)
def command() -> None:
    pass


@command.sub(
    "add",
    ja="顧客を1件登録します。\n\n同じ名前や似た名前の顧客があるときは、登録してよいかを尋ねます。尋ねる相手が"
    "端末にいない場合は --yes が要ります。",
    en="Add a customer.\n\nAsks first when there is one of the same or nearly the same name; where nobody can answer, "
    "--yes is needed.",
)
@argument("name")
@option("--id", ja="id（省略時は名前から作ります）。", en="Its id; made from the name without.")
@option("--alias", "aliases", multiple=True, ja="別名（何度でも）。", en="Another name; may be repeated.")
@option("--stage", ja="ステージ。", en="Its stage.")
@option("--owner", ja="担当者。", en="Who looks after it.")
@option("--domain", "domains", multiple=True, ja="メールのドメイン（何度でも）。", en="A mail domain; may be repeated.")
@option("--karte", ja="カルテ: full、brief、none。", en="Karte: full, brief or none.")
@option("--language", ja="文書の言語: ja、en。", en="Language of its document: ja or en.")
@option("--time-zone", ja="タイムゾーン。", en="Time zone.")
@option("--renewal-date", ja="更新日。", en="Date of renewal.")
@option("--tier", ja="ティア。", en="Value tier.")
@yes_option
@dry_run_option()
@pass_session
def add(
    session: Session, yes: bool, dry_run: bool, aliases: tuple[str, ...], domains: tuple[str, ...], **rest: Any
) -> None:
    from docgen.workflows import workspace

    cells = {column: text for column, text in rest.items() if text is not None}
    cells |= {column: ";".join(words) for column, words in (("aliases", aliases), ("domains", domains)) if words}
    agreed = _agreement(session, yes, near_is_fine=False)
    plan = workspace.add_account(session.settings(), cells, agreed=agreed, dry_run=dry_run)
    if dry_run:
        _warn(session, plan.alike)
    _tell_strangers(session, plan)
    session.out(plan.added[0].id)


@command.sub("list", ja="顧客の一覧を表示します。", en="List the customers.")
@option("--stage", ja="このステージだけ。", en="Only those in this stage.")
@format_option("text", "json")
@pass_session
def list_(session: Session, stage: str | None, output: str) -> None:
    from docgen.workflows import workspace

    chosen = workspace.accounts_in(session.settings(), stage)
    if output == "json":
        session.out_json(chosen)
        return
    from docgen.cli.columns import aligned

    for line in aligned([(account.id, account.stage, account.owner, account.name) for account in chosen]):
        session.out(line)


@command.sub("show", ja="顧客1件を表示します。", en="Show one customer.")
@argument("account")
@format_option("text", "json")
@pass_session
def show(session: Session, account: str, output: str) -> None:
    from docgen.workflows import workspace

    settings = session.settings()
    found = workspace.read_roster(settings).find(account)
    if output == "json":
        session.out_json(found)
        return
    from docgen.cli.columns import aligned

    values = [(name, getattr(found, name)) for name in found.__struct_fields__]
    for line in aligned([(name, "; ".join(value) if isinstance(value, tuple) else value) for name, value in values]):
        session.out(line)


@command.sub(
    "import",
    ja="CSV から顧客を取り込みます。\n\n列は accounts.csv と同じで、必要なのは name だけです。id が同じ行は更新になり、"
    "空のセルはいまの値を残します。すべての行を確かめてから、一度に書き込みます。\n\n同じ名前や似た名前があれば一覧にし、"
    "端末なら進めてよいかを尋ねます。端末でない場合、似た名前だけなら進み、同じ名前があれば --yes なしでは止まります。",
    en="Import customers from a CSV file.\n\nIts columns are those of accounts.csv, of which only name is needed. "
    "A row with an id that is there updates it, empty cells leaving what is there. All rows are checked first, then "
    "written at once.\n\nEqual and near names are listed, and asked about at a terminal; elsewhere near names do not "
    "stop the import, equal ones do without --yes.",
)
@argument("file", type=click.Path(path_type=Path))
@yes_option
@dry_run_option()
@pass_session
def import_(session: Session, file: Path, yes: bool, dry_run: bool) -> None:
    from docgen.workflows import workspace

    agreed = _agreement(session, yes, near_is_fine=True)
    plan = workspace.import_accounts(session.settings(), file, agreed=agreed, dry_run=dry_run)
    if dry_run:
        _warn(session, plan.alike)
    _tell_strangers(session, plan)
    _summarise(session, plan, dry_run)


@command.sub(
    "sync",
    ja="顧客の文書を探し、その id を accounts.csv に書きます。\n\n新しいパソコンで使い始めるときや、文書が見つからない"
    "ときに使います。同じ顧客の文書がいくつもあれば、いちばん古いものを使い、ほかを一覧にします。"
    "見つからなければ、accounts.csv はそのままです。",
    en="Find the customers' documents and write their ids into accounts.csv.\n\nFor a new machine, and for when a "
    "document is not there. Of several documents of one customer the oldest is taken, and the others are listed. "
    "Where none is found, accounts.csv stays as it is.",
)
@argument("accounts", nargs=-1)
@format_option("text", "json")
@dry_run_option()
@stats_option()
@pass_session
def sync(session: Session, accounts: tuple[str, ...], output: str, dry_run: bool) -> None:
    from docgen.cli.shared import accounts_meant, opened
    from docgen.workflows.sync import sync as synced

    workspace = opened(session)
    results = synced(workspace, accounts_meant(workspace, accounts, every=not accounts), dry_run=dry_run)
    if output == "json":
        session.out_json(results)
        return
    from docgen.cli.columns import aligned
    from docgen.errors import Text

    states = {
        "found": Text("発見", "found"),
        "unchanged": Text("そのまま", "unchanged"),
        "missing": Text("なし", "missing"),
        "several": Text("複数", "several"),
    }
    for line in aligned([(one.account, states[one.state].to(session.language), one.name, one.url) for one in results]):
        session.out(line)
    for one in results:
        _tell_document(session, one)
    if dry_run:
        session.say(Text("（何も変えていません）", "(nothing was changed)"))


def _tell_document(session: Session, one: Synced) -> None:
    from docgen.errors import Text

    if one.others:
        listed = " ".join(one.others)
        session.say(Text(f"{one.name} のほかの文書: {listed}", f"other documents of {one.name}: {listed}"))
    if one.state != "missing":
        return
    if one.in_the_bin:
        listed = " ".join(one.in_the_bin)
        session.say(
            Text(
                f"{one.name} の文書はゴミ箱にあります: {listed}　→ ゴミ箱から戻してください",
                f"the document of {one.name} is in the bin: {listed} → restore it",
            )
        )
    elif one.before:
        session.say(
            Text(
                f"{one.name} の文書 {one.before} は見つかりません　→ なければ accounts.csv の document_id を空にします",
                f"{one.before}, the document of {one.name}, is not there → empty document_id in accounts.csv",
            )
        )


def _agreement(session: Session, yes: bool, *, near_is_fine: bool) -> Callable[[tuple[Likeness, ...]], bool]:
    """``near_is_fine``: whether names that are near but not equal may pass where nobody can be asked."""

    def agreed(alike: tuple[Likeness, ...]) -> bool:
        from docgen.errors import Text

        _warn(session, alike)
        if yes:
            return True
        if session.asks():
            return session.confirmed(Text("別の顧客として進めますか？", "Are they different customers?"))
        return near_is_fine and not any(one.equal for one in alike)

    return agreed


def _warn(session: Session, alike: tuple[Likeness, ...]) -> None:
    from docgen.errors import Text

    for one in sorted(alike, key=lambda one: not one.equal)[:LISTED]:
        same = Text("同じ名前です", "the same name") if one.equal else Text("似た名前です", "nearly the same name")
        session.say(
            Text(
                f"{same.ja}: {one.name}（{one.id}）と {one.other_name}（{one.other_id}）",
                f"{same.en}: {one.name} ({one.id}) and {one.other_name} ({one.other_id})",
            )
        )
    if (more := len(alike) - LISTED) > 0:
        session.say(Text(f"ほかに{more}組", f"and {more} more pairs"))


def _tell_strangers(session: Session, plan: Plan) -> None:
    from docgen.errors import Text
    from docgen.workflows import workspace

    for owner in workspace.strangers(session.settings(), plan):
        session.say(
            Text(f"担当 {owner!r} は members.csv にいません", f"the owner {owner!r} is not in members.csv"),
        )


def _summarise(session: Session, plan: Plan, dry_run: bool) -> None:
    from docgen.errors import Text

    added, updated, unchanged = len(plan.added), len(plan.updated), plan.unchanged
    if dry_run:
        for account in plan.added:
            session.out(f"+ {account.id}\t{account.name}")
        for account in plan.updated:
            session.out(f"~ {account.id}\t{account.name}")
        ending = Text("（何も変えていません）", " (nothing was changed)")
    else:
        ending = Text("", "")
    session.say(
        Text(
            f"追加 {added}件、更新 {updated}件、そのまま {unchanged}件{ending.ja}",
            f"{added} added, {updated} updated, {unchanged} unchanged{ending.en}",
        )
    )
