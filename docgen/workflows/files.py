"""Files of minutes that are named on the command line."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from docgen.account.model import AccountDocument
from docgen.account.roster import Roster
from docgen.account.side import with_sides
from docgen.document.collector import collector_off
from docgen.formats.importing import IMPORTERS, imported

READABLE: Final = tuple(IMPORTERS)
"""Suffixes of the files that can be read."""


def is_file(word: str) -> bool:
    """Whether an argument means a file rather than an account: it has a suffix that minutes have, or is a file."""
    return Path(word).suffix.lower() in READABLE or Path(word).is_file()


def read_file(path: Path, now: datetime) -> AccountDocument:
    """What a file of minutes says. Raises ``InputError`` for a file that cannot be read or is of another kind."""
    from docgen.account.minutes import read_imported  # not for whoever only asks whether it is a file

    with collector_off():
        return with_sides(read_imported(imported(path), now=now), Roster())
