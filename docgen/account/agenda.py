"""Agenda files: ``agendas/<account>/<meeting>.yaml``, read and checked."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from docgen.account.model import AgendaItemPlan, AgendaPlan, Attendees
from docgen.account.names import ID
from docgen.account.words import names
from docgen.document.text import normalise
from docgen.errors import InputError, Text
from docgen.inputs.source import KeyPath, Source
from docgen.inputs.typed import convert
from docgen.inputs.yaml_source import parse_yaml, read_yaml

_WHEN = re.compile(
    r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Z|[-+]\d{2}:?\d{2})?)?\Z",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"\S+\s+\d{1,2}:\d{2}\s*-\s*\d{1,2}:?\d{2}\Z")
"""10:00-11:00, which could be ten o'clock eleven hours west of Greenwich."""
_TIME = re.compile(r"(\d{1,2}):(\d{2})\Z")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}(?:-[1-9]\d*)?\Z")
_DAY_EXAMPLE = Text("例: 2026-12-01 10:00", "for example 2026-12-01 10:00")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, with a time of day where one was written, in the account's time zone."""

    date: date
    time: time | None = None

    def __str__(self) -> str:
        return f"{self.date} {self.time:%H:%M}" if self.time else str(self.date)

    @property
    def sortable(self) -> datetime:
        """The moment, a day without a time being its midnight."""
        return datetime.combine(self.date, self.time or time())


def load(path: Path, account_time_zone: ZoneInfo) -> AgendaPlan:
    """The agenda file ``path``.

    ``start`` and ``end`` come back as ``YYYY-MM-DD HH:MM``, or only the date, in the account's time zone.
    Raises ``InputError`` with file, line and key.
    """
    return _checked(read_yaml(path), account_time_zone)


def parse(text: str, file: str, account_time_zone: ZoneInfo) -> AgendaPlan:
    """As ``load``, from ``text``; ``file`` is only named in errors."""
    return _checked(parse_yaml(text, file), account_time_zone)


def is_moment(text: str) -> bool:
    """Whether ``text`` is a date and time, or a time of day, in a form that an agenda file takes."""
    folded = _folded(text)
    return not _FROM_TO.match(folded) and any(form.match(folded) for form in (_WHEN, _TIME))


def meeting_id(plan: AgendaPlan, path: Path | None = None) -> str:
    """The id of the meeting: as written, else the name of the file where it is a date, else the date of its start."""
    if plan.id:
        return plan.id
    if path is not None and _DATED.match(path.stem):
        return path.stem
    return plan.start[:10]


def _checked(source: Source, zone: ZoneInfo) -> AgendaPlan:
    plan = convert(source, AgendaPlan)
    _check_line(source, ("title",), plan.title)
    if plan.id and not ID.match(plan.id):
        raise InputError(
            Text(f"{plan.id!r} は id にできません", f"{plan.id!r} cannot be an id"),
            place=source.place(("id",)),
            hint=Text("英小文字、数字、- で63字まで", "use lower-case letters, digits and -, at most 63"),
        )
    for side, people in (("ours", plan.attendees.ours), ("theirs", plan.attendees.theirs)):
        for place, name in enumerate(people):
            _check_line(source, ("attendees", side, place), name)
    for place, item in enumerate(plan.items):
        _check_line(source, ("items", place, "title"), item.title)
        if item.minutes is not None and item.minutes <= 0:
            raise InputError(
                Text("時間は1分以上にしてください", "the minutes must be 1 or more"),
                place=source.place(("items", place, "minutes")),
                hint=Text("決まっていなければ行を消してください", "delete the line if they are not known"),
            )
        for number, material in enumerate(item.materials):
            _check_line(source, ("items", place, "materials", number), material)
    start, end = _span(source, plan, zone)
    return msgspec.structs.replace(
        plan,
        title=normalise(plan.title).strip("\n"),
        start=str(start),
        end=str(end) if end else "",
        goal=normalise(plan.goal),
        attendees=Attendees(ours=_people(plan.attendees.ours), theirs=_people(plan.attendees.theirs)),
        items=tuple(map(_as_kept, plan.items)),
    )


def _people(written: tuple[str, ...]) -> tuple[str, ...]:
    """One name each: a document shows them on one line, and several in one entry are several there."""
    return tuple(name for each in written for name in names(normalise(each)))


def _as_kept(item: AgendaItemPlan) -> AgendaItemPlan:
    """``item`` as a document gives it back."""
    return msgspec.structs.replace(
        item,
        title=normalise(item.title).strip("\n"),
        stance=normalise(item.stance),
        because=normalise(item.because),
        ask=normalise(item.ask),
        materials=tuple(normalise(material).strip("\n") for material in item.materials),
    )


def _check_line(source: Source, path: KeyPath, text: str) -> None:
    if not normalise(text).strip():
        raise InputError(
            Text("空です", "this is empty"),
            place=source.place(path),
            hint=Text("1行で書いてください", "write one line"),
        )
    if text.splitlines() != [text]:
        raise InputError(
            Text("改行があります", "there is a line break in it"),
            place=source.place(path),
            hint=Text("1行で書いてください", "write it on one line"),
        )


def _span(source: Source, plan: AgendaPlan, zone: ZoneInfo) -> tuple[Moment, Moment | None]:
    start = _moment(source, "start", plan.start, zone)
    if not plan.end:
        return start, None
    hour = _TIME.match(_folded(plan.end))
    end = _moment(source, "end", f"{start.date} {_folded(plan.end)}" if hour else plan.end, zone)
    if (start.time is None) != (end.time is None):
        raise InputError(
            Text("開始と終了の片方にしか時刻がありません", "only one of start and end has a time of day"),
            place=source.place(("end",)),
            hint=_DAY_EXAMPLE,
        )
    if end.sortable < start.sortable or (end.time and end.sortable == start.sortable):
        raise InputError(
            Text(f"終了 {end} が開始 {start} より後ではありません", f"the end {end} is not after the start {start}"),
            place=source.place(("end",)),
            hint=Text("開始と終了を確かめてください", "check start and end"),
        )
    return start, end


def _moment(source: Source, key: str, text: str, zone: ZoneInfo) -> Moment:
    if _FROM_TO.match(_folded(text)):
        raise InputError(
            Text(f"{text!r} は開始と終了のようです", f"{text!r} looks like a start and an end"),
            place=source.place((key,)),
            hint=Text("end を別に書いてください（例: end: 11:00）", "write the end by itself, for example end: 11:00"),
        )
    found = _WHEN.match(_folded(text))
    if not found:
        raise InputError(
            Text(f"{text!r} は日時として読めません", f"{text!r} is not a date and time"),
            place=source.place((key,)),
            hint=_DAY_EXAMPLE,
        )
    year, month, day, hour, minute, offset = found.groups()
    try:
        on = date(int(year), int(month), int(day))
    except ValueError as error:
        raise InputError(
            Text(f"{text!r} という日付はありません", f"there is no such date as {text!r}"),
            place=source.place((key,)),
            hint=Text("月と日を確かめてください", "check the month and the day"),
        ) from error
    if hour is None:
        return Moment(on)
    try:
        at = time(int(hour), int(minute))
    except ValueError as error:
        raise InputError(
            Text(f"{text!r} という時刻はありません", f"there is no such time as {text!r}"),
            place=source.place((key,)),
            hint=_DAY_EXAMPLE,
        ) from error
    if offset:
        elsewhere = datetime.fromisoformat(f"{on}T{at:%H:%M}{offset.upper()}").astimezone(zone)
        return Moment(elsewhere.date(), elsewhere.time())
    _check_exists(source, key, text, datetime.combine(on, at, zone))
    return Moment(on, at)


def _check_exists(source: Source, key: str, text: str, moment: datetime) -> None:
    """Refuse the hour that clocks skip when summer time begins."""
    if moment.year in (1, 9999):
        return
    there_and_back = moment.astimezone(ZoneInfo("UTC")).astimezone(moment.tzinfo)
    if there_and_back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise InputError(
            Text(f"{text!r} は夏時間の切り替えで存在しません", f"clocks skip {text!r} when summer time begins"),
            place=source.place((key,)),
            hint=Text("時刻を確かめてください", "check the time"),
        )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
