"""Whose an event is, asked at a terminal, or left in ``.docgen/matches.csv`` to be answered there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from docgen.errors import DocgenError, Text

if TYPE_CHECKING:
    from docgen.account.changes import Step
    from docgen.account.matches import Decision
    from docgen.account.model import Account
    from docgen.cli.context import Session
    from docgen.workflows.base import Workspace
    from docgen.workflows.weekly import Planned, Week


def ask(session: Session, workspace: Workspace, week: Week, planned: Sequence[Planned]) -> None:
    """Ask about each series that is unsure, and remember each answer at once."""
    for step in week.questions(planned):
        decision = _answer(session, workspace, step)
        if decision:
            week.decide([decision])


def _answer(session: Session, workspace: Workspace, step: Step) -> Decision | None:
    from docgen.account.matching import NOBODY

    session.say(
        Text(f"\n{_named(step, 'ja')} は、どの顧客の会議ですか？", f"\nWhich customer is {_named(step, 'en')} with?")
    )
    for number, account in enumerate(step.candidates, 1):
        session.say(Text(f"  {number}  {account.name}", f"  {number}  {account.name}"))
    session.say(Text("  0  どの顧客でもない", "  0  none of them"))
    question = Text(
        "番号、顧客の id か名前（Enter で今回は飛ばす）", "its number, another's id or name (Enter: skip for now)"
    )
    while True:
        said = click.prompt(question.to(session.language), default="", show_default=False, err=True).strip()
        if not said:
            return None
        if said == "0":
            return _decision(workspace, step, NOBODY)
        try:
            return _decision(workspace, step, _chosen(workspace, step, said).id)
        except DocgenError as error:
            session.say(Text(error.line("ja"), error.line("en")))


def _chosen(workspace: Workspace, step: Step, said: str) -> Account:
    if said.isdecimal() and 1 <= int(said) <= len(step.candidates):
        return step.candidates[int(said) - 1]
    return workspace.roster.find(said)


def _decision(workspace: Workspace, step: Step, account: str) -> Decision:
    from docgen.account.matches import Decision

    return Decision(
        uid=step.event.series if step.event else "",
        account=account,
        title=step.title,
        candidates=tuple(one.id for one in step.candidates),
        decided=workspace.now().date().isoformat() if account else "",
    )


def _named(step: Step, language: str) -> str:
    from docgen.account.dates import short_day

    day = short_day(date.fromisoformat(step.start[:10]), "ja" if language == "ja" else "en")
    people = [one.name or one.email for one in step.event.people()] if step.event else []
    listed = ("、" if language == "ja" else ", ").join(people[:4]) + ("…" if len(people) > 4 else "")
    title = f"「{step.title}」" if language == "ja" else f"“{step.title}”"
    return f"{day} {step.start[11:]} {title}".replace("  ", " ") + (
        (f"（{listed}）" if language == "ja" else f" ({listed})") if listed else ""
    )


def open_questions(workspace: Workspace, week: Week, planned: Sequence[Planned], *, dry_run: bool) -> Iterator[Text]:
    """What is still unsure, where to decide it."""
    from docgen.account.matches import read_matches
    from docgen.inputs.system import shown

    questions = week.questions(planned)
    if not questions:
        return
    if not dry_run:
        week.decide(_decision(workspace, step, "") for step in questions)
    matches = read_matches(workspace.settings)
    file = shown(matches.path)
    for step in questions:
        ids = ", ".join(account.id for account in step.candidates)
        ja, en = _named(step, "ja"), _named(step, "en")
        line = matches.line_of(step.event.series) if step.event else 0
        hint = Text(
            f"{file}:{line} の account に id（なければ -）を書いてください",
            f"write its id as account in {file}:{line} (- for none)",
        )
        if not line:
            hint = Text("--dry-run なしで実行すると尋ねます", "without --dry-run, you are asked")
        yield Text(
            f"{ja} の顧客がわかりません（{ids}）　→ {hint.ja}", f"{en}: not sure which customer ({ids}) → {hint.en}"
        )
