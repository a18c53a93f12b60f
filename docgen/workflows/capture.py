"""What is said in a meeting, put under its label: a view, a decision, an action item.

An action item that is done or dropped is marked where it stands, if it stands there open.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import msgspec

from docgen.account.model import Account
from docgen.account.words import ActionLine, parse_action_line, people
from docgen.document.text import normalise
from docgen.errors import InputError, Text
from docgen.render.chips import NO_CHIPS, Chips
from docgen.workflows.asked import Asked, Captured, What, planner
from docgen.workflows.base import Workspace
from docgen.workflows.chips import with_chips
from docgen.workflows.settling import redo
from docgen.workflows.standing import near


def capture(
    workspace: Workspace,
    account: Account,
    what: What,
    text: str,
    *,
    item: int | None = None,
    meeting: str = "",
    owners: Sequence[str] = (),
    due: str = "",
    done: bool = False,
    dropped: bool = False,
) -> Captured:
    """Write one line into a meeting: under the agenda item numbered ``item``, or outside the items.

    ``meeting``: an id or date; empty for the current one. An action item that is ``done`` is ticked where one of that
    text is open; only where there is none, a line is written. One that is ``dropped`` must be open somewhere. Raises
    ``InputError`` for a text that is empty, an owner or a due date that would not be read back, and a meeting, an item
    or an action item to drop that is not there.
    """
    text = normalise(text)
    if not text.strip():
        raise InputError(
            Text("書き込む内容がありません", "there is nothing to write"),
            hint=Text("引用符で囲んで 1 つの文にしてください", "give the text as one argument, in quotes"),
        )
    owners, due = [each for given in owners for each in people(normalise(given))], normalise(due).strip()
    asked = Asked(account.id, what, text, item, meeting, tuple(owners), due, done, dropped)
    if owners or due:
        _check_reads_back(asked.line(account.language), text, owners, due)
    document_id, now = workspace.document_id(account), workspace.now(account)
    key, again = msgspec.json.encode(asked), partial(redo, workspace)

    def write(chips: Chips) -> Captured:
        plan = planner(workspace, account, asked, now, chips)
        change = workspace.writer.change_once(document_id, key, plan, again, asked.there(account.language))
        if change.written and change.outcome.did == "nothing":  # what an earlier try has marked is found marked
            return msgspec.structs.replace(change.outcome, did="marked")
        return change.outcome

    return with_chips(workspace, account, write) if owners or due else write(NO_CHIPS)


def may_be_meant(workspace: Workspace, account: Account, text: str) -> tuple[str, ...]:
    """Texts of open action items near to ``text``, nearest first; none where one is called that."""
    document = workspace.reader.read(workspace.document_id(account))
    return near(workspace.minutes(document, workspace.now(account)).meetings, text)


def _check_reads_back(line: str, text: str, owners: Sequence[str], due: str) -> None:
    """Refuse an owner or a due date that would be read as something else."""
    if parse_action_line(line) != ActionLine(text, tuple(owners), due, parse_action_line(line).status):
        raise InputError(
            Text("担当か期限をこの形では書き込めません", "the owner or the due date cannot be written like this"),
            hint=Text(
                "対になっていないかっこや「担当：」「期限：」を除いてください",
                "leave out brackets without their other half, and words such as owner: and due:",
            ),
        )
