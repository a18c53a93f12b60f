"""What a meeting that ends still lacks, asked one by one, and each answer written at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

import msgspec

from docgen.account.choice import chosen_meeting
from docgen.account.filling import additions, filled
from docgen.account.labels import fold, labels
from docgen.account.model import Account, ActionItem, AgendaItem, Kind, Meeting, Status
from docgen.account.words import parse_action_line, people
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.document.text import normalise
from docgen.errors import InputError, Text
from docgen.inputs.bilingual import Bilingual
from docgen.render.chips import Chips
from docgen.render.todo import completed, is_all_of
from docgen.workflows.base import Workspace
from docgen.workflows.capture import capture
from docgen.workflows.chips import with_chips
from docgen.workflows.standing import among_others, line_at


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not written yet."""

    what: Literal["decisions", "action_items", "owner", "due"]
    item: int | None = None
    """Number of the agenda item; None for what is outside the items."""
    todo: str = ""
    """Text of the action item that has no owner or no due date."""
    question: Bilingual


def missing(meeting: Meeting) -> Iterator[Missing]:
    """What could be answered on the spot: decisions that were due, action items, who does them and until when."""
    for item in meeting.items:
        if item.kind is Kind.DECIDE and not item.decisions and "decisions" not in item.answered_none:
            yield Missing(what="decisions", item=item.number, question=_decision(item))
    parts = list(meeting.parts())
    if not any(part.action_items or "action_items" in part.answered_none for part in parts):
        yield Missing(what="action_items", question=ACTION_ITEMS)
    for part in parts:
        number = part.number if isinstance(part, AgendaItem) else None
        for todo in part.action_items:
            if todo.status in (Status.OPEN, Status.UNKNOWN) and todo.text.strip():
                if not todo.owners:
                    yield Missing(what="owner", item=number, todo=todo.text, question=_owner(todo))
                if not todo.due_text:
                    yield Missing(what="due", item=number, todo=todo.text, question=_due(todo))


ACTION_ITEMS = Bilingual(
    "次までにすることはありますか？（なければ「なし」、あとでなら Enter）",
    "What is to be done until next time? (“none” if nothing, Enter for later)",
)


def _decision(item: AgendaItem) -> Bilingual:
    return Bilingual(
        f"論点{item.number}「{item.title}」、決まったことはありますか？（なければ「なし」、あとでなら Enter）",
        f"{item.number}. “{item.title}”: what was decided? (“none” if nothing, Enter for later)",
    )


def _owner(todo: ActionItem) -> Bilingual:
    return Bilingual(
        f"「{todo.text}」は、どなたにお願いしますか？（あとでなら Enter）",
        f"Who takes “{todo.text}”? (Enter for later)",
    )


def _due(todo: ActionItem) -> Bilingual:
    return Bilingual(
        f"「{todo.text}」は、いつまでにしますか？（あとでなら Enter）", f"By when is “{todo.text}”? (Enter for later)"
    )


def fill(workspace: Workspace, account: Account, meeting: str, gap: Missing, answer: str) -> None:
    """Write ``answer`` to the meeting with this id: once, and in the words of the document where it is なし or none.

    Raises ``InputError`` for one that would not be read back.
    """
    text = normalise(answer).strip()
    if gap.what == "owner" or gap.what == "due":
        owners = people(text) if gap.what == "owner" else ()
        complete(workspace, account, meeting, gap.item, gap.todo, owners, text if gap.what == "due" else "")
        return
    if labels().is_none(text):
        text = "なし" if account.language == "ja" else "None"
    capture(workspace, account, gap.what, text, item=gap.item, meeting=meeting)


def complete(
    workspace: Workspace, account: Account, meeting: str, item: int | None, todo: str, owners: Sequence[str], due: str
) -> bool:
    """Put who does it, or until when, into the line of an action item that lacks it; no word that is there changes.

    False: it says so already, or is not there any more. Raises ``InputError`` for what would not be read back.
    """
    document_id, now = workspace.document_id(account), workspace.now(account)

    def write(chips: Chips) -> bool:
        def plan(document: Document) -> Plan[None]:
            minutes = workspace.minutes(document, now)
            chosen = chosen_meeting(minutes.meetings, meeting, now)
            found = next(_lacking(chosen, item, todo, owner=bool(owners), due=bool(due)), None)
            if found is None:
                return Plan((), None)
            leaf = line_at(minutes, chosen, found.span)
            if not is_all_of(leaf, found.text):
                raise among_others(found.text)
            _check(leaf.marked.text, owners, due, account)
            on = date.fromisoformat(chosen.date) if chosen.date else None
            near = chips.beside(chosen.attendees.theirs)
            return Plan(completed(minutes.tab.id, leaf, owners, due, account.language, chips=near, on=on), None)

        return workspace.writer.change(document_id, plan).written

    return with_chips(workspace, account, write)


def _lacking(meeting: Meeting, item: int | None, todo: str, *, owner: bool, due: bool) -> Iterator[ActionItem]:
    for part in meeting.parts():
        if item == (part.number if isinstance(part, AgendaItem) else None):
            for each in part.action_items:
                if fold(each.text) == fold(todo) and ((owner and not each.owners) or (due and not each.due_text)):
                    yield each


def _check(line: str, owners: Sequence[str], due: str, account: Account) -> None:
    """Refuse what would be read as something else."""
    read = parse_action_line(filled(line, additions(line, owners, due, account.language)))
    if (owners and read.owners != tuple(owners)) or (due and read.due_text != due):
        raise InputError(
            Text("この形では書き込めません", "it cannot be written like this"),
            hint=Text("かっこや「担当：」「期限：」を除いてください", "leave out brackets, owner: and due:"),
        )
