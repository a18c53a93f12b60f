"""Which rules are on.

Rules come on in steps, never all at once: a team begins with minutes that are finished (step 1), goes on to stances and
reviews before the meeting (2), to principles that findings cite (3), and writes its playbook last (4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from docgen.errors import InputError, Place, Text, nearest
from docgen.lint.rule import Rule
from docgen.settings import DisabledRule, LintSettings

LAST_STEP: Final = 4


class Selection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which rules are on; without more, all but those that are off as they come."""

    only: tuple[str, ...] = ()
    """Ids; none given: all."""
    step: int = LAST_STEP
    """The adoption step, 1 to 4: rules of later steps are off."""
    enable: tuple[str, ...] = ()
    """As in docgen.toml under ``[lint]``."""
    disable: tuple[DisabledRule, ...] = ()
    """As in docgen.toml under ``[lint]``."""


ALL = Selection()


def selected(rules: Iterable[Rule], selection: Selection, today: date, account: str = "") -> tuple[Rule, ...]:
    """The rules that are on ``today`` for ``account`` (its id; empty for a file that belongs to none).

    What ``selection`` switches on or off and is not among ``rules`` makes no difference: ``known`` tells it. Raises
    ``InputError`` for the id of a rule in ``only`` that does not exist.
    """
    every = {rule.id: rule for rule in rules}
    for name in selection.only:
        rule_called(every.values(), name)
    return tuple(
        rule
        for rule in every.values()
        if (not selection.only or rule.id in selection.only)
        and (rule.id in selection.enable or (rule.off is None and rule.step <= selection.step))
        and not any(exceptions(rule, selection.disable, today, account))
    )


def exceptions(
    rule: Rule, disable: Iterable[DisabledRule], today: date, account: str | None = None
) -> tuple[DisabledRule, ...]:
    """What of ``disable`` switches ``rule`` off ``today`` for ``account``; None: for any account."""
    return tuple(
        entry
        for entry in disable
        if entry.lasts(today)
        and (entry.rule == rule.id or entry.pack == rule.pack)
        and (account is None or not entry.accounts or account in entry.accounts)
    )


def why_off(rule: Rule, selection: Selection, today: date) -> Text | None:
    """Why ``rule`` is off ``today`` for every account; None where it is on, if only for some."""
    for entry in exceptions(rule, selection.disable, today):
        if not entry.accounts:
            until = Text(f"（{entry.until} まで）", f" (until {entry.until})") if entry.until else Text("", "")
            return Text(entry.reason + until.ja, entry.reason + until.en)
    if rule.id in selection.enable:
        return None
    if rule.off:
        return Text(rule.off.ja, rule.off.en)
    if rule.step > selection.step:
        return Text(f"ステップ{rule.step}から", f"from step {rule.step} on")
    return None


def expired(disable: Iterable[DisabledRule], today: date) -> tuple[DisabledRule, ...]:
    """The exceptions that hold no longer: their rules are on again."""
    return tuple(entry for entry in disable if not entry.lasts(today))


def known(lint: LintSettings, config: Path, rules: Iterable[str], accounts: Iterable[str] | None = None) -> None:
    """Raises ``InputError``, with the line of docgen.toml (``config``), for a rule or an account there is not.

    ``rules``, ``accounts``: the ids there are; without ``accounts``, those are not looked at.
    """
    ids = set(rules)
    for at, name in enumerate(lint.enable):
        if name not in ids:
            raise _no_rule(name, ids, _place(config, "enable", at))
    for name in lint.principles:
        if name not in ids:
            raise _no_rule(name, ids, _place(config, "principles", name))
    customers = None if accounts is None else set(accounts)
    for at, entry in enumerate(lint.disable):
        if entry.rule and entry.rule not in ids:
            raise _no_rule(entry.rule, ids, _place(config, "disable", at, "rule"))
        for number, account in enumerate(entry.accounts):
            if customers is not None and account not in customers:
                raise InputError(
                    Text(f"顧客 {account!r} は accounts.csv にありません", f"there is no account {account!r}"),
                    place=_place(config, "disable", at, "accounts", number),
                    hint=nearest(account, customers),
                )


def rule_called(rules: Iterable[Rule], name: str) -> Rule:
    """The rule with the id ``name``.

    Raises ``InputError``, with the nearest id, where there is none.
    """
    every: Sequence[Rule] = tuple(rules)
    for rule in every:
        if rule.id == name:
            return rule
    raise _no_rule(name, (rule.id for rule in every))


def _no_rule(name: str, ids: Iterable[str], place: Place | None = None) -> InputError:
    return InputError(
        Text(f"ルール {name!r} はありません", f"there is no rule {name!r}"), place=place, hint=nearest(name, ids)
    )


def _place(config: Path, *keys: str | int) -> Place:
    """Where in docgen.toml; read again, since it is only needed for a mistake."""
    from docgen.inputs.toml_source import read_toml

    return read_toml(config).place(("lint", *keys))
