"""The secrets of the pages over a restart of the server, so that whoever has a page open goes on.

Tokens are new in every run; what browsers were given for one holds for a working day.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from docgen.web.access import ROLES, Keys, Role, new_keys

LASTS = 12 * 3600.0
"""Seconds."""


class _Pair(msgspec.Struct, frozen=True):
    cookie: str
    csrf: str


class _Kept(msgspec.Struct, frozen=True):
    since: float
    roles: dict[str, _Pair]


def kept_keys(path: Path, now: float) -> Mapping[Role, Keys]:
    """Those of the last run where they still hold at ``now`` (seconds since 1970), else new ones, kept at ``path``.

    Only this user can read the file. Where it cannot be written, the secrets hold for this run.
    """
    found = _read(path)
    if found and 0 <= now - found.since < LASTS and set(found.roles) == set(ROLES):
        return {role: Keys(cookie=found.roles[role].cookie, csrf=found.roles[role].csrf) for role in ROLES}
    keys = new_keys()
    _write(path, _Kept(now, {role: _Pair(each.cookie, each.csrf) for role, each in keys.items()}))
    return keys


def _read(path: Path) -> _Kept | None:
    try:
        if path.stat().st_mode & 0o077:  # others could have read it, or written it
            return None
        return msgspec.json.decode(path.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _write(path: Path, kept: _Kept) -> None:
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(kept))
