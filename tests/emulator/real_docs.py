"""Recordings of the real service, read where they lie beside the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "real-docs"
IDS = frozenset(
    {"documentId", "revisionId", "headingId", "listId", "namedRangeId", "footnoteId", "objectId", "inlineObjectId"}
    | {"personId", "dateId", "richLinkId"}
)
BY_ID = frozenset({"lists", "headers", "footers", "footnotes", "inlineObjects"})


def recordings(kind: str) -> list[Any]:
    """The recordings of a kind as pytest parameters; one that is skipped where there are none."""
    found = sorted((FOLDER / kind).iterdir()) if (FOLDER / kind).is_dir() else []
    skip = pytest.mark.skip(reason=f"no recordings of the real service at ../shared/real-docs/{kind}")
    return [pytest.param(path, id=path.stem) for path in found] or [pytest.param(None, marks=skip, id="absent")]


def read(path: Path) -> Any:
    """A recorded JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def without_ids(value: Any) -> Any:
    """A value with every id that differs by nature replaced, and what is keyed by such ids in a fixed order."""
    if isinstance(value, dict):
        made: dict[str, Any] = {}
        for key, inner in value.items():
            if key in IDS:
                made[key] = "#"
            elif key in BY_ID and isinstance(inner, dict):
                made[key] = sorted((without_ids(one) for one in inner.values()), key=json.dumps)
            else:
                made[key] = without_ids(inner)
        return made
    return [without_ids(one) for one in value] if isinstance(value, list) else value
