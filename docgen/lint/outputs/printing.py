"""What every form of the output is given besides the findings, and what they say alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, NamedTuple

from docgen.lint.findings import Finding
from docgen.lint.output import Link, no_link
from docgen.lint.rule import Language, Rule

HIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Characters that do something to what stands around them instead of being seen: controls, and marks that turn the
direction of text. Terminals and pages obey them, whoever has typed them into the minutes."""
FIXABLE: Final[Mapping[str, str]] = {"ja": "--fix で直せます", "en": "--fix can mend it"}


@dataclass(frozen=True, slots=True)
class Printing:
    """How findings are printed."""

    language: Language
    link: Link = no_link
    not_shown: int = 0
    """At the first adoption step, how many more there are."""
    explained: Mapping[str, str] = field(default_factory=dict)
    """Rule → why it asks, told once."""
    known: bool = False
    """Whether what is known is listed too, rather than counted."""
    baseline: bool = False
    """Whether there is a baseline: what is not in it is new then."""
    rules: Sequence[Rule] = ()
    """All that may have found something."""


class Customer(NamedTuple):
    """The findings of one document."""

    name: str
    note: str
    """The account's id, where that is not its name; the file, for minutes in one."""
    meetings: tuple[tuple[Finding, ...], ...]
    """Those of each meeting."""


def seen(text: str) -> str:
    """``text`` on one line, without characters that are not seen and change what is around them."""
    return HIDDEN.sub("", " ".join(text.split()))


def customers(findings: Iterable[Finding]) -> Iterator[Customer]:
    """``findings`` (those of a document next to each other, and in it those of a meeting) by document and meeting."""
    for (name, account, file, _), group in groupby(findings, _document):
        note = file or (account if account != name else "")
        meetings = tuple(tuple(each) for _, each in groupby(group, lambda f: (f.meeting, f.span[0])))
        yield Customer(seen(name or account), seen(note), meetings)


def _document(finding: Finding) -> tuple[str, str, str, str]:
    return finding.account_name, finding.account, finding.file, finding.document_id


def listed(findings: Sequence[Finding], printing: Printing) -> tuple[Finding, ...]:
    """Those that are shown one by one."""
    return tuple(each for each in findings if printing.known or not each.known)


def meeting_name(finding: Finding) -> str:
    """Day and title of its meeting."""
    return seen(f"{finding.date or finding.meeting} {finding.meeting_title}")


def place_of(finding: Finding, link: Link) -> str:
    """Where it can be looked at: an address, or file and line; empty for nowhere."""
    if there := link(finding):
        return seen(there)
    return seen(f"{finding.file}:{finding.file_line}") if finding.file and finding.file_line else ""


def line_of(finding: Finding, language: Language) -> str:
    """The line of its file, where the file itself is told above; empty where it has none."""
    if not finding.file_line:
        return ""
    return f"{finding.file_line}行目" if language == "ja" else f"line {finding.file_line}"


def first_reasons(findings: Iterable[Finding], printing: Printing) -> dict[int, str]:
    """``id()`` of each finding that is the first of its rule → why that rule asks."""
    left = dict(printing.explained)
    return {id(each): why for each in findings if (why := left.pop(each.rule, ""))}


Paint = Callable[[str, str], str]
"""Text in a colour by its role: ``error``, ``warning``, ``advice``, ``quiet``, ``strong``."""


def plain(text: str, role: str) -> str:
    """Text without colour."""
    return text
