"""``docgen rules``: what is checked and why, and whether the rules keep to their own examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, group

if TYPE_CHECKING:
    from docgen.lint.files import RuleFile


@group("rules", ja="何をなぜ確かめるのかを表示します。", en="List, explain and test what is checked.")
def command() -> None:
    """Group of commands on rules."""


@command.command("list", words=("ルールを一覧します。", "List the rules."))
@pass_session
def list_rules(session: Session) -> None:
    """Print a table of rules, the workspace's own included."""
    from docgen.lint.files import rules_of
    from docgen.lint.reference import listing

    click.echo(listing(rules_of(_rule_files(session)), _language(session), _off(session)), nl=False)


@command.command("explain", words=("ルールの理由と例を表示します。", "Show why a rule asks, and its examples."))
@argument("rule")
@pass_session
def explain(session: Session, rule: str) -> None:
    """Print everything about one rule."""
    from docgen.lint.files import rules_of
    from docgen.lint.reference import explanation
    from docgen.lint.selection import rule_called

    click.echo(explanation(rule_called(rules_of(_rule_files(session)), rule), _language(session)), nl=False)


@command.command(
    "test",
    words=(
        "ルールの例を実行します。\n\nFILE を省くと、使っているルールすべてを試します。",
        "Run the examples of rules.\n\nWithout FILE, those of all rules in use.",
    ),
)
@argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@pass_session
def test(session: Session, files: tuple[Path, ...]) -> int:
    """Print each example that does not do what it says, with file and line; 1 where there is one."""
    from docgen.errors import Text
    from docgen.lint.examples import outcomes
    from docgen.lint.files import read_rule

    rules = [read_rule(path) for path in files] if files else _rule_files(session)
    every = [outcome for rule in rules for outcome in outcomes(rule)]
    failed = [outcome for outcome in every if outcome.problem]
    for outcome in failed:
        problem = outcome.problem.to(session.language) if outcome.problem else ""
        click.echo(f"{outcome.file}:{outcome.line}: {outcome.rule}: {outcome.group} {outcome.number}: {problem}")
    session.say(
        Text(
            f"ルール {len(rules)}件、例 {len(every)}件のうち {len(failed)}件が、書かれたとおりになりませんでした",
            f"{len(rules)} rules, {len(every)} examples, {len(failed)} of them not as they say",
        )
    )
    return 1 if failed else 0


def _rule_files(session: Session) -> tuple[RuleFile, ...]:
    """The rules of the workspace, or those of docgen where there is none."""
    from docgen.lint.files import built_in, read_rules

    return read_rules(session.settings().rule_directories) if _in_workspace(session) else built_in()


def _off(session: Session) -> dict[str, str]:
    from docgen import clock

    if not _in_workspace(session):
        return {}
    settings = session.settings()
    today = clock.now(clock.zone(settings.time_zone)).date()
    return {rule: entry.reason for rule, entry in settings.lint.disabled(today).items()}


def _in_workspace(session: Session) -> bool:
    from docgen import settings
    from docgen.errors import InputError

    try:
        settings.find(config=session.config)
    except InputError:
        return False
    return True


def _language(session: Session) -> Literal["ja", "en"]:
    return "ja" if session.language == "ja" else "en"
