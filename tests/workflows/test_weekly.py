"""A week from a calendar into the documents: one write for each block, once, and nobody's trouble stops another's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from docgen.account.changes import Do
from docgen.account.events import Event
from docgen.account.matches import Decision, read_matches
from docgen.account.model import Account, AccountDocument, Kind
from docgen.connect.service import Service
from docgen.connect.writer import Writer
from docgen.document.walk import Cursor, cursors
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import InputError, NotAllowedError
from docgen.lint.findings import Finding
from docgen.settings import load
from docgen.workflows.base import Workspace
from docgen.workflows.capture import capture
from docgen.workflows.create import create
from docgen.workflows.linting import lint_documents
from docgen.workflows.prepare import prepare
from docgen.workflows.week import one_meeting
from docgen.workflows.weekly import Planned, Row, Week
from tests.account.week import GUEST, US, event
from tests.team import at, patient

MONDAY = "2026-11-30T08:30:00+09:00"
ACCOUNTS = """\
id,name,aliases,stage,owner,domains,language
kaede,株式会社楓食品,カエデ,onboarding,sato,kaede.example.jp,ja
yoshino,𠮷野製作所,吉野,onboarding,sato,yoshino.example.jp,ja
harbour,Harbour Hotels,,onboarding,sato,harbour.example.com,en
"""
MEMBERS = "id,name,aliases,unit,email,slack_id\nsato,佐藤 美咲,,,sato@ours.example.com,\n"


@dataclass
class Events:
    """A calendar that holds what it is given."""

    held: list[Event] = field(default_factory=list)

    def events(self, start: datetime, end: datetime) -> Sequence[Event]:
        return tuple(self.held)


@dataclass
class Office:
    """A team's workspace with a calendar, on a Monday morning."""

    root: Path
    service: Service
    calendar: Events = field(default_factory=Events)

    @classmethod
    def opened(cls, root: Path, service: Service) -> Office:
        """A new one, two of whose three customers have a document."""
        (root / "docgen.toml").write_text('language = "ja"\nstep = 2\n', encoding="utf-8")
        (root / "accounts.csv").write_text(ACCOUNTS, encoding="utf-8")
        (root / "members.csv").write_text(MEMBERS, encoding="utf-8")
        office = cls(root, service)
        for name in ("kaede", "harbour"):
            create(office.workspace, office.account(name))
        return office

    @property
    def workspace(self) -> Workspace:
        opened = Workspace(load(config=self.root / "docgen.toml"))
        opened.__dict__["service"] = self.service
        return opened

    def account(self, name: str = "kaede") -> Account:
        return self.workspace.roster.find(name)

    def read(self, name: str = "kaede") -> AccountDocument:
        return self.workspace.read(self.account(name))

    def week(self) -> Week:
        return Week(self.workspace, self.calendar)

    def planned(self) -> tuple[Planned, ...]:
        return self.week().planned()

    def run(self) -> list[Row]:
        week = self.week()
        planned = week.planned()
        rows = [week.carry_out(one) if one.writes else one.row for one in planned]
        week.note_the_rest(planned)
        return rows

    def states(self) -> list[str]:
        return [f"{row.state}{'!' * row.done} {row.title}" for row in self.run()]

    def bare(self, title: str, day: str, name: str = "kaede") -> None:
        one = one_meeting(self.workspace, name, None, title, day, "", None)
        prepare(self.workspace, one.account, one.plan, one.meeting, bare=True)

    def lint(self, moment: str) -> list[Finding]:
        with at(moment):
            return list(lint_documents(self.workspace, [(self.account(), self.read())]))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with at(MONDAY):
        yield Office.opened(tmp_path, patient(Emulator()))


def weekly(start: str = "2026-12-01T10:00", title: str = "週次定例", **more: object) -> Event:
    return event(title, start, US, GUEST, uid="w@google.com", original=start, **more)


def test_a_block_has_what_the_invitation_says_and_no_stance(office: Office) -> None:
    office.calendar.held = [weekly(description="議題\n1. 記録漏れ（ご判断・15分）\n2. 帳票")]
    assert office.states() == ["new! 週次定例"]
    block = office.read().meetings[0]
    assert (block.id, block.title) == (weekly().meeting_id, "週次定例")
    assert (block.start, block.end, block.goal) == ("2026-12-01T10:00", "2026-12-01T11:00", "")
    assert (block.attendees.ours, block.attendees.theirs) == (("佐藤 美咲",), ("𠮷田 恵子様",))
    assert [(item.title, item.kind, item.minutes) for item in block.items] == [
        ("記録漏れ", Kind.DECIDE, 15),
        ("帳票", Kind.DISCUSS, None),
    ]
    assert not any(item.stance or item.because or item.ask for item in block.items)


def test_again_nothing_is_written(office: Office) -> None:
    office.calendar.held = [weekly(), event("Weekly", "2026-12-02T10:00", "w@harbour.example.com", uid="h")]
    office.run()
    revisions = [office.service.revision(office.account(name).document_id) for name in ("kaede", "harbour")]
    assert office.states() == ["there 週次定例", "there Weekly"]
    assert [office.service.revision(office.account(name).document_id) for name in ("kaede", "harbour")] == revisions


def test_english_documents_have_none_of_the_japanese_words(office: Office) -> None:
    office.calendar.held = [event("Weekly", "2026-12-02T10:00", "山田 太郎<y@harbour.example.com>", uid="h")]
    office.run()
    block = office.read("harbour").meetings[0]
    assert ([item.title for item in block.items], block.attendees.theirs) == (["Topic"], ("山田 太郎",))


def last_week(office: Office) -> None:
    """A meeting of last week that left an action item, a thing to ask and an open point."""
    with at("2026-11-24T09:00:00+09:00"):
        office.bare("週次定例", "2026-11-24 10:00")
    with at("2026-11-24T10:30:00+09:00"):
        capture(office.workspace, office.account(), "action_items", "手順書を送る", item=1)
    by_hand(office, "次回ご相談したいこと", "現場の教育の進め方\n", behind=True)
    by_hand(office, "その他", "保留：端末が足りない\n")


def by_hand(office: Office, heading: str, text: str, *, behind: bool = False) -> None:
    """Type ``text`` in front of a heading, or under it."""
    document = office.service.get(office.account().document_id)
    line = next(line for line in lines(office) if line.text == heading)
    tab, index = document.tabs[0].id, line.end if behind else line.start
    plain = wire.update_paragraph_style(tab, index, index + 1, {"namedStyleType": "NORMAL_TEXT"})
    office.service.batch_update(document.id, [wire.insert_text(tab, index, text), plain], document.revision or "")


def lines(office: Office) -> list[Cursor]:
    """The paragraphs of the tab with the meetings."""
    document = office.service.get(office.account().document_id)
    return list(cursors(node for _, node in document.tabs[0].positioned()))


def test_what_was_left_last_time_is_asked_again_or_a_candidate(office: Office) -> None:
    last_week(office)
    before = office.read().meetings[0]
    assert ([entry.text for entry in before.to_ask], [entry.text for entry in before.items[0].open_points]) == (
        ["現場の教育の進め方"],
        ["端末が足りない"],
    )
    office.calendar.held = [weekly()]
    (row,) = office.run()
    assert (row.items, row.candidates, row.carried) == (1, 1, 1)
    block = office.read().meetings[0]
    assert [item.title for item in block.items] == ["現場の教育の進め方"]
    assert [(item.title, item.number) for item in block.candidates] == [("端末が足りない", 2)]
    assert [item.text for item in block.carried] == ["手順書を送る"]


def test_candidates_are_in_no_rule_s_way_until_something_is_written_under_them(office: Office) -> None:
    last_week(office)
    office.calendar.held = [weekly()]
    office.run()
    assert [finding.item_number for finding in office.lint(MONDAY) if finding.rule == "agenda-has-stance"] == [1]
    with at("2026-12-01T10:30:00+09:00"):
        capture(office.workspace, office.account(), "views", "2台足りない", item=2)
    block = office.read().meetings[0]
    assert (block.candidates, [item.title for item in block.items]) == ((), ["現場の教育の進め方", "端末が足りない"])


def test_an_event_takes_the_block_that_is_there_and_no_word_changes(office: Office) -> None:
    office.bare("12月の定例", "2026-12-01 10:00")
    before = [leaf.text for leaf in lines(office)]
    office.calendar.held = [weekly()]
    assert office.states() == ["adopt! 週次定例"]
    assert [leaf.text for leaf in lines(office)] == before
    (block,) = office.read().meetings
    assert (block.id, block.was, block.written, block.anchored) == (weekly().meeting_id, "2026-12-01", True, True)
    names = [one.name for one in office.service.get(office.account().document_id).tabs[0].ranges]
    assert not any(":2026-12-01" in name for name in names)
    assert office.states() == ["there 週次定例"]


def agenda_file(office: Office, title: str = "12月定例", start: str = "2026-12-01 10:00") -> None:
    path = office.root / "agendas" / "kaede" / f"{start[:10]}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"title: {title}\nstart: {start}\nitems:\n  - title: 完了基準\n    stance: 3割が使えば完了と考えます。\n"
    path.write_text(text, encoding="utf-8")


def test_an_agenda_file_of_the_meeting_says_what_is_in_the_block(office: Office) -> None:
    agenda_file(office)
    office.calendar.held = [weekly()]
    assert office.states() == ["new! 12月定例"]
    (block,) = office.read().meetings
    assert (block.id, block.items[0].stance) == (weekly().meeting_id, "3割が使えば完了と考えます。")
    assert office.states() == ["there 週次定例"]
    one = one_meeting(office.workspace, "kaede", office.root / "agendas/kaede/2026-12-01.yaml", None, None, "", None)
    again = prepare(office.workspace, one.account, one.plan, one.meeting)
    assert (again.written, again.meeting) == (False, weekly().meeting_id)
    assert {one.field for one in again.differences} == {"attendees.ours", "attendees.theirs"}


def test_an_agenda_file_without_an_event_is_prepared_too(office: Office) -> None:
    agenda_file(office, start="2026-12-03 10:00")
    office.calendar.held = [weekly()]
    assert office.states() == ["new! 週次定例", "file! 12月定例"]
    assert office.states() == ["there 週次定例", "there 12月定例"]


def test_a_customer_without_a_document_stops_no_other(office: Office) -> None:
    office.calendar.held = [event("定例", "2026-12-01T09:00", "k@yoshino.example.jp", uid="y"), weekly()]
    without, with_one = office.planned()
    assert isinstance(without.error, InputError)
    assert (without.row.state, without.writes, with_one.row.state) == ("trouble", False, "new")
    assert "docgen create yoshino" in without.row.error
    assert [row.done for row in office.run()] == [False, True]


def test_a_document_that_cannot_be_read_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.calendar.held = [weekly(), event("Weekly", "2026-12-02T10:00", "w@harbour.example.com", uid="h")]
    real = Workspace.read

    def read(workspace: Workspace, account: Account) -> AccountDocument:
        if account.id == "kaede":
            from docgen.errors import Text

            raise NotAllowedError(Text("権限がありません", "no access"))
        return real(workspace, account)

    monkeypatch.setattr(Workspace, "read", read)
    planned = office.planned()
    assert [one.row.state for one in planned] == ["trouble", "new"]
    assert [one.error.exit_code for one in planned if one.error] == [3]


def test_one_write_for_each_block_and_a_run_that_was_cut_short_goes_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [f"2026-12-0{day}T10:00" for day in (1, 2, 3)]
    office.calendar.held = [event(f"定例{day[8:10]}", day, US, GUEST, uid=day) for day in days]
    sent: list[str] = []
    real = Writer._send

    def send(writer: Writer, *args: object) -> object:
        if len(sent) == 2:
            raise KeyboardInterrupt
        sent.append("batch")
        return real(writer, *args)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(Writer, "_send", send)
    with pytest.raises(KeyboardInterrupt):
        office.run()
    assert len(office.read().meetings) == 2
    sent.clear()
    assert [state.split()[0] for state in office.states()] == ["there", "there", "new!"]
    assert sent == ["batch"]
    assert [meeting.title for meeting in office.read().meetings] == ["定例03", "定例02", "定例01"]


def test_what_is_unsure_is_asked_once_and_remembered_for_the_series(office: Office) -> None:
    both = [US, GUEST, "k@yoshino.example.jp"]
    office.calendar.held = [
        event("合同", day, *both, uid="b@google.com", original=day) for day in ("2026-12-01T10:00", "2026-12-02T10:00")
    ]
    week = office.week()
    (question,) = week.questions(week.planned())
    assert question.do is Do.UNSURE
    week.decide([Decision("b@google.com", "", "合同", ("kaede", "yoshino"))])
    matches = read_matches(office.workspace.settings)
    assert (matches.decided(office.workspace.roster), matches.line_of("b@google.com")) == ({}, 2)
    week.decide([Decision("b@google.com", "kaede", decided="2026-11-30")])
    assert week.questions(office.week().planned()) == ()
    assert office.states() == ["new! 合同", "new! 合同"]
    written = (office.root / ".docgen" / "matches.csv").read_text(encoding="utf-8").splitlines()
    assert written[1:] == ["b@google.com,kaede,合同,kaede;yoshino,2026-11-30"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("u,nobody-here,,,\n", "matches.csv:2: account: there is no account 'nobody-here'"),
        (",kaede,,,\n", "matches.csv:2: ical_uid: there is no UID of an event"),
        ("u,kaede,,,\nv,-,,,\nu,-,,,\n", "matches.csv:4: ical_uid: the same event is on line 2 too"),
    ],
)
def test_a_row_that_cannot_be_is_told_with_line_and_column(office: Office, rows: str, said: str) -> None:
    path = office.root / ".docgen" / "matches.csv"
    path.write_text("ical_uid,account,title,candidates,decided\n" + rows, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        office.planned()
    assert said in caught.value.line("en")


def test_what_was_seen_is_disposable(office: Office) -> None:
    office.calendar.held = [weekly()]
    office.run()
    (office.root / ".docgen" / "calendar.json").write_text("{", encoding="utf-8")
    assert office.states() == ["there 週次定例"]
    assert (office.root / ".docgen" / "calendar.json").read_text(encoding="utf-8") != "{"
