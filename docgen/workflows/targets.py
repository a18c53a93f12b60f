"""What words on the command line mean: files of minutes, folders and patterns of them, or customers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from docgen.errors import DocgenError, InputError, Place, Text
from docgen.inputs.system import refusal, shown
from docgen.workflows.files import READABLE, is_file


@dataclass(frozen=True, slots=True)
class Targets:
    """What is meant."""

    files: tuple[Path, ...] = ()
    """Each once, those of a folder or pattern in the order of their names."""
    accounts: tuple[str, ...] = ()
    """Words that mean customers."""
    folders: bool = False
    """Whether folders or patterns were among the words: then ``files`` are all there are."""
    refused: tuple[DocgenError, ...] = ()
    """Folders that cannot be read, or hold nothing to read."""


def targets(
    words: Iterable[str], is_account: Callable[[str], bool] = lambda _: False, beside: Iterable[Path] = ()
) -> Targets:
    """What ``words`` mean. A folder means all readable files in it and below, but for hidden ones.

    ``is_account`` tells a customer from a folder of that name in the current directory; ``beside`` are files that are
    no minutes, whatever folder they lie in.
    """
    files: dict[Path, Path] = {}
    accounts: list[str] = []
    refused: list[DocgenError] = []
    folders = False
    others = {path.resolve() for path in beside}
    for word in words:
        path = Path(word)
        if path.is_dir() and not is_account(word):
            found = _below(path, refused)
        elif _is_pattern(word):
            found = [each for name in sorted(glob(word, recursive=True)) for each in _meant(Path(name), refused)]
        elif is_file(word):
            files.setdefault(path.resolve(), path)
            continue
        else:
            accounts.append(word)
            continue
        folders = True
        found = [each for each in found if each.resolve() not in others]
        if not found:
            refused.append(_nothing(word))
        for each in found:
            files.setdefault(each.resolve(), each)
    return Targets(tuple(files.values()), tuple(accounts), folders, tuple(refused))


def _is_pattern(word: str) -> bool:
    """Whether ``word`` stands for files; a customer's name or the address of a document may hold ? or [ as well."""
    if not has_magic(word) or "://" in word or Path(word).exists():
        return False
    return os.sep in word or Path(word).suffix.lower() in READABLE or bool(glob(word, recursive=True))


def _meant(path: Path, refused: list[DocgenError]) -> Sequence[Path]:
    return _below(path, refused) if path.is_dir() else [path] if path.suffix.lower() in READABLE else []


def _below(folder: Path, refused: list[DocgenError]) -> list[Path]:
    def told(error: OSError) -> None:
        refused.append(refusal(error, Path(error.filename or folder)))

    return list(_walked(folder, told))


def _walked(folder: Path, told: Callable[[OSError], None]) -> Iterator[Path]:
    for place, below, names in os.walk(folder, onerror=told):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in READABLE:
                yield Path(place) / name


def _nothing(word: str) -> InputError:
    known = " ".join(READABLE)
    return InputError(
        Text("読める議事録がありません", "there are no minutes to read"),
        place=Place(shown(Path(word))),
        hint=Text(f"読めるもの: {known}", f"known here: {known}"),
    )
