"""An edit of an agenda tried on a copy of its document, to see what a reader would make of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from docgen.connect.rehearsal import rehearsed
from docgen.document.blocks import Blocks
from docgen.document.tabs import Document
from docgen.document.wire.requests import Request
from docgen.errors import InputError
from docgen.workflows.live.scene import Said, Scene, said_in


def would_read(
    scene: Scene, document: Document, requests: Sequence[Request], wanted: Callable[[Said], Said], *, more: bool = False
) -> bool:
    """Whether the meeting reads as ``wanted`` after ``requests``, and no other meeting comes or goes.

    ``wanted`` makes it of what the meeting says now; with ``more``, one item more may be there besides. Raises
    ``RefusedError`` where the service would refuse them.
    """
    tried, end = rehearsed(document, requests), scene.meeting.span[2]
    grown = _size(tried, scene) - _size(document, scene)
    # What stands below the meeting is not touched, and reading years of it takes long.
    before, after = (_read(scene, _cut(each, scene, to)) for each, to in ((document, end), (tried, end + grown)))
    if before is None:
        before, after = scene, _read(scene, tried)
    if after is None or _ids(after) != _ids(before):
        return False
    said, now = said_in(after), said_in(before)
    new = [key for key in said["agenda"] if key not in now["agenda"]]
    if more and len(new) == 1:
        for part in ("agenda", "answers"):
            del said[part][new[0]]
    return said == wanted(now)


def _read(scene: Scene, document: Document) -> Scene | None:
    """The same meeting in ``document``; None where it is not found."""
    try:
        return Scene.of(scene.workspace, scene.account, document, scene.meeting.id)
    except InputError:
        return None


def _size(document: Document, scene: Scene) -> int:
    return next(tab.body.size for tab in document.all_tabs() if tab.id == scene.minutes.tab.id)


def _cut(document: Document, scene: Scene, end: int) -> Document:
    """The tab of the meetings alone, up to ``end``."""
    tab = next(tab for tab in document.all_tabs() if tab.id == scene.minutes.tab.id)
    number = tab.body.find(end)[0] if end < tab.body.size else len(tab.body)
    ranges = [one for one in tab.ranges if one.spans and one.end <= end]
    alone = replace(tab, body=Blocks(tab.body[:number]), ranges=ranges, children=())
    return replace(document, tabs=(alone,), revision=None)


def _ids(scene: Scene) -> list[str]:
    return [one.id for one in scene.minutes.meetings]
