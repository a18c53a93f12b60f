"""``docgen lint``: what is missing, as questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.findings import FORMS, print_findings
from docgen.cli.frame import all_findings_option, argument, format_option, option, stats_option
from docgen.cli.frame import command as make_command
from docgen.errors import InputError, Text

if TYPE_CHECKING:
    from docgen.account.model import Account
    from docgen.lint.findings import Finding
    from docgen.workflows.base import Workspace
    from docgen.workflows.lint_many import Checked
    from docgen.workflows.lint_run import Looked, Narrowed
    from docgen.workflows.targets import Targets

SEVERITIES: Final = {"要対応": "error", "注意": "warning", "参考": "advice"}
"""The words in which findings are printed in Japanese."""


def _rule_ids(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """For the shell: the rules whose ids begin so."""
    from docgen import resources
    from docgen.cli.context import session_of
    from docgen.lint.files import rule_ids

    try:
        directories = session_of(ctx).settings_or_default().rule_directories
    except InputError:
        directories = (resources.rules(),)
    return [name for name in rule_ids(directories) if name.startswith(incomplete)]


@make_command(
    "lint",
    ja="足りないことを質問の形で挙げます。\n\n顧客か、議事録のファイルかフォルダーを指定します。"
    "--fail-on 以上の質問があると終了コードは 1 です。ベースラインにあるものと、役に立たないと伝えたものは、"
    "既知として数えるだけです。",
    en="Ask for what is missing.\n\nTakes accounts, or files and folders of minutes. Exits 1 where there is a question "
    "at or above --fail-on. What is in the baseline, or was said not to help, is only counted, as known.",
)
@argument("targets", nargs=-1)
@option("--all", "every", is_flag=True, ja="すべての顧客。", en="All accounts.")
@option(
    "--fail-on",
    type=click.Choice((*SEVERITIES.values(), *SEVERITIES)),
    ja="終了コードを 1 にする重さ。error は要対応、warning は注意、advice は参考です。省略時は docgen.toml のとおり。",
    en="The severity that makes it exit 1; as in docgen.toml without.",
)
@option("--since", default="", ja="この日からの会議だけ（例: 10/1、先週）。", en="Only meetings from that day on.")
@option(
    "--phase",
    type=click.Choice(("before", "after", "always")),
    ja="会議の前、会議の後、いつでも、のうちこのルールだけ。",
    en="Only rules that speak before a meeting, after it, or always.",
)
@option(
    "--rule",
    "rules",
    multiple=True,
    metavar="RULE",
    shell_complete=_rule_ids,
    ja="このルールだけ（繰り返し可）。",
    en="Only this rule; may be repeated.",
)
@option(
    "--pack",
    "packs",
    multiple=True,
    type=click.Choice(("meeting", "karte", "document")),
    ja="この種類のルールだけ（繰り返し可）。",
    en="Only rules of this pack; may be repeated.",
)
@option("--explain", is_flag=True, ja="なぜ尋ねるかも、ルールごとに1度表示します。", en="Say why, once per rule.")
@option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    ja="ベースライン。ここにある質問は既知です。省略時はワークスペースの lint-baseline.json（あれば）。",
    en="The baseline: questions that are known. Without, lint-baseline.json of the workspace, if it is there.",
)
@option(
    "--write-baseline",
    is_flag=True,
    ja="いまの質問すべてをベースラインに書き、既知にします。",
    en="Write all questions of today to the baseline, as known.",
)
@option(
    "--not-helpful",
    nargs=2,
    metavar="FINDING WHY",
    ja="この質問が役に立たなかったことと理由を記録します。同じ質問はもうしません。",
    en="Record that a question did not help, and why. It is not asked again.",
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
    explain: bool,
    baseline: Path | None,
    write_baseline: bool,
    not_helpful: tuple[str, str] | None,
    jobs: int | None,
    fixing: bool,
    differing: bool,
    yes: bool,
    **narrowing: Any,
) -> int:
    if every and jobs and jobs > 1:
        from docgen.workflows.crew import prepare

        prepare("docgen.workflows.linter")  # it takes as long as all that comes before the documents does here
    from docgen.lint.findings import worst
    from docgen.lint.outputs.printing import Printing
    from docgen.lint.rule import Severity
    from docgen.workflows.known import baseline_of, known_ids, marked
    from docgen.workflows.lint_run import ended, narrowed, offered, reasons, silent
    from docgen.workflows.linting import rules_of

    workspace, meant = _meant(session, targets, every, not_helpful is not None, baseline)
    asked, today = _narrowed(workspace, **narrowing), workspace.now().date()
    if write_baseline and (asked or not_helpful or fixing or differing):
        raise _not_all()
    needed = asked or explain or output == "sarif"
    rules = rules_of(workspace.settings) if needed else ()  # to read them takes time
    known = frozenset[str]()
    if not write_baseline:
        known = known_ids(workspace.settings, baseline_of(workspace.settings, baseline))
    for note in (*ended(workspace.settings, today), *silent(asked, rules, workspace.settings, today)):
        session.say(note)
    accounts = _accounts(workspace, meant, every or (not_helpful is not None and not targets))

    def is_left(finding: Finding) -> bool:
        return finding.id in known or not narrowed((finding,), asked, rules)

    mended = 0
    if fixing or differing:
        mended = _mended(session, workspace, meant, accounts, write=fixing, yes=yes, is_left=is_left)
        if not fixing:
            return mended
    looked = _looked(session, workspace, meant, accounts, jobs or 0)
    if not_helpful:
        _record(session, workspace, looked, *not_helpful)
        return 0
    if write_baseline:
        known = _written(session, workspace, looked, baseline, accounts=every, files=meant.folders)
    findings = narrowed(marked(looked.findings, known), asked, rules)
    shown, more = offered(findings, workspace.settings.step, every=all_findings)
    printing = Printing(
        session.language,
        workspace.link,
        not_shown=more,
        explained=reasons(workspace.settings, rules, session.language) if explain else {},
        known=all_findings,
        baseline=bool(known),
        rules=rules,
    )
    if looked.read:
        print_findings(session, shown, output, printing)
    if refused := [*meant.refused, *(error for _, error in looked.refused)]:
        return refused[0].exit_code
    least = fail_on or workspace.settings.lint.fail_on
    return mended or worst(findings, Severity(SEVERITIES.get(least, least)))


def _not_all() -> InputError:
    return InputError(
        Text("--write-baseline は質問を絞らずに使います", "--write-baseline takes all questions, not some"),
        hint=Text("ほかの指定を外してください", "leave out the options that pick some, or do something else"),
    )


def _mended(
    session: Session,
    workspace: Workspace,
    meant: Targets,
    accounts: Sequence[Account],
    *,
    write: bool,
    yes: bool,
    is_left: Callable[[Finding], bool],
) -> int:
    """The exit code of mending; what ``is_left`` says is left alone."""
    from docgen.cli.mending import mend
    from docgen.workflows.linting import ready_rules

    on = ready_rules(workspace.settings)
    return mend(session, workspace, on, meant.files, accounts, write=write, yes=yes, is_known=is_left)


def _meant(
    session: Session, words: tuple[str, ...], every: bool, recording: bool, baseline: Path | None
) -> tuple[Workspace, Targets]:
    """The workspace and what is to be looked at."""
    from docgen.cli.shared import opened, opened_for_files
    from docgen.workflows.known import baseline_path
    from docgen.workflows.targets import targets

    workspace = opened_for_files(session)

    def is_account(word: str) -> bool:
        return workspace.settings.accounts_csv.is_file() and any(word == one.id for one in workspace.roster.accounts)

    beside = [path for path in (baseline, baseline_path(workspace.settings)) if path]
    meant = targets(words, is_account, beside)
    needed = every or recording or meant.accounts or not words
    return (opened(session) if needed else workspace), meant


def _narrowed(
    workspace: Workspace, since: str, phase: str | None, rules: tuple[str, ...], packs: tuple[str, ...]
) -> Narrowed:
    from docgen.lint.rule import Phase
    from docgen.workflows.lint_run import Narrowed

    day = None
    if since:
        from docgen.workflows.since import since as meant

        day = meant(since, workspace.now().date())
    return Narrowed(
        since=day,
        phase=Phase(phase) if phase else None,
        rules=rules,
        packs=packs,
    )


def _accounts(workspace: Workspace, meant: Targets, every: bool) -> tuple[Account, ...]:
    """The customers that are meant; docgen.toml must speak of none that there is not."""
    from docgen.cli.shared import accounts_meant
    from docgen.lint.files import rule_ids
    from docgen.lint.selection import known
    from docgen.workflows.linting import in_lint

    if not (every or meant.accounts) and (meant.files or meant.refused):
        return ()
    found = accounts_meant(workspace, meant.accounts, every=every)
    settings, ids = workspace.settings, [one.id for one in workspace.roster.accounts]
    known(settings.lint, settings.config, rule_ids(settings.rule_directories), ids)
    return in_lint(found) if every else found


def _looked(session: Session, workspace: Workspace, meant: Targets, accounts: tuple[Account, ...], jobs: int) -> Looked:
    """What is found, and on stderr what could not be looked at."""
    from docgen.workflows.lint_run import look

    looked = look(workspace, meant.files, _checked(session, workspace, accounts, jobs) if accounts else ())
    for name, error in (*(("", error) for error in meant.refused), *looked.refused):
        about = f"{name}: " if name else ""
        session.say(Text(about + error.line("ja"), about + error.line("en")))
    for path in looked.undated:
        session.say(
            Text(
                f"{path}: 日付のある会議の見出しが見つかりません（例: ## 2026-12-01 定例）",
                f"{path}: no heading of a meeting with its date is found (for example ## 2026-12-01 Weekly)",
            )
        )
    return looked


def _checked(session: Session, workspace: Workspace, accounts: tuple[Account, ...], jobs: int) -> Iterable[Checked]:
    from docgen.cli.progress import counted
    from docgen.workflows.lint_many import lint_accounts

    return counted(session, lint_accounts(workspace, accounts, jobs), len(accounts))


def _written(
    session: Session, workspace: Workspace, looked: Looked, path: Path | None, *, accounts: bool, files: bool
) -> frozenset[str]:
    """The ids that are in the baseline, now that it is written."""
    from docgen.lint.baseline import NAME
    from docgen.workflows.lint_run import write

    made = write(workspace, looked, path, accounts=accounts, files=files)
    number = len(made.baseline.findings)
    session.say(
        Text(
            f"{path or NAME}: {number}件（新しく {made.added}件、もう出ないもの {made.dropped}件）",
            f"{path or NAME}: {number} ({made.added} new, {made.dropped} that occur no longer)",
        )
    )
    return made.baseline.ids


def _record(session: Session, workspace: Workspace, looked: Looked, finding: str, why: str) -> None:
    from docgen.workflows.feedback import not_helpful

    made = not_helpful(workspace, looked.findings, finding, why)
    session.say(
        Text(
            f"記録しました（{made.rule}）。この質問はもうしません。.docgen/feedback.csv の行を消すと取り消せます",
            f"recorded ({made.rule}); it is not asked again. To take it back, delete its line in .docgen/feedback.csv",
        )
    )
