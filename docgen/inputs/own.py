"""Who is at the keyboard: ``DOCGEN_ME``, or ``me`` in the person's own config, which is nobody else's business."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from docgen.errors import Place
from docgen.inputs.system import shown
from docgen.inputs.toml_source import read_toml
from docgen.inputs.typed import convert

VARIABLE = "DOCGEN_ME"


class OwnConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the person's own config.toml may hold."""

    me: str = ""
    """Id, name, alias or mail address of a member."""


def own_config(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the person's own config lies, whether it is there or not."""
    home = environ.get("APPDATA", "") if os.name == "nt" else environ.get("XDG_CONFIG_HOME", "")
    return Path(home or Path.home() / ".config") / "docgen" / "config.toml"


def source(environ: Mapping[str, str] = os.environ) -> Place:
    """Where it is said who the person is."""
    if environ.get(VARIABLE, "").strip():
        return Place(key=VARIABLE)
    return Place(shown(own_config(environ)), key="me")


def me(environ: Mapping[str, str] = os.environ) -> str:
    """Who the person says to be, as written; empty where nothing says it.

    Raises ``InputError`` for a config that cannot be read.
    """
    if said := environ.get(VARIABLE, "").strip():
        return said
    path = own_config(environ)
    return convert(read_toml(path), OwnConfig).me.strip() if path.is_file() else ""
