"""What goes between the agenda of a meeting and the form in which its author writes it, as JSON. It is ours alone."""

from __future__ import annotations

from typing import Literal

import msgspec

from docgen.errors import ChangedError, Text

FieldName = Literal["goal", "title", "kind", "minutes", "stance", "because", "ask", "materials"]
"""``goal`` is the meeting's, all others an item's."""
FIELDS: tuple[FieldName, ...] = ("title", "kind", "minutes", "stance", "because", "ask", "materials")
"""Those of an item, in the order of the document."""


class FormItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the agenda; every field as the text that a form shows."""

    key: str
    number: int
    title: str
    """As in the heading, a mark （候補） included."""
    kind: str = ""
    """``share``, ``discuss`` or ``decide``; empty where the heading does not say."""
    minutes: str = ""
    stance: str = ""
    because: str = ""
    ask: str = ""
    materials: str = ""
    """One a line."""
    locked: tuple[FieldName, ...] = ()
    """What can only be changed in the document."""
    removable: bool = False
    """Whether it was put in after docgen had prepared the block, and nothing at all is written in it."""


class FormMeeting(msgspec.Struct, frozen=True):
    """One meeting to choose."""

    id: str
    heading: str


class Hint(msgspec.Struct, frozen=True, kw_only=True):
    """A quiet question to the author about one field."""

    item: str = ""
    """Key of the item; empty for the agenda as a whole."""
    field: str
    """A field's name; of the agenda as a whole also ``items``, ``minutes`` (all of them) and ``carried``."""
    text: str
    """In the language of the document."""


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """What an earlier meeting left open, and which may become an item."""

    text: str
    what: Literal["to_ask", "open_point", "undecided", "action_item"]


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """The form of one meeting."""

    language: Literal["ja", "en"]
    name: str
    """Of the customer."""
    meetings: tuple[FormMeeting, ...]
    """Those that may be chosen: what is to come, and this one."""
    meeting: str
    heading: str
    heading_id: str = ""
    by_hand: bool = False
    """Whether people wrote the block themselves: then it is to be changed in the document."""
    goal: str = ""
    locked: tuple[FieldName, ...] = ()
    items: tuple[FormItem, ...] = ()
    lasts: int | None = None
    """Minutes that the meeting is planned for."""
    hints: tuple[Hint, ...] = ()
    """One at most for each field."""
    left: tuple[Left, ...] = ()


class SetField(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field with other words."""

    meeting: str
    item: str
    """Key of the item; empty for the goal."""
    field: FieldName
    old: str
    """What stood there when the person began."""
    text: str


class AddItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item more. Asked for twice, it is there once: one that is not among ``known`` is the one asked for."""

    meeting: str
    known: tuple[str, ...]
    """Keys of all items that the form shows."""
    title: str = ""
    kind: Literal["share", "discuss", "decide"] = "discuss"


class RemoveItem(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An item less, of those that are ``removable``."""

    meeting: str
    item: str


class FieldChangedError(ChangedError):
    """The document says something else by now than the form had; nothing was written."""

    def __init__(self, present: str) -> None:
        super().__init__(
            Text(
                "この間に、文書のほうが書き換えられました。どちらを残すか選んでください",
                "the document was changed meanwhile; choose which one to keep",
            )
        )
        self.present = present
        """What stands there now."""
