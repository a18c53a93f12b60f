"""``docgen show``: the document as docgen understands it."""

from __future__ import annotations

from pathlib import Path

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, format_option, stats_option
from docgen.cli.frame import command as make_command


@make_command(
    "show",
    ja="docgen が読み取った文書を表示します。\n\n顧客のほか、議事録の Markdown ファイルも読めます。",
    en="Show a document as docgen understands it.\n\nTakes an account, or a Markdown file of minutes.",
)
@argument("target")
@format_option("md", "json", "html")
@stats_option()
@pass_session
def command(session: Session, target: str, output: str) -> None:
    from docgen.cli.shared import opened, opened_for_files
    from docgen.workflows.linting import is_file, read_file
    from docgen.workflows.show import as_document

    workspace = opened_for_files(session) if is_file(target) else opened(session)
    if is_file(target):
        document, language = read_file(Path(target), workspace.now()), session.language
    else:
        account = workspace.roster.find(target)
        document, language = workspace.read(account), account.language
    if output == "json":
        session.out_json(document)
        return
    shown = as_document(document, language, workspace.settings.template_directories)
    if output == "html":
        from docgen.formats.html import to_html

        where = workspace.settings.template_directories
        session.out(to_html(shown, language=language, title=document.name, directories=where))
    else:
        from docgen.formats.markdown_write import to_markdown

        session.out(to_markdown(shown).rstrip("\n"))
