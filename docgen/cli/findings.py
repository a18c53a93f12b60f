"""Findings printed in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import click

from docgen.cli.context import Session
from docgen.errors import Text

if TYPE_CHECKING:
    from docgen.lint.findings import Finding
    from docgen.lint.outputs.printing import Printing

FORMS: Final = ("text", "json", "md", "html", "sarif")
COLOURS: Final = {"error": "red", "warning": "yellow", "advice": "cyan"}


def print_findings(session: Session, findings: Sequence[Finding], form: str, printing: Printing) -> None:
    """``findings`` on stdout; of text, the summary on stderr."""
    if written := _written(findings, form, printing).rstrip("\n"):
        session.out(written)
    if form == "text":
        from docgen.lint.output import summary

        ja, en = (summary(findings, language, not_shown=printing.not_shown) for language in ("ja", "en"))
        session.say(Text(ja, en))


def _written(findings: Sequence[Finding], form: str, printing: Printing) -> str:
    match form:
        case "json":
            from docgen.lint.output import as_json

            more, why = printing.not_shown, printing.explained
            return as_json(findings, printing.language, printing.link, not_shown=more, explained=why)
        case "md":
            from docgen.lint.outputs.markdown import as_markdown

            return as_markdown(findings, printing)
        case "html":
            from docgen.lint.outputs.page import as_html

            return as_html(findings, printing)
        case "sarif":
            from docgen.lint.outputs.sarif import as_sarif

            return as_sarif(findings, printing)
        case _:
            from docgen.cli.columns import screen
            from docgen.lint.outputs.printing import plain
            from docgen.lint.outputs.text import as_text

            paint = _paint if sys.stdout.isatty() else plain  # click would take it all out again
            return as_text(findings, printing, paint, screen())


def _paint(text: str, role: str) -> str:
    if role == "quiet":
        return click.style(text, dim=True)
    return click.style(text, bold=True) if role == "strong" else click.style(text, fg=COLOURS[role])
