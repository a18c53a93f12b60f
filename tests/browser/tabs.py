"""Real browsers and the people in front of them: keys, input methods, lines that break, and what is on the screen."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.programs import where

DRIVER = Path(__file__).parent / "driver.mjs"
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60.0
"""Seconds within which what is waited for has to be there, on a machine that does much else."""
CLOSING = 30.0


class Browser:
    """A Chromium, in which every tab is a browser of its own."""

    def __init__(self, chromium: where.Chromium, node: str, folder: Path) -> None:
        settings = {"executable": chromium.path, "profile": str(folder / "profile"), "flags": FLAGS}
        self._process = subprocess.Popen(
            [node, str(DRIVER), str(where.PACKAGES), json.dumps(settings)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
            env={**os.environ, **where.fonts(), **chromium.environment},
        )  # fmt: skip
        self._asked: dict[int, Future[Any]] = {}
        self._ids = count()
        self._lock = threading.Lock()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        try:
            self._process.wait(CLOSING)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listener.join()
        assert self._process.stdout
        self._process.stdout.close()

    def open(self, url: str, width: int = 1280, height: int = 720, theme: str = "light", scale: int = 1) -> Tab:
        """Open an address in a browser that has never been here; ``scale``: pixels of the screen for one of it."""
        tab = Tab(self, f"tab {next(self._ids)}")
        self.ask("", "open", name=tab.name, url=url, width=width, height=height, theme=theme, scale=scale)
        return tab

    def ask(self, tab: str, act: str, **given: Any) -> Any:
        """What the driver answers; may be called from any thread. Raises ``AssertionError`` for what fails."""
        answer: Future[Any] = Future()
        with self._lock:
            number = next(self._ids)
            self._asked[number] = answer
            assert self._process.stdin
            self._process.stdin.write(json.dumps({"id": number, "tab": tab, "act": act, "given": given}) + "\n")
            self._process.stdin.flush()
        return answer.result()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            told = json.loads(line)
            answer = self._asked.pop(told["id"])
            if "error" in told:
                answer.set_exception(AssertionError(told["error"]))
            else:
                answer.set_result(told["value"])
        for answer in self._asked.values():
            answer.set_exception(AssertionError("the browser has ended"))


@dataclass(frozen=True)
class Tab:
    """A page, and who sits in front of it."""

    browser: Browser
    name: str

    def look(self, *, width: int = 0, height: int = 0, theme: str = "") -> None:
        """Give the window another size, the machine another theme."""
        self._do("look", width=width, height=height, theme=theme, scale=1)

    def go(self, url: str) -> None:
        """Open an address here."""
        self._do("go", url=url)

    def reload(self) -> None:
        """Load the page again."""
        self._do("reload")

    def close(self) -> None:
        """Close it, and forget its cookies and storage."""
        self._do("close", name=self.name)

    def press(self, *keys: str) -> None:
        """Press keys one after the other: ``Enter``, ``Shift+Tab``."""
        self._do("press", keys=keys)

    def type(self, text: str) -> None:
        """Type letters."""
        self._do("type", text=text)

    def compose(self, text: str, *readings: str) -> None:
        """Type ``readings`` through an input method, and accept ``text`` for them with Enter."""
        self._do("compose", text=text, readings=readings or (text[:1], text))

    def click(self, selector: str) -> None:
        """Click, or tap."""
        self._do("click", selector=selector)

    def offline(self, off: bool = True) -> None:
        """Pull the cable, or put it back."""
        self._do("offline", off=off)

    def shot(self, path: Path) -> None:
        """Write what is on the screen to a PNG file."""
        self._do("shot", path=str(path))

    def value(self, script: str) -> Any:
        """What an expression is in the page."""
        return self._do("value", script=script)

    def wait(self, script: str, seconds: float = PATIENCE) -> None:
        """Wait until an expression is true in the page. Raises ``AssertionError`` with what it shows instead."""
        try:
            self._do("wait", script=script, seconds=seconds)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{script}\n{self.text}") from None

    def shows(self, *texts: str, within: str = "main", seconds: float = PATIENCE) -> None:
        """Wait until all of ``texts`` are to be read within an element."""
        wanted = json.dumps(texts)
        self.wait(f"{wanted}.every((text) => document.querySelector({within!r})?.innerText.includes(text))", seconds)

    @property
    def text(self) -> str:
        """All that is to be read."""
        return str(self.value("document.body.innerText"))

    @property
    def faults(self) -> list[str]:
        """What scripts have stumbled over so far, a breach of the page's own policy included."""
        return list(self._do("faults"))

    def axe(self) -> Sequence[dict[str, Any]]:
        """What keeps people from using the page: ``id``, ``impact``, ``help``, ``where``."""
        return list(self._do("axe"))

    def _do(self, act: str, **given: Any) -> Any:
        return self.browser.ask(self.name, act, **given)
