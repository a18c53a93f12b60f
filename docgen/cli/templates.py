"""``docgen templates``: which templates are used, a team's own begun, tried and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import frame
from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, format_option, option
from docgen.errors import Text

if TYPE_CHECKING:
    from docgen.workflows.templates import Checked, Listed


@frame.group(
    "templates",
    ja="テンプレートを一覧し、写し、試し、確かめます。",
    en="List, copy, try and check the templates of documents.",
)
def command() -> None:
    pass


@command.sub(
    "list",
    ja="使っているテンプレートの一覧を表示します。\n\nワークスペースの templates にあるものは「独自」と出ます。",
    en="List the templates in use.\n\nThose in templates of the workspace are marked as the team's own.",
)
@format_option("text", "json")
@pass_session
def list_templates(session: Session, output: str) -> None:
    from docgen.cli.columns import aligned
    from docgen.workflows.templates import listed

    every = listed(session.settings_or_default().template_directories)
    if output == "json":
        session.out_json(every)
        return
    for line in aligned([_row(each, session.language) for each in every]):
        session.out(line)


def _row(each: Listed, language: str) -> list[str]:
    own = Text("独自", "own") if each.own else Text("docgen", "docgen")
    return [each.name, own.to(language), each.use.to(language)]


@command.sub(
    "copy",
    ja="docgen のテンプレートをワークスペースに写します。\n\n"
    "NAME は一覧にある名前か、meeting のような短い名前です。写したファイルを直すと、次からそちらが使われます。",
    en="Copy one of docgen's templates into the workspace.\n\n"
    "NAME is one of the list, or short: meeting. Change the copy, and it is used from then on.",
)
@argument("names", metavar="NAME...", nargs=-1, required=True)
@pass_session
def copy_templates(session: Session, names: tuple[str, ...]) -> None:
    from docgen.workflows.templates import copy

    for name in names:
        session.out(copy(session.settings(), name))
    session.say(
        Text(
            "直したら docgen templates check で確かめ、docgen templates preview で見られます",
            "change it, then docgen templates check, and docgen templates preview shows it",
        )
    )


@command.sub(
    "preview",
    ja="テンプレートを見本の会議で埋めて表示します。\n\nお客様の文書には何も書きません。"
    "NAME は meeting、document、karte のどれかです。",
    en="Show a template filled with a sample meeting.\n\nNothing is written to any customer's document. "
    "NAME is meeting, document or karte.",
)
@argument("name", default="meeting", required=False)
@option("--to", "form", type=click.Choice(("md", "html")), default="md", ja="形式。", en="The form.")
@option("--out", type=click.Path(path_type=Path), ja="書き出すファイル。", en="The file to write.")
@pass_session
def preview(session: Session, name: str, form: str, out: Path | None) -> None:
    from docgen.cli.shared import opened_for_files, put_out
    from docgen.workflows.template_preview import preview

    settings = opened_for_files(session).settings
    put_out(session, preview(name, form, session.language, settings), out)


@command.sub(
    "check",
    ja="独自のテンプレートを、文書に書かずに確かめます。\n\n"
    "FILE（フォルダーも可）を省くと、ワークスペースの templates をすべて確かめます。"
    "見本の会議で埋めて読み戻し、直すところをファイルと行で挙げます。直すところがあると終了コードは 1 です。",
    en="Check a team's own templates, without writing anywhere.\n\n"
    "Without FILE (or folder), all of the workspace's. They are filled with sample meetings and read back; what to "
    "mend is told with file and line. Exits 1 where there is something.",
)
@argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@format_option("text", "json")
@pass_session
def check_templates(session: Session, files: tuple[Path, ...], output: str) -> int:
    from docgen.workflows.templates import check

    checked = check(files, session.settings_or_default(), session.language)
    if output == "json":
        session.out_json(checked)
    else:
        _tell(session, checked)
    return 2 if checked.unreadable else 1 if checked.wrong else 0


def _tell(session: Session, checked: Checked) -> None:
    for each in checked.findings:
        if not each.note:
            session.out(each.shown(session.language))
    for each in (*(each for each in checked.findings if each.note), *checked.unreadable):
        session.say(Text(each.shown("ja"), each.shown("en")))
    number, wrong = len(checked.files), sum(not each.note for each in checked.findings)
    if not number and not checked.unreadable and not checked.findings:
        session.say(
            Text(
                "独自のテンプレートはありません　→ docgen templates copy meeting で始められます",
                "there is no template of the team's own → docgen templates copy meeting begins one",
            )
        )
        return
    result = Text(f"直すところ {wrong}件", f"to mend: {wrong}") if wrong else Text("直すところはありません", "all well")
    session.say(Text(f"テンプレート {number}件、{result.ja}", f"templates: {number}, {result.en}"))
