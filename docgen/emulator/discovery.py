"""The discovery document of the Docs API, as shipped inside the official client: schemas to check requests against."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

JSON = dict[str, Any]


class Api(msgspec.Struct, frozen=True):
    """What this version of docgen needs of a discovery document."""

    revision: str
    schemas: dict[str, JSON]


@cache
def api(name: str = "docs.v1") -> Api:
    """The discovery document of ``docs.v1`` or ``drive.v3``."""
    client = find_spec("googleapiclient")  # importing it takes longer than reading the file
    [home] = (client and client.submodule_search_locations) or [""]
    folder = Path(home) / "discovery_cache" / "documents"
    return msgspec.json.decode((folder / f"{name}.json").read_bytes(), type=Api)


@cache
def members(schema: str) -> dict[str, JSON]:
    """The properties of a schema, each as the discovery document describes it."""
    found: dict[str, JSON] = api().schemas[schema].get("properties", {})
    return found


@cache
def kinds() -> tuple[str, ...]:
    """Every kind of request that documents.batchUpdate knows."""
    return tuple(members("Request"))
