"""A Jinja2 template of Markdown to the nodes of a document.

What people typed never passes through Markdown: every ``{{ value }}`` leaves a sentinel of private-use characters,
which no document can hold, and the value goes in as a literal run after parsing (Jinja's ``finalize``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from docgen.document.chipped import chipped, parts_of
from docgen.document.text import SOFT_BREAK, normalise
from docgen.errors import InputError, Place
from docgen.formats.markdown import Parsed, parse
from docgen.formats.markdown_inline import sentinel
from docgen.inputs.templates import environment, filled, template_path
from docgen.render.lines import MARK, EveryBranch, LineMarks, Lines, unmarked
from docgen.render.look import CLASSES, TEXT_WIDTH

VALUES = "_values"


class _Values:
    """The values met while one template is rendered."""

    def __init__(self) -> None:
        self.met: list[str] = []

    def __call__(self, value: Any) -> str:
        text = value if isinstance(value, str) else MARK.sub("", str(value))
        self.met.append(chipped(part._replace(words=_kept(part.words)) for part in parts_of(text)))
        return sentinel(len(self.met) - 1)


def _kept(words: str) -> str:
    """``words`` as a document keeps them; a break within a paragraph stays one."""
    return SOFT_BREAK.join(map(normalise, words.split(SOFT_BREAK)))


@lru_cache(maxsize=8)
def markdown_environment(directories: tuple[Path, ...]) -> SandboxedEnvironment:
    """What fills templates of Markdown in."""
    return environment(directories, **_options())


def marked_environment(directories: Sequence[Path], *, every_branch: bool = False) -> SandboxedEnvironment:
    """The same, each line telling where it comes from. ``every_branch``: whatever the conditions say."""
    return environment(directories, extensions=[LineMarks, *([EveryBranch] if every_branch else [])], **_options())


def _options() -> dict[str, Any]:
    return {
        "autoescape": False,
        "keep_trailing_newline": True,  # what follows an included template begins a line of its own
        "finalize": _finalize,
        "comment_start_string": "{*",  # Jinja's own would take {#anchor} for a comment
        "comment_end_string": "*}",
    }


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    return context[VALUES](value)


def rendered(name: str, context: Mapping[str, Any], directories: Sequence[Path], *, flowing: bool = False) -> Parsed:
    """The template ``name`` (e.g. ``ja/meeting.md.j2``), looked for in ``directories`` in turn, with ``context``; with
    ``flowing``, what it puts side by side comes one after another.

    Raises ``InputError`` with file and line for an undefined variable, a syntax error, or a template that is not there.
    """
    values = _Values()
    markdown = filled(markdown_environment(tuple(directories)), name, {**context, VALUES: values})
    try:
        return parsed(markdown, values.met, flowing=flowing)
    except InputError as error:
        key = error.place.key if error.place else ""
        there = written(name, context, marked_environment(directories)).lines.holding(key) if key else None
        place = there or Place(template_path(name, directories))
        raise InputError(error.message, place=Place(place.file, place.line, key), hint=error.hint) from error


def parsed(markdown: str, values: Sequence[str], *, flowing: bool = False) -> Parsed:
    """The nodes of a filled template. Raises ``InputError`` whose place is the words at fault."""
    return parse(markdown, values=values, classes=CLASSES, width=TEXT_WIDTH, flowing=flowing)


@dataclass(frozen=True, slots=True)
class Written:
    """A filled template before it is read as Markdown: sentinels stand in ``lines`` for ``values``."""

    lines: Lines
    values: Sequence[str]


def written(name: str, context: Mapping[str, Any], templates: SandboxedEnvironment) -> Written:
    """What ``rendered`` parses, and where its lines come from. ``templates``: a ``marked_environment``.

    Raises ``InputError`` as ``rendered`` does.
    """
    values = _Values()
    text = filled(templates, name, {**context, VALUES: values})
    marks: LineMarks = templates.line_marks  # type: ignore[attr-defined] # put there by the extension itself
    return Written(unmarked(text, marks.files), values.met)
