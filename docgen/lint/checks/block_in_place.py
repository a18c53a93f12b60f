"""``block-in-place``: docgen can tell which meeting a block is, once, in a document that it has prepared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from docgen.account.model import Flaw
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene


class BlockInPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``block-in-place``."""

    flaws: Annotated[tuple[Flaw, ...], msgspec.Meta(min_length=1)]
    """What is asked about. `heading`: its heading is gone. `copy`: the meeting is there twice, and docgen uses the
    other block. `anchor`: its anchor is lost, and no date tells which meeting it is."""


def find(scene: Scene, options: BlockInPlace) -> Iterator[Gap]:
    """One gap for a block that people have to mend; what docgen finds again by itself is none."""
    meeting = scene.meeting
    if meeting.flaw in options.flaws:
        yield Gap(item=None, field="title", span=meeting.span, line=meeting.title)


KIND = CheckKind(
    name="block-in-place",
    summary=Bilingual(
        ja="docgen が書いたブロックが、どの会議のものか見分けられる",
        en="a block that docgen wrote can be told to be its meeting's",
    ),
    options=BlockInPlace,
    find=find,
)
