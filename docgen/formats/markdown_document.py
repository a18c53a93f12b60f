"""A Markdown text that a person wrote as a document of one tab: how lint sees an .md file.

Templates have a dialect of their own: ``docgen.formats.markdown``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from docgen.document.nodes import Paragraph
from docgen.document.tabs import Document, Segment, blocks
from docgen.document.wire.styles import heading_level
from docgen.formats.building import whole, with_end
from docgen.formats.front_matter import parted
from docgen.formats.markdown_mending import mended
from docgen.formats.markdown_reader import MarkdownReader

if TYPE_CHECKING:
    from pyromark import Markdown


def markdown_document(text: str, *, title: str = "", document_id: str = "") -> Document:
    """The document that ``text`` describes, its front matter left out; without ``title`` it is called after its first
    heading.

    A name in braces at the end of a heading (``## Title {#name}``) becomes a named range on its words.
    """
    return document_of(parted(text)[1], title=title, document_id=document_id)


def document_of(text: str, *, title: str = "", document_id: str = "") -> Document:
    """The same for a ``text`` without front matter."""
    reader = MarkdownReader()
    nodes = reader.read(_parser().events(mended(text)))
    notes = [Segment(f"note.{number}", blocks(*with_end(said))) for number, said in enumerate(reader.notes.values(), 1)]
    first = (node.text for node in nodes if isinstance(node, Paragraph) and heading_level(node.style))
    title = title or next(first, "")
    lists = reader.sheet.lists.resource
    return whole(nodes, name=document_id, title=title, lists=lists, notes=notes, anchors=reader.anchors)


@cache
def _parser() -> Markdown:
    from pyromark import Markdown, Options

    return Markdown(
        options=Options.ENABLE_TABLES
        | Options.ENABLE_TASKLISTS
        | Options.ENABLE_STRIKETHROUGH
        | Options.ENABLE_FOOTNOTES
        | Options.ENABLE_WIKILINKS
        | Options.ENABLE_GFM
    )
