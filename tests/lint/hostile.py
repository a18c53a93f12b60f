"""Findings of documents in which people wrote what a terminal, a page or a table would obey."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from docgen.connect.opening import document_url
from docgen.lint.engine import lint
from docgen.lint.files import built_in, rules_of
from docgen.lint.findings import Finding
from tests.lint.values import NOW, complete, document, entries, meeting, todo

RULES = rules_of(built_in())
SCRIPT = "<script>alert(1)</script>"
MARKUP = '"><img src=x onerror=alert(1)> | a | `b` **c** [d](javascript:alert(1)) {0} # e'
CONTROLS = "\x1b[31m赤\x1b]8;;http://x\x07\u202e逆\u2066\x00\x9b"
LINES = "一行目\n# 二行目\r\n- 三行目\v四行目\u2028五行目"
HOSTILE = (SCRIPT, MARKUP, CONTROLS, LINES)


def findings() -> Sequence[Finding]:
    """Of a calm document."""
    flawed = (
        meeting(
            complete(decisions=(), heading_id="h.1"),
            complete("第2ライン", action_items=(todo(owner=""), todo(due="未定")), heading_id="h.2"),
            heading_id="h.0",
        ),
        meeting(complete(decisions=entries("〇〇とする")), id="x", date="", title="臨時", at=2000),
    )
    return lint(document(*flawed), RULES, now=NOW)


def hostile_findings() -> Sequence[Finding]:
    """Of one whose every word is hostile, and that also stands in files of such names."""
    made: list[Finding] = []
    for number, words in enumerate(HOSTILE):
        item = complete(f"{words} 論点", decisions=(), action_items=(todo(f"{words}を送る", owner=""),))
        read = document(meeting(item, title=words, id=f"{number}", heading_id='h."<'))
        found = lint(replace(read, account=f"a{number}", name=words), RULES, now=NOW)
        made += found
        made += (replace(each, account="", account_name=words, file=f"/etc/{words}.md", file_line=3) for each in found)
    return made


def linked(finding: Finding) -> str:
    """The address of the heading; of a file none."""
    if finding.file:
        return ""
    return document_url(finding.document_id, local=False, tab=finding.span[0], heading=finding.heading_id)
