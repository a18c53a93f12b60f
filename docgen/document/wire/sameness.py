"""Whether parts of two documents say the same in the same looks, whatever ids either gave to their parts.

A copy of a document may have other ids for headings, lists, images and chips, and the address of an image is another
one at every reading. Everything else counts: words, chips, images, styles, tables, footnotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Any, Final

import msgspec

from docgen.document.nodes import NOTHING, Node, Paragraph, Run, Style
from docgen.document.tabs import Tab
from docgen.document.wire.lines import has_floating
from docgen.document.wire.nodes import INDICES, encode_node

IDS: Final = frozenset(
    {
        *INDICES,
        "headingId",
        "personId",
        "richLinkId",
        "dateId",
        "dropdownDefinitionId",
        "selectedOptionId",
        "objectId",
        "contentUri",
        "footnoteNumber",
    }
)
"""What a copy may have otherwise. A footnote's number changes when others go."""
POINTERS: Final = {"inlineObjectId": "inlineObjects", "listId": "lists"}
"""Ids that stand for something among a tab's resources."""
SUGGESTED: Final = "suggested"

_encode = msgspec.json.Encoder(order="deterministic").encode


def digests(tab: Tab) -> list[bytes]:
    """One value for each block of the body of ``tab``, read whole; alike blocks have the same."""
    looks = _Looks(tab)
    return [looks.digest(block.node) for block in tab.body]


def is_blank(node: Node) -> bool:
    """Whether ``node`` is a paragraph with nothing in it, and no picture that floats beside it."""
    if not isinstance(node, Paragraph) or has_floating(node):
        return False
    return all(isinstance(e, Run) and not e.text.strip() for e in node.elements)


def has_suggestions(node: Node) -> bool:
    """Whether somebody's suggestion waits in ``node``."""
    return any(key.startswith(SUGGESTED) and value for key, value in _members(encode_node(node)))


def find_run(wanted: Sequence[bytes], within: Sequence[bytes], start: int = 0) -> int | None:
    """Where the values ``wanted`` stand together in ``within``, at ``start`` or later."""
    for at in range(start, len(within) - len(wanted) + 1):
        if within[at] == wanted[0] and list(within[at : at + len(wanted)]) == list(wanted):
            return at
    return None


def _members(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
        for each in value.values():
            yield from _members(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _members(each)


class _Looks:
    """Nodes of one tab without ids."""

    def __init__(self, tab: Tab) -> None:
        self._resources = tab.resources
        self._footnotes = {one.id: one for one in tab.footnotes}
        self._known: dict[tuple[str, str], Any] = {}

    def digest(self, node: Node) -> bytes:
        return blake2b(_encode(self._plain(encode_node(node))), digest_size=16).digest()

    def _plain(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            made = {}
            for key, each in value.items():
                if key in IDS:
                    continue
                plain = self._member(key, each)
                if plain not in (None, {}, []):  # absent and empty are the same to a reader
                    made[key] = plain
            return made
        if isinstance(value, (list, tuple)):
            return [self._plain(each) for each in value]
        return value

    def _member(self, key: str, value: Any) -> Any:
        if key in POINTERS:
            return self._resource(POINTERS[key], str(value))
        match key:
            case "positionedObjectIds":
                return [self._resource("positionedObjects", str(each)) for each in value]
            case "footnoteId":
                note = self._footnotes.get(str(value))
                return [self._plain(encode_node(block.node)) for block in note.blocks] if note else str(value)
            case "link":
                return {"url": value["url"]} if "url" in value else {"inside": True}
            case "elements":
                return _joined([self._plain(each) for each in value])
            case _:
                return self._plain(value)

    def _resource(self, kind: str, name: str) -> Any:
        if (kind, name) not in self._known:
            held: Style = self._resources.get(kind) or NOTHING
            self._known[kind, name] = self._plain(held.get(name) or name)
        return self._known[kind, name]


def _joined(elements: list[Any]) -> list[Any]:
    """Neighbouring runs of one style as one: where they are parted says nothing."""
    made: list[Any] = []
    for element in elements:
        run = element.get("textRun")
        last = made[-1].get("textRun") if made else None
        if run and last and {**run, "content": ""} == {**last, "content": ""}:
            made[-1] = {"textRun": {**run, "content": last["content"] + run["content"]}}
        else:
            made.append(element)
    return made
