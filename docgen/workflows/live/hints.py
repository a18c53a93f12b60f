"""What only the author of an agenda sees beside the form: a quiet question at a field, and what was left open before.

They ask what lint will ask, whatever the team's adoption step; no stance is ever proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec

from docgen.account.candidates import is_undecided, meeting_before, unmarked
from docgen.account.carry import open_items
from docgen.account.labels import fold
from docgen.account.model import Account, AccountDocument, Meeting, State
from docgen.account.state import begins
from docgen.lint.rule import Phase
from docgen.workflows.base import Workspace
from docgen.workflows.known import still_asked
from docgen.workflows.live.agenda import agenda_of
from docgen.workflows.live.board import item_key
from docgen.workflows.live.form import FIELDS, Agenda, Hint, Left
from docgen.workflows.offers import offered_on

if TYPE_CHECKING:
    from docgen.lint.engine import Rules
    from docgen.lint.findings import Finding

NOT_THE_AUTHOR: Final = frozenset({"agenda-is-reviewed"})
"""What somebody else is asked."""
MOST_ITEMS: Final = 5
"""Of the action items that are still open, the oldest."""


def shown(workspace: Workspace, account: Account, meeting: str, rules: Rules) -> Agenda:
    """The form of ``meeting`` (id or date; empty: the current one) with all that its author sees beside it.

    ``rules``: those of the workspace. Raises ``InputError`` where there is no such meeting.
    """
    document = workspace.reader.read(workspace.document_id(account))
    form, now = agenda_of(workspace, account, document, meeting), workspace.now(account)
    said = workspace.said(document, account)
    one = next((each for each in said.meetings if each.id == form.meeting), None)
    if one is None:
        return form
    hints = hints_of(workspace, account, said, one, rules, now)
    return msgspec.structs.replace(form, hints=hints, left=left_open(workspace, account, said, one, rules))


def hints_of(
    workspace: Workspace, account: Account, document: AccountDocument, meeting: Meeting, rules: Rules, now: datetime
) -> tuple[Hint, ...]:
    """One hint at most for each field of ``meeting``, one of ``document``; ``rules``: those of the workspace."""
    from docgen.lint.engine import Rules as Made
    from docgen.lint.selection import LAST_STEP

    asking = tuple(rule for rule in rules.every if rule.phase is Phase.BEFORE and rule.id not in NOT_THE_AUTHOR)
    selection = msgspec.structs.replace(rules.selection, step=LAST_STEP)
    planned = msgspec.structs.replace(meeting, state=State.PLANNED)
    before = [one for one in document.meetings if begins(one) < begins(meeting)]
    alone = msgspec.structs.replace(document, meetings=(planned, *before))
    found = Made(asking, selection, trusted=True).lint(alone, now)
    mine = [one for one in still_asked(workspace, found) if one.meeting == meeting.id and not one.known]
    return tuple(_at_fields(mine, meeting, account.language))


def _at_fields(findings: Sequence[Finding], meeting: Meeting, language: str) -> Iterator[Hint]:
    """Those that weigh most, one for each field. An item that has no name yet is asked nothing."""
    keys = {item.number: item_key(item) for item in meeting.items}
    nameless = {item.number for item in meeting.items if not item.title.strip()}
    seen: set[tuple[str, str]] = set()
    for one in sorted(findings, key=lambda each: -each.severity.weight):
        if one.item_number in nameless:
            continue
        item = keys.get(one.item_number, "")
        field = one.field if one.field in FIELDS or not item else "title"
        if (item, field) not in seen:
            seen.add((item, field))
            yield Hint(item=item, field=field, text=one.message.to(language))


def left_open(
    workspace: Workspace, account: Account, document: AccountDocument, meeting: Meeting, rules: Rules
) -> tuple[Left, ...]:
    """What the meetings before ``meeting`` left open and that is on its agenda nowhere yet, each once."""
    titles = [unmarked(item.title) or item.title for item in (*meeting.items, *meeting.candidates)]
    known = {fold(title) for title in titles}
    found = dict[str, Left]()
    for one in _left(workspace, account, document, meeting, titles, rules):
        words = fold(one.text)
        # A question about something that stands there already, such as 「…」のご結論, would be that once more.
        if words and not any(each in words for each in (*known, *found) if each):
            found[words] = one
    return tuple(found.values())


def _left(
    workspace: Workspace,
    account: Account,
    document: AccountDocument,
    meeting: Meeting,
    titles: Sequence[str],
    rules: Rules,
) -> Iterator[Left]:
    before = [one for one in document.meetings if begins(one) and begins(one) < begins(meeting)]
    last = meeting_before(before, begins(meeting))
    if last:
        undecided = (item.title for item in last.items if is_undecided(item))
        yield from (Left(text=text, what="undecided") for text in _first_lines(undecided))
        points = (entry.text for part in last.parts() for entry in part.open_points)
        yield from (Left(text=text, what="open_point") for text in _first_lines(points))
    asked = (entry.text for entry in (*meeting.to_ask, *(last.to_ask if last else ())))
    yield from (Left(text=text, what="to_ask") for text in _first_lines(asked))
    if meeting.date:
        offers = offered_on(workspace, account, before, meeting.date, titles, rules)
        yield from (Left(text=text, what="to_ask") for text in _first_lines(offers))
    still = (one.item.text for one in open_items(before)[:MOST_ITEMS])
    yield from (Left(text=text, what="action_item") for text in _first_lines(still))


def _first_lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield next((line.strip() for line in text.splitlines() if line.strip()), "")
