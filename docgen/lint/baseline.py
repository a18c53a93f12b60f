"""The baseline: what was found when a team began to lint old documents, and is not asked again.

It is a file of the workspace, meant for git: one finding a line, sorted, so that a change shows as its own line. Only
ids count; what stands beside them is for readers, and none of it is what the customer said.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Literal

import msgspec

from docgen.errors import InputError, Place, Text
from docgen.inputs.system import shown
from docgen.inputs.text import read_text
from docgen.inputs.write import write_text
from docgen.lint.findings import Finding

NAME: Final = "lint-baseline.json"
"""Where it lies in a workspace."""
VERSION: Final = 1


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One finding that is known."""

    account: str = ""
    """Id of the account; empty for one in a file."""
    file: str = ""
    """The name of the file, without folder and suffix; empty for one in an account's document."""
    meeting: str
    """Id of the meeting."""
    rule: str
    item: str = ""
    """Title of the agenda item."""
    id: str
    """Of the finding."""


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """A whole file."""

    version: Literal[1] = VERSION
    findings: tuple[Entry, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """The ids of what is known."""
        return frozenset(entry.id for entry in self.findings)


def read_baseline(path: Path) -> Baseline:
    """The baseline in the file ``path``.

    Raises ``InputError`` for a file that cannot be read, is not JSON, or is no baseline of this version.
    """
    place = Place(shown(path))
    hint = Text("--write-baseline で書き直せます", "--write-baseline writes it anew")
    text = read_text(path)
    try:
        data: Any = msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError) as error:
        raise InputError(
            Text(f"JSON として読めません（{error}）", f"this is not JSON: {error}"), place=place, hint=hint
        ) from error
    version = data.get("version") if isinstance(data, dict) else None
    if isinstance(version, int) and version != VERSION:
        raise InputError(
            Text(f"版 {version} のベースラインは読めません", f"this is a baseline of version {version}"),
            place=place,
            hint=Text(f"この docgen が読むのは版 {VERSION} です", f"this docgen reads version {VERSION}"),
        )
    try:
        return msgspec.convert(data, Baseline)
    except msgspec.ValidationError as error:
        raise InputError(
            Text(f"ベースラインではありません（{error}）", f"this is no baseline: {error}"), place=place, hint=hint
        ) from error


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Replace the file ``path`` with ``baseline``, whole or not at all. Raises ``InputError``."""
    lines = ",\n".join(msgspec.json.encode(entry).decode() for entry in in_order(baseline.findings))
    body = f"[\n{lines}\n]" if lines else "[]"
    write_text(path, f'{{"version": {VERSION}, "findings": {body}}}\n')


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """``entries`` as they stand in the file."""
    return sorted(entries, key=lambda each: (each.account, each.file, each.meeting, each.rule, each.item, each.id))


def entry(finding: Finding) -> Entry:
    """``finding`` as it is kept."""
    return Entry(
        account=finding.account,
        file="" if finding.account else finding.document_id,
        meeting=finding.meeting,
        rule=finding.rule,
        item=finding.item_title.encode("utf-8", "replace").decode(),  # half characters are no JSON
        id=finding.id,
    )


class Renewed(msgspec.Struct, frozen=True, kw_only=True):
    """A baseline written anew."""

    baseline: Baseline
    added: int
    dropped: int
    """Entries that occur no longer."""


def renewed(old: Baseline, findings: Iterable[Finding], kept: Iterable[Entry] = ()) -> Renewed:
    """``findings`` as the baseline in place of ``old``; ``kept`` are those entries of it that were not looked at."""
    entries = {each.id: each for each in (*kept, *map(entry, findings))}
    before = old.ids
    return Renewed(
        baseline=Baseline(findings=tuple(in_order(entries.values()))),
        added=len(entries.keys() - before),
        dropped=len(before - entries.keys()),
    )
