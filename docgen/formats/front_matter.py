"""What stands between two fences at the top of a Markdown file: YAML, or TOML between ``+++``, as flat pairs."""

from __future__ import annotations

import re
from typing import Final

PAIR: Final = re.compile(r"""["']?(?P<key>[^\s"'#:=][^:="']*?)["']?[ \t]*[:=](?:[ \t]+|$)(?P<value>.*)""")
ENTRY: Final = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
QUOTED: Final = re.compile(r"""(["'])(.*?)\1""")
COMMENT: Final = re.compile(r"(?:^|[ \t]+)#.*$")
EMPTY: Final = frozenset({"|", ">", "|-", ">-", "null", "~", "[]", "{}"})
CLOSING: Final = {"---": ("---", "..."), "+++": ("+++",)}
LONGEST: Final = 20_000
"""Characters; more are no front matter."""


def parted(text: str) -> tuple[dict[str, str], str]:
    """The pairs in front of ``text``, and the rest. Lists are joined with ``, ``; what is nested deeper is left out.

    A rule that opens a text without pairs is no front matter.
    """
    text = text.lstrip("\n")
    lines = text[:LONGEST].split("\n")
    closing = CLOSING.get(lines[0].rstrip(), ())
    end = next((at for at, line in enumerate(lines) if at and line.rstrip() in closing), 0)
    pairs = _pairs(lines[1:end]) if end else {}
    return (pairs, text[len("\n".join(lines[: end + 1])) + 1 :]) if pairs else ({}, text)


def _pairs(lines: list[str]) -> dict[str, str]:
    """Nothing if ``lines`` are something else."""
    pairs: dict[str, str] = {}
    key = ""
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if key and (entry := ENTRY.fullmatch(line)):
            pairs[key] = ", ".join(filter(None, (pairs[key], _plain(entry["value"]))))
        elif line[0] in " \t]}" and key:
            continue
        elif pair := PAIR.fullmatch(line):
            key = pair["key"].strip()
            pairs[key] = _plain(pair["value"])
        else:
            return {}
    return pairs


def _plain(value: str) -> str:
    value = value.strip()
    if quoted := QUOTED.match(value):
        return quoted[2].strip()
    value = COMMENT.sub("", value)
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(filter(None, (_scalar(part) for part in value[1:-1].split(","))))
    return _scalar(value)


def _scalar(value: str) -> str:
    value = value.strip()
    if quoted := QUOTED.match(value):
        return quoted[2].strip()
    return "" if value in EMPTY else value
