"""Owner and due date where they are part of a sentence, which stays whole: Aさんが…, Taro to send … by Friday."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.actions.apart import CJK
from docgen.account.actions.chunk import Place, names_in
from docgen.account.actions.days import Day
from docgen.account.actions.frame import Frame
from docgen.account.actions.front import at_front, whole_handle
from docgen.account.actions.lexicon import key, lexicon
from docgen.account.actions.persons import Rank, is_called, is_known, is_personal, side_word

_DOER: Final = re.compile(
    r"(?P<side>側)?(?P<by>が|は|にて|から|より|で(?!の|き|す|は|も)|に(?=.{0,80}(?:ただく|頂く|ただきます|もらう|依頼済|お?願い(?:する|します|したい|済)?|依頼(?:する|します)?)[。.]?$))"
)
_IS_OF: Final = re.compile(r"は(?P<who>[^はがをの、。 ]{2,14})$")
_FRESH: Final = re.compile(r"(?:[はにを、,。:→]|(?<=[うくすつぬむるぐぶい])か)\s*")
"""Behind these a name may begin within a sentence."""
_LEAD: Final = re.compile("(?:念のため|まずは?|次に|別途|後日|引き続き|なお|また|一旦|いったん|今後は?|至急|早速)、? ?")
"""Words in front of a sentence that are no part of a name."""
_PAST: Final = re.compile(
    r"(?:した|された|している|っている|していた|った|れた|えた|いただいた|頂いた|きた|いる)(?!のち|後|あと|うえ|上)(?=[^。、]*[をにのがはへ])"
)
"""A verb that only tells which thing is meant: 佐藤さんが作成した資料を確認する."""
_GETS: Final = re.compile(r"(?:もら|受領|受け取|入手|を(?:いただ|頂)|ヒアリング|聞)")
_WILL: Final = re.compile(
    r"(?P<who>[^\W\d_][\w.'@&/, -]{0,48}?) (?P<how>to|will|shall|should|must|can|needs? to|has to|have to|is to|are to|"
    r"agreed to|agrees to|is going to|are going to|will also|would|'ll) (?P<verb>[a-z][a-z-]+)"
)
_DOES: Final = re.compile(
    r" (?:(?P<how>to|will|shall|should|must|can|needs? to|has to|have to|is to|are to|agreed to|is going to|would) )?"
    r"(?P<verb>[a-z][a-z-]+)"
)
_SENDS: Final = re.compile(r"(?P<who>[A-Z][\w.'-]{1,20}(?: [A-Z][\w.'-]{1,20})?) (?P<verb>[a-z]{2,16}s) ")
_NO_VERB: Final = frozenset(("be", "the", "a", "an", "our", "their", "his", "her", "its", "all", "date"))
_HANDLE: Final = re.compile(r"(?<![\w.])@(?!\d)[\w.\-]+?(?:さん|様|氏)?(?=[\s:、,;/|)\]。]|が|は|にて|で|$)")
_TO: Final = re.compile(r"(?:\b(?:to|with|from|for|cc|via|at|ask|tell|of)|[:：]) ?$", re.IGNORECASE)
_ON: Final = re.compile(
    r"(?<![a-z])(?:by|before|until|till|due|on|within|in|no later than|of) ?(?:the )?$", re.IGNORECASE
)
_OVER: Final = re.compile(r"に(?:開催|実施|行|あ|予定|送付した|お?打|発生|リリースした)|[^。、]{0,10}(?:した|された)")
_NOT_DUE: Final = re.compile(
    r" ?(?:の|版|分|以降|から|より|開催|実施|時点|付|号|定例|リリース|開始|以前|~|'s|発|締め後|mtg|meeting|release)",
    re.IGNORECASE,
)


def owners_in_sentence(frame: Frame) -> tuple[Place, ...]:
    """Who does it, where the sentence says so."""
    start, end = frame.trimmed(frame.lo, frame.hi)
    if end - start < 3:
        return ()
    return (
        _english(frame, start, end)
        or _japanese(frame, start, end)
        or _ends_in_name(frame, start, end)
        or _handle(frame, start, end)
    )


def _japanese(frame: Frame, start: int, end: int) -> tuple[Place, ...]:
    plain = frame.plain
    lead = _LEAD.match(plain, start, end)
    starts = [lead.end() if lead else start, *(m.end() for m in _FRESH.finditer(plain, start, min(end, start + 60)))]
    starts += [day.end for day in frame.days if start <= day.start < start + 30]
    for match in _DOER.finditer(plain, start + 1, min(end, start + 60)):
        for at in sorted(starts):
            if not 0 < match.start() - at <= 24:
                continue
            place = frame.trimmed(at, match.start(), "、")
            names = names_in(frame, *place, Rank.LIKELY)
            if names and _does(frame, match, names, end):
                return names
    return ()


def _ends_in_name(frame: Frame, start: int, end: int) -> tuple[Place, ...]:
    """見積の更新は佐藤さん."""
    match = _IS_OF.search(frame.plain, max(start, end - 20), end)
    names = names_in(frame, *match.span("who"), Rank.SURE) if match else ()
    return names if all(is_called(frame.plain[slice(*name)]) for name in names) else ()


def _does(frame: Frame, match: re.Match[str], names: tuple[Place, ...], end: int) -> bool:
    """Whether those before が, は, にて … are who does it."""
    rest, by = frame.plain[match.end() : end], match["by"]
    if not rest.strip(" 。") or (_PAST.search(rest) and not (by == "は" and rest.startswith("、"))):
        return False
    words = [frame.plain[slice(*name)] for name in names]
    if by in ("が", "は"):
        return True
    if by == "に":
        return all(map(is_personal, words)) or any(side_word(word) == "theirs" for word in words)
    sided = all(side_word(word) != "unknown" for word in words)
    if by in ("から", "より"):
        known = all(is_personal(word) or is_known(word, frame.known) for word in words)
        return not _GETS.search(rest) and (sided or known)
    return True


def _english(frame: Frame, start: int, end: int) -> tuple[Place, ...]:
    if places := _known(frame, start, end):
        return places
    match = _WILL.match(frame.plain, start, end)
    if match is None:
        return _in_present(frame, start, end)
    if CJK.search(match["who"]):
        return ()
    place, words = match.span("who"), lexicon()
    folded = key(match["who"])
    if folded in words.no_person or folded == "i":
        return ()
    if match["how"] == "to" and key(match["verb"]) not in words.verbs:
        is_somebody = frame.rank(*place) is Rank.SURE or _has_office(match["who"])
        return (place,) if is_somebody and match["verb"] not in _NO_VERB else ()
    if frame.plain[place[0]] == "@":
        return (place,)
    if folded in words.given and (frame.tagged or match["who"][0].isupper()):
        return (place,)
    if frame.tagged and " " not in match["who"] and match["who"].islower():
        return (place,)
    names = names_in(frame, *place, Rank.MAYBE, firm=Rank.MAYBE)
    if names or not match["who"].startswith("The "):
        return names if all(_may_act(frame, *name) for name in names) else ()
    if key(match["who"][4:]) in words.offices:
        return ((place[0] + 4, place[1]),)
    names = names_in(frame, place[0] + 4, place[1], Rank.FAIR)
    return (
        names if all(frame.rank(*name) > Rank.FAIR or _has_office(frame.plain[slice(*name)]) for name in names) else ()
    )


def _in_present(frame: Frame, start: int, end: int) -> tuple[Place, ...]:
    """Kate sends the contract: a name, and a verb in its third person."""
    match = _SENDS.match(frame.plain, start, end)
    if match is None or not {match["verb"][:-1], match["verb"].removesuffix("es")} & lexicon().verbs:
        return ()
    names = names_in(frame, *match.span("who"), Rank.MAYBE, firm=Rank.MAYBE)
    return names if all(_may_act(frame, *name) for name in names) else ()


def _known(frame: Frame, start: int, end: int) -> tuple[Place, ...]:
    """Those whom a chip or the attendees tell: Oke to repeat the test, Oke repeats the test."""
    places = at_front(frame, start, end)
    does = _DOES.match(frame.plain, places[-1][1], end) if places else None
    if does is None:
        return ()
    verb = key(does["verb"])
    stems = {verb.removesuffix("s"), verb.removesuffix("es")} if does["how"] is None else {verb}
    return places if stems & lexicon().verbs and (does["how"] or verb.endswith("s")) else ()


def _has_office(name: str) -> bool:
    return key(name.split(" ")[-1]) in lexicon().offices


def _may_act(frame: Frame, start: int, end: int) -> bool:
    """Whether a capitalised word that nobody knows may be somebody: Priya, not Documents."""
    name = frame.plain[start:end]
    if frame.rank(start, end) is Rank.SURE or _has_office(name):
        return True
    return (
        not (
            name.endswith("s")
            and len(name) > 4
            and key(name) not in lexicon().given
            and side_word(name) == "unknown"
            and key(name) not in lexicon().teams
        )
        or "@" in name
    )


def _handle(frame: Frame, start: int, end: int) -> tuple[Place, ...]:
    found = [m for m in _HANDLE.finditer(frame.plain, start, end) if not _TO.search(frame.plain[start : m.start()])]
    return tuple((match.start(), whole_handle(frame, *match.span(), end)) for match in found)


def due_in_sentence(frame: Frame) -> Day | None:
    """By when, where the sentence says so."""
    start, end = frame.trimmed(frame.lo, frame.hi, "。.")
    days = frame.days_within(start, end)
    marked = (day for day in days if day.is_marked and not _NOT_DUE.match(frame.plain, day.end, end))
    return next(marked, None) or next((day for day in days if day.is_certain and _is_due(frame, day, start, end)), None)


def _is_due(frame: Frame, day: Day, start: int, end: int) -> bool:
    """Whether a day that nothing marks is when it is to be done."""
    plain = frame.plain
    before, after = plain[start : day.start], plain[day.end : end]
    if _NOT_DUE.match(after) or (day.kind is None and not after.startswith(("に", "、", " ")) and after):
        return False
    if CJK.search(after) or CJK.search(before[-1:]):
        if after.startswith("に"):
            return not _OVER.match(after)
        if after.startswith("、") or not after:
            return not before.endswith(("は", "の"))
        return day.kind in ("relative", "weekday", "day's end") and not re.match(r"[をがはへとも]", after)
    if _ON.search(before):
        return not re.match(r" ?[a-z]+ing\b", after)
    return not after.strip() and not re.search(
        r"(?:from|since|as of|after|the|last|of|between|and|to) $", before, re.IGNORECASE
    )
