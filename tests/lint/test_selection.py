"""Which rules are on: by step, by docgen.toml, for whom and until when."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from docgen import settings
from docgen.errors import InputError
from docgen.inputs.bilingual import Bilingual
from docgen.lint.files import built_in, rules_of
from docgen.lint.rule import Rule
from docgen.lint.selection import Selection, expired, known, selected

RULES = rules_of(built_in())
IDS = [rule.id for rule in RULES]
TODAY = date(2026, 11, 24)


def load(root: Path, toml: str) -> settings.Settings:
    (root / "docgen.toml").write_text(toml, encoding="utf-8")
    return settings.load(root)


def off(root: Path, toml: str, account: str = "", today: date = TODAY, rules: tuple[Rule, ...] = RULES) -> set[str]:
    """What is not on by docgen.toml at the last step."""
    lint = load(root, toml).lint
    on = selected(rules, Selection(enable=lint.enable, disable=lint.disable), today, account)
    return {rule.id for rule in rules if not rule.off} - {rule.id for rule in on}


def test_a_rule_is_off_for_the_accounts_that_are_named(tmp_path: Path) -> None:
    toml = "[[lint.disable]]\nrule = 'item-has-decision'\naccounts = ['kumo']\nreason = '立ち上げ中'"
    assert off(tmp_path, toml, "kumo") == {"item-has-decision"}
    assert off(tmp_path, toml, "hoshi") == off(tmp_path, toml) == set()


def test_a_pack_is_off_until_its_day(tmp_path: Path) -> None:
    toml = "[[lint.disable]]\npack = 'document'\nuntil = 2026-11-24\nreason = '移行中'"
    assert off(tmp_path, toml) == {rule.id for rule in RULES if rule.pack == "document" and not rule.off}
    assert off(tmp_path, toml, today=date(2026, 11, 25)) == set()
    (entry,) = expired(load(tmp_path, toml).lint.disable, date(2026, 11, 25))
    assert entry.pack == "document"


def test_a_rule_that_is_off_as_it_comes_can_be_switched_on() -> None:
    rule = msgspec.structs.replace(RULES[0], off=Bilingual(ja="機能がまだありません", en="no such feature yet"))
    assert selected((rule,), Selection(), TODAY) == selected((rule,), Selection(only=(rule.id,)), TODAY) == ()
    assert selected((rule,), Selection(enable=(rule.id,)), TODAY) == (rule,)


def test_a_rule_of_a_later_step_can_be_switched_on_alone() -> None:
    on = selected(RULES, Selection(step=1, enable=("agenda-has-stance",)), TODAY)
    assert {rule.id for rule in on if rule.step > 1} == {"agenda-has-stance"}


WRONG = {
    "an unknown rule": (
        "[[lint.disable]]\nreason = 'a'\nrule = 'item-has-desicion'",
        "docgen.toml:3: lint.disable[0].rule: there is no rule 'item-has-desicion' → did you mean item-has-decision?",
    ),
    "an unknown account": (
        "[[lint.disable]]\nreason = 'a'\npack = 'karte'\naccounts = ['kumo', 'hosi']",
        "docgen.toml:4: lint.disable[0].accounts[1]: there is no account 'hosi' → did you mean hoshi?",
    ),
    "an unknown rule switched on": (
        "[lint]\nenable = [\n  'agenda-has-stanse']",
        "docgen.toml:3: lint.enable[0]: there is no rule 'agenda-has-stanse' → did you mean agenda-has-stance?",
    ),
}


@pytest.mark.parametrize(("toml", "line"), WRONG.values(), ids=WRONG.keys())
def test_what_is_not_there_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toml: str, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    made = load(tmp_path, toml)
    with pytest.raises(InputError) as caught:
        known(made.lint, made.config, IDS, ["kumo", "hoshi"])
    assert caught.value.line("en") == line
