"""Files of minutes as documents, whatever program wrote them: one table from suffix to importer.

A module that reads a format is loaded when the first file of that format comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Final

from docgen.document.collector import collector_off
from docgen.document.tabs import Document
from docgen.errors import InputError, Place, Text
from docgen.inputs.system import shown
from docgen.inputs.text import read_bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """A file as a document."""

    document: Document
    name: str
    """The stem of the file's name."""
    front: Mapping[str, str] = field(default_factory=dict)
    """What stands in the file beside its text, as flat pairs: ``{"date": "2026-12-01", "title": "定例"}``."""


Importer = Callable[[bytes, str], Imported]
"""(content, stem of the file's name) → what it says. Raises ``InputError`` without a file in its place."""

_MARKDOWN: Final = "docgen.formats.markdown_import"
_HTML: Final = "docgen.formats.html_import"
IMPORTERS: Final[Mapping[str, str]] = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".txt": _MARKDOWN,
    ".docx": "docgen.formats.docx_import",
    ".html": _HTML,
    ".htm": _HTML,
    ".json": "docgen.formats.json_import",
}
"""Suffix in lower case → the module whose ``read`` is the ``Importer``."""


def imported(path: Path) -> Imported:
    """The file at ``path`` as a document. Raises ``InputError`` for one that cannot be read."""
    suffix = path.suffix.lower()
    try:
        _importer(suffix, path.name)
        return parse(suffix, read_bytes(path), path.stem)
    except InputError as error:
        if error.place and error.place.file:
            raise
        at = error.place or Place()
        raise InputError(error.message, place=Place(shown(path), at.line, at.key), hint=error.hint) from error


def parse(suffix: str, data: bytes, name: str) -> Imported:
    """``data``, the content of a file called ``name`` + ``suffix``, as a document.

    Raises ``InputError`` for a suffix that is not in ``IMPORTERS``, and for content of another kind.
    """
    with collector_off():
        return _importer(suffix.lower(), name + suffix)(data, name)


def _importer(suffix: str, name: str) -> Importer:
    if suffix not in IMPORTERS:
        known = " ".join(IMPORTERS)
        raise InputError(
            Text(f"{suffix or name} は読めません", f"{suffix or name} cannot be read"),
            hint=Text(f"読めるもの: {known}", f"known here: {known}"),
        )
    read: Importer = import_module(IMPORTERS[suffix]).read
    return read
