"""docgen.toml: found, read, and refused with file, line and key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgen import resources, settings
from docgen.errors import InputError
from docgen.settings import Configuration
from docgen.workflows.starters import docgen_toml


def load(root: Path, text: str) -> settings.Settings:
    (root / "docgen.toml").write_text(text, encoding="utf-8")
    return settings.load(start=root)


FIELD = """\
[[fields]]
id = "{id}"
section = "basics"
audience = "shared"
label = {{ ja = "a", en = "a" }}
question = {{ ja = "a", en = "a" }}
"""

WRONG = {
    "an unknown key": ("langauge = 'ja'", "docgen.toml:1: langauge: there is no such key → did you mean language?"),
    "an unknown key in a table": (
        "[lint]\n\nfail-on = 'error'",
        "docgen.toml:3: lint.fail-on: there is no such key → did you mean fail_on?",
    ),
    "a wrong type": (
        "step = 1\nchips = 'yes'",
        "docgen.toml:2: chips: write true or false here → it is now 'yes'",
    ),
    "a wrong choice": (
        "backend = 'gogle'",
        "docgen.toml:1: backend: 'gogle' is not one of the choices → did you mean google?",
    ),
    "a label for a field that is none": (
        "[labels]\ndecision = ['決裁事項']",
        "docgen.toml:2: labels.decision: there is no such key → did you mean decisions?",
    ),
    "a label that is none": (
        "[labels]\ndecisions = ['決裁事項', ' ']",
        "docgen.toml:2: labels.decisions[1]: ' ' cannot be a label → use one line of at most 40 characters",
    ),
    "a label for two fields": (
        "[labels]\nviews = ['声']\ndecisions = ['声']",
        "docgen.toml:3: labels.decisions[0]: “声” is a word for views already → have it in one of them",
    ),
    "a step that is none": ("step = 5", "docgen.toml:1: step: 5 is not one of the choices → one of 1, 2, 3, 4"),
    "a time zone that is none": (
        "# 時刻\ntime_zone = 'Asia/Tokio'",
        "docgen.toml:2: time_zone: there is no time zone 'Asia/Tokio' → for example Asia/Tokyo",
    ),
    "a quota of nothing": (
        "[quota]\nreads = 100\nwrites = 0",
        "docgen.toml:3: quota.writes: the value does not fit: 1 or more",
    ),
    "a quota that is no number": (
        "[quota]\nwrites = '60'",
        "docgen.toml:2: quota.writes: write a whole number here → it is now '60'",
    ),
    "a quota of something else": (
        "[quota]\nwrite = 60",
        "docgen.toml:2: quota.write: there is no such key → did you mean writes?",
    ),
    "no stage": ("stages = []", 'docgen.toml:1: stages: there is no stage → for example stages = ["onboarding"]'),
    "a stage twice": (
        "stages = [\n  'a',\n  'b',\n  'a',\n]",
        "docgen.toml:4: stages[2]: 'a' cannot be the name of a stage → use one line, not empty, not there twice",
    ),
    "a rule off without reason": (
        "[lint]\ndisable = [\n  { rule = 'a', reason = ' ' }\n]",
        "docgen.toml:3: lint.disable[0].reason: the reason is empty → say why, for those who read it later",
    ),
    "a rule off until a day that is none": (
        "[[lint.disable]]\nrule = 'a'\nreason = 'b'\nuntil = '2026-02-30'",
        "docgen.toml:4: lint.disable[0].until: there is no date '2026-02-30' → for example 2026-12-31",
    ),
    "neither a rule nor a pack off": (
        "[[lint.disable]]\nreason = 'b'",
        'docgen.toml:1: lint.disable[0]: it names either a rule or a pack → for example rule = "item-has-decision"',
    ),
    "a pack off that is none": (
        "[[lint.disable]]\npack = 'kart'\nreason = 'b'",
        "docgen.toml:2: lint.disable[0].pack: 'kart' is not one of the choices → did you mean karte?",
    ),
    "a field without audience": (
        FIELD.format(id="a").replace('audience = "shared"\n', ""),
        "docgen.toml:1: fields[0]: audience is missing → add audience",
    ),
    "a field with a name for an id": (
        FIELD.format(id="繁忙期"),
        "docgen.toml:2: fields[0].id: '繁忙期' cannot be the id of a field → use lower-case letters, digits and -",
    ),
    "a field twice": (
        FIELD.format(id="a") * 2,
        "docgen.toml:8: fields[1].id: the field 'a' stands twice → change the id of one",
    ),
    "not TOML": ("language: ja", "docgen.toml:1: this is not TOML: Expected '=' after a key in a key/value pair"),
}


@pytest.mark.parametrize(("text", "line"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_setting_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        load(tmp_path, text)
    assert caught.value.line("en").startswith(line)
    assert "\n" not in caught.value.line("ja")


def test_an_empty_file_means_what_docgen_means(tmp_path: Path) -> None:
    found = load(tmp_path, "")
    assert {name: getattr(found, name) for name in Configuration.__struct_fields__} == {
        name: getattr(Configuration(), name) for name in Configuration.__struct_fields__
    }
    assert found.all_stages == ("sales", "onboarding", "retention", "dormant", "churned")
    assert (found.root, found.documents) == (tmp_path, tmp_path / ".docgen" / "documents.sqlite")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_new_workspace_states_what_holds_anyway(tmp_path: Path, language: str) -> None:
    found = load(tmp_path, docgen_toml(language))
    assert found == settings.Settings(root=found.root, config=found.config, language=found.language)
    assert found.language == language


@pytest.mark.parametrize("language", ["ja", "en"])
def test_what_a_new_workspace_suggests_can_be_switched_on(tmp_path: Path, language: str) -> None:
    suggested = [
        line.removeprefix("# ")
        for line in docgen_toml(language).splitlines()
        if not line.startswith("# ") or " = " in line or line.startswith("# [")
    ]
    found = load(tmp_path, "\n".join(suggested))
    assert [field.id for field in found.fields] == ["peak-season"]
    assert len(found.lint.disable) == 1


class TestFind:
    def test_by_walking_up(self, tmp_path: Path) -> None:
        (tmp_path / "docgen.toml").touch()
        below = tmp_path / "agendas" / "minato"
        below.mkdir(parents=True)
        assert settings.find(below, environ={}) == tmp_path / "docgen.toml"

    def test_what_is_asked_for_comes_first(self, tmp_path: Path) -> None:
        asked, said = tmp_path / "a.toml", tmp_path / "b.toml"
        assert settings.find(tmp_path, asked, {"DOCGEN_CONFIG": str(said)}) == asked
        assert settings.find(tmp_path, None, {"DOCGEN_CONFIG": str(said)}) == said

    def test_a_folder_means_the_file_in_it(self, tmp_path: Path) -> None:
        assert settings.find(config=tmp_path, environ={}) == tmp_path / "docgen.toml"

    def test_none(self, tmp_path: Path) -> None:
        with pytest.raises(InputError) as caught:
            settings.find(tmp_path, environ={})
        assert caught.value.line("ja") == (
            f"{tmp_path}: ここはワークスペースではありません（docgen.toml がありません）　→ docgen init で作れます"
        )


def test_a_rule_is_off_through_its_last_day(tmp_path: Path) -> None:
    (off,) = load(tmp_path, "[[lint.disable]]\nrule = 'a'\nreason = 'b'\nuntil = 2026-12-31").lint.disable
    assert off.lasts(date(2026, 12, 31))
    assert not off.lasts(date(2027, 1, 1))


def test_the_team_s_own_templates_and_rules_come_first(tmp_path: Path) -> None:
    found = load(tmp_path, "")
    assert list(found.template_directories) == [resources.templates()]
    (tmp_path / "templates").mkdir()
    (tmp_path / "lint_rules").mkdir()
    assert list(found.template_directories) == [tmp_path / "templates", resources.templates()]
    assert list(found.rule_directories) == [tmp_path / "lint_rules", resources.rules()]
