"""The demo, run as a newcomer runs it, and what it finds in the sample team, against the table in its README."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from docgen import resources
from docgen.cli.main import main
from docgen.workflows import sample
from tests.team import at

README = resources.examples() / "team" / "README.md"
ROW = re.compile(r"\| (?P<account>[a-z-]+) \| (?P<meeting>[0-9-]{10}) \| (?P<item>\d|—) \| (?P<rule>[a-z-]+) \|")
Row = tuple[str, str, int, str]


def table(heading: str) -> set[Row]:
    """The rows of the table under a heading of the sample's README."""
    text = README.read_text(encoding="utf-8")
    section = text.partition(f"## {heading}")[2].partition("\n## ")[0]
    rows = [match.groupdict() for match in ROW.finditer(section)]
    assert rows
    return {(r["account"], r["meeting"], int(r["item"].replace("—", "0")), r["rule"]) for r in rows}


def test_the_demo_finds_what_was_planted(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "demo"
    assert main(["demo", str(root), "--lang", "ja"]) == 0
    told = capfd.readouterr().out
    assert all(
        path.is_file() for path in (root / "exports" / "bramwick.html", root / "reports" / "report-2026-11-27.md")
    )
    assert "docgen lint --all" in told

    with at(sample.AFTERWARDS):
        main(["lint", "--all", "--format", "json", "--config", str(root)])
    findings = json.loads(capfd.readouterr().out)["findings"]
    found = {(f["account"], f["meeting"], f["item_number"], f["rule"]): f for f in findings}
    assert len(found) == len(findings)
    unknown = {key for key, finding in found.items() if finding["known_unknown"]}
    assert unknown == table("まだわからないこと")
    assert set(found) - unknown == table("仕込んだ抜け")

    sample.clear(root)
    assert not root.exists(), "the next demo is made anew"


def test_a_demo_leaves_other_folders_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["demo", str(tmp_path), "--lang", "en"]) == 2
    assert "something else here" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
