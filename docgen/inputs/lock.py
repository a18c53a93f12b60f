"""One docgen at a time at something that processes share: a file of the workspace, or a document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from docgen.errors import Text, UnavailableError
from docgen.inputs.system import refusal

PATIENCE = 30.0
"""Seconds to wait for another docgen that is writing a file."""


@contextmanager
def held(path: Path, busy: Text, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file ``path`` until the block ends. It is freed when a process dies.

    Raises ``UnavailableError`` with the words ``busy`` after ``patience`` seconds in which another had it, and
    ``InputError`` where the system refuses.
    """
    from filelock import FileLock, Timeout

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path, timeout=patience)
        lock.acquire()
    except Timeout as error:
        hint = Text("終わってから、もう一度実行してください", "run it again when that has finished")
        raise UnavailableError(busy, hint=hint) from error
    except OSError as error:
        raise refusal(error, path.parent) from error
    try:
        yield
    finally:
        lock.release()
