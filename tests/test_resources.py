"""Templates, rules and the sample team, where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import resources


def test_in_a_checkout_they_lie_at_the_top() -> None:
    top = Path(__file__).resolve().parents[1]
    assert (resources.templates(), resources.rules(), resources.examples()) == (
        top / "templates",
        top / "lint_rules",
        top / "examples",
    )


def test_in_a_wheel_they_lie_in_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.templates() == tmp_path / "_data" / "templates"
