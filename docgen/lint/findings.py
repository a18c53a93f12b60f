"""A finding: one question about one place of one document, with an id that stays when other things move."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

import msgspec

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


def finding(document: AccountDocument, meeting: Meeting, rule: Rule, gap: Gap, taken: Counter[str]) -> Finding:
    """The finding that ``gap`` is. ``taken`` counts what was found alike before, and is counted up."""
    item = gap.item
    key = "\x1f".join(
        (
            rule.id,
            document.account or document.document_id or document.name,
            "" if gap.whole else meeting.id,
            fold(item.title) if item else "",
            gap.field,
            fold(gap.line),
        )
    )
    taken[key] += 1
    return Finding(
        id=hashlib.sha256(f"{key}\x1f{taken[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:12],
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
        span=gap.span,
        heading_id=(item.heading_id if item else "") or meeting.heading_id,
    )


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
    """The exit code: 1 where a finding is at or above ``fail_on``, else 0."""
    return int(any(each.severity.weight >= fail_on.weight for each in findings))
