"""``docgen init``: a workspace."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli import frame
from docgen.cli.context import Session, pass_session


@frame.command(
    "init",
    ja="ワークスペースを作ります。\n\nDIR（省略時はここ）に docgen.toml、accounts.csv、members.csv を置きます。",
    en="Make a workspace.\n\nPuts docgen.toml, accounts.csv and members.csv into DIR (by default, here).",
)
@frame.argument("directory", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@pass_session
def command(session: Session, directory: Path) -> None:
    from docgen.errors import Text
    from docgen.workflows import workspace

    made = workspace.init(directory, session.language)
    for path in made:
        session.out(path)
    session.say(
        Text(
            "ワークスペースができました　→ docgen account add 顧客名 で顧客を登録できます",
            "the workspace is ready → add a customer with docgen account add NAME",
        )
    )
