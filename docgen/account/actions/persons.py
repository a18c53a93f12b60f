"""How much a piece of a line looks like somebody who does something: a person, a side, a team.

Nothing else is known of the words: so where a name stands decides how sure one must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache
from typing import Final

from docgen.account.actions.lexicon import key, lexicon
from docgen.account.actions.said import Side
from docgen.account.labels import version
from docgen.account.names import VARIANTS, match_key
from docgen.account.side import SIDE_WORDS, by_word, person

LONGEST: Final = 40
"""Characters beyond which nothing is a name."""
_KANJI = r"\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_KANA = r"ぁ-ゖァ-ヺー"
_STRANGE: Final = re.compile(r"[@。、,;/:!?%=*\"“”「」『』#<>~→\d\n\[\]|+※…]")
_HANDLE: Final = re.compile(r"@[\w.\-]+(?: [A-Z][A-Za-z'-]*)?(?: ?(?:さん|様|氏))?")
_JAPANESE: Final = re.compile(rf"[{_KANJI}{_KANA}・ ]+")
_CJK: Final = re.compile(rf"[{_KANJI}{_KANA}]")
_KATAKANA: Final = re.compile(r"[ァ-ヺー]+(?:[・ ][ァ-ヺー]+)*")
_GIVEN: Final = re.compile(rf"[{_KANJI}{_KANA}]{{1,4}}")
_LATIN: Final = re.compile(
    r"[^\W\d_](?:[\w.'-]*\w)?\.?(?: (?:(?:de|da|van|von|der|den|bin|al) )?[^\W\d_a-z][\w.'-]*){0,2}"
)
_TITLED: Final = re.compile(
    r"(?i:mr|ms|mrs|miss|dr|prof|cllr|councillor|councilmember|rev|sir)\.? [^\W\d_][\w.'-]*(?: [A-Z][\w.'-]*){0,2}"
)
_INITIAL: Final = re.compile(r"(?:[A-Z]\. ?|[B-HJ-Z] ){1,2}[A-Z][a-z]+(?:[A-Z][a-z]+)?")
"""J. T. Halvorsen, D Pugh."""
_NOUN: Final = re.compile(
    r"(?:ing|ions?|ments?|ness|ity|ities|ed|ly|ances?|ences?|ships?|ages?|als?|ives?|ful|ics|wares?|sheets?|ables?|ibles?)$"
)
"""How English words end that are seldom names."""
_OFFICE: Final = ("ご担当", "ご担当者", "担当", "担当者", "各位", "様", "さま", "さん", "全員", "内")
_WITHIN: Final = re.compile(r"\([^()]{1,30}\)")
_REMARK: Final = re.compile(r" ?\([^()]{1,12}\)$")
_PARTICLES: Final = re.compile("[をがはへ]|ごと|まで|から|より|など|[のにでと]$|^[のにでと]")


_SEVERAL: Final = re.compile(r"(?:さん|様|さま|氏|君)(?:と|や|及び|および|[、,&/・ ])")
_WORDS: Final = frozenset(
    re.findall(
        "[a-z]+",
        "am an as at be by do go he if in is it me my no of ok on or so to up us we all and any are but can for has let"
        " may new not now old one our out see she the two use was way who why you",
    )
)
"""Short words that are initials of nobody."""


class Rank(IntEnum):
    """How much something looks like a name."""

    NONE = 0
    MAYBE = 1
    """A word that could be a name: ナム, Priya."""
    FAIR = 2
    """A word that has the shape of one: ジョン・スミス, Priya Nair."""
    LIKELY = 3
    """Made as names are: 森崎, 営業2課, 東."""
    SURE = 4
    """Said so by a word of its own (さん, @, 弊社), or a well-known name."""


def rank(piece: str) -> Rank:
    """How much ``piece``, as it is matched (``shadow``), looks like one name."""
    return _rank(piece, version()) if len(piece) <= LONGEST else Rank.NONE


@lru_cache(maxsize=8192)
def _rank(piece: str, _words: str) -> Rank:
    name = _REMARK.sub("", piece.strip())
    if not name:
        return Rank.NONE
    if name[0] == "@":
        is_name = _HANDLE.fullmatch(name) or _japanese(name[1:]) >= Rank.FAIR
        return Rank.SURE if is_name and not name[1:2].isdigit() else Rank.NONE
    if side_word(piece.strip()) != "unknown":
        return Rank.SURE
    if _STRANGE.search(name):
        return Rank.NONE
    words, folded = lexicon(), key(name)
    if folded in words.everyone or folded in words.teams:
        return Rank.SURE
    if folded in words.offices and not name.isascii():
        return Rank.LIKELY
    if folded in words.no_team:
        return Rank.NONE
    return max(_called(name), _japanese(name) if _JAPANESE.fullmatch(name) else _latin(name), _team(name))


def side_word(piece: str) -> Side:
    """The side that a word names: 弊社, 先方ご担当, us."""
    return _side_word(piece, version()) if 2 <= len(piece) <= LONGEST else "unknown"


@lru_cache(maxsize=8192)
def _side_word(piece: str, _words: str) -> Side:
    side = by_word(piece)
    rest = piece[next((len(word) for word in SIDE_WORDS if piece.startswith(word)), len(piece)) :]
    rest = rest.removeprefix("側").removeprefix("の").lstrip(" ")
    whose = rest[1:].strip() if rest[:1] == ":" else "" if _WITHIN.fullmatch(rest) else rest
    return side if not whose or whose in _OFFICE or _rank(whose, _words) >= Rank.FAIR else "unknown"


def _called(name: str) -> Rank:
    """さん, 様, 部長 behind a name."""
    words = lexicon()
    for honorific in words.honorifics:
        if name.endswith(honorific) and len(name) > len(honorific):
            bare = name[: -len(honorific)].rstrip()
            several = ("・" in bare and not _KATAKANA.search(bare)) or _SEVERAL.search(bare) is not None
            wrong = several or name.endswith(words.no_honorific) or _PARTICLES.search(bare)
            return Rank.NONE if wrong or len(bare) > 20 else Rank.SURE
    for title in words.titles:
        bare = name.removesuffix(title).rstrip()
        if bare and bare != name and not _PARTICLES.search(bare):
            known = key(bare) in words.teams
            return Rank.LIKELY if known or (_JAPANESE.fullmatch(bare) and _japanese(bare) > Rank.MAYBE) else Rank.NONE
    return Rank.NONE


def _team(name: str) -> Rank:
    words = lexicon()
    if (
        len(name) > 20
        or _PARTICLES.search(name)
        or "(" in name
        or "・" in name
        or name.startswith(("各", "全", "他", "同", "当該", "どの"))
    ):
        return Rank.NONE
    folded = key(name)
    ending = next((end for end in words.team_endings if folded.endswith(end) and folded != end), "")
    if not ending:
        return Rank.NONE
    if ending.isascii():
        return Rank.LIKELY if " " in name and key(name.split()[-1]) == ending else Rank.NONE
    return Rank.LIKELY if " " not in name and len(folded) > len(ending) + (len(ending) == 1) else Rank.NONE


def is_called(name: str) -> bool:
    """Whether さん or the like stands behind a name."""
    return _called(name.strip()) is Rank.SURE


def is_personal(name: str) -> bool:
    """Whether ``name`` is a person's for sure: さん, @, a frequent family name that is no place, a given name."""
    if name[:1] == "@" or _called(name) is Rank.SURE:
        return True
    if name.isascii():
        return key(name.split(" ")[0]) in lexicon().given and name[:1].isupper() and rank(name) is Rank.SURE
    first, _, rest = name.partition(" ")
    return surname(first) is Rank.SURE and len(first) > 1 and (not rest or _is_given(rest))


def surname(word: str) -> Rank:
    """How much one Japanese word looks like a family name."""
    words, plain = lexicon(), word.translate(VARIANTS)
    if word in words.places or plain in words.places:
        return Rank.FAIR
    if word in words.surnames or plain in words.surnames:
        return Rank.SURE
    if word in words.no_surname or word in words.deeds or len(word) not in (2, 3):
        return Rank.NONE
    starts, ends = plain[0] in words.surname_starts, plain[-1] in words.surname_ends
    if starts and ends:
        return Rank.LIKELY if len(word) == 2 else Rank.FAIR
    return Rank.MAYBE if starts or ends else Rank.NONE


def _is_given(word: str) -> bool:
    return bool(_GIVEN.fullmatch(word)) and (word[-1] in lexicon().given_ends or "ぁ" <= word[0] <= "ゖ")


def _japanese(name: str) -> Rank:
    first, _, rest = name.partition(" ")
    if _KATAKANA.fullmatch(name):
        if name in lexicon().surnames:
            return Rank.SURE
        common = any(key(part) in lexicon().no_person for part in re.split("[・ ]", name))
        return Rank.NONE if common or len(name) < 2 else Rank.FAIR if "・" in name else Rank.MAYBE
    if "・" in name or " " in rest:
        return Rank.NONE
    if rest:
        if (key(first) in lexicon().teams or _team(first)) and surname(rest) >= Rank.MAYBE:
            return Rank.LIKELY
        family = surname(first)
        if not _GIVEN.fullmatch(rest) or rest in lexicon().deeds or _team(rest) or family is Rank.NONE:
            return Rank.NONE
        return Rank.SURE if _is_given(rest) and family > Rank.NONE else min(family, Rank.FAIR)
    if (found := surname(name)) or len(name) < 3:
        return found
    team = next((size for size in (4, 3, 2) if key(name[:size]) in lexicon().teams), 0)
    if team and surname(name[team:]) >= Rank.LIKELY:
        return Rank.LIKELY
    for size in (2, 3):
        family, given = surname(name[:size]), name[size:]
        if family >= Rank.FAIR and 1 <= len(given) <= 3 and _GIVEN.fullmatch(given) and not _team(name):
            if _is_given(given) and family is Rank.SURE:
                return Rank.LIKELY
            if family is Rank.SURE and len(name) == 4 and not _PARTICLES.search(given):
                return Rank.FAIR
    return Rank.NONE


def _latin(name: str) -> Rank:
    if _TITLED.fullmatch(name):
        return Rank.SURE
    if _INITIAL.fullmatch(name):
        return Rank.LIKELY
    words, tokens = lexicon(), name.split()
    keys = [key(token.rstrip(".")) for token in tokens]
    if (
        _CJK.search(name)
        or not _LATIN.fullmatch(name)
        or not name[0].isupper()
        or any(each in words.no_person for each in keys)
    ):
        return Rank.NONE
    if keys[0] in words.given or key(tokens[0].split("-")[0]) in words.given:
        return Rank.SURE
    if any(each in words.offices for each in keys):
        return Rank.FAIR
    if any(_NOUN.search(each) and len(each) > 4 for each in keys) or not name.replace(" ", "").isascii():
        return Rank.NONE if name.isascii() else Rank.MAYBE
    return Rank.FAIR if len(tokens) > 1 else Rank.MAYBE if len(name) > 1 else Rank.NONE


def forms(names: Iterable[str]) -> frozenset[str]:
    """The forms in which people who are known, such as attendees, may be called in a line."""
    return _forms(tuple(names))


@lru_cache(maxsize=1024)  # the same people meet again
def _forms(names: tuple[str, ...]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        bare = person(name)
        words = bare.split()
        found |= {match_key(name), bare, bare.replace(" ", ""), *words}
        initials = "".join(word[0] for word in words)
        if 1 < len(initials) < 4 and initials.isascii() and initials.isalpha() and initials not in _WORDS:
            found.add(initials)
    return frozenset(form for form in found if len(form) > 1 or (form and not form.isascii()))


def is_known(piece: str, known: frozenset[str]) -> bool:
    """Whether ``piece`` is one of the ``forms`` of people who are known."""
    return bool(known) and (match_key(piece) in known or person(piece) in known)
