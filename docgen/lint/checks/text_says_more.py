"""``text-says-more``: a text says more than sentences of certain shapes, e.g. than that something is to be looked into.

What a sentence is worth is told by its shape, mostly by how it ends in Japanese and how it begins in English. A
sentence of no shape that is listed says enough: where unsure, nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

import msgspec

from docgen.account.labels import labels
from docgen.account.model import ActionItem, AgendaItem, Entry, Kind, Meeting, Span, Status
from docgen.errors import Text
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.typed import UnfitError
from docgen.lint.gaps import CheckKind, Gap, Scene
from docgen.lint.patterns import valid
from docgen.lint.shapes import Shapes, filled, known_words
from docgen.lint.titles import TitleList, in_lists

_PATTERNS: Final = (
    "lacking", "lacking_anyway", "lacking_alone", "enough", "courtesies", "weak_reasons", "asking_titles",
)  # fmt: skip
_AHEAD: Final = (Status.OPEN, Status.UNKNOWN)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that play the same part, under a name that patterns refer to."""

    name: str
    """``{name}`` in a pattern is any of them."""
    any: tuple[str, ...]
    """Regular expressions, which may refer to words above."""


class TextSaysMore(msgspec.Struct, frozen=True, eq=False, forbid_unknown_fields=True):
    """Options of ``text-says-more``. All patterns are looked for in one sentence at a time, after NFKC, in lower case,
    without bullets and full stops; `^` and `$` are its beginning and its end."""

    field: Literal["stance", "ask", "goal", "views", "decisions", "action_items", "open_points", "to_ask"]
    """Whose texts. Each entry of a list is one text, with what stands nested under it."""
    lacking: tuple[str, ...] = ()
    """A sentence that matches says too little, unless it also matches `enough`."""
    lacking_anyway: tuple[str, ...] = ()
    """The same, whatever else the sentence says; looked for in brackets at its end as well."""
    lacking_alone: tuple[str, ...] = ()
    """As `lacking`, but a reason beside it makes up for it, and so does a title that asks what it answers."""
    enough: tuple[str, ...] = ()
    """One sentence that matches makes the text say enough."""
    courtesies: tuple[str, ...] = ()
    """Parts of a sentence that are taken away before it is looked at."""
    words: tuple[Words, ...] = ()
    """Words that the patterns refer to as `{name}`."""
    reason: Literal["because", "ask", ""] = ""
    """The field of the item in which a reason may stand. What matches `enough` there makes up for everything."""
    weak_reasons: tuple[str, ...] = ()
    """Sentences that are no reason, even there."""
    kinds: tuple[Kind, ...] = ()
    """Not items of other kinds; those without a kind always. None given: all."""
    except_titles: tuple[TitleList, ...] = ()
    """Not items whose title is in one of these lists."""
    asking_titles: tuple[str, ...] = ()
    """Titles of items that ask something: what matches `lacking_alone` may be the answer."""
    unknown_is_asked: tuple[Kind, ...] = ()
    """Items of these kinds in which nothing but known unknowns (未定) stands in the field: another rule asks there."""

    def __post_init__(self) -> None:
        if not (self.lacking or self.lacking_anyway or self.lacking_alone):
            raise UnfitError(
                Text(
                    "`lacking`、`lacking_anyway`、`lacking_alone` のどれかが要ります",
                    "one of `lacking`, `lacking_anyway` and `lacking_alone` is needed",
                )
            )
        known: dict[str, str] = {}
        for at, words in enumerate(self.words):
            for place, word in enumerate(words.any):
                _filled(word, known, "words", at, "any", place)
            known |= known_words([(words.name, [_filled(word, known) for word in words.any])])
        for option in _PATTERNS:
            for at, pattern in enumerate(getattr(self, option)):
                valid(_filled(pattern, known, option, at), option, at)


Line = tuple[str, str, Span]
"""One text of the field: the line, the same with what stands nested under it, and where it stands."""


def find(scene: Scene, options: TextSaysMore) -> Iterator[Gap]:
    """One gap for each text that says too little."""
    held = [(part, lines) for part in scene.meeting.parts() if (lines := _lines(part, options.field))]
    if not held:
        return
    shapes = _shapes(options)
    if not shapes.may_lack("\n".join([text for _, lines in held for _, text, _ in lines])):
        return
    for part, lines in held:
        item = part if isinstance(part, AgendaItem) else None
        reason = str(getattr(item, options.reason)) if item and options.reason else ""
        if labels().is_none(reason) or labels().is_unknown(reason):
            reason = ""
        for line, text, span in lines:
            if (
                not shapes.says_more(text, reason, part.title)
                and not labels().is_none(line)
                and (item is None or _asked(item, lines, options))
            ):
                unknown = labels().is_unknown(line)
                yield Gap(item=item, field=options.field, span=span, line=line.strip(), unknown=unknown)


def _asked(item: AgendaItem, lines: list[Line], options: TextSaysMore) -> bool:
    """Whether this rule asks about ``item``."""
    if item.kind in options.unknown_is_asked and all(
        labels().is_unknown(line) or labels().is_none(line) for line, _, _ in lines
    ):
        return False
    if options.kinds and item.kind is not None and item.kind not in options.kinds:
        return False
    return not in_lists(item.title, options.except_titles)


def _lines(part: Meeting | AgendaItem, field: str) -> list[Line]:
    held: str | tuple[Entry | ActionItem, ...] = getattr(part, field, ())
    if isinstance(held, str):
        return [(held, held, part.span)] if held.strip() else []
    return [
        (entry.text, "\n".join((entry.text, *entry.details)) if entry.details else entry.text, entry.span)
        for entry in held
        if entry.text.strip() and (isinstance(entry, Entry) or entry.status in _AHEAD)
    ]


@lru_cache(maxsize=64)
def _shapes(options: TextSaysMore) -> Shapes:
    known = known_words((each.name, each.any) for each in options.words)
    return Shapes(*(tuple(filled(each, known) for each in getattr(options, name)) for name in _PATTERNS))


def _filled(pattern: str, known: dict[str, str], *path: str | int) -> str:
    """``pattern`` with its words. Raises ``UnfitError`` for a name that is not among those above."""
    try:
        return filled(pattern, known)
    except KeyError as error:
        name = error.args[0]
        problem = Text(f"`words` に {name!r} はありません", f"there is no {name!r} among `words`")
        raise UnfitError(problem, path=path) from error


KIND = CheckKind(
    name="text-says-more",
    summary=Bilingual(
        ja="文章が、決まった形の文（挨拶、予定、検討中など）だけで終わっていない",
        en="a text says more than sentences of certain shapes (a greeting, a step, “under review”)",
    ),
    options=TextSaysMore,
    find=find,
)
