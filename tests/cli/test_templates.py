"""``docgen templates``, and a workspace's own templates in every command that uses some."""

from __future__ import annotations

import json

import jsonschema
import pytest

from docgen import resources
from tests.cli.conftest import Terminal
from tests.pages import ROOT

SHIPPED = resources.templates()
FOLLOW = (
    "fields: {stance: {canonical: What we think}, other: {canonical: Rest}}\nkinds: {decide: {canonical: Approve}}\n"
)


def shipped(name: str, *changes: tuple[str, str]) -> str:
    """Docgen's template ``name`` with ``changes``."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def valid(ran_out: str, name: str) -> object:
    """What a program reads, valid by its schema."""
    value: object = json.loads(ran_out)
    schema = json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(value, schema)
    return value


@pytest.fixture
def kaede(workspace: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A workspace with one customer."""
    monkeypatch.setenv("DOCGEN_NOW", "2026-12-01T09:00")
    assert workspace.run("account", "add", "Kaede Foods", "--id", "kaede").code == 0
    return workspace


def prepared(kaede: Terminal) -> Terminal:
    """The customer's document with one meeting."""
    kaede.write(
        {"agenda.yaml": "title: Review\nstart: 2026-12-01 10:00\nitems:\n  - {title: A, kind: decide, stance: B}\n"}
    )
    assert kaede.run("create", "kaede").code == 0
    assert kaede.run("prepare", "kaede", "--agenda", "agenda.yaml").code == 0
    return kaede


def test_the_list_says_whose_each_is(workspace: Terminal) -> None:
    assert workspace.run("templates", "copy", "meeting").out == "templates/en/meeting.md.j2\n"
    lines = workspace.run("templates", "list").out.splitlines()
    assert lines[1].split() == ["en/meeting.md.j2", "own", "the", "block", "of", "a", "meeting", "(prepare)"]
    assert sum(" own " in line for line in lines) == 1
    listed = valid(workspace.run("templates", "list", "--format", "json").out, "templates")
    assert isinstance(listed, list)
    assert [each["name"] for each in listed if each["own"]] == ["en/meeting.md.j2"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("meting", "there is no template meting → did you mean"),
        ("report", "there is no template report → one of report/report.html.j2, report/report.md.j2"),
        ("en/meeting.md.j2", "templates/en/meeting.md.j2: this is there already → change it as it is"),
    ],
)
def test_what_cannot_be_copied(workspace: Terminal, name: str, told: str) -> None:
    workspace.run("templates", "copy", "meeting")
    before = workspace.tree()
    ran = workspace.run("templates", "copy", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(told)
    assert workspace.tree() == before


def test_without_templates_of_its_own_a_team_is_told_how_to_begin(workspace: Terminal) -> None:
    ran = workspace.run("templates", "check")
    assert (ran.code, ran.out) == (0, "")
    assert "docgen templates copy meeting" in ran.err


def test_findings_have_a_place_and_an_exit_code(workspace: Terminal) -> None:
    broken = shipped("en/meeting.md.j2", ("{{ goal }}", "{{ gaol }}"))
    workspace.write({"templates/en/meeting.md.j2": broken, "templates/en/metting.md.j2": "x", "old.md.j2": "x"})
    ran = workspace.run("templates", "check")
    assert (ran.code, ran.err) == (1, "templates: 1, to mend: 2\n")
    assert ran.out.splitlines() == [
        "templates/en/meeting.md.j2:18: there is no value gaol → did you mean goal?",
        "templates/en/metting.md.j2: no template of this name is used → did you mean en/meeting.md.j2?",
    ]
    ran = workspace.run("templates", "check", "old.md.j2", "none.md.j2", "templates/en/meeting.md.j2")
    assert (ran.code, ran.out.count("\n")) == (2, 1)
    assert "old.md.j2: its name does not tell which template it is" in ran.err
    assert "none.md.j2: " in ran.err
    checked = valid(workspace.run("templates", "check", "--format", "json").out, "templates-check")
    assert isinstance(checked, dict)
    assert [(each["file"], each["line"]) for each in checked["findings"]] == [
        ("templates/en/meeting.md.j2", 18),
        ("templates/en/metting.md.j2", 0),
    ]


def test_a_file_that_is_not_utf8(workspace: Terminal) -> None:
    workspace.write({"templates/ja/meeting.md.j2": "議題".encode("cp932")})
    ran = workspace.run("templates", "check")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("templates/ja/meeting.md.j2: ")


def test_it_works_without_a_workspace(terminal: Terminal) -> None:
    terminal.write(
        {"drafts/en/meeting.md.j2": shipped("en/meeting.md.j2"), "meeting.md.j2": shipped("en/meeting.md.j2")}
    )
    before = terminal.tree()
    ran = terminal.run("templates", "check", "drafts/en/meeting.md.j2", "meeting.md.j2", "--lang", "en")
    assert (ran.code, ran.out, ran.err) == (0, "", "templates: 2, all well\n")
    assert terminal.run("templates", "list").code == 0
    assert terminal.tree() == before


def test_the_preview_shows_the_teams_own(workspace: Terminal) -> None:
    workspace.write({"templates/en/meeting.md.j2": shipped("en/meeting.md.j2", ("### Other", "### Overall"))})
    assert "\n### Overall\n" in workspace.run("templates", "preview").out
    assert "Overall</h3>" in workspace.run("templates", "preview", "meeting", "--to", "html").out
    assert "# About Sample Foods" in workspace.run("templates", "preview", "karte").out
    ran = workspace.run("templates", "preview", "report")
    assert (ran.code, ran.err) == (2, "there is no preview of report → known here: document, karte, meeting\n")


def test_what_is_wrong_stops_a_prepare_before_it_writes(kaede: Terminal) -> None:
    prepared(kaede)
    said = kaede.run("show", "kaede").out
    broken = shipped("en/meeting.md.j2", ("{{ goal }}", "{{ goal }} {.nte}"))
    kaede.write({"templates/en/meeting.md.j2": broken})
    ran = kaede.run("prepare", "kaede", "--title", "Next", "--date", "2026-12-08")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "templates/en/meeting.md.j2:18: {.nte}: there is no class 'nte' → did you mean note?\n"
    kaede.write({"templates/en/meeting.md.j2": shipped("en/meeting.md.j2"), "templates/labels/en.yaml": "feilds: {}\n"})
    ran = kaede.run("prepare", "kaede", "--title", "Next", "--date", "2026-12-08")
    assert (ran.code, ran.err.split(" →")[0]) == (2, "templates/labels/en.yaml:1: feilds: there is no such key")
    kaede.write({"templates/labels/en.yaml": "fields: {}\n"})
    assert kaede.run("show", "kaede").out == said


def test_words_of_the_teams_own_in_old_and_new_meetings(kaede: Terminal) -> None:
    prepared(kaede)
    changes = (("Our stance (hypothesis)", "What we think"), ("### Other", "### Rest"))
    kaede.write(
        {"templates/en/meeting.md.j2": shipped("en/meeting.md.j2", *changes), "templates/labels/en.yaml": FOLLOW}
    )
    assert kaede.run("templates", "check").code == 0
    kaede.write(
        {"next.yaml": "title: Next\nstart: 2026-12-08 10:00\nitems:\n  - {title: A, kind: decide, stance: C}\n"}
    )
    assert kaede.run("prepare", "kaede", "--agenda", "next.yaml").code == 0
    shown = kaede.run("show", "kaede").out
    assert [line for line in shown.splitlines() if line in ("B", "C")] == ["C", "B"]
    assert shown.count("**What we think**") == 2
    assert shown.count("(Approve)") == 2


def test_report_and_export_take_the_teams_own(kaede: Terminal) -> None:
    prepared(kaede)
    kaede.write(
        {
            "templates/report/labels.yaml": "title: {ja: 週次, en: Our week}\n",
            "templates/export/document.css": shipped("export/document.css") + "\n.ours { color: red }\n",
            "templates/en/show.md.j2": shipped(
                "en/show.md.j2", ("# {{ document.name }}", "# All of {{ document.name }}")
            ),
        }
    )
    assert kaede.run("report", "--format", "md").out.startswith("# Our week")
    assert ".ours { color: red }" in kaede.run("export", "kaede", "--to", "html").out
    assert kaede.run("show", "kaede").out.startswith("# All of Kaede Foods")
    kaede.write({"templates/report/report.md.j2": "# {{ words.titel }}\n"})
    ran = kaede.run("report", "--format", "md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("templates/report/report.md.j2:1: the template uses a value that is not given")
    kaede.write({"templates/export/document.html.j2": "{% if %}\n"})
    ran = kaede.run("export", "kaede", "--to", "html")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("templates/export/document.html.j2:1: the template is not valid")
