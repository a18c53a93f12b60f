"""Documents and files in one SQLite file: a row per top-level block, so that an edit writes what it changed."""
