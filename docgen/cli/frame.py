"""Commands, options and groups that speak both languages and load no sooner than they are needed."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import click

from docgen.cli.context import LANGUAGES, session_of

Words = tuple[str, str]
"""Japanese, English."""
Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

USAGE: Mapping[str, str] = {"[OPTIONS]": "[オプション]", "[COMMAND] [ARGS]...": "[コマンド] [引数]..."}
"""What click writes in a line of usage, in Japanese."""


def spoken(words: Words, ctx: click.Context | None = None) -> str:
    """``words`` in the language of the running command."""
    ctx = ctx or click.get_current_context(silent=True)
    return words[0] if session_of(ctx).language == "ja" else words[1]


class Option(click.Option):
    """An option with help in both languages."""

    def __init__(self, *args: Any, words: Words = ("", ""), **attrs: Any) -> None:
        tells = attrs.get("default") not in (None, "", False) and not attrs.get("is_flag")
        super().__init__(*args, **{"show_default": tells, **attrs, "help": words[1]})
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        notes = spoken(("、", "; "), ctx).join(self._notes(ctx))
        return record and (record[0], spoken(self.words, ctx) + (f"  [{notes}]" if notes else ""))

    def make_metavar(self, ctx: click.Context | None = None) -> str:
        """What stands for the value."""
        if self.metavar is not None:
            return self.metavar
        if isinstance(self.type, click.Choice):
            return f"[{'|'.join(choices(self.type, ctx))}]"
        return "N" if isinstance(self.type, type(click.INT)) else self.type.name.upper()

    def _notes(self, ctx: click.Context) -> Iterator[str]:
        if self.show_default:
            yield spoken(("省略時: ", "default: "), ctx) + str(self.default)
        if between := spoken(bounds(self.type), ctx):
            yield between


def choices(kind: click.Choice[Any], ctx: click.Context | None = None) -> list[str]:
    """What there is to choose from; what only Japanese has is not told in English."""
    japanese = spoken(("ja", "en"), ctx) == "ja"
    return [choice for choice in map(str, kind.choices) if japanese or choice.isascii()]


def bounds(kind: click.ParamType[Any]) -> Words:
    """Which numbers there may be; empty where any may."""
    if not isinstance(kind, click.IntRange):
        return "", ""
    if kind.max is None:
        return f"{kind.min}以上", f"{kind.min} or more"
    return f"{kind.min}～{kind.max}", f"{kind.min} to {kind.max}"


class Bilingual(click.Command):
    """A command with help in both languages, which takes ``--lang`` and ``--config`` wherever they stand."""

    def __init__(self, *args: Any, words: Words, top: bool = False, **attrs: Any) -> None:
        """``top``: whether help lists the options that work everywhere; below the top they would only be noise."""
        super().__init__(*args, **{**attrs, "help": words[1]})
        self.words = words
        self.params += _everywhere(hidden=not top)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = spoken(("この説明を表示します。", "Show this message and exit."), ctx)
        return option

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = spoken(self.words, ctx)
        super().format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        return spoken(self.words).partition("\n")[0]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [spoken((USAGE.get(piece, piece), piece), ctx) for piece in super().collect_usage_pieces(ctx)]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=spoken(("使い方: ", "Usage: "), ctx))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))]
        if records:
            with formatter.section(spoken(("オプション", "Options"), ctx)):
                formatter.write_dl(records)


class Group(Bilingual, click.Group):
    """A group of commands; alone, it shows its help."""

    def __init__(self, *args: Any, **attrs: Any) -> None:
        alone = {"invoke_without_command": True, "no_args_is_help": False, "callback": _help_alone}
        super().__init__(*args, **{**attrs, **alone})

    def sub(self, name: str, *, ja: str, en: str) -> Callable[[Callable[..., Any]], Bilingual]:
        """Make a function a command of this group."""

        def added(function: Callable[..., Any]) -> Bilingual:
            made = command(name, ja=ja, en=en)(function)
            self.add_command(made)
            return made

        return added

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section(spoken(("コマンド", "Commands"), ctx)):
            formatter.write_dl([(name, command.get_short_help_str()) for name, command in commands if command])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            from docgen.errors import InputError, Text, nearest

            path = f"{ctx.command_path} {name}"
            raise InputError(
                Text(f"コマンド {path!r} はありません", f"there is no command {path!r}"),
                hint=nearest(name, self.list_commands(ctx)),
            )
        return super().resolve_command(ctx, args)


class LazyGroup(Group):
    """A group whose commands are imported when they are run.

    ``table``: name of the command to its module, which holds it as ``command``, and its help in a line.
    """

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, Words]], **attrs: Any) -> None:
        super().__init__(*args, **attrs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.table:
            return None
        module = importlib.import_module(self.table[cmd_name][0])
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Without importing a single command."""
        with formatter.section(spoken(("コマンド", "Commands"), ctx)):
            formatter.write_dl([(name, spoken(words, ctx)) for name, (_, words) in self.table.items()])


def _everywhere(*, hidden: bool) -> list[click.Parameter]:
    """``--lang`` and ``--config``, which every command takes."""
    return [
        Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            is_eager=True,
            expose_value=False,
            hidden=hidden,
            callback=_set_language,
            words=("表示の言語。", "The language to speak."),
        ),
        Option(
            ["--config"],
            type=click.Path(),
            is_eager=True,
            expose_value=False,
            hidden=hidden,
            callback=_set_config,
            words=("使う docgen.toml。", "The docgen.toml to use."),
        ),
    ]


def _help_alone() -> None:
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _set_language(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        session_of(ctx).asked_language = value


def _set_config(ctx: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value:
        from pathlib import Path

        session_of(ctx).config = Path(value)


def command(name: str | None = None, *, ja: str, en: str) -> Callable[[Callable[..., Any]], Bilingual]:
    """Make a function a command; the first line of ``ja`` and ``en`` is its short help."""
    return click.command(name, cls=Bilingual, words=(ja, en))


def group(name: str | None = None, *, ja: str, en: str) -> Callable[[Callable[..., Any]], Group]:
    """Make a function a group of commands, which come in by ``@group.sub(...)``."""
    return click.group(name, cls=Group, words=(ja, en))


def option(*names: str, ja: str, en: str, **attrs: Any) -> Decorator:
    """As ``click.option``, with help in both languages."""
    return click.option(*names, cls=Option, words=(ja, en), **attrs)


argument = click.argument
"""As in click."""


def format_option(*choices: str) -> Decorator:
    """``--format``, the first of ``choices`` being what it is without."""
    return option(
        "--format",
        "output",
        type=click.Choice(choices),
        default=choices[0],
        ja=f"出力の形（{'、'.join(choices)}）。",
        en=f"The form of the output: {', '.join(choices)}.",
    )


def dry_run_option() -> Decorator:
    """``--dry-run``: print the plan, change nothing."""
    return option(
        "--dry-run",
        is_flag=True,
        ja="何をするかだけを表示し、何も変えません。",
        en="Print the plan and change nothing.",
    )


def all_findings_option() -> Decorator:
    """``--all-findings``: more than what is asked at once of a team that begins."""
    return option(
        "--all-findings",
        is_flag=True,
        ja="ステップ1でも、大事なもの（会議ごとに3件、顧客ごとに週2件）だけでなく、すべて表示します。",
        en="At adoption step 1 too, show more than the most useful findings: three of a meeting, two of a customer's "
        "week.",
    )


def stats_option() -> Decorator:
    """``--stats``, for every command that talks to the service: ``main`` prints the figures when it ends."""

    def told(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
        session_of(ctx).stats |= value

    return option(
        "--stats",
        is_flag=True,
        expose_value=False,
        callback=told,
        ja="最後に、通信の回数・バイト数・待ち時間を標準エラーに表示します。",
        en="At the end, print calls, bytes and waits to stderr.",
    )
