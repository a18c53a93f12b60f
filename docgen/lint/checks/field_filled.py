"""``field-filled``: something stands in a field, of every item, of the meeting, or anywhere in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated, Literal

import msgspec

from docgen.account.labels import labels
from docgen.account.model import AgendaItem, Kind, Meeting
from docgen.errors import Text
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.source import KeyPath
from docgen.inputs.typed import UnfitError
from docgen.lint.fields import ANSWERS, ITEM_FIELDS, MEETING_FIELDS, is_answered, lines, says_none, values
from docgen.lint.gaps import CheckKind, Gap, Scene
from docgen.lint.patterns import all_valid, patterns
from docgen.lint.titles import TitleList, in_lists


class FieldFilled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``field-filled``."""

    field: Literal[
        "title", "minutes", "stance", "because", "ask", "materials", "views", "decisions", "action_items",
        "date", "start", "goal", "attendees", "items", "open_points", "to_ask", "reviewed_at", "posted_at",
    ]  # fmt: skip
    """Of an item: title, minutes, stance, because, ask, materials, views, decisions, action_items, open_points. Of a
    meeting: title, date, start, goal, attendees, items, views, decisions, action_items, open_points, to_ask,
    reviewed_at, posted_at."""
    part: Literal["item", "meeting", "anywhere"] = "item"
    """`item`: each is asked for itself; `meeting`: the meeting alone; `anywhere`: the meeting or any item will do."""
    kinds: tuple[Kind, ...] = ()
    """Only items of these kinds; none given: all, also those without a kind."""
    except_titles: tuple[TitleList, ...] = ()
    """Not items whose title is in one of these lists."""
    explicit_none_counts: bool = True
    """Whether an explicit empty (なし) is an answer."""
    where: tuple[str, ...] = ()
    """Only where something is known to stand in all of these fields, too."""
    unless: tuple[str, ...] = ()
    """Not where one of these regular expressions is found in a line of the part: it has been said in another field."""
    within_days: Annotated[int, msgspec.Meta(ge=0)] | None = None
    """Only of meetings that are at most so many days away, before or after today; none given: of all."""

    def __post_init__(self) -> None:
        known: Collection[str] = {"item": ITEM_FIELDS, "meeting": MEETING_FIELDS, "anywhere": ANSWERS}[self.part]
        named: list[tuple[str, KeyPath]] = [(self.field, ("field",))]
        named += [(name, ("where", place)) for place, name in enumerate(self.where)]
        for field, path in named:
            if field not in known:
                listed = ", ".join(sorted(known))
                raise UnfitError(
                    Text(
                        f"{self.part!r} に {field!r} という項目はありません。使えるもの: {listed}",
                        f"{field!r} is no field of {self.part!r}; known: {listed}",
                    ),
                    path=path,
                )
        all_valid("unless", self.unless)


def find(scene: Scene, options: FieldFilled) -> Iterator[Gap]:
    """The parts in which the field is empty, or says that the answer is not known yet."""
    meeting = scene.meeting
    if options.within_days is not None and not _is_near(meeting, scene.now.date(), options.within_days):
        return
    if options.part == "item":
        for item in meeting.items:
            asked = not options.kinds or item.kind in options.kinds
            if asked and not is_answered(item, options.field) and not in_lists(item.title, options.except_titles):
                yield from _gap((item,), item, options)
    elif options.part == "meeting":
        yield from _gap((meeting,), None, options)
    else:
        yield from _gap(tuple(meeting.parts()), None, options)


def _is_near(meeting: Meeting, today: date, days: int) -> bool:
    return bool(meeting.date) and abs((date.fromisoformat(meeting.date) - today).days) <= days


def _gap(parts: tuple[Meeting | AgendaItem, ...], item: AgendaItem | None, options: FieldFilled) -> Iterator[Gap]:
    if any(is_answered(part, options.field) for part in parts):
        return
    if options.explicit_none_counts and any(says_none(part, options.field) for part in parts):
        return
    found = [value for part in parts for value in values(part, options.field) if not labels().is_none(value.text)]
    if not all(any(is_answered(part, field) for part in parts) for field in options.where):
        return
    if options.unless and any(_is_said(part, options.unless) for part in parts):
        return
    if found:
        yield Gap(item=item, field=options.field, span=found[0].span, line=found[0].text, unknown=True)
    else:
        yield Gap(item=item, field=options.field, span=parts[0].span)


def _is_said(part: Meeting | AgendaItem, unless: tuple[str, ...]) -> bool:
    wanted = patterns(unless)
    return any(wanted.match(value.text) for _, value in lines(part))


KIND = CheckKind(
    name="field-filled",
    summary=Bilingual(
        ja="項目に何か書かれている（「なし」も答え）",
        en="something stands in a field (an explicit “none” is an answer)",
    ),
    options=FieldFilled,
    find=find,
)
