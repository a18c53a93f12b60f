"""Findings as Markdown, to be pasted into a chat or an issue: customer, meeting, questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.formats.addresses import is_live
from docgen.formats.markdown_marks import Piece, marked
from docgen.lint.findings import Finding
from docgen.lint.output import KNOWN, SEVERITY, summary
from docgen.lint.outputs.printing import (
    FIXABLE,
    Printing,
    customers,
    first_reasons,
    line_of,
    listed,
    meeting_name,
    seen,
)

STRONG = frozenset({"bold"})


def as_markdown(findings: Sequence[Finding], printing: Printing) -> str:
    """What people wrote shows as they wrote it, wherever it is pasted."""
    asked = listed(findings, printing)
    reasons = first_reasons(asked, printing)
    parts = []
    for customer in customers(asked):
        name = [Piece(customer.name, STRONG)]
        head = _line([*name, Piece(f" ({customer.note})")] if customer.note else name)
        lines = [line for meeting in customer.meetings for line in _meeting(meeting, printing, reasons)]
        parts.append("\n".join([head, "", *lines]))
    told = summary(findings, printing.language, not_shown=printing.not_shown)
    return "\n\n".join([*parts, _line([Piece(told)])]) + "\n"


def _meeting(findings: Sequence[Finding], printing: Printing, reasons: dict[int, str]) -> Iterator[str]:
    whole = next((each for each in findings if not each.item_number), findings[0])
    way = _way(whole, printing)
    yield f"- {_line([Piece(meeting_name(whole), url=way)])}"
    for each in findings:
        yield f"  - {_line(list(_question(each, printing, way)))}"
        if why := reasons.get(id(each)):
            yield f"    - {_line([Piece(seen(why))])}"


def _question(finding: Finding, printing: Printing, way: str) -> Iterator[Piece]:
    language = printing.language
    word = KNOWN[language] if finding.known else SEVERITY[language][finding.severity]
    own = _way(finding, printing)
    yield Piece(word, STRONG)
    yield Piece(" " + (f"{finding.item_number}. " if finding.item_number else ""))
    yield Piece(seen(finding.message.to(language)), url=own if own != way else "")
    told = [f"{finding.rule} {finding.id}"]
    told += [line_of(finding, language), FIXABLE[language] if finding.fixable and not finding.known else ""]
    between = "、" if language == "ja" else ", "
    yield Piece(f" ({between.join(filter(None, told))})")


def _way(finding: Finding, printing: Printing) -> str:
    """Where a link may lead; empty for a finding in a file."""
    there = seen(printing.link(finding))
    return there if is_live(there) else ""


def _line(pieces: Sequence[Piece]) -> str:
    return " ".join(marked(pieces))
