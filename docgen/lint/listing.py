"""Rules as a team has them: which are on and why not, which exceptions there are, and which did not help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from docgen.errors import Text
from docgen.lint.feedback import LAST, Feedback, by_rule
from docgen.lint.output import SEVERITY
from docgen.lint.reference import PHASE, in_order
from docgen.lint.rule import Good, Language, Pack, Phase, Rule, Severity
from docgen.lint.selection import Selection, exceptions, why_off
from docgen.settings import DisabledRule

HEADS = Text("ルール,時期,重さ,ステップ,内容", "rule,phase,severity,step,what is right")


class ListedRule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule, in one language."""

    id: str
    pack: Pack
    phase: Phase
    step: int
    """The adoption step from which it is on."""
    severity: Severity
    check: str
    """The check kind."""
    summary: str
    why: str
    principle: str
    """The team's principle that docgen.toml gives for it."""
    on: bool
    """Whether it is on today, if only for some accounts."""
    off: str
    """Why it is off; empty where it is on."""
    later: bool
    """It is off because it belongs to a later step than the team's, and for no other reason."""
    exceptions: tuple[DisabledRule, ...]
    """What of docgen.toml switches it off today, for all accounts or for some."""
    not_helpful: int
    """How often somebody said that a finding of it did not help."""
    said: tuple[Feedback, ...]
    """What was said last, the latest first."""


class ShownExample(msgspec.Struct, frozen=True, kw_only=True):
    """A document, and when it is read."""

    now: str
    """ISO date and time."""
    language: Language
    note: str
    document: str
    """Markdown."""


class ExplainedRule(ListedRule, frozen=True, kw_only=True):
    """One rule with all that it says, in one language."""

    asks: str
    """The question, with what is filled in in braces."""
    asks_when_unknown: str
    """The question where a known unknown stands; empty where it has none."""
    options: dict[str, Any]
    """What the check kind is told."""
    good: tuple[ShownExample, ...]
    """It finds nothing in them."""
    bad: tuple[ShownExample, ...]
    """It finds something in them."""


class WrongExample(msgspec.Struct, frozen=True, kw_only=True):
    """An example that is not as it says."""

    rule: str
    file: str
    line: int
    """1-based line of the example in the file."""
    group: str
    """`good` or `bad`."""
    number: int
    """1-based, within its group."""
    problem: str


class Tested(msgspec.Struct, frozen=True, kw_only=True):
    """The examples of rules, run."""

    rules: int
    examples: int
    wrong: tuple[WrongExample, ...]


def explained(rule: Rule, listed: ListedRule, language: Language) -> ExplainedRule:
    """``rule``, of which the list says ``listed``, with all that it says."""
    return ExplainedRule(
        **{name: getattr(listed, name) for name in ListedRule.__struct_fields__},
        asks=rule.message.to(language),
        asks_when_unknown=rule.when_unknown.to(language) if rule.when_unknown else "",
        options=rule.options,
        good=tuple(_shown(each, language) for each in rule.good),
        bad=tuple(_shown(each, language) for each in rule.bad),
    )


def _shown(example: Good, language: Language) -> ShownExample:
    note = example.note.to(language) if example.note else ""
    return ShownExample(now=example.now, language=example.account.language, note=note, document=example.document)


def listed(
    rules: Iterable[Rule],
    language: Language,
    *,
    selection: Selection,
    today: date,
    feedback: Iterable[Feedback] = (),
    principles: Mapping[str, str] | None = None,
) -> list[ListedRule]:
    """``rules`` by phase, then id, as they are ``today`` under ``selection``."""
    said = by_rule(feedback)
    made = []
    for rule in in_order(rules):
        why = why_off(rule, selection, today)
        off_now = exceptions(rule, selection.disable, today)
        made.append(
            ListedRule(
                id=rule.id,
                pack=rule.pack,
                phase=rule.phase,
                step=rule.step,
                severity=rule.severity,
                check=rule.check,
                summary=rule.summary.to(language),
                why=rule.why.to(language),
                principle=(principles or {}).get(rule.id, ""),
                on=why is None,
                off=why.to(language) if why else "",
                later=why is not None and rule.off is None and all(entry.accounts for entry in off_now),
                exceptions=off_now,
                not_helpful=len(said.get(rule.id, ())),
                said=said.get(rule.id, ())[:LAST],
            )
        )
    return made


def rows(rules: Sequence[ListedRule], language: Language) -> list[list[str]]:
    """``rules`` as a table with a head."""
    table = [list(HEADS.to(language).split(","))]
    for rule in rules:
        phase, severity = PHASE[rule.phase].to(language), SEVERITY[language][rule.severity]
        table.append([rule.id, phase, severity, str(rule.step), _state(rule, language) + rule.summary])
        if rule.not_helpful:
            table[-1][-1] += Text(f"（役に立たない: {rule.not_helpful}件）", f" (not helpful: {rule.not_helpful})").to(
                language
            )
    return table


def notes(rule: ListedRule, language: Language) -> str:
    """What a team has said of ``rule``, one line each; empty for nothing."""
    words = [Text(f"行動原則: {rule.principle}", f"principle: {rule.principle}")] if rule.principle else []
    words += [Text(f"停止中: {rule.off}", f"off: {rule.off}")] if rule.off else []
    words += [_exception(each) for each in rule.exceptions if each.accounts]
    if rule.not_helpful:
        words.append(Text(f"役に立たない: {rule.not_helpful}件", f"not helpful: {rule.not_helpful}"))
        for each in rule.said:
            where = " ".join(part for part in (each.when[:10], each.account, each.meeting, each.who) if part)
            words.append(Text(f"  {each.why}（{where}）", f"  {each.why} ({where})"))
    return "\n".join(each.to(language) for each in words)


def _state(rule: ListedRule, language: Language) -> str:
    if rule.later:
        return f"{rule.off}: "
    if rule.off:
        return Text(f"停止中: {rule.off}  ", f"off: {rule.off}  ").to(language)
    return "".join(_exception(each).to(language) + "  " for each in rule.exceptions if each.accounts)


def _exception(entry: DisabledRule) -> Text:
    whom = ", ".join(entry.accounts)
    until = Text(f"（{entry.until} まで）", f" (until {entry.until})") if entry.until else Text("", "")
    return Text(f"{whom} では停止中: {entry.reason}{until.ja}", f"off for {whom}: {entry.reason}{until.en}")
