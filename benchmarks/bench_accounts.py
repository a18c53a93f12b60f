"""Ten thousand customers come in within ten seconds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.result import Result, seconds
from docgen import settings
from docgen.workflows import workspace

COUNT = 10_000


def measure() -> Iterator[Result]:
    """Import them into an empty workspace, then again, which changes nothing."""
    with tempfile.TemporaryDirectory() as directory:
        root = Path(directory)
        workspace.init(root, "ja")
        export = root / "export.csv"
        rows = (f"株式会社{_kana(number)}製作所,第{number % 7}営業部,{number}@example.jp" for number in range(COUNT))
        export.write_text("\n".join(["name,owner,domains", *rows]), encoding="utf-8")
        configuration = settings.load(start=root)

        def imported() -> None:
            workspace.import_accounts(configuration, export, agreed=lambda alike: True)

        yield Result(f"import of {COUNT:,} customers", seconds(imported), limit=10)
        yield Result(f"import of {COUNT:,} customers that are there", seconds(imported), limit=10)
        roster = workspace.read_roster(configuration)
        yield Result("reading them", seconds(lambda: workspace.read_roster(configuration)), limit=3)
        yield Result("finding one by name", seconds(lambda: roster.find(roster.accounts[-1].name), 5), limit=0.1)


def _kana(number: int) -> str:
    letters = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホ"
    text = ""
    for _ in range(5):
        number, place = divmod(number * 7 + 3, len(letters))
        text += letters[place]
    return text + letters[number % len(letters)]
