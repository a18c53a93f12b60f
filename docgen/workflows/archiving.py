"""One year of meetings from a customer's document into its archive.

How far an earlier run came is read from the documents. An archive that the document links to, or that has meetings
which the document has not, may be the only place where they are: it is never thrown away, and nothing is taken out of
it. Any other is a copy in the making: it is gone on with while it has what the document has, else it goes into the bin,
unless people may have typed into it: then it is left to them.
What is removed is in an archive that was read just before, as it stood at the very revision that is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, NamedTuple

from docgen.account.archives import Spot, Wanted, fingerprint, foreign, headings, hindrances, spots, wanted_of
from docgen.account.minutes import Minutes
from docgen.account.model import Account
from docgen.account.years import kept_by, years_of
from docgen.connect.files import MADE, File
from docgen.connect.writer import Plan, Planner
from docgen.document.tabs import Document
from docgen.document.walk import cursors
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.errors import ChangedError, Text
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.lock import held
from docgen.render.archive import ARCHIVE, Line, archive_requests, linked, removal_requests, year_line
from docgen.workflows.base import Workspace
from docgen.workflows.documents import ARCHIVE_OF, PROPERTY, home

YEAR: Final = "docgenArchiveYear"
"""The private property of an archive's file that says which year it is of."""
PART: Final = "docgenArchivePart"
"""That of a further one for the same year: 2, 3, ..."""
PRINT: Final = "docgenArchivePrint"
"""That of its content as docgen last made it: any other content may be somebody's words."""
ROUNDS: Final = 8
"""How often a year is looked at anew, because somebody else has changed something."""
PATIENCE: Final = 600.0
"""Seconds to wait for another docgen that is at the same customer's archives."""


class Moved(NamedTuple):
    """What became of a year."""

    urls: tuple[str, ...] = ()
    """Of the archives that hold it."""
    why: tuple[Bilingual, ...] = ()
    """What keeps it in the document; empty where it has left."""


@dataclass(frozen=True, slots=True)
class Held:
    """An archive as it is now, and where it holds the meetings asked for, by id."""

    file: File
    document: Document
    spots: Mapping[str, Spot]

    def has(self, wanted: Sequence[Wanted]) -> bool:
        """Whether it holds all of ``wanted``."""
        return all(each.meeting.id in self.spots for each in wanted)

    @property
    def is_marked(self) -> bool:
        """Whether docgen has taken all else out of it."""
        return any(one.name == ARCHIVE for tab in self.document.all_tabs() for one in tab.ranges)


class Archiver:
    """Moves years of one customer's document."""

    def __init__(self, workspace: Workspace, account: Account) -> None:
        self._workspace = workspace
        self._account = account
        self._now = workspace.now(account)
        self._home = home(workspace)
        self._id = workspace.document_id(account)
        self._made: dict[str, File] = {}
        """What this run has made, which search may not know of yet."""
        self._left: set[str] = set()
        """What this run has left to people, which search may still take for an archive."""
        self.wrote = False
        """Whether anything has been written."""

    def archives_of(self, year: int) -> tuple[str, ...]:
        """The addresses of the archives of a year."""
        return tuple(self._workspace.url(file.id) for file in self._files(year))

    def hindrances(self, year: int) -> tuple[Bilingual, ...]:
        """What stands in the meetings of ``year`` that no copy takes along."""
        return self._hindrances(self._wanted(self._workspace.service.get(self._id), year)[1])

    def move(self, year: int) -> Moved:
        """Move the meetings of ``year``, however far an earlier run came.

        Raises ``ChangedError`` where people edit them all the time; else as ``Writer.change``.
        """
        with self._alone():
            for _ in range(ROUNDS):
                if moved := self._round(year):
                    return moved
        raise ChangedError(
            Text(f"{year}年の会議が編集され続けています", f"the meetings of {year} are being edited all the time"),
            hint=Text("あとでもう一度実行してください", "run the command again later"),
        )

    def _round(self, year: int) -> Moved | None:
        """One step on; None where there is more to do."""
        document = self._workspace.service.get(self._id)
        minutes, wanted = self._wanted(document, year)
        if wanted:
            if why := (*self._kept_by(year, minutes), *self._hindrances(wanted)):
                return Moved(why=why)
            archives = [self._look(file, wanted) for file in self._files(year)]
            settled = [each for each in archives if self._is_settled(each, year, document, minutes)]
            missing = [each for each in wanted if not any(one.has([each]) for one in settled)]
            making = [each for each in archives if each not in settled]
            if missing and not self._made_ready(document, making, missing, year, part=len(settled) + 1):
                return None
            if not self._remove(year):
                return None
        self._clear_away(year)
        return Moved(self.archives_of(year))

    def _made_ready(
        self, document: Document, making: Sequence[Held], missing: Sequence[Wanted], year: int, *, part: int
    ) -> bool:
        """Whether an archive of ``missing`` is complete now. If not, a step towards it has been made."""
        title = year_line(year, part, self._account.language)
        for stale in (each for each in making if not each.has(missing)):
            self._throw_away(stale.file)
        chosen = next((each.file for each in making if each.has(missing)), None)
        if chosen is None:
            self._copy(document, year, part, title)
            return False
        for mine in (each.file for each in making if each.file.id in self._made and each.file != chosen):
            self._throw_away(mine)  # somebody was faster
        if PROPERTY in chosen.properties:  # whether Drive copies the properties of the original is not known
            self._workspace.service.files.label(chosen.id, {PROPERTY: None})
        return self._trim(chosen, document, missing, title) and self._anchor(chosen, missing)

    def _is_settled(self, archive: Held, year: int, document: Document, minutes: Minutes) -> bool:
        """Whether an archive may be the only place of a meeting."""
        if archive.file.id in _mentions(document):
            return True  # whatever people have made of it since
        here = {meeting.id for meeting in minutes.meetings}
        theirs = self._workspace.minutes(archive.document, self._now).meetings
        alone = any(one.id not in here for one in theirs)
        return alone and self._is_trimmed(archive, year)

    def _is_trimmed(self, archive: Held, year: int) -> bool:
        """Whether it is more than a mere copy."""
        return archive.is_marked or self._is_of(year, archive.document)

    def _is_of(self, year: int, document: Document) -> bool:
        """Whether an archive that people have taken the title from has meetings of no other year: no mere copy has."""
        meetings = self._workspace.minutes(document, self._now).meetings
        return all(meeting.date.startswith(f"{year}-") for meeting in meetings)

    def _copy(self, document: Document, year: int, part: int, name: str) -> None:
        files, properties = self._workspace.service.files, self._properties(year)
        carried = {**properties, PART: str(part), PRINT: fingerprint(document)}
        made = files.copy(self._id, f"{document.title} {name}", carried, self._home)
        self.wrote = True
        self._made[made.id] = made
        files.look_again(properties, self._home, made, lags=not self._workspace.service.local)

    def _trim(self, file: File, original: Document, missing: Sequence[Wanted], title: str) -> bool:
        """Leave nothing in a copy but ``missing``; False where they are not in it as they are in the original.

        Once it has its mark, nothing is taken out of it any more.
        """
        account = self._account
        back = Line(original.title, self._workspace.url(self._id))
        name = f"{account.name} 様　{title}" if account.language == "ja" else f"{account.name} – {title}"
        seen: list[Document] = []

        def plan(_: Document) -> Plan[bool]:
            copy = self._look(file, missing)
            seen[:] = [copy.document]
            if copy.is_marked or not copy.has(missing):
                return Plan((), copy.has(missing))
            tab = next(iter(copy.spots.values())).tab
            kept = {n for each in missing for n in _numbers(each, copy.spots[each.meeting.id])}
            typed = foreign(copy.document, original)
            requests = archive_requests(copy.document, tab, kept, typed, name, back, account.language)
            return Plan(requests, True)

        if not self._change(file.id, plan):
            return False
        self._sign(file, seen[0], (name, back.text))
        return True

    def _sign(self, file: File, before: Document, own: tuple[str, ...]) -> None:
        """Note what a copy says once docgen has trimmed it and put its ``own`` words in, if nobody has typed into it:
        neither until it was as ``before``, nor since."""
        if file.properties.get(PRINT) != fingerprint(before):
            return
        after = self._workspace.service.get(file.id)
        new = foreign(after, before)
        nodes = [tab.body[number].node for tab in after.all_tabs() for number in sorted(new[tab.id])]
        if all(leaf.text.endswith(own) for leaf in cursors(nodes)):
            self._workspace.service.files.label(file.id, {PRINT: fingerprint(after)})

    def _anchor(self, file: File, missing: Sequence[Wanted]) -> bool:
        """Put docgen's named ranges on the meetings of an archive, where copying has lost them."""

        def plan(_: Document) -> Plan[bool]:
            archive = self._look(file, missing)
            if not archive.has(missing):
                return Plan((), False)
            return Plan([one for each in missing for one in _anchors(each, archive.spots[each.meeting.id])], True)

        return self._change(file.id, plan)

    def _remove(self, year: int) -> bool:
        """Take the meetings of ``year`` out, if archives hold all of them as they are at this moment."""

        def plan(_: Document) -> Plan[bool]:
            document = self._workspace.service.get(self._id)
            minutes, wanted = self._wanted(document, year)
            if not wanted:
                return Plan((), True)
            archives = [each for file in self._files(year) if (each := self._look(file, wanted)).spots]
            linked_to = _mentions(document)
            trimmed = [each for each in archives if each.file.id in linked_to or self._is_trimmed(each, year)]
            holds = all(any(one.has([each]) for one in trimmed) for each in wanted)
            if not holds or any(self._kept_by(year, minutes)):
                return Plan((), False)
            return Plan(self._removal(document, minutes, wanted, trimmed), True)

        return self._change(self._id, plan)

    def _removal(
        self, document: Document, minutes: Minutes, wanted: Sequence[Wanted], archives: Sequence[Held]
    ) -> list[Request]:
        tab, language = minutes.tab, self._account.language
        gone = frozenset(number for each in wanted for number in each.blocks)
        moved: dict[str, str] = {}
        for each in wanted:
            archive = next(one for one in archives if one.has([each]))
            spot = archive.spots[each.meeting.id]
            for here, there in headings(each, spot):
                moved[here] = self._workspace.url(archive.file.id, spot.tab.id, there)
        now, later = _mentions(document), "\n".join(url for url in linked(tab, gone) if "#" not in url)
        used = {archive.file.id for archive in archives}
        lines = [
            Line(_title(file, language), self._workspace.url(file.id))
            for file in sorted(self._files(), key=_order)
            if file.id not in later and (file.id in now or file.id in used)
        ]
        return removal_requests(document, tab, gone, lines, moved, language)

    def _clear_away(self, year: int) -> None:
        """Throw away copies that earlier runs left in the making, and that were not found then."""
        linked_to = _mentions(self._workspace.reader.read(self._id))
        for file in (each for each in self._files(year) if each.id not in linked_to):
            if not self._is_trimmed(Held(file, self._workspace.reader.read(file.id), {}), year):
                self._throw_away(file)

    def _throw_away(self, file: File) -> None:
        """Put a copy into the bin; one that says anything docgen has not put there is the people's from now on."""
        files = self._workspace.service.files
        if file.properties.get(PRINT) == fingerprint(self._workspace.service.get(file.id)):
            files.bin(file.id, without=PROPERTY)
        else:
            files.label(file.id, dict.fromkeys((PROPERTY, ARCHIVE_OF, YEAR, PART, PRINT)))
            self._left.add(file.id)
            self._workspace.tell(_left_over(file, self._workspace.url(file.id)))
        self._made.pop(file.id, None)
        self.wrote = True

    def _change(self, document_id: str, plan: Planner[bool]) -> bool:
        done = self._workspace.writer.change(document_id, plan)
        self.wrote = self.wrote or done.written
        return done.outcome

    def _look(self, file: File, wanted: Sequence[Wanted]) -> Held:
        document = self._workspace.service.get(file.id)
        return Held(file, document, spots(document, wanted))

    def _wanted(self, document: Document, year: int) -> tuple[Minutes, tuple[Wanted, ...]]:
        minutes = self._workspace.minutes(document, self._now)
        meetings = [meeting for meeting in minutes.meetings if meeting.date.startswith(f"{year}-")]
        return minutes, wanted_of(minutes, meetings) if meetings else ()

    def _kept_by(self, year: int, minutes: Minutes) -> tuple[Bilingual, ...]:
        years = (each for each in years_of(minutes.meetings) if each.number == year)
        return tuple(why for each in years for why in kept_by(each, minutes.meetings))

    def _hindrances(self, wanted: Sequence[Wanted]) -> tuple[Bilingual, ...]:
        return tuple(hindrances(wanted, self._workspace.service.open_comments(self._id)))

    def _properties(self, year: int) -> dict[str, str]:
        return {ARCHIVE_OF: self._account.id, YEAR: str(year)}

    def _files(self, year: int | None = None) -> tuple[File, ...]:
        """The archives of ``year`` or of all years, oldest first; without copies that people made of one."""
        properties = {ARCHIVE_OF: self._account.id} if year is None else self._properties(year)
        found = {file.id: file for file in self._workspace.service.files.find(properties, self._home)}
        made = {i: file for i, file in self._made.items() if year is None or file.properties[YEAR] == str(year)}
        attempts: dict[str, File] = {}
        for file in sorted({**made, **found}.values(), key=lambda each: each.age):
            if file.id in self._left:
                continue
            attempts.setdefault(file.properties.get(MADE, file.id), file)
        return tuple(attempts.values())

    def _alone(self) -> AbstractContextManager[None]:
        """One docgen of this workspace at a time: two would make two copies."""
        ja, en = "別の docgen がこの顧客の過去の記録を移しています", "another docgen is moving years of this account"
        return held(self._workspace.settings.state / "locks" / f"{self._id}.archive.lock", Text(ja, en), PATIENCE)


def _numbers(wanted: Wanted, spot: Spot) -> range:
    return range(spot.first, spot.first + len(wanted.nodes))


def _anchors(wanted: Wanted, spot: Spot) -> Iterator[Request]:
    there = {one.name for one in spot.tab.ranges}
    start = sum(block.size for block in spot.tab.body[: spot.first])
    end = start + max(wanted.nodes[0].size - 1, 1)
    for name in wanted.names:
        if name not in there:
            yield wire.create_named_range(spot.tab.id, start, end, name)


def _mentions(document: Document) -> str:
    """All addresses that the document links to."""
    return "\n".join(url for tab in document.all_tabs() for url in linked(tab))


def _left_over(file: File, url: str) -> Text:
    return Text(
        f"作りかけの写し「{file.name}」は、人が書き込んだかもしれないので残しました。"
        f"要る言葉があれば写し、ゴミ箱に入れてください: {url}",
        f"the unfinished copy “{file.name}” was kept, since somebody may have typed into it: "
        f"take over what you need, then put it into the bin: {url}",
    )


def _order(file: File) -> tuple[int, int]:
    """By which archives are listed: the latest year first."""
    return -int(file.properties.get(YEAR, 0)), int(file.properties.get(PART, 1))


def _title(file: File, language: str) -> str:
    year, part = int(file.properties.get(YEAR, 0)), int(file.properties.get(PART, 1))
    return year_line(year, part, "ja" if language == "ja" else "en")
