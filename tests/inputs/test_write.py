"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.inputs.write import write_text


def test_a_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text("old")
    path.chmod(0o640)
    write_text(path, "𠮷\r\n")
    assert path.read_bytes() == "𠮷\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_can_be_read_by_whom_the_system_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_text(tmp_path / "a", "")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared.csv").write_text("old")
    (tmp_path / "accounts.csv").symlink_to("shared.csv")
    write_text(tmp_path / "accounts.csv", "new")
    assert (tmp_path / "accounts.csv").is_symlink()
    assert (tmp_path / "shared.csv").read_text() == "new"


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full → make room, then run it again"),
        (errno.EROFS, "this place is read-only → run it in a place that can be written"),
        (errno.EACCES, "permission denied → check the permissions of the file and its folder"),
        (errno.EIO, "cannot be read or written (Input/output error)"),
    ],
)
def test_what_the_system_refuses_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, words: str
) -> None:
    path = tmp_path / "accounts.csv"
    path.write_text("old")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, step, refuse)
    with pytest.raises(InputError) as caught:
        write_text(path, "new")
    monkeypatch.undo()
    assert caught.value.line("en") == f"{path}: {words}"
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("accounts.csv", "old")]


def test_an_interrupted_write_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    path = tmp_path / "accounts.csv"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_text(path, "new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("accounts.csv", "old")]
