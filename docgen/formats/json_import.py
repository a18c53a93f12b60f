"""An answer of documents.get that was kept in a file, as a document.

It may be less than a whole answer: of a mask of fields, of an old version without tabs, cut by a script.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from docgen.document.wire.documents import SEGMENTS, decode_document
from docgen.errors import InputError, Text
from docgen.formats.importing import Imported
from docgen.formats.json_mending import JSON, listed, mapping, place, sane

HINT: Final = Text(
    "documents.get の答えを保存したファイルを指定してください", "give a file with an answer of documents.get"
)


def read(data: bytes, name: str) -> Imported:
    """The answer ``data`` as a document. Raises ``InputError`` for JSON that is none."""
    try:
        answer: Any = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise InputError(
            Text(f"JSON として読めません（{error}）", f"this is no JSON that can be read ({error})"), hint=HINT
        ) from error
    answer = sane(answer)
    if not isinstance(answer, dict) or not ("tabs" in answer or "body" in answer):
        raise InputError(
            Text("Google ドキュメントの JSON ではありません", "this JSON is no Google Docs document"), hint=HINT
        )
    answer["documentId"] = answer.get("documentId") or name
    answer["title"] = answer.get("title") or name
    if not answer.get("tabs"):
        answer.pop("tabs", None)
        _place(answer)
    for tab in answer.get("tabs", ()):
        _place_tab(tab)
    return Imported(decode_document(answer), name)


def _place_tab(tab: JSON) -> None:
    _place(tab.setdefault("documentTab", {}))
    for child in tab.get("childTabs", ()):
        _place_tab(child)


def _place(held: JSON) -> None:
    """Give everything in a tab, or at the top of an old answer, its indices."""
    place(listed(held.setdefault("body", {})))
    for name in SEGMENTS:
        for segment in mapping(held.get(name)).values():
            place(listed(segment))
    held["namedRanges"] = _ranges(held.get("namedRanges"))


def _ranges(ranges: Any) -> JSON:
    """Named ranges that lie somewhere."""
    made: JSON = {}
    for name, group in mapping(ranges).items():
        ones = mapping(group).get("namedRanges")
        for one in ones if isinstance(ones, list) else ():
            spans = mapping(one).get("ranges", ())
            spans = [span for span in spans if span.get("endIndex", 0) > span.get("startIndex", 0) >= 0]
            if spans:
                kept = made.setdefault(name, {"name": name, "namedRanges": []})
                kept["namedRanges"].append({**one, "ranges": spans})
    return made
