"""Word documents (.docx)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final

from docgen.document.nodes import Paragraph
from docgen.document.tabs import Segment, blocks
from docgen.errors import InputError, Text
from docgen.formats.building import line, whole, with_end
from docgen.formats.docx_reader import DocxReader
from docgen.formats.docx_styles import Numbering, Styles, W
from docgen.formats.importing import Imported
from docgen.inputs.text import LIMIT

OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
"""How a .doc of Word 97 to 2003 begins, and a .docx with a password."""
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
ROOM: Final = 8 * LIMIT
"""Bytes of all parts together, unpacked."""
PARTS: Final = 20_000
MARKUP: Final = 2 * LIMIT
"""Bytes of one part in XML, unpacked; as a tree it takes some ten times as much."""
UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What the libraries raise for files that are broken in one way or another."""
HINT: Final = Text(
    "Word で開き、.docx（パスワードなし）で保存し直してください", "save it again in Word as .docx, without a password"
)


def read(data: bytes, name: str) -> Imported:
    """The Word document ``data``. Raises ``InputError`` for anything else, and for one that is broken or locked."""
    _check(data)
    try:
        return _read(data, name)
    except UNREADABLE as error:
        raise InputError(
            Text(f"Word の文書として読めません（{error}）", f"this is no Word document that can be read ({error})"),
            hint=HINT,
        ) from error


def _check(data: bytes) -> None:
    """Raise ``InputError`` for what is no .docx, or would take more room than any minutes do."""
    if data.startswith(OLE):
        locked = ENCRYPTED in data
        raise InputError(
            Text("パスワードで保護されています", "it is protected by a password")
            if locked
            else Text("古い形式（.doc）の文書です", "it is a document of the old format (.doc)"),
            hint=HINT,
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except UNREADABLE as error:
        what = Text("空のファイルです", "the file is empty") if not data else None
        raise InputError(
            what or Text("Word の文書（.docx）ではないか、壊れています", "it is no Word document (.docx), or damaged"),
            hint=HINT,
        ) from error
    markup = max((e.file_size for e in entries if e.filename.lower().endswith((".xml", ".rels"))), default=0)
    if sum(entry.file_size for entry in entries) > ROOM or markup > MARKUP or len(entries) > PARTS:
        raise InputError(
            Text("展開すると大きすぎます", "unpacked it is too large"),
            hint=Text("画像を減らすか、文書を分けてください", "take pictures out, or part the document"),
        )


def _read(data: bytes, name: str) -> Imported:
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE as KIND

    package = Document(io.BytesIO(data))
    part = package.part
    related = {rel.reltype: rel.target_part for rel in part.rels.values() if not rel.is_external}
    links = {key: rel.target_ref for key, rel in part.rels.items() if rel.is_external and rel.reltype == KIND.HYPERLINK}
    reader = DocxReader(Styles(_root(related.get(KIND.STYLES))), Numbering(_root(related.get(KIND.NUMBERING))), links)
    nodes = reader.read(part.element.body)
    said = {"foo": _notes(_root(related.get(KIND.FOOTNOTES))), "end": _notes(_root(related.get(KIND.ENDNOTES)))}
    notes = [
        Segment(f"note.{number}", blocks(*with_end(said[each[:3]].get(each[3:], []))))
        for number, each in enumerate(reader.notes, 1)
    ]
    lists = reader.sheet.lists.resource
    return Imported(whole(nodes, name=name, title=reader.title, lists=lists, notes=notes), name)


def _root(part: Any) -> Any:
    """The XML of a part, or None."""
    if part is None:
        return None
    if (element := getattr(part, "element", None)) is not None:
        return element
    from lxml import etree

    return etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))


def _notes(root: Any) -> dict[str, list[Paragraph]]:
    """What the footnotes say, by their ids."""
    if root is None:
        return {}
    return {one.get(f"{W}id", ""): list(_lines(one)) for one in root.iterchildren()}


def _lines(note: Any) -> Iterator[Paragraph]:
    for paragraph in note.iter(f"{W}p"):
        if text := "".join(each.text or "" for each in paragraph.iter(f"{W}t")).strip():
            yield line([(text, {})])
