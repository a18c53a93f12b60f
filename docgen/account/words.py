"""How docgen writes headings and lines of a meeting, and how it reads exactly those back.

The reader of what people write freely is more tolerant; these forms must come back to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from docgen.account.dates import Language
from docgen.account.labels import fold, labels, version
from docgen.account.model import Kind, Status

BOX = {Status.OPEN: "☐", Status.DONE: "☑", Status.DROPPED: "☒"}
READ_BOX = {
    **dict.fromkeys(("☐", "□", "[ ]", "［ ］", "◻", "⬜"), Status.OPEN),
    **dict.fromkeys(("☑", "✅", "✔", "[x]", "[X]", "［x］", "■"), Status.DONE),
    **dict.fromkeys(("☒", "[-]"), Status.DROPPED),
}
BULLET = {"ja": "・", "en": "• "}
"""What docgen puts in front of a captured line."""
BULLETS = ("・", "• ", "•", "- ", "* ", "‣", "●")
HEADING = re.compile(r"(?P<number>\d{1,3})\. (?P<rest>.*)", re.DOTALL)
_BOX_AT = re.compile(rf"(?:(?:{'|'.join(map(re.escape, BULLETS))})\s*)?({'|'.join(map(re.escape, READ_BOX))})")
LOOSE_HEADING = re.compile(r"\s*(?P<number>[0-9０-９]{1,3})\s*[.．、)）:：](?![0-9０-９])\s*(?P<rest>.*)", re.DOTALL)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class ItemHeading:
    """``1. オンボーディングの完了基準（ご判断・15分）`` in its parts."""

    number: int | None
    title: str
    kind: Kind | None = None
    minutes: int | None = None


def item_heading(number: int, title: str, kind: Kind, minutes: int | None, language: Language) -> str:
    """The heading of an agenda item as docgen writes it."""
    words = labels()
    kind_word, unit = words.kinds.write(kind.value, language), words.minutes[language]
    if language == "ja":
        return f"{number}. {title}（{kind_word}{f'・{minutes}{unit}' if minutes else ''}）"
    return f"{number}. {title} ({kind_word}{f', {minutes} {unit}' if minutes else ''})"


def parse_item_heading(text: str) -> ItemHeading:
    """The parts of an item's heading; whatever is not understood stays in the title."""
    return _item_heading(text, version())


@lru_cache(maxsize=2048)  # several ask about the same heading
def _item_heading(text: str, _words: str) -> ItemHeading:
    number, rest = None, text
    if match := HEADING.fullmatch(text) or LOOSE_HEADING.fullmatch(text):
        number, rest = int(unicodedata.normalize("NFKC", match["number"])), match["rest"]
    elif text[:1] and text[0] in CIRCLED:
        number, rest = CIRCLED.index(text[0]) + 1, text[1:].lstrip()
    title, inside = _last_brackets(rest)
    if inside is not None:
        kind, minutes = _kind_and_minutes(inside)
        if kind or minutes:
            return ItemHeading(number, title, kind, minutes)
    return ItemHeading(number, rest)


def last_brackets(text: str) -> tuple[int, int] | None:
    """Where the pair of brackets that ends ``text`` opens and closes."""
    stripped = text.rstrip()
    for opening, closing in ("（）", "()"):
        if not stripped.endswith(closing):
            continue
        depth, opens = 0, stripped.rfind(opening)
        if opens >= 0 and stripped.find(closing, opens) == len(stripped) - 1:
            return opens, len(stripped) - 1  # as nearly always: no other pair stands within
        for at in range(len(stripped) - 1, -1, -1):
            depth += (stripped[at] == closing) - (stripped[at] == opening)
            if depth == 0:
                return at, len(stripped) - 1
    return None


def _last_brackets(text: str) -> tuple[str, str | None]:
    """``text`` up to its last pair of brackets, and what stands in them, if they end it."""
    found = last_brackets(text)
    if found is None:
        return text, None
    opens, closes = found
    front = text[:opens].removesuffix(" ") if text[opens] == "(" else text[:opens]
    return front, text[opens + 1 : closes]


def _kind_and_minutes(inside: str) -> tuple[Kind | None, int | None]:
    words, kind, minutes = labels(), None, None
    for part in re.split(r"[・,、/／]", inside):
        if found := words.kind(part):
            kind = found
        elif (match := re.fullmatch(r"(\d{1,9})(\D+)", fold(part))) and match[2] in words.minute_units:
            minutes = int(match[1])
        else:
            return None, None
    return kind, minutes


NAMES = re.compile(r"\s*[、，,；;／]\s*")


def names(text: str) -> list[str]:
    """The people in a line such as ``佐藤、鈴木``."""
    return [name for name in NAMES.split(text.strip()) if name]


def bulleted(text: str, language: Language) -> str:
    """A captured line as it is written: a mark in front, its own line ends as line breaks within the paragraph."""
    return BULLET[language] + text.replace("\n", "\x0b")


def unbulleted(text: str) -> str:
    """The text of a line without one mark in front; inverse of ``bulleted``."""
    for mark in BULLETS:
        if text.startswith(mark):
            return text.removeprefix(mark).replace("\x0b", "\n")
    return text.replace("\x0b", "\n")


@dataclass(frozen=True, slots=True)
class ActionLine:
    """``☐ 料金表を送る（担当：鈴木、期限：9/10）`` in its parts."""

    text: str
    owners: tuple[str, ...] = ()
    due_text: str = ""
    status: Status = Status.UNKNOWN


Role = Literal["", "owner", "due"]


def action_parts(
    text: str, owners: Sequence[str], due_text: str, status: Status, language: Language
) -> list[tuple[Role, str]]:
    """An action item as docgen writes it, in parts: which of them are an owner or the due date."""
    lines = labels().lines
    comma, colon = ("、", "：") if language == "ja" else (", ", ": ")
    opening, closing = ("（", "）") if language == "ja" else (" (", ")")
    between = "・" if language == "ja" else " & "
    if people(between.join(owners)) != tuple(owners):
        between = comma
    inside: list[tuple[Role, str]] = []
    for number, owner in enumerate(owners):
        inside += [("", between if number else f"{lines.write('owner', language)}{colon}"), ("owner", owner)]
    if due_text:
        inside += [("", f"{comma if inside else ''}{lines.write('due', language)}{colon}"), ("due", due_text)]
    box = BOX.get(status, BOX[Status.OPEN])
    around: list[tuple[Role, str]] = [("", opening), *inside, ("", closing)] if inside else []
    return [(role, words.replace("\n", "\x0b")) for role, words in [("", f"{box} {text}"), *around]]


def action_line(text: str, owners: Sequence[str], due_text: str, status: Status, language: Language) -> str:
    """An action item as docgen writes it."""
    return "".join(words for _, words in action_parts(text, owners, due_text, status, language))


PAIR = re.compile(r"(?:^|[、,／/;；\s]\s*)(?P<key>[^、,／/;；:：\s][^、,／/;；:：]{0,15}?)\s*[:：]")
_KATAKANA = "[ァ-ヺー]"
OWNERS = re.compile(rf"\s*(?:(?<!{_KATAKANA})・|・(?!{_KATAKANA})|&|＆|、|,|，|／|/| and )\s*")
"""Between the owners of one action item: 鈴木・佐藤 are two, ジョン・スミス is one."""


def people(text: str) -> tuple[str, ...]:
    """The owners in what was written as one text."""
    return tuple(filter(None, OWNERS.split(text.strip())))


def parse_action_line(line: str) -> ActionLine:
    """The parts of an action item: its box, and owner and due date from the brackets that end it."""
    text = line.replace("\x0b", "\n")
    status, text = _box(text)
    title, inside = _last_brackets(text)
    if inside is not None and (pairs := _pairs(inside)) is not None:
        return ActionLine(title, people(pairs.get("owner", "")), pairs.get("due", "").strip(), status)
    return ActionLine(text, status=status)


def box_at(text: str) -> tuple[int, int] | None:
    """From where to where (characters) the box of an action item stands, behind a mark in front if there is one."""
    found = _BOX_AT.match(text)
    return found.span(1) if found else None


def _box(text: str) -> tuple[Status, str]:
    if (found := box_at(text)) is None:
        return Status.UNKNOWN, text
    return READ_BOX[text[slice(*found)]], text[found[1] :].removeprefix(" ")


def _pairs(inside: str) -> dict[str, str] | None:
    """``担当：鈴木、期限：9/10`` as {owner, due}; None where it is something else."""
    names = labels().lines
    found = [(m.start(), m.end(), names.name(m["key"])) for m in PAIR.finditer(inside)]
    known = [(start, end, name) for start, end, name in found if name in ("owner", "due")]
    if not known or known[0][0] != 0:
        return None
    stops = [start for start, _, _ in known[1:]] + [len(inside)]
    return {str(name): inside[end:stop].strip("、, 　") for (_, end, name), stop in zip(known, stops, strict=True)}
