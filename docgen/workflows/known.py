"""What is known already of what lint finds: by the baseline of the workspace, and by what people said of findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from docgen.lint.baseline import NAME, Baseline, read_baseline
from docgen.lint.feedback import NAME as FEEDBACK
from docgen.lint.feedback import Feedback, read_feedback
from docgen.lint.findings import Finding
from docgen.settings import Settings
from docgen.workflows.base import Workspace


def baseline_path(settings: Settings) -> Path:
    """Where the baseline of the workspace lies, whether it is there or not."""
    return settings.root / NAME


def baseline_of(settings: Settings, path: Path | None = None) -> Baseline:
    """The baseline in the file ``path``; without, that of the workspace, empty where there is none.

    Raises ``InputError``.
    """
    if path is None and not baseline_path(settings).exists():
        return Baseline()
    return read_baseline(path or baseline_path(settings))


def feedback_path(settings: Settings) -> Path:
    """Where it stands which findings did not help, whether the file is there or not."""
    return settings.state / FEEDBACK


def feedback_of(settings: Settings) -> tuple[Feedback, ...]:
    """Which findings did not help. Raises ``InputError``."""
    return read_feedback(feedback_path(settings))


def marked(findings: Iterable[Finding], ids: frozenset[str]) -> Iterator[Finding]:
    """``findings``, those with ``ids`` as known."""
    return (replace(each, known=True) if each.id in ids else each for each in findings)


def known_ids(settings: Settings, baseline: Baseline | None = None) -> frozenset[str]:
    """The ids of what is known: by ``baseline`` (without, that of the workspace) and by feedback."""
    told = baseline_of(settings) if baseline is None else baseline
    return told.ids | {each.finding for each in feedback_of(settings)}


def still_asked(workspace: Workspace, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Those of ``findings`` that are not known in the workspace."""
    ids = known_ids(workspace.settings)
    return (each for each in findings if each.id not in ids)
