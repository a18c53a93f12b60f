"""An action item in the row of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from docgen.account.actions.below import Below
from docgen.account.actions.chunk import names_at
from docgen.account.actions.frame import Frame
from docgen.account.actions.line import NOBODY, take_apart
from docgen.account.actions.persons import side_word
from docgen.account.actions.result import due_of, names_shown, said, side_of_names
from docgen.account.actions.said import Role, Said
from docgen.account.actions.shadow import shadow
from docgen.account.actions.statuses import status_of
from docgen.account.actions.tags import is_tag
from docgen.account.model import Status
from docgen.document.wire.lines import Marked

_NOTHING: Final = Marked("")
_BLANK: Final = " \u3000\n\x0b-－ー―–—・〃"


def action_row(
    cells: Mapping[Role, Marked],
    reference: date | None,
    *,
    under: Sequence[Marked] = (),
    next_meeting: date | None = None,
    known: frozenset[str] = NOBODY,
) -> Said:
    """The action item in a row, ``cells`` by what their columns tell; as ``action_item``.

    A column counts for more than the words of the task, which tell where a cell is empty.
    """
    task = cells.get("task", _NOTHING)
    frame = Frame(task, _text(task), reference, next_meeting, known)
    take_apart(frame)
    found = said(frame, Below(frame, under) if under else None)
    if owner := _filled(cells, "owner"):
        owners = tuple(_owners(owner, known))
        found = found._replace(owners=owners, side=side_of_names(owners))
    if due := _filled(cells, "due"):
        cell = Frame(due, _text(due), reference, next_meeting)
        found = found._replace(due_text=due.shown(cell.text), due=due_of(cell, cell.text))
    if (side := _filled(cells, "side")) and (named := side_word(shadow(_text(side)))) != "unknown":
        found = found._replace(side=named)
    if status := _filled(cells, "status"):
        told = status_of(shadow(_text(status)))
        note = () if told is not Status.UNKNOWN or is_tag(_text(status)) else (status.shown(_text(status)),)
        found = found._replace(
            status=told if told is not Status.UNKNOWN else found.status, details=(*found.details, *note)
        )
    if note_cell := _filled(cells, "note"):
        lines = map(str.strip, note_cell.shown(_text(note_cell)).split("\n"))
        found = found._replace(details=(*found.details, *filter(None, lines)))
    return found


def _text(cell: Marked) -> str:
    return cell.text.replace("\x0b", "\n").strip(" \u3000\n")


def _filled(cells: Mapping[Role, Marked], role: Role) -> Marked | None:
    cell = cells.get(role)
    return cell if cell and cell.text.strip(_BLANK) else None


def _owners(cell: Marked, known: frozenset[str]) -> Iterator[str]:
    for line in _text(cell).split("\n"):
        frame = Frame(cell, line, known=known)
        places = names_at(frame, *frame.trimmed(0, len(line), "、,;/|・"))
        yield from names_shown(cell, [line[slice(*place)] for place in places])
