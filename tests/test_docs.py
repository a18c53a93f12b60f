"""The documentation says what docgen does: examples are run, tables compared with the code, links followed."""

from __future__ import annotations

import json
import re
import runpy
import shlex
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from docgen import errors, resources, settings
from docgen.account import agenda, roster
from docgen.account import fields as karte_fields
from docgen.account.cells import ACCOUNT_COLUMNS, MEMBER_COLUMNS
from docgen.account.labels import labels, own_words
from docgen.account.model import AgendaItemPlan, AgendaPlan
from docgen.clock import zone
from docgen.errors import InputError
from docgen.inputs.own import OwnConfig
from docgen.inputs.toml_source import read_toml
from docgen.inputs.typed import convert
from docgen.inputs.yaml_source import parse_yaml
from docgen.lint.examples import outcomes
from docgen.lint.files import read_rule
from docgen.render import document
from docgen.render.look import CLASSES
from docgen.render.samples import samples
from docgen.render.shapes import as_written, paths, shape_of
from docgen.workflows import workspace
from docgen.workflows.template_preview import CUSTOMER
from tests.pages import ROOT, Fence, Page, Shell, fits, steps

READMES = ("README.md", "README.ja.md")
PAGES = ("agenda", "calendar", "commands", "json", "lint", "live", "moving", "templates", "workspace")
OURS = (*READMES, *(f"docs/{name}.md" for name in PAGES))
BELOW = (str(path.relative_to(ROOT)) for top in ("docs", "examples") for path in (ROOT / top).rglob("*.md"))
EVERY = sorted({*OURS, "CHANGELOG.md", *BELOW})
FILES = ("yaml", "toml", "csv", "json", "jinja")
WRONG_ON_PURPOSE = {"agendas/kaede/2027-02-09.yaml"}
COMMANDS = runpy.run_path(str(ROOT / "docs" / "commands.py"))


@pytest.mark.parametrize("name", [name for name in OURS if "```console" in (ROOT / name).read_text(encoding="utf-8")])
def test_console_blocks_print_what_they_show(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(tmp_path, monkeypatch)
    for fence in Page.read(name).fences:
        if fence.language == "console":
            for step in steps(fence):
                got = shell.run(step.command)
                assert fits(step.output, got), f"{name}:{step.line}: $ {step.command}\n{got}"
                if "--format json" in step.command:
                    jsonschema.validate(json.loads(got), _schema_of(step.command))
        elif fence.file:
            shell.write(fence)


def _load_agenda(path: Path, here: settings.Settings) -> None:
    agenda.load(path, zone(here.time_zone))


def _load_words(path: Path) -> None:
    with own_words((path.parents[1],)):
        labels()


def _load_rule(path: Path, here: settings.Settings) -> None:
    assert [outcome.problem for outcome in outcomes(read_rule(path)) if outcome.problem] == []


def _import(path: Path, here: settings.Settings) -> None:
    assert workspace.import_accounts(here, path, agreed=lambda _: True, dry_run=True).added


LOADERS: Mapping[str, Callable[[Path, settings.Settings], object]] = {
    r"agendas/.*\.yaml": _load_agenda,
    r"lint_rules/.*\.yaml": _load_rule,
    r"customers\.csv": _import,
    r"(accounts|members)\.csv": lambda path, here: roster.load(here),
    r"config\.toml": lambda path, here: convert(read_toml(path), OwnConfig),
    r"docgen\.toml": lambda path, here: settings.load(path.parent),
    r"templates/labels/.*\.yaml": lambda path, here: _load_words(path),
    r"templates/.*\.j2": lambda path, here: None,  # a console block of its page prepares a meeting with it
}


@pytest.mark.parametrize("name", OURS)
def test_files_that_are_shown_can_be_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    workspace.init(Path(), "ja")
    files = [fence for fence in Page.read(name).fences if fence.language in FILES]
    for fence in files:
        (tmp_path / fence.file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / fence.file).write_text(fence.text, encoding="utf-8")
    for fence in files:
        load = next((load for shape, load in LOADERS.items() if re.fullmatch(shape, fence.file)), None)
        assert load, f"{fence}: this does not say which file it is"
        if fence.file in WRONG_ON_PURPOSE:
            with pytest.raises(InputError):
                load(tmp_path / fence.file, settings.load())
        else:
            load(tmp_path / fence.file, settings.load())


def test_commands_are_as_their_help_says() -> None:
    written = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert written == COMMANDS["page"](), "run `python docs/commands.py > docs/commands.md`"


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_in_the_readmes(name: str) -> None:
    from docgen.cli.main import TABLE

    text = (ROOT / name).read_text(encoding="utf-8")
    assert [command for command in TABLE if f"docgen {command}" not in text] == []


def test_every_json_form_has_its_schema_listed() -> None:
    import click

    from docgen.cli.main import docgen

    with_json = {
        ctx.command_path
        for command, ctx in COMMANDS["commands"](docgen, click.Context(docgen, info_name="docgen"))
        for option in command.params
        if isinstance(option.type, click.Choice) and "json" in option.type.choices
    }
    page = Page.read("docs/json.md")
    assert {word for words in _json_commands(page).values() for word in words} == with_json
    linked = {Path(link).name for link in page.links if link.endswith(".schema.json")}
    assert linked == {path.name for path in (ROOT / "docs" / "schemas").glob("*.schema.json")}


def _json_commands(page: Page) -> dict[str, list[str]]:
    """Schema → the commands that print by it."""
    rows = page.table("JSON · プログラムから使う")
    return {schema: re.findall(r"docgen(?: [a-z]+)+", commands) for commands, schema in rows}


def _schema_of(command: str) -> Any:
    listed = _json_commands(Page.read("docs/json.md"))
    name = next(name for name, words in listed.items() if command.startswith(tuple(words)))
    return json.loads((ROOT / "docs" / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EVERY)
def test_links_lead_somewhere(name: str) -> None:
    for link in Page.read(name).links:
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / name).parent / path if path else ROOT / name
        assert target.exists(), f"{name}: {link}"
        if anchor:
            assert anchor in Page.read(str(target.resolve().relative_to(ROOT))).anchors, f"{name}: {link}"


@pytest.mark.parametrize("name", READMES)
def test_the_floor_plan_is_the_import_contract(name: str) -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    layers = next(one["layers"] for one in tools["importlinter"]["contracts"] if one["type"] == "layers")
    there = {path.stem for path in (ROOT / "docgen").iterdir()}
    planned = [[part.strip(" ()") for part in layer.split("|")] for layer in layers]
    (drawn,) = [fence.text for fence in Page.read(name).fences if "__main__" in fence.text]
    picture = [re.split(r" {2,}", line)[0].split(" | ") for line in drawn.splitlines()]
    assert picture == [layer for layer in planned if there.issuperset(layer)]


@pytest.mark.parametrize("name", READMES)
def test_exit_codes_are_those_of_the_errors(name: str) -> None:
    heading = {"README.md": "Exit codes", "README.ja.md": "終了コード"}[name]
    codes = {0, 1, 130, errors.DocgenError.exit_code}
    codes |= {kind.exit_code for kind in errors.DocgenError.__subclasses__()}
    assert {int(code) for code, _ in Page.read(name).table(heading)} == codes


def test_the_readmes_are_alike() -> None:
    english, japanese = map(Page.read, READMES)
    assert [level for level, _ in english.headings] == [level for level, _ in japanese.headings]
    assert list(map(_outline, english.fences)) == list(map(_outline, japanese.fences))
    assert [_neutral(link) for link in english.links] == [_neutral(link) for link in japanese.links]


def _outline(fence: Fence) -> tuple[object, ...]:
    """What a block says in any language: its commands without texts, its keys without values."""
    head = (fence.language, fence.file)
    if fence.language == "console":
        return *head, [_neutral(re.sub(r"\"[^\"]*\"", '""', step.command)) for step in steps(fence)]
    if fence.language == "yaml":
        return *head, _shape(parse_yaml(fence.text, fence.file).data)
    if fence.language == "toml":
        return *head, _shape(tomllib.loads(fence.text))
    if fence.language == "csv":
        return *head, [line.split(",")[0] for line in fence.text.splitlines()], fence.text.splitlines()[0]
    if fence.language == "sh":
        lines = [" ".join(shlex.split(line, comments=True)) for line in fence.text.splitlines()]
        return *head, [re.sub(r"<[^>]*>", "<>", line) for line in lines]
    return *head, len(fence.text.splitlines())


def _shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shape(entry) for key, entry in value.items()}
    return list(map(_shape, value)) if isinstance(value, list) else type(value).__name__


def _neutral(text: str) -> str:
    """``text`` without what tells one language from the other."""
    text = re.sub(r"#.*", "#", text) if text.startswith(("#", "docs", "README")) else text
    return re.sub(r"\.ja\b|\.en\b", "", re.sub(r"--lang (ja|en)", "--lang", re.sub(r"--owner \S+", "--owner", text)))


def test_docgen_toml_is_described_in_full() -> None:
    page = Page.read("docs/workspace.md")
    plain = msgspec.to_builtins(settings.Configuration(quota=settings.QuotaSettings()))
    fields = plain.pop("labels")
    reading = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    assert [name for name in fields if f"`{name}`" not in reading] == []
    tables = ("lint", "karte", "quota", "archive", "chat")
    nested = {f"{table}.{key}": value for table in tables for key, value in plain[table].items()}
    wanted = {key: value for key, value in plain.items() if key not in tables} | nested
    described = {key: tomllib.loads(f"value = {usual}")["value"] for key, usual, *_ in page.table("docgen.toml")}
    assert described == {key: list(value) if isinstance(value, tuple) else value for key, value in wanted.items()}


@pytest.mark.parametrize(
    ("name", "heading", "keys"),
    [
        ("workspace", "A field", settings.FieldDefinition.__struct_fields__),
        ("workspace", "accounts.csv", ACCOUNT_COLUMNS),
        ("workspace", "members.csv", MEMBER_COLUMNS),
        ("agenda", "The meeting", AgendaPlan.__struct_fields__),
        ("agenda", "An item", AgendaItemPlan.__struct_fields__),
        ("templates", "Classes", tuple(CLASSES)),
    ],
)
def test_tables_name_every_key(name: str, heading: str, keys: tuple[str, ...]) -> None:
    assert {row[0] for row in Page.read(f"docs/{name}.md").table(heading)} == set(keys)


def test_templates_are_given_what_their_page_says() -> None:
    known = karte_fields.read(resources.templates() / "fields.yaml")
    every = karte_fields.FieldSet(known.roles, known.sections, known.fields)
    given = {
        "document": document.minutes_context(CUSTOMER["en"], "en"),
        "karte": document.karte_context(CUSTOMER["en"], every, "en"),
        "meeting": next(samples("en")).context("en"),
    }
    rows = Page.read("docs/templates.md").table("What a template is given")
    said = {(template, value): example for template, value, example, *_ in rows}
    assert said == {
        (template, as_written(path)): _example(context, path)
        for template, context in given.items()
        for path in paths(shape_of(context))
    }


def _example(context: Any, path: str) -> str:
    """The first line of what a variable holds in the sample."""
    for name in path.split("."):
        context = context[name.removesuffix("[]")]
        context = context[0] if name.endswith("[]") else context
    return "a list" if isinstance(context, list | tuple) else str(context).partition("\n")[0]
