"""An answer of documents.get that was kept in a file, as a document."""

from __future__ import annotations

from typing import Any

import msgspec

from docgen.document.wire.documents import decode_document
from docgen.errors import InputError, Text
from docgen.formats.importing import Imported

HINT = Text("documents.get の答えを保存したファイルを指定してください", "give a file with an answer of documents.get")


def read(data: bytes, name: str) -> Imported:
    """The answer ``data`` as a document. Raises ``InputError`` for JSON that is none."""
    try:
        answer: Any = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(
            Text(f"JSON として読めません（{error}）", f"this is no JSON that can be read ({error})"), hint=HINT
        ) from error
    if not isinstance(answer, dict) or not {"tabs", "body"} & set(answer):
        raise InputError(
            Text("Google ドキュメントの JSON ではありません", "this JSON is no Google Docs document"), hint=HINT
        )
    return Imported(decode_document(answer), name)
