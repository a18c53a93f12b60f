"""Action items across meetings: people tick, drop, edit, delete and archive lines, and each item stays one thing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from docgen.account.carry import SETTLED, OpenItem, open_items, tracked
from docgen.account.model import ActionItem, CarriedItem, Meeting, State, Status
from docgen.account.years import without

DAYS = ("2026-10-06", "2026-10-20", "2026-11-10", "2026-11-24", "2026-12-01")
WORDS = (
    "料金表を送る",
    "見積もりを出す",
    "手順書をお送りする",
    "夜勤の方を決める",
    "Confirm the API limits",
    "専務の日程",
)


@dataclass
class Paper:
    """A document in which every line has a place of its own, and is told by it which item it is."""

    meetings: list[Meeting] = field(default_factory=list)
    is_of: dict[int, int] = field(default_factory=dict)
    """Start of a line → number of its item."""
    reworded: set[int] = field(default_factory=set)
    """Items of which a line was written anew, in words all of its own."""
    places: Iterator[int] = field(default_factory=count)

    def meet(self, day: str, *texts: str) -> None:
        """A meeting as ``prepare`` puts it on top, in which ``texts`` become action items."""
        carried = tuple(self.again(one) for one in open_items(self.meetings, until=day))
        born = tuple(ActionItem(text=text, span=self.line(next(self.places) + 1000)) for text in texts)
        span = ("t.0", 0, 0)
        made = Meeting(id=day, date=day, title="", span=span, carried=carried, action_items=born, heading_id=f"h.{day}")
        self.meetings.insert(0, made)

    def again(self, one: OpenItem) -> CarriedItem:
        item, span = one.item, self.line(self.is_of[one.lines[0].item.span[1]])
        heading = one.born.heading_id
        return CarriedItem(text=item.text, owners=item.owners, span=span, born=one.born.id, origin=heading)

    def line(self, item: int) -> tuple[str, int, int]:
        at = next(self.places)
        self.is_of[at] = item
        return "t.0", at, at

    def change(self, number: int, carried: int | None, **fields: object) -> None:
        """Change a line of a meeting by hand: the first one born there, or the carried one with this number."""
        meeting = self.meetings[number]
        name = "action_items" if carried is None else "carried"
        lines = list(getattr(meeting, name))
        if lines:
            at = (carried or 0) % len(lines)
            if number and self.is_of[lines[at].span[1]] in self.reworded:
                return  # where it was other words, nobody can tell that it is this one
            lines[at] = replace(lines[at], **fields)
            self.meetings[number] = replace(meeting, **{name: tuple(lines)})

    @property
    def settled(self) -> set[int]:
        """The items of which some line is ticked or dropped."""
        lines = [line for m in self.meetings for line in (*m.action_items, *m.carried)]
        return {self.is_of[line.span[1]] for line in lines if line.status in SETTLED}

    @property
    def there(self) -> set[int]:
        """The items of which any line is left."""
        return {self.is_of[line.span[1]] for m in self.meetings for line in (*m.action_items, *m.carried)}

    def holds(self) -> None:
        """Every item that is there and not settled is open, once; no line counts as another item."""
        for one in tracked(self.meetings):
            assert len({self.is_of[line.item.span[1]] for line in one.lines}) == 1
        found = [self.is_of[one.lines[0].item.span[1]] for one in open_items(self.meetings)]
        assert sorted(found) == sorted(self.there - self.settled)


def words_of_its_own(number: int) -> str:
    """A text that has no character in common with any other."""
    return "".join(chr(0x5000 + 8 * number + place) for place in range(8))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """Some meetings, and after each of them something that people do."""
    paper, fresh = Paper(), map(words_of_its_own, count())
    for day in DAYS[: draw(st.integers(2, 5))]:
        paper.meet(day, *draw(st.lists(st.sampled_from(WORDS), unique=True, max_size=4)))
        edited: set[str] = set()
        for _ in range(draw(st.integers(0, 3))):
            number = draw(st.integers(0, len(paper.meetings) - 1))
            carried = draw(st.none() | st.integers(0, 5))
            doing = draw(st.sampled_from(["tick", "drop", "edit", "retype"]))
            lines = paper.meetings[0].carried
            if doing in ("tick", "drop"):
                paper.change(number, carried, status=Status.DONE if doing == "tick" else Status.DROPPED)
            elif lines and carried is not None and (shown := lines[carried % len(lines)]).born not in edited:
                edited.add(shown.born or "")  # two of one origin in new words: nobody could tell which is which
                item = paper.is_of[shown.span[1]]
                anew = doing == "retype" and item not in paper.settled
                paper.change(0, carried, text=next(fresh) if anew else f"{shown.text}改")
                paper.reworded |= {item} if anew else set()
    return paper


@given(papers())
def test_an_item_is_one_thing_whatever_people_do_to_its_lines(paper: Paper) -> None:
    paper.holds()


@given(papers(), st.integers(1, 4))
def test_an_item_outlives_the_meetings_that_go_into_an_archive(paper: Paper, gone: int) -> None:
    before = {one.item.text for one in open_items(paper.meetings)}
    paper.meetings = list(without(paper.meetings, {m.id for m in paper.meetings[-gone:]}))
    there = {item.text for m in paper.meetings for item in (*m.carried, *m.action_items)}
    ticked_there = {
        item.text for m in paper.meetings for item in (*m.carried, *m.action_items) if item.status in SETTLED
    }
    after = {one.item.text for one in open_items(paper.meetings)}
    assert before & there - ticked_there <= after


@given(papers(), st.data())
def test_a_tick_at_any_line_takes_exactly_one_item_from_the_list(paper: Paper, data: st.DataObject) -> None:
    still = open_items(paper.meetings)
    if not still:
        return
    one = data.draw(st.sampled_from(still))
    reworded = paper.is_of[one.item.span[1]] in paper.reworded
    line = data.draw(st.sampled_from(one.lines[-1:] if reworded else one.lines))
    number = next(i for i, meeting in enumerate(paper.meetings) if meeting.id == line.meeting.id)
    name = "carried" if line.is_carried else "action_items"
    there = getattr(paper.meetings[number], name)
    lines = [replace(each, status=Status.DONE) if each.span == line.item.span else each for each in there]
    paper.meetings[number] = replace(paper.meetings[number], **{name: tuple(lines)})
    after = open_items(paper.meetings)
    assert [each.item.text for each in after] == [each.item.text for each in still if each is not one]


def carried(text: str, born: str | None = "2026-10-06", at: int = 9, **more: object) -> CarriedItem:
    return CarriedItem(text=text, span=("t.0", at, at), born=born, origin=f"h.{born}" if born else "", **more)  # type: ignore[arg-type]  # handed on


def meeting(day: str, *items: str, carried: tuple[CarriedItem, ...] = (), **more: object) -> Meeting:
    born = tuple(ActionItem(text=text, span=("t.0", number, number)) for number, text in enumerate(items))
    return Meeting(id=day, date=day, title="", span=("t.0", 0, 0), action_items=born, carried=carried, **more)  # type: ignore[arg-type]  # handed on


def test_the_words_that_were_written_last_count() -> None:
    shown = carried("料金表（改訂版）を送る", owners=("鈴木",), due="2026-11-01", due_text="11/1")
    first = meeting("2026-10-06", "料金表を送る", "見積もりを出す")
    [changed, other] = open_items([meeting("2026-10-20", carried=(shown, carried("見積もりを出す"))), first])
    assert (changed.item.text, changed.item.owners, changed.item.due) == (
        "料金表（改訂版）を送る",
        ("鈴木",),
        "2026-11-01",
    )
    assert (changed.born.id, changed.times_carried, other.item.text) == ("2026-10-06", 1, "見積もりを出す")


def test_the_same_words_for_a_due_date_mean_the_same_day_in_later_meetings() -> None:
    item = ActionItem(text="料金表を送る", due="2026-10-16", due_text="来週金曜", span=("t.0", 0, 0))
    first = replace(meeting("2026-10-06"), action_items=(item,))
    for words, day in (("来週 金曜", "2026-10-16"), ("次の金曜", "2026-10-30"), ("", "2026-10-16")):
        shown = carried("料金表を送る", due="2026-10-30" if words else None, due_text=words)
        [one] = open_items([meeting("2026-10-20", carried=(shown,)), first])
        assert one.item.due == day
    unknown = replace(first, action_items=(replace(item, due=None, due_text="次回"),))
    [one] = open_items(
        [meeting("2026-10-20", carried=(carried("料金表を送る", due="2026-11-03", due_text="次回"),)), unknown]
    )
    assert one.item.due == "2026-11-03"


def test_an_edited_line_is_the_item_it_is_most_like_then_the_one_it_replaced() -> None:
    first = meeting("2026-10-06", "料金表を送る", "見積もりを出す", "専務の日程をおさえる")
    lines = (
        carried("概算を出す", at=1),
        carried("専務の日程を（再度）おさえる", at=2),
        carried("新しい料金表を送る", at=3),
    )
    found = open_items([meeting("2026-10-20", carried=lines), first])
    pairs = [(one.lines[0].item.text, one.item.text) for one in found]
    assert pairs == [
        ("料金表を送る", "新しい料金表を送る"),
        ("見積もりを出す", "概算を出す"),
        ("専務の日程をおさえる", "専務の日程を（再度）おさえる"),
    ]


def test_a_line_whose_item_is_gone_from_its_meeting_stays_open() -> None:
    shown = (carried("料金表を送る"), carried("見積もりを出す", at=10))
    found = open_items([meeting("2026-10-20", carried=shown), meeting("2026-10-06", "見積もりを出す")])
    assert [(one.item.text, one.born.id) for one in found] == [
        ("見積もりを出す", "2026-10-06"),
        ("料金表を送る", "2026-10-20"),
    ]


def test_a_meeting_that_was_moved_before_the_birth_of_what_it_shows_makes_no_second_item() -> None:
    early = meeting("2026-10-01", carried=(carried("料金表を送る"),))
    assert len(open_items([meeting("2026-10-06", "料金表を送る"), early])) == 1


def test_two_lines_of_one_text_in_one_meeting_are_open_until_both_are_ticked() -> None:
    both = meeting("2026-10-06", "料金表を送る", "料金表を送る")
    one = replace(both, action_items=(replace(both.action_items[0], status=Status.DONE), both.action_items[1]))
    assert [len(open_items([m])) for m in (both, one)] == [1, 1]


def test_what_was_noted_for_a_meeting_that_was_called_off_is_to_be_done_all_the_same() -> None:
    shown = carried("料金表を送る")
    off = meeting("2026-10-20", "誰かの宿題", carried=(shown,), state=State.CANCELLED)
    one, other = open_items([off, meeting("2026-10-06", "料金表を送る")])
    assert [(each.item.text, each.times_carried) for each in (one, other)] == [("料金表を送る", 0), ("誰かの宿題", 0)]
    ticked = replace(off, carried=(replace(shown, status=Status.DONE),))
    assert [each.item.text for each in open_items([ticked, meeting("2026-10-06", "料金表を送る")])] == ["誰かの宿題"]
