"""What an invitation says about a meeting: its name without the clutter of mail and calendars, and its agenda."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from docgen.account.called_off import find_mark, without_mark
from docgen.account.dates import Language
from docgen.account.events import Event
from docgen.account.model import AgendaItemPlan, AgendaPlan, Attendees, Kind
from docgen.account.words import parse_item_heading
from docgen.document.text import normalise

MOST: Final = 12
"""Agenda items of one invitation; a longer list is no agenda."""
LONGEST: Final = 80
"""Characters of an item's title; a longer line is a sentence of the invitation."""
UNTITLED: Final = {"ja": "お打ち合わせ", "en": "Meeting"}

_OPEN, _SHUT = r"[(（\[［【<＜]\s*", r"\s*[)）\]］】>＞]"
_CLUTTER = re.compile(
    rf"\s*(?:(?:re|fwd?|転送|返信)\s*[:：]"
    rf"|(?:updated invitation|invitation|accepted|declined|tentative|updated"
    rf"|招待|更新済み|更新|変更|承諾|辞退|仮承諾|予定変更|再送|リマインド|reminder)\s*[:：]"
    rf"|{_OPEN}(?:外部|社外|external|ext|再送|更新|リマインド|確定|要出席|オンライン|online|web|zoom|teams|meet){_SHUT})",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"\s*(?:[-*•・●○◦‣▪■□◆◇▶–]\s*|[0-9０-９]{1,2}\s*[.．、)）]\s*|[（(][0-9０-９]{1,2}[)）]\s*|[①-⑳]\s*)(?=\S)"
)
_HEAD = re.compile(r"[\W_]*(?:アジェンダ|議題|論点|内容|agenda|topics)(?:\s*[(（]案[)）])?[\W_]*\Z", re.IGNORECASE)
_OTHER_HEAD = re.compile(
    r"[\W_]*(?:参加者|出席者|資料|参考|日時|場所|接続(?:先|情報)|備考|連絡先|持ち物|お願い|宿題|attendees|materials|notes|location|"
    r"when|where|join|dial)[^:：]{0,10}[:：]?[\W_]*\Z",
    re.IGNORECASE,
)
_NO_ITEM = re.compile(
    r"https?://|www\.|@[\w-]+\.|\bmeet\.google|zoom|teams|passcode|meeting id|ミーティング\s*id|パスコード"
    r"|電話番号|ダイヤル|pin\s*[:：]"
    r"|\+?\d[\d -]{8,}|^(?:日時|場所|会場|参加者|出席者|資料|url|tel|fax|when|where|who|attendees)\s*[:：]",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<\s*(?:br\s*/?|/p|/li|/div|/h\d)\s*>", re.IGNORECASE)
_LIST_ITEM = re.compile(r"<\s*li\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,300}>")
_RULE = re.compile(r"^\s*(?:[-_=~―─━*]{5,}|-::~.*)\s*$")
"""Below such a line calendars write how to join."""


def as_meant(event: Event) -> Event:
    """The event, called off where its title says so (【中止】, Canceled:): many write that rather than delete it."""
    if find_mark(event.title) is None:
        return event
    return replace(event, cancelled=True, title=without_mark(event.title))


def title_of(event: Event, language: Language) -> str:
    """The name of the meeting: what the event is called, without the marks that mail and calendars put in front (Re:,
    更新:, [外部], 【External】). All else stays, the customer's name too."""
    title = event.title
    while found := _CLUTTER.match(title):
        title = title[found.end() :]
    return normalise(" ".join(title.split())).strip() or UNTITLED[language]


def plan_of(event: Event, attendees: Attendees, language: Language) -> AgendaPlan:
    """The agenda in an invitation: the items that its text lists, no stance, and the goal left to be filled in.

    The text counts only where somebody of the customer's side is invited, and so can read it already.
    """
    start, end = event.span()
    return AgendaPlan(
        title=title_of(event, language),
        start=start.replace("T", " "),
        end=end.replace("T", " "),
        attendees=attendees,
        items=tuple(agenda_in(event.description)) if attendees.theirs else (),
    )


def agenda_in(description: str) -> Iterator[AgendaItemPlan]:
    """The lines of a description that are an agenda: those under アジェンダ, else a list of two or more; numbered or
    with a bullet, each with its kind and minutes where they stand behind it."""
    under_head, listed = _lists(description)
    lines = under_head or (listed if len(listed) > 1 else [])
    if len(lines) <= MOST:
        for line in lines:
            said = parse_item_heading(line)
            if said.title.strip():
                yield AgendaItemPlan(
                    title=said.title.strip(), kind=said.kind or Kind.DISCUSS, minutes=said.minutes or None
                )


def _lists(description: str) -> tuple[list[str], list[str]]:
    """The listed lines under a heading that says agenda, and those before any heading that says something else."""
    under_head: list[str] = []
    listed: list[str] = []
    place = "top"
    for line in _lines(description):
        if _RULE.match(line):
            break
        if not line.strip():
            continue
        mark = _BULLET.match(line)
        text = (line[mark.end() :] if mark else line).strip()
        if _HEAD.match(text):
            place = "agenda"
        elif _OTHER_HEAD.match(text):
            place = "other"
        elif mark and _is_item(line, text):
            (under_head if place == "agenda" else listed if place == "top" else []).append(text)
    return _unique(under_head), _unique(listed)


def _is_item(line: str, text: str) -> bool:
    indented = len(line) - len(line.lstrip(" 　\t")) >= 2  # a remark below an item
    plain = unicodedata.normalize("NFKC", text)
    return not indented and len(text) <= LONGEST and _NO_ITEM.search(plain) is None and any(map(str.isalnum, plain))


def _lines(description: str) -> list[str]:
    text = description
    if _TAG.search(text):  # Google keeps what was typed in its editor as HTML
        text = _TAG.sub("", _LIST_ITEM.sub("\n・", _BREAK.sub("\n", text)))
        text = html.unescape(text)
    return [normalise(line).replace("\xa0", " ").rstrip() for line in text.splitlines()]


def _unique(lines: list[str]) -> list[str]:
    return list(dict.fromkeys(lines))
