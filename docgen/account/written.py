"""What docgen wrote of a meeting's agenda, field by field, so that it can tell a person's words from its own.

For each field that it writes docgen keeps two characters of a hash (28.7 bits) among the facts of the meeting, in a
fixed order. A field that people have touched in any way (its words, its label, its cell, a chip, words struck through)
no longer has that hash, and what has no hash is theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice, pairwise
from typing import Final, NamedTuple

from docgen.account.groups import Group
from docgen.account.labels import labels, split_label
from docgen.account.outline import Block, Section
from docgen.document.nodes import Element, Run
from docgen.document.text import units
from docgen.document.walk import Cursor
from docgen.document.wire.chips import DATE, PERSON, chip
from docgen.document.wire.lines import agreed, has_floating
from docgen.document.wire.styles import is_bold, is_struck, linked_heading, linked_url

HEAD: Final = ("heading", "when", "ours", "theirs", "goal")
ITEM: Final = ("heading", "stance", "because", "ask", "materials")
"""The fields of a meeting and of an item, in the order in which their hashes are kept."""
GROUPS: Final = frozenset({"goal", "stance", "because", "ask", "materials"})
"""Those that are a label and the lines below it."""

WROTE: Final = "wrote"
ITEMS: Final = "items"
"""The facts: the hashes, and how many items docgen has written."""
DIGITS: Final = range(0x4E00, 0xA000)
"""What a hash is written in: characters that are one unit each and have no other form."""
NONE: Final = "--"
"""In the place of a hash, where docgen cannot tell afterwards what it wrote."""
LONGEST: Final = 256
"""Units of a range's name."""


class Key(NamedTuple):
    """One field: of the item with this number, or of the meeting itself (0)."""

    item: int
    field: str


@dataclass(frozen=True, slots=True)
class Field:
    """Where a field stands in a block. Without lines and label it is not there."""

    lines: tuple[Cursor, ...] = ()
    label: Cursor | None = None
    whole: bool = True
    """Whether it stands in one piece: else people have been at it, and no hash fits."""

    @property
    def leaves(self) -> tuple[Cursor, ...]:
        """Its label and its lines."""
        return (self.label, *self.lines) if self.label else self.lines

    @property
    def there(self) -> bool:
        """Whether anything of it is there, be it an empty line."""
        return bool(self.leaves)

    @property
    def said(self) -> tuple[str, ...]:
        """What a person reads, dates as dates."""
        return tuple(leaf.exact for leaf in self.leaves)

    @property
    def suggested(self) -> bool:
        """Whether somebody has suggested a change in it."""
        return any(map(_has_suggestion, self.leaves))


def fields(block: Block) -> dict[Key, Field]:
    """The fields of a block that docgen wrote; of items, those that have the number of one."""
    heading = Field() if block.headless else Field((block.heading,))
    found = {Key(0, "heading"): heading, **_attendance(block.top)}
    found[Key(0, "goal")] = _group(block.top, "goal")
    for number, section, head, _ in block.items():
        found[Key(number, "heading")] = Field((head,))
        found.update({Key(number, name): _group(section, name) for name in ITEM if name in GROUPS})
    return found


def _attendance(top: Section) -> dict[Key, Field]:
    """The lines under 日時・参加者 that say when, and who of each side."""
    words = labels().lines
    lines = [leaf for group in top.groups() if group.name == "when" for leaf in group.lines]
    made = {}
    for key, name in (("when", "time"), ("ours", "ours"), ("theirs", "theirs")):
        mine = tuple(leaf for leaf in lines if words.name(split_label(leaf.text)[0]) == name)
        made[Key(0, key)] = Field(mine, whole=len(mine) <= 1)
    return made


def _group(section: Section, name: str) -> Field:
    groups = [group for group in section.groups() if group.name == name]
    if not groups:
        return Field()
    group = groups[0]
    return Field(group.lines, group.label, whole=len(groups) == 1 and _is_whole(group))


def _is_whole(group: Group) -> bool:
    leaves = (group.label, *group.lines) if group.label else group.lines
    near = all(one and other and one.end == other.start and one.cell == other.cell for one, other in pairwise(leaves))
    return near and bool(group.label and group.lines) and not group.inline


def hash_of(key: Key, field: Field) -> str:
    """Two characters that tell what stands in a field, and in which cell of its table; ``NONE`` for one in pieces."""
    if not field.whole:
        return NONE
    cells = {leaf.cell[1:] if leaf.cell else () for leaf in field.leaves}
    text = "\x1e".join(map(_exactly, field.leaves)) if field.there else "\x00"
    said = f"{key.item}\x1f{key.field}\x1f{sorted(cells)}\x1f{text}"
    number = int.from_bytes(sha256(said.encode("utf-8", "surrogatepass")).digest(), "big") % len(DIGITS) ** 2
    high, low = divmod(number, len(DIGITS))
    return chr(DIGITS[high]) + chr(DIGITS[low])


def _exactly(leaf: Cursor) -> str:
    """A line with everything that people can change in it: words, line breaks, chips, links, pictures beside it, what
    is struck or bold."""
    heading = leaf.level > 0
    parts: list[tuple[str, str]] = []
    for element in agreed(leaf.paragraph.elements):
        look, words = _look(element, heading), _words(element)
        if words and parts and parts[-1][0] == look:
            parts[-1] = (look, parts[-1][1] + words)
        elif words:
            parts.append((look, words))
    listed = "\x1d" if leaf.paragraph.bullet is not None else ""
    pictured = "\x19" if has_floating(leaf.paragraph) else ""
    return pictured + listed + "\x1c".join(f"{look}\x1b{words}" for look, words in parts)


def _look(element: Element, heading: bool) -> str:
    if not isinstance(element, Run):
        return ""
    marks = ("s" if is_struck(element.style) else "") + ("b" if not heading and is_bold(element.style) else "")
    return marks + linked_url(element.style) + linked_heading(element.style)


def _words(element: Element) -> str:
    if isinstance(element, Run):
        return element.text.removesuffix("\n")
    found = chip(element)
    if found is None:
        return f"\x1a{element.kind}"
    means = {PERSON: found.url.lower(), DATE: found.moment[:10]}.get(found.kind) or found.url or found.text
    return f"\x1a{found.kind} {means}"


def _has_suggestion(leaf: Cursor) -> bool:
    held = [leaf.paragraph.extra, *(e.extra if isinstance(e, Run) else e.data for e in leaf.paragraph.elements)]
    return any(key.startswith("suggested") and value for each in held for key, value in each.items())


def order(items: int) -> Iterator[Key]:
    """All fields of a meeting with so many items, in the order of their hashes."""
    yield from (Key(0, name) for name in HEAD)
    yield from (Key(number, name) for number in range(1, items + 1) for name in ITEM)


def hashes(block: Block, items: int) -> dict[Key, str]:
    """The hash of each field of a block of so many items as docgen has just written it."""
    found = fields(block)
    return {key: hash_of(key, found.get(key, Field())) for key in order(items)}


def facts(name: str, known: Mapping[Key, str], items: int) -> str:
    """``name`` of a range with the hashes ``known`` of a meeting of ``items``, as many as there is room for."""
    front = f"{name};{ITEMS}={items};{WROTE}="
    room = (LONGEST - units(front)) // len(NONE)
    return front + "".join(known.get(key, NONE) for key in islice(order(items), max(0, room)))


def wrote(said: Mapping[str, str]) -> tuple[dict[Key, str], int] | None:
    """The hashes among the facts of a meeting, and how many items docgen has written; None for a meeting without."""
    text, items = said.get(WROTE, ""), said.get(ITEMS, "")
    if not items.isascii() or not items.isdigit():
        return None
    parts = [text[i : i + 2] for i in range(0, len(text) - 1, 2)]
    return dict(zip(order(int(items)), parts, strict=False)), int(items)
