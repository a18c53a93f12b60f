"""The demo, run as a newcomer runs it, and what it finds in the sample team, against the table in its README."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from docgen import resources
from docgen.cli.main import main
from docgen.workflows import sample
from tests.team import at

README = resources.examples() / "team" / "README.md"
ROW = re.compile(r"\| (?P<account>[a-z-]+) \| (?P<meeting>[0-9-]{10}) \| (?P<item>\d|—) \| (?P<rule>[a-z-]+) \|")
Row = tuple[str, str, int, str]


def table(heading: str) -> Counter[Row]:
    """The rows of the table under a heading of the sample's README."""
    text = README.read_text(encoding="utf-8")
    section = text.partition(f"## {heading}")[2].partition("\n## ")[0]
    rows = [match.groupdict() for match in ROW.finditer(section)]
    assert rows
    return Counter((r["account"], r["meeting"], int(r["item"].replace("—", "0")), r["rule"]) for r in rows)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of a demo."""
    root = tmp_path_factory.mktemp("sample") / "demo"
    told = StringIO()
    with redirect_stdout(told):
        assert main(["demo", str(root), "--lang", "ja"]) == 0
    assert "docgen lint --all" in told.getvalue()
    return root


def linted(root: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    """What lint says of all customers once the day's meeting is over."""
    capfd.readouterr()
    with at(sample.AFTERWARDS):
        main(["lint", "--all", "--format", "json", "--config", str(root)])
    return json.loads(capfd.readouterr().out)


def test_the_demo_finds_what_was_planted(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert all(
        path.is_file() for path in (demo / "exports" / "bramwick.html", demo / "reports" / "report-2026-11-27.md")
    )
    findings = linted(demo, capfd)["findings"]
    found = [((f["account"], f["meeting"], f["item_number"], f["rule"]), f["known_unknown"]) for f in findings]
    assert Counter(row for row, unknown in found if unknown) == table("まだわからないこと")
    assert Counter(row for row, unknown in found if not unknown) == table("仕込んだ抜け") + table("続いているTODO")


def test_a_team_that_begins_is_asked_little_about_each_customer(demo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    settings = demo / "docgen.toml"
    second = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r"(?m)^step = 2", "step = 1", second), encoding="utf-8")
    try:
        first = linted(demo, capfd)
    finally:
        settings.write_text(second, encoding="utf-8")
    days = [(finding["account"], date.fromisoformat(finding["date"])) for finding in first["findings"]]
    weeks = Counter((account, day - timedelta(days=day.weekday())) for account, day in days)
    assert max(weeks.values()) == 2
    assert first["not_shown"] > 0


def test_the_next_demo_is_made_anew(tmp_path: Path) -> None:
    root = tmp_path / "demo"
    root.mkdir()
    sample.mark(root)
    sample.clear(root)
    assert not root.exists()


def test_a_demo_leaves_other_folders_alone(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert main(["demo", str(tmp_path), "--lang", "en"]) == 2
    assert "something else here" in capfd.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
