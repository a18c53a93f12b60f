"""What is collected of a meeting and of its items while their lines are read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from docgen.account.byhand.lines import Line
from docgen.account.labels import fold
from docgen.account.model import Kind
from docgen.document.wire.lines import Marked

_ABOUT: Final = re.compile(
    r"(?:について(?:の(?:確認|検討|協議|共有|報告))?|に関して|の件|の確認|の共有|の検討|の報告)\Z"
)
_PRESENTER: Final = re.compile(r"\s*\[[^\[\]]{1,40}\]\s*(?=\S)")
"""As in front of an entry of an agenda: [Rosa] Deprecating the resolver."""
_MOST: Final = 100
"""Items of one agenda that are compared by more than their whole titles."""
_MARKS: Final = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Row:
    """One action item as a row of a table: its cells by what their columns tell."""

    line: Line
    cells: dict[str, Marked]
    under: tuple[Line, ...] = ()


@dataclass(slots=True)
class Run:
    """Lines that belong to the same fields of the same part."""

    part: Part
    names: tuple[str, ...]
    """Fields; none for lines of which nothing tells what they are."""
    lines: list[Line] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    side: str = ""
    """``ours`` or ``theirs``, where a label says whose."""
    who: str = ""
    """The person or side that the label names, as written."""


@dataclass(slots=True)
class Part:
    """A meeting, or an item of it."""

    title: str = ""
    number: int | None = None
    kind: Kind | None = None
    minutes: int | None = None
    heading: Line | None = None
    """The line that it begins with; None for the meeting itself."""
    styled: bool = False
    """Whether that is a heading by its style."""
    listed: bool = False
    """Whether it is known from a list of the agenda alone."""
    labels: set[str] = field(default_factory=set)
    """The fields that have had a label in it."""
    last: Line | None = None
    """The last line in it."""

    def is_same(self, title: str) -> bool:
        """Whether an item of this title is this one: word for word but for what says that it is talked about."""
        mine, other = key_of(self.title), key_of(title)
        if not mine or not other:
            return self.title == title
        short, long = sorted((mine, other), key=len)
        return mine == other or (len(short) >= 4 and len(short) * 2 >= len(long) and long.startswith(short))


def key_of(title: str) -> str:
    """A title as it is compared with others."""
    title = _PRESENTER.sub("", title, count=1)
    plain = re.sub(r"[(（\[【][^()（）\[\]【】]*[)）\]】]\s*\Z", "", unicodedata.normalize("NFKC", title).strip())
    return fold(_MARKS.sub("", _ABOUT.sub("", plain.strip())))


def same_item(announced: Mapping[str, Part], title: str) -> Part | None:
    """The item of an agenda's list, ``announced`` by titles as they are compared, that is called ``title``."""
    found = announced.get(key_of(title))
    return found or next((item for item in islice(announced.values(), _MOST) if item.is_same(title)), None)
