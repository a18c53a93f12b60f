"""The discovery document of the Docs API, as shipped inside the official client: schemas to check requests against."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import msgspec

JSON = dict[str, Any]


class Api(NamedTuple):
    """What this version of docgen needs of a discovery document."""

    revision: str
    schemas: dict[str, JSON]


@cache
def api(name: str = "docs.v1") -> Api:
    """The discovery document of ``docs.v1`` or ``drive.v3``."""
    from importlib.resources import files

    folder = files("googleapiclient.discovery_cache") / "documents"
    data = msgspec.json.decode((folder / f"{name}.json").read_bytes())
    return Api(data["revision"], data["schemas"])


@cache
def members(schema: str) -> dict[str, JSON]:
    """The properties of a schema, each as the discovery document describes it."""
    found: dict[str, JSON] = api().schemas[schema].get("properties", {})
    return found


@cache
def kinds() -> tuple[str, ...]:
    """Every kind of request that documents.batchUpdate knows."""
    return tuple(members("Request"))
