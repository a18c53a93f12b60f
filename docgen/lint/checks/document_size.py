"""``document-size``: the document is not about to be too large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from docgen.account.model import State
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene


class DocumentSize(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``document-size``."""

    characters: Annotated[int, msgspec.Meta(ge=1)] = 1_020_000
    """What a document can hold, in UTF-16 code units."""
    share: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.7
    """Asked about from this share of it on."""


def find(scene: Scene, options: DocumentSize) -> Iterator[Gap]:
    """One gap for the document, at its first meeting that takes place; with the share in percent."""
    meeting, size = scene.meeting, scene.document.size
    if size < options.characters * options.share:
        return
    top = next((each for each in scene.document.meetings if each.state is not State.CANCELLED), None)
    if meeting is top:
        percent = str(size * 100 // options.characters)
        yield Gap(item=None, field="size", span=meeting.span, match=percent, whole=True)


KIND = CheckKind(
    name="document-size",
    summary=Bilingual(ja="文書が大きさの上限に近づいていない", en="the document is not close to its largest size"),
    options=DocumentSize,
    find=find,
    sight="document",
)
