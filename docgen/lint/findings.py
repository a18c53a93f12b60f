"""A finding: one question about one place of one document, with an id that stays when other things move."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec.structs import replace

from docgen.account.labels import fold
from docgen.account.model import AccountDocument, Meeting, Span
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import Gap
from docgen.lint.rule import Phase, Rule, Severity, fill

SHORT = 48
"""Characters of a line that a message quotes."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a rule is not kept, and the question to ask about it."""

    id: str
    """12 hex digits over rule, account, meeting id, title of the item, field and the line. Numbers and positions are
    not among it: a meeting or an item put in above changes none."""
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
    item_number: int = 0
    """1-based; 0 for the meeting itself."""
    item_title: str = ""
    field: str
    line: str = ""
    """The line in question as written; empty where something is missing."""
    match: str = ""
    message: Bilingual
    known_unknown: bool = False
    span: Span
    heading_id: str = ""
    """Of the item, else of the meeting: what a link can lead to."""
    known: bool = False
    """It stands in the baseline, or somebody said that it does not help: it is not asked again."""
    fixable: bool = False
    """``lint --fix`` can mend it, or says why it cannot."""
    file: str = ""
    """The file of minutes, as it was named; empty for the document of an account."""
    file_line: int = 0
    """1-based line of the file; 0 where that cannot be told."""


class Found(msgspec.Struct, frozen=True, array_like=True):
    """A finding by itself, wherever its meeting stands and whatever else is found: what can be kept."""

    finding: Finding
    """The first of its kind, its span counted from the start of the meeting, whose tab is left empty."""
    whole: bool
    """It is about the document, whichever meeting stands on top."""


def found(document: AccountDocument, meeting: Meeting, rule: Rule, gap: Gap, *, fixable: bool = False) -> Found:
    """What ``gap`` is, asked in the words of ``rule``."""
    item = gap.item
    tab, start, end = gap.span
    at = meeting.span[1]
    finding = Finding(
        id="",
        rule=rule.id,
        severity=Severity.ADVICE if gap.unknown or gap.settled else rule.severity,
        phase=rule.phase,
        account=document.account,
        account_name=document.name,
        document_id=document.document_id,
        meeting=meeting.id,
        date=meeting.date,
        meeting_title=meeting.title,
        item_number=item.number if item else 0,
        item_title=item.title if item else "",
        field=gap.field,
        line=gap.line,
        match=gap.match,
        message=_message(rule, meeting, gap),
        known_unknown=gap.unknown,
        span=("" if tab == meeting.span[0] else tab, start - at, end - at),
        heading_id=(item.heading_id if item else "") or meeting.heading_id,
        fixable=fixable,
    )
    return Found(replace(finding, id=_id(finding, gap.whole, 1)), gap.whole)


def numbered(
    here: Iterable[Found], meeting: Meeting, order: Mapping[str, int], taken: Counter[str]
) -> Iterator[Finding]:
    """What was found in ``meeting`` as findings of its document, in the order of the document, then of the rules.

    ``order``: rule id → its place. ``taken`` counts what was found alike before, and is counted up.
    """
    tab, at, _ = meeting.span
    for one in sorted(here, key=lambda each: (each.finding.span[1], order[each.finding.rule])):
        finding = one.finding
        own, start, end = finding.span
        taken[finding.id] += 1
        number = taken[finding.id]
        name = finding.id if number == 1 else _id(finding, one.whole, number)
        yield replace(finding, id=name, span=(own or tab, start + at, end + at))


def _id(finding: Finding, whole: bool, number: int) -> str:
    """The id of the finding that is the ``number``th of its kind in its document."""
    key = (
        finding.rule,
        finding.account or finding.document_id or finding.account_name,
        "" if whole else finding.meeting,
        fold(finding.item_title),
        finding.field,
        fold(finding.line),
        str(number),
    )
    return hashlib.sha256("\x1f".join(key).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _message(rule: Rule, meeting: Meeting, gap: Gap) -> Bilingual:
    words = rule.when_unknown if gap.unknown and rule.when_unknown else rule.message
    values = {
        "item": (shortened(gap.item.title) or str(gap.item.number)) if gap.item else "",
        "number": str(gap.item.number) if gap.item else "",
        "meeting": shortened(meeting.title) or meeting.date,
        "field": gap.field,
        "line": shortened(gap.line),
        "match": shortened(gap.match),
    }
    return Bilingual(ja=fill(words.ja, values), en=fill(words.en, values))


def shortened(text: str) -> str:
    """``text`` on one line, cut after ``SHORT`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1] + "…"


def worst(findings: Iterable[Finding], fail_on: Severity = Severity.ERROR) -> int:
    """The exit code: 1 where a finding that is not known is at or above ``fail_on``, else 0."""
    return int(any(each.severity.weight >= fail_on.weight for each in findings if not each.known))
