"""``field-empty``: nothing stands in a field that should hold nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from docgen.account.model import AgendaItem, Entry
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene


class FieldEmpty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``field-empty``."""

    field: Literal["headings_in_tables", "open_points", "notes"]
    """`headings_in_tables`: headings that stand in a table's cell. `open_points`: what was left open (保留). `notes`:
    lines of which nothing tells what they are."""
    once: bool = False
    """Whether one gap is enough for a meeting, however many there are."""


def find(scene: Scene, options: FieldEmpty) -> Iterator[Gap]:
    """One gap for each entry of the meeting and its items."""
    meeting = scene.meeting
    found: list[tuple[AgendaItem | None, Entry]]
    if options.field == "headings_in_tables":
        found = [(None, entry) for entry in meeting.headings_in_tables]
    else:
        found = [(None, entry) for entry in getattr(meeting, options.field)]
        found += [(item, entry) for item in meeting.items for entry in getattr(item, options.field)]
    for item, entry in found[:1] if options.once else found:
        yield Gap(item=item, field=options.field, span=entry.span, line=entry.text)


KIND = CheckKind(
    name="field-empty",
    summary=Bilingual(
        ja="何も入らないはずの項目に、何も書かれていない", en="nothing stands in a field that is to be empty"
    ),
    options=FieldEmpty,
    find=find,
    fixable=("headings_in_tables",),
)
