"""A line as somebody types it while people talk: what it is, who does it, and until when.

``見積送付 @鈴木 来週金曜`` is an action item, whatever is chosen: somebody is named who does it. So is a line behind
``[]``; one behind ``!`` is a decision, one behind ``>`` what the customer says; a label says it too (``決定：…``).
A sign with nothing behind it is nothing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from docgen.account.actions import Said, action_item, forms
from docgen.account.called import bare_owner, member_names
from docgen.account.dates import Language, short_day
from docgen.account.labels import labels, split_label
from docgen.account.model import Meeting, Status
from docgen.account.roster import Roster
from docgen.account.side import person
from docgen.account.words import ActionLine, box_at, parse_action_line
from docgen.document.text import normalise
from docgen.document.wire.lines import Marked
from docgen.errors import InputError, Text
from docgen.render.capture import entry_line
from docgen.workflows.live.values import Captured, Typed

SIGNS: Final[tuple[tuple[str, Captured], ...]] = (
    ("!", "decisions"),
    ("！", "decisions"),
    (">", "views"),
    ("＞", "views"),
    ("[]", "action_items"),
    ("［］", "action_items"),
)
"""In front of a line."""
KINDS: Final[tuple[Captured, ...]] = ("views", "decisions", "action_items")
_BULLET: Final = re.compile(r"\A(?:・\s*|[•‣●]\s+|[-*] )(?=\S)")
"""As pasted from other minutes: docgen writes its own."""
LONGEST: Final = 2000
"""Characters of one line."""
_NAMED: Final = re.compile(r"(?:^|\s)[@＠][^\s@＠]")
_SAMA: Final = re.compile(r"様\s*(?:[(（].*)?\Z")
_CLOCK: Final = re.compile(r"\d\s*(?:[:：]\d|時|am\b|pm\b)", re.IGNORECASE)


def typed(text: str, chosen: Captured | None, meeting: Meeting, roster: Roster, language: Language) -> Typed:
    """How ``text`` is understood in ``meeting``; ``chosen``: what it is where its words do not say it.

    Raises ``InputError`` for one that is empty or too long.
    """
    kind, words = _kind(_BULLET.sub("", normalise(text).strip()), chosen or "views")
    if not words:
        raise InputError(Text("書き込む内容がありません", "there is nothing to write"))
    if len(words) > LONGEST:
        long = Text(f"1行は{LONGEST}文字までです", f"a line has {LONGEST} characters at most")
        raise InputError(long, hint=Text("分けて入力してください", "type it in parts"))
    if kind != "action_items" or labels().is_none(words):
        none = _none(language) if labels().is_none(words) else words
        return Typed(kind=kind, text=none, shown=entry_line(kind, none, (), "", Status.OPEN, language))
    return _action_item(words, meeting, roster, language)


def _none(language: Language) -> str:
    return "なし" if language == "ja" else "None"


def _kind(text: str, chosen: Captured) -> tuple[Captured, str]:
    """What a line is, and the line without the sign that says so."""
    for sign, kind in SIGNS:
        if text.startswith(sign):
            return kind, text.removeprefix(sign).strip()
    if box := box_at(text):
        return "action_items", text if text[box[1] :].strip() else ""
    front, value = split_label(text)
    labelled = next((kind for kind in KINDS if kind == labels().fields.name(front)), None)
    if labelled and (value.strip() or text.endswith((":", "："))):
        return labelled, value.strip()
    return ("action_items" if _NAMED.search(text) else chosen), text


def _action_item(words: str, meeting: Meeting, roster: Roster, language: Language) -> Typed:
    on = date.fromisoformat(meeting.date) if meeting.date else None
    following = date.fromisoformat(meeting.next_meeting[:10]) if meeting.next_meeting else None
    people = (*meeting.attendees.ours, *meeting.attendees.theirs, *meeting.attendees.others)
    members = (name for member in roster.members for name in (member.name, *member.aliases))
    said = action_item(Marked(words), words, on, next_meeting=following, known=forms((*people, *members)))
    if not said.text.strip() or said.details:
        said = Said(words)
    owners = tuple(filter(None, (_called(owner, meeting, roster, language) for owner in said.owners)))
    due = short_day(said.due, language) if said.due and not _CLOCK.search(said.due_text) else said.due_text
    shown = entry_line("action_items", said.text, owners, due, Status.OPEN, language)
    if parse_action_line(shown) != ActionLine(said.text, tuple(owners), due, Status.OPEN):  # it would be read otherwise
        said, owners, due = Said(words), (), ""
        shown = entry_line("action_items", words, (), "", Status.OPEN, language)
    return Typed(
        kind="action_items",
        text=said.text,
        owners=tuple(owners),
        due=said.due.isoformat() if said.due else None,
        due_text=due,
        shown=shown,
    )


def _called(owner: str, meeting: Meeting, roster: Roster, language: Language) -> str:
    """An owner by name: ours as the roster has it, unless its letters are none that the document's readers read."""
    bare = bare_owner(owner)
    named, _, last = bare.rpartition(" ")
    if named and labels().is_unknown(last):  # @Priya TBD: it is the day that nobody knows
        bare = named
    if labels().is_unknown(bare):
        return ""
    (name,) = member_names([bare], roster)
    if name == bare:
        return _customer(bare, owner.lstrip("@＠"), meeting)
    return bare if language == "en" and bare.isascii() and not name.isascii() else name


def _customer(bare: str, said: str, meeting: Meeting) -> str:
    """Somebody who is no member, with the 様 that was typed or that they have among the attendees: they read it."""
    if said == f"{bare}様":
        return said
    theirs = (person(name) for name in meeting.attendees.theirs if _SAMA.search(name))
    called = {form for name in theirs for form in (name.replace(" ", ""), *name.split()[:1])}
    return f"{bare}様" if person(bare).replace(" ", "") in called else bare


def reworded(line: str, text: str, kind: str, meeting: Meeting, roster: Roster, language: Language) -> str:
    """``line`` of a document with the words that somebody typed in its place, its mark kept.

    Raises ``InputError`` as ``typed``.
    """
    mark = mark_of(line)
    words = normalise(text).strip().replace("\n", "\x0b")
    if not words:
        raise InputError(Text("空の行にはできません", "a line cannot be made empty"))
    if kind == "action_items" and _NAMED.search(words):
        made = _action_item(words, meeting, roster, language)
        words = entry_line(kind, made.text, made.owners, made.due_text, Status.OPEN, language)
        words = words[len(mark_of(words)) :]
    return mark + words


_MARK: Final = re.compile(r"\s*(?:・|• ?|[-*‣●] )?\s*")


def mark_of(line: str) -> str:
    """What stands in front of the words of a line: a bullet, a box."""
    found = box_at(line.lstrip())
    if found:
        front = line[: len(line) - len(line.lstrip()) + found[1]]
        rest = line[len(front) :]
        return front + rest[: len(rest) - len(rest.lstrip())]
    match = _MARK.match(line)
    return match[0] if match else ""
