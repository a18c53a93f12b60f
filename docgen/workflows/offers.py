"""What lint finds unanswered in the meetings before, offered as 次回ご相談したいこと of the next.

Nothing is kept of it: whoever deletes a line has deleted it, and what is answered is offered no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.account.candidates import unmarked
from docgen.account.model import Account, AccountDocument, AgendaPlan, Meeting, State
from docgen.inputs.text import read_bytes
from docgen.workflows.base import Workspace

if TYPE_CHECKING:
    from docgen.lint.engine import Rules

MEETINGS: Final = 2
"""How many of the meetings before are looked at: what was left open longer ago is asked about elsewhere."""
LONGEST: Final = timedelta(days=60)
"""How long ago they may have been."""
_OFFER: Final = b"\noffer:"


def offered(workspace: Workspace, account: Account, meetings: Sequence[Meeting], plan: AgendaPlan) -> tuple[str, ...]:
    """The lines for the block of ``plan``, which is to be put among ``meetings``.

    Raises ``InputError`` for a rule or a docgen.toml that cannot be used.
    """
    from docgen.lint.engine import Rules
    from docgen.lint.files import read_files, rule_files, rules_of
    from docgen.workflows.linting import selection_of

    files = filter(_offers, rule_files(workspace.settings.rule_directories))
    rules = Rules(rules_of(read_files(files)), selection_of(workspace.settings), trusted=True)
    titles = [unmarked(item.title) or item.title for item in plan.items]
    return offered_on(workspace, account, meetings, plan.start[:10], titles, rules)


def offered_on(
    workspace: Workspace, account: Account, meetings: Sequence[Meeting], day: str, titles: Sequence[str], rules: Rules
) -> tuple[str, ...]:
    """The lines for a meeting on ``day`` (ISO) whose items have ``titles``; of ``rules``, those that offer something
    count."""
    before = _before(meetings, date.fromisoformat(day))
    if not before:
        return ()
    from docgen.lint.offers import offers
    from docgen.workflows.known import still_asked

    document = AccountDocument(account=account.id, name=account.name, language=account.language, meetings=before)
    findings = still_asked(workspace, rules.lint(document, workspace.now(account)))
    return offers(findings, rules.every, account.language, titles)


def _before(meetings: Sequence[Meeting], day: date) -> tuple[Meeting, ...]:
    """The latest meetings before ``day`` that took place."""
    held = [one for one in meetings if one.state in (State.HELD, State.CLOSED) and one.date]
    recent = [one for one in held if day - LONGEST <= date.fromisoformat(one.date) < day]
    return tuple(sorted(recent, key=lambda one: one.date, reverse=True)[:MEETINGS])


def _offers(path: Path) -> bool:
    """Whether the rule in a file has something to offer, without reading it as YAML: that takes long."""
    return _OFFER in read_bytes(path)
