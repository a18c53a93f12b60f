"""``docgen rules``: what is checked and why, and whether the rules keep to their own examples."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli import frame
from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument, format_option
from docgen.errors import InputError, Text

if TYPE_CHECKING:
    from docgen.lint.files import RuleFile
    from docgen.lint.listing import ListedRule
    from docgen.lint.rule import Rule


ALL_WELL = Text("すべて例のとおりです", "all as they say")


@frame.group("rules", ja="何をなぜ確かめるのかを表示します。", en="List, explain and test what is checked.")
def command() -> None:
    pass


@command.sub(
    "list",
    ja="ルールの一覧を表示します。\n\nワークスペースの lint_rules にあるルールも含みます。",
    en="List the rules.\n\nThose in lint_rules of the workspace are among them.",
)
@format_option("text", "json")
@pass_session
def list_rules(session: Session, output: str) -> None:
    from docgen.cli.columns import aligned
    from docgen.lint.listing import rows

    rules = _listed(session, _rules(session))
    if output == "json":
        session.out_json(rules)
        return
    for line in aligned(rows(rules, session.language)):
        session.out(line)


@command.sub(
    "explain",
    ja="ルールの理由、質問、例と、役に立たなかったという声を表示します。",
    en="Show why a rule asks, what it asks, its examples, and what was said not to help.",
)
@argument("rule")
@format_option("text", "json")
@pass_session
def explain(session: Session, rule: str, output: str) -> None:
    from docgen.lint.listing import explained, notes
    from docgen.lint.reference import explanation
    from docgen.lint.selection import rule_called

    found = rule_called(_rules(session), rule)
    (listed,) = _listed(session, (found,))
    if output == "json":
        session.out_json(explained(found, listed, session.language))
        return
    session.out(explanation(found, session.language, notes(listed, session.language)).rstrip("\n"))


@command.sub(
    "test",
    ja="ルールの例を実行します。\n\nFILE を省くと、使っているルールすべてを試します。例のとおりにならないものがあると"
    "終了コードは 1 です。",
    en="Run the examples of rules.\n\nWithout FILE, those of all rules in use. Exits 1 where an example is not as it "
    "says.",
)
@argument("files", metavar="[FILE]...", nargs=-1, type=click.Path(path_type=Path))
@format_option("text", "json")
@pass_session
def test(session: Session, files: tuple[Path, ...], output: str) -> int:
    from docgen.lint.examples import outcomes
    from docgen.lint.files import read_rule
    from docgen.lint.listing import Tested, WrongExample

    rules = tuple(map(read_rule, files)) if files else _rule_files(session)
    every = [outcome for rule in rules for outcome in outcomes(rule)]
    wrong = [(outcome, outcome.problem) for outcome in every if outcome.problem]
    if output == "json":
        told = tuple(
            WrongExample(
                rule=each.rule,
                file=each.file,
                line=each.line,
                group=each.group,
                number=each.number,
                problem=problem.to(session.language),
            )
            for each, problem in wrong
        )
        session.out_json(Tested(rules=len(rules), examples=len(every), wrong=told))
        return 1 if wrong else 0
    for outcome, problem in wrong:
        place = f"{outcome.file}:{outcome.line}: {outcome.group}[{outcome.number - 1}]"
        session.out(f"{place}: {problem.to(session.language)}")
    result = Text(f"{len(wrong)}件が例と違います", f"{len(wrong)} not as they say") if wrong else ALL_WELL
    session.say(
        Text(
            f"ルール {len(rules)}件、例 {len(every)}件、{result.ja}",
            f"rules: {len(rules)}, examples: {len(every)}, {result.en}",
        )
    )
    return 1 if wrong else 0


def _rule_files(session: Session) -> tuple[RuleFile, ...]:
    """The rules of the workspace, or those of docgen where there is none."""
    from docgen.lint.files import built_in, read_rules

    return read_rules(session.settings().rule_directories) if _in_workspace(session) else built_in()


def _rules(session: Session) -> tuple[Rule, ...]:
    from docgen.lint.files import rules_of

    return rules_of(_rule_files(session))


def _listed(session: Session, rules: Iterable[Rule]) -> list[ListedRule]:
    """``rules`` as docgen.toml and feedback have them, where there is a workspace."""
    from docgen import clock
    from docgen.lint.listing import listed
    from docgen.lint.selection import ALL
    from docgen.workflows.known import feedback_of
    from docgen.workflows.linting import selection_of

    if not _in_workspace(session):
        return listed(rules, session.language, selection=ALL, today=clock.now(clock.zone("UTC")).date())
    settings = session.settings()
    return listed(
        rules,
        session.language,
        selection=selection_of(settings),
        today=clock.now(clock.zone(settings.time_zone)).date(),
        feedback=feedback_of(settings),
        principles=settings.lint.principles,
    )


def _in_workspace(session: Session) -> bool:
    from docgen import settings

    try:
        settings.find(config=session.config)
    except InputError:
        return False
    return True
