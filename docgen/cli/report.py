"""``docgen report``: the team review."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import all_findings_option, option, stats_option
from docgen.cli.frame import command as make_command


@make_command(
    "report",
    ja="チームで見るレポートを書き出します。\n\nこれからの会議の準備の様子と、顧客ごと・ルールごとの確認し"
    "たいことを、HTML と Markdown にします。",
    en="Write the report for the team review.\n\nHow ready the coming meetings are, and what "
    "to ask, by customer and by "
    "rule, as HTML and Markdown.",
)
@option(
    "--out",
    type=click.Path(path_type=Path),
    ja="書き出すフォルダー（省略時はワークスペースの reports）。",
    en="The folder to write to; reports in the workspace without.",
)
@option("--weeks", type=click.IntRange(1, 104), default=13, ja="何週間分か。", en="How many weeks it covers.")
@option(
    "--format",
    "output",
    type=click.Choice(("files", "json", "md", "html")),
    default="files",
    ja="files は両方をファイルに、ほかは標準出力に。",
    en="files writes both; the others go to stdout.",
)
@all_findings_option()
@stats_option()
@pass_session
def command(session: Session, out: Path | None, weeks: int, output: str, all_findings: bool) -> None:
    from docgen.cli.shared import documents_of, opened, put_out
    from docgen.workflows.linting import in_lint
    from docgen.workflows.report_page import html_page, markdown_page
    from docgen.workflows.reporting import file_stem, report

    workspace = opened(session)
    documents = documents_of(session, workspace, in_lint(workspace.roster.accounts))
    where = workspace.settings.template_directories
    made = report(workspace, documents, weeks, session.language, all_findings=all_findings)
    if output == "json":
        session.out_json(made)
    elif output == "html":
        session.out(html_page(made, where))
    elif output == "md":
        session.out(markdown_page(made, where))
    else:
        folder = out or workspace.settings.root / "reports"
        put_out(session, html_page(made, where), folder / f"{file_stem(made.made)}.html")
        put_out(session, markdown_page(made, where), folder / f"{file_stem(made.made)}.md")
