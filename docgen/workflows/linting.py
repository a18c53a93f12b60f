"""Lint over documents: those of accounts, and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from docgen.account.model import Account, AccountDocument
from docgen.inputs.template_version import MEETING_TEMPLATES, SHIPPED, template_version
from docgen.inputs.text import read_bytes
from docgen.lint.cache import lint_version
from docgen.lint.checks.template_version import KIND as TEMPLATES
from docgen.lint.digests import digest
from docgen.lint.engine import Rules
from docgen.lint.files import read_rules, rule_files, rule_ids
from docgen.lint.files import rules_of as rules_in
from docgen.lint.findings import Finding
from docgen.lint.rule import Rule
from docgen.lint.selection import Selection, known
from docgen.settings import AT_REST, LintSettings, Settings
from docgen.workflows.base import Workspace

POSTED: Final = "minutes-are-posted"
"""The rule that is on where docgen posts."""

if TYPE_CHECKING:
    from docgen.connect.snapshots import Snapshots


def in_lint(accounts: Iterable[Account]) -> tuple[Account, ...]:
    """The accounts that are linted and counted: not dormant, not churned, and with a document."""
    return tuple(account for account in accounts if account.stage not in AT_REST and account.document_id)


def rules_of(settings: Settings) -> tuple[Rule, ...]:
    """The rules of the workspace: its own, and those that come with docgen; they know its templates."""
    rules, current = rules_in(read_rules(settings.rule_directories)), _own_templates(settings)
    return tuple(_with_current(rule, current) if rule.check == TEMPLATES.name else rule for rule in rules)


def rules_key(settings: Settings) -> bytes:
    """A digest of all that ``rules_of`` reads, and of the code that does so."""
    templates = (part for item in sorted(_own_templates(settings).items()) for part in item)
    files = (part for file in rule_files(settings.rule_directories) for part in (file.name, read_bytes(file)))
    return digest(lint_version(), *templates, "", *files)


def kept_rules(settings: Settings, snapshots: Snapshots, key: bytes) -> Rules:
    """As ``ready_rules``, from the index where that has those of ``key`` (``rules_key``): reading YAML and trying every
    pattern takes longer than linting a document of years."""
    packed = snapshots.rules(key)
    try:
        if packed:
            return Rules(_unpack_rules(packed), selection_of(settings), trusted=True)
    except msgspec.MsgspecError:
        pass  # it is disposable
    rules = ready_rules(settings)
    snapshots.keep_rules(key, _pack_rules(rules.every))
    return rules


_pack_rules: Final = msgspec.msgpack.Encoder().encode
_unpack_rules: Final = msgspec.msgpack.Decoder(tuple[Rule, ...]).decode


def _own_templates(settings: Settings) -> dict[str, str]:
    """Language → the version of its meeting template, where that is the team's own."""
    return {
        language: version
        for language, name in MEETING_TEMPLATES.items()
        if (version := template_version(name, settings.template_directories)) != SHIPPED
    }


def _with_current(rule: Rule, versions: dict[str, str]) -> Rule:
    """``rule`` told of the templates that are the team's own."""
    return replace(rule, options={**rule.options, "current": {**rule.options["current"], **versions}})


def selection_of(settings: Settings) -> Selection:
    """Which rules are on by docgen.toml: those of its step, with those that it switches on and without those that it
    switches off. Whether minutes are posted can be asked where it says where they go.

    Raises ``InputError``, with the line, for a rule that it names and that does not exist.
    """
    if settings.lint != LintSettings(fail_on=settings.lint.fail_on):
        known(settings.lint, settings.config, rule_ids(settings.rule_directories))
    posting = (POSTED,) if settings.chat.channel or settings.chat.file else ()
    return Selection(step=settings.step, enable=(*settings.lint.enable, *posting), disable=settings.lint.disable)


def ready_rules(settings: Settings) -> Rules:
    """The rules of the workspace, and which of them are on. Raises ``InputError`` for one that cannot be used."""
    return Rules(rules_of(settings), selection_of(settings), trusted=True)


def read_accounts(workspace: Workspace, accounts: Sequence[Account]) -> Iterator[tuple[Account, AccountDocument]]:
    """Each account with what its document says."""
    with workspace.snapshots.held():
        workspace.read_many(accounts)
        for account in accounts:
            yield account, workspace.read(account)


def lint_documents(workspace: Workspace, documents: Iterable[tuple[Account, AccountDocument]]) -> Iterator[Finding]:
    """The findings of documents that were read."""
    rules = ready_rules(workspace.settings)
    for account, document in documents:
        yield from rules.lint(document, workspace.now(account))
