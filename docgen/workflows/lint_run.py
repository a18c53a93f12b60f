"""One run of ``docgen lint``: what is looked at, what of it is asked for, and what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from docgen.document.collector import collector_off
from docgen.errors import DocgenError, Text
from docgen.inputs.write import make_folder
from docgen.lint.baseline import Baseline, Renewed, read_baseline, renewed, write_baseline
from docgen.lint.findings import Finding
from docgen.lint.rule import Language, Phase, Rule
from docgen.lint.selection import expired, rule_called, why_off
from docgen.lint.usefulness import at_once
from docgen.settings import Settings
from docgen.workflows.base import Workspace
from docgen.workflows.known import baseline_path
from docgen.workflows.linting import ready_rules, selection_of
from docgen.workflows.source_lines import located

if TYPE_CHECKING:
    from docgen.lint.engine import Rules
    from docgen.workflows.lint_many import Checked  # which opens the way to the service: files need none of that


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which of the findings are asked for; nothing given: all."""

    since: date | None = None
    """Those of meetings from that day on; not those of a meeting whose day nothing tells."""
    phase: Phase | None = None
    rules: tuple[str, ...] = ()
    """Ids."""
    packs: tuple[str, ...] = ()

    def takes(self, finding: Finding, rules: dict[str, Rule]) -> bool:
        """Whether ``finding`` is asked for."""
        rule = rules[finding.rule]
        return (
            (self.since is None or finding.date >= self.since.isoformat())
            and self.phase in (None, rule.phase)
            and (not self.rules or rule.id in self.rules)
            and (not self.packs or rule.pack in self.packs)
        )

    def __bool__(self) -> bool:
        return self != Narrowed()


@dataclass(slots=True)
class Looked:
    """What was found where."""

    findings: list[Finding] = field(default_factory=list)
    """All of it, each with an id of its own, those in files with their file."""
    read: set[tuple[str, str]] = field(default_factory=set)
    """Account and name of file (one of them empty) of what was read."""
    refused: list[tuple[str, DocgenError]] = field(default_factory=list)
    """What could not be read: the customer's name (empty for a file, which the error names), and why."""
    unread: set[tuple[str, str]] = field(default_factory=set)
    """The same of what could not be read."""
    undated: list[Path] = field(default_factory=list)
    """Files in which no meeting was found."""
    _taken: Counter[str] = field(default_factory=Counter)

    def add(self, findings: Iterable[Finding]) -> None:
        """Take in what was found in a document or a file.

        Two files of one name may give the same question about meetings of one day: the second has an id of its own.
        It tells how many there are alike, not which file it was, so that no folder has to keep its place.
        """
        for each in findings:
            self._taken[each.id] += 1
            if (number := self._taken[each.id]) > 1:
                distinct = sha256(f"{each.id}\x1f{number}".encode()).hexdigest()[:12]
                self.findings.append(replace(each, id=distinct))
            else:
                self.findings.append(each)


def look(workspace: Workspace, files: Sequence[Path], checked: Iterable[Checked]) -> Looked:
    """What all rules that are on find in ``files``, and what they found in the documents that were ``checked``."""
    looked = Looked()
    if files:
        rules = ready_rules(workspace.settings)
        for path in files:
            with collector_off():  # until all that was read is gone again
                _look_at(path, rules, workspace.now(), looked)
    for each in checked:
        if each.error:
            looked.refused.append((each.account.name, each.error))
            looked.unread.add((each.account.id, ""))
        else:
            looked.read.add((each.account.id, ""))
            looked.add(each.findings)
    return looked


def _look_at(path: Path, rules: Rules, now: datetime, looked: Looked) -> None:
    from docgen.workflows.files import read_file  # documents need none of that

    try:
        document = read_file(path, now)
    except DocgenError as error:
        looked.refused.append(("", error))
        looked.unread.add(("", path.stem))
        return
    looked.read.add(("", document.document_id))
    if not document.meetings:
        looked.undated.append(path)
    looked.add(located(rules.lint(document, now), path, document))


def narrowed(findings: Iterable[Finding], asked: Narrowed, rules: Sequence[Rule]) -> list[Finding]:
    """Those of ``findings`` that are asked for. Raises ``InputError`` for the id of a rule that does not exist."""
    for name in asked.rules:
        rule_called(rules, name)
    by_id = {rule.id: rule for rule in rules}
    if not asked:
        return list(findings)
    return [each for each in findings if asked.takes(each, by_id)]


def offered(findings: Sequence[Finding], step: int, *, every: bool) -> tuple[list[Finding], int]:
    """What of ``findings`` is listed at adoption step ``step``, known ones among it, and how many more there are.

    ``every``: all, at the first step too.
    """
    asked = [each for each in findings if not each.known]
    kept = {each.id for each in (asked if every else at_once(asked, step))}
    return [each for each in findings if each.known or each.id in kept], len(asked) - len(kept)


def write(workspace: Workspace, looked: Looked, path: Path | None, *, accounts: bool, files: bool) -> Renewed:
    """All that was found becomes the baseline in the file ``path`` (without, that of the workspace).

    What it holds of documents that were not or could not be looked at stays, but for what is gone: of accounts where
    the run was about all ``accounts``, of files where it was about all ``files``. Raises ``InputError``.
    """
    there = path or baseline_path(workspace.settings)
    old = read_baseline(there) if there.exists() else Baseline()
    kept = [
        each
        for each in old.findings
        if (place := (each.account, each.file)) in looked.unread
        or (place not in looked.read and not (accounts if each.account else files))
    ]
    made = renewed(old, looked.findings, kept)
    make_folder(there.parent)
    write_baseline(there, made.baseline)
    return made


def reasons(settings: Settings, rules: Iterable[Rule], language: Language) -> dict[str, str]:
    """Rule → why it asks, with the team's principle where docgen.toml gives one."""
    told = {}
    for rule in rules:
        principle = settings.lint.principles.get(rule.id, "")
        cited = Text(f"　行動原則: {principle}", f" Principle: {principle}").to(language) if principle else ""
        told[rule.id] = rule.why.to(language) + cited
    return told


def ended(settings: Settings, today: date) -> Iterator[Text]:
    """What docgen.toml switches off no longer, one line each."""
    for entry in expired(settings.lint.disable, today):
        what = entry.rule or entry.pack
        yield Text(
            f"docgen.toml: {what} の停止は {entry.until} までです。ルールは効いています（理由: {entry.reason}）",
            f"docgen.toml: {what} was off until {entry.until} and is on again (reason: {entry.reason})",
        )


def silent(asked: Narrowed, rules: Sequence[Rule], settings: Settings, today: date) -> Iterator[Text]:
    """Why a rule that is asked for by name asks nothing: it is not on."""
    selection = selection_of(settings)
    for name in asked.rules:
        if why := why_off(rule_called(rules, name), selection, today):
            yield Text(f"{name} は効いていません: {why.ja}", f"{name} is off: {why.en}")
