"""``template-version``: a block was written by the template that is in use now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

import msgspec

from docgen.account.model import State
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene


class TemplateVersion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``template-version``."""

    current: Mapping[Literal["ja", "en"], str]
    """Language → version of the template. docgen puts in that of a team's own template by itself."""
    states: Annotated[tuple[State, ...], msgspec.Meta(min_length=1)] = (State.PLANNED,)
    """Only meetings in these states: of what is over, the agenda stays as it was."""


def find(scene: Scene, options: TemplateVersion) -> Iterator[Gap]:
    """One gap for a block that another version has written."""
    meeting, current = scene.meeting, options.current.get(scene.document.language)
    if meeting.state in options.states and meeting.template and current and meeting.template != current:
        yield Gap(item=None, field="template", span=meeting.span, match=meeting.template)


KIND = CheckKind(
    name="template-version",
    summary=Bilingual(
        ja="今のテンプレートで用意されている", en="a block was written by the template that is in use now"
    ),
    options=TemplateVersion,
    find=find,
)
