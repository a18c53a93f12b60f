"""The report as a page of HTML and as Markdown, by the templates in ``templates/report``."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, partial
from typing import Any, Final

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from docgen.account.dates import Language, short_day
from docgen.formats.html_styles import FONTS
from docgen.formats.markdown_marks import Piece, blockless, marked
from docgen.formats.markdown_rules import is_live
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.yaml_source import read_yaml
from docgen.resources import templates
from docgen.workflows.report_model import Report

DIRECTORY: Final = "report"


def html_page(report: Report) -> str:
    """The report as one self-contained page, ready to print."""
    environment = _environment(html=True)
    return environment.get_template("report.html.j2").render(**_context(report), fonts=Markup(FONTS))  # noqa: S704 - a constant


def markdown_page(report: Report) -> str:
    """The report as Markdown that ends in one newline; what people wrote shows as they wrote it."""
    written = _environment(html=False).get_template("report.md.j2").render(**_context(report))
    return written.strip() + "\n"


def _context(report: Report) -> dict[str, Any]:
    words = {key: words.to(report.language) for key, words in _labels().items()}
    return {
        "report": report,
        "words": words,
        "day": partial(day, report.language),
        "span": partial(span, report.language),
        "share": share,
        "week_end": week_end,
    }


def day(language: Language, iso: str, *, weekday: bool = True) -> str:
    """``12/1（火）`` or ``1 Dec (Tue)``, perhaps without the weekday; what is no ISO date stays as it is."""
    try:
        when = date.fromisoformat(iso)
    except ValueError:
        return iso
    return short_day(when, language, weekday=weekday)


def span(language: Language, first: str, last: str) -> str:
    """From the ISO date ``first`` to ``last``, the year said once."""
    if language == "ja":
        return f"{first[:4]}年{day(language, first)}～{day(language, last)}"
    return f"{day(language, first)} – {day(language, last)} {last[:4]}"


def week_end(start: str) -> str:
    """The ISO date of the Sunday of the week that begins on ``start``."""
    return (date.fromisoformat(start) + timedelta(days=6)).isoformat()


def share(part: int, whole: int) -> int:
    """``part`` of ``whole`` in percent; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


@cache
def _labels() -> dict[str, Bilingual]:
    return msgspec.convert(read_yaml(templates() / DIRECTORY / "labels.yaml").data, dict[str, Bilingual])


@cache
def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(templates() / DIRECTORY)),
        autoescape=html,  # noqa: S701 - Markdown is escaped by ``finalize``, value by value
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=None if html else _escaped,
    )
    environment.filters["live"] = lambda url: url if is_live(url) else ""
    environment.filters["linked"] = _linked
    return environment


class Source(str):
    """Markdown that is written as it stands."""

    __slots__ = ()


def _escaped(value: Any) -> str:
    """``value`` as literal text of Markdown, wherever on a line and in a table or not."""
    return value if isinstance(value, Source) else _linked(value, "")


def _linked(text: Any, url: str) -> Source:
    """``text`` as literal text that leads to ``url``, if that may be made a link."""
    piece = Piece("\v".join(str(text).splitlines()), url=url if is_live(url) else "")
    return Source(blockless("<br>".join(marked([piece], cell=True))))
