"""``docgen live``: the meeting on the big screen, and what only we see on another."""

from __future__ import annotations

import sys

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, option
from docgen.cli.frame import command as make_command
from docgen.errors import Text


@make_command(
    "live",
    ja="会議を大きく映し、その場で書き込みます。\n\n最初の行に投影するページのアドレスを表示し（端末ではブラウザーで開きます）、"
    "Ctrl-C まで動き続けます。手元だけで見るページのアドレスも表示します。",
    en="Show the meeting big, and fill it in while people talk.\n\nPrints the address of the page to project as its "
    "first line (at a terminal, opens it), and the address of the page for our eyes only; runs until Ctrl-C.",
)
@argument("account")
@option(
    "--meeting",
    default="",
    ja="会議の id か日付（省略時は今の会議）。",
    en="Id or date of the meeting; the current one without.",
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    ja="ポート（0 ならお客様ごとに決まったもの、使用中なら空いているもの）。",
    en="The port; 0 takes the customer's usual one, or a free one.",
)
@option(
    "--lan",
    is_flag=True,
    ja="同じネットワークのほかの端末（スマートフォンなど）からも開けるようにします。通信は暗号化されません。",
    en="Let other devices on the same network (a phone) open the pages too; what goes over it is not encrypted.",
)
@option("--no-open", is_flag=True, ja="ブラウザーを開きません。", en="Open no browser.")
@pass_session
def command(session: Session, account: str, meeting: str, port: int, lan: bool, no_open: bool) -> None:
    from docgen.cli.shared import opened
    from docgen.web.keys import kept_keys
    from docgen.web.server import listening, serve, usual_port
    from docgen.workflows.live.room import Room

    workspace = opened(session)
    chosen = workspace.roster.find(account)
    keys = kept_keys(workspace.settings.state / "live" / f"{chosen.id}.keys", workspace.now().timestamp())
    sockets, access = listening(port, usual_port(chosen.id), lan=lan, keys=keys)
    try:
        room = Room(workspace, chosen, meeting)
    except BaseException:
        for each in sockets:
            each.close()
        raise
    stage, private = access.address("stage"), access.address("private")
    session.out(stage)
    session.say(Text(f"手元だけで見るページ: {private}", f"for your eyes only: {private}"))
    if lan:
        view = access.address("view")
        session.say(Text(f"見るだけのページ: {view}", f"to look at only: {view}"))
        _show_code(private)
    session.say(Text("Ctrl-C で終わります", "Ctrl-C ends it"))
    if sys.stdout.isatty() and not no_open:
        click.launch(stage)
    try:
        serve(room, access, sockets)
    except KeyboardInterrupt:
        # How everyone ends a server: nothing was interrupted that is worth a word.
        raise click.exceptions.Exit(130) from None


def _show_code(address: str) -> None:
    """A QR code that a phone reads from the terminal."""
    import segno

    segno.make_qr(address, error="l").terminal(sys.stderr, compact=True)
