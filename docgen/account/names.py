"""How names of customers and people are compared, and how ids are made from them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}\Z")
"""What an account's or a member's id looks like."""

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_WORDS = re.compile(r"[a-z0-9]+")
_FORMS = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|医療法人|学校法人|社会福祉法人"
    r"|\((?:株|有|同|資|社|財|医|学|福)\)|御中\Z|様\Z|(?<![a-z])(?:inc|ltd|llc|co|corp|corporation|company|limited|gmbh|kk)(?![a-z])"
)
VARIANTS = str.maketrans("髙﨑𠮷齋齊斉邊邉澤濱廣國櫻彌壽龍ヶヵ", "高崎吉斎斎斎辺辺沢浜広国桜弥寿竜ケカ")
"""Characters of names in the form in which they are compared."""
HONORIFICS = ("ちゃん", "くん", "さん", "さま", "先生", "君", "様", "氏", "殿")
"""What people are called by behind their names, longest first."""
HONORIFIC_AT_END = re.compile(rf"\s*(?:{'|'.join(HONORIFICS)})\Z")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\d+")
_SHORT = 5
"""Characters; in names shorter than this one character makes a different name (山田商事, 山本商事)."""

_ENOUGH = 20
"""Names remembered per form: a person asked about more than these is not helped, and a file of one name stays quick."""


def match_key(name: str) -> str:
    """What two writings of one name have in common: width, case and spacing do not count."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def bare_name(name: str) -> str:
    """``name`` as it is looked for in other words: folded, only letters and digits, forms of company and 様 dropped,
    variants of characters as one; all of it where nothing else is left."""
    folded = match_key(name).translate(VARIANTS)
    return letters(_FORMS.sub("", folded)) or folded


def letters(text: str) -> str:
    """The letters and digits of ``text``."""
    return _NOT_A_LETTER.sub("", text)


def folded_name(text: str) -> str:
    """``text`` in which ``bare_name`` can be looked for: folded, variants of characters as one."""
    return match_key(text).translate(VARIANTS)


def id_from(name: str) -> str:
    """The id that a customer called ``name`` gets: its Latin letters, or ``a-`` and 8 hex digits of SHA-256."""
    folded = unicodedata.normalize("NFKC", name)
    plain = unicodedata.normalize("NFKD", folded.casefold().translate(_LETTERS))
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    words = _WORDS.findall(bare.replace("'", "").replace("’", ""))
    made = "-".join(words)[:63].strip("-")
    if any(character.isalpha() for character in made):
        return made
    return "a-" + hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """``wanted``, or with the first of ``-2``, ``-3``, ... that is not ``taken``."""
    used = taken if isinstance(taken, set | dict) else set(taken)
    if wanted not in used:
        return wanted
    number = 2
    while (candidate := f"{wanted[: 62 - len(str(number))]}-{number}") in used:
        number += 1
    return candidate


class NearNames:
    """Names seen so far, asked for those that could mean the same customer, at a cost that does not grow."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """``names``: pairs of id and name."""
        self._by_form: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for owner, name in names:
            self.add(owner, name)

    def add(self, owner: str, name: str) -> None:
        """Remember ``name`` as that of ``owner``."""
        for form in _forms(name):
            if len(self._by_form[form]) < _ENOUGH:
                self._by_form[form].append((owner, name))

    def near(self, name: str) -> list[tuple[str, str]]:
        """Pairs of id and name equal or nearly equal to ``name``, those seen first coming first."""
        found: dict[tuple[str, str], None] = {}
        for form in _forms(name):
            for pair in self._by_form.get(form, ()):
                found[pair] = None
        return list(found)


def _forms(name: str) -> Iterator[str]:
    """Strings of which two near names share one: the bare name, and the bare name less any one character.

    Numbers are told apart: 第1工場 and 第2工場 are two places, not one misspelt.
    """
    bare = bare_name(name)
    numbers = "/".join(_DIGITS.findall(bare))
    yield f"{numbers}|{bare}"
    letters = _DIGITS.sub("", bare)
    if len(letters) >= _SHORT:
        yield f"{numbers}|-{letters}"
        for place in range(len(letters)):
            yield f"{numbers}|-{letters[:place]}{letters[place + 1 :]}"
