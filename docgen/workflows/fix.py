"""``lint --fix``: what is safe to mend in the document of an account, shown first, agreed to, and written as shown."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from docgen.account.model import Account
from docgen.connect.writer import Plan
from docgen.document.tabs import Document
from docgen.errors import ChangedError, Text
from docgen.lint.engine import Rules
from docgen.lint.findings import Finding
from docgen.render.chips import NO_CHIPS, Chips
from docgen.workflows.base import Workspace
from docgen.workflows.chips import with_chips
from docgen.workflows.fix_plan import Mend, Mended, Planner, Stays
from docgen.workflows.settling import settle

SHOWN_AGAIN: Final = 3
"""How often somebody is asked anew, where the document changes while they look."""
AROUND: Final = 2
"""Lines around a change that a diff shows."""


class Fix(msgspec.Struct, frozen=True, kw_only=True):
    """What can be mended in one document or file."""

    name: str
    """The account's name, or the file's."""
    mends: tuple[Mend, ...] = ()
    stays: tuple[Stays, ...] = ()
    diff: tuple[str, ...] = ()
    """Line by line, as ``diff -u`` has it; empty where no word changes, only marks that nobody sees."""


Agree = Callable[[Fix], bool]
"""Shows what is to be done, and says whether it may be."""


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of it."""

    fix: Fix
    written: bool


class _Other(ChangedError):
    """What is to be done now is not what was shown."""


def fix(
    workspace: Workspace,
    account: Account,
    rules: Rules,
    agree: Agree,
    *,
    is_known: Callable[[Finding], bool] = lambda _: False,
) -> Fixed:
    """Mend the account's document, once ``agree`` has seen how: nothing that was not shown is written.

    ``is_known``: findings that nobody wants to be asked about. Raises ``ChangedError`` where the document changes
    again and again while somebody looks, and as ``Writer.change``.
    """
    workspace.document_id(account)

    def run(chips: Chips) -> Fixed:
        for _ in range(SHOWN_AGAIN):
            try:
                return _fixed(workspace, account, Planner(workspace, account, rules, chips, is_known), agree)
            except _Other:
                continue
        raise ChangedError(
            Text(f"{account.name} の文書が書き換わり続けています", f"the document of {account.name} keeps changing"),
            hint=Text("あとでもう一度実行してください", "run it again later"),
        )

    return with_chips(workspace, account, run)


def proposed(
    workspace: Workspace,
    account: Account,
    rules: Rules,
    *,
    is_known: Callable[[Finding], bool] = lambda _: False,
) -> Fix:
    """What ``fix`` would do now. Nothing is changed, and no chips are asked for."""
    planner = Planner(workspace, account, rules, NO_CHIPS, is_known)
    return _fix(account.name, planner.plan(workspace.reader.read(workspace.document_id(account))))


def _fixed(workspace: Workspace, account: Account, planner: Planner, agree: Agree) -> Fixed:
    document_id = workspace.document_id(account)
    seen = planner.plan(workspace.reader.read(document_id))
    shown = _fix(account.name, seen)
    if not seen.requests or not agree(shown):
        return Fixed(fix=shown, written=False)
    settle(workspace, account)

    def plan(document: Document) -> Plan[Fix]:
        made = planner.plan(document)
        if made.requests and _changes(made) != _changes(seen):
            raise _Other(Text("文書が書き換わりました", "the document has changed"))
        return Plan(made.requests, shown)

    return Fixed(fix=shown, written=workspace.writer.change(document_id, plan).written)


def _fix(name: str, made: Mended) -> Fix:
    return Fix(name=name, mends=made.mends, stays=made.stays, diff=diff(made.before, made.after))


def _changes(made: Mended) -> tuple[tuple[Mend, ...], Sequence[str]]:
    """What is mended, and each line that goes or comes, wherever it stands now."""
    lines = [line for line in diff(made.before, made.after, around=0) if not line.startswith("@@")]
    return made.mends, lines


def diff(before: Sequence[str], after: Sequence[str], around: int = AROUND) -> tuple[str, ...]:
    """What changes from ``before`` to ``after``, without the two lines that name files."""
    return tuple(difflib.unified_diff(before, after, lineterm="", n=around))[2:]
