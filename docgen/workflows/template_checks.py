"""How each kind of template is checked: with which values, and whether what it writes is read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from docgen.account import fields
from docgen.account.dates import Language
from docgen.account.fields import FieldSet
from docgen.account.labels import labels
from docgen.account.model import AccountDocument
from docgen.document.tabs import Document, Tab, blocks
from docgen.errors import InputError
from docgen.formats.html import DIRECTORY as PAGES
from docgen.formats.html import TEMPLATE, page_context, page_templates
from docgen.inputs.samples import sample_of
from docgen.inputs.templates import template_path
from docgen.render.check import markdown_findings, meeting_findings, page_findings
from docgen.render.document import karte_context, minutes_context
from docgen.render.finding import Finding, told_by
from docgen.render.look import dressed
from docgen.render.readback import FILLED, read
from docgen.render.samples import samples
from docgen.render.templates import rendered
from docgen.resources import templates
from docgen.settings import Layout
from docgen.workflows.report_model import Report
from docgen.workflows.report_page import DIRECTORY as REPORT
from docgen.workflows.report_page import HTML, MARKDOWN, report_context, report_templates, report_words
from docgen.workflows.show import as_document, show_context
from docgen.workflows.summary import Letter, mail_context, mail_templates

SAMPLE_NAME = "株式会社サンプル"


def findings(
    name: str, language: Language, directories: Sequence[Path], layout: Layout = "table"
) -> tuple[Finding, ...]:
    """What is wrong with the template ``name`` as it is found in ``directories``; ``layout``: that of meetings.

    Raises ``InputError`` for a file that cannot be read.
    """
    folder, _, file = name.rpartition("/")
    try:
        match folder, file:
            case _, "meeting.md.j2":
                return meeting_findings(name, language, directories, layout)
            case _, "document.md.j2" | "karte.md.j2" | "show.md.j2":
                return markdown_findings(name, list(_contexts(file, language, directories)), directories)
            case _, "mail.txt.j2":
                return _mail(name, directories)
            case "report", "report.md.j2":
                return _report(MARKDOWN, language, directories, html=False)
            case "report", "report.html.j2" | "report.css":
                return _only(file, _report(HTML, language, directories, html=True))
            case "export", _:
                return _only(file, _page(language, directories))
            case "report", _:
                report_words(tuple(directories))
            case "labels", _:
                labels()
            case _:
                fields.read(next(each / name for each in directories if (each / name).is_file()))
    except InputError as error:
        if not error.place or not error.place.line:
            raise
        return (told_by(error),)
    return ()


def _contexts(file: str, language: Language, directories: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """What a template of Markdown is given."""
    if file == "document.md.j2":
        yield minutes_context(SAMPLE_NAME, language)
    elif file == "karte.md.j2":
        path = next(each / "fields.yaml" for each in directories if (each / "fields.yaml").is_file())
        known = fields.read(path)
        yield karte_context(SAMPLE_NAME, FieldSet(known.roles, known.sections, known.fields), language)
        yield karte_context(SAMPLE_NAME, FieldSet((), (), ()), language)
    else:
        yield from (show_context(each, language) for each in documents(language))


@lru_cache(maxsize=4)
def documents(language: Language) -> tuple[AccountDocument, ...]:
    """Documents as docgen understands them: of every sample, and without a meeting."""
    where, name = (templates(),), f"{language}/meeting.md.j2"
    meetings = [
        read(dressed(rendered(name, sample.context(language, blank), where), language))
        for sample in samples(language)
        for blank in ("", FILLED)
    ]
    every = tuple(meeting for each in meetings for meeting in each)
    return tuple(AccountDocument(name=SAMPLE_NAME, language=language, meetings=each) for each in (every, ()))


def _page(language: Language, directories: Sequence[Path]) -> tuple[Finding, ...]:
    shown = [as_document(each, language, (templates(),)) for each in documents(language)]
    tabs = Document("d", SAMPLE_NAME, tuple(Tab(f"t.{i}", f"{i}", each.tabs[0].body) for i, each in enumerate(shown)))
    contexts = [page_context(each, language=language, title=SAMPLE_NAME) for each in (tabs, *shown, _no_tab())]
    pages = page_templates(tuple(directories))
    return page_findings(pages, TEMPLATE, contexts, template_path(f"{PAGES}/{TEMPLATE}", directories))


def _mail(name: str, directories: Sequence[Path]) -> tuple[Finding, ...]:
    contexts = [mail_context(sample_of(Letter, full=full)) for full in (True, False)]
    return page_findings(mail_templates(directories), name, contexts, template_path(name, directories))


def _no_tab() -> Document:
    return Document("d", "", (Tab("t.0", "", blocks()),))


def _report(name: str, language: Language, directories: Sequence[Path], *, html: bool) -> tuple[Finding, ...]:
    reports = [sample_of(Report, full=full, language=language) for full in (True, False)]
    contexts = [report_context(each, directories) for each in reports]
    made = report_templates(tuple(directories), html=html)
    return page_findings(made, name, contexts, template_path(f"{REPORT}/{name}", directories))


def _only(file: str, found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those of ``found`` that are about ``file``: a page and its style are filled in together."""
    return tuple(each for each in found if Path(each.file).name == file)
