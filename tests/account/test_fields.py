"""Field definitions: complete, safe to show, and open to a team's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import resources
from docgen.account import fields
from docgen.errors import InputError
from docgen.settings import FieldDefinition
from tests.account.workspaces import workspace

SHIPPED = fields.read(resources.templates() / "fields.yaml")
NEVER_SHARED = {
    "person-role",
    "person-warmth",
    "satisfaction",
    "champion-drive",
    "health-score",
    "internal-notes",
    "decision-process",
}

OWN = """\
[[fields]]
id = "{id}"
section = "{section}"
label = {{ ja = "繁忙期", en = "Peak season" }}
question = {{ ja = "忙しい時期はいつですか？", en = "When is your busiest time?" }}
audience = "{audience}"
who_can_answer = ["{who}"]
"""


def own(**parts: str) -> str:
    return OWN.format(**{"id": "peak-season", "section": "basics", "audience": "shared", "who": "floor"} | parts)


def test_what_is_internal_is_not_shared(tmp_path: Path) -> None:
    shared = {field.id for _, group in fields.load(workspace(tmp_path)).shared() for field in group}
    internal = {field.id for _, group in fields.load(workspace(tmp_path)).internal() for field in group}
    assert internal >= NEVER_SHARED
    assert shared | internal == {field.id for field in SHIPPED.fields}
    assert not shared & internal


def test_the_customer_s_tab_has_its_groups(tmp_path: Path) -> None:
    groups = [(section.label.ja, section.shape) for section, _ in fields.load(workspace(tmp_path)).shared()]
    assert groups == [
        ("導入目的", "entries"),
        ("利用用途", "entries"),
        ("目標・問題・課題", "points"),
        ("体制（登場人物）", "people"),
        ("サクセスロードマップ", "rows"),
        ("基本情報", "entries"),
    ]


@pytest.mark.parametrize("field", SHIPPED.fields, ids=lambda field: str(field.id))
def test_every_field_can_be_asked(field: FieldDefinition) -> None:
    assert field.who_can_answer
    assert field.question.ja.endswith("？")
    assert field.question.en.endswith("?")
    assert field.label.ja
    assert field.label.en


def test_executives_answer_the_purpose_the_floor_the_usage_and_it_neither() -> None:
    who = {field.id: field.who_can_answer for field in SHIPPED.fields}
    assert "executive" in who["purpose"]
    assert "floor" in who["usage"]
    assert not {"it"} & {*who["purpose"], *who["usage"]}


def test_a_team_adds_and_replaces_fields(tmp_path: Path) -> None:
    found = fields.load(workspace(tmp_path, toml=own() + own(id="sites")))
    assert [field.id for field in found.fields][-1] == "peak-season"
    assert len(found.fields) == len(SHIPPED.fields) + 1
    sites = found.field("sites")
    assert sites is not None
    assert sites.label.ja == "繁忙期"
    assert found.field("nothing") is None


def test_a_team_has_definitions_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "fields.yaml").write_text("roles: []\nsections: []\nfields: []\n", encoding="utf-8")
    assert fields.load(workspace(tmp_path)).fields == ()


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        (own(section="basic"), "docgen.toml:3: fields[0].section: there is no section 'basic' → did you mean basics?"),
        (own(who="flor"), "docgen.toml:7: fields[0].who_can_answer[0]: there is no role 'flor' → did you mean floor?"),
        (
            own(id="person-warmth"),
            "docgen.toml:6: fields[0].audience: the field 'person-warmth' is internal → add it under another id",
        ),
    ],
)
def test_a_definition_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, toml: str, line: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        fields.load(workspace(tmp_path, toml=toml))
    assert caught.value.line("en") == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "sections:\n- {id: a, label: {ja: a, en: a}}\n- {id: a, label: {ja: a, en: a}}\nroles: []\nfields: []\n",
            "fields.yaml:3: sections[1].id: the id 'a' stands twice → change the id of one",
        ),
        (
            "sections: []\nroles: []\nfields:\n- {id: a, section: b, audience: shared, label: {ja: a, en: a}, "
            "question: {ja: a, en: a}}\n",
            "fields.yaml:4: fields[0].section: there is no section 'b'",
        ),
    ],
)
def test_a_file_that_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fields.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        fields.read(tmp_path / "fields.yaml")
    assert caught.value.line("en") == line
