"""``open-items-shown``: what was open at the last meeting has a place in the one to come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from docgen.account.labels import fold
from docgen.account.model import Meeting
from docgen.inputs.bilingual import Bilingual
from docgen.lint.fields import lines
from docgen.lint.gaps import CheckKind, Gap, Scene
from docgen.lint.threads import is_over, threads
from docgen.lint.titles import TitleList, in_lists

_HEAD: Final = re.compile(r"(.{2,}?)(?:を|に|は|が|の(?=確認|共有|検討|対応|送付|準備|作成|提出|調整))")
"""The thing that a Japanese action item is about, as far as its first particle."""
_WORD: Final = re.compile(r"[a-z]{4,}")


class OpenItemsShown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``open-items-shown``."""

    titles: tuple[TitleList, ...] = ("todo-check",)
    """An agenda item whose title is in one of these lists is the place for all of them."""
    mentioned: bool = True
    """Whether it is enough that the agenda speaks of the same thing."""


def find(scene: Scene, options: OpenItemsShown) -> Iterator[Gap]:
    """One gap for a meeting to come that leaves some out, with the first and how many there are."""
    meeting = scene.meeting
    last = next(iter(scene.earlier), None)
    if last is None or is_over(meeting):
        return
    if any(in_lists(item.title, options.titles) for item in meeting.items):
        return
    said = tuple(_agenda(meeting)) if options.mentioned else ()
    left_out = [
        one.item
        for one in scene.once(threads).at.get(id(last), ())
        if one.item.text.strip()
        and not any(line.meeting is meeting for line in one.lines)
        and not _mentioned(one.item.text, said)
    ]
    if left_out:
        yield Gap(item=None, field="carried", span=meeting.span, line=left_out[0].text, match=str(len(left_out)))


def _agenda(meeting: Meeting) -> Iterator[str]:
    """Every line of the meeting, folded."""
    for part in meeting.parts():
        yield from (fold(value.text) for _, value in lines(part))
        yield from (fold(entry.text) for entry in part.notes)


def _mentioned(text: str, said: Iterable[str]) -> bool:
    """Whether one of the lines speaks of what ``text`` is about; where that is not sure, it does."""
    folded = fold(text)
    head = found[1] if (found := _HEAD.match(folded)) else folded
    words = set(_WORD.findall(text.casefold()))
    return any(head in line or 2 * sum(word in line for word in words) > len(words) for line in said)


KIND = CheckKind(
    name="open-items-shown",
    summary=Bilingual(
        ja="前回から続くTODOが、次の会議のどこかにある",
        en="what was open at the last meeting has a place in the next one",
    ),
    options=OpenItemsShown,
    find=find,
    sight="document",
)
