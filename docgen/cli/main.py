"""The command ``docgen``: its table of commands, and where every run begins and ends."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from docgen import __version__
from docgen.cli.context import LANGUAGES, Session
from docgen.cli.frame import LazyGroup, Option, Words

TABLE: dict[str, tuple[str, Words]] = {
    "init": ("docgen.cli.init", ("ワークスペースを作ります", "Make a workspace")),
    "account": (
        "docgen.cli.account",
        ("顧客を登録し、一覧し、文書を探します", "Add, list, import customers, find their documents"),
    ),
    "create": ("docgen.cli.create", ("顧客の文書を1つ作ります", "Create a customer's one document")),
    "archive": (
        "docgen.cli.archive",
        ("終わった年を過去の記録の文書に移します", "Move years that are over into archives"),
    ),
    "prepare": ("docgen.cli.prepare", ("会議のブロックを文書の先頭に用意します", "Prepare a meeting's block on top")),
    "move": ("docgen.cli.move", ("会議を別の日時に移します", "Have a meeting at another time")),
    "cancel": ("docgen.cli.cancel", ("会議を中止にし、また元に戻します", "Call a meeting off, or on again")),
    "add": ("docgen.cli.add", ("ご意見・決定事項・TODO を書き込みます", "Capture a view, a decision or a TODO")),
    "live": ("docgen.cli.live", ("会議を大きく映し、その場で書き込みます", "Show the meeting big and fill it in")),
    "close": (
        "docgen.cli.close",
        ("決定事項と TODO を読み合わせて締めます", "Read back decisions and TODOs, and finish"),
    ),
    "lint": ("docgen.cli.lint", ("足りないことを質問の形で挙げます", "Ask for what is missing")),
    "show": ("docgen.cli.show", ("docgen が読み取った文書を表示します", "Show a document as docgen understands it")),
    "export": ("docgen.cli.export", ("文書の写しを書き出します", "Write a copy of a document")),
    "status": (
        "docgen.cli.status",
        ("これからの会議の準備の様子を表示します", "Show how ready the coming meetings are"),
    ),
    "digest": ("docgen.cli.digest", ("今朝しておくとよいことを挙げます", "Tell what might be done this morning")),
    "report": ("docgen.cli.report", ("チームで見るレポートを書き出します", "Write the report for the team review")),
    "rules": ("docgen.cli.rules", ("何をなぜ確かめるのかを表示します", "List, explain and test what is checked")),
    "templates": (
        "docgen.cli.templates",
        ("テンプレートを一覧し、写し、確かめます", "List, copy and check the templates of documents"),
    ),
    "emulator": ("docgen.cli.emulator", ("内蔵の Docs サービスを公開します", "Serve the embedded Docs service")),
    "demo": ("docgen.cli.demo", ("見本のチームで全体を動かします", "Run all of it on a sample team")),
}
"""Each command's module, which holds it as ``command``, and its help in a line."""

INTERRUPTED = 128 + 2
PIPE_CLOSED = 128 + 13
"""What a shell reports for a program whose reader went away."""
COMPLETION = "_DOCGEN_COMPLETE"
"""Set by the shell while it completes a command line."""


def _version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"docgen {__version__}")
        ctx.exit()


docgen = LazyGroup(
    "docgen",
    table=TABLE,
    words=(
        "顧客ごとに1つの Google ドキュメントを育てます。",
        "Keep one cumulative Google Doc per customer.",
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    params=[
        Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_version,
            words=("バージョンを表示します。", "Show the version and exit."),
        ),
    ],
    top=True,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``arguments`` (by default those of the process); returns the exit code."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    session = Session(_asked_language(arguments))
    _tolerate_all_characters()
    code = _run(arguments, session)
    if session.stats:
        from docgen.cli.stats import tell_stats

        tell_stats(session)
    return code


def _run(arguments: list[str], session: Session) -> int:
    try:
        if COMPLETION in os.environ:
            docgen.main(args=arguments, prog_name="docgen", complete_var=COMPLETION)
        # Not click's own main: it makes 1, which means findings here, of a pipe that closes.
        with docgen.make_context("docgen", arguments, obj=session) as ctx:
            code = docgen.invoke(ctx)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except (KeyboardInterrupt, click.Abort):
        start = "\n" if sys.stderr.isatty() else ""  # the terminal has shown ^C
        click.echo(start + ("中断しました" if session.language == "ja" else "interrupted"), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains on its way out
        return PIPE_CLOSED
    except Exception as error:
        from docgen.cli.complaints import told

        ja, en, code = told(error)
        click.echo(ja if session.language == "ja" else en, err=True)
        return code


def _asked_language(arguments: Sequence[str]) -> str:
    """``--lang`` wherever it stands: a mistake before it is told in the right language too."""
    for place, argument in enumerate(arguments):
        name, _, value = argument.partition("=")
        if name == "--lang":
            value = value or "".join(arguments[place + 1 : place + 2])
            return value if value in LANGUAGES else ""
    return ""


def _tolerate_all_characters() -> None:
    """A name must not stop the run because the terminal cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
