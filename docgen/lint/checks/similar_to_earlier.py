"""``similar-to-earlier``: a text is not the same as one of the meetings before, small edits aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Final, Literal, NamedTuple

import msgspec

from docgen.account.labels import labels
from docgen.account.model import AgendaItem, Kind, Meeting
from docgen.errors import Text
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.typed import UnfitError
from docgen.lint.alike import Comparison
from docgen.lint.gaps import CheckKind, Gap, Scene
from docgen.lint.patterns import all_valid, compiled, valid
from docgen.lint.titles import TitleList, in_lists

_WORD: Final = re.compile(r"[A-Za-z]+|[^\W\d_ぁ-ん]")
_FIGURE: Final = re.compile(r"\d+")
_OTHER_FIGURES: Final = 4
"""More differ than the number and the month of the meeting, here and there."""
Some = Annotated[int, msgspec.Meta(ge=1)]


class Hints(NamedTuple):
    """What tells at a glance that two texts differ."""

    words: frozenset[str]
    figures: frozenset[str]


class Spelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One word and how else it is written."""

    as_: Annotated[str, msgspec.Meta(min_length=1)] = msgspec.field(name="as")
    also: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    """Regular expressions."""


class SimilarToEarlier(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """Options of ``similar-to-earlier``. Patterns are looked for after NFKC, in lower case."""

    field: Literal["stance", "ask"]
    """Whose texts: of each item, with each item of the meetings before."""
    beside: tuple[Literal["because", "ask"], ...] = ()
    """Fields that have to be the same as well."""
    meetings: Some = 4
    """How many meetings back."""
    days: Some = 200
    """How many days back: what was said long ago may be said again."""
    shortest: Some = 8
    """Texts of fewer characters are alike by nature; a word of Latin letters counts for two."""
    kinds: tuple[Kind, ...] = ()
    """Not items of other kinds; those without a kind always. None given: all."""
    except_titles: tuple[TitleList, ...] = ()
    """Not items whose title is in one of these lists."""
    courtesies: tuple[str, ...] = ()
    """Sentences that add nothing: regular expressions."""
    asides: tuple[str, ...] = ()
    """Parts of sentences that add nothing."""
    endings: tuple[str, ...] = ()
    """How clauses end that say the same, more or less politely."""
    again: tuple[str, ...] = ()
    """What says itself that, or why, it comes again is not asked about."""
    spellings: tuple[Spelling, ...] = ()
    """Words that are written in several ways."""
    turns: tuple[str, ...] = ()
    """What turns a claim: a text with more or fewer of them is another."""
    small: tuple[str, ...] = ()
    """Words of Latin letters that may come and go."""

    def __post_init__(self) -> None:
        for option in ("courtesies", "asides", "endings", "again", "turns"):
            all_valid(option, getattr(self, option))
        for at, each in enumerate(self.spellings):
            for place, pattern in enumerate(each.also):
                valid(pattern, "spellings", at, "also", place)
        if self.field in self.beside:
            raise UnfitError(Text("`beside` は別の項目です", "`beside` is another field"), path=("beside",))


def find(scene: Scene, options: SimilarToEarlier) -> Iterator[Gap]:
    """One gap for each item whose text was said before, with the day on which it was as its match."""
    meeting = scene.meeting
    asked = [item for item in meeting.items if _asked(item, options)]
    if not asked or not scene.earlier:
        return
    before = [
        (each.date, text)
        for each in scene.earlier[: options.meetings]
        if _days_between(each, meeting) <= options.days
        for item in each.items
        if (text := _text(item, options))
    ]
    for item in asked:
        if day := _said_before(_text(item, options), before, options):
            yield Gap(
                item=item, field=options.field, span=item.span, line=getattr(item, options.field).strip(), match=day
            )


def _asked(item: AgendaItem, options: SimilarToEarlier) -> bool:
    text = getattr(item, options.field)
    return bool(
        text.strip()
        and not labels().is_none(text)
        and not labels().is_unknown(text)
        and not (options.kinds and item.kind is not None and item.kind not in options.kinds)
        and not in_lists(item.title, options.except_titles)
    )


def _text(item: AgendaItem, options: SimilarToEarlier) -> str:
    text = str(getattr(item, options.field))
    return "\n".join((text, *(getattr(item, field) for field in options.beside))).strip() if text.strip() else ""


def _said_before(text: str, before: list[tuple[str, str]], options: SimilarToEarlier) -> str:
    """The day on which ``text`` was said before; empty for none."""
    hints = _hints(text)
    for day, other in before:
        if other != text and not _near(hints, _hints(other)):
            continue
        by = _comparison(options)
        said, known = by.said(text), by.said(other)
        if (known.again or not said.again) and said.length >= options.shortest and by.same(said, known):
            return day
    return ""


def _near(one: Hints, other: Hints) -> bool:
    """Whether it is worth a closer look: most words of the one with fewer stand in the other, and most figures too."""
    if len(one.figures ^ other.figures) > _OTHER_FIGURES:
        return False
    return 3 * len(one.words & other.words) >= 2 * min(len(one.words), len(other.words))


@lru_cache(maxsize=4096)
def _hints(text: str) -> Hints:
    plain = unicodedata.normalize("NFKC", text)
    return Hints(frozenset(_WORD.findall(plain)), frozenset(_FIGURE.findall(plain)))


def _days_between(earlier: Meeting, later: Meeting) -> int:
    return (date.fromisoformat(later.date) - date.fromisoformat(earlier.date)).days


@lru_cache(maxsize=16)
def _comparison(options: SimilarToEarlier) -> Comparison:
    return Comparison(
        courtesies=_any(options.courtesies),
        asides=_any(options.asides),
        endings=_any(tuple(f"(?:{ending})$" for ending in options.endings)),
        again=_any(options.again),
        spellings=tuple((_any(each.also), each.as_.encode()) for each in options.spellings),
        turns=tuple(compiled(turn, groups=False) for turn in options.turns),
        small=frozenset(options.small),
    )


def _any(patterns: tuple[str, ...]) -> Any:
    return compiled("|".join(f"(?:{pattern})" for pattern in patterns), groups=False) if patterns else None


KIND = CheckKind(
    name="similar-to-earlier",
    summary=Bilingual(
        ja="前の会議と同じ文章になっていない（小さな違いは同じとみなす）",
        en="a text is not the same as in a meeting before, small edits aside",
    ),
    options=SimilarToEarlier,
    find=find,
    sight="earlier",
)
