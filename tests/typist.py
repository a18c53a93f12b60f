"""Somebody at a terminal who answers what docgen asks."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
AGAIN = 5.0
"""Seconds after which somebody presses a key again that did nothing."""


@dataclass
class Typist:
    """docgen in a process at a pseudo-terminal, and someone who answers when asked."""

    here: Path
    answers: dict[str, str]
    """Words on the screen → what is typed when they appear, each once."""
    interrupt_at: str = ""
    """Words on which Ctrl-C is pressed."""
    screen: str = field(default="", init=False)

    def run(self, *arguments: str) -> int:
        import pty

        ours, theirs = pty.openpty()
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}
        process = subprocess.Popen(
            [sys.executable, "-m", "docgen", *arguments],
            cwd=self.here, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        )  # fmt: skip
        os.close(theirs)
        guard = threading.Timer(120, process.kill)
        guard.start()
        over = threading.Event()
        try:
            for text in _read(ours):
                self.screen += text
                self._answer(ours, process, over)
            return process.wait()
        finally:
            over.set()
            guard.cancel()
            os.close(ours)

    def _answer(self, terminal: int, process: subprocess.Popen[bytes], over: threading.Event) -> None:
        for words in [words for words in self.answers if words in self.screen]:
            os.write(terminal, f"{self.answers.pop(words)}\n".encode())
        if self.interrupt_at and self.interrupt_at in self.screen:
            self.interrupt_at = ""
            threading.Thread(target=_interrupt, args=[process, over], daemon=True).start()


def _interrupt(process: subprocess.Popen[bytes], over: threading.Event) -> None:
    """Press Ctrl-C until it is heard: Python misses one between its last look and the read that waits for words."""
    process.send_signal(signal.SIGINT)
    while not over.wait(AGAIN):
        process.send_signal(signal.SIGINT)


def _read(terminal: int) -> Iterator[str]:
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError as error:
            if error.errno == errno.EIO:  # the other side is closed
                return
            raise
        if not data:
            return
        yield data.decode("utf-8", "replace")


pseudo_terminal = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
