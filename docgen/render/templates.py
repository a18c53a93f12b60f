"""A Jinja2 template of Markdown to the nodes of a document.

What people typed never passes through Markdown: every ``{{ value }}`` leaves a sentinel of private-use characters,
which no document can hold, and the value goes in as a literal run after parsing (Jinja's ``finalize``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from docgen.document.chipped import chipped, parts_of
from docgen.document.text import SOFT_BREAK, normalise
from docgen.errors import InputError, Place, Text
from docgen.formats.markdown import Parsed, parse
from docgen.formats.markdown_inline import sentinel
from docgen.inputs.system import shown
from docgen.render.look import CLASSES, TEXT_WIDTH

VALUES = "_values"
EXPRESSION_ERRORS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What the expressions of a template may raise: {{ 1 / 0 }}, {{ goal + 1 }}."""


class _Values:
    """The values met while one template is rendered."""

    def __init__(self) -> None:
        self.met: list[str] = []

    def __call__(self, value: Any) -> str:
        parts = parts_of(value if isinstance(value, str) else str(value))
        self.met.append(chipped(part._replace(words=_kept(part.words)) for part in parts))
        return sentinel(len(self.met) - 1)


def _kept(words: str) -> str:
    """``words`` as a document keeps them; a break within a paragraph stays one."""
    return SOFT_BREAK.join(map(normalise, words.split(SOFT_BREAK)))


@lru_cache(maxsize=8)
def _environment(directories: tuple[Path, ...]) -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=FileSystemLoader([str(directory) for directory in directories]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        finalize=_finalize,
        comment_start_string="{*",  # Jinja's own would take {#anchor} for a comment
        comment_end_string="*}",
    )


@pass_context
def _finalize(context: Context, value: Any) -> Any:
    return context[VALUES](value)


def rendered(name: str, context: Mapping[str, Any], directories: Sequence[Path]) -> Parsed:
    """The template ``name`` (e.g. ``ja/meeting.md.j2``), looked for in ``directories`` in turn, with ``context``.

    Raises ``InputError`` with file and line for an undefined variable, a syntax error, or a template that is not there.
    """
    values = _Values()
    try:
        markdown = _environment(tuple(directories)).get_template(name).render({**context, VALUES: values})
    except TemplateError as error:
        raise _input_error(name, error, directories) from error
    except UnicodeDecodeError as error:
        raise InputError(
            Text("テンプレートが UTF-8 ではありません", "the template is not UTF-8"),
            place=Place(template_path(name, directories)),
            hint=Text("文字コードを UTF-8 にして保存し直してください", "save it as UTF-8"),
        ) from error
    except EXPRESSION_ERRORS as error:
        path = template_path(name, directories)
        raise InputError(
            Text(f"テンプレートの式を計算できません: {error}", f"the template has an expression that fails: {error}"),
            place=Place(path, _line(error, path)),
            hint=Text("{{ }} と {% %} の中を見直してください", "look into its {{ }} and {% %}"),
        ) from error
    try:
        return parse(markdown, values=values.met, classes=CLASSES, width=TEXT_WIDTH)
    except InputError as error:
        key = error.place.key if error.place else ""
        path = template_path(name, directories)
        raise InputError(error.message, place=Place(path, _line_of(key, path), key), hint=error.hint) from error


def template_path(name: str, directories: Sequence[Path]) -> str:
    """The file that the template ``name`` is read from, as errors name it."""
    return next((shown(d / name) for d in directories if (d / name).is_file()), name)


def _line_of(key: str, path: str) -> int:
    """The first line of a template that holds ``key``; 0 where none does."""
    lines = Path(path).read_text(encoding="utf-8").splitlines() if key and Path(path).is_file() else []
    return next((number for number, line in enumerate(lines, 1) if key in line), 0)


def _input_error(name: str, error: TemplateError, directories: Sequence[Path]) -> InputError:
    path = template_path(name, directories)
    if isinstance(error, TemplateSyntaxError):
        place = Place(path, error.lineno)
        message = Text(
            f"テンプレートの書き方が正しくありません: {error.message}", f"the template is not valid: {error.message}"
        )
        return InputError(
            message,
            place=place,
            hint=Text("{{ }} と {% %} の対応を見てください", "check that {{ }} and {% %} are in pairs"),
        )
    if isinstance(error, UndefinedError):
        return InputError(
            Text(
                f"テンプレートにない値が使われています: {error.message}",
                f"the template uses a value that is not given: {error.message}",
            ),
            place=Place(path, _line(error, path)),
            hint=Text("綴りを確かめてください", "check its spelling"),
        )
    return InputError(
        Text(f"テンプレートを使えません: {error.message}", f"the template cannot be used: {error.message}"),
        place=Place(path),
    )


def _line(error: Exception, path: str) -> int:
    """The line of ``path`` at which rendering stopped: Jinja rewrites tracebacks to point into templates."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).absolute() == Path(path).absolute():
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
