"""The report as a page of HTML and as Markdown, by the templates in ``templates/report``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final

import msgspec
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from docgen.account.dates import Language, short_day
from docgen.errors import InputError, Text, nearest
from docgen.formats.addresses import is_live
from docgen.formats.html_styles import FONTS
from docgen.formats.markdown_marks import Piece, blockless, marked
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.templates import environment, filled
from docgen.inputs.yaml_source import read_yaml
from docgen.resources import templates
from docgen.workflows.report_model import Report

DIRECTORY: Final = "report"
HTML: Final = "report.html.j2"
MARKDOWN: Final = "report.md.j2"


def html_page(report: Report, directories: Sequence[Path] = ()) -> str:
    """The report as one self-contained page, ready to print.

    ``directories``: where templates and words are looked for, by default docgen's own. Raises ``InputError`` for those
    that cannot be used.
    """
    where = tuple(directories) or (templates(),)
    return filled(report_templates(where, html=True), HTML, report_context(report, where))


def markdown_page(report: Report, directories: Sequence[Path] = ()) -> str:
    """The report as Markdown that ends in one newline; what people wrote shows as they wrote it. As ``html_page``."""
    where = tuple(directories) or (templates(),)
    return filled(report_templates(where, html=False), MARKDOWN, report_context(report, where)).strip() + "\n"


def report_context(report: Report, directories: Sequence[Path]) -> dict[str, Any]:
    """What the templates of the report are given."""
    return {
        "report": report,
        "words": {key: words.to(report.language) for key, words in report_words(tuple(directories)).items()},
        "day": partial(day, report.language),
        "span": partial(span, report.language),
        "share": share,
        "week_end": week_end,
        "fonts": Markup(FONTS[report.language]),  # noqa: S704 - a constant
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


@lru_cache(maxsize=4)
def report_words(directories: tuple[Path, ...]) -> dict[str, Bilingual]:
    """The words of the report by key: the team's, then docgen's.

    Raises ``InputError`` with file, line and key for a key that is not known.
    """
    files = [path for directory in directories if (path := directory / DIRECTORY / "labels.yaml").is_file()]
    shipped = _words(templates() / DIRECTORY / "labels.yaml")
    own = [_words(path, shipped) for path in files if path.parent.parent != templates()]
    return {**shipped, **{key: words for each in reversed(own) for key, words in each.items()}}


def _words(path: Path, known: Mapping[str, Bilingual] | None = None) -> dict[str, Bilingual]:
    source = read_yaml(path)
    for key in source.data if isinstance(source.data, dict) and known is not None else ():
        if known is not None and key not in known:
            raise InputError(
                Text("そのようなキーはありません", "there is no such key"),
                place=source.place((key,)),
                hint=nearest(key, known),
            )
    try:
        return msgspec.convert(source.data, dict[str, Bilingual])
    except msgspec.ValidationError as error:
        raise InputError(
            Text(f"言葉として読めません（{error}）", f"these are not words ({error})"),
            place=source.place(),
            hint=Text("例: title: {ja: レビュー, en: Review}", "for example title: {ja: …, en: Review}"),
        ) from error


@lru_cache(maxsize=8)
def report_templates(directories: tuple[Path, ...], *, html: bool) -> SandboxedEnvironment:
    """What fills the templates of the report in; they are looked for below ``directories``."""
    made = environment(
        [directory / DIRECTORY for directory in directories],
        autoescape=html,  # Markdown is escaped by ``finalize``, value by value
        finalize=None if html else _escaped,
    )
    made.filters["live"] = lambda url: url if is_live(url) else ""
    made.filters["linked"] = _linked
    return made


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
