"""What every command is given: the language, the workspace, and where output goes.

Every run imports this, ``docgen --version`` too: hence no pathlib at the top.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from pathlib import Path

    from docgen.connect.counting import Traffic
    from docgen.errors import Text
    from docgen.settings import Settings

LANGUAGES = ("ja", "en")
NAME = "docgen.toml"
_LANGUAGE = r"""(?m)^\s*language\s*=\s*["'](ja|en)["']"""


class Session:
    """One run of the command line: what it was asked, and where its output goes."""

    def __init__(self, language: str = "", config: Path | None = None) -> None:
        self.asked_language = language
        """``--lang``; empty where it is not given."""
        self.config = config
        """``--config``."""
        self.stats = False
        """``--stats``."""
        self._settings: Settings | None = None
        self._traffic: Traffic | None = None

    @property
    def language(self) -> Literal["ja", "en"]:
        """ "ja" or "en": as asked for, else the workspace's, else the locale's."""
        if self.asked_language:
            return "en" if self.asked_language == "en" else "ja"
        if self._settings:
            return self._settings.language
        return _workspace_language(self.config) or _locale_language()

    def settings(self) -> Settings:
        """The workspace's settings. Raises ``InputError`` where there is no workspace."""
        if self._settings is None:
            from docgen import settings

            self._settings = settings.load(config=self.config)
        return self._settings

    def settings_or_default(self) -> Settings:
        """As ``settings``; for files that need no workspace, what holds without one."""
        if self._settings is None:
            from docgen import settings

            self._settings = settings.load_or_default(self.config)
        return self._settings

    @property
    def traffic(self) -> Traffic:
        """What goes over the wire; before long waits it says why."""
        if self._traffic is None:
            from docgen.connect.counting import Traffic

            self._traffic = Traffic(self.say)
        return self._traffic

    def out(self, text: str) -> None:
        """Data, for stdout."""
        click.echo(text)

    def out_json(self, value: Any) -> None:
        """A value as JSON, for stdout."""
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())

    def say(self, text: Text) -> None:
        """A hint or progress, for stderr."""
        click.echo(text.to(self.language), err=True)

    def asks(self) -> bool:
        """Whether there is somebody at a terminal who can answer."""
        return sys.stdin.isatty() and sys.stderr.isatty()

    def confirmed(self, question: Text) -> bool:
        """Ask at the terminal; no answer means no."""
        return click.confirm(question.to(self.language), default=False, err=True)


def session_of(ctx: click.Context | None) -> Session:
    """The session of a running command; one without options where nothing runs."""
    found = ctx.find_object(Session) if ctx else None
    return found or Session()


def pass_session(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the session as its first argument."""

    @wraps(function)
    def inner(*args: Any, **kwargs: Any) -> Any:
        return function(session_of(click.get_current_context()), *args, **kwargs)

    return inner


def _workspace_language(config: Path | None) -> Literal["ja", "en"] | None:
    """The language that docgen.toml states, found without reading the rest: also when the rest cannot be read."""
    try:
        path = str(config or os.environ.get("DOCGEN_CONFIG") or "") or _above(os.getcwd())
        path = os.path.join(path, NAME) if os.path.isdir(path) else path
        with open(path, encoding="utf-8", errors="replace") as file:
            found = re.search(_LANGUAGE, file.read(100_000))
    except (OSError, ValueError):  # whatever is wrong with the path is told when the settings are loaded
        return None
    return "en" if found and found[1] == "en" else "ja"


def _above(directory: str) -> str:
    """The nearest docgen.toml at or above ``directory``."""
    while not os.path.isfile(path := os.path.join(directory, NAME)):
        directory, below = os.path.dirname(directory), directory
        if directory == below:
            return ""
    return path


def _locale_language() -> Literal["ja", "en"]:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"
