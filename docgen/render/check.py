"""A team's own template, tried without a document: what is wrong with it, with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from jinja2.sandbox import SandboxedEnvironment

from docgen.account.dates import Language
from docgen.document.nodes import Paragraph
from docgen.document.wire.styles import heading_level
from docgen.errors import InputError, Place, Text
from docgen.formats.markdown import Parsed
from docgen.inputs.templates import filled, searched, template_path
from docgen.render.finding import Finding, finding, told_by
from docgen.render.labelling import label_findings
from docgen.render.loss import loss_findings
from docgen.render.marks import mark_findings
from docgen.render.meeting import laid_out
from docgen.render.readback import FILLED, differences, read
from docgen.render.samples import samples
from docgen.render.shapes import as_written, merged, paths, shape_of
from docgen.render.templates import Written, marked_environment, parsed, written
from docgen.render.variables import Asked, asked
from docgen.settings import Layout

ANCHORS: Final = frozenset({"meeting"})
DISPENSABLE: Final = frozenset({"blank", "items[].kind", "carried[].origin", "carried[].link"})
"""Variables that nobody misses in a document by themselves."""


@dataclass
class _Report:
    """Findings as they come up; the same one comes up in several samples."""

    findings: dict[Finding, None] = field(default_factory=dict)

    def add(self, found: Iterator[Finding] | Sequence[Finding]) -> bool:
        """Take ``found``; whether there was anything wrong."""
        every = list(found)
        self.findings.update(dict.fromkeys(every))
        return any(not each.note for each in every)

    def add_new(self, found: Iterator[Finding]) -> None:
        """Take those of ``found`` that say something new: one value lost, in one sample, is enough."""
        for one in found:
            if all((one.file, one.line, one.hint) != (each.file, each.line, each.hint) for each in self.findings):
                self.findings[one] = None

    def failure(self, error: InputError, path: str) -> None:
        """Take what stopped the template."""
        self.findings[told_by(error, Place(path))] = None

    def knows(self, place: Place) -> bool:
        """Whether something is said of that line already."""
        return any((place.file, place.line) == (each.file, each.line) for each in self.findings)

    @property
    def wrong(self) -> bool:
        """Whether anything is, notes apart."""
        return any(not each.note for each in self.findings)

    def sorted(self) -> tuple[Finding, ...]:
        """By file and line."""
        return tuple(sorted(self.findings, key=lambda each: (each.file, each.line, each.note, each.message.en)))


def markdown_findings(
    name: str, contexts: Sequence[Mapping[str, Any]], directories: Sequence[Path]
) -> tuple[Finding, ...]:
    """What is wrong with the Markdown template ``name``, looked for in ``directories``, for documents that have no
    meeting. ``contexts``: samples of what it is given, which together hold a value for each variable.

    Raises ``InputError`` for a template that is not there or cannot be read.
    """
    report, templates = _Report(), marked_environment(directories)
    found = _static(report, templates, name, contexts, markdown=True)
    for context in contexts if found else ():
        _fill(report, name, context, templates, frozenset())
    _every_branch(report, name, contexts, directories, frozenset())
    return report.sorted()


def meeting_findings(
    name: str, language: Language, directories: Sequence[Path], layout: Layout = "table"
) -> tuple[Finding, ...]:
    """What is wrong with the template ``name`` of a meeting's block in ``language``; as ``markdown_findings``."""
    report, every, templates = _Report(), list(samples(language)), marked_environment(directories)
    contexts = [sample.context(language) for sample in every]
    found = _static(report, templates, name, contexts, markdown=True)
    if found is None:
        return report.sorted()
    spread = _every_branch(report, name, contexts, directories, ANCHORS)
    if spread:
        with suppress(InputError):  # columns that do not fit together there
            report.add(label_findings(spread.lines, language, found.mentions))
    blocks: list[tuple[int, str, Written, Parsed]] = []
    for number, sample in enumerate(every):
        for blank in ("", FILLED):
            seen = _fill(report, name, sample.context(language, blank), templates, ANCHORS, layout)
            if seen:
                report.add(label_findings(seen[0].lines, language, found.mentions))
                report.add([one for one in _heading_findings(*seen) if not report.knows(Place(one.file, one.line))])
                blocks.append((number, blank, *seen))
    if not report.wrong:
        for number, blank, text, block in blocks:
            meetings = read(laid_out(block, layout, language))
            lost = differences(every[number], meetings, filled=bool(blank))
            report.add_new(loss_findings(lost, text.lines, language, found.mentions))
    if not report.wrong:
        report.add(_left_out(contexts[0], found, template_path(name, directories)))
    return report.sorted()


def page_findings(
    templates: SandboxedEnvironment, name: str, contexts: Sequence[Mapping[str, Any]], path: str
) -> tuple[Finding, ...]:
    """What is wrong with the template ``name`` of a page or a report, whose text is not read again."""
    report = _Report()
    if _static(report, templates, name, contexts, markdown=False):
        for context in contexts:
            try:
                filled(templates, name, context)
            except InputError as error:
                if not report.wrong:
                    report.failure(error, path)
    return report.sorted()


def _static(
    report: _Report,
    templates: SandboxedEnvironment,
    name: str,
    contexts: Sequence[Mapping[str, Any]],
    *,
    markdown: bool,
) -> Asked | None:
    """What the template asks for; None where it is not valid."""
    given = merged(shape_of(context) for context in contexts).names or {}
    try:
        found = asked(templates, name, given, markdown=markdown)
    except InputError as error:
        if not error.place or not error.place.line:
            raise
        report.failure(error, name)
        return None
    report.add(found.findings)
    return found


def _fill(
    report: _Report,
    name: str,
    context: Mapping[str, Any],
    templates: SandboxedEnvironment,
    anchors: frozenset[str],
    layout: Layout = "table",
) -> tuple[Written, Parsed] | None:
    """One sample in the template; None where it cannot be read as Markdown."""
    try:
        text = written(name, context, templates)
        report.add(mark_findings(text.lines, anchors))
        return text, parsed(text.lines.text, text.values, flowing=layout == "columns")
    except InputError as error:
        if not report.wrong:
            report.failure(error, template_path(name, searched(templates)))
        return None


def _every_branch(
    report: _Report,
    name: str,
    contexts: Sequence[Mapping[str, Any]],
    directories: Sequence[Path],
    anchors: frozenset[str],
) -> Written | None:
    """What stands in branches that no sample takes; nothing where the expressions in them need their condition."""
    try:
        text = written(name, contexts[0], marked_environment(directories, every_branch=True))
        report.add(mark_findings(text.lines, anchors, whole=False))
    except InputError:
        return None
    return text


def _heading_findings(text: Written, block: Parsed) -> Iterator[Finding]:
    """Whether a block begins with a heading that carries the anchor."""
    first = block.nodes[0] if block.nodes else None
    anchor = next((each for each in block.anchors if each.name == "meeting"), None)
    is_heading = isinstance(first, Paragraph) and bool(heading_level(first.style))
    if anchor and anchor.first == 0 and is_heading:
        return
    lines = text.lines.text.split("\n")
    example = Text("例: ## {{ heading }} {#meeting}", "for example ## {{ heading }} {#meeting}")
    top = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if is_heading and not anchor:
        message = Text("最初の見出しに {#meeting} がありません", "the first heading has no {#meeting}")
    elif anchor and anchor.first > 0:
        message = Text("{#meeting} の見出しより前に文字があります", "there is text before the heading with {#meeting}")
    else:
        message = Text(
            "{#meeting} のついた見出しで始まっていません", "this does not begin with a heading that has {#meeting}"
        )
    yield finding(text.lines.place(top), message, example)


def _left_out(context: Mapping[str, Any], found: Asked, path: str) -> Iterator[Finding]:
    """What the template never shows."""
    for variable in paths(shape_of(context)):
        above = variable.rpartition("[]")[0]
        if variable in found.mentions or variable in DISPENSABLE or (above and above not in found.mentions):
            continue
        name = as_written(variable)
        message = Text(f"{name} は文書に入りません", f"{name} does not go into the document")
        hint = Text("わざとであれば、このままで構いません", "leave it so if that is meant")
        yield finding(Place(path), message, hint, note=True)
