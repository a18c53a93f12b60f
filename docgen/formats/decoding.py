"""The bytes of a foreign text file as text: whatever encoding it has, minutes are not refused for it."""

from __future__ import annotations

import codecs
from typing import Final

from docgen.document.text import normalise
from docgen.errors import InputError, Place, Text
from docgen.inputs.text import encoding_of

CODECS: Final = {"UTF-16": "utf-16", "Shift_JIS": "cp932", "EUC-JP": "euc_jp"}
BOMS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MAIL: Final = (b"\x1b$B", b"\x1b$@")
"""How Japanese begins in ISO-2022-JP, the encoding of old mail."""
SAMPLE: Final = 4096
"""Bytes."""
DAMAGED: Final = 100
"""Characters for one that cannot be read, in a text that is damaged and not something else."""
UNREADABLE: Final = "\ufffd"


def decoded(data: bytes, encoding: str = "") -> str:
    """``data`` as a document would hold it: no byte order mark, line ends as newlines, no control characters.

    ``encoding``: the name of the one that it is in all likelihood, if it is none of those known here.
    Raises ``InputError`` for what is no text.
    """
    try:
        text = data.decode(_told(data) or "utf-8-sig", "replace" if data.startswith(BOMS) else "strict")
    except UnicodeDecodeError as error:
        text = _guessed(data, encoding)
        if text.count(UNREADABLE) * DAMAGED > len(text) + DAMAGED:
            raise InputError(
                Text("文字として読めません", "this is no text that can be read"),
                place=Place(line=data.count(b"\n", 0, error.start) + 1),
                hint=Text(
                    "正しいファイルか確かめ、UTF-8 で保存し直してください", "check the file and save it as UTF-8 again"
                ),
            ) from error
    return normalise(text.removeprefix("\ufeff"))


def _guessed(data: bytes, encoding: str) -> str:
    """``data`` in the encoding that makes the most of it; damaged UTF-8 else."""
    codec = CODECS.get(encoding_of(data)) or encoding
    try:
        return data.decode(codec or "utf-8", "replace")
    except (LookupError, ValueError):  # no encoding, or none of text
        return data.decode("cp1252", "replace")


def _told(data: bytes) -> str:
    """The codec that the bytes themselves tell: by a mark, by every other one being zero, by what mail puts between."""
    if data.startswith(BOMS):
        return "utf-16"
    sample = data[:SAMPLE]
    if any(mark in sample for mark in MAIL):
        return "iso2022_jp_ext"
    if sample.count(0) * 4 < len(sample) or len(sample) < 2:
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
