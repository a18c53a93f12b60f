"""Sentences that say that something was decided, where no label, tag or mark does.

In Japanese by how they end (全員一致で承認した, → 警告メールは出さない), in English by how they begin, with those who
meet (The committee approved …). 合意できず, 前回承認した案 and "Lars agreed to send the draft" say something else. A
sentence of which this is not sure is a note.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from typing import Final

from docgen.account.names import HONORIFICS

_SENTENCE: Final = re.compile(r"[^。．\n]+[。．]?")
_ENGLISH: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|,\s+(?:and\s+)?(?=[A-Z][a-z]+ will )")
_LONGEST: Final = 240
"""Characters of such a sentence."""
_SPEAKER: Final = re.compile(r"\W*[^\s:：、。「]{1,14}\s*(?:[:：]|「[^「」]*」?\s*(?:と|\Z))")
"""Somebody's words: 尾形様：…, 堀様「…」."""

_END: Final = r"\s*(?:[(（][^()（）]*[)）])?\s*[。．.]?\s*\Z"
_TITLE: Final = f"(?:{'|'.join(HONORIFICS)}|[部課社]長)"
_VERB: Final = "(?:承認|了承|可決|議決|決議|採択|採用|決定|合意|確定|承諾|同意)"
_DID: Final = (
    "(?:しま)?した|され(?:まし)?た|とな(?:った|りました)|を得(?:まし)?た|に至(?:った|りました)|いただ(?:いた|きました)"
)
_SETTLED: Final = "決(?:まった|まりました|めた|めました|まり)"
_DECIDED: Final = re.compile(
    "(?:"
    + "|".join(
        (
            f"{_VERB}(?:{_DID})",
            f"(?:[、,をはもで]|とし|ことで|で一致し)(?:全(?:会|員)一致で|異議なく|原案(?:どおり|通り))?{_VERB}(?:済み?)?",
            f"(?:こと|もの|形|方針|方向)[とに]\\s*(?:(?:し|致し|いたし|なり)ま(?:した|す)|した|する|なった|{_SETTLED})",
            "(?:こと|もの|形|方針|方向)[とにで]\\s*(?:決定|合意|一致)(?:した|しました)?",
            "(?:[、,]|こと|形|方針|方向|案)で(?:行く|いく|行きます|いきます|進める|進めます)",
            f"[にとで]{_SETTLED}",
            "に(?:決定|合意|確定)(?:した|しました)?",
            "で全(?:員|会)一致(?:した|しました)?",
            "ことに",
            f"[、,][^、。]{{1,8}}{_TITLE}も?(?:OK|ＯＫ|了承|了解|合意|承諾)",
            "で(?:OK|ＯＫ|了承|承諾)を?(?:もら(?:った|いました)|いただ(?:いた|きました)|頂(?:いた|きました))",
            r"\s*(?:→|⇒)\s*(?:全員|皆)?(?:賛成|一致|合意|決定|了承|承認|OK|ＯＫ)",
        )
    )
    + f"){_END}"
)
"""How a sentence ends that says what was decided."""
_NOT_NOW: Final = re.compile(
    r"\A\W*(?:前々?回|先日|昨年|先[週月]|以前|過去|従来|当初|すでに|既に|社内で|別途)|未(?:決定|確定|承認|合意)|要(?:決定|承認|確認)"
    r"|(?:次回|後日|今後|改めて|まで(?:に)?|のち|後)[、に]?\s*(?:決定|確定|承認|合意|決め)"
    r"|(?:ば|たら|なら|場合)[^、]{0,10}\Z|[?？]\s*\Z|との(?:説明|報告)|(?:議事録|会議録)[^、。]{0,10}(?:承認|確認|了承)"
)
"""What tells of another time, or of what may be."""
_MAY_BE: Final = re.compile(
    r"承認|了承|可決|議決|決議|採[択用]|決[定まめ]|合意|確定|承諾|同意|一致|了解|OK|ＯＫ|(?:こと|もの|形|方針|方向)[とにで]"
    r"|で[行い][くき]|で進め|(?:→|⇒)\s*(?:全員|皆)?賛成"
    r"|agreed|decided|decision|resolved|approved|carried|passed|voted|ratified|adopted|endorsed|accepted|consensus|settled",
    re.IGNORECASE,
)
"""What each of these sentences has somewhere."""

_MEANT: Final = re.compile(
    "(?:(?<!気)(?<!参考)(?<!楽しみ)(?<!大事)(?<!話題)(?<!議題)(?<!必要)(?<!可能)(?<!よう)[とに](?:変更)?(?:する|します))"
    + _END
)
"""How one ends that says what will be done, and no more: 1枚目は件数だけにする."""
_LEFT_OPEN: Final = re.compile(
    "(?:(?:次回(?:に|へ)?)?持ち?越し|次回(?:に|へ)?継続|継続(?:審議|検討)|保留|ペンディング|結論(?:は|が)出(?:ず|なかった|ませんでした|ていない)"
    "|か(?:は|も)?、?まだ(?:わから|分から|決まってい|決めてい)(?:ない|ません))"
    f"(?:です|でした|(?:と|に)(?:する|します|した|しました|なった|なりました))?{_END}"
)
"""How one ends that says that something was put off."""

_ARROW: Final = re.compile(r"\s*(?:⇒|→|➡|=>|->|＝＞)\s*(?=\S)")
_CONCLUDED: Final = re.compile(
    "(?:"
    "[とに](?:する|します|した|しました)|見送る|見送り|不要|なし|やめる|のまま|は可|可とする|[をで]継続|を延期|から(?:開始|実施)(?:する)?"
    "|(?:し|[さたなまらわがせけえれめべねてげ])ない"
    "|で(?:統一|確定|合意|決定|ＯＫ|OK|いく|行く|進める|固定|対応する|始める|問題なし|異論なし)"
    f"){_END}"
)
"""How a line behind an arrow ends that says what came of the talk above it."""
_BEHIND_WORDS: Final = re.compile(r"(?<=」)\s*(?:⇒|→|➡)\s*(?=\S)")
"""An arrow behind somebody's words."""
_WHO_ALONE: Final = re.compile(
    f"[^、。]{{1,10}}?{_TITLE}?も?(?:OK|ＯＫ|了承|了解|合意|承諾|同意)(?:済み?|した)?[。．.]?"
)
"""A sentence that only says who agreed to the one before it: 東野さんも了承."""
_WISH: Final = re.compile(
    r"\b(?:maybe|perhaps|should|could|would|might|tbd|ask|check|find out|see)\b|[?]", re.IGNORECASE
)
_PLAIN_END: Final = re.compile(f"[うくすつぬむるぐぶい]{_END}")
"""How a Japanese sentence ends that says what will be."""
_INCONCLUSIVE: Final = re.compile(
    r"検討|確認|相談|議題|次回|かも|らしい|[?？]|(?:たい|そう)[。\s)）]*\Z|ようにする\Z"
    r"|(?:わから|決まら|見え|足り|間に合わ|でき|られ|え)ない"
)

_GROUP: Final = (
    "(?:the |this )?(?:committee|board|group|team|council|panel|meeting|members?|trustees|governors|directors"
    "|working group|wg|tsc|sc|chairs?|parties|room|attendees|participants|everyone|everybody|all(?: present)?"
    "|both(?: sides| parties| teams)?|we)"
)
_AGREED: Final = re.compile(
    r"(?:(?:after|following) [^,.]{1,80}, |(?:in the end|finally|eventually|so),? )?(?:"
    rf"(?:it (?:was|is) |{_GROUP} (?:have |has |then |also |all |both |unanimously |formally |jointly )*)"
    r"(?:(?:agreed|decided|resolved|voted)(?= (?:to|that|on|not|against|unanimously|by)\b|[:,])"
    r"|(?:approved|ratified|adopted|endorsed|accepted) \w)"
    r"|(?:the )?(?:motion|proposal|resolution|amendment|budget|plan|request|policy|report)\b[^.]{0,60}? "
    r"(?:(?:was|were|is) )?(?:unanimously )?(?:carried|passed|approved|adopted|accepted|agreed)\b"
    r"|(?:unanimously )?(?:agreed|approved|resolved|decided) (?:that|to|on|unanimously|by)\b"
    r"|consensus (?:is|was) (?:to|that)\b|(?:the )?decision (?:was )?(?:made )?(?:is|was)? ?(?:to|that)\b"
    r"|(?:the )?[\w -]{3,40} (?:was|were) (?:unanimously )?(?:adopted|approved)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that says what was decided."""
_AND_AGREED: Final = re.compile(r"[,;.] (?:all |everyone |we )?(?:agreed|settled)[.!]?\Z", re.IGNORECASE)
_NOT_AGREED: Final = re.compile(
    r"\b(?:not|never|yet|if|unless|until|previously|disagree\w*|last (?:week|month|year|meeting|time)"
    r"|already|in (?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|[12][0-9]{3})|at the (?:last|previous)"
    r"|with (?:him|her|them|that|this)|(?:previous|prior) meeting|minutes|agenda"
    r"|to (?:discuss|think|consider|look|revisit|return|meet|talk|check|disagree|defer|come back))\b|\?\s*\Z",
    re.IGNORECASE,
)


def arrows(texts: Iterable[str]) -> frozenset[str]:
    """The arrows behind which ``texts`` have conclusions more than once: other lines behind them are such, too."""
    found: Counter[str] = Counter()
    for text in texts:
        if arrow := _ARROW.match(text):
            rest = text[arrow.end() :]
            found[arrow[0].strip()] += rest.count(" ") > 2 if rest.isascii() else _concludes(rest)
    return frozenset(arrow for arrow, times in found.items() if times > 1)


def resolved(text: str, concluding: Container[str] = ()) -> Iterator[tuple[int, int]]:
    """From where to where (characters) the sentences of a line stand that say that something was decided.

    ``concluding``: as ``arrows`` tells.
    """
    if arrow := _ARROW.match(text):
        start, *_ = place = arrow.end(), len(text)
        said = [text[slice(*each)] for each in sentences(text, start)]
        if any(map(_concludes, said)) or (len(said) > 1 and _WHO_ALONE.fullmatch(said[-1].strip())):
            yield place
            return
        if arrow[0].strip() in concluding and said and (_concludes(said[0], _PLAIN_END) or _is_plain(said[0])):
            yield place
            return
    if (arrow := _BEHIND_WORDS.search(text)) and _concludes(text[arrow.end() :]):
        yield arrow.end(), len(text)
        return
    if not _MAY_BE.search(text) or _SPEAKER.match(text):
        return
    for start, stop in sentences(text):
        if stop - start <= _LONGEST and (_is_decided(text[start:stop]) or _is_agreed(text[start:stop])):
            yield start, stop


def left_open(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a line that say that something was put off: 認証の方式は次回に持ち越しです."""
    if _SPEAKER.match(text):
        return
    for start, stop in sentences(text):
        if 5 < stop - start <= _LONGEST and _LEFT_OPEN.search(text[start:stop]):
            yield start, stop


def meant(text: str) -> bool:
    """Whether a line, all of it one sentence, says what will be done, and no more: a decision if nothing near it says
    so in so many words."""
    return (
        5 < len(text) <= _LONGEST
        and _MEANT.search(text) is not None
        and "。" not in text[:-1]
        and not _INCONCLUSIVE.search(text)
        and not _NOT_NOW.search(text)
        and not _SPEAKER.match(text)
    )


def sentences(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """From where to where (characters) the sentences of a line stand."""
    if not text.isascii():
        yield from (match.span() for match in _SENTENCE.finditer(text, start))
        return
    for match in _ENGLISH.finditer(text, start):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _is_decided(sentence: str) -> bool:
    if len(sentence) <= 5 or _DECIDED.search(sentence) is None or _NOT_NOW.search(sentence):
        return False
    return _WHO_ALONE.fullmatch(sentence.strip()) is None


def _is_agreed(sentence: str) -> bool:
    if _AND_AGREED.search(sentence):
        return True
    return _AGREED.match(sentence.lstrip(" -–—>→")) is not None and not _NOT_AGREED.search(sentence)


def _is_plain(text: str) -> bool:
    """Whether an English line behind an arrow is a statement."""
    return text.isascii() and text.count(" ") > 2 and not _NOT_AGREED.search(text) and not _WISH.search(text)


def _concludes(text: str, end: re.Pattern[str] = _CONCLUDED) -> bool:
    """Whether what stands behind an arrow says what came of the talk above it."""
    return (
        len(text) <= _LONGEST
        and end.search(text) is not None
        and not _INCONCLUSIVE.search(text)
        and not _NOT_NOW.search(text)
        and not _SPEAKER.match(text)
    )
