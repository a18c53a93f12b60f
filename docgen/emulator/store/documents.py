"""Documents in the database: loaded lazily, written by what changed."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import msgspec

from docgen.document.blocks import Block, Blocks, Encoded
from docgen.document.collector import collector_off
from docgen.document.steps import Step
from docgen.document.tabs import Document, NamedRange
from docgen.document.wire.nodes import decode, encode
from docgen.emulator.draft import Trace
from docgen.emulator.store.database import Database
from docgen.emulator.store.heads import (
    ENTRIES,
    RANGES,
    contents,
    decode_head,
    decode_ranges,
    encode_head,
    encode_part,
    parts_of,
)
from docgen.emulator.store.order import filled, fresh

JSON = dict[str, Any]
Where = tuple[str, str]
"""Tab and segment."""

KEPT: Final = 200
"""How many commits back positions can be carried over."""


@dataclass(slots=True)
class Stored:
    """A document as it stands in the file, with what it takes to write the next version."""

    document: Document
    version: int
    serial: int
    rows: dict[Where, dict[int, int]] = field(default_factory=dict)
    """For each segment the order key of each block, by the block's identity."""
    parts: dict[tuple[str, str, str], Any] = field(default_factory=dict)


def _pack(offsets: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(offsets)}I", *offsets)


def _block(size: int, template: bytes, offsets: bytes) -> Block:
    encoded = Encoded(template, struct.unpack(f"<{len(offsets) // 4}I", offsets))
    return Block.lazy(size, partial(decode, encoded), encoded)


class Documents:
    """The documents of a database."""

    def __init__(self, database: Database) -> None:
        self._run = database.connection.execute
        self._run_many = database.connection.executemany

    def version(self, document_id: str) -> int | None:
        """The number of the last commit of a document; None where there is no such document."""
        row = self._run("SELECT version FROM document WHERE id = ?", (document_id,)).fetchone()
        return None if row is None else int(row[0])

    def head(self, document_id: str) -> Document | None:
        """A document without its tabs; None where there is no such document."""
        row = self._run("SELECT revision, head FROM document WHERE id = ?", (document_id,)).fetchone()
        return None if row is None else Document(document_id, msgspec.json.decode(row[1])["title"], (), row[0])

    def load(self, document_id: str) -> Stored | None:
        """A document as it is in the file. Call it inside a transaction."""
        head = self._run("SELECT version, serial, revision, head FROM document WHERE id = ?", (document_id,)).fetchone()
        if head is None:
            return None
        with collector_off():
            content, rows = self._load_blocks(document_id)
            resources, ranges = self._load_parts(document_id)
            document = decode_head(
                document_id,
                head[2],
                head[3],
                lambda tab, segment: Blocks(content.get((tab, segment), ())),
                lambda tab: (resources.get(tab, {}), ranges.get(tab, ())),
            )
        return Stored(document, head[0], head[1], rows, parts_of(document))

    def _load_blocks(self, document_id: str) -> tuple[dict[Where, list[Block]], dict[Where, dict[int, int]]]:
        content: dict[Where, list[Block]] = {}
        rows: dict[Where, dict[int, int]] = {}
        found = self._run(
            "SELECT tab, segment, place, size, template, offsets FROM block WHERE document = ?"
            " ORDER BY tab, segment, place",
            (document_id,),
        )
        for tab, segment, place, size, template, offsets in found:
            block = _block(size, template, offsets)
            content.setdefault((tab, segment), []).append(block)
            rows.setdefault((tab, segment), {})[id(block)] = place
        return content, rows

    def _load_parts(self, document_id: str) -> tuple[dict[str, JSON], dict[str, tuple[NamedRange, ...]]]:
        resources: dict[str, JSON] = {}
        ranges: dict[str, tuple[NamedRange, ...]] = {}
        for tab, name, key, value in self._run(
            "SELECT tab, name, key, value FROM part WHERE document = ?", (document_id,)
        ):
            if name == RANGES:
                ranges[tab] = decode_ranges(value)
            elif name in ENTRIES and key:
                resources.setdefault(tab, {}).setdefault(name, {})[key] = msgspec.json.decode(value)
            else:
                resources.setdefault(tab, {})[name] = msgspec.json.decode(value)
        return resources, ranges

    def create(self, document: Document, serial: int = 0) -> Stored:
        """Write a new document. Call it inside a writing transaction."""
        self._run(
            "INSERT INTO document (id, version, serial, revision, head) VALUES (?, 1, ?, ?, ?)",
            (document.id, serial, document.revision, encode_head(document)),
        )
        blank = Stored(Document(document.id, "", ()), 1, serial)
        return self._write(blank, document, 1, serial)

    def save(self, old: Stored, document: Document, serial: int, trace: tuple[Trace, ...]) -> Stored:
        """Write what ``document`` changes against ``old``. Call it inside a writing transaction."""
        version = old.version + 1
        self._run(
            "UPDATE document SET version = ?, serial = ?, revision = ?, head = ? WHERE id = ?",
            (version, serial, document.revision, encode_head(document), document.id),
        )
        steps = msgspec.json.encode([(one.tab, one.segment, *one.step) for one in trace])
        self._run("INSERT INTO edit VALUES (?, ?, ?, ?)", (document.id, version, old.document.revision or "", steps))
        self._run("DELETE FROM edit WHERE document = ? AND version <= ?", (document.id, version - KEPT))
        return self._write(old, document, version, serial)

    def _write(self, old: Stored, document: Document, version: int, serial: int) -> Stored:
        before = {(tab, segment): blocks for tab, segment, blocks in contents(old.document)}
        rows = {
            (tab, segment): self._write_blocks(
                document.id,
                (tab, segment),
                before.pop((tab, segment), Blocks()),
                blocks,
                old.rows.get((tab, segment), {}),
            )
            for tab, segment, blocks in contents(document)
        }
        for tab, segment in before:
            self._run("DELETE FROM block WHERE document = ? AND tab = ? AND segment = ?", (document.id, tab, segment))
        parts = parts_of(document)
        gone = [(document.id, *key) for key in old.parts.keys() - parts.keys()]
        self._run_many("DELETE FROM part WHERE document = ? AND tab = ? AND name = ? AND key = ?", gone)
        changed = [
            (document.id, *key, encode_part(value)) for key, value in parts.items() if old.parts.get(key) is not value
        ]
        self._run_many("INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)", changed)
        return Stored(document, version, serial, rows, parts)

    def _write_blocks(
        self, document_id: str, where: Where, old: Blocks, new: Blocks, rows: dict[int, int]
    ) -> dict[int, int]:
        """Write the difference between two versions of a segment; the order keys of the new one."""
        if old is new:
            return rows
        same = {id(chunk) for chunk in old.chunks()} & {id(chunk) for chunk in new.chunks()}
        now = [block for chunk in new.chunks() if id(chunk) not in same for block in chunk]
        kept = {id(block) for block in now}
        gone = {
            id(block): rows[id(block)]
            for chunk in old.chunks()
            if id(chunk) not in same
            for block in chunk
            if id(block) not in kept
        }
        keys: list[int | None] = []
        for chunk in new.chunks():
            ends = (chunk[0], chunk[-1]) if len(chunk) > 1 else chunk
            keys.extend(rows.get(id(block)) for block in (ends if id(chunk) in same else chunk))
        placed = filled(keys, sorted(gone.values()))
        if placed is None:
            return self._rewrite(document_id, where, new)
        made = dict(rows)
        for key in gone:
            del made[key]
        added = [block for block in now if id(block) not in rows]
        free = iter([place for key, place in zip(keys, placed, strict=True) if key is None])
        written = [(next(free), block) for block in added]
        made.update((id(block), place) for place, block in written)
        left = set(gone.values()) - {place for place, _ in written}
        self._run_many(
            "DELETE FROM block WHERE document = ? AND tab = ? AND segment = ? AND place = ?",
            [(document_id, *where, place) for place in left],
        )
        self._insert(document_id, where, written)
        return made

    def _rewrite(self, document_id: str, where: Where, blocks: Blocks) -> dict[int, int]:
        self._run("DELETE FROM block WHERE document = ? AND tab = ? AND segment = ?", (document_id, *where))
        written = list(zip(fresh(len(blocks)), blocks, strict=True))
        self._insert(document_id, where, written)
        return {id(block): place for place, block in written}

    def _insert(self, document_id: str, where: Where, written: list[tuple[int, Block]]) -> None:
        self._run_many(
            "INSERT OR REPLACE INTO block (document, tab, segment, place, size, template, offsets)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (document_id, *where, place, block.size, encoded.template, _pack(encoded.offsets))
                for place, block in written
                for encoded in (block.encoded(encode),)
            ),
        )

    def edits_since(self, document_id: str, revision: str) -> list[Trace] | None:
        """The edits of all commits since ``revision``; None where that is too long ago or was never."""
        found = self._run(
            "SELECT version FROM edit WHERE document = ? AND revision = ? ORDER BY version DESC LIMIT 1",
            (document_id, revision),
        ).fetchone()
        if found is None:
            return None
        traces = self._run(
            "SELECT trace FROM edit WHERE document = ? AND version >= ? ORDER BY version", (document_id, found[0])
        )
        return [
            Trace(tab, segment, Step(*step)) for (row,) in traces for tab, segment, *step in msgspec.json.decode(row)
        ]

    def delete(self, document_id: str) -> None:
        """Take a document and all that belongs to it out. Call it inside a writing transaction."""
        self._run("DELETE FROM document WHERE id = ?", (document_id,))
