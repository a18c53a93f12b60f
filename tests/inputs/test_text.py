"""Text files: UTF-8, and what is said of everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.inputs import text as module
from docgen.inputs.text import read_text

NAMES = "id,name\nyoshinohara,株式会社ヨシノハラ食品\nminato,みなと中央病院\n"
SAVE_CSV = "UTF-8 で保存し直してください（Excel: 名前を付けて保存 → CSV UTF-8）"


def told(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_text(path)
    return caught.value.line("ja").replace(f"{path.parent}/", "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "accounts.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_is_read_with_and_without_its_mark(path: Path, encoding: str) -> None:
    path.write_bytes((NAMES + "𠮷🙂\r\n").encode(encoding))
    assert read_text(path) == NAMES + "𠮷🙂\r\n"


@pytest.mark.parametrize(
    ("codec", "name", "line"), [("cp932", "Shift_JIS", 2), ("euc_jp", "EUC-JP", 2), ("utf-16", "UTF-16", 1)]
)
def test_another_encoding_is_named(path: Path, codec: str, name: str, line: int) -> None:
    path.write_bytes(NAMES.encode(codec))
    assert told(path) == f"accounts.csv:{line}: UTF-8 ではありません（{name} のようです）　→ {SAVE_CSV}"


def test_bytes_that_are_no_text(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe\xfd")
    assert told(path) == f"accounts.csv:1: UTF-8 ではありません　→ {SAVE_CSV}"


def test_a_control_character_is_told_with_its_line(path: Path) -> None:
    path.write_bytes(b"id,name\na,b\0c\n")
    assert told(path) == "accounts.csv:2: 制御文字 U+0000 が入っています　→ その文字を消してください"


def test_a_missing_file_offers_its_neighbour(path: Path) -> None:
    path.with_name("acounts.csv").touch()
    assert told(path) == "accounts.csv: ファイルがありません　→ もしかして: acounts.csv"


def test_a_missing_folder(tmp_path: Path) -> None:
    path = tmp_path / "agenda" / "a.yaml"
    assert told(path) == "a.yaml: ファイルがありません　→ 名前と場所を確かめてください"


def test_a_folder(path: Path) -> None:
    path.mkdir()
    assert told(path) == "accounts.csv: ファイルではなくフォルダーです　→ ファイルを指定してください"


def test_a_name_that_no_file_has(tmp_path: Path) -> None:
    assert "ファイル名として使えません" in told(tmp_path / "a\0b")
    assert "名前が長すぎます" in told(tmp_path / ("a" * 300))


def test_a_file_that_is_not_ours_to_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert told(path) == ("accounts.csv: 読み書きする権限がありません　→ ファイルとフォルダーの権限を確かめてください")


def test_a_file_that_nobody_wrote_by_hand(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIMIT", 1000)
    path.write_bytes(b"a" * 1001)
    assert told(path).startswith("accounts.csv: ファイルが大きすぎます")
