"""Lists of agenda titles that rules refer to by name, as people really write them.

A title is matched as a whole, without what stands in brackets at its end: 「宿題の確認」 only checks action items,
「タスク管理の進め方の確認」 is a topic of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, Literal

TitleList = Literal["todo-check", "housekeeping"]

_TODO = (
    r"(?:(?:残り?|未完了?|継続)?(?:todo|to-do)(?:'?s|リスト)?|宿題(?:事項)?|(?:残|未完了?)?タスク(?:リスト)?|持ち?帰り(?:事項)?|やること"
    r"|(?:ネクスト)?アクション(?:アイテム|項目|プラン)?|(?:next)?actions?(?:items?)?|残(?:作業|課題|件)|課題(?:一覧|管理表|リスト)"
    r"|対応事項|実施事項|(?:ご?依頼|お願い)(?:事項)|ペンディング(?:事項)?|懸案(?:事項)?|積み残し)"
)
_WHICH = (
    r"(?:前回|前々回|先回|次回|今回|先週|今週|先月|今月|現在|継続中?|各社?|全|全て|すべて|残り?|未完了?|未了|未対応|完了|進行中|定例|オープン|双方|両社"
    r"|弊社|当社|御社|貴社|お客様|先方|\w{1,4}(?:様|さん)|\d{1,2}[/月]\d{0,2}日?)"
    r"(?:まで|から|より|分|側|会議|定例(?:会)?|mtg|ミーティング|議事録)*の?"
)
_CHECK = (
    r"(?:進捗(?:状況)?|(?:対応|消化|実施|完了)?状況|対応|ステータス|ご?確認|ご?共有|チェック|フォロー(?:アップ)?|レビュー|振り?返り"
    r"|棚卸し?|整理|おさらい|ご?報告|読み合わせ|消し?込み|リマインド|一覧|について|の件)"
)
_JOIN = r"(?:の|を|と|や|に関する|および|及び|[・、,/&])*"
_END = r"(?:する|します|しましょう|のみ|だけ)?"

_TODO_CHECK_JA = re.compile(rf"(?:{_WHICH})*{_TODO}(?:{_JOIN}(?:{_WHICH}|{_TODO}|{_CHECK}))*{_END}")
_PROGRESS_JA = re.compile(rf"(?:{_WHICH})*(?:進捗(?:状況)?|対応状況|ステータス)(?:{_JOIN}{_CHECK})*{_END}")
_HOUSEKEEPING_JA = re.compile(
    r"その他(?:連絡事項)?|次回(?:の?(?:日程|予定|開催日?|定例|会議|mtg|ミーティング))*の?(?:ご?確認|調整|ご?相談|について)?"
    r"|日程(?:の?(?:確認|調整))?|ご?挨拶|開会|閉会|自己紹介|アイスブレイク|(?:事務)?連絡(?:事項)?|出席(?:者)?の?確認"
    r"|(?:前回の?)?議事録の?ご?確認|前回の?(?:内容の?)?(?:振り?返り|おさらい|確認)|質疑(?:応答)?|q&a|クロージング|まとめ|雑談"
)

_TODO_EN: Final = re.compile(r"to-?dos?|tasks?|homework|actions?|status|progress")
_AROUND_EN: Final = re.compile(
    r"reviews?|checks?|check-in|updates?|follow-?ups?|follow|up|recap|walk(?:through)?|go(?:ing)?|through|over|discuss"
    r"|tracking|list|on|of|for|from|the|our|your|a|all|any|and|with|quick|last|previous|prior|open|outstanding|pending"
    r"|remaining|carried|overdue|next|items?|meetings?(?:'s)?|week(?:'s)?|time(?:'s)?|report"
)
_HOUSEKEEPING_EN = re.compile(
    r"(?:any )?other business|aob|other|next (?:meeting|steps?|call|date)s?|scheduling|introductions?|welcome"
    r"|wrap[- ]?up|closing|q ?& ?a|questions|announcements|housekeeping"
    r"|(?:review of )?(?:the )?(?:last |previous )?minutes"
)
_LONGEST: Final = 48
"""Characters; longer titles say more than that, and their many ways to be split need not be tried."""
_BRACKETS: Final = re.compile(r"\s*[(\[【「][^)\]】」]*[)\]】」]\s*$")


def in_lists(title: str, lists: Iterable[TitleList]) -> bool:
    """Whether ``title`` is in one of ``lists``."""
    return not lists_of(title).isdisjoint(lists)


@lru_cache(maxsize=1024)  # several rules ask about the same titles
def lists_of(title: str) -> frozenset[TitleList]:
    """All lists that ``title`` is in."""
    plain = unicodedata.normalize("NFKC", title).casefold().replace("’", "'").strip()
    while (shorter := _BRACKETS.sub("", plain)) not in (plain, ""):
        plain = shorter
    if len(plain) > _LONGEST:
        return frozenset()
    tests: dict[TitleList, Callable[[str], bool]] = {"todo-check": _todo_check, "housekeeping": _housekeeping}
    return frozenset(name for name, test in tests.items() if test(plain))


def _todo_check(title: str) -> bool:
    tight = "".join(title.split())
    if _TODO_CHECK_JA.fullmatch(tight) or _PROGRESS_JA.fullmatch(tight):
        return True
    words = re.findall(r"[a-z'-]+", title)
    only_words = title.isascii() and not re.search(r"[^a-z'\-\s,&/:.]", title)
    around = [word for word in words if not _TODO_EN.fullmatch(word)]
    return only_words and len(around) < len(words) and all(map(_AROUND_EN.fullmatch, around))


def _housekeeping(title: str) -> bool:
    return bool(_HOUSEKEEPING_JA.fullmatch("".join(title.split())) or _HOUSEKEEPING_EN.fullmatch(title))
