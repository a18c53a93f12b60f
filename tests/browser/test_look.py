"""Nothing is cut off, covered, out of sight or too small to read, on any screen, in either language."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.web.access import Role
from tests.browser import samples
from tests.browser.conftest import Opened
from tests.browser.samples import Language
from tests.browser.tabs import Tab

CHECKS = (Path(__file__).parent / "checks.js").read_text(encoding="utf-8")
SCREENS = ((1920, 1080), (1280, 720), (390, 844))
"""A projector, a small one, a phone."""
SAID = "main .column .line .text, main .column .value p"
SETTLED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"


def looked_at(tab: Tab) -> None:
    """Nothing is wrong at any size of the window."""
    for width, height in SCREENS:
        tab.look(width=width, height=height)
        tab.wait(SETTLED)
        for question in ("clipped", "overlapping"):
            assert tab.value(f"checks.{question}()") == [], f"{question} at {width}×{height}"


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("items", "long"), [(1, False), (12, True)])
@pytest.mark.parametrize("role", ["stage", "view", "private"])
def test_all_can_be_read(opened: Opened, role: Role, language: Language, items: int, long: bool) -> None:
    tab = opened(role, samples.board(language, items, long=long), samples.aside(language, ended=long))
    tab.value(CHECKS)
    looked_at(tab)
    if role == "stage":
        tab.type("@")  # something is shown back
        tab.wait("document.querySelector('#typed').innerText.trim()")
        tab.press("Backspace", "Alt+KeyR")
        tab.shows(*samples.WORDS[language]["todo"][:16], within="#read-back")
        looked_at(tab)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("long", "pixels"), [(False, 28), (True, 19)])
def test_the_item_in_focus_is_read_from_afar(opened: Opened, language: Language, long: bool, pixels: int) -> None:
    tab = opened("view", samples.board(language, 5, long=long), width=1920, height=1080)
    tab.value(CHECKS)
    assert tab.value(f"checks.smallest({SAID!r})") >= pixels


@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_newest_line_is_in_sight(opened: Opened, width: int, height: int) -> None:
    tab = opened("stage", samples.board("ja", 12, lines=9), width=width, height=height)
    tab.value(CHECKS)
    for text in ("この1行", "！もう1行", "見積を送る @鈴木"):
        tab.type(text)
        tab.press("Enter")
        newest = f"[...document.querySelectorAll('main .line')].find((one) => one.innerText.includes({text[1:5]!r}))"
        tab.wait(f"{newest} && checks.inSight({newest})")


@pytest.mark.parametrize("role", ["stage", "private"])
@pytest.mark.parametrize(("width", "height"), SCREENS[1:])
def test_nothing_moves_from_under_a_thumb_while_a_line_is_typed(
    opened: Opened, role: Role, width: int, height: int
) -> None:
    tab = opened(role, samples.board("ja", 1), width=width, height=height)
    place = "document.querySelector('button.add').getBoundingClientRect().y"
    before = tab.value(place)
    tab.value("document.querySelector('#line').focus()")
    tab.type("第3工程の手順書を林様に送る @鈴木")
    tab.shows("期限：", within="#typed")
    assert tab.value(place) == pytest.approx(before, abs=1)
    assert tab.value("document.querySelector('.kind.meant').innerText") == "TODO"
    assert tab.value("document.querySelector('.kind input:checked').value") == "views"
