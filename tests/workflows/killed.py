"""Kills docgen at every step of a command that may leave something behind, and tells what was left.

Run as a program, since it forks: a child runs the command and dies by SIGKILL before the n-th call that writes, for
every n, until it gets through. After each death the workspace is read as it is, then the next command is run.
Prints JSON: one object for each death.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

WARM = (
    "googleapiclient.discovery",
    "docgen.account.dates",
    "docgen.emulator",
    "docgen.workflows.prepare",
    "docgen.workflows.capture",
    "docgen.cli.main",
    "docgen.cli.create",
    "docgen.cli.prepare",
    "docgen.cli.add",
    "docgen.cli.show",
)
"""Imported before the first child is forked: what is measured is what they leave, not how they start."""
WRITING = {"execute", "executemany", "executescript", "commit", "fsync", "replace", "mkdir"}


def deadly(n: int) -> Callable[[FrameType, str, Any], None]:
    """A profile hook that kills the process before the ``n``-th call of a writing built-in."""
    seen = 0

    def hook(frame: FrameType, event: str, called: Any) -> None:
        nonlocal seen
        if event == "c_call" and getattr(called, "__name__", "") in WRITING:
            seen += 1
            if seen == n:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def run(arguments: list[str], root: Path, dying_at: int = 0) -> tuple[int | None, str]:
    """Run docgen in a child: its exit code (None: killed) and what it printed."""
    out, inn = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        os.chdir(root)
        printed = StringIO()
        code = 70
        try:
            from docgen.cli.main import main

            if dying_at:
                sys.setprofile(deadly(dying_at))
            with redirect_stdout(printed), redirect_stderr(printed):
                code = main(arguments)
        finally:
            sys.setprofile(None)
            os.write(inn, printed.getvalue().encode())
            os._exit(code)
    os.close(inn)
    with os.fdopen(out, "rb") as stream:
        text = stream.read().decode()
    _, status = os.waitpid(child, 0)
    return (None if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)), text


def main(workspace: Path, step: int, look: list[str], command: list[str], following: list[str]) -> None:
    """``look``: the command whose output tells the state; ``command``: the one to kill; ``following``: the next one."""
    for module in WARM:
        importlib.import_module(module)
    deaths = []
    for n in range(1, 100_000, step):
        with TemporaryDirectory() as directory:
            root = Path(directory) / "workspace"
            shutil.copytree(workspace, root)
            code, _ = run(command, root, dying_at=n)
            left = run(look, root)
            if code is None:
                again = run(following, root)
                deaths.append({"n": n, "left": left, "again": again[0], "after": run(look, root)})
            else:
                deaths.append({"n": n, "code": code, "left": left})
                break
    print(json.dumps(deaths, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *map(json.loads, sys.argv[3:]))
