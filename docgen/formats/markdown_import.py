"""Files of Markdown and of plain text that people wrote."""

from __future__ import annotations

from docgen.formats.decoding import decoded
from docgen.formats.front_matter import parted
from docgen.formats.importing import Imported
from docgen.formats.markdown_document import document_of


def read(data: bytes, name: str) -> Imported:
    """The Markdown ``data`` as a document. Raises ``InputError`` for what is no text."""
    front, text = parted(decoded(data))
    return Imported(document_of(text, title=front.get("title") or name, document_id=name), name, front)
