"""Saying of a finding that it did not help: recorded for those who tend the rules, and not asked again."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.errors import InputError, Text
from docgen.inputs.own import me
from docgen.lint.feedback import Feedback, record
from docgen.lint.findings import Finding
from docgen.workflows.base import Workspace
from docgen.workflows.known import feedback_path


def not_helpful(workspace: Workspace, findings: Iterable[Finding], finding: str, why: str) -> Feedback:
    """Record that the one of ``findings`` with the id ``finding`` did not help, and ``why``.

    Raises ``InputError`` where there is none, or without a reason.
    """
    if not why.strip():
        raise InputError(
            Text("理由が空です", "the reason is empty"),
            hint=Text("一言で十分です: --not-helpful ID 理由", "a word will do: --not-helpful ID WHY"),
        )
    wanted = finding.strip().casefold()
    found = next((each for each in findings if each.id == wanted), None)
    if found is None:
        raise InputError(
            Text(f"指摘 {finding!r} は見つかりません", f"there is no finding {finding!r}"),
            hint=Text(
                "docgen lint --all --all-findings の [ ] の中が id です",
                "ids are in [ ] in docgen lint --all --all-findings",
            ),
        )
    made = Feedback(
        when=workspace.now().replace(tzinfo=None).isoformat(timespec="seconds"),
        finding=found.id,
        rule=found.rule,
        account=found.account,
        meeting=found.meeting,
        why=why,
        who=_who(workspace),
    )
    record(feedback_path(workspace.settings), made)
    return made


def _who(workspace: Workspace) -> str:
    said = me()
    member = workspace.roster.member(said) if said else None
    return member.id if member else said
