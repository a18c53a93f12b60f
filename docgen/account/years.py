"""The years of a document: which are over and done, so that they may go into an archive, and what keeps one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from docgen.account.carry import open_items
from docgen.account.labels import fold
from docgen.account.model import Meeting, State
from docgen.inputs.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Year:
    """The meetings of one year."""

    number: int
    meetings: tuple[Meeting, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of its meetings."""
        return frozenset(meeting.id for meeting in self.meetings)


def years_of(meetings: Sequence[Meeting]) -> tuple[Year, ...]:
    """The years that ``meetings`` have, oldest first; a meeting without a date is in none."""
    found: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        if meeting.date:
            found.setdefault(int(meeting.date[:4]), []).append(meeting)
    return tuple(Year(number, tuple(found[number])) for number in sorted(found))


def without(meetings: Sequence[Meeting], gone: Collection[str]) -> tuple[Meeting, ...]:
    """``meetings`` as they read once those with the ids ``gone`` are elsewhere: where a carried line was born is not
    known any more."""
    return tuple(
        structs.replace(
            meeting,
            carried=tuple(structs.replace(item, born=None) if item.born in gone else item for item in meeting.carried),
        )
        for meeting in meetings
        if meeting.id not in gone
    )


def kept_by(year: Year, meetings: Sequence[Meeting]) -> Iterator[Bilingual]:
    """What is still to be done before ``year`` can leave the document that holds ``meetings``.

    Every meeting must be closed or cancelled, and without them the same action items must be open as with them.
    """
    for meeting in year.meetings:
        if meeting.state not in (State.CLOSED, State.CANCELLED):
            yield Bilingual(
                f"{meeting.date} {meeting.title} がまだ完了していません",
                f"{meeting.date} {meeting.title} is not closed yet",
            )
    before, after = _open(meetings), _open(without(meetings, year.ids))
    counted = Counter(fold(text) for text in before), Counter(fold(text) for text in after)
    for text in _beyond(before, counted[0] - counted[1]):
        yield Bilingual(
            f"未完了の TODO「{text}」が、あとの年の会議に引き継がれていません",
            f"the open action item “{text}” is shown in no meeting of a later year",
        )
    for text in _beyond(after, counted[1] - counted[0]):
        yield Bilingual(
            f"TODO「{text}」は、あとの年の会議では未完了のままです",
            f"the action item “{text}” is still open in a meeting of a later year",
        )


def _open(meetings: Sequence[Meeting]) -> tuple[str, ...]:
    return tuple(one.item.text for one in open_items(meetings))


def _beyond(texts: Sequence[str], surplus: Counter[str]) -> Iterator[str]:
    left = Counter(surplus)
    for text in texts:
        if left[fold(text)]:
            left[fold(text)] -= 1
            yield text
