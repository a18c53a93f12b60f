"""Which version of the reader it is: what was read by another is read anew."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import docgen
from docgen.account import labels
from docgen.account.model import Account
from docgen.resources import templates


def reader_version() -> str:
    """What changes with the code that reads documents and with the words that it knows."""
    return _shipped_version() + labels.version()


def reading_key(account: Account | None) -> str:
    """What changes with the version of the reader, and with what it is told of the customer."""
    return "\n".join((reader_version(), *((account.name, *account.aliases) if account else ())))


@cache
def _shipped_version() -> str:
    home = Path(docgen.__file__).parent
    parts = [*(home / "account").rglob("*.py"), *(home / "document").rglob("*.py"), *(templates() / "labels").iterdir()]
    return f"{docgen.__version__}-{max(part.stat().st_mtime_ns for part in parts):x}"
