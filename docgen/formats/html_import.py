"""HTML pages as documents: saved from Google Docs, Word, Notion, Confluence, or any other."""

from __future__ import annotations

import re
from typing import Any, Final

from docgen.errors import InputError, Text
from docgen.formats.building import whole
from docgen.formats.decoding import decoded
from docgen.formats.html_reader import HtmlReader
from docgen.formats.importing import Imported
from docgen.formats.sheet import Sheet

CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_-]{2,20})""")
HEAD: Final = 4096
"""Bytes within which a page says its encoding."""


def read(data: bytes, name: str) -> Imported:
    """The page ``data`` as a document. Raises ``InputError`` for what is no text."""
    sheet = Sheet()
    reader = HtmlReader(sheet)
    feed(reader, _text(data))
    reader.close()
    front = reader.front
    document = whole(sheet.end(), name=name, title=front.get("title", ""), lists=sheet.lists.resource)
    return Imported(document, name, front)


def feed(reader: HtmlReader, html: str) -> None:
    """Let ``reader`` take what ``html`` says."""
    from lxml import etree

    target: Any = reader
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, recover=True)
    try:
        parser.feed(html.encode())
        parser.close()
    except etree.LxmlError as error:
        raise InputError(
            Text(f"HTML として読めません（{error}）", f"this is no HTML that can be read ({error})"),
            hint=Text("Markdown か Word で保存し直してください", "save it as Markdown or Word"),
        ) from error


def _text(data: bytes) -> str:
    """The page as text: what it says of its encoding holds, unless it is UTF-8 all the same."""
    try:
        return decoded(data)
    except InputError:
        said = CHARSET.search(data[:HEAD])
        return decoded(data, said[1].decode() if said else "cp1252")
