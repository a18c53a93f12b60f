"""The lines of an iCalendar file, whatever program wrote it: unfolded, decoded, each with the line it began on."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final

from docgen.errors import InputError, Place, Text
from docgen.inputs.system import refusal, shown

LIMIT: Final = 256 * 1024 * 1024
"""Bytes; a larger file is no calendar."""
CODECS: Final = ("cp932", "euc_jp")
"""In which calendars are written here, besides UTF-8 and ISO-2022-JP, tried in turn."""

_NAME = re.compile(r"[A-Za-z0-9-]+(?=[:;])")
_DAY = re.compile(r":(\d{8})")


@dataclass(frozen=True)
class Part:
    """A component such as VEVENT with all that is in it, ``BEGIN`` and ``END`` included."""

    name: str
    lines: Sequence[tuple[int, str]]
    """1-based number of the line in the file, and the unfolded line."""

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.lines[0][0]

    @cached_property
    def own(self) -> dict[str, tuple[int, str]]:
        """Its own properties by name, the first of each; not those of what it contains, such as an alarm."""
        found: dict[str, tuple[int, str]] = {}
        for number, name, text in self.properties():
            found.setdefault(name, (number, text))
        return found

    def properties(self) -> Iterator[tuple[int, str, str]]:
        """Line, name and text of its own properties, those with no name left out."""
        depth = 0
        for number, text in self.lines[1:-1]:
            name = name_of(text)
            depth += (name == "BEGIN") - (name == "END")
            if depth == 0 and name not in ("", "END"):
                yield number, name, text

    def value(self, name: str) -> str:
        """What stands behind a property's colon, parameters set aside; empty without it."""
        return value_of(self.own[name][1]) if name in self.own else ""

    def line_of(self, *names: str) -> int:
        """Where the first of the properties stands that it has, else where it begins."""
        return next((self.own[name][0] for name in names if name in self.own), self.line)

    def day(self, name: str) -> date | None:
        """The day in a property such as DTSTART, as written in its time zone."""
        found = _DAY.search(self.own[name][1]) if name in self.own else None
        try:
            return date.fromisoformat(found[1]) if found else None
        except ValueError:
            return None


@dataclass(frozen=True)
class Ics:
    """A whole file."""

    file: str
    parts: Sequence[Part]
    head: dict[str, str]
    """The values of the calendar's own properties by name: METHOD, X-WR-TIMEZONE, ..."""


def read_ics(path: Path) -> Ics:
    """The file ``path``.

    Raises ``InputError``, with the line where one can be told, for a file that is missing, no calendar, or cut short.
    """
    file = shown(path)
    try:
        with path.open("rb") as opened:
            data = opened.read(LIMIT + 1)
    except OSError as error:
        raise refusal(error, path) from error
    except ValueError as error:  # a NUL in the name
        raise InputError(
            Text("ファイル名として使えません", "this cannot be a file name"), place=Place(repr(str(path)))
        ) from error
    if len(data) > LIMIT:
        raise InputError(
            Text("ファイルが大きすぎます", "the file is too large"), place=Place(file), hint=_DOWNLOAD_AGAIN
        )
    return parse_ics(data, file)


def parse_ics(data: bytes, file: str) -> Ics:
    """As ``read_ics``, from ``data``; ``file`` is only named in errors."""
    lines = [(number, text) for number, text in _decoded(data, file) if text.strip()]
    if not lines or lines[0][1].strip().upper() != "BEGIN:VCALENDAR":
        raise _no_calendar(lines, file)
    parts: list[Part] = []
    head: dict[str, str] = {}
    opened: list[tuple[str, int]] = []
    for at, (number, text) in enumerate(lines):
        name = name_of(text)
        if name == "BEGIN":
            opened.append((value_of(text).strip().upper(), at))
        elif name == "END":
            kind = value_of(text).strip().upper()
            if not opened or opened[-1][0] != kind:
                raise _crossed(opened[-1] if opened else None, kind, number, lines, file)
            _, first = opened.pop()
            if len(opened) == 1:
                parts.append(Part(kind, lines[first : at + 1]))
        elif len(opened) == 1:
            head.setdefault(name, value_of(text).strip())
    if opened:
        raise _cut_short(opened[-1], lines, file)
    return Ics(file, parts, head)


def name_of(line: str) -> str:
    """The name of the property in a line, in capitals; empty where it is none."""
    found = _NAME.match(line)
    return found[0].upper() if found else ""


def value_of(line: str) -> str:
    """What stands behind the colon of a property: the first that is not within quotes."""
    quoted = False
    for at, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character == ":" and not quoted:
            return line[at + 1 :]
    return ""


_DOWNLOAD_AGAIN = Text(
    "カレンダーから、もう一度書き出してください（.ics）", "export it from the calendar once more, as .ics"
)


def _decoded(data: bytes, file: str) -> Iterator[tuple[int, str]]:
    """Unfolded before it is decoded: a line may be folded within a character. A few characters that were cut in two
    do not spoil the rest."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8")
    lines = list(_unfolded(data.removeprefix(codecs.BOM_UTF8)))
    foreign = [line for _, line in lines if not line.isascii()]
    good = sum(_fits(line, "utf-8") for line in foreign)
    if 2 * good > len(foreign) or not foreign:
        codec = "iso2022_jp" if b"\x1b$" in data else "utf-8"
    else:
        codec = next((each for each in CODECS if all(_fits(line, each) for line in foreign)), "")
    if not codec:
        raise InputError(
            Text("文字コードがわかりません", "the encoding is not known"),
            place=Place(file, next(number for number, line in lines if not _fits(line, "utf-8"))),
            hint=Text("UTF-8 で書き出してください", "export it as UTF-8"),
        )
    for number, line in lines:
        yield number, line.decode(codec, "replace")


def _fits(line: bytes, codec: str) -> bool:
    try:
        line.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    number, parts = 0, list[bytes]()
    physical = data.split(b"\n") if b"\n" in data else data.split(b"\r")
    for at, raw in enumerate(physical, 1):
        line = raw.rstrip(b"\r")
        if parts and line[:1] in (b" ", b"\t"):
            parts.append(line[1:])
            continue
        if parts:
            yield number, b"".join(parts)
        number, parts = at, [line]
    if parts:
        yield number, b"".join(parts)


def _no_calendar(lines: Sequence[tuple[int, str]], file: str) -> InputError:
    place = Place(file, lines[0][0] if lines else 0)
    if not lines:
        return InputError(Text("ファイルが空です", "the file is empty"), place=place, hint=_DOWNLOAD_AGAIN)
    first = lines[0][1].lstrip().lower()
    if first.startswith(("<!doctype", "<html")):
        message = Text(
            "カレンダーではなくウェブページです（サインインの画面かもしれません）",
            "this is a web page and no calendar (perhaps that of a sign-in)",
        )
    elif first.startswith("pk\x03\x04"):
        message = Text("ZIP ファイルです", "this is a ZIP file")
        return InputError(
            message, place=Place(file), hint=Text("展開して、中の .ics を指定してください", "give the .ics in it")
        )
    else:
        message = Text(
            "カレンダー（iCalendar）ではありません。BEGIN:VCALENDAR で始まっていません",
            "this is no calendar (iCalendar): it does not begin with BEGIN:VCALENDAR",
        )
    return InputError(message, place=place, hint=_DOWNLOAD_AGAIN)


def _crossed(
    opened: tuple[str, int] | None, kind: str, number: int, lines: Sequence[tuple[int, str]], file: str
) -> InputError:
    begun = (
        Text(
            f"（{lines[opened[1]][0]}行目の BEGIN:{opened[0]} が閉じていません）",
            f" (BEGIN:{opened[0]} of line {lines[opened[1]][0]} is still open)",
        )
        if opened
        else Text("", "")
    )
    return InputError(
        Text(f"END:{kind} に対応する BEGIN がありません{begun.ja}", f"END:{kind} closes nothing{begun.en}"),
        place=Place(file, number),
        hint=_DOWNLOAD_AGAIN,
    )


def _cut_short(opened: tuple[str, int], lines: Sequence[tuple[int, str]], file: str) -> InputError:
    kind, at = opened
    return InputError(
        Text(
            f"ファイルが途中で切れています（{lines[at][0]}行目の BEGIN:{kind} が閉じていません）",
            f"the file is cut short: BEGIN:{kind} of line {lines[at][0]} is not closed",
        ),
        place=Place(file, lines[-1][0]),
        hint=_DOWNLOAD_AGAIN,
    )
