"""Findings for a terminal: by customer and meeting, in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.lint.findings import Finding
from docgen.lint.output import KNOWN, LONGEST, SEVERITY
from docgen.lint.outputs.lines import width, wrapped
from docgen.lint.outputs.printing import (
    FIXABLE,
    Paint,
    Printing,
    customers,
    first_reasons,
    listed,
    meeting_name,
    place_of,
    plain,
    seen,
)

COLUMNS = 80


def as_text(findings: Sequence[Finding], printing: Printing, paint: Paint = plain, columns: int = COLUMNS) -> str:
    """Questions, the rule and the finding's id below each, and below those of one heading the way there.

    Empty for no findings.
    """
    asked = listed(findings, printing)
    reasons = first_reasons(asked, printing)
    lines: list[str] = []
    for customer in customers(asked):
        name, *more = wrapped(f"{customer.name} ({customer.note})" if customer.note else customer.name, columns)
        lines += ["", paint(name, "strong"), *more]
        for meeting in customer.meetings:
            lines += _meeting(meeting, printing, paint, columns, reasons)
    return "\n".join(lines[1:]) + "\n" if lines else ""


def _meeting(
    findings: Sequence[Finding], printing: Printing, paint: Paint, columns: int, reasons: dict[int, str]
) -> Iterator[str]:
    yield from (f"  {line}" for line in wrapped(meeting_name(findings[0]), columns - 2))
    ways = [place_of(each, printing.link) for each in findings]
    for each, way, following in zip(findings, ways, [*ways[1:], ""], strict=True):
        yield from _question(each, printing, paint, columns)
        if why := reasons.get(id(each)):
            yield from (
                f"    {' ' * _indent(printing)}{paint(part, 'quiet')}" for part in _rest(why, printing, columns)
            )
        if way and way != following:
            yield f"    {' ' * _indent(printing)}{paint(way, 'quiet')}"


def _indent(printing: Printing) -> int:
    """Columns of the word for the severity and what stands behind it."""
    return LONGEST[printing.language] * (2 if printing.language == "ja" else 1) + 2


def _rest(text: str, printing: Printing, columns: int) -> list[str]:
    return wrapped(seen(text), columns - 4 - _indent(printing))


def _question(finding: Finding, printing: Printing, paint: Paint, columns: int) -> Iterator[str]:
    language = printing.language
    word = KNOWN[language] if finding.known else SEVERITY[language][finding.severity]
    gap = " " * (_indent(printing) - width(word))
    number = f"{finding.item_number}. " if finding.item_number else ""
    first, *others = _rest(number + finding.message.to(language), printing, columns)
    role = "quiet" if finding.known else finding.severity.value
    yield f"    {paint(word, role)}{gap}{first}"
    yield from (f"    {' ' * _indent(printing)}{line}" for line in others)
    told = f"[{finding.rule} {finding.id}]"
    if finding.fixable and not finding.known:
        told += f"  {FIXABLE[language]}"
    yield f"    {' ' * _indent(printing)}{paint(told, 'quiet')}"
