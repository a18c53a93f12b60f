"""Which version of a template docgen writes by: lint asks about what was prepared with another."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final

from docgen import resources

SHIPPED: Final = "1"
"""Of the templates that come with docgen: counted up when what they write changes for readers."""
MEETING_TEMPLATES: Final = {"ja": "ja/meeting.md.j2", "en": "en/meeting.md.j2"}
"""Language → name of the template of a meeting."""


def template_version(name: str, directories: Sequence[Path]) -> str:
    """The version of ``name`` (e.g. ``ja/meeting.md.j2``) in the first of ``directories`` that has it.

    A team's own template has one that changes with its text; empty where it cannot be read.
    """
    shipped = resources.templates() / name
    path = next((found for directory in directories if (found := directory / name).is_file()), shipped)
    try:
        own = _text(path)
        return SHIPPED if own == _text(shipped) else f"{SHIPPED}-{sha256(own).hexdigest()[:8]}"
    except OSError:
        return ""


def _text(path: Path) -> bytes:
    return path.read_bytes().replace(b"\r\n", b"\n").strip()
