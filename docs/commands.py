"""Prints docs/commands.md from the command line itself: ``python docs/commands.py > docs/commands.md``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from docgen.cli.context import Session
from docgen.cli.frame import Bilingual, Option
from docgen.cli.main import docgen

HEAD = """\
# Commands · コマンド

<!-- Written by docs/commands.py; change the commands, then `python docs/commands.py > docs/commands.md`. -->

An account is given as id, name, alias, document id or document URL. Results go to stdout, hints and progress to stderr.
Exit codes: [README](../README.md#exit-codes). What `--format json` prints: [json.md](json.md).

お客様は、id、名前、別名、文書の id、文書の URL のどれでも指定できます。
結果は標準出力に、ヒントと途中経過は標準エラーに出します。
終了コードは [README](../README.ja.md#終了コード) に、`--format json` の中身は [json.md](json.md) にあります。

| variable | English | 日本語 |
|---|---|---|
| `DOCGEN_NOW` | The time that docgen takes for now, as `2026-12-01T10:00`; for trying things out. | \
docgen がいまと見なす日時（例: `2026-12-01T10:00`）。試すときに使います。 |
| `DOCGEN_CONFIG` | The docgen.toml to use, or its folder, if `--config` names none. | \
使う docgen.toml かそのフォルダー（`--config` がないとき）。 |
| `DOCGEN_ME` | Who you are, for `docgen digest`: [workspace.md](workspace.md#who-you-are). | \
自分が誰か（`docgen digest`）: [workspace.md](workspace.md#who-you-are)。 |

Completion in the shell · 補完: `eval "$(_DOCGEN_COMPLETE=bash_source docgen)"` (`zsh_source`, `fish_source`).
"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEAD, *_section(docgen, click.Context(docgen, info_name="docgen", obj=Session("en")))])


def commands(command: click.Command, ctx: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """``command`` and all below it, each with its context."""
    yield command, ctx
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            if below := command.get_command(ctx, name):
                yield from commands(below, click.Context(below, info_name=name, parent=ctx))


def _section(top: click.Command, top_ctx: click.Context) -> Iterator[str]:
    for command, ctx in commands(top, top_ctx):
        words = command.words if isinstance(command, Bilingual) else ("", "")
        yield f"## {ctx.command_path}\n"
        yield f"`{' '.join([ctx.command_path, *_pieces(command, ctx)])}`\n"
        yield f"{words[1]}\n"
        yield f"{words[0]}\n"
        options = [param for param in command.params if isinstance(param, Option) and not param.hidden]
        if options:
            yield "| option | English | 日本語 |\n|---|---|---|"
            yield from map(_row, options)
            yield ""


def _pieces(command: click.Command, ctx: click.Context) -> list[str]:
    if isinstance(command, click.Group):
        return ["[OPTIONS]", "COMMAND"] if ctx.parent is None else ["COMMAND"]
    return command.collect_usage_pieces(ctx)


def _row(option: Option) -> str:
    names = ", ".join(option.opts)
    if isinstance(option.type, click.Choice):
        names += " " + "|".join(map(str, option.type.choices))
    elif not option.is_flag:
        names += " " + option.make_metavar()
    default = option.default if isinstance(option.default, str | int) and not option.is_flag else ""
    ja, en = option.words
    if default != "":
        ja, en = f"{ja}省略時は `{default}`。", f"{en} Without it: `{default}`."
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in (f"`{names}`", en, ja)) + " |"


if __name__ == "__main__":
    print(page(), end="")
