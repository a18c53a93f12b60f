"""Templates of a team's own: what is wrong in one is told in a line, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.account.model import AgendaPlan
from docgen.errors import InputError
from docgen.render.meeting import meeting_nodes

HEADING = "## {{ heading }} {#meeting}"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (f"{HEADING}\n\n{{{{ 1 / 0 }}}}".encode(), "meeting.md.j2:3: テンプレートの式を計算できません"),
        (f"{HEADING}\n\n{{{{ goal + 1 }}}}".encode(), "meeting.md.j2:3: テンプレートの式を計算できません"),
        (f"{HEADING}{{% for i in range(10**9) %}}{{% endfor %}}".encode(), "meeting.md.j2:1: テンプレートの式を"),
        (f"{HEADING}\n\n{{{{ gaol }}}}".encode(), "meeting.md.j2:3: テンプレートにない値"),
        (f"{HEADING}\n議題".encode("cp932"), "meeting.md.j2: テンプレートが UTF-8 ではありません"),
        (b"{{ heading }} {#meeting}", "meeting.md.j2:1: {#meeting}: テンプレートは {#meeting} のついた見出しで"),
        (b"", "meeting.md.j2:1: {#meeting}: テンプレートは {#meeting} のついた見出しで"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, template: bytes, told: str) -> None:
    (tmp_path / "ja").mkdir()
    (tmp_path / "ja" / "meeting.md.j2").write_bytes(template)
    plan = AgendaPlan(title="定例", start="2026-12-01", goal="決める")
    with pytest.raises(InputError) as caught:
        meeting_nodes(plan, [], language="ja", directories=(tmp_path,))
    assert told in caught.value.line("ja")
    assert "\n" not in caught.value.line("en")
