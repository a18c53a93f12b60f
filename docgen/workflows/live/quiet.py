"""What is still open in a meeting, as short lines to say aloud: no word of commands, of rules or of blame."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from docgen.account.dates import Language
from docgen.account.labels import fold
from docgen.account.model import Kind, Meeting
from docgen.lint.findings import Finding, shortened
from docgen.lint.rule import Phase, Severity
from docgen.workflows.live.board import item_key
from docgen.workflows.live.values import OTHER, Question
from docgen.workflows.missing import missing

_ASIDE: Final = re.compile(r"(?<=[?？])\s*[(（].*[)）]\s*\Z")
"""What a message adds for the one who writes: （なければ「なし」）."""
SPOKEN_OF: Final = ("views", "decisions", "action_items", "owner", "due")
"""Fields of which one can ask in the room."""


def questions(meeting: Meeting, findings: Iterable[Finding], language: Language) -> tuple[Question, ...]:
    """One line for each gap, in the order of the agenda, last what stands outside it. ``findings``: what lint would ask
    were the meeting over; what the meeting itself tells to be missing is not asked twice."""
    keys: dict[int | None, str] = {item.number: item_key(item) for item in meeting.items}
    order = {key: place for place, key in enumerate((*keys.values(), OTHER))}
    asked: dict[tuple[str, str, str], str] = {}
    for number, what, line, text in _gaps(meeting, language):
        asked[keys.get(number, OTHER), what, fold(line)] = text
    shown = {fold(item.text) for item in meeting.carried}
    for one in findings:
        place = (keys.get(one.item_number, OTHER), one.field, fold(one.line))
        if _can_be_said(one) and one.meeting == meeting.id and fold(one.line) not in shown:
            asked.setdefault(place, _ASIDE.sub("", one.message.to(language)))
    found = [Question(text=text, item=key) for (key, _, _), text in asked.items() if text]
    return tuple(sorted(found, key=lambda one: order[one.item]))


def _can_be_said(finding: Finding) -> bool:
    """Whether one can ask it in the room: not who did what is done already, nor about how the minutes look."""
    if finding.phase is not Phase.AFTER or finding.known:
        return False
    done = finding.field in ("owner", "due") and finding.severity is Severity.ADVICE and not finding.known_unknown
    return finding.field in SPOKEN_OF and not done


def _gaps(meeting: Meeting, language: Language) -> Iterator[tuple[int | None, str, str, str]]:
    """Number of the item, field, line, and what to ask; nothing where that is asked with another."""
    ja = language == "ja"
    for item in meeting.items:
        if item.kind in (Kind.DISCUSS, Kind.DECIDE) and not item.views and "views" not in item.answered_none:
            text = f"論点{item.number}、どのようにお考えですか？" if ja else f"Item {item.number}: what do you think?"
            yield item.number, "views", "", text
    gaps = list(missing(meeting))
    without_due = {(gap.item, fold(gap.todo)) for gap in gaps if gap.what == "due"}
    both = {(gap.item, fold(gap.todo)) for gap in gaps if gap.what == "owner"} & without_due
    for gap in gaps:
        todo = shortened(gap.todo)
        if gap.what == "decisions":
            text = f"論点{gap.item}、決まったことはありますか？" if ja else f"Item {gap.item}: what have we decided?"
        elif gap.what == "action_items":
            text = "次回までに、どなたが何をしますか？" if ja else "Who does what until next time?"
        elif (gap.item, fold(gap.todo)) in both:
            if gap.what == "due":
                yield gap.item, "due", gap.todo, ""
                continue
            text = f"「{todo}」は、どなたがいつまでに行いますか？" if ja else f"Who does “{todo}”, and by when?"
        elif gap.what == "owner":
            text = f"「{todo}」は、どなたにお願いしますか？" if ja else f"Who takes “{todo}”?"
        else:
            text = f"「{todo}」は、いつまでに行いますか？" if ja else f"By when is “{todo}” done?"
        yield gap.item, gap.what, gap.todo, text
