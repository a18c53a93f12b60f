"""Everybody can use the pages, with a keyboard alone or a screen reader, in either theme; and nobody misuses them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from docgen.web.access import Role
from docgen.workflows.live.values import Aside, Board
from tests.browser import samples
from tests.browser.conftest import Opened
from tests.browser.tabs import Tab
from tests.browser.test_look import CHECKS

SEVERE = ("serious", "critical")
HOSTILE = "<img src=x onerror='globalThis.hit=1'><script>globalThis.hit=1</script>{{language}}${1}"


def severe(tab: Tab) -> list[Any]:
    return [found for found in tab.axe() if found["impact"] in SEVERE]


def reached(tab: Tab) -> list[Any]:
    """What the keyboard does not reach, forwards or backwards, and where one does not see that it has."""
    wrong: list[Any] = []
    for key in ("Tab", "Shift+Tab"):
        wanted, seen = set(tab.value("checks.stops()")), set()
        for _ in range(2 * len(wanted) + 4):
            tab.press(key)
            at = tab.value("checks.focused()")
            seen.add(at["stop"])
            if at["stop"] and not (at["drawn"] and at["uncovered"]):
                wrong.append((key, at))
        wrong += sorted((key, stop) for stop in wanted - seen)
    return wrong


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("role", ["stage", "view", "private"])
def test_axe_finds_nothing_serious(opened: Opened, role: Role, theme: str) -> None:
    tab = opened(role, samples.board("ja", 5), samples.aside("ja"), theme=theme)
    assert severe(tab) == []
    if role == "stage":
        tab.press("?")
        tab.wait("document.querySelector('dialog[open]')")
        assert severe(tab) == []
        tab.press("Escape", "Alt+KeyR")
        tab.shows("本日の決定事項とTODOの確認", within="#read-back")
        assert severe(tab) == []
        tab.click("button.finish")
        tab.shows("会議を締めました", within="#read-back")
        assert severe(tab) == []


@pytest.mark.parametrize("page", ["stage", "view", "private", "read-back"])
def test_the_keyboard_reaches_everything_and_comes_out_again(opened: Opened, page: str) -> None:
    role: Any = "stage" if page == "read-back" else page
    tab = opened(role, samples.board("ja", 3), samples.aside("ja"))
    if page == "read-back":
        tab.press("Alt+KeyR")
        tab.shows("本日の決定事項とTODOの確認", within="#read-back")
    tab.value(CHECKS)
    assert reached(tab) == []


def test_an_enter_that_ends_a_composition_is_none_of_ours(opened: Opened) -> None:
    """As Safari tells of it: the composition is over when the key comes."""
    tab = opened("stage", samples.board("ja", 1, lines=0))
    tab.type("見積")
    tab.value("""(() => {
        const input = document.querySelector("#line");
        const enter = () => new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 229, bubbles: true });
        input.dispatchEvent(new CompositionEvent("compositionstart"));
        input.dispatchEvent(enter());
        input.dispatchEvent(new CompositionEvent("compositionend", { data: "見積" }));
        input.dispatchEvent(enter());
    })()""")
    assert tab.value("document.querySelector('#line').value") == "見積"
    tab.press("Enter")
    tab.shows("見積")


@pytest.mark.parametrize("role", ["stage", "view", "private"])
def test_what_people_typed_is_text(opened: Opened, role: Role) -> None:
    board = hostile(samples.board("ja", 2), Board)
    tab = opened(role, board, hostile(samples.aside("ja", ended=True), Aside))
    tab.shows(HOSTILE, within="body")
    if role == "stage":
        tab.press("Alt+KeyR")
        tab.shows(HOSTILE, within="#read-back")
        tab.type(HOSTILE)
    assert tab.value("[globalThis.hit ?? 0, document.querySelectorAll('img, body script').length]") == [0, 0]
    assert tab.faults == []


def hostile(value: Any, kind: Any) -> Any:
    """``value`` with something to run in every text that people type."""
    kept = {"key", "id", "date", "start", "end", "ends", "at", "now", "since", "focus", "language", "kind", "item"}
    kept |= {"status", "state", "due"}

    def spoilt(part: Any, name: str = "") -> Any:
        if isinstance(part, dict):
            return {key: spoilt(one, key) for key, one in part.items()}
        if isinstance(part, list | tuple):
            return [spoilt(one, name) for one in part]
        return f"{HOSTILE} {part}" if isinstance(part, str) and name not in kept else part

    return msgspec.convert(spoilt(msgspec.to_builtins(value)), kind)
