"""The end of a meeting in one go: finished, summed up, posted, and the next one prepared.

Everything that it writes is added: the mark that the meeting is closed, and a block for the next one where none is of
its day. Done again, it changes nothing but what the team's chat shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple

from msgspec.structs import replace

from docgen.account.dates import Language
from docgen.account.dates import day as full_day
from docgen.account.dates.asking import asked
from docgen.account.labels import fold_label, labels, split_label
from docgen.account.model import Account, AgendaItemPlan, AgendaPlan, Kind, Meeting, State
from docgen.account.moments import iso, moment
from docgen.account.state import begins
from docgen.document.text import normalise
from docgen.errors import DocgenError
from docgen.inputs.bilingual import Bilingual
from docgen.workflows.base import Workspace
from docgen.workflows.close import ReadBack, close
from docgen.workflows.live.values import Finished
from docgen.workflows.posting import post
from docgen.workflows.prepare import bare_items, prepare
from docgen.workflows.summary import mail, summary

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Next(NamedTuple):
    """When the next meeting is, as the minutes say."""

    start: str
    """Local date and time, ``YYYY-MM-DD HH:MM``, or date."""
    end: str
    agrees: bool
    """Whether the weekday said with it is that of the day."""


def finish(workspace: Workspace, account: Account, meeting: str) -> Finished:
    """Finish a meeting (id). Done again, it tells the same.

    Raises ``InputError`` for one that has not begun or is cancelled, and as ``Writer.change`` where it cannot be marked
    as finished. What comes after that never fails: each part says in words what it could not do.
    """
    done, problems = close(workspace, account, meeting), list[Bilingual]()
    prepared = None
    try:
        done, prepared = _with_next(workspace, account, done)
    except DocgenError as error:
        problems.append(
            Bilingual(
                f"次回のブロックを用意できませんでした: {error.line('ja')}",
                f"the next meeting's block was not prepared: {error.line('en')}",
            )
        )
    draft = ""
    try:
        directories, today = workspace.settings.template_directories, workspace.now(account).date()
        draft = mail(done, account, workspace.roster, directories, today)
    except DocgenError as error:
        problems.append(Bilingual(error.line("ja"), error.line("en")))
    posted = post(workspace, account, done)
    if posted and posted.outcome == "failed":
        problems.append(posted.message)
    return Finished(
        summary=summary(done, account.language),
        mail=draft,
        posted=posted.message if posted and posted.outcome != "failed" else None,
        next=prepared,
        problems=tuple(problems),
    )


def _with_next(workspace: Workspace, account: Account, done: ReadBack) -> tuple[ReadBack, Bilingual | None]:
    """Prepare the next meeting where the minutes say when it is; what was done, and ``done`` knowing when."""
    said = workspace.read(account)
    meeting = next(each for each in said.meetings if each.id == done.meeting)
    following = next_of(meeting)
    if following is None or following.start[:10] <= workspace.now(account).date().isoformat():
        return done, None
    day = date.fromisoformat(following.start[:10])
    on = Bilingual(full_day(day, "ja"), full_day(day, "en"))
    if not following.agrees:
        return done, Bilingual(
            f"次回の日付と曜日が合わないので、ブロックは用意していません（{on.ja}）",
            f"the next meeting's weekday is not that of its date ({on.en}): no block is prepared",
        )
    if there := [m for m in said.meetings if m.date == day.isoformat()]:
        ahead = [begins(m) for m in there if m.state is State.PLANNED]
        known = replace(done, next_start=done.next_start or min(ahead, default=""))
        return known, Bilingual(f"次回（{on.ja}）のブロックはもうあります", f"the block of {on.en} is there already")
    plan = plan_of(meeting, following, account.language)
    made = prepare(workspace, account, plan, day.isoformat(), bare=True)
    carried = made.carried
    return replace(done, next_start=iso(moment(plan.start))), Bilingual(
        f"次回（{on.ja}）「{plan.title}」のブロックを用意しました"
        + (f"（継続中のTODO {carried}件）" if carried else ""),
        f"the block of “{plan.title}” on {on.en} is prepared"
        + (f" ({carried} open action item{'s' * (carried != 1)})" if carried else ""),
    )


def next_of(meeting: Meeting) -> Next | None:
    """When the next meeting is, by the line 次回 of the minutes; None where they name no single day."""
    if not meeting.date:
        return None
    today = date.fromisoformat(meeting.date)
    start, end = (datetime.fromisoformat(at) if "T" in at else None for at in (meeting.start, meeting.end))
    for text in _said_of_next(meeting):
        found = asked(normalise(text), today)
        if found is None or found.day is None or found.last or found.day <= today:
            continue
        span = found.beside(found.day, start, end) if found.clocks else found.beside(found.day, None, None)
        agrees = found.weekday in (None, found.day.weekday())
        return Next(_written(span.start), _written(span.end) if span.end else "", agrees)
    return None


def _said_of_next(meeting: Meeting) -> Iterator[str]:
    if meeting.next_text or meeting.next_meeting:
        yield meeting.next_text or meeting.next_meeting
    for part in meeting.parts():
        for entry in (*part.notes, *part.decisions, *part.views, *part.open_points):
            for line in entry.text.splitlines():
                label, rest = split_label(line)
                if rest and labels().by_hand.get(fold_label(label)) == "next":
                    yield rest


def plan_of(meeting: Meeting, following: Next, language: Language) -> AgendaPlan:
    """The bare agenda of the meeting after ``meeting``, with its name."""
    title = _title(meeting, date.fromisoformat(following.start[:10]))
    items = tuple(AgendaItemPlan(title=one["title"], kind=Kind(one["kind"])) for one in bare_items(1, language))
    return AgendaPlan(title=title, start=following.start, end=following.end, items=items)


def _title(meeting: Meeting, day: date) -> str:
    """The name of ``meeting``, with the month of ``day`` where it names its own: 12月定例 → 1月定例."""
    month = date.fromisoformat(meeting.date).month
    title = re.sub(rf"(?<![0-9０-９]){month}月", f"{day.month}月", meeting.title)
    return re.sub(rf"\b{_MONTHS[month - 1]}\b", _MONTHS[day.month - 1], title)


def _written(when: date) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else when.isoformat()
