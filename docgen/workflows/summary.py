"""What a meeting came to, for those who were there: as text, as Markdown, and as the draft of a mail to the customer.

In the mail each side is called what it is to the reader: we are 弊社, the customer is 貴社. Nothing stands there that
is not in the customer's document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
from jinja2.sandbox import SandboxedEnvironment

from docgen.account.dates import Language, day, heading, short_day
from docgen.account.labels import labels
from docgen.account.model import Account, ActionItem, Entry, Status
from docgen.account.moments import moment
from docgen.account.roster import Roster
from docgen.account.side import is_word, side_of_person
from docgen.account.words import action_line
from docgen.inputs.templates import environment, filled
from docgen.workflows.close import ReadBack

TEMPLATE: Final = "mail.txt.j2"
_CASUAL: Final = re.compile(r"(?:さん|くん|君|ちゃん|氏)\Z")
_POLITE: Final = re.compile(r"(?:様|さま|殿|先生|御中)(?:[(（][^()（）]*[)）])?\Z")
_BRACKETS: Final = re.compile(r"\s*[(（][^()（）]*[)）]\Z")


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One action item as it stands in a mail."""

    text: str
    who: str
    """Names as the reader is used to, the customer's with 様; empty for a whole side, and where nobody is named."""
    due: str


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """What the template of the mail is given."""

    customer: str
    people: str
    """The attendees of the customer's side, in a row."""
    title: str
    day: str
    """Of the meeting; empty where it has no date."""
    today: bool
    """Whether that is today."""
    decisions: tuple[str, ...]
    ours: tuple[Task, ...]
    """What we do."""
    theirs: tuple[Task, ...]
    """What we ask the customer to do."""
    unassigned: tuple[Task, ...]
    """What nobody has taken yet."""
    done: tuple[Task, ...]
    """What is done already."""
    to_ask: tuple[str, ...]
    next_day: str
    """Date and time of the next meeting; empty where none is prepared."""
    url: str
    """Of the minutes; empty where only this machine can open them."""


def summary(done: ReadBack, language: Language, *, markdown: bool = False) -> str:
    """What was decided and what is to be done, in the customer's language."""
    head = heading(date.fromisoformat(done.date), done.title, language) if done.date else done.title
    bullet, title = ("- ", "## ") if markdown else ("・" if language == "ja" else "- ", "")
    todos = _lines(done.action_items, language, markdown)
    lines = [f"{title}{done.name}　{head}" if language == "ja" else f"{title}{done.name}: {head}"]
    lines += _section("decisions", [bullet + entry.text for entry in done.decisions], language, markdown)
    lines += _section("action_items", todos, language, markdown)
    if done.carried:
        lines += _section("carried", _lines(done.carried, language, markdown), language, markdown)
    return "\n".join(lines)


def _section(name: str, lines: Sequence[str], language: Language, markdown: bool) -> list[str]:
    nothing = "（なし）" if language == "ja" else "(none)"
    head = f"{'### ' if markdown else ''}{labels().fields.write(name, language)}"
    return ["", head, *([""] if markdown else []), *(lines or [nothing])]


def _lines(items: Iterable[ActionItem], language: Language, markdown: bool) -> list[str]:
    return [
        ("- " if markdown else "")
        + action_line(item.text, item.owners, item.due_text, item.status, language).replace("\x0b", "\n")
        for item in items
    ]


def mail(done: ReadBack, account: Account, roster: Roster, directories: Sequence[Path], today: date) -> str:
    """The draft of a mail to the customer in their language: a line with the subject, and the text.

    ``directories``: where the template is looked for. Raises ``InputError`` for one that cannot be used.
    """
    given = mail_context(letter(done, account, roster, today))
    return filled(mail_templates(directories), f"{account.language}/{TEMPLATE}", given).strip() + "\n"


def mail_templates(directories: Sequence[Path]) -> SandboxedEnvironment:
    """What fills the template of the mail in: values go in as they are."""
    return environment(directories, autoescape=False)


def mail_context(written: Letter) -> dict[str, object]:
    """What the template of the mail is given."""
    return msgspec.structs.asdict(written)


def letter(done: ReadBack, account: Account, roster: Roster, today: date) -> Letter:
    """What stands in the mail about a meeting."""
    language = account.language
    mentioned = [item for item in (*done.action_items, *done.carried) if item.status is not Status.DROPPED]
    tasks = [
        ("done" if item.status is Status.DONE else item.side, _task(item, done, account, roster)) for item in mentioned
    ]
    following = moment(done.next_start)
    return Letter(
        customer=done.name,
        people=_comma(language).join(_polite(name, language) for name in done.attendees.theirs),
        title=done.title,
        day=short_day(date.fromisoformat(done.date), language) if done.date else "",
        today=done.date == today.isoformat(),
        decisions=_texts(done.decisions),
        ours=tuple(task for kind, task in tasks if kind == "ours"),
        theirs=tuple(task for kind, task in tasks if kind == "theirs"),
        unassigned=tuple(task for kind, task in tasks if kind == "unknown"),
        done=tuple(task for kind, task in tasks if kind == "done"),
        to_ask=_texts(done.to_ask),
        next_day=" ".join((day(following, language), done.next_start[11:16])).strip() if following else "",
        url=done.url if done.url.startswith("https:") else "",
    )


def _texts(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.text for entry in entries)


def _task(item: ActionItem, done: ReadBack, account: Account, roster: Roster) -> Task:
    language = account.language
    who = [
        _polite(owner, language)
        if side_of_person(owner, done.attendees, roster, account) == "theirs"
        else _modest(owner, language)
        for owner in item.owners
        if not is_word(owner) and not labels().is_unknown(owner)
    ]
    due = item.due_text if any(char.isdigit() for char in item.due_text) or not item.due else ""
    return Task(
        text=item.text,
        who=_comma(language).join(who),
        due=due or (short_day(date.fromisoformat(item.due), language) if item.due else ""),
    )


def _comma(language: Language) -> str:
    return "、" if language == "ja" else ", "


def _polite(name: str, language: Language) -> str:
    """The name of somebody of the customer's side."""
    name = _BRACKETS.sub("", name).strip()
    if language == "en" or not name or _POLITE.search(name):
        return name
    return f"{_CASUAL.sub('', name)}様"


def _modest(name: str, language: Language) -> str:
    """The name of one of us: to a customer without さん."""
    return name if language == "en" else _CASUAL.sub("", _BRACKETS.sub("", name).strip())
