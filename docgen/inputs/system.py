"""What the operating system refuses, in words for people."""

from __future__ import annotations

import errno
from pathlib import Path

from docgen.errors import InputError, Place, Text

_REASONS: dict[int, tuple[Text, Text]] = {
    errno.ENOSPC: (
        Text("ディスクの空きがありません", "the disk is full"),
        Text("空きを作ってから、もう一度実行してください", "make room, then run it again"),
    ),
    errno.EDQUOT: (
        Text("ディスクの割り当てを使い切っています", "the disk quota is used up"),
        Text("空きを作ってから、もう一度実行してください", "make room, then run it again"),
    ),
    errno.EROFS: (
        Text("読み取り専用の場所なので書き込めません", "this place is read-only"),
        Text("書き込める場所で実行してください", "run it in a place that can be written"),
    ),
    errno.EACCES: (
        Text("読み書きする権限がありません", "permission denied"),
        Text("ファイルとフォルダーの権限を確かめてください", "check the permissions of the file and its folder"),
    ),
    errno.EISDIR: (
        Text("ファイルではなくフォルダーです", "this is a folder, not a file"),
        Text("ファイルを指定してください", "give a file"),
    ),
    errno.ENOTDIR: (
        Text("フォルダーではありません", "this is not a folder"),
        Text("フォルダーを指定してください", "give a folder"),
    ),
    errno.EEXIST: (
        Text("同じ名前のファイルがあります", "there is a file of that name"),
        Text("別の名前を指定してください", "give another name"),
    ),
    errno.ENOENT: (
        Text("ありません", "there is no such file or folder"),
        Text("名前と場所を確かめてください", "check its name and place"),
    ),
    errno.ENAMETOOLONG: (
        Text("名前が長すぎます", "the name is too long"),
        Text("短い名前にしてください", "use a shorter name"),
    ),
}
_REASONS[errno.EPERM] = _REASONS[errno.EACCES]


def shown(path: Path | str) -> str:
    """``path`` as a person would write it here: relative where it lies below the current directory."""
    try:
        return str(Path(path).absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return str(path)


def refusal(error: OSError, path: Path | str | None = None) -> InputError:
    """``error`` as an ``InputError`` about ``path`` (else about the file that the error names)."""
    about = path if path is not None else error.filename
    place = Place(file=shown(about)) if about not in (None, "") and not isinstance(about, int) else None
    if known := _REASONS.get(error.errno or 0):
        message, hint = known
        return InputError(message, place=place, hint=hint)
    words = error.strerror or type(error).__name__
    return InputError(Text(f"読み書きできません（{words}）", f"cannot be read or written ({words})"), place=place)


def unusable(error: Exception, path: Path) -> InputError:
    """``error`` of a file that docgen keeps for itself, as an ``InputError`` about it."""
    return InputError(
        Text(f"読み書きできません: {error}", f"cannot be used: {error}"),
        place=Place(str(path)),
        hint=Text("ディスクの空きと権限を確かめてください", "check the disk's room and the permissions"),
    )
