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
@frame.option(
    "--step",
    type=click.IntRange(1, 4),
    default=1,
    ja="どの段階から始めるか。1: 議事録を書き終える、2: 会議の前のスタンスも確かめる。",
    en="The adoption step to begin at. 1: minutes that are finished; 2: stances before the meeting too.",
)
@pass_session
def command(session: Session, directory: Path, step: int) -> None:
    from docgen.errors import Text
    from docgen.workflows import workspace

    made = workspace.init(directory, session.language, step)
    for path in made:
        session.out(path)
    session.say(
        Text(
            "ワークスペースができました　→ docgen account add 顧客名 で顧客を登録できます",
            "the workspace is ready → add a customer with docgen account add NAME",
        )
    )
