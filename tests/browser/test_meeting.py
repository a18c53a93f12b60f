"""A whole meeting as people have it: two type, one looks on, one is in the document itself, and things break."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from docgen.account.model import ActionItem, AgendaItem, Entry, State, Status
from tests.browser.office import Live, Office
from tests.browser.tabs import Browser, Tab
from tests.team import AFTER, keeps

AGENDA: dict[str, Any] = {
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "end": "2026-12-01 11:00",
    "goal": "1月の開始日を決める",
    "attendees": {"ours": ["佐藤 美咲", "鈴木 健太"], "theirs": ["林様（工場長）", "田中様"]},
    "items": [
        {
            "title": "開始日",
            "kind": "decide",
            "minutes": 20,
            "stance": "1月18日（月）がよいと考えます。",
            "because": "棚卸しは1月15日に終わります。",
            "ask": "18日でよいか、ご判断ください。",
        },
        {
            "title": "研修の進め方",
            "kind": "discuss",
            "minutes": 15,
            "stance": "班長に教えていただくのがよいと考えます。",
            "because": "現場の言葉で伝わるためです。",
            "ask": "どなたが教えるのがよいか、ご意見をください。",
        },
        {"title": "1月の休業日", "kind": "share", "minutes": 5, "stance": "1月4日から営業します。"},
    ],
}
READY = "document.body.dataset.ready === 'yes'"
GONE = "location.protocol === 'chrome-error:'"
SAVED = "document.querySelector('.saving').dataset.state === 'saved'"
INPUT = "document.querySelector('#line').value"
ACTIVE = "document.activeElement.innerText"
NOTE = "値引きは次の更新まで出さない"

LOSE_AN_ANSWER = """(() => {
    const ask = globalThis.fetch;
    globalThis.fetch = async (path, how) => {
        const answer = await ask(path, how);
        if (path !== "/capture") return answer;
        globalThis.fetch = ask;
        throw new TypeError("the answer was lost on its way");
    };
})()"""

FIRST = "棚卸しの後なら始められる"
STAGE = [f"第{n}工程は午前に始めたい" for n in range(1, 6)]
DECIDED = [f"第{n}工程は1月{n + 17}日から始める" for n in range(1, 4)]
PHONE = [f"第{n}工程の手順書を送る" for n in range(1, 6)]
ADDED = "教える時間は1日1時間まで"
UNANSWERED = "主任は初日だけ立ち会う"
UNPLUGGED = [f"第{n}班は班長が教える" for n in range(1, 4)]
TUNNEL = [f"第{n}班の名簿を送る" for n in range(1, 3)]
KILLED = [f"第{n}班は夜勤の前に習う" for n in range(1, 4)]
DEAD = [f"第{n}班は動画も見る" for n in range(4, 6)]
DEAD_PHONE = [f"第{n}班の動画を撮る" for n in range(4, 6)]


@dataclass
class People:
    """Who projects and types, who types on a phone, and who looks on."""

    stage: Tab
    phone: Tab
    looking: Tab

    def come(self, live: Live) -> None:
        """All open the addresses that are printed."""
        for tab, address in zip(self.all, (live.stage, live.private, live.view), strict=True):
            tab.go(address)
            tab.wait(READY)

    @property
    def all(self) -> tuple[Tab, Tab, Tab]:
        return self.stage, self.phone, self.looking

    def see(self, *texts: str) -> None:
        """All three read the same."""
        for tab in self.all:
            tab.shows(*texts)

    def are_saved(self) -> None:
        """All that was typed is in the document, and whoever typed it sees that."""
        for tab in (self.stage, self.phone):
            tab.wait(SAVED)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path).set_up()
    office.prepare(AGENDA)
    return office


@pytest.fixture
def people(browser: Browser) -> Iterable[People]:
    there = People(
        browser.open("about:blank", 1920, 1080), browser.open("about:blank", 390, 844), browser.open("about:blank")
    )
    yield there
    for tab in there.all:
        tab.close()


def test_a_whole_meeting(office: Office, people: People) -> None:
    with office.live() as live:
        people.come(live)
        the_enter_that_accepts_a_conversion_adds_nothing(people)
        all_at_once(office, people)
        the_line_breaks(people)
        people.are_saved()
        type_each(people.stage, KILLED)
    with_nobody_there(people)
    with office.live():
        people.stage.reload()
        people.see(*KILLED, *DEAD, *DEAD_PHONE)
        people.are_saved()
        by_keyboard_alone(people)
        people.are_saved()
        finish(people)
        everybody_sees(people, office.meeting.items)
        assert [tab.faults for tab in people.all] == [[], [], []]
    it_is_all_in_the_document(office)


def the_enter_that_accepts_a_conversion_adds_nothing(people: People) -> None:
    people.stage.compose(FIRST, "た", "たな", "たなおろし", "棚卸しのあとなら")
    assert people.stage.value(INPUT) == FIRST
    people.stage.shows(FIRST, within="#typed")
    assert FIRST not in people.looking.text
    people.stage.press("Enter")
    people.see(FIRST)
    assert people.stage.value(INPUT) == ""


def all_at_once(office: Office, people: People) -> None:
    """Two type, a third uses a terminal, a fourth edits the document by hand."""

    def on_the_phone() -> None:
        go_to(people.phone, "#line")
        for number, text in enumerate(PHONE):
            people.phone.compose(f"{text} @鈴木 12/{number + 7}")
            people.phone.click("button.add")

    together(
        lambda: type_each(people.stage, [*STAGE, *(f"！{text}" for text in DECIDED)]),
        on_the_phone,
        lambda: office.docgen("add", "view", office.id, ADDED, "--item", "2"),
        lambda: office.by_hand("（予定）", "棚卸しは1月15日に終わります"),
    )
    people.see(*STAGE, *DECIDED, *PHONE)
    for tab in (people.stage, people.looking):
        tab.shows("棚卸しは1月15日に終わります（予定）。")
    people.phone.click(".take-note")
    type_each(people.phone, [NOTE])
    people.phone.shows(NOTE, within=".part.notes")


def the_line_breaks(people: People) -> None:
    """Both go on typing; one even loads the page again, in vain at first."""
    people.stage.press("ArrowDown")
    for tab in (people.stage, people.looking):
        tab.shows("2. 研修の進め方", ADDED)
    people.phone.wait("document.querySelector('select').selectedOptions[0].text.includes('研修の進め方')")
    people.stage.value(LOSE_AN_ANSWER)
    type_each(people.stage, [UNANSWERED])
    people.see(UNANSWERED)
    people.stage.wait(SAVED)
    for tab in (people.stage, people.phone):
        tab.offline()
    type_each(people.stage, UNPLUGGED)
    go_to(people.phone, "#line")
    type_each(people.phone, [f"{text} @林様 12/11" for text in TUNNEL])
    people.stage.shows(*UNPLUGGED)
    people.phone.shows(*(f"{text} @林様 12/11" for text in TUNNEL))
    assert not any(text in people.looking.text for text in (*UNPLUGGED, *TUNNEL))
    people.stage.reload()
    people.stage.wait(GONE)
    for tab in (people.stage, people.phone):
        tab.offline(False)
    people.stage.reload()
    people.see(*UNPLUGGED, *TUNNEL)
    people.stage.type("途中")
    people.stage.reload()
    people.stage.wait("document.querySelector('#line').value === '途中'")
    people.stage.press("Backspace", "Backspace")


def with_nobody_there(people: People) -> None:
    """The server was killed in the middle of things; one page is loaded again, in vain at first."""
    type_each(people.stage, DEAD)
    type_each(people.phone, [f"{text} @鈴木 12/18" for text in DEAD_PHONE])
    people.stage.shows(*KILLED, *DEAD)
    people.stage.reload()
    people.stage.wait(GONE)


def by_keyboard_alone(people: People) -> None:
    stage = people.stage
    reach(stage, "li.line", "Shift+Tab")
    while TUNNEL[1] not in stage.value(ACTIVE):
        stage.press("ArrowUp")
    stage.press("Space")
    people.looking.wait("document.querySelector('li.line[data-status=done]')")
    while DEAD[1] not in stage.value(ACTIVE):
        stage.press("ArrowUp")
    stage.press("Enter", "End")
    stage.compose("（10分）")
    stage.press("Enter")
    people.see(f"{DEAD[1]}（10分）")
    stage.press("Escape")
    for saved in (True, False):
        type_each(stage, ["聞き間違い"])
        people.looking.shows("聞き間違い")
        if saved:
            people.are_saved()
        stage.press("Control+KeyZ")
        for tab in people.all:
            tab.wait("!document.querySelector('main').innerText.includes('聞き間違い')")


def finish(people: People) -> None:
    stage = people.stage
    stage.press("Alt+KeyR")
    stage.shows("本日の決定事項とTODOの確認", *DECIDED, *PHONE, *DEAD_PHONE, within="#read-back")
    reach(stage, "button.finish", "Tab")
    stage.press("Enter")
    stage.shows("会議を締めました", within="#read-back")
    people.looking.shows("完了", within="#top")
    stage.press("Escape")


def everybody_sees(people: People, items: Sequence[AgendaItem]) -> None:
    """What the document says, item by item; and nobody sees what is for our eyes only but who wrote it."""
    for _ in items:
        people.stage.press("ArrowUp")
    for item in items:
        for tab in (people.stage, people.looking):
            tab.shows(f"{item.number}. {item.title}")
            shown = tab.value("[...document.querySelectorAll('main .said .text')].map((one) => one.textContent)")
            assert shown == texts([*item.views, *item.decisions, *item.action_items])
        people.stage.press("ArrowDown")
    assert NOTE in people.phone.text
    assert NOTE not in people.looking.text + people.stage.text


def it_is_all_in_the_document(office: Office) -> None:
    """Everything once, what one person said in the order in which it was said; and nobody has anything to ask."""
    meeting = office.meeting
    assert meeting.state is State.CLOSED
    first, second, third = meeting.items
    assert first.because == "棚卸しは1月15日に終わります（予定）。"
    assert texts(first.views) == [FIRST, *STAGE]
    assert texts(first.decisions) == DECIDED
    assert todos(first.action_items) == [
        (text, ("鈴木 健太",), f"2026-12-{number + 7:02}", Status.OPEN) for number, text in enumerate(PHONE)
    ]
    views = texts(second.views)
    assert sorted(views) == sorted([ADDED, UNANSWERED, *UNPLUGGED, *KILLED, DEAD[0], f"{DEAD[1]}（10分）"])
    assert keeps(views, [UNANSWERED, *UNPLUGGED, *KILLED, DEAD[0]])
    assert todos(second.action_items) == [
        (TUNNEL[0], ("林様",), "2026-12-11", Status.OPEN),
        (TUNNEL[1], ("林様",), "2026-12-11", Status.DONE),
        *((text, ("鈴木 健太",), "2026-12-18", Status.OPEN) for text in DEAD_PHONE),
    ]
    for empty in (third, meeting):
        assert [*empty.views, *empty.decisions, *empty.action_items] == []
    assert not any(NOTE in line.text for line in office.team.lines())
    office.docgen("lint", office.id, "--fail-on", "advice", at=AFTER)


def type_each(tab: Tab, lines: Iterable[str]) -> None:
    """Type lines by an input method, and add each with Enter."""
    for text in lines:
        tab.compose(text, *(text[:end] for end in range(2, len(text), 6)))
        tab.press("Enter")


def together(*acts: Callable[[], object]) -> None:
    with ThreadPoolExecutor(len(acts)) as people:
        for done in [people.submit(act) for act in acts]:
            done.result()


def go_to(tab: Tab, selector: str) -> None:
    """Put the caret where one types: a tap may miss what moves just then, and is seen to."""
    tab.value(f"document.querySelector({selector!r}).focus()")


def reach(tab: Tab, selector: str, key: str) -> None:
    """Go by keyboard to an element."""
    for _ in range(30):
        if tab.value(f"document.activeElement.matches({selector!r})"):
            return
        tab.press(key)
    raise AssertionError(f"no way to {selector}")


def texts(entries: Iterable[Entry | ActionItem]) -> list[str]:
    return [entry.text for entry in entries]


def todos(items: Iterable[ActionItem]) -> list[tuple[str, tuple[str, ...], str | None, Status]]:
    return [(item.text, item.owners, item.due, item.status) for item in items]
