"""The words of a digest: those of a colleague who looked at the documents first."""

from __future__ import annotations

from datetime import date

from docgen.account.dates import Language, short_day
from docgen.errors import Text
from docgen.lint.findings import shortened

NOON, EVENING = 11, 18
"""Hours from which it is no morning any more, and from which it is evening."""
NEAR = {-1: Text("昨日", "yesterday"), 0: Text("今日", "today"), 1: Text("明日", "tomorrow")}
NUMBERS = {1: "One thing", 2: "Two things", 3: "Three things"}


def greeting(name: str, hour: int, things: int, meetings: int) -> Text:
    """A line to begin with, before so many ``things`` to do; ``meetings``: how many there are today.

    ``name`` is empty for customers whom nobody has yet.
    """
    if not name:
        return Text("まだ担当の決まっていないお客様について", "About the customers whom nobody has yet:")
    ja, en = _hello(hour)
    ja, en = f"{ja}、{name}さん。", f"{en}, {name}. "
    if things:
        these = "これだけ" if things == 1 else f"この{things}つから"
        return Text(f"{ja}よければ、{these}。", f"{en}{NUMBERS[things]}, if you like:")
    if meetings:
        are = "The meeting of today is" if meetings == 1 else f"The {meetings} meetings of today are"
        return Text(f"{ja}今日の会議 {meetings}件は、準備できています。", f"{en}{are} ready.")
    return Text(f"{ja}いま気になることはありません。", f"{en}Nothing needs you right now.")


def _hello(hour: int) -> Text:
    if hour < NOON:
        return Text("おはようございます", "Good morning")
    return Text("こんにちは", "Hello") if hour < EVENING else Text("おつかれさまです", "Good evening")


def about(day: date, time: str, customer: str, title: str, today: date, language: Language) -> str:
    """``今日 10:00　くも食品「12月定例」``, ``today 10:00, Kumo Foods: December review``."""
    near = NEAR.get((day - today).days)
    when = f"{near.to(language) if near else short_day(day, language)} {time}".rstrip()
    if language == "ja":
        return f"{when}　{customer}「{title}」" if title else f"{when}　{customer}"
    return f"{when}, {customer}: {title}" if title else f"{when}, {customer}"


def of_customer(name: str) -> Text:
    """What a promise is about."""
    return Text(f"{name}のTODO", f"TODO for {name}")


def promised(text: str, due: date, today: date, language: Language) -> Text:
    """What was promised for ``due``, today or before."""
    words = shortened(text)
    if due == today:
        return Text(f"「{words}」は、今日が期限です", f"“{words}” is due today")
    day = short_day(due, language)
    return Text(
        f"「{words}」は、{day}が期限でした。終わっていたら ☑ を、まだなら新しい日をどうぞ",
        f"“{words}” was due on {day}. If it is done, tick it; if not, it is worth a new day",
    )


def not_prepared(account: str) -> Text:
    """A meeting whose block is not there; ``account``: id of the customer, where even the document is not."""
    if account:
        return Text(f"文書はこれからです: docgen create {account}", f"no document yet: docgen create {account}")
    return Text("文書への用意はこれからです: docgen prepare --week", "no block yet: docgen prepare --week")


def others(kind: str, more: int) -> Text:
    """How many more questions, or promises, of the same kind there are."""
    if kind == "todo":
        return Text(f"ほかに期限の来た TODO が {more}件あります", f"{more} more like it")
    return Text(f"ほかにお聞きしたいことが {more}件あります", f"{more} more to ask")


def later(more: int) -> Text:
    """What can wait."""
    return Text(f"あと {more}件は、急ぎません。", f"{more} more can wait.")
