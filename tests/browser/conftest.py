"""One Chromium for all tests of a worker; without one they are skipped."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.tabs import Browser
from tests.programs import where


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium, node = where.chromium(), where.node()
    if chromium is None or node is None or not (where.PACKAGES / "puppeteer-core").exists():
        pytest.skip("no Chromium, or nothing to drive it with: `make test` fetches them")
    with Browser(chromium, node, tmp_path_factory.mktemp("browser")) as started:
        yield started
