"""``docgen archive``: years that are over, out of a customer's document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, dry_run_option, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import Text

if TYPE_CHECKING:
    from docgen.workflows.archive import Archived, ArchivedYear


@make_command(
    "archive",
    ja="終わった年の会議を、過去の記録の文書に移します。\n\n"
    "文書が上限に近づいたとき（docgen.toml の archive.share）、古い年から必要な分だけを移し、リンクを残します。"
    "完了していない会議のある年は移しません。途中で止まったときは、もう一度実行すると続きから行います。",
    en="Move years that are over into archive documents.\n\n"
    "Past a share of what a document can hold (archive.share in docgen.toml), the oldest years go, as many as needed, "
    "and links stay. A year with a meeting that is not closed is left. What was cut short is completed by running "
    "it again.",
)
@argument("account")
@option(
    "--year",
    "years",
    type=int,
    multiple=True,
    ja="移す年（文書に余裕があっても移します。複数指定できます）。",
    en="A year to move, however full the document is; may be given more than once.",
)
@format_option("text", "json")
@dry_run_option()
@stats_option()
@pass_session
def command(session: Session, account: str, years: tuple[int, ...], output: str, dry_run: bool) -> None:
    from docgen.cli.shared import opened
    from docgen.workflows.archive import archive

    workspace = opened(session)
    done = archive(workspace, workspace.roster.find(account), years, dry_run=dry_run)
    if output == "json":
        session.out_json(done)
        return
    for year in done.years:
        _tell(session, year)
    _tell_size(session, done)


def _tell(session: Session, year: ArchivedYear) -> None:
    words = {
        "moved": Text("移動", "moved"),
        "there": Text("移動済み", "there"),
        "planned": Text("移動予定", "to be moved"),
        "kept": Text("そのまま", "stays"),
    }
    meetings = Text(f"会議 {year.meetings} 件", f"{year.meetings} meeting{'s' * (year.meetings != 1)}")
    columns = [words[year.state], Text(f"{year.year}年", f"{year.year}"), meetings]
    session.out("\t".join([*(each.to(session.language) for each in columns), *year.archives]))
    for why in year.why:
        session.say(Text(f"  {why.ja}", f"  {why.en}"))


def _tell_size(session: Session, done: Archived) -> None:
    before, after, share = (
        _percent(part) for part in (done.characters / done.limit, done.left / done.limit, done.share)
    )
    if done.left != done.characters:
        session.say(
            Text(
                f"文書は上限の {before} から {after} になります",
                f"the document goes from {before} of what it can hold to {after}",
            )
        )
    elif done.years or done.characters <= done.share * done.limit:
        session.say(
            Text(
                f"文書は上限の {before} です（{share} を超えると移します）",
                f"the document is at {before} of what it can hold (years are moved past {share})",
            )
        )
    else:
        session.say(
            Text(
                f"文書は上限の {before} ですが、移せる年がありません",
                f"the document is at {before} of what it can hold, and there is no year to move",
            )
        )


def _percent(part: float) -> str:
    return f"{part:.0%}" if part >= 0.095 or not part else f"{part:.1%}"
