"""One Chromium for all tests of a worker; without one they are skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from docgen.web.access import Role
from docgen.workflows.live.values import Aside, Board
from tests.browser.served import served
from tests.browser.tabs import Browser, Tab
from tests.programs import where
from tests.web.rooms import MemoryRoom

READY = "document.body.dataset.ready === 'yes' && document.fonts.status === 'loaded'"
Opened = Callable[..., Tab]


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium, node = where.chromium(), where.node()
    if chromium is None or node is None or not (where.PACKAGES / "puppeteer-core").exists():
        pytest.skip("no Chromium, or nothing to drive it with: `make test` fetches them")
    with Browser(chromium, node, tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a page of a meeting in memory: (role, board, aside, and how the window is)."""
    with ExitStack() as stack:

        def open_page(role: Role, board: Board, aside: Aside | None = None, **window: Any) -> Tab:
            access = stack.enter_context(served(MemoryRoom(board, aside=aside)))
            tab = browser.open(access.address(role), **window)
            stack.callback(tab.close)
            tab.wait(READY)
            return tab

        yield open_page
