"""The lines of a section by the labels above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.account.labels import labels, split_label
from docgen.document.walk import Cursor


@dataclass(frozen=True, slots=True)
class Group:
    """A label and the lines under it, up to the next label or the end of the cell."""

    name: str | None
    """A field's name (``labels.fields``), or None for lines before any label."""
    label: Cursor | None
    lines: tuple[Cursor, ...]
    inline: str | None = None
    """The value on the label's own line (``決定事項：来月開始``)."""


def grouped(
    body: Sequence[Cursor], known: frozenset[str], plain: frozenset[str], *, flowing: bool = False
) -> Iterator[Group]:
    """Lines by label. A word of ``known`` counts as a label when set in bold. In plain text it is one outside tables,
    where docgen puts nothing that people typed; within them only if it is one of ``plain`` and no bold one of its name
    is there. The same holds where docgen's text is ``flowing``, in no table, as far as there is a bold one at all."""
    fields = labels().fields
    bold = {fields.name(leaf.text) for leaf in body if fields.name(leaf.text) in known and leaf.is_bold}
    strict = flowing and bool(bold)
    name: str | None = None
    label: Cursor | None = None
    inline: str | None = None
    lines: list[Cursor] = []
    cell = body[0].cell if body else None
    for leaf in body:
        found, value = _label(leaf, known, plain - bold if leaf.cell or strict else known)
        if found is not None or leaf.cell != cell:
            if label is not None or lines:
                yield Group(name, label, tuple(lines), inline)
            name, label, inline, lines, cell = found, leaf if found else None, value, [], leaf.cell
            if found is not None:
                continue
        lines.append(leaf)
    if label is not None or lines:
        yield Group(name, label, tuple(lines), inline)


def _label(leaf: Cursor, known: frozenset[str], plain: frozenset[str]) -> tuple[str | None, str | None]:
    """The field that a line is the label of, and the value on the same line if there is one."""
    fields = labels().fields
    if name := fields.name(leaf.text):
        return (name if name in plain or (name in known and leaf.is_bold) else None), None
    if not plain:
        return None, None
    front, value = split_label(leaf.text)
    if value.strip() and (name := fields.name(front)) in plain:
        return name, value.strip()
    return None, None
