"""What in a text of docgen's is of the other language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

import click

from docgen.account.dates import Language
from docgen.account.model import Account
from docgen.cli.main import docgen
from docgen.lint.checks import CHECKS
from docgen.lint.files import built_in, rules_of

JAPANESE: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]")
"""Kana, kanji and full-width signs."""
WORD: Final = re.compile(r"[A-Za-z]{2,}")
SAME: Final = re.compile(
    r"\S+://[^\s<>]+"  # addresses
    r"|\bdocgen:\S+"
    r"|(?<![\w-])--?[a-z][a-z-]*"  # options
    r"|[\w{}\[\]-]*[./_](?=[\w*{])[\w./*{}\[\]-]+"  # files, and keys below keys: accounts.csv, items[0].title
    r"|\b[a-z]+\[\d+\]"
    r"|\[[A-Za-z]+(?:\|[^\]\s]+)+\]"  # what there is to choose from: [text|json]
    r"|\b[A-Z]{2,}\b"  # names of arguments, TODO, CSV, YAML
    r"|\b[0-9a-f]{6,}\b"  # ids
    r"|`[^`]+`|\bcharacters: \d+"  # names of keys and options
    r"|</?[a-z][a-z0-9]*>"  # HTML in examples
    r"|:::+ ?[a-z]+|\b[a-z]+: \{.*\}|\b[a-z]+ = \S+"  # what stands in templates and settings
    r"|\{+[^{}]*\}+"  # what is filled in
    r"|\]\([^)]*\)|<br>",  # Markdown
    re.ASCII,
)
"""What is written in the same way in both languages."""
OPTIONS: Final = re.compile(r"(?m)^(?:options|オプション):\n(?:    .*\n)*")
"""What a rule looks for, which ``docgen rules explain`` shows: data, of both languages."""
NAMES: Final = frozenset(
    {
        *("docgen", "Google", "Docs", "Drive", "Markdown", "Word", "Slack", "Excel", "iCalendar", "Tokyo", "Asia"),
        *("SARIF", "Enter", "Ctrl", "id"),
        *("ja", "en", "md", "html", "json", "sarif", "text", "mail", "files", "slack"),  # choices
        *("error", "warning", "advice", "local", "google", "full", "brief", "none"),  # values in files
        *("onboarding", "true", "false"),
        *("accounts", "members", "agendas", "reports", "templates", "rules"),  # files and folders of a workspace
    }
)
"""Names that stay as they are."""
KEYS: Final = frozenset(
    {
        *(
            "title",
            "start",
            "end",
            "items",
            "step",
            "account",
            "me",
            "ours",
            "theirs",
            "backend",
            "patterns",
            "exceptions",
            "match",
            "pack",
            "meeting",
            "document",
        ),
        *("for", "macro", "set"),
        *Account.__struct_fields__,
    }
)
"""Keys and columns of files that people write, names of templates and words of Jinja: where they stand alone among
Japanese."""


def foreign(text: str, language: Language, known: Iterable[str] = ()) -> list[str]:
    """What in ``text`` is of the other language, with its line; ``known``: what people wrote."""
    found = []
    for line in OPTIONS.sub("", text).splitlines():
        rest = line
        for words in sorted(known, key=len, reverse=True):
            rest = rest.replace(words, " ")
        rest = SAME.sub(" ", rest)
        if language == "en":
            words = "".join(JAPANESE.findall(rest))
        else:
            rest = _single().sub(" ", _names().sub(" ; ", rest))
            words = " ".join(word for word in WORD.findall(rest) if word not in NAMES)
        found += [f"{words} in: {line[:160]}"] if words else []
    return found


WRAPPED: Final = re.compile(r"(?<=\S)\n {11,}(?=\S)")
"""Where a line of a terminal was too short for a sentence."""


def visible(output: str) -> str:
    """What people read of an output: of an HTML page what is seen or read out, and what Japanese its style puts in; of
    JSON the sentences."""
    if output.startswith("<!DOCTYPE html>"):
        seen = _Seen()
        seen.feed(output)
        return "\n".join(seen.texts)
    if output.startswith(("{", "[")):
        return "\n".join(sentence for value in _documents(output) for sentence in _sentences(value))
    return WRAPPED.sub(" ", output)


def _documents(output: str) -> Iterator[Any]:
    """The values in an output of JSON: one, or one on each line."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(output.rstrip()):
        value, at = decoder.raw_decode(output, at)
        at += len(output[at:]) - len(output[at:].lstrip())
        yield value


def _sentences(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (value,) if " " in value or JAPANESE.search(value) else ()
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _sentences(each)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.style = tag == "style"
        self.texts += [value or "" for name, value in attrs if name in ("title", "alt", "aria-label", "data-label")]

    def handle_data(self, data: str) -> None:
        self.texts += JAPANESE.findall(data) if self.style else [data]


def commands(command: click.Command = docgen, path: str = "docgen") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, as it is typed."""
    if not isinstance(command, click.Group):
        yield path, command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below
        yield from commands(below, f"{path} {name}")


@cache
def _names() -> re.Pattern[str]:
    """Commands as they are typed, names of rules and of checks."""
    paths = {path for path, _ in commands()}
    paths |= {path.rpartition(" ")[0] for path in paths}
    names = paths | {rule.id for rule in rules_of(built_in())} | set(CHECKS)
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


@cache
def _single() -> re.Pattern[str]:
    """Keys, and commands without what is in front of them, between words of Japanese."""
    alone = KEYS | {word for path, _ in commands() for word in path.split()}
    return re.compile(rf"(?<![A-Za-z] )\b(?:{'|'.join(alone)})\b(?! [A-Za-z])", re.ASCII)
