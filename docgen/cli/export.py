"""``docgen export``: a copy of the document."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, option, stats_option
from docgen.cli.frame import command as make_command


@make_command(
    "export",
    ja="文書の写しを書き出します。\n\nHTML は画面で見るままで、印刷にも使えます。--out がなければ標準出力に書きます。",
    en="Write a copy of a document.\n\nHTML looks as on screen and is print-ready. Without --out it goes to stdout.",
)
@argument("account")
@option("--to", "form", type=click.Choice(("html", "md")), default="html", ja="形式。", en="The form.")
@option("--out", type=click.Path(path_type=Path), ja="書き出すファイル。", en="The file to write.")
@stats_option()
@pass_session
def command(session: Session, account: str, form: str, out: Path | None) -> None:
    from docgen.cli.shared import opened, put_out
    from docgen.workflows.export import export

    workspace = opened(session)
    put_out(session, export(workspace, workspace.roster.find(account), form), out)
