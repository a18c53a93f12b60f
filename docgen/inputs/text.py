"""A text file that a person wrote, as ``str``: UTF-8, a byte order mark tolerated, everything else explained."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from docgen.errors import InputError, Place, Text, nearest
from docgen.inputs.system import refusal, shown

LIMIT = 32 * 1024 * 1024
"""Bytes; a larger file was not written by hand."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶー一-鿿、。「」]")
_HALF_WIDTH_KANA = re.compile(r"[\uff61-\uff9f]")


def read_text(path: Path) -> str:
    """The text of ``path`` without byte order mark, line ends as they stand.

    Raises ``InputError`` for a file that is missing, unreadable, a folder, too large, not UTF-8, or that holds control
    characters.
    """
    data = read_bytes(path)
    file = shown(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error, file) from error
    if found := _CONTROL.search(text):
        code = f"U+{ord(found[0]):04X}"
        raise InputError(
            Text(f"制御文字 {code} が入っています", f"there is a control character, {code}"),
            place=Place(file=file, line=text.count("\n", 0, found.start()) + 1),
            hint=Text("その文字を消してください", "delete that character"),
        )
    return text


def read_bytes(path: Path) -> bytes:
    """The content of ``path``.

    Raises ``InputError`` for a file that is missing, unreadable, a folder, or larger than ``LIMIT``.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError(
            Text("ファイルがありません", "there is no such file"), place=Place(file=shown(path)), hint=_neighbours(path)
        ) from error
    except ValueError as error:  # a NUL in the name
        raise InputError(
            Text("ファイル名として使えません", "this cannot be a file name"), place=Place(file=repr(str(path)))
        ) from error
    except OSError as error:
        raise refusal(error, path) from error
    if len(data) > LIMIT:
        megabytes = LIMIT // (1024 * 1024)
        raise InputError(
            Text(f"ファイルが大きすぎます（上限 {megabytes} MB）", f"the file is too large (at most {megabytes} MB)"),
            place=Place(file=shown(path)),
            hint=Text("正しいファイルか確かめてください", "check that it is the right file"),
        )
    return data


def _neighbours(path: Path) -> Text | None:
    try:
        names = [entry.name for entry in path.parent.iterdir() if entry.suffix and entry.suffix == path.suffix]
    except OSError:
        names = []
    if names:
        return nearest(path.name, names)
    return Text("名前と場所を確かめてください", "check its name and place")


def _not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> InputError:
    looks = encoding_of(data)
    guess = Text(f"（{looks} のようです）", f" (it looks like {looks})") if looks else Text("", "")
    if file.lower().endswith(".csv"):
        hint = Text(
            "UTF-8 で保存し直してください（Excel: 名前を付けて保存 → CSV UTF-8）",
            "save it as UTF-8 (Excel: Save As → CSV UTF-8)",
        )
    else:
        hint = Text("エディターで文字コードを UTF-8 にして保存し直してください", "save it as UTF-8 in your editor")
    return InputError(
        Text(f"UTF-8 ではありません{guess.ja}", f"the file is not UTF-8{guess.en}"),
        place=Place(file=file, line=data.count(b"\n", 0, error.start) + 1),
        hint=hint,
    )


def encoding_of(data: bytes) -> str:
    """The encoding that makes the most Japanese of ``data``; empty when none does."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    best, most = "", 0
    for name, codec in (("Shift_JIS", "cp932"), ("EUC-JP", "euc_jp")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        # Bytes of EUC-JP read as Shift_JIS are mostly half-width kana, which hardly anyone types.
        if _CONTROL.search(text):  # no text in any encoding
            continue
        score = len(_JAPANESE.findall(text)) - len(_HALF_WIDTH_KANA.findall(text))
        if score > most:
            best, most = name, score
    return best
