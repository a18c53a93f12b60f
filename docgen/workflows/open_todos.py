"""The open action items of several customers: whose they are, until when, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

import msgspec

from docgen.account.carry import OpenItem, open_items
from docgen.account.dates import Language, resolve, short_day
from docgen.account.model import Account, AccountDocument, Meeting, State
from docgen.account.names import match_key
from docgen.account.roster import Roster
from docgen.account.side import Side, person
from docgen.account.state import begins
from docgen.document.nodes import Node, Paragraph, Run
from docgen.document.tabs import Document, Tab, blocks
from docgen.document.wire.styles import text_style
from docgen.errors import InputError, Text
from docgen.workflows.base import Workspace
from docgen.workflows.ours import whose

BETWEEN: Final = Text(" ・ ", " · ")
"""What parts words that stand side by side."""
SIDES: Final[dict[Side, Text]] = {
    "ours": Text("当社", "Us"),
    "theirs": Text("お客様", "Customers"),
    "unknown": Text("担当はこれから", "Nobody yet"),
}
"""Side → how it is called, in the order shown."""
LATER: Final = "9999"
"""Sorts what has no due date behind all that has."""


class OpenTodo(msgspec.Struct, frozen=True, kw_only=True):
    """One open action item."""

    account: str
    """Id of the customer."""
    customer: str
    text: str
    owners: tuple[str, ...]
    """Of our members the names, of others as written."""
    side: Side
    due: str
    """ISO date; empty where none is written or it cannot be resolved."""
    due_text: str
    """As written."""
    overdue: bool
    """Whether that day has passed."""
    born: str
    """Id of the meeting in which it was born."""
    born_date: str
    born_title: str
    times_carried: int
    """In how many later meetings that have begun it was shown again."""
    url: str
    """Where it stands last."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which action items are asked for."""

    owner: str = ""
    """A member, or somebody else as written; empty for everybody."""
    side: Side | None = None
    due_before: date | None = None
    """Only what is due before that day."""


def wanted(owner: str, side: Side | None, due_before: str, today: date) -> Wanted:
    """What was asked for in words. Raises ``InputError`` for a day that means none."""
    day = resolve(due_before, today) if due_before else None
    if due_before and day is None:
        raise InputError(
            Text(f"{due_before!r} という日は分かりません", f"{due_before!r} is no day"),
            hint=Text("例: 2026-12-08、12/8、来週金曜", "for example 2026-12-08, 12/8, next Friday"),
        )
    return Wanted(owner=owner, side=side, due_before=day)


def open_todos(
    workspace: Workspace, pairs: Iterable[tuple[Account, AccountDocument]], asked: Wanted
) -> tuple[OpenTodo, ...]:
    """What is open in the documents, by side, owner and due date; what has no due date comes last."""
    found = [todo for account, document in pairs for todo in _todos(workspace, account, document, asked)]
    order = list(SIDES)
    return tuple(
        sorted(
            found,
            key=lambda todo: (
                order.index(todo.side),
                todo.customer if todo.side != "ours" else "",
                todo.owners or (LATER,),
                todo.due or LATER,
                todo.customer,
                todo.born_date,
            ),
        )
    )


def _todos(workspace: Workspace, account: Account, document: AccountDocument, asked: Wanted) -> Iterator[OpenTodo]:
    today = workspace.now(account).date().isoformat()
    for one in open_items(document.meetings):
        item = one.item
        if asked.side and item.side != asked.side:
            continue
        if asked.due_before and not (item.due and item.due < asked.due_before.isoformat()):
            continue
        if asked.owner and not _is_of(workspace.roster, account, one, asked.owner):
            continue
        last = max((line.meeting for line in one.lines), key=begins)
        yield OpenTodo(
            account=account.id,
            customer=account.name,
            text=item.text,
            owners=tuple(_called(workspace.roster, owner) if item.side == "ours" else owner for owner in item.owners),
            side=item.side,
            due=item.due or "",
            due_text=item.due_text,
            overdue=bool(item.due and item.due < today),
            born=one.born.id,
            born_date=one.born.date,
            born_title=one.born.title,
            times_carried=len({m.id for m in _shown_in(one) if m.state is not State.PLANNED}),
            url=workspace.url(document.document_id, last.span[0], last.heading_id),
        )


def _shown_in(one: OpenItem) -> Iterator[Meeting]:
    return (line.meeting for line in one.lines if line.is_carried and line.meeting is not one.born)


def _called(roster: Roster, owner: str) -> str:
    member = roster.member(owner) or roster.member(person(owner))
    return member.name if member else owner


def _is_of(roster: Roster, account: Account, one: OpenItem, word: str) -> bool:
    """Whether the item is that of whom ``word`` means: a member, also where only our side is named, or a name."""
    if member := roster.member(word):
        mine = {roster.member(owner) or roster.member(person(owner)) for owner in one.item.owners}
        return member in mine or member.id in whose(roster, account, one.item)
    names = {match_key(owner) for owner in one.item.owners} | {person(owner) for owner in one.item.owners}
    wanted = person(word)
    return match_key(word) in names or any(wanted and wanted in (name, *name.split()) for name in names)


def day_of(todo: OpenTodo, language: Language) -> str:
    """The day something is due as it is listed; empty for none."""
    return short_day(date.fromisoformat(todo.due), language) if todo.due else todo.due_text


def group_of(todo: OpenTodo, language: Language) -> str:
    """Under whom something is listed: who does it; of customers, with the customer."""
    comma = "、" if language == "ja" else ", "
    nobody = Text("名前なし", "no name") if todo.side != "unknown" else Text("", "")
    who = comma.join(todo.owners) or nobody.to(language)
    return who if todo.side == "ours" else BETWEEN.to(language).join(filter(None, (todo.customer, who)))


def notes_of(todo: OpenTodo, language: Language) -> Iterator[str]:
    """What else to know of an item, for those who look from inside."""
    if todo.side == "ours":
        yield todo.customer
    born = short_day(date.fromisoformat(todo.born_date), language) if todo.born_date else ""
    yield Text(f"{born}{todo.born_title}から", f"from {todo.born_title}, {born}").to(language).strip(" ,")
    if todo.times_carried:
        n = todo.times_carried
        yield Text(f"{n}回引き継ぎ", f"carried {n} times" if n > 1 else "carried once").to(language)
    if todo.overdue:
        yield Text("期限の日を過ぎています", "its day has passed").to(language)


def as_document(todos: Sequence[OpenTodo], language: Language) -> Document:
    """The list as a document of one tab: a heading for each side and for each owner, then the items."""
    nodes: list[Node] = []
    side, group = "", ""
    for todo in todos:
        if todo.side != side:
            nodes.append(_heading(SIDES[todo.side].to(language), 2))
            side, group = todo.side, ""
        if group_of(todo, language) != group:
            group = group_of(todo, language)
            nodes.append(_heading(group, 3))
        when = day_of(todo, language)
        notes = BETWEEN.to(language).join(notes_of(todo, language))
        opening, closing = ("（", "）") if language == "ja" else (" (", ")")
        link = text_style(url=todo.url) if todo.url.startswith("https:") else None
        text = todo.text.replace("\n", " ")
        runs = (Run(f"☐ {when} " if when else "☐ "), Run(text, link), Run(f"{opening}{notes}{closing}\n"))
        nodes.append(Paragraph(runs, {"namedStyleType": "NORMAL_TEXT"}))
    title = Text("未完了の TODO", "Open action items").to(language)
    return Document("", title, (Tab("", title, blocks(_heading(title, 1), *nodes)),))


def _heading(text: str, level: int) -> Paragraph:
    return Paragraph((Run(f"{text}\n"),), {"namedStyleType": f"HEADING_{level}"})
