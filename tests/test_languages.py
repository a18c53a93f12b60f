"""Nothing of docgen's own in the other language: in documents, mails and pages, and in what commands print.

Who reads what: a customer's document and mail are in the account's language, all else in the user's. Messages may show
lines of the document as they stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Final

import click
import pytest

from docgen.account.dates import Language
from docgen.cli.main import main
from docgen.formats.html_styles import FONTS
from tests.cli.test_frame import MISUSE
from tests.cli.test_path import REFUSED
from tests.desk import JAPANESE, LATIN, Desk
from tests.languages import commands, foreign, visible
from tests.walk import walk

ELSEWHERE: Final[Mapping[str, str]] = {
    "docgen demo": "its team is a sample of customers of both languages; what it says itself is in test_texts.py",
    "docgen emulator serve": "runs until Ctrl-C, and says one line",
    "docgen live": "runs until Ctrl-C; its few words are in test_live.py",
}
DATA: Final = ("--format json", "--format sarif")
"""Forms for programs, which mostly hold what the others say."""
BROKEN: Final[Mapping[str, str]] = {
    "kind": "title: x\nstart: 2026-12-01\nitems:\n  - {title: x, kind: talk}\n",
    "date": "title: x\nstart: tomorrow\n",
    "number": "title: x\nstart: 2026-12-01\nitems:\n  - {title: x, minutes: -5}\n",
    "indentation": "title: x\n\tstart: 2026-12-01\n",
    "quote": 'title: "x\nstart: 2026-12-01\n',
    "list": "- x\n",
    "nothing": "",
}
"""Agenda files."""


@pytest.fixture(scope="module", params=["ja ja", "ja en", "en ja"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A walk, by the languages of the documents and of the user."""
    document, user = request.param.split()
    words = JAPANESE if (document, user) == ("ja", "ja") else LATIN
    made = Desk(tmp_path_factory.mktemp("desk"), document, user, words)
    walk(made)
    return made


def test_everything_is_in_its_reader_s_language(desk: Desk) -> None:
    found = []
    for said in desk.said:
        quoted = desk.quotable if said.language == desk.user != desk.document else ()
        strange = foreign(visible(said.text), said.language, (*desk.words.all(), *quoted))
        found += [f"{said.command}: {words}" for words in strange]
    assert not found, "\n".join(found)


def test_pages_name_their_language_and_fonts(desk: Desk) -> None:
    pages = [said for said in desk.said if said.text.startswith("<!DOCTYPE html>")]
    assert {said.command.split()[1] for said in pages} == {"lint", "show", "report", "export", "templates"}
    for page in pages:
        assert f'<html lang="{page.language}">' in page.text
        assert f"--fonts: {FONTS[page.language]};" in page.text
    for file in desk.root.rglob("*.html"):
        assert f'<html lang="{desk.document if file.name == "copy.html" else desk.user}">' in file.read_text("utf-8")


def test_every_command_and_every_form_was_tried(desk: Desk) -> None:
    """A new command or form is to be walked, too: tests/walk.py."""
    walked = [said.command for said in desk.said]
    missing = []
    for path, command in commands():
        mine = [each for each in walked if f"{each} ".startswith(f"{path} ")]
        forms = [f"{option.opts[0]} {form}" for option, form in _forms(command)]
        tried = {f"{a} {b}" for each in mine for a, b in zip(each.split(), each.split()[1:], strict=False)}
        without = {f"{option.opts[0]} {option.default}" for option, _ in _forms(command)} if mine else set()
        missing += [] if mine or path in ELSEWHERE else [path]
        missing += [f"{path} {form}" for form in forms if form not in {*tried, *without, *DATA}]
    assert not missing


def _forms(command: click.Command) -> Iterator[tuple[click.Option, str]]:
    for option in command.params:
        if isinstance(option, click.Option) and isinstance(option.type, click.Choice):
            yield from ((option, form) for form in option.type.choices if option.opts[0] in ("--format", "--to"))


@pytest.mark.parametrize(
    ("text", "language", "strange"),
    [
        ("  文書は変えていません（--refresh で置き換えます）→ docgen account add 顧客名", "ja", False),
        ("items[0].stance: 文書「Ab」　→ accounts.csv の owner に [item-has-decision 12ab34cd56ef]", "ja", False),
        ("**Decisions**", "ja", True),
        ("12/1 (Tue) 会議 3 meetings", "ja", True),
        ("☐ 送る (owner: 鈴木, due: 12/4)", "ja", True),
        ("the document was not changed", "ja", True),
        ("2026-12-01 (Tue) – it’s “Ab” → see docgen lint --help", "en", False),
        ("Decisions：Ab", "en", True),
        ("・Ab", "en", True),
    ],
)
def test_what_is_of_the_other_language_is_seen(text: str, language: Language, strange: bool) -> None:
    assert bool(foreign(text, language, ["Ab"])) is strange


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", ["docgen", *(path for path, _ in commands())])
def test_help_speaks_one_language(path: str, language: Language) -> None:
    for arguments in {path, path.rpartition(" ")[0] or path}:
        told = _told(*arguments.split()[1:], "--help", language=language)
        assert not foreign(told, language)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_mistakes_are_told_in_one_language(language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    known = ("acount", "import_", "stag", "xml", "acm", "stanse", "agenda", "none", "json", "text", "members", "Ipsum")
    for misused, _ in MISUSE.values():
        assert "--lang" in misused or not foreign(_told(*misused, language=language), language, known)
    _told("init", ".", language=language)
    _told("account", "add", "Ipsum", "--id", "acme", language=language)
    _told("create", "acme", language=language)
    for refused, _ in REFUSED.values():
        assert not foreign(_told(*refused, language=language), language, known)
    for text in BROKEN.values():
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        said = _told("prepare", "acme", "--agenda", "a.yaml", language=language)
        assert not foreign(said, language, ("talk", "tomorrow", "share", "discuss", "decide", "start"))


def _told(*arguments: str, language: Language) -> str:
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        main([*arguments, "--lang", language])
    return out.getvalue() + err.getvalue()
