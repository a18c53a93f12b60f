"""Writing a file whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from pathlib import Path

from docgen.inputs.system import refusal


def write_text(path: Path, text: str) -> None:
    """Replace ``path`` with ``text`` as UTF-8, line ends as they stand.

    A reader sees the old file or the new one, also after a crash. Raises ``InputError`` when the system refuses.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Replace ``path`` with ``data``; as ``write_text``."""
    target = path.resolve() if path.is_symlink() else path
    if target.is_dir():
        raise refusal(IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)), path)
    import tempfile  # with what it needs, a few milliseconds of every run

    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".tmp", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
        _settle(target.parent)
    except BaseException as error:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        if isinstance(error, OSError):
            raise refusal(error, path) from error
        raise


def make_folder(path: Path) -> None:
    """Make the folder ``path`` and those above it, where they are missing. Raises ``InputError``."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refusal(error, path) from error


def _mode(path: Path) -> int:
    """The permissions that ``path`` has, or that a new file would get."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _settle(directory: Path) -> None:
    """Make the rename itself survive a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
