"""``newest-first``: the meetings of a document stand in the order of their days, the latest on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

import msgspec

from docgen.account.model import AccountDocument, State
from docgen.account.order import rising
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene


class NewestFirst(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``newest-first``: none."""


def find(scene: Scene, _: NewestFirst) -> Iterator[Gap]:
    """One gap for each meeting that would have to be moved, the fewest that can be; one for a tab that is kept oldest
    first as a whole. Those without a date or called off may stand anywhere."""
    meeting = scene.meeting
    whole = scene.once(_misplaced).get(id(meeting))
    if whole is not None:
        yield Gap(item=None, field="date", span=meeting.span, line=meeting.title, whole=whole)


def _misplaced(document: AccountDocument) -> Mapping[int, bool]:
    """``id`` of each meeting out of place → whether it stands for all of its tab."""
    found: dict[int, bool] = {}
    dated = (each for each in document.meetings if each.date and each.state is not State.CANCELLED)
    for _, group in groupby(dated, lambda each: each.span[0]):
        meetings = list(group)
        kept = set(rising([each.date for each in reversed(meetings)]))
        others = [each for number, each in enumerate(reversed(meetings)) if number not in kept]
        if len(others) > 1 and len(rising([each.date for each in meetings])) > len(kept):
            found[id(max(meetings, key=lambda each: each.date))] = True
        else:
            found.update({id(each): False for each in others})
    return found


KIND = CheckKind(
    name="newest-first",
    summary=Bilingual(ja="会議が新しい順に並んでいる", en="the meetings stand newest first"),
    options=NewestFirst,
    find=find,
    fixable=("date",),
    sight="document",
)
