"""One field of an agenda given other words where it stands, an item put in, and an empty one taken out.

Of a field only what differs is replaced. New lines stay within their paragraph, as docgen writes them: so no line that
somebody types can be taken for a label or a heading.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from docgen.account.dates import Language
from docgen.account.dates.moving import Change
from docgen.account.labels import labels
from docgen.account.model import Kind
from docgen.account.outline import Block, Section
from docgen.account.words import ItemHeading, item_heading, parse_item_heading
from docgen.account.written import Field, Key, fields
from docgen.document.nodes import Node, Run
from docgen.document.tabs import Tab
from docgen.document.text import SOFT_BREAK, units
from docgen.document.walk import Cursor
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.render import in_place
from docgen.render.meeting import rendered_block
from docgen.render.refresh import field_above, items_below, lines_below
from docgen.render.removal import in_order, placed, removals
from docgen.render.requests import PLAIN

_JOINER: Final = "\u200d"
_EXTENDING: Final = frozenset({"Mn", "Me", "Mc"})


def text_of(field: Field) -> str:
    """What a person reads in a field, its lines one below the other."""
    return "\n".join(leaf.text.replace(SOFT_BREAK, "\n") for leaf in field.lines)


def words_requests(
    tab: str, block: Block, key: Key, nodes: Sequence[Node], old: str, new: str, at: Key | None = None
) -> list[Request] | None:
    """What makes the field ``key`` of ``block``, which says ``old`` now, say ``new``.

    ``nodes``: a block that docgen would write with ``new`` in the field ``at`` (``key`` without), for one that is not
    there. None where it cannot be done without touching something else.
    """
    mine = fields(block)
    there, wanted = mine.get(key, Field()), fields(rendered_block(nodes)).get(at or key, Field())
    if there.lines and text_of(there) == old:
        return _replaced(tab, there.lines, new)
    if old or there.lines or not wanted.there:
        return None
    if there.label:
        return lines_below(tab, there.label, wanted.lines)
    above = field_above(key, mine)
    return lines_below(tab, above, wanted.leaves) if above else None


def _replaced(tab: str, lines: Sequence[Cursor], new: str) -> list[Request] | None:
    """The words of ``lines`` made ``new``: what stands between what the two begin and end with in common."""
    texts = [leaf.text.replace(SOFT_BREAK, "\n") for leaf in lines]
    old = "\n".join(texts)
    start = _alike(old, new)
    while start and _within(old, start) | _within(new, start):
        start -= 1
    back = min(_alike(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    while back and _within(old, len(old) - back) | _within(new, len(new) - back):
        back -= 1
    end, text = len(old) - back, new[start : len(new) - back].replace("\n", SOFT_BREAK)
    first, behind = _place(texts, start)
    last, before = _place(texts, end)
    touched = lines[first : last + 1]
    if not all(map(_is_plain, touched)):
        return None
    begins = lines[first].start + units(texts[first][:behind])
    ends = lines[last].start + units(texts[last][:before])
    # Behind the first of the words that go, new ones take over their look.
    width = _cluster(texts[first][behind:]) if begins < ends and behind < len(texts[first]) else ""
    made = in_place.requests(tab, [in_place.Edit(begins, ends, text, begins + units(width) if text else begins)])
    if text and lines[first].paragraph.size == 1:
        made.append(wire.update_text_style(tab, begins, begins + units(text), {}, PLAIN))
    return made


def _place(texts: Sequence[str], offset: int) -> tuple[int, int]:
    """The number of the line in which an offset of all of them lies, and where in that."""
    for number, text in enumerate(texts[:-1]):
        if offset <= len(text):
            return number, offset
        offset -= len(text) + 1
    return len(texts) - 1, offset


def _is_plain(leaf: Cursor) -> bool:
    """Whether a line is nothing but words that nobody has suggested to change."""
    return all(isinstance(e, Run) for e in leaf.paragraph.elements) and in_place.edits(leaf, []) is not None


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _within(text: str, at: int) -> bool:
    """Whether ``at`` lies within what a person takes for one character: the service puts nothing in there."""
    if not 0 < at < len(text):
        return False
    char, before = text[at], text[at - 1]
    if before == _JOINER or char == _JOINER or unicodedata.category(char) in _EXTENDING:
        return True
    if char in "\uff9e\uff9f" or "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f":
        return True
    return all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (before, char))


def _cluster(text: str) -> str:
    """The first of what a person takes for characters."""
    end = 1
    while end < len(text) and _within(text, end):
        end += 1
    return text[:end]


def heading_requests(
    tab: str, heading: Cursor, title: str, kind: Kind | None, minutes: int | None, language: Language
) -> list[Request] | None:
    """What makes the heading of an item say this; None where no heading could, or a chip stands in it."""
    text = heading.text
    new = _heading(text, title, kind, minutes, language)
    if new is None or heading.exact != text:
        return None
    made = in_place.edits(heading, [Change(0, len(text), new)])
    return None if made is None else in_place.requests(tab, made)


def _heading(text: str, title: str, kind: Kind | None, minutes: int | None, language: Language) -> str | None:
    """``text`` with as few other words as possible; None where it would be read as something else."""
    says = parse_item_heading(text)
    wanted = replace(says, title=title, kind=kind, minutes=minutes)
    front, _, back = text.partition(says.title) if says.title else (text, "", "")
    tries = [front + title + back] if says.title and (says.kind, says.minutes) == (kind, minutes) else []
    number = says.number or 0
    if kind:
        written = item_heading(number, title, kind, minutes, language)
        tries.append(written if says.number else written.removeprefix("0. "))
    else:
        between = "（{}）" if language == "ja" else " ({})"
        time = f"{minutes}{'' if language == 'ja' else ' '}{labels().minutes[language]}" if minutes else ""
        tries.append((f"{number}. " if says.number else "") + title + (between.format(time) if time else ""))
    return next((each for each in tries if parse_item_heading(each) == wanted), None)


def says(heading: Cursor) -> ItemHeading:
    """What the heading of an item says, its title as it stands there."""
    return parse_item_heading(heading.text)


def ask_label_requests(
    tab: str, block: Block, key: Key, before: Sequence[Node], after: Sequence[Node]
) -> list[Request]:
    """The label of what is asked, where docgen wrote another one for the kind that an item had before.

    ``before``, ``after``: what docgen writes for one item of each kind.
    """
    there = fields(block).get(key, Field()).label
    old, new = (fields(rendered_block(nodes)).get(Key(1, key.field), Field()).label for nodes in (before, after))
    if there is None or old is None or new is None or there.text != old.text or old.text == new.text:
        return []
    made = in_place.edits(there, [Change(0, len(there.exact), new.text)])
    return in_place.requests(tab, made) if made else []


def item_requests(tab: Tab, block: Block, nodes: Sequence[Node]) -> list[Request]:
    """What puts the last item of a block that docgen would write (``nodes``) below those of ``block``."""
    new = rendered_block(nodes)
    last = max(number for number, *_ in new.items())
    return list(items_below(tab, block, new, nodes, [last]).requests)


def removal_requests(tab: Tab, block: Block, section: Section) -> list[Request]:
    """What takes a section of ``block`` out, heading and all."""
    ends = [each.heading.start for each in block.sections if each.heading]
    start = section.heading.start if section.heading else block.end
    end = min((each for each in ends if each > start), default=block.end)
    blocks = placed(tab)
    gone = [n for n, one in enumerate(blocks) if start <= one.at < end]
    return in_order(list(removals(tab.id, blocks, gone)))


def empty_lines(section: Section) -> Iterator[str]:
    """What stands in a section besides its labels, line by line."""
    for group in section.groups():
        yield from (leaf.text for leaf in group.lines)
        yield group.inline or ""
