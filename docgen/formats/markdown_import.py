"""Markdown and plain text that people wrote, as a document."""

from __future__ import annotations

from docgen.formats.decoding import decoded
from docgen.formats.importing import Imported
from docgen.formats.markdown_document import markdown_document


def read(data: bytes, name: str) -> Imported:
    """The Markdown ``data`` as a document called ``name``. Raises ``InputError`` for what is no text."""
    return Imported(markdown_document(decoded(data), title=name, document_id=name), name)
