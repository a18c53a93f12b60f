"""Findings as one page of HTML: self-contained, without a script, ready to print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from docgen.formats.addresses import is_live
from docgen.formats.html_styles import FONTS
from docgen.inputs.bilingual import Bilingual
from docgen.lint.findings import Finding
from docgen.lint.output import KNOWN, SEVERITY, summary
from docgen.lint.outputs.look import CSS
from docgen.lint.outputs.printing import (
    FIXABLE,
    Customer,
    Printing,
    customers,
    first_reasons,
    line_of,
    listed,
    meeting_name,
    seen,
)

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""The page loads nothing, and runs nothing whatever stands in it."""
TITLE: Final = Bilingual("確認したいこと", "What to ask")


def as_html(findings: Sequence[Finding], printing: Printing) -> str:
    """Everything that people wrote is text on it, and nothing else."""
    asked = listed(findings, printing)
    reasons = first_reasons(asked, printing)
    language, title = printing.language, escape(TITLE.to(printing.language))
    told = escape(summary(findings, language, not_shown=printing.not_shown))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="docgen">',
        f"<title>{title}</title>",
        f"<style>\n{CSS}html {{ --fonts: {FONTS[language]}; font-family: var(--fonts); }}\n</style>",
        "</head>",
        "<body>",
        f'<header>\n<h1>{title}</h1>\n<p class="sum">{told}</p>\n</header>',
        "<main>",
        *(line for customer in customers(asked) for line in _customer(customer, printing, reasons)),
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _customer(customer: Customer, printing: Printing, reasons: Mapping[int, str]) -> Iterator[str]:
    note = f"<small>{escape(customer.note)}</small>" if customer.note else ""
    yield "<article>"
    yield f"<h2>{_text(customer.name)}{note}</h2>"
    for findings in customer.meetings:
        whole = next((each for each in findings if not each.item_number), findings[0])
        way = _way(whole, printing)
        yield f"<h3>{_linked(meeting_name(whole), way)}</h3>"
        yield "<ul>"
        for each in findings:
            own = _way(each, printing)
            yield from _question(each, printing, own if own != way else "", reasons.get(id(each), ""))
        yield "</ul>"
    yield "</article>"


def _question(finding: Finding, printing: Printing, way: str, why: str) -> Iterator[str]:
    language = printing.language
    word = KNOWN[language] if finding.known else SEVERITY[language][finding.severity]
    number = f"{finding.item_number}. " if finding.item_number else ""
    told = [f"<code>{escape(finding.rule)} {escape(finding.id)}</code>"]
    more = line_of(finding, language), FIXABLE[language] if finding.fixable and not finding.known else ""
    told += (f"<span>{escape(each)}</span>" for each in more if each)
    yield f'<li class="{"known" if finding.known else finding.severity.value}">'
    yield f'<span class="tag">{escape(word)}</span>'
    yield f"<div>\n<p>{number}{_linked(seen(finding.message.to(language)), way)}</p>"
    if why:
        yield f'<p class="quiet why">{_text(seen(why))}</p>'
    yield f'<p class="quiet">{"".join(told)}</p>\n</div>\n</li>'


def _way(finding: Finding, printing: Printing) -> str:
    there = seen(printing.link(finding))
    return there if is_live(there) else ""


def _linked(text: str, url: str) -> str:
    if not url:
        return _text(text)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{_text(text)}</a>'


def _text(text: str) -> str:
    """``text`` set apart from the direction of what stands around it."""
    return f"<bdi>{escape(text)}</bdi>"
