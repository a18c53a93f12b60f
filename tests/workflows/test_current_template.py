"""Which template a meeting was prepared with, and what is asked once a team has another."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import resources
from docgen.inputs.template_version import SHIPPED, template_version
from docgen.lint.files import built_in, rules_of
from tests.team import AFTER, BEFORE, Team, at

RULE = "template-is-current"


def prepared(team: Team, day: str) -> None:
    item = {"title": "はじめ方", "kind": "decide", "stance": "夜勤から", "ask": "可否"}
    with at(BEFORE):
        team.prepare({"title": "定例", "start": f"{day} 10:00", "end": f"{day} 11:00", "items": [item]})


def asked(team: Team, moment: str = BEFORE) -> list[str]:
    return [each.meeting for each in team.lint(moment) if each.rule == RULE]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_is_still_to_come_and_was_prepared_with_another_template_is_asked_about(
    tmp_path: Path, language: str
) -> None:
    team = Team(tmp_path, language)
    team.create()
    prepared(team, "2026-12-01")
    shipped = (resources.templates() / language / "meeting.md.j2").read_text(encoding="utf-8")
    own = tmp_path / "templates" / language / "meeting.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text(shipped.replace("\n", "\r\n") + "\n", encoding="utf-8", newline="")
    assert asked(team) == [], "a mere copy is the same template"
    own.write_text(shipped + "\n### 近況\n", encoding="utf-8")
    prepared(team, "2026-12-08")
    assert asked(team) == ["2026-12-01"]
    assert asked(team, AFTER) == []
    own.unlink()
    assert asked(team) == ["2026-12-08"]


def test_the_rule_names_the_templates_that_come_with_docgen(tmp_path: Path) -> None:
    [rule] = [rule for rule in rules_of(built_in()) if rule.id == RULE]
    assert rule.options["current"] == dict.fromkeys(("ja", "en"), SHIPPED)
    name = "ja/meeting.md.j2"
    assert template_version(name, (tmp_path, resources.templates())) == SHIPPED
    (tmp_path / "ja").mkdir()
    versions = []
    for text in ("## a", "## b"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        versions.append(template_version(name, (tmp_path, resources.templates())))
    assert len({SHIPPED, *versions}) == 3
    assert all(len(each) == len("1-0123abcd") for each in versions)
