"""``docgen prepare --week --calendar``: the table of the week, what has to be asked, and how it went."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from docgen.errors import DocgenError, Text

if TYPE_CHECKING:
    from docgen.cli.context import Session
    from docgen.workflows.base import Workspace
    from docgen.workflows.weekly import Planned, Row, Week

HEAD: Final = (
    Text("日", "day"),
    Text("時刻", "time"),
    Text("顧客", "customer"),
    Text("会議", "meeting"),
    Text("状態", "state"),
    Text("論点", "items"),
)
WORDS: Final = {
    "new": (Text("新規", "new"), Text("用意", "prepared")),
    "file": (Text("新規", "new"), Text("用意", "prepared")),
    "there": (Text("既存", "there"),) * 2,
    "adopt": (Text("既存を使用", "adopt"), Text("既存を使用", "adopted")),
    "moved": (Text("日時変更", "move"), Text("日時変更", "moved")),
    "changed": (Text("変更", "change"), Text("変更", "changed")),
    "cancelled": (Text("中止", "cancel"), Text("中止", "cancelled")),
    "restored": (Text("再開", "restore"), Text("再開", "restored")),
    "gone": (Text("予定なし", "gone"),) * 2,
    "unsure": (Text("要確認", "ask"),) * 2,
    "declined": (Text("辞退", "declined"),) * 2,
    "internal": (Text("社内", "internal"),) * 2,
    "nobody": (Text("対象外", "other"),) * 2,
    "trouble": (Text("できません", "failed"),) * 2,
}
"""What is to be done, and what was done."""
ASIDE: Final = ("internal", "nobody")
GAPS: Final = 10
CUSTOMER: Final = 20
"""Columns."""
_FORM: Final = re.compile(
    r"^(?:株式会社|有限会社|合同会社|[(（][株有][)）])\s*|\s*(?:株式会社|有限会社|合同会社|[(（][株有][)）])$"
)
"""Left out of the table, which has little room."""
WORST: Final = (0, 1, 6, 4, 3, 2, 5)
"""Exit codes, the later ones winning."""


def prepare_week(session: Session, path: Path, *, output: str, dry_run: bool) -> None:
    """Prepare the week that the calendar ``path`` holds, or only show it."""
    from docgen.cli.shared import opened
    from docgen.cli.whose import ask
    from docgen.workflows.calendar import calendar_in, my_address
    from docgen.workflows.weekly import Week

    workspace = opened(session)
    calendar = calendar_in(workspace, path)
    reading = _Progress(session, "reading")
    week = Week(workspace, calendar, my_address(workspace, calendar), on_read=reading)
    planned = week.planned()
    reading.clear()
    if not dry_run and week.questions(planned) and session.asks():
        _table(session, planned)
        ask(session, workspace, week, planned)
        planned = week.planned()
        reading.clear()
    if dry_run:
        rows, errors = [one.row for one in planned], [one.error for one in planned if one.error]
        if output == "text":
            _table(session, planned)
    else:
        rows, errors = _carry_out(session, week, planned, output)
    if output == "json":
        session.out_json(rows)
    _tell_after(session, workspace, week, planned, rows, calendar.troubles, dry_run=dry_run)
    code = max((error.exit_code for error in errors), key=WORST.index, default=0)
    if code:
        raise click.exceptions.Exit(code)


def _carry_out(
    session: Session, week: Week, planned: Sequence[Planned], output: str
) -> tuple[list[Row], list[DocgenError]]:
    """Do it, a line for each meeting as soon as it is done."""
    from msgspec.structs import replace

    shape = _Shape(session, planned)
    rows: list[Row] = []
    errors: list[DocgenError] = []
    progress, done = _Progress(session, "writing"), 0
    total = sum(one.writes for one in planned)
    try:
        for one in planned:
            row = one.row
            if one.error:
                errors.append(one.error)
            elif one.writes:
                done += 1
                progress(done, total, row.name)
                try:
                    row = week.carry_out(one)
                except DocgenError as error:
                    errors.append(error)
                    row = replace(row, state="trouble", error=error.line(session.language))
            rows.append(row)
            if output == "text" and row.state not in ASIDE:
                progress.clear()
                session.out(shape.line(row))
        week.note_the_rest(planned)
    except KeyboardInterrupt:
        progress.clear()
        session.say(
            Text(
                f"中断しました（{total}件のうち{max(done - 1, 0)}件は書き込み済み）。もう一度実行すると続けます",
                f"interrupted: {max(done - 1, 0)} of {total} are written; run it again to go on from here",
            )
        )
        raise
    progress.clear()
    return rows, errors


class _Shape:
    """The columns of the table, as wide as this week's rows need."""

    def __init__(self, session: Session, planned: Sequence[Planned]) -> None:
        from docgen.cli.columns import screen, width

        self._session = session
        self._first = True
        rows = [self._cells(one.row) for one in planned] or [self._head()]
        widest = [max(width(cell) for cell in column) for column in zip(self._head(), *rows, strict=True)]
        states = max(width(word.to(session.language)) for words in WORDS.values() for word in words)
        day, time, customer, title, _, items = widest
        room = screen() - GAPS - day - time - states - items
        customer = min(customer, max(CUSTOMER, room - title))
        self._widths = (day, time, customer, max(8, min(title, room - customer)), states, items)

    def line(self, row: Row) -> str:
        """One row; the first is headed by the names of the columns."""
        head = self._joined(self._head()) + "\n" if self._first else ""
        self._first = False
        text = self._joined(self._cells(row))
        return head + (click.style(text, dim=True) if row.state in ASIDE else text)

    def _head(self) -> tuple[str, ...]:
        return tuple(word.to(self._session.language) for word in HEAD)

    def _cells(self, row: Row) -> tuple[str, ...]:
        from docgen.account.dates import short_day

        language = self._session.language
        word = WORDS[row.state][row.done].to(language)
        shown = row.account and row.state != "trouble"
        items = f"{row.items}{f'+{row.candidates}' if row.candidates else ''}" if shown else ""
        name = _FORM.sub("", row.name) or row.name
        return short_day(date.fromisoformat(row.date), language), row.time, name, row.title, word, items

    def _joined(self, cells: Sequence[str]) -> str:
        from docgen.cli.columns import fitted

        return "  ".join(fitted(cell, room) for cell, room in zip(cells, self._widths, strict=True)).rstrip()


def _table(session: Session, planned: Sequence[Planned]) -> None:
    shape = _Shape(session, planned)
    for one in planned:
        session.out(shape.line(one.row))


def _tell_after(
    session: Session,
    workspace: Workspace,
    week: Week,
    planned: Sequence[Planned],
    rows: Sequence[Row],
    troubles: Iterable[DocgenError],
    *,
    dry_run: bool,
) -> None:
    from docgen.cli.whose import open_questions

    for line in (*_summary(rows), *_gone(planned), *open_questions(workspace, week, planned, dry_run=dry_run)):
        session.say(line)
    for line in _kept(rows):
        session.say(line)
    for error in troubles:
        session.say(Text(error.line("ja"), error.line("en")))
    lacking = dict.fromkeys(
        one.account.id for one in planned if one.error and one.account and not one.account.document_id
    )
    if lacking:
        command = f"docgen create {' '.join(lacking)}"
        session.say(
            Text(
                f"文書がまだない顧客が{len(lacking)}件あります　→ {command}",
                f"{len(lacking)} of the customers have no document yet → {command}",
            )
        )
    told = {(row.account, row.error): row for row in rows if row.error and row.account not in lacking}
    for row in told.values():
        session.say(Text(f"{row.name}: {row.error}", f"{row.name}: {row.error}"))
    if dry_run:
        session.say(Text("（何も書き込んでいません）", "(nothing was written)"))


def _summary(rows: Sequence[Row]) -> Iterator[Text]:
    shown = [row for row in rows if row.state not in ASIDE]
    if not shown:
        yield Text(
            "これから7日間に、顧客との予定はありません", "there is no event with a customer in the coming 7 days"
        )
    else:
        counts = Counter((WORDS[row.state][row.done], row.state) for row in shown)
        words = [(word, number) for (word, _), number in counts.items()]
        ja = "、".join(f"{word.ja} {number}件" for word, number in words)
        yield Text(ja, ", ".join(f"{number} {word.en}" for word, number in words))
    if aside := len(rows) - len(shown):
        yield Text(f"顧客との会議ではない予定 {aside}件", f"{aside} event{'s' * (aside != 1)} with no customer")


def _kept(rows: Iterable[Row]) -> Iterator[Text]:
    """What stays in a document as people wrote it, though the calendar says something else."""
    from docgen.cli.move import LINES

    for row in rows:
        for kept in row.kept:
            what, where = LINES[kept.field], f"{row.name} {row.date}"
            if kept.line:
                yield Text(
                    f"{where} の{what.ja}は、手が入っているためそのままです: {kept.line}",
                    f"{where}: {what.en} stays, since people have written it: {kept.line}",
                )
            else:
                yield Text(f"{where} の{what.ja}がありません", f"{where}: {what.en} is not there")


def _gone(planned: Iterable[Planned]) -> Iterator[Text]:
    for one in planned:
        if one.row.state == "gone":
            command = f"docgen cancel {one.row.account} {one.row.meeting}"
            yield Text(
                f"{one.row.name} {one.row.date}「{one.row.title}」はカレンダーから消えています。中止なら　→ {command}",
                f"{one.row.name} {one.row.date} “{one.row.title}” is gone from the calendar; if it is called off → "
                f"{command}",
            )


class _Progress:
    """How far a run is, at a terminal only."""

    def __init__(self, session: Session, doing: str) -> None:
        ja, en = {"reading": ("読み込み", "reading"), "writing": ("書き込み", "writing")}[doing]
        self._word = Text(ja, en).to(session.language)
        self._terminal = sys.stderr.isatty()

    def __call__(self, number: int, total: int, name: str) -> None:
        if self._terminal:
            from docgen.cli.columns import cut

            click.echo(f"\r\033[K{self._word} {number}/{total} {cut(name, 40)}", err=True, nl=False)

    def clear(self) -> None:
        if self._terminal:
            click.echo("\r\033[K", err=True, nl=False)
