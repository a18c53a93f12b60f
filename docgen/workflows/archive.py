"""Old years out of a customer's document into archives of their own, each one verified before anything is removed.

An archive begins as a copy of the whole document, so that it has everything: images, chips, looks. Then what is not of
its meetings goes from the copy, and last these go from the document, in one batch that also puts the link there.
Wherever a run is cut short, the next finds the copy by its properties and goes on by what the two documents hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, Literal

import msgspec

from docgen.account.minutes import Minutes
from docgen.account.model import Account, Meeting
from docgen.account.years import Year, kept_by, without, years_of
from docgen.document.tabs import Document
from docgen.errors import ChangedError, InputError, OutcomeUnknownError, Text, UnavailableError
from docgen.inputs.bilingual import Bilingual
from docgen.workflows.archiving import Archiver
from docgen.workflows.base import Workspace
from docgen.workflows.settling import settle

LIMIT: Final = 1_020_000
"""Characters that Google says a document can hold."""

YearState = Literal["moved", "there", "planned", "kept"]


class ArchivedYear(msgspec.Struct, frozen=True):
    """One year of the document, and what became of it."""

    year: int
    meetings: int
    characters: int
    """In UTF-16 code units, looks aside."""
    state: YearState
    """``there``: an earlier run has moved it; ``kept``: it stays, for the reasons in ``why``."""
    why: tuple[Bilingual, ...] = ()
    archives: tuple[str, ...] = ()
    """Where its meetings are now."""


class Archived(msgspec.Struct, frozen=True):
    """How full a document is, and which years left it."""

    account: str
    name: str
    url: str
    characters: int
    """Before, in UTF-16 code units."""
    left: int
    """After; with ``--dry-run``, what would be left."""
    limit: int
    """What a document can hold."""
    share: float
    """Past this share of the limit, years are moved."""
    years: tuple[ArchivedYear, ...]


def archive(workspace: Workspace, account: Account, years: Sequence[int] = (), *, dry_run: bool = False) -> Archived:
    """Move ``years``; without any, the oldest that are over and done, until the document is below the share.

    A year in which something is still to be done stays, and says what. Raises ``InputError`` for a year that is not
    over or not there; else as ``Writer.change``.
    """
    document_id, now = workspace.document_id(account), workspace.now(account)
    if not dry_run:
        settle(workspace, account)
    document = workspace.reader.read(document_id)
    minutes = workspace.minutes(document, now)
    run = _Run(workspace, account, size(document), document, minutes, dry_run=dry_run)
    there = {year.number: year for year in years_of(minutes.meetings)}
    for number in sorted(set(years)):
        if number >= now.year:
            raise InputError(
                Text(f"{number}年はまだ終わっていません", f"{number} is not over yet"),
                hint=Text(f"{now.year - 1}年までを指定できます", f"years up to {now.year - 1} can be moved"),
            )
        run.take(there.get(number) or Year(number, ()))
    if not years:
        for year in there.values():
            if run.left > workspace.settings.archive.share * LIMIT and year.number < now.year:
                run.take(year)
    return run.outcome()


def size(document: Document) -> int:
    """How many of the characters that a document can hold are used (UTF-16 code units)."""
    return sum(tab.body.size for tab in document.all_tabs())


class _Run:
    """One call of ``archive``."""

    def __init__(
        self, workspace: Workspace, account: Account, used: int, document: Document, minutes: Minutes, *, dry_run: bool
    ) -> None:
        self._workspace = workspace
        self._account = account
        self._used = used
        self._document = document
        self._meetings: tuple[Meeting, ...] = tuple(minutes.meetings)
        self._dry_run = dry_run
        self._archiver = Archiver(workspace, account)
        self._years: list[ArchivedYear] = []
        self.left = used

    def take(self, year: Year) -> None:
        """Move a year, or say what keeps it. Raises ``InputError`` for one that is neither here nor in an archive."""
        characters = sum(end - start for _, start, end in (meeting.span for meeting in year.meetings))
        archives: tuple[str, ...] = ()
        why: tuple[Bilingual, ...] = ()
        if not year.meetings:
            archives = self._moved_before(year.number)
        elif self._dry_run:
            why = (*kept_by(year, self._meetings), *self._archiver.hindrances(year.number))
        else:
            with self._unfinished():
                moved = self._archiver.move(year.number)
            why, archives = moved.why, moved.urls
        done: YearState = "there" if not year.meetings else "planned" if self._dry_run else "moved"
        state = "kept" if why else done
        if not why:
            self.left -= characters
            self._meetings = without(self._meetings, year.ids)
        self._years.append(ArchivedYear(year.number, len(year.meetings), characters, state, why, archives))

    def _moved_before(self, number: int) -> tuple[str, ...]:
        if found := self._archiver.archives_of(number):
            return found
        raise InputError(
            Text(f"{number}年の会議はありません", f"there is no meeting of {number}"),
            hint=Text("docgen show で日付を確かめてください", "docgen show tells the dates"),
        )

    def outcome(self) -> Archived:
        """What to tell."""
        account, url = self._account, self._workspace.url(self._document.id)
        share = self._workspace.settings.archive.share
        if not self._dry_run and any(each.state == "moved" for each in self._years):
            self.left = size(self._workspace.reader.read(self._document.id))
        return Archived(account.id, account.name, url, self._used, self.left, LIMIT, share, tuple(self._years))

    @contextmanager
    def _unfinished(self) -> Iterator[None]:
        """Once something has been written, a failure that says "nothing was written" would be no true word."""
        try:
            yield
        except (ChangedError, UnavailableError) as error:
            if not self._archiver.wrote:
                raise
            raise OutcomeUnknownError(
                Text("過去の記録の移動が途中で止まりました", "moving old years has not been completed"),
                hint=Text(
                    "もう一度実行すると続きから行います。何も失われず、二重にもなりません",
                    "run the command again: it goes on from here; nothing is lost or there twice",
                ),
            ) from error
