"""The tables. A change here raises ``VERSION`` and says how an older file gets there."""

from __future__ import annotations

from typing import Final

VERSION: Final = 1

TABLES: Final = (
    # A file as Drive knows it. `seq` counts changes over all files; a deleted file stays as `removed`.
    """CREATE TABLE file (
        id TEXT PRIMARY KEY, seq INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0, meta BLOB NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX file_seq ON file (seq)",
    # The head of a document: title and tabs without content. `version` counts commits, `serial` ids given out.
    """CREATE TABLE document (
        id TEXT PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE,
        version INTEGER NOT NULL, serial INTEGER NOT NULL, revision TEXT, head BLOB NOT NULL
    ) WITHOUT ROWID""",
    # What the content of a tab refers to, each in a row: a list, the named styles, all named ranges, ...
    """CREATE TABLE part (
        document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        tab TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
        PRIMARY KEY (document, tab, name, key)
    ) WITHOUT ROWID""",
    # A top-level block: its JSON with the indices cut out, and those indices from the start of the block.
    """CREATE TABLE block (
        document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        tab TEXT NOT NULL, segment TEXT NOT NULL, place INTEGER NOT NULL,
        size INTEGER NOT NULL, template BLOB NOT NULL, offsets BLOB NOT NULL,
        PRIMARY KEY (document, tab, segment, place)
    )""",
    # The edits of recent commits, by which positions of an older revision are carried over.
    """CREATE TABLE edit (
        document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
        version INTEGER NOT NULL, revision TEXT NOT NULL, trace BLOB NOT NULL,
        PRIMARY KEY (document, version)
    ) WITHOUT ROWID""",
)
