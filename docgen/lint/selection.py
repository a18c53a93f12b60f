"""Which rules are on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from docgen.errors import InputError, Text, nearest
from docgen.lint.rule import Rule
from docgen.settings import DisabledRule, LintSettings


class Selection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which rules are on; without more, all of them."""

    only: tuple[str, ...] = ()
    """Ids; none given: all."""
    disable: tuple[DisabledRule, ...] = ()
    """As in docgen.toml under ``[lint]``."""


ALL = Selection()


def selected(rules: Iterable[Rule], selection: Selection, today: date) -> tuple[Rule, ...]:
    """The rules that are on ``today``.

    Raises ``InputError`` for the id of a rule that does not exist.
    """
    known = {rule.id: rule for rule in rules}
    for name in (*selection.only, *(each.rule for each in selection.disable)):
        rule_called(known.values(), name)
    off = LintSettings(disable=selection.disable).disabled(today)
    return tuple(r for r in known.values() if r.id not in off and (not selection.only or r.id in selection.only))


def rule_called(rules: Iterable[Rule], name: str) -> Rule:
    """The rule with the id ``name``.

    Raises ``InputError``, with the nearest id, where there is none.
    """
    every: Sequence[Rule] = tuple(rules)
    for rule in every:
        if rule.id == name:
            return rule
    raise InputError(
        Text(f"ルール {name!r} はありません", f"there is no rule {name!r}"),
        hint=nearest(name, (rule.id for rule in every)),
    )
