"""Which rules are on.

Rules come on in steps, never all at once: a team begins with minutes that are finished (step 1), goes on to stances and
reviews before the meeting (2), to principles that findings cite (3), and writes its playbook last (4).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import msgspec

from docgen.errors import InputError, Text, nearest
from docgen.lint.rule import Rule
from docgen.settings import DisabledRule, LintSettings

LAST_STEP: Final = 4


class Selection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which rules are on; without more, all of them."""

    only: tuple[str, ...] = ()
    """Ids; none given: all."""
    step: int = LAST_STEP
    """The adoption step, 1 to 4: rules of later steps are off."""
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
    return tuple(
        rule
        for rule in known.values()
        if rule.step <= selection.step and rule.id not in off and (not selection.only or rule.id in selection.only)
    )


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
