"""Sentences that say who will do what by when: 久我様が過去二年分を11月末までにまとめる, "Gus to raise it with design".

Only of somebody who is known to be there, or is called so (〜さん), and of what is still to come. 部長が7月に異動する
and "Petra thinks Friday is fine" promise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from docgen.account.actions import Said
from docgen.account.actions.lexicon import key, lexicon

_LONGEST: Final = 200
"""Characters of such a sentence."""
_MAY_BE: Final = re.compile(
    r"[0-9０-９今来翌次本明月火水木金年週]|\bto [a-z]|\bwill\b|\'ll\b|tomorrow|today|day\b|week|month|end of|EO[DWM]",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"まで|迄|[中内末]\Z|明日|EO[DWM]|tomorrow|today|\bby\b", re.IGNORECASE)
"""What says that something is due on a day, rather than that it happens then."""
_ENDS: Final = re.compile(
    r"(?:[うくすつぬむるぐぶ一-鿿ァ-ヶー々]|[一-鿿][ぁ-ん]?[きしけせれりみぎびえ]|ます|です|お願い|まで(?:に)?|[)）]"
    r"|(?:ご|お)[^\s、。]{1,12}ください)\s*[。．.]?\s*\Z"
)
"""How a Japanese sentence ends that says what is to be done."""
_HAPPENS: Final = re.compile(
    "(?:異動|退職|着任|入社|不在|交代|来社|訪問|出張|休暇|休み?|見学|お越し|参加|出席|開催|公開|予定|希望|意見|完了|済み?|見込み?|お?話"
    "|伺(?:う|います)|参[るり]ます?|来[るられ]*|戻[るり]|始ま[るり]|終わ[るり]|な[るり]|あ[るり]|い[るた]|でき[るた]|られる"
    "|(?:なり|あり|い|思い)ます|決まる|届く|かかる|増える|減る|思う|考える|(?<!くださる)(?<!いただける)(?<!いただく)とのこと(?:です)?)[)）。．.\\s]*\\Z"
)
"""How one ends that says what happens, or how things are."""
_NO_DEED: Final = frozenset(("be", "have", "me", "us", "him", "her", "them", "it", "the", "our", "my", "your", "their"))
"""Behind "to" and "will", what is nothing to do: Noor to me, after the call."""
_PERSON: Final = r"[A-Z][\w.\'-]*(?: [A-Z][\w.\'-]*)?"
_TO: Final = re.compile(
    rf"{_PERSON}(?:(?:, | and |, and | & ){_PERSON})*"
    r"(?P<how> to | will | agreed to | volunteered to | promised to | offered to |\'ll | )(?P<verb>[a-z]+)\b"
)


def may_promise(text: str) -> bool:
    """Whether a sentence may be one, at first sight."""
    return len(text) <= _LONGEST and text[-1] not in "?？」" and _MAY_BE.search(text) is not None


def promises(text: str, said: Said, is_somebody: Callable[[str], bool], reference: date | None) -> bool:
    """Whether a sentence says that somebody is to do something. ``said``: the sentence read as an action item."""
    does = _TO.match(text) if text.isascii() else None
    is_told = does is not None and does["how"].strip() != "" and said.due_text != ""
    if not said.owners or not (is_told or all(map(is_somebody, said.owners))) or len(said.text) < 2:
        return False
    if said.due is not None and reference is not None and said.due <= reference:
        is_today = said.due == reference and not any(map(str.isdigit, said.due_text))
        if not is_today:
            return False  # over, or the day of the meeting itself
    if said.due_text and text.lstrip().startswith(said.due_text) and not _UNTIL.search(said.due_text):
        return False  # an entry of a schedule
    if does:
        return _is_to(does, said)
    if not said.due_text or (said.due is None and "次回" not in said.due_text):
        return False
    is_apart = said.due_text not in said.text
    if said.text.isascii():
        return is_apart and key(said.text.split()[0]) in lexicon().verbs
    in_order = re.search(r"が|は|から|にて", said.text) is not None and said.due_text + "に" in said.text
    if not (is_apart or in_order or _UNTIL.search(said.due_text)):
        return False
    return _ENDS.search(said.text) is not None and not _HAPPENS.search(said.text)


def _is_to(match: re.Match[str], said: Said) -> bool:
    """Whether an English sentence gives somebody something to do: Gus to raise it, Petra sends the slides tomorrow."""
    how, verb = match["how"].strip(), key(match["verb"])
    if how:
        return verb not in _NO_DEED and (how == "to" or bool(said.due_text) or verb in lexicon().verbs)
    return bool(said.due_text) and verb.endswith("s") and verb[:-1] in lexicon().verbs
