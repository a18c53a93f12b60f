"""``docgen emulator``: the embedded Docs service for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import group, option
from docgen.errors import InputError, Text


@group("emulator", ja="内蔵の Docs サービスを扱います。", en="Work with the embedded Docs service.")
def command() -> None:
    pass


@command.sub(
    "serve",
    ja="内蔵の Docs サービスを HTTP で公開します（このマシンからだけ）。\n\n"
    "最初の行に http://127.0.0.1:ポート を表示し、Ctrl-C まで動き続けます。どのトークンでも受け付けます。",
    en="Serve the embedded Docs service over HTTP, on this machine only.\n\n"
    "Prints http://127.0.0.1:PORT as its first line, takes any bearer token, and runs until Ctrl-C.",
)
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    ja="ポート（0 なら空いているもの）。",
    en="The port; 0 takes a free one.",
)
@option(
    "--data",
    type=click.Path(path_type=Path, dir_okay=False),
    ja="文書のファイル。なければ作ります（省略時はワークスペースの文書）。",
    en="The file of documents, made where there is none; the workspace's documents without.",
)
@pass_session
def serve(session: Session, port: int, data: Path | None) -> None:
    from docgen.emulator import Emulator
    from docgen.emulator.server import Server

    path = data or session.settings().documents
    emulator = Emulator(path)
    try:
        server = Server(emulator, port)
    except OSError as error:
        raise InputError(
            Text(f"ポート {port} を使えません: {error.strerror}", f"port {port} cannot be used: {error.strerror}"),
            hint=Text("--port 0 で空いているポートを使います", "--port 0 takes a free one"),
        ) from error
    session.out(server.url)
    session.say(Text(f"{path} の文書です。Ctrl-C で終わります", f"the documents in {path}; Ctrl-C ends it"))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        # How everyone ends a server: nothing was interrupted that is worth a word.
        raise click.exceptions.Exit(130) from None
    finally:
        server.server_close()
        emulator.close()
