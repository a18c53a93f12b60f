"""``agenda-titles``: the agenda is more than items of certain titles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from docgen.account.labels import labels
from docgen.account.model import AgendaItem
from docgen.errors import Text
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.typed import UnfitError
from docgen.lint.gaps import CheckKind, Gap, Scene
from docgen.lint.patterns import all_valid, whole
from docgen.lint.titles import TitleList, in_lists


class AgendaTitles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``agenda-titles``."""

    not_only: tuple[TitleList, ...] = ()
    """An agenda is not made of titles of these lists alone."""
    patterns: tuple[str, ...] = ()
    """Further titles that count as such: regular expressions that match a whole title (after NFKC, in any case)."""
    beside: tuple[TitleList, ...] = ()
    """Titles that make no difference, whether they are there or not."""
    unless_stance: bool = True
    """A stance on any of the items makes it an agenda."""
    at_least: Annotated[int, msgspec.Meta(ge=1)] = 1
    """How many items of such titles it takes."""

    def __post_init__(self) -> None:
        if not self.not_only and not self.patterns:
            raise UnfitError(Text("`not_only` か `patterns` が要ります", "`not_only` or `patterns` is needed"))
        all_valid("patterns", self.patterns)


def find(scene: Scene, options: AgendaTitles) -> Iterator[Gap]:
    """One gap where nothing else is on the agenda; none for a meeting without items."""
    meeting = scene.meeting
    named = [item for item in meeting.items if _named(item.title, options)]
    others = [item for item in meeting.items if item not in named and not in_lists(item.title, options.beside)]
    if others or len(named) < options.at_least:
        return
    if options.unless_stance and any(map(_has_stance, meeting.items)):
        return
    yield Gap(item=None, field="items", span=named[0].span)


def _named(title: str, options: AgendaTitles) -> bool:
    return in_lists(title, options.not_only) or any(whole(title, pattern) for pattern in options.patterns)


def _has_stance(item: AgendaItem) -> bool:
    return bool(item.stance.strip()) and not labels().is_none(item.stance) and not labels().is_unknown(item.stance)


KIND = CheckKind(
    name="agenda-titles",
    summary=Bilingual(
        ja="論点が特定の見出しだけで終わっていない", en="the agenda is more than items of certain titles"
    ),
    options=AgendaTitles,
    find=find,
)
