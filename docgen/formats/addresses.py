"""Which addresses may become links, and which of them lead to a heading of the same document."""

from __future__ import annotations

import re
from typing import Final

LIVE: Final = re.compile(r"(?:https?://|mailto:|[#?/.]|[^:/?#]*(?:[/?#]|\Z))", re.IGNORECASE)
"""Addresses that a link may lead to: web, mail, and what is relative (a word before a colon is a scheme)."""
HEADING_LINK: Final = re.compile(r"(?:\?tab=(?P<tab>[^#]*))?#heading=(?P<id>.+)")
"""How an address in Google Docs ends that leads to a heading of the same document."""


def is_live(url: str) -> bool:
    """Whether ``url`` may be made a link: web, mail or relative, and never a script."""
    return bool(url) and LIVE.match(url) is not None
