"""Requests that no document can carry out, by whose refusal a service tells whether it knows their kind."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from docgen.document.nodes import Inline
from docgen.document.wire.chips import day_chip, person
from docgen.document.wire.requests import Request, insert_chip

NOWHERE: Final = 2**31 - 1
"""An index beyond the end of every document: the largest number that may stand for one."""
SAMPLES: Final = (person("docgen", "docgen@example.com"), day_chip(date(2000, 1, 1), "en"))

_KNOWN: Final = re.compile(
    r"Invalid requests\[(?:1\]: No request set|0\]\.insert(?:Person|Date)\b.*\bindex\b)", re.IGNORECASE
)
_UNKNOWN: Final = re.compile(r"No request set|Unknown name \"insert_?(?:person|date)\"", re.IGNORECASE)
_ABOUT: Final = re.compile(r"insert_?(?:person|date)", re.IGNORECASE)


def chip_probe(tab: str, chip: Inline) -> list[Request]:
    """A batch that is refused in any case, and changes nothing even if each half of it were taken for right.

    The chip's place does not exist, and the second request says nothing. A service that knows the first one's kind
    complains of its index, or of the second request if it looks for empty ones before anything else; one that does not
    know it (a project without access, as several people report) takes the first one itself for empty.
    """
    return [insert_chip(tab, NOWHERE, chip), {}]


def knows(refusal: str) -> bool:
    """Whether a service that refuses a ``chip_probe`` in these words knows its kind of chip."""
    return bool(_KNOWN.search(refusal))


def is_about_chips(refusal: str) -> bool:
    """Whether a batch with chips may have been refused for them."""
    return bool(_ABOUT.search(refusal)) or does_not_know(refusal)


def does_not_know(refusal: str) -> bool:
    """Whether a service refuses the kinds of request that make chips, whatever they hold."""
    return bool(_UNKNOWN.search(refusal))
