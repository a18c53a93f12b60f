"""Lint over documents: those of accounts, and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from docgen.account.minutes import read_document
from docgen.account.model import Account, AccountDocument
from docgen.account.roster import Roster
from docgen.account.side import with_sides
from docgen.errors import InputError, Place, Text
from docgen.lint.engine import lint
from docgen.lint.files import read_rules, rule_ids
from docgen.lint.files import rules_of as rules_in
from docgen.lint.findings import Finding
from docgen.lint.rule import Rule
from docgen.lint.selection import Selection, known
from docgen.settings import AT_REST, Settings
from docgen.workflows.base import Workspace

READABLE = (".md", ".markdown")
"""Suffixes of the files that can be linted."""


def in_lint(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """The accounts that are linted and counted: not dormant, not churned, and with a document."""
    return tuple(account for account in accounts if account.stage not in AT_REST and account.document_id)


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The rules of the workspace: its own, and those that come with docgen."""
    return rules_in(read_rules(settings.rule_directories))


def selection_of(settings: Settings) -> Selection:
    """Which rules are on by docgen.toml: those of its step, with those that it switches on and without those that it
    switches off.

    Raises ``InputError``, with the line, for a rule that it names and that does not exist.
    """
    if settings.lint.enable or settings.lint.disable:
        known(settings.lint, settings.config, rule_ids(settings.rule_directories))
    return Selection(step=settings.step, enable=settings.lint.enable, disable=settings.lint.disable)


def read_accounts(workspace: Workspace, accounts: Sequence[Account]) -> Iterator[tuple[Account, AccountDocument]]:
    """Each account with what its document says."""
    for account in accounts:
        yield account, workspace.read(account)


def lint_documents(workspace: Workspace, documents: Iterable[tuple[Account, AccountDocument]]) -> Iterator[Finding]:
    """The findings of documents that were read."""
    rules, selection = rules_of(workspace.settings), selection_of(workspace.settings)
    for account, document in documents:
        yield from lint(document, rules, now=workspace.now(account), selection=selection)


def is_file(word: str) -> bool:
    """Whether an argument means a file rather than an account: it has a suffix that minutes have, or is a file."""
    return Path(word).suffix.lower() in READABLE or Path(word).is_file()


def read_file(path: Path, now: datetime) -> AccountDocument:
    """What a Markdown file of minutes says.

    Raises ``InputError`` for a file that cannot be read or is of another kind.
    """
    from docgen.formats.markdown_document import markdown_document
    from docgen.inputs.text import read_text

    if path.suffix.lower() not in READABLE:
        raise InputError(
            Text(f"{path.suffix or path.name} はまだ読めません", f"{path.suffix or path.name} cannot be read yet"),
            place=Place(str(path)),
            hint=Text("Markdown（.md）にしてください", "make it Markdown (.md)"),
        )
    said = read_document(markdown_document(read_text(path), title=path.stem, document_id=path.stem), now=now)
    return with_sides(said, Roster())


def lint_file(workspace: Workspace, document: AccountDocument) -> tuple[Finding, ...]:
    """The findings of a file that was read."""
    return lint(document, rules_of(workspace.settings), now=workspace.now(), selection=selection_of(workspace.settings))
