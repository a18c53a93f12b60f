"""Who has a page open goes on over a restart, for a day, and nobody else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.web.access import ROLES
from docgen.web.keys import LASTS, kept_keys

NOW = 1_800_000_000.0


def test_a_restart_keeps_what_browsers_have_and_no_token(tmp_path: Path) -> None:
    path = tmp_path / "live" / "a1.keys"
    first, again = kept_keys(path, NOW), kept_keys(path, NOW + LASTS - 1)
    for role in ROLES:
        assert (first[role].cookie, first[role].csrf) == (again[role].cookie, again[role].csrf)
        assert first[role].token != again[role].token
    assert path.stat().st_mode & 0o777 == 0o600
    assert all(each.token not in path.read_text() for each in first.values())


@pytest.mark.parametrize("later", [LASTS, -1.0])
def test_they_do_not_last(tmp_path: Path, later: float) -> None:
    path = tmp_path / "a1.keys"
    assert kept_keys(path, NOW)["stage"].cookie != kept_keys(path, NOW + later)["stage"].cookie


@pytest.mark.parametrize("data", [b"", b"{}", b'{"since": 1.8e9, "roles": {}}', b"\xff"])
def test_a_file_that_says_nothing_is_made_anew(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a1.keys"
    path.write_bytes(data)
    path.chmod(0o600)
    assert kept_keys(path, NOW)["view"].cookie == kept_keys(path, NOW)["view"].cookie


def test_a_file_that_others_can_read_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "a1.keys"
    first = kept_keys(path, NOW)
    path.chmod(0o644)
    assert kept_keys(path, NOW)["stage"].cookie != first["stage"].cookie


def test_without_a_place_they_hold_for_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert kept_keys(tmp_path / "file" / "a1.keys", NOW)["stage"].cookie
