"""The bytes of a foreign text file as text: whatever encoding it has, minutes are not refused for it."""

from __future__ import annotations

import codecs
from typing import Final

from docgen.document.text import normalise
from docgen.errors import InputError, Place, Text
from docgen.inputs.text import encoding_of

CODECS: Final = {"UTF-16": "utf-16", "Shift_JIS": "cp932", "EUC-JP": "euc_jp"}
BOMS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAMPLE: Final = 4096
"""Bytes."""


def decoded(data: bytes) -> str:
    """``data`` as a document would hold it: no byte order mark, line ends as newlines, no control characters.

    Raises ``InputError`` for what is no text.
    """
    try:
        text = data.decode(_wide(data) or "utf-8-sig", "replace" if data.startswith(BOMS) else "strict")
    except UnicodeDecodeError as error:
        codec = CODECS.get(encoding_of(data))
        if codec is None:
            raise InputError(
                Text("文字として読めません", "this is no text that can be read"),
                place=Place(line=data.count(b"\n", 0, error.start) + 1),
                hint=Text(
                    "正しいファイルか確かめ、UTF-8 で保存し直してください", "check the file and save it as UTF-8 again"
                ),
            ) from error
        text = data.decode(codec, "replace")
    return normalise(text.removeprefix("\ufeff"))


def _wide(data: bytes) -> str:
    """The codec of UTF-16, which a mark tells or every other byte of plain text being zero; empty for anything else."""
    if data.startswith(BOMS):
        return "utf-16"
    sample = data[:SAMPLE]
    if sample.count(0) * 4 < len(sample) or len(sample) < 2:
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
