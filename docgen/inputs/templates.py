"""Templates that people write (Jinja2): looked for in several directories; what is wrong is told with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import SandboxedEnvironment

from docgen.errors import InputError, Place, Text
from docgen.inputs.system import refusal, shown

EXPRESSION_ERRORS = (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
"""What the expressions of a template may raise: {{ 1 / 0 }}, {{ goal + 1 }}."""


_SYNTAX = (
    (re.compile(r"Unexpected end of template.*tags: '(\w+)'", re.DOTALL), r"{% \1 %} がありません"),
    (re.compile(r"unknown tag '(\w+)'"), r"{% \1 %} はここでは使えません"),
    (
        re.compile(r"expected token 'end of (?:print statement|statement block)', got '(.*)'"),
        r"'\1' のあたりが読めません",
    ),
    (re.compile(r"expected token '(.*)', got '(.*)'"), r"'\2' ではなく '\1' が要ります"),
    (re.compile(r"unexpected '(.*)'"), r"'\1' はここでは使えません"),
    (re.compile(r"unexpected char (.*) at \d+"), r"\1 はここでは使えません"),
    (re.compile(r"Missing end of comment tag"), "{* に対する *} がありません"),
    (re.compile(r"Expected an expression, got '(.*)'"), "{{ }} の中に値がありません"),
    (re.compile(r"No (filter|test) named '(.*)'"), r"'\2' はありません"),
)
"""What Jinja says of a template that is not valid, in Japanese."""
_UNDEFINED = re.compile(r"'([^']*)' is undefined\Z|no (?:attribute|element) '?([^']*)'?\Z")
"""The value that Jinja misses."""


class _Loader(FileSystemLoader):
    """Sees at once when a file comes up in a directory that goes before."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, file, unchanged = super().get_source(environment, template)
        return source, file, lambda: unchanged() and self._first(template) == Path(file)

    def _first(self, template: str) -> Path | None:
        return next((path for top in self.searchpath if (path := Path(top) / template).is_file()), None)


def environment(directories: Sequence[Path], **options: Any) -> SandboxedEnvironment:
    """Templates of ``directories``, the first that has one winning. ``options``: as for a Jinja2 environment."""
    return SandboxedEnvironment(
        loader=_Loader([str(directory) for directory in directories]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        **options,
    )


def filled(templates: SandboxedEnvironment, name: str, context: Mapping[str, Any]) -> str:
    """The template ``name`` with the values of ``context``.

    Raises ``InputError`` with file and line for an undefined variable, a syntax error, an expression that fails, and a
    file that is not there or cannot be read.
    """
    directories = searched(templates)
    try:
        return templates.get_template(name).render(context)
    except (TemplateError, *EXPRESSION_ERRORS) as error:
        raise explained(error, name, directories) from error
    except OSError as error:
        raise refusal(error, template_path(name, directories)) from error


def searched(templates: SandboxedEnvironment) -> tuple[Path, ...]:
    """The directories in which an environment looks."""
    loader = templates.loader
    return tuple(map(Path, loader.searchpath)) if isinstance(loader, FileSystemLoader) else ()


def template_path(name: str, directories: Sequence[Path]) -> str:
    """The file that the template ``name`` is read from, as errors name it."""
    return next((shown(d / name) for d in directories if (d / name).is_file()), name)


def explained(error: Exception, name: str, directories: Sequence[Path]) -> InputError:
    """What went wrong in the template ``name``, or in one that it includes, for people."""
    place = _place(error, directories) or Place(template_path(name, directories))
    if isinstance(error, UnicodeDecodeError):
        return InputError(
            Text("テンプレートが UTF-8 ではありません", "the template is not UTF-8"),
            place=Place(place.file),
            hint=Text("文字コードを UTF-8 にして保存し直してください", "save it as UTF-8"),
        )
    if isinstance(error, TemplateSyntaxError):
        said = error.message or ""
        words = next((found.expand(ja) for sign, ja in _SYNTAX if (found := sign.search(said))), said)
        return InputError(
            Text(f"テンプレートの書き方が正しくありません: {words}", f"the template is not valid: {said}"),
            place=Place(shown(error.filename) if error.filename else place.file, error.lineno),
            hint=Text("{{ }} と {% %} の対応を見てください", "check that {{ }} and {% %} are in pairs"),
        )
    if isinstance(error, TemplateNotFound):
        missing = error.message or name
        return InputError(
            Text(f"テンプレート {missing} がありません", f"there is no template {missing}"),
            place=place if place.line else None,
            hint=Text("名前と場所を確かめてください", "check its name and place"),
        )
    if isinstance(error, UndefinedError):
        found = _UNDEFINED.search(error.message or "")
        lacking = found[1] or found[2] if found else error.message
        return InputError(
            Text(
                f"テンプレートにない値が使われています: {lacking}",
                f"the template uses a value that is not given: {lacking}",
            ),
            place=place,
            hint=Text("docgen templates check で調べられます", "docgen templates check says which there are"),
        )
    if isinstance(error, TemplateError):
        return InputError(
            Text(f"テンプレートを使えません: {error.message}", f"the template cannot be used: {error.message}"),
            place=place,
        )
    return InputError(
        Text(f"テンプレートの式を計算できません: {error}", f"the template has an expression that fails: {error}"),
        place=place,
        hint=Text("{{ }} と {% %} の中を見直してください", "look into its {{ }} and {% %}"),
    )


def _place(error: Exception, directories: Sequence[Path]) -> Place | None:
    """Where rendering stopped: Jinja rewrites tracebacks to point into templates."""
    tops = [directory.absolute() for directory in directories]
    place, trace = None, error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if any(file.absolute().is_relative_to(top) for top in tops):
            place = Place(shown(file), trace.tb_lineno)
        trace = trace.tb_next
    return place
