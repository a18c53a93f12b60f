"""The agenda of a meeting read and written field by field, each as an edit of exactly that field.

What a person has not seen is never written over: each edit names the text that stood there before. And whatever would
change more than its field, or be read as something else, is tried on a copy first and not written.
"""

from __future__ import annotations

from typing import Any, Final

from docgen.account.model import Account, AgendaItemPlan, Kind, State
from docgen.account.words import ItemHeading, item_heading, parse_item_heading
from docgen.account.written import Field, Key, fields
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.document.text import normalise
from docgen.document.wire.requests import Request
from docgen.errors import InputError, Text
from docgen.render.agenda import (
    ask_label_requests,
    heading_requests,
    item_requests,
    removal_requests,
    says,
    text_of,
    words_requests,
)
from docgen.workflows.base import Workspace
from docgen.workflows.live.form import (
    AddItem,
    Agenda,
    FieldChangedError,
    FieldName,
    FormMeeting,
    RemoveItem,
    SetField,
)
from docgen.workflows.live.scene import Part, Said, Scene, as_read, goal_is_free, minutes_of, value_of
from docgen.workflows.live.tried import would_read

HEADED: Final = frozenset({"title", "kind", "minutes"})
"""The fields that stand in the heading of an item."""
LONGEST: Final = 20_000
"""Characters of a field."""


def agenda_of(workspace: Workspace, account: Account, document: Document, meeting: str) -> Agenda:
    """The form of ``meeting`` (id or date; empty: the current one), without hints.

    Raises ``InputError`` where there is no such meeting.
    """
    scene = Scene.of(workspace, account, document, meeting)
    one = scene.meeting
    planned = [m for m in scene.minutes.meetings if m.date and (m.state is State.PLANNED or m.id == one.id)]
    listed = sorted(planned, key=lambda m: (m.date, m.start))
    return Agenda(
        language=account.language,
        name=account.name,
        meetings=tuple(FormMeeting(m.id, m.heading or m.title) for m in listed),
        meeting=one.id,
        heading=one.heading or one.title,
        heading_id=one.heading_id,
        by_hand=not one.written,
        goal=one.goal,
        locked=() if goal_is_free(scene) else ("goal",),
        items=scene.items() if one.written else tuple(map(as_read, one.items)),
        lasts=minutes_of(one),
    )


def set_field(workspace: Workspace, account: Account, wanted: SetField) -> None:
    """Write one field; nothing where it says so already.

    Raises ``FieldChangedError`` where it says neither that nor what the person had seen; ``InputError`` for what cannot
    stand there, and for what can only be changed in the document; else as ``Writer.change``.
    """
    new = _fit(wanted.field, wanted.text)

    def plan(document: Document) -> Plan[None]:
        scene = Scene.of(workspace, account, document, wanted.meeting)
        _may_write(scene)
        part = scene.part(wanted.item) if wanted.item else None
        there = value_of(scene, part, wanted.field)
        if there == new:
            return Plan((), None)
        if there != _fit(wanted.field, wanted.old):
            raise FieldChangedError(there)
        requests = _field_requests(scene, part, wanted.field, there, new)
        if requests is None:
            raise _only_there()
        if not would_read(scene, document, requests, lambda said: _with_field(said, wanted.item, wanted.field, new)):
            raise _unfit()
        return Plan(requests, None)

    workspace.writer.change(workspace.document_id(account), plan)


def add_item(workspace: Workspace, account: Account, wanted: AddItem) -> str:
    """Put an item in below the others; its key. Raises as ``set_field``."""
    title = _fit("title", wanted.title)
    key = ""

    def plan(document: Document) -> Plan[None]:
        nonlocal key
        scene = Scene.of(workspace, account, document, wanted.meeting)
        _may_write(scene)
        new = (item for item in scene.items() if item.key not in wanted.known and item.title == title)
        key = next((item.key for item in new if not any((item.stance, item.because, item.ask, item.materials))), "")
        if key:
            return Plan((), None)
        number = max((part.number for part in scene.parts()), default=0) + 1
        kind = Kind(wanted.kind)
        if parse_item_heading(item_heading(number, title, kind, None, account.language)).title != title:
            raise _unfit()
        above = [AgendaItemPlan(title="-")] * (number - 1)
        nodes = scene.nodes([*above, AgendaItemPlan(title=title, kind=kind)])
        requests = item_requests(scene.minutes.tab, scene.block, nodes)
        if not would_read(scene, document, requests, lambda said: said, more=True):
            raise _unfit()
        return Plan(requests, None)

    document_id = workspace.document_id(account)
    if workspace.writer.change(document_id, plan).written:
        plan(workspace.reader.read(document_id))
    return key


def remove_item(workspace: Workspace, account: Account, wanted: RemoveItem) -> None:
    """Take an empty item out that was put in here; nothing where it is gone. Raises as ``set_field``."""

    def plan(document: Document) -> Plan[None]:
        scene = Scene.of(workspace, account, document, wanted.meeting)
        _may_write(scene)
        item = next((one for one in scene.items() if one.key == wanted.item), None)
        if item is None:
            return Plan((), None)
        if not item.removable:
            raise InputError(
                Text("何か書かれた論点は、ここでは消せません", "an item with something in it is not removed here"),
                hint=Text("文書で消してください", "remove it in the document"),
            )
        requests = removal_requests(scene.minutes.tab, scene.block, scene.part(wanted.item).section)
        if not would_read(scene, document, requests, lambda said: _without(said, wanted.item)):
            raise _unfit()
        return Plan(requests, None)

    workspace.writer.change(workspace.document_id(account), plan)


# What may stand there.


def _fit(field: FieldName, text: str) -> str:
    """``text`` as a document keeps it. Raises ``InputError`` for what cannot stand in the field."""
    text = normalise(text)
    if len(text) > LONGEST:
        raise InputError(Text(f"長すぎます（{LONGEST:,}字まで）", f"too long ({LONGEST:,} characters at most)"))
    if field == "materials":
        return "\n".join(line for line in text.split("\n") if line)
    if field == "kind" and text and text not in tuple(Kind):
        raise InputError(Text("この種類はありません", "there is no such kind"))
    if field == "minutes" and text:
        text = text.strip()
        if not (text.isdecimal() and 1 <= int(text) <= 999):
            raise InputError(Text("分は 1 から 999 までの数で書きます", "minutes are a number from 1 to 999"))
        return str(int(text))
    if field == "title" and "\n" in text:
        raise InputError(Text("タイトルは1行で書きます", "a title is one line"))
    return text


def _may_write(scene: Scene) -> None:
    """Raises ``InputError`` for a block that only people may write in."""
    if not scene.meeting.written or scene.block.headless or scene.meeting.state is State.CANCELLED:
        raise InputError(
            Text(
                "この会議の論点は、文書で直してください", "the agenda of this meeting is to be changed in the document"
            )
        )


def _only_there() -> InputError:
    return InputError(
        Text("この欄は、文書で直してください", "this field is to be changed in the document"),
        hint=Text(
            "見出しやラベルが変わっているか、画像や提案があります",
            "its heading or label was changed, or an image or a suggestion stands there",
        ),
    )


def _unfit() -> InputError:
    return InputError(
        Text("このままでは別の意味に読まれてしまいます", "this would be read as something else"),
        hint=Text("言い方を少し変えてください", "word it a little differently"),
    )


# What is written.


def _field_requests(scene: Scene, part: Part | None, field: FieldName, old: str, new: str) -> list[Request] | None:
    tab = scene.minutes.tab.id
    if part is None:
        return words_requests(tab, scene.block, Key(0, "goal"), scene.nodes((), new), old, new)
    if field in HEADED:
        return _heading_requests(scene, part, field, new)
    said = says(part.heading)
    kept: dict[str, Any] = {field: tuple(new.split("\n")) if field == "materials" else new}
    nodes = scene.nodes([AgendaItemPlan(title="-", kind=said.kind or Kind.DISCUSS, **kept)])
    key = Key(part.number, field)
    there = fields(scene.block).get(key, Field())
    old = text_of(there) if there.lines and field == "materials" else old  # empty lines count where they stand
    return words_requests(tab, scene.block, key, nodes, old, new, Key(1, field))


def _heading_requests(scene: Scene, part: Part, field: FieldName, new: str) -> list[Request] | None:
    said, tab = says(part.heading), scene.minutes.tab.id
    wanted = ItemHeading(
        said.number,
        new if field == "title" else said.title,
        (Kind(new) if new else None) if field == "kind" else said.kind,
        (int(new) if new else None) if field == "minutes" else said.minutes,
    )
    made = heading_requests(tab, part.heading, wanted.title, wanted.kind, wanted.minutes, scene.account.language)
    if made is None:
        raise _unfit()
    if field != "kind" or not (said.kind and wanted.kind):
        return made
    # Further down than the heading, so it goes first: then no place moves.
    before, after = (scene.nodes([AgendaItemPlan(title="-", kind=k, ask="-")]) for k in (said.kind, wanted.kind))
    return [*ask_label_requests(tab, scene.block, Key(part.number, "ask"), before, after), *made]


# Whether it would change what it should, and nothing else.


def _with_field(said: Said, item: str, field: FieldName, new: str) -> Said:
    if not item:
        return {**said, "goal": new}
    agenda = said["agenda"]
    return {**said, "agenda": {**agenda, item: {**agenda[item], field: new}}}


def _without(said: Said, item: str) -> Said:
    return {
        **said,
        **{name: {key: one for key, one in said[name].items() if key != item} for name in ("agenda", "answers")},
    }
