"""The frame: help, languages, mistakes, and how a run ends."""

from __future__ import annotations

import errno
import importlib
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from docgen import __version__
from docgen.cli import frame
from docgen.cli import main as module
from docgen.cli.context import Session
from docgen.errors import ChangedError, NotAllowedError, OutcomeUnknownError, Text, UnavailableError
from tests.cli.conftest import Terminal

TOP = Path(module.__file__).parents[2]
HEAVY = ("googleapiclient", "jinja2", "yaml", "msgspec", "markdown_it", "httplib2", "rich", "tomllib", "docgen.errors")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException | int]:
    """A command ``fail``, which raises (or returns) the first of these."""
    what: list[BaseException | int] = []

    @frame.command("fail", ja="失敗します", en="Fail")
    def command() -> int:
        click.echo("half a")
        if isinstance(what[0], BaseException):
            raise what[0]
        return what[0]

    def import_module(name: str) -> object:
        return type("Module", (), {"command": command})

    monkeypatch.setitem(module.TABLE, "fail", ("failing", ("失敗します", "Fail")))
    monkeypatch.setattr("docgen.cli.frame.importlib.import_module", import_module)
    return what


def test_the_version(terminal: Terminal) -> None:
    assert terminal.run("--version").out == f"docgen {__version__}\n"


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_the_front_door_imports_click_only(argument: str) -> None:
    code = (
        f"import sys; from docgen.__main__ import run; sys.argv = ['docgen', {argument!r}]; run(); "
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=TOP, capture_output=True, text=True, check=True)
    assert ran.stderr == "[]\n"


@pytest.mark.parametrize("name", module.TABLE)
def test_every_command_is_where_the_table_says(name: str) -> None:
    where, words = module.TABLE[name]
    command = importlib.import_module(where).command
    assert isinstance(command, frame.Bilingual)
    assert command.name == name
    for short, long in zip(words, command.words, strict=True):
        assert short
        assert long


def test_help_speaks_both_languages(terminal: Terminal) -> None:
    assert "Make a workspace\n" in terminal.run().out
    assert "ワークスペースを作ります\n" in terminal.run("--help", "--lang", "ja").out
    assert "顧客の一覧を表示します。\n" in terminal.run("--lang=ja", "account").out
    assert "この説明を表示します。\n" in terminal.run("account", "list", "-h", "--lang", "ja").out


class TestLanguage:
    def told(self, terminal: Terminal, *arguments: str) -> str:
        return terminal.run(*arguments, "account", "show", "x").err

    def test_of_the_locale(self, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
        assert "this is no workspace" in self.told(terminal)
        monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
        assert "ここはワークスペースではありません" in self.told(terminal)

    def test_of_the_workspace_comes_first(self, terminal: Terminal) -> None:
        terminal.run("init", "--lang", "ja")
        assert "顧客 'x' はありません" in self.told(terminal)
        assert "there is no account 'x'" in self.told(terminal, "--lang", "en")

    def test_of_a_workspace_that_cannot_be_read(self, terminal: Terminal) -> None:
        terminal.write({"docgen.toml": 'language = "ja"\nlayuot = "table"\n'})
        assert self.told(terminal) == "docgen.toml:2: layuot: そのようなキーはありません　→ もしかして: layout\n"

    def test_of_the_workspace_that_was_asked_for(self, terminal: Terminal) -> None:
        terminal.run("init", "team", "--lang", "ja")
        assert "顧客 'x' はありません" in self.told(terminal, "--config", "team/docgen.toml")
        assert "顧客 'x' はありません" in terminal.run("account", "show", "x", "--config", "team").err


MISUSE = {
    "an unknown command": (["acount"], "there is no command 'docgen acount' → did you mean account?"),
    "an unknown command of a group": (
        ["account", "import_"],
        "there is no command 'docgen account import_' → did you mean import?",
    ),
    "an unknown option": (["account", "list", "--stag"], "there is no option --stag → did you mean --stage?"),
    "an unknown option like no other": (
        ["account", "list", "-x"],
        "there is no option -x → see docgen account list --help",
    ),
    "a missing argument": (["account", "show"], "ACCOUNT is missing → see docgen account show --help"),
    "an argument too many": (
        ["account", "list", "x"],
        "there is an argument too many: x → see docgen account list --help",
    ),
    "a choice that is none": (
        ["account", "list", "--format", "xml"],
        "--format must be one of text, json → see docgen account list --help",
    ),
    "a language that is none": (["--lang", "fr", "init"], "--lang must be one of ja, en → see docgen --help"),
    "an option without value": (
        ["account", "list", "--stage"],
        "--stage needs a value → see docgen --help",
    ),
}


@pytest.mark.parametrize(("arguments", "line"), MISUSE.values(), ids=MISUSE.keys())
def test_misuse_is_told_in_one_line(terminal: Terminal, arguments: list[str], line: str) -> None:
    ran = terminal.run(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", line + "\n")
    japanese = terminal.run(*arguments, "--lang", "ja") if "--lang" not in arguments else None
    assert japanese is None or (japanese.code, japanese.err.count("\n")) == (2, 1)
    assert terminal.tree() == {}


ENDINGS = {
    "findings": (1, 1, ""),
    "changed": (ChangedError(Text("変わりました", "it changed")), 4, "it changed\n"),
    "not allowed": (NotAllowedError(Text("だめです", "not allowed")), 3, "not allowed\n"),
    "unknown": (OutcomeUnknownError(Text("不明です", "unknown")), 5, "unknown\n"),
    "unavailable": (UnavailableError(Text("後で", "later")), 6, "later\n"),
    "a full disk": (
        OSError(errno.ENOSPC, "No space left on device", "/data/x.sqlite"),
        2,
        "/data/x.sqlite: the disk is full → make room, then run it again\n",
    ),
    "a read-only place": (
        OSError(errno.EROFS, "Read-only file system"),
        2,
        "this place is read-only → run it in a place that can be written\n",
    ),
    "something else of the system": (
        OSError(errno.EIO, "Input/output error"),
        2,
        "cannot be read or written (Input/output error)\n",
    ),
    "Ctrl-C": (KeyboardInterrupt(), 130, "interrupted\n"),
    "Ctrl-C at a question": (click.Abort(), 130, "interrupted\n"),
    "click's own": (click.FileError("a", "b"), 2, "Could not open file 'a': b\n"),
}


@pytest.mark.parametrize(("what", "code", "err"), ENDINGS.values(), ids=ENDINGS.keys())
def test_how_a_run_ends(
    terminal: Terminal, failing: list[BaseException | int], what: BaseException | int, code: int, err: str
) -> None:
    failing.append(what)
    ran = terminal.run("fail")
    assert (ran.code, ran.out, ran.err) == (code, "half a\n", err)


def test_a_fault_of_docgen_is_not_taken_for_findings(terminal: Terminal, failing: list[BaseException | int]) -> None:
    failing.append(ZeroDivisionError("division by zero"))
    ran = terminal.run("fail")
    assert ran.code == 2
    assert ran.err.startswith("Traceback")
    assert ran.err.endswith("ZeroDivisionError: division by zero\nthis is a fault of docgen; please report it\n")


FLOOD = """
import sys
from docgen.cli import frame, main
flood = frame.command("flood", ja="", en="")(lambda: [print("x" * 999) for _ in range(999)])
main.docgen.get_command = lambda ctx, name: flood
sys.exit(main.main(["flood"]))
"""


def test_a_reader_that_goes_away_is_no_news() -> None:
    command = [sys.executable, "-c", FLOOD]
    with subprocess.Popen(command, cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_ctrl_c_while_the_command_line_loads(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(TOP)])}
    ran = subprocess.run([sys.executable, "-m", "docgen"], env=environment, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, b"")


def test_a_character_that_the_terminal_cannot_show_stops_nothing() -> None:
    code = "from docgen.cli.main import main; main(['account', 'show', '𠮷\\udcff', '--lang', 'ja'])"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    ran = subprocess.run([sys.executable, "-c", code], env=environment, cwd=TOP, capture_output=True, check=True)
    assert ran.stderr.count(b"\n") == 1


def test_outside_a_run_there_is_a_session_too() -> None:
    assert frame.spoken(("日本語", "English")) == "English"
    assert Session("ja").language == "ja"
