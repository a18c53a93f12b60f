"""``text-matches``: no line of the block holds a text of a certain shape, e.g. what was left of a template."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Literal

import msgspec

from docgen.inputs.bilingual import Bilingual
from docgen.lint.fields import READING_ORDER, all_lines, lines
from docgen.lint.gaps import CheckKind, Gap, Scene
from docgen.lint.patterns import Anywhere, Patterns, all_valid, anywhere, patterns, valid

Field = Literal[
    "title", "attendees", "goal", "stance", "because", "ask", "materials",
    "views", "decisions", "action_items", "owner", "due", "open_points", "to_ask",
]  # fmt: skip


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Texts of one shape, and where they are looked for."""

    match: Annotated[str, msgspec.Meta(min_length=1)]
    """A regular expression."""
    fields: tuple[Field, ...] = ()
    """None given: everywhere in the block."""
    not_fields: tuple[Field, ...] = ()

    def speaks_of(self, field: str) -> bool:
        """Whether it is looked for in ``field``."""
        return (not self.fields or field in self.fields) and field not in self.not_fields


class TextMatches(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``text-matches``."""

    patterns: Annotated[tuple[str | Shape, ...], msgspec.Meta(min_length=1)]
    """What no line may hold: regular expressions, or `{match, fields, not_fields}` for some fields only. Searched in
    each line after NFKC, where full-width forms are plain: （ is ( and Ｘ is X. There is no look-around and no
    back-reference: `(?P<match>…)` is what is asked about, and the rest what stands around it."""
    exceptions: tuple[str, ...] = ()
    """Regular expressions; what overlaps a match of one of them is no finding."""

    def __post_init__(self) -> None:
        for place, pattern in enumerate(self.patterns):
            if isinstance(pattern, Shape):
                valid(pattern.match, "patterns", place, "match")
            else:
                valid(pattern, "patterns", place)
        all_valid("exceptions", self.exceptions)


def find(scene: Scene, options: TextMatches) -> Iterator[Gap]:
    """One gap for each line that holds such a text."""
    meeting = scene.meeting
    if not _anywhere(options).search(all_lines(meeting)):
        return
    sought = _by_field(options)
    for item in (None, *meeting.items):
        for field, value in lines(meeting if item is None else item):
            if found := sought[field].match(value.text):
                yield Gap(item=item, field=field, span=value.span, line=value.text.strip(), match=found)


def _shapes(options: TextMatches) -> list[Shape]:
    return [Shape(match=each) if isinstance(each, str) else each for each in options.patterns]


@cache
def _anywhere(options: TextMatches) -> Anywhere:
    return anywhere(tuple(shape.match for shape in _shapes(options)))


@cache
def _by_field(options: TextMatches) -> dict[str, Patterns]:
    shapes = _shapes(options)
    return {
        field: patterns(tuple(shape.match for shape in shapes if shape.speaks_of(field)), options.exceptions)
        for field in READING_ORDER
    }


KIND = CheckKind(
    name="text-matches",
    summary=Bilingual(ja="決まった形の文字列が残っていない", en="no line holds a text of a certain shape"),
    options=TextMatches,
    find=find,
)
