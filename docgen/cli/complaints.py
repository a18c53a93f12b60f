"""What went wrong, as one line on stderr and an exit code: the only place where errors end."""

from __future__ import annotations

import re
import traceback

import click

from docgen.cli.frame import bounds, choices
from docgen.errors import DocgenError, Text, nearest
from docgen.inputs.system import refusal

_QUOTED = re.compile(r"\(([^)]*)\)")


def told(error: Exception) -> tuple[str, str, int]:
    """What to print in Japanese, what in English, and the exit code."""
    if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
        error = refusal(error)
    if isinstance(error, DocgenError):
        return error.line("ja"), error.line("en"), error.exit_code
    if isinstance(error, click.UsageError):
        message, hint = _misuse(error)
        complaint = DocgenError(message, hint=hint or _help(error))
        return complaint.line("ja"), complaint.line("en"), 2
    if isinstance(error, click.ClickException):
        return error.format_message(), error.format_message(), 2
    # A fault of docgen's own: never exit code 1, which Python would give and which means findings.
    trace = "".join(traceback.format_exception(error))
    return (
        f"{trace}docgen の不具合です。上の内容を知らせてください",
        f"{trace}this is a fault of docgen; please report it",
        2,
    )


def _help(error: click.UsageError) -> Text:
    path = error.ctx.command_path if error.ctx else "docgen"
    return Text(f"{path} --help で使い方を見られます", f"see {path} --help")


def _misuse(error: click.UsageError) -> tuple[Text, Text | None]:
    if isinstance(error, click.NoSuchOption):
        name = error.option_name
        known = [opt for param in error.ctx.command.params for opt in param.opts] if error.ctx else []
        close = nearest(name, known) if error.possibilities else None
        return Text(f"オプション {name} はありません", f"there is no option {name}"), close
    if isinstance(error, click.MissingParameter):
        name = _parameter(error)
        return Text(f"{name} を指定してください", f"{name} is missing"), None
    if isinstance(error, click.BadParameter):
        name = _parameter(error)
        if error.param and isinstance(error.param.type, click.Choice):
            listed = ", ".join(choices(error.param.type, error.ctx))
            return Text(f"{name} に使えるのは {listed} です", f"{name} must be one of {listed}"), None
        if error.param and isinstance(error.param.type, type(click.INT)):
            ja, en = bounds(error.param.type)
            return Text(f"{name} は{ja or '整数'}で指定してください", f"{name} must be {en or 'a whole number'}"), None
        return Text(f"{name} の値が使えません（{error.message}）", f"{name}: {error.message}"), None
    if isinstance(error, click.BadOptionUsage):
        name = error.option_name
        if "requires" in error.message:
            return Text(f"{name} には値が要ります", f"{name} needs a value"), None
        return Text(f"{name} はそのようには使えません", f"{name} cannot be used like that"), None
    if "unexpected extra" in error.message:
        extra = "".join(_QUOTED.findall(error.message)[-1:])
        return Text(f"余分な引数があります: {extra}", f"there is an argument too many: {extra}"), None
    return Text(f"使い方が正しくありません（{error.message}）", error.message), None


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    return error.param.opts[0] if isinstance(error.param, click.Option) else str(error.param.human_readable_name)
