"""Which field a line names: as a label alone, as one with a value behind it, or as a tag in front of a sentence.

A label is found only where the whole of what stands before the value is one: 決定事項（2件）, 本日の決定事項,
決定事項・TODO and 弊社TODO are, 決定する and "TODO list app" are not.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from typing import Final, NamedTuple

from docgen.account.byhand import composed as made
from docgen.account.byhand.composed import composed
from docgen.account.labels import Labels, fold, labels

_MARKS: Final = "\\s#＃*_■□●○◆◇▶▷►▼▽★☆※◎⇒→➡•・–—―─━═>＞»=＝~～^§＊/／\\\\“”\"'|←-⇿⌀-⏿■-➿⤀-⥿⬀-⯿\U0001f000-\U0001faff️‍"
_LEAD: Final = re.compile(
    rf"(?:[{_MARKS}-]|:[a-z][a-z0-9_+-]*:|\[![A-Za-z]+\]\s*(?=\w)|!(?=\w)|[.;](?=[\s\w])"
    r"|[(（]?[0-9０-９]{1,2}(?:[.-][0-9]{1,2}){0,3}[.)、:．）：](?![0-9])|[0-9０-９]{1,2}\s+|[0-9０-９]{1,2}[/／]\s*"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2}){1,2}\s+|\[[0-9]{1,2}\]\s*|[(（]?[A-Za-z][.)）]\s|[①-⑳Ⅰ-ⅻ]|[ivx]{1,4}[.)]\s"
    r"|(?:item|no\.?) ?[0-9]{1,2}\s*[:：.]\s*)+",
    re.IGNORECASE,
)
_TAIL: Final = re.compile(rf"(?:[{_MARKS}:：;-]|\s[-–—]\s?[0-9]{{1,2}})+\Z")
_WRAPS: Final = (
    ("【", "】"),
    ("［", "］"),
    ("[", "]"),
    ("<", ">"),
    ("＜", "＞"),
    ("〈", "〉"),
    ("《", "》"),
    ("(", ")"),
    ("（", "）"),
    ("「", "」"),
    ("〔", "〕"),
    ("『", "』"),
    ("≪", "≫"),
)
_OPENERS: Final = frozenset(opening for opening, _ in _WRAPS)
_BRACKETS: Final = re.compile(r"[(（\[【［]([^()（）\[\]【】［］]{0,24})[)）\]】］]\Z")
_COUNT: Final = re.compile(r"(?:全|計)?[0-9]{1,3}\s*(?:件|項目|つ|個|名|人|items?|people)?\Z")
_JOINT: Final = re.compile(r"[・/&+,、＆／]|と|および|及び|ならびに|並びに|兼|(?<=[\s)])and(?=\s)")
_TWICE: Final = re.compile(r"([^\x00-\x7f]+)[ \u3000]+([\x20-\x7e]*[A-Za-z])\Z")
"""The same in two languages, one behind the other: 担当 Owner."""
_SIDES: Final = {
    **dict.fromkeys(("弊社", "当社", "自社", "当方", "我々", "our", "us"), "ours"),
    **dict.fromkeys(
        ("御社", "貴社", "先方", "お客様", "お客さま", "客先", "顧客", "customer", "client", "your"), "theirs"
    ),
}
_OF_SIDE: Final = re.compile(r"(?:側)?(?:の)?")
_TO_DO_OF_SIDE: Final = re.compile(
    r"様?(?:側)?(?:の|にて|で|へ(?:の)?|に)?(?:(?:ご|お)?(?:対応|作業|依頼|お願い|願い|担当|分担|実施))(?:する|いただく|頂く|してもらう)?"
    r"(?:事項|項目|内容|分|こと|もの)?"
)
"""What behind a side makes it a label of action items: 貴社にてご対応, 弊社対応分."""
SIDED: Final = frozenset({"action_items", "attendees"})
"""The labels that may be of one side: 弊社TODO, 先方参加者."""
LONGEST: Final = 48
"""Characters beyond which a line, or what stands before its colon, is no label."""
_PAREN: Final = re.compile(r"([^\s()（）:：]{1,8})[)）]\s*(?=\S)")
"""As in 決定）来月から."""
_GAP: Final = re.compile(r"[ \u3000\t|｜⇒→➡]|[=-]>")
_COLON: Final = re.compile(r"[:：]")
_POINTS: Final = re.compile(r"\s*(?:⇒|→|➡|=>|->|\u3000|\t| {2,})\s*")
"""What stands between the label of a field and its value where no colon does."""
_POINTED: Final = frozenset({"decisions", "action_items", "open_points"})
_NEXT_IS: Final = re.compile(
    r"次(?:回|の?(?:会議|定例|打ち?合わ?せ|ミーティング|MTG))?(?:は|の[^\s:：、。]{1,8}は)\s*(?=[0-9０-９来再翌])"
    r"|次[ \u3000]+(?=[0-9０-９])"
    r"|次回の?[A-Za-zァ-ヶー一-鿿]{1,8}(?<!議題)(?<!宿題)(?<!課題)(?<!確認)(?<!論点)(?<!相談)\s*[:：]\s*"
    r"(?=(?:20|令和)?[0-9０-９]{1,4}\s*[年/／.月-])"
    r"|Next (?:call|meeting|session|sync|review|one|time)(?: is)?(?: on)? "
    r"(?=[0-9]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [0-9])"
)
"""As in a sentence, or called by its kind: 次回は9/7(月), 次回QBR：2026年10月14日."""
_APART: Final = re.compile(r"[ \u3000\t]{2,}|[\u3000\t]| ?[|｜] ?| (?=[0-9０-９令])")
HEADER: Final = frozenset({"title", "date", "place", "attendees", "absent", "roles", "goal", "next", "when"})
"""The labels that are about the meeting itself, wherever they stand."""
_TAG: Final = re.compile(
    r"[\s→⇒➡>▶・※*\-–—☀-➿⬀-⯿\U0001f000-\U0001faff️]{0,6}[【\[［〔<＜(（]{1,2}\s*([^【】\[\]［］〔〕<>＜＞()（）]{1,24})\s*[】\]］〕>＞)）]{1,2}\s*[:：]?\s*"
)
_HASH: Final = re.compile(r"[\s→⇒・-]{0,3}[#＃]([\w-]{1,20})[\s:：]+")
_AT_END: Final = re.compile(
    r"\s*(?:(?:[←⇐]|<-)\s*([^\s【】\[\]［］()（）]{1,12})|(?:→\s*|⇒\s*)?(?:[【\[［（(]\s*([^【】\[\]［］()（）]{1,12})\s*[】\]］）)]|\s[#＃]([\w-]{1,20})))[。.]?\s*\Z"
)
_POINTER: Final = re.compile("[#＃←⇐]|<-")
_ARROW: Final = re.compile(r"[\s→⇒➡>\-–—=☀-➿⬀-⯿\U0001f000-\U0001faff️]{1,8}")
_NUMBER: Final = re.compile(r"[\s#-]{0,2}[0-9０-９①-⑳]{1,3}(?:[-.][0-9]{1,3}){0,2}\Z")
_BY: Final = re.compile(
    r"(?:\s*[(（\[]\s*([^()（）\[\]]{1,40})\s*[)）\]]"
    r"|\s+(?:on |for |by |- ?)?(@[\w.-]{1,30}|[A-Z][\w.'-]{1,20}(?: [A-Z][\w.'-]{1,20})?))\Z"
)
_SHOUTED: Final = re.compile(r"(RESOLVED|AGREED|DECIDED|RESOLUTION|ACTION|DECISION)(?:,? that|,|\s[-–—])\s+(?=\S)")

_IN_SENTENCE: Final = re.compile(r"(?:It was|The [A-Z]\w+(?: [A-Z]\w+)?)(?: \w+ly)? (RESOLVED|AGREED)\b")
"""As formal minutes have it: It was RESOLVED to …"""


class Named(NamedTuple):
    """What a label stands for."""

    names: tuple[str, ...]
    """Fields; several for a compound, the first of them first."""
    side: str = ""
    """``ours`` or ``theirs`` where the label says whose."""
    who: str = ""
    """What in it says whose that is, as written; also a person (``TODO（佐藤）``)."""
    extra: str = ""
    """What stands in brackets behind it and is no part of the label."""


class Labelled(NamedTuple):
    """A label or tag with a value."""

    named: Named
    start: int
    """Where the value begins (characters)."""
    stop: int | None = None
    """Where it ends, if a tag stands behind it."""
    is_tag: bool = False


class Naming:
    """The labels of one set of words, each text looked at once."""

    def __init__(self, words: Labels) -> None:
        self.words = words
        self._bare: dict[str, Named | None] = {}
        firsts = {word[0] for word in words.tags if word}
        self.tag_firsts = frozenset(firsts | set(map(str.upper, firsts)))
        """What a line may begin with that begins with a tag."""
        self.sections: dict[str, Named | None] = {}
        self._valued: tuple[str, Labelled | None] = "", None
        self._tag: tuple[str, Labelled | None] = "", None

    def bare(self, text: str) -> Named | None:
        """What ``text`` as a whole is the label of."""
        if len(text) > LONGEST:
            return None
        if text not in self._bare:
            if len(self._bare) > 20_000:
                self._bare.clear()
            self._bare[text] = self._find(text)
        return self._bare[text]

    def valued(self, text: str) -> Labelled | None:
        """The label before the first colon of ``text`` and where its value begins; the value may be empty.

        The labels of a meeting's head may also be parted from it by wide spaces or a bar.
        """
        if self._valued[0] != text:
            self._valued = text, self._find_valued(text)
        return self._valued[1]

    def _find_valued(self, text: str) -> Labelled | None:
        if text[:1] in "次N" and (match := _NEXT_IS.match(text)):
            return Labelled(Named(("next",)), match.end())
        found = _COLON.search(text, 0, LONGEST)
        if found:
            front = text[: found.start()]
            if named := self.bare(front):
                return Labelled(named, _skip(text, found.end()), is_tag=fold(stripped(front)) in self.words.tags)
        if text[:1].isalnum() and not _GAP.search(text, 1, 24):
            return None  # as nearly all lines
        if (match := _TAG.match(text)) and match.end() < len(text.rstrip()) and (named := self.bare(match[1])):
            return Labelled(named, match.end(), is_tag=fold(stripped(match[1])) in self.words.tags)
        if (points := _POINTS.search(text, 1, 24)) and (found_at := self._pointed(text, points)):
            return found_at
        if (apart := _APART.search(text.rstrip(), 2, 24)) and (head := self._head(text, apart.start())):
            return head
        return None

    def _pointed(self, text: str, points: re.Match[str]) -> Labelled | None:
        """決定事項⇒来月開始, 宿題　資料を送る: the label of a field, and behind an arrow or a wide space its value."""
        while points.start() < 1 or not text[: points.start()].strip(" \u3000\t→⇒➡=>-＞"):
            following = _POINTS.search(text, points.end(), 32)
            if following is None:
                return None
            points = following
        named = self.bare(text[: points.start()])
        if named is None or named.names[0] not in _POINTED or not text[points.end() :].strip():
            return None
        return Labelled(named, points.end())

    def tag(self, text: str) -> Labelled | None:
        """The tag in front of ``text`` or behind it, and what it is about; never empty."""
        if self._tag[0] != text:
            self._tag = text, self._find_tag(text)
        return self._tag[1]

    def _find_tag(self, text: str) -> Labelled | None:
        first = text[:1]
        if not first.isalnum() and (found := self._bracketed(text)):
            return found
        if (match := _PAREN.match(text)) and (name := self.words.tags.get(fold(match[1]))) in _ENDING:
            return Labelled(Named((name,)), match.end(), is_tag=True)
        if first in "RAD" and (match := _SHOUTED.match(text)) and (named := self._tagged(match[1])):
            return Labelled(named, match.end(), is_tag=True)
        if first in "IT" and (match := _IN_SENTENCE.match(text)) and (named := self._tagged(match[1])):
            return Labelled(named, 0, is_tag=True)
        colon = _COLON.search(text, 0, LONGEST)
        if colon and (rest := _skip(text, colon.end())) < len(text):
            front = text[: colon.start()]
            if named := self._tagged(_ARROW.sub("", front, count=1) if _ARROW.match(front) else front):
                return Labelled(named, rest, is_tag=True)
        if text[-1:] in "】]］)）。." or _POINTER.search(text, max(0, len(text) - 20)):
            match = _AT_END.search(text, max(0, len(text) - 40))
            if (
                match
                and match.start()
                and (named := self._tagged(match[1] or match[2] or match[3]))
                and named.names[0] in _ENDING
            ):
                return Labelled(named, 0, match.start(), is_tag=True)
        return None

    def _bracketed(self, text: str) -> Labelled | None:
        if (match := _TAG.match(text)) and match.end() < len(text.rstrip()):
            inner, _, who = match[1].replace("：", ":").partition(":")
            if named := self._tagged(inner):
                return Labelled(named._replace(who=who.strip() or named.who), match.end(), is_tag=True)
        if (match := _HASH.match(text)) and match.end() < len(text) and (named := self._tagged(match[1])):
            return Labelled(named, match.end(), is_tag=True)
        return None

    def column(self, text: str) -> str:
        """What the column headed by ``text`` holds; empty where nothing tells."""
        if len(text) > LONGEST:
            return ""
        if text.strip() in ("#", "＃"):
            return "number"
        folded = fold(stripped(text)) or fold(text)
        without = fold(_BRACKETS.sub("", stripped(text)))
        columns = self.words.columns
        if found := columns.get(folded) or (columns.get(without) if without else ""):
            return found
        if (two := _TWICE.match(text.strip())) and (found := columns.get(fold(two[1]))):
            return found if columns.get(fold(two[2])) == found else made.column(stripped(text))
        return made.column(stripped(text))

    def _head(self, text: str, first: int) -> Labelled | None:
        """The label of a head before wide spaces: 日　時　2026年12月1日 has some within it, too."""
        for match in _APART.finditer(text, first, 24):
            named = self.bare(text[: match.start()])
            if named and set(named.names) <= HEADER and text[match.end() :].strip():
                return Labelled(named, _skip(text, match.end()))
        return None

    def _tagged(self, text: str) -> Named | None:
        if len(text) > LONGEST:
            return None
        word, who = text, ""
        if number := _NUMBER.search(word):
            word = word[: number.start()]
        folded = fold(stripped(word))
        name = self.words.tags.get(folded)
        if name is None and (by := _BY.search(word)):
            rest = fold(stripped(word[: by.start()]))
            name, who = self.words.tags.get(rest) or self.words.by_hand.get(rest), (by[1] or by[2]).strip()
            if name not in SIDED | set(_ENDING):
                name = None
        if name is not None:
            return Named((name,), who=who)
        named = self.bare(word)
        return named if named and named.names[0] in _TAGS else None

    def _find(self, text: str) -> Named | None:
        plain = stripped(text)
        if not plain:
            return None
        if named := self._word(plain):
            return named
        if match := _BRACKETS.search(plain):
            inside, rest = match[1].strip(), plain[: match.start()]
            named = self._word(stripped(rest))
            if named is None or self.words.is_none(inside):
                return None
            if _COUNT.match(unicodedata.normalize("NFKC", inside)):
                return named
            if (side := _SIDES.get(fold(inside).removesuffix("側"))) and named.names[0] in SIDED:
                return named._replace(side=side, who=inside)
            if named.names[0] == "action_items" and not any(map(self.column, _JOINT.split(inside))):
                return named._replace(who=inside)
            return named._replace(extra=inside)
        return None

    def _word(self, plain: str) -> Named | None:
        if name := self._name(fold(plain)):
            return Named((name,))
        if sided := self._of_side(plain):
            return sided
        parts = _JOINT.split(unicodedata.normalize("NFKC", plain).casefold())
        if len(parts) > 1 and all(parts):
            names = list(takewhile(bool, (self._name(fold(stripped(part))) for part in parts)))
            if len(names) == len(parts):
                return Named(tuple(dict.fromkeys(filter(None, names))))
        if (two := _TWICE.match(plain)) and (name := self._name(fold(two[1]))) and name == self._name(fold(two[2])):
            return Named((name,))
        fields = composed(plain)
        return Named(fields) if fields else None

    def _name(self, folded: str) -> str | None:
        """The field of a folded word, also with words around it that change nothing."""
        read = self.words.by_hand
        if name := read.get(folded):
            return name
        folded = _REMARK.sub("", folded)
        for _ in range(2):
            if name := read.get(folded):
                return name
            if not folded.startswith(self.words.before) and not folded.endswith(self.words.after):
                return None  # as most
            front = next((w for w in self.words.before if folded.startswith(w) and len(folded) > len(w)), "")
            back = next((w for w in self.words.after if folded.endswith(w) and len(folded) > len(w)), "")
            if not front and not back:
                return None
            if (name := read.get(folded.removeprefix(front))) and name not in _UNCHANGED:
                return name
            if name := read.get(folded.removesuffix(back)):
                return name
            folded = folded.removeprefix(front).removesuffix(back)
        return read.get(folded)

    def _of_side(self, plain: str) -> Named | None:
        lowered = unicodedata.normalize("NFKC", plain).casefold()
        for word, side in _SIDES.items():
            if lowered.startswith(word):
                rest = lowered[len(word) :].removeprefix("側").removeprefix("'s").removeprefix("の")
                name = self._name(fold(stripped(rest)))
                if _TO_DO_OF_SIDE.fullmatch(rest.strip()) or composed(stripped(rest)) == ("action_items",):
                    name = "action_items"
                if name in SIDED:
                    return Named((name,), side, plain[: len(word)])
        return None


_REMARK: Final = re.compile(r"\(?(?:敬称略|順不同|五十音順|[0-9]{1,3}(?:件|名|人))\)?\Z")
_ENDING: Final = ("decisions", "action_items", "open_points")
_TAGS: Final = frozenset({*_ENDING, "views", "topic"})
_UNCHANGED: Final = frozenset({"other"})

_last: list[Naming] = []


def naming() -> Naming:
    """The labels of the words that are in use."""
    words = labels()
    if not _last or _last[0].words is not words:
        _last[:] = [Naming(words)]
    return _last[0]


def stripped(text: str) -> str:
    """``text`` without the marks, numbers and brackets around it."""
    before = None
    while text != before:
        before = text
        text = text.strip()
        if (first := text[:1]) in _OPENERS:
            for opening, closing in _WRAPS:
                if first == opening and text.endswith(closing) and text.count(opening) == 1 and len(text) > 2:
                    text = text[1:-1]
        text = _TAIL.sub("", text)
        if text[-1:] in ")）" and "(" not in text and "（" not in text:
            text = text[:-1]
        if not "\u3040" <= text[:1] <= "\u9fff" and (match := _LEAD.match(text)) and match.end() < len(text):
            text = text[match.end() :]
    return text


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \u3000\t*_":
        at += 1
    return at
