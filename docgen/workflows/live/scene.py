"""A meeting's agenda where it stands in the document, and as a form shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec

from docgen.account.choice import chosen_meeting
from docgen.account.minutes import Minutes
from docgen.account.model import Account, AgendaItem, AgendaItemPlan, AgendaPlan, Meeting
from docgen.account.outline import Block, Section
from docgen.account.written import Field, Key, fields, wrote
from docgen.document.nodes import Node
from docgen.document.tabs import Document
from docgen.document.walk import Cursor
from docgen.errors import InputError, Text
from docgen.render.agenda import empty_lines, says, text_of
from docgen.render.meeting import meeting_nodes
from docgen.workflows.base import Workspace
from docgen.workflows.live.board import item_key
from docgen.workflows.live.form import FIELDS, FieldName, FormItem

_ANY_DAY: Final = "2026-01-01"
_TEXTS: Final[tuple[FieldName, ...]] = ("stance", "because", "ask", "materials")
Said = dict[str, Any]
"""What is read in a meeting, without where it stands."""


@dataclass(frozen=True)
class Part:
    """An item where it stands, and as it is read."""

    number: int
    section: Section
    heading: Cursor
    read: AgendaItem


@dataclass(frozen=True)
class Scene:
    """A meeting in its document."""

    workspace: Workspace
    account: Account
    now: datetime
    minutes: Minutes
    meeting: Meeting
    block: Block

    @classmethod
    def of(cls, workspace: Workspace, account: Account, document: Document, meeting: str) -> Scene:
        """``meeting``: id or date; empty: the current one. Raises ``InputError`` where there is none."""
        now = workspace.now(account)
        minutes = workspace.minutes(document, now)
        chosen = chosen_meeting(minutes.meetings, meeting, now)
        return cls(workspace, account, now, minutes, chosen, minutes.block(chosen))

    def parts(self) -> list[Part]:
        """The items and the candidates, as they stand."""
        read = {item.number: item for item in (*self.meeting.items, *self.meeting.candidates)}
        return [Part(n, section, head, read[n]) for n, section, head, _ in self.block.items() if n in read]

    def part(self, key: str) -> Part:
        """The item of a key. Raises ``InputError`` where it is gone."""
        found = next((part for part in self.parts() if item_key(part.read) == key), None)
        if found is None:
            raise InputError(
                Text("この論点は、もう文書にありません", "this item is gone from the document"),
                hint=Text("ページを読み込み直してください", "load the page again"),
            )
        return found

    def items(self) -> tuple[FormItem, ...]:
        """What the form shows of them."""
        mine = fields(self.block)
        noted = wrote(self.block.facts)
        return tuple(_form_item(part, mine, noted[1] if noted else None) for part in self.parts())

    def nodes(self, items: Sequence[AgendaItemPlan], goal: str = "") -> tuple[Node, ...]:
        """The block that docgen would write with such an agenda."""
        return meeting_nodes(
            AgendaPlan(title="", start=_ANY_DAY, goal=goal, items=tuple(items)),
            (),
            language=self.account.language,
            directories=self.workspace.settings.template_directories,
            layout="columns" if self.block.flowing else "table",
        )


def _form_item(part: Part, mine: Mapping[Key, Field], prepared: int | None) -> FormItem:
    """``prepared``: how many items docgen had written, where that is known."""
    item, said = part.read, says(part.heading)
    text: dict[FieldName, str] = {"stance": item.stance, "because": item.because, "ask": item.ask}
    text["materials"] = "\n".join(item.materials)
    free = {name: _is_free(mine.get(Key(part.number, name), Field()), name, text[name]) for name in _TEXTS}
    empty = not said.title.strip() and not any(map(str.strip, empty_lines(part.section)))
    return FormItem(
        key=item_key(item),
        number=part.number,
        title=said.title,
        kind=said.kind.value if said.kind else "",
        minutes=str(said.minutes) if said.minutes else "",
        locked=tuple(name for name in _TEXTS if not free[name]),
        removable=empty and prepared is not None and part.number > prepared,
        **text,
    )


def _is_free(field: Field, name: str, value: str) -> bool:
    """Whether a field stands in one piece that says all that is read as its value."""
    said = text_of(field)
    if name == "materials":
        said = "\n".join(filter(None, said.split("\n")))
    return said == value and (field.whole or not field.lines)


def goal_is_free(scene: Scene) -> bool:
    """Whether the goal can be changed where it stands."""
    return _is_free(fields(scene.block).get(Key(0, "goal"), Field()), "goal", scene.meeting.goal)


def as_read(item: AgendaItem) -> FormItem:
    """An item of a block that people wrote."""
    return FormItem(
        key=item_key(item),
        number=item.number,
        title=item.title,
        kind=item.kind.value if item.kind else "",
        minutes=str(item.minutes) if item.minutes else "",
        stance=item.stance,
        because=item.because,
        ask=item.ask,
        materials="\n".join(item.materials),
    )


def value_of(scene: Scene, part: Part | None, field: FieldName) -> str:
    """What a field says, of ``part`` or of the meeting."""
    if part is None:
        return scene.meeting.goal
    shown = next(item for item in scene.items() if item.number == part.number)
    value: str = getattr(shown, field)
    return value


def minutes_of(meeting: Meeting) -> int | None:
    """How long a meeting is planned for; None where it does not say."""
    if "T" not in meeting.start or "T" not in meeting.end:
        return None
    lasts = datetime.fromisoformat(meeting.end) - datetime.fromisoformat(meeting.start)
    return int(lasts.total_seconds()) // 60 or None


def said_in(scene: Scene) -> Said:
    """All that is read in the meeting: what the form shows under ``agenda``, by item and field, and what stands beside
    it under ``answers``."""
    told: Said = _unplaced(msgspec.to_builtins(scene.meeting))
    answers = told.pop("items") + told.pop("candidates")
    for answer in answers:
        for name in FIELDS:
            answer.pop(name, None)
    told["answers"] = {answer["heading_id"]: answer for answer in answers}
    told["agenda"] = {item.key: {name: getattr(item, name) for name in FIELDS} for item in scene.items()}
    return told


def _unplaced(value: Any) -> Any:
    """``value`` without where it stands."""
    if isinstance(value, dict):
        return {key: _unplaced(each) for key, each in value.items() if key != "span"}
    return [_unplaced(each) for each in value] if isinstance(value, list | tuple) else value
