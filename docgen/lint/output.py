"""Findings as JSON, and the words that every form of the output uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from docgen.account.model import Span
from docgen.lint.findings import Finding
from docgen.lint.rule import Language, Phase, Severity

Link = Callable[[Finding], str]
"""Where a finding can be looked at: a URL or a command; empty for nowhere."""
KNOWN = {"ja": "既知", "en": "known"}

SEVERITY = {
    "ja": {Severity.ERROR: "要対応", Severity.WARNING: "注意", Severity.ADVICE: "参考"},
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "advice"},
}
LONGEST = {language: max(map(len, words.values())) for language, words in SEVERITY.items()}
"""Characters of the longest word, which in Japanese are two columns wide each."""


class PrintedFinding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding, in one language, with a link to its place."""

    id: str
    """Stable: it stays when other things in the document move."""
    rule: str
    severity: Severity
    phase: Phase
    account: str
    account_name: str
    document_id: str
    meeting: str
    """Id of the meeting."""
    date: str
    """ISO date of the meeting; empty where its heading has none."""
    meeting_title: str
    item_number: int
    """1-based; 0 for the meeting itself."""
    item_title: str
    field: str
    line: str
    """The line in question as written; empty where something is missing."""
    match: str
    """The part of the line that is asked about."""
    message: str
    """The question to ask."""
    known_unknown: bool
    """Somebody wrote that it is not known yet (未定)."""
    span: Span
    """``[tab id, start, end)`` in UTF-16 code units."""
    heading_id: str
    link: str
    known: bool
    """It stands in the baseline, or somebody said that it does not help: it is not asked again."""
    fixable: bool
    """``docgen lint --fix`` can mend it, or says why it cannot."""
    file: str
    """The file of minutes, as it was named; empty for the document of an account."""
    file_line: int
    """1-based line of the file; 0 where that cannot be told."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What ``docgen lint --format json`` prints."""

    language: Language
    errors: int
    """Findings of this severity that are not known, as the next two."""
    warnings: int
    advice: int
    known: int
    """Findings that are in the baseline, or of which somebody said that they do not help; all of them are listed."""
    not_shown: int
    """At the first adoption step, how many more there are; without ``--all-findings``."""
    explained: dict[str, str]
    """With ``--explain``: why each rule asks that has a finding here."""
    findings: tuple[PrintedFinding, ...]


def no_link(finding: Finding) -> str:
    """For documents that cannot be linked to."""
    return ""


def report(
    findings: Sequence[Finding],
    language: Language,
    link: Link = no_link,
    *,
    not_shown: int = 0,
    explained: Mapping[str, str] | None = None,
) -> Report:
    """``findings`` in the order given, as a value that can be printed as JSON."""
    number = {severity: sum(f.severity is severity and not f.known for f in findings) for severity in Severity}
    return Report(
        language=language,
        errors=number[Severity.ERROR],
        warnings=number[Severity.WARNING],
        advice=number[Severity.ADVICE],
        known=sum(f.known for f in findings),
        not_shown=not_shown,
        explained={rule: why for rule, why in (explained or {}).items() if any(f.rule == rule for f in findings)},
        findings=tuple(printed(each, language, link) for each in findings),
    )


def printed(finding: Finding, language: Language, link: Link = no_link) -> PrintedFinding:
    """``finding`` in one language, with its link."""
    same = {name: getattr(finding, name) for name in Finding.__struct_fields__ if name != "message"}
    return PrintedFinding(**same, message=finding.message.to(language), link=link(finding))


def as_json(
    findings: Sequence[Finding],
    language: Language,
    link: Link = no_link,
    *,
    not_shown: int = 0,
    explained: Mapping[str, str] | None = None,
) -> str:
    """As ``docs/schemas/findings.schema.json`` describes it, ending in a newline."""
    made = report(findings, language, link, not_shown=not_shown, explained=explained)
    return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"


def summary(findings: Sequence[Finding], language: Language, *, not_shown: int = 0) -> str:
    """One line: how many questions of which severity, how many more there are, and how many are known."""
    more = f"　ほかに {not_shown}件（--all-findings）" if language == "ja" else f", {not_shown} more (--all-findings)"
    known = sum(each.known for each in findings)
    told = f"　{KNOWN[language]} {known}件" if language == "ja" else f", {known} {KNOWN[language]}"
    asked = [each for each in findings if not each.known]
    return _counted(asked, language) + (more if not_shown else "") + (told if known else "")


def _counted(findings: Sequence[Finding], language: Language) -> str:
    if not findings:
        return "確認したいことはありません" if language == "ja" else "nothing to ask"
    parts = [
        f"{SEVERITY[language][severity]} {count}"
        for severity in sorted(Severity, key=lambda s: -s.weight)
        if (count := sum(f.severity is severity for f in findings))
    ]
    head = f"確認したいこと {len(findings)}件" if language == "ja" else f"{len(findings)} to ask"
    return f"{head}（{'、'.join(parts)}）" if language == "ja" else f"{head} ({', '.join(parts)})"
