"""``docgen lint``: what is missing, as questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.findings import FORMS, print_findings
from docgen.cli.frame import all_findings_option, argument, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import Text

if TYPE_CHECKING:
    from docgen.account.model import Account
    from docgen.errors import DocgenError
    from docgen.lint.findings import Finding

SEVERITIES: Final = {"要対応": "error", "注意": "warning", "参考": "advice"}
"""The words in which findings are printed in Japanese."""


@make_command(
    "lint",
    ja="足りないことを質問の形で挙げます。\n\n顧客か、議事録の Markdown ファイルを指定します。"
    "--fail-on 以上の質問があると終了コードは 1 です。",
    en="Ask for what is missing.\n\nTakes accounts, or Markdown files of minutes. Exits 1 where "
    "there is a question at or above --fail-on.",
)
@argument("targets", nargs=-1)
@option("--all", "every", is_flag=True, ja="すべての顧客。", en="All accounts.")
@option(
    "--fail-on",
    type=click.Choice((*SEVERITIES.values(), *SEVERITIES)),
    ja="終了コードを 1 にする重さ。error は要対応、warning は注意、advice は参考です。省略時は docgen.toml のとおり。",
    en="The severity that makes it exit 1; as in docgen.toml without.",
)
@all_findings_option()
@format_option(*FORMS)
@option(
    "--jobs",
    type=click.IntRange(min=1),
    ja="同時に動かすプロセスの数。省略時は、文書が多ければコアの数だけ。",
    en="How many processes work at once; as many as there are cores where there is enough to do.",
)
@option(
    "--fix",
    "fixing",
    is_flag=True,
    ja="安全に直せること（日付に合わない曜日、会議の順序、失われた目印、表の中の見出し）を、見せて確認してから直します。",
    en="Mend what is safe, once you have seen it and agreed: a weekday that is not its date's, the order of meetings, "
    "lost marks, headings in tables.",
)
@option(
    "--diff",
    "differing",
    is_flag=True,
    ja="--fix が何を変えるかだけを表示し、何も変えません。",
    en="Print what --fix would change, and change nothing.",
)
@option("--yes", is_flag=True, ja="--fix で、確認せずに直します。", en="With --fix: mend without asking.")
@stats_option()
@pass_session
def command(
    session: Session,
    targets: tuple[str, ...],
    every: bool,
    fail_on: str | None,
    all_findings: bool,
    output: str,
    jobs: int | None,
    fixing: bool,
    differing: bool,
    yes: bool,
) -> int:
    from docgen.cli.mending import mend
    from docgen.cli.progress import counted
    from docgen.cli.shared import accounts_meant, opened, opened_for_files
    from docgen.lint.findings import worst
    from docgen.lint.outputs.printing import Printing
    from docgen.lint.rule import Severity
    from docgen.lint.usefulness import at_once
    from docgen.workflows.files import is_file, read_file
    from docgen.workflows.lint_many import lint_accounts
    from docgen.workflows.linting import in_lint, lint_file, ready_rules, rules_of
    from docgen.workflows.source_lines import located

    files = [Path(word) for word in targets if is_file(word)]
    words = [word for word in targets if not is_file(word)]
    workspace = opened(session) if words or not files else opened_for_files(session)
    findings: list[Finding] = []
    failed: list[tuple[Account, DocgenError]] = []
    meant = accounts_meant(workspace, words, every=every) if words or not files else ()
    if every:
        meant = in_lint(meant)
    mended = 0
    if fixing or differing:
        rules_on = ready_rules(workspace.settings)
        mended = mend(session, workspace, rules_on, files, meant, write=fixing, yes=yes, is_known=lambda _: False)
        if not fixing:
            return mended
    for path in files:
        document = read_file(path, workspace.now())
        findings += located(lint_file(workspace, document), path, document)
        if not document.meetings:
            session.say(
                Text(
                    f"{path}: 日付のある会議の見出しが見つかりません（例: ## 2026-12-01 定例）",
                    f"{path}: no heading of a meeting with its date is found (for example ## 2026-12-01 Weekly)",
                )
            )
    if meant:
        for checked in counted(session, lint_accounts(workspace, meant, jobs or 0), len(meant)):
            findings += checked.findings
            if checked.error:
                failed.append((checked.account, checked.error))
    shown = findings if all_findings else at_once(findings, workspace.settings.step)
    rules = rules_of(workspace.settings) if output == "sarif" else ()
    more = len(findings) - len(shown)
    print_findings(session, shown, output, Printing(session.language, workspace.link, not_shown=more, rules=rules))
    for account, error in failed:
        session.say(Text(f"{account.name}: {error.line('ja')}", f"{account.name}: {error.line('en')}"))
    if failed:
        return failed[0][1].exit_code
    least = fail_on or workspace.settings.lint.fail_on
    return mended or worst(findings, Severity(SEVERITIES.get(least, least)))
