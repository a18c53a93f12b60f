"""Who took part, from the lines under 参加者: names by side where a line, a column or brackets tell one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from docgen.account import chips
from docgen.account.byhand.lines import Line
from docgen.account.labels import fold, labels, version
from docgen.account.model import Present
from docgen.account.names import HONORIFICS
from docgen.document.wire.chips import PERSON
from docgen.document.wire.lines import Marked

Side = Literal["ours", "theirs", "others"]

_SIDES: Final[dict[str, Side]] = {
    **dict.fromkeys(("弊社", "当社", "自社", "当方", "我々", "us", "we", "ours", "ourside", "ourteam"), "ours"),
    **dict.fromkeys(
        (
            "御社",
            "貴社",
            "先方",
            "お客様",
            "お客さま",
            "客先",
            "顧客",
            "customer",
            "client",
            "theirs",
            "yourside",
            "you",
            "them",
            "they",
        ),
        "theirs",
    ),
}
_BETWEEN: Final = re.compile(
    r"\s*(?:[、，,；;／・]|\s[/+]\s|(?<=[^\x00-\x7f])/(?=[^\x00-\x7f])|(?<=[様氏ん)）])\u3000+|\u3000{2,}|\t+|(?:,?\s+|(?<=,)\s*)(?:and|&)\s)\s*"
)
_GROUP: Final = re.compile(r"[(（【\[［<＜〈]\s*([^()（）【】\[\]［］<>＜＞〈〉]{1,24})\s*[)）】\]］>＞〉]\s*[:：]?\s*")
_REMARK: Final = re.compile(r"\s*[(（\[［<＜【][^()（）\[\]［］<>＜＞【】]*[)）\]］>＞】]\s*")
_HONORIFIC: Final = re.compile(rf"\s*(?:{'|'.join(HONORIFICS)}|各位)\s*\Z")
_COUNT: Final = re.compile(
    r"(?:計|他|ほか|以上|全|約|合計)?\s*[0-9]{1,3}\s*(?:名|人|people|persons|members)(?:様)?\s*(?:出席|参加)?|ほか|他|以上|etc\.?|敬称略|順不同|なし|no(?:ne|body)|\+[0-9]+"
)
_LABEL: Final = re.compile(r"\s*([^:：、,()（）]{1,40}?)\s*[:：]\s*")
_ROLE: Final = re.compile(
    r"(?:記|書記|主催|司会|議長|進行|ファシリ(?:テーター)?|記録|オンライン|途中参加|途中退席|リモート|chair|scribe|host|notes?|remote|online)\Z",
    re.IGNORECASE,
)
_SIDE_FIRST: Final = re.compile(r"(?:\A|(?<=[\s、,／/]))([^\s、,／/()（）:：]{1,12})(?:[)）]\s*|\u3000+| +)(?=\S)")
_TICKED: Final = re.compile(r"[☑✅✔]|\[[xX]\]|［[xX]］")
_BOX: Final = re.compile(r"(?:[☐☑☒□✅✔]|\[[ xX-]\]|［[ xX ]］)\s*")
_DASH: Final = re.compile(r"\s+[-–—|]\s+.*\Z")
_HANDLE: Final = re.compile(r"\s+[(<]?@[\w.-]+[)>]?\Z")
_HANDLES: Final = re.compile(r"\s*[@＠][\w.-]+(?:\s+[@＠][\w.-]+)+\s*")
_TEAM: Final = re.compile(
    r"(?:社|会社|株式会社.*|（株）.*|\(株\).*|部|課|室|チーム|グループ|事業部|本部|支店|営業所|大学|市|省|庁|団体|協会|機構|研究所|委員会|事務局|センター|team|inc\.?|corp\.?|ltd\.?|llc)\Z",
    re.IGNORECASE,
)


@dataclass(slots=True)
class People:
    """Collects those present."""

    theirs: frozenset[str] = frozenset()
    """The customer's names, folded."""
    found: dict[Side, list[str]] = field(default_factory=lambda: {"ours": [], "theirs": [], "others": []})
    known: tuple[int, frozenset[str]] = (0, frozenset())
    """How many were found when they were last looked up, and their names and the parts of those."""
    colleagues: bool = False
    """Whether people who have chips, of whom nothing tells the side, count as ours."""
    unread: list[Line] = field(default_factory=list)
    """Lines in which nobody was found."""

    def present(self) -> Present:
        """All of them, each once."""
        ours, theirs, others = (tuple(dict.fromkeys(self.found[side])) for side in ("ours", "theirs", "others"))
        known = {*ours, *theirs}
        return Present(ours=ours, theirs=theirs, others=tuple(name for name in others if name not in known))

    def __contains__(self, text: str) -> bool:
        """Whether ``text`` is one of them, by the whole name or a part of it."""
        count = sum(map(len, self.found.values()))
        if self.known[0] != count:
            names = {name for found in self.found.values() for name in found}
            self.known = count, frozenset(names | {part for name in names for part in name.split()})
        return bare(text) in self.known[1]

    def side_of(self, text: str) -> Side | None:
        """The side that a word names, None for one that names none."""
        folded = (
            fold(text)
            .strip("()[]【】<>〈〉:：■●・")
            .removesuffix("側")
            .removesuffix("様")
            .removesuffix("参加者")
            .removesuffix("出席者")
            .removesuffix("の")
            .removesuffix("側")
        )
        if folded in _SIDES:
            return _SIDES[folded]
        named = labels().lines.name(text)
        if named in ("ours", "theirs"):
            return "ours" if named == "ours" else "theirs"
        if any(folded and (folded == name or folded.startswith(name)) for name in self.theirs):
            return "theirs"
        return None

    def read(self, lines: Sequence[Line], side: Side = "others") -> None:
        """Takes the people in ``lines``; a line that only names a side or a company tells of those below it."""
        now, depth = side, -1
        ticked = any(_TICKED.match(line.text) for line in lines)
        for at, line in enumerate(lines):
            if line.indent < 0:
                now, depth = self.side_of(line.text) or side, line.indent
                self.unread.append(line)
                continue
            if box := _BOX.match(line.text):
                if ticked and not _TICKED.match(line.text):
                    self.unread.append(line)
                    continue
                line = line.part(box.end())
            if line.indent <= depth:
                now, depth = side, -1
            following = lines[at + 1] if at + 1 < len(lines) else None
            deeper = following is not None and following.indent > line.indent
            text = line.text.strip()
            said = self.side_of(text) if not line.leaf.marked.chips else None
            if said is not None and following is not None:
                now, depth = said, line.indent if deeper else -1
                continue
            if deeper and (_TEAM.search(text.rstrip(":： ")) or text[-1:] in ":："):
                now, depth = side, line.indent
                continue
            before = sum(map(len, self.found.values()))
            now = self._line(line, now)
            if before == sum(map(len, self.found.values())) and any(map(str.isalpha, text)):
                self.unread.append(line)

    def take(self, names: str, side: Side, line: Marked) -> None:
        """Takes ``names``, a part of ``line``, as people of one side."""
        for name in names_of(names):
            for each in chips.people(line, name):
                if plain := bare(each):
                    self.found[side].append(plain)

    def _line(self, line: Line, side: Side) -> Side:
        marked, text = line.marked, line.text
        for match_of in (_LABEL.match,):
            match = match_of(text)
            if match and match.end() < len(text) and not any(char in match[1] for char in marked.of(PERSON)):
                said = self.side_of(match[1])
                folded = fold(match[1])
                if said is not None:
                    self._parts(text[match.end() :], said, marked)
                    return side
                if _is_header(folded):
                    self._parts(text[match.end() :], side, marked)
                    return side
                if _TEAM.search(match[1]) or "\u3000" not in match[1]:
                    self._parts(text[match.end() :], side, marked)
                    return side
        self._parts(text, side, marked)
        return side

    def _parts(self, text: str, side: Side, marked: Marked) -> None:
        """The people in ``（当社）佐藤、鈴木　（御社）田中様``, or behind the labels 当社： … 御社： … on one line."""
        if marked.chips:
            self._told(text, side, marked)
            return
        for here, name in _in_plain_text(text, side, self.theirs, version()):
            self.found[here].append(name)

    def _told(self, text: str, side: Side, marked: Marked) -> None:
        text = _SIDE_FIRST.sub(lambda m: f"　（{m[1]}）" if self.side_of(m[1]) else m[0], text)
        text = re.sub(
            r"(?:\A|[\s、,;／/]+)([^\s:：、,／/]{1,16})[:：]",
            lambda m: f"　（{m[1]}）" if self.side_of(m[1]) else m[0],
            text,
        )
        at, now = 0, side
        for match in _GROUP.finditer(text):
            said = self.side_of(match[1])
            front = text[at : match.start()]
            if said is None:
                continue
            if match.end() >= len(text.rstrip()) or re.match(r"\s*[、,，]", text[match.end() :]):
                continue  # behind a name: it tells of that one alone
            self._each(front, now, marked)
            at, now = match.end(), said
        self._each(text[at:], now, marked)

    def _each(self, text: str, side: Side, marked: Marked) -> None:
        for name in names_of(text):
            here = side
            for match in _GROUP.finditer(name):
                here = self.side_of(match[1]) or here
            if (
                here == "others"
                and self.colleagues
                and name.strip()
                and all(c in marked.of(PERSON) for c in name.strip())
            ):
                here = "ours"
            for each in chips.people(marked, _REMARK.sub(" ", name).strip()):
                if plain := bare(each):
                    self.found[here].append(plain)


@lru_cache(maxsize=1024)  # the same people meet again
def _in_plain_text(text: str, side: Side, theirs: frozenset[str], _words: str) -> tuple[tuple[Side, str], ...]:
    people = People(theirs)
    people._told(text, side, Marked(text))
    return tuple((here, name) for here, names in people.found.items() for name in names)


def _is_header(folded: str) -> bool:
    return labels().by_hand.get(folded) in ("attendees", "roles")


def names_of(text: str) -> Iterator[str]:
    """The names in a text; what stands in brackets is never parted."""
    if _HANDLES.fullmatch(text):
        yield from text.split()
        return
    depth, start, opened = 0, 0, "(（[［<＜【"
    matches = {match.start(): match.end() for match in _BETWEEN.finditer(text)}
    at = 0
    while at < len(text):
        char = text[at]
        if char in opened:
            depth += 1
        elif char in ")）]］>＞】":
            depth = max(0, depth - 1)
        elif depth == 0 and at in matches and matches[at] > at and not _is_katakana(text, at):
            yield text[start:at]
            start = at = matches[at]
            continue
        at += 1
    yield text[start:]


def _is_katakana(text: str, at: int) -> bool:
    """Whether ・ stands within one foreign name."""
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return text[at] == "・" and len(around) == 2 and all("ァ" <= char <= "ー" for char in around)


def bare(name: str) -> str:
    """``name`` without remarks, 敬称 and @; empty for what is none."""
    plain = _REMARK.sub(" ", name).strip().strip("*.。、,;:：•・-@＠ \u3000")
    plain = _HANDLE.sub("", _DASH.sub("", plain))
    plain = _HONORIFIC.sub("", plain).strip()
    folded = unicodedata.normalize("NFKC", plain).casefold()
    if not plain or _COUNT.fullmatch(folded) or _ROLE.fullmatch(folded) or labels().is_none(plain) or len(plain) > 60:
        return ""
    return plain if any(char.isalpha() or "\ue000" <= char <= "\uf8ff" for char in plain) else ""
