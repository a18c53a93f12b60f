"""``text-says-more``: a text says more than sentences of certain shapes, e.g. than that something is to be looked into.

What a sentence is worth is told by its shape, mostly by how it ends in Japanese and how it begins in English. A
sentence of no shape that is listed says enough: where unsure, nothing is asked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, Literal, NamedTuple

import msgspec

from docgen.account.labels import labels
from docgen.account.model import AgendaItem, Kind, Meeting, Span, Status
from docgen.errors import Text
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.typed import UnfitError
from docgen.lint.gaps import CheckKind, Gap, Scene
from docgen.lint.patterns import compiled, valid
from docgen.lint.sentences import Sentence, sentences
from docgen.lint.titles import TitleList, in_lists

_NAME: Final = re.compile(r"\{([a-z_]+)\}")
_PATTERNS: Final = (
    "courtesies",
    "lacking",
    "lacking_anyway",
    "lacking_alone",
    "enough",
    "weak_reasons",
    "asking_titles",
)


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
        known = _known(self.words)
        for option in _PATTERNS:
            for at, pattern in enumerate(getattr(self, option)):
                for name in _NAME.findall(pattern):
                    if name not in known:
                        raise UnfitError(
                            Text(f"`words` に {name!r} はありません", f"there is no {name!r} among `words`"),
                            path=(option, at),
                        )
                valid(_filled(pattern, known), option, at)


class Shapes(NamedTuple):
    """The patterns of a rule, compiled; None for those of which there are none."""

    courtesies: Any
    lacking: Any
    lacking_anyway: Any
    lacking_alone: Any
    enough: Any
    weak_reasons: Any
    asking_titles: Any

    def says_more(self, text: str, reason: str = "", title: str = "") -> bool:
        """Whether ``text`` says enough, with ``reason`` beside it and under ``title``."""
        alone = False
        said = [self._plain(each) for each in sentences(text)]
        for each in said:
            if _has(self.lacking_anyway, each.whole):
                continue
            if _has(self.enough, each.text):
                return True
            if _has(self.lacking, each.text):
                continue
            if not _has(self.lacking_alone, each.text):
                return True
            alone = True
        if not said or (alone and _has(self.asking_titles, unicodedata.normalize("NFKC", title).casefold())):
            return True
        return bool(reason) and self._reasoned(reason, alone)

    def _reasoned(self, reason: str, alone: bool) -> bool:
        said = [self._plain(each).text for each in sentences(reason)]
        return any(_has(self.enough, each) or (alone and not _has(self.weak_reasons, each)) for each in said)

    def _plain(self, sentence: Sentence) -> Sentence:
        if self.courtesies is None or not _has(self.courtesies, sentence.whole):
            return sentence
        return Sentence(*(self.courtesies.sub(b"", each.encode()).decode().strip(" 、,") for each in sentence))


def find(scene: Scene, options: TextSaysMore) -> Iterator[Gap]:
    """One gap for each text that says too little."""
    meeting = scene.meeting
    parts = meeting.items if options.field == "stance" else tuple(meeting.parts())
    for part in parts:
        texts = list(_texts(part, options.field))
        if not texts or not _asked(part, texts, options):
            continue
        shapes = _shapes(options)
        item = part if isinstance(part, AgendaItem) else None
        reason = str(getattr(item, options.reason)) if options.reason and item else ""
        if labels().is_none(reason) or labels().is_unknown(reason):
            reason = ""
        for line, text, span in texts:
            if not labels().is_none(line) and not shapes.says_more(text, reason, part.title):
                yield Gap(
                    item=item,
                    field=options.field,
                    span=span,
                    line=line.strip(),
                    unknown=labels().is_unknown(line),
                )


def _asked(part: Meeting | AgendaItem, texts: list[tuple[str, str, Span]], options: TextSaysMore) -> bool:
    if isinstance(part, Meeting):
        return True
    if part.kind in options.unknown_is_asked and all(
        labels().is_unknown(line) or labels().is_none(line) for line, _, _ in texts
    ):
        return False
    if options.kinds and part.kind is not None and part.kind not in options.kinds:
        return False
    return not (options.except_titles and in_lists(part.title, options.except_titles))


def _texts(part: Meeting | AgendaItem, field: str) -> Iterator[tuple[str, str, Span]]:
    """Each text of ``field``: its line, the same with what stands nested under it, and where it stands."""
    held = getattr(part, field, ())
    if isinstance(held, str):
        if held.strip():
            yield held, held, part.span
        return
    for entry in held:
        if entry.text.strip() and getattr(entry, "status", Status.OPEN) in (Status.OPEN, Status.UNKNOWN):
            yield entry.text, "\n".join((entry.text, *entry.details)), entry.span


@lru_cache(maxsize=64)
def _shapes(options: TextSaysMore) -> Shapes:
    known = _known(options.words)
    return Shapes(*(_compiled(getattr(options, name), known) for name in _PATTERNS))


def _compiled(patterns: tuple[str, ...], known: dict[str, str]) -> Any:
    return compiled("|".join(f"(?:{_filled(each, known)})" for each in patterns), groups=False) if patterns else None


def _known(words: tuple[Words, ...]) -> dict[str, str]:
    known: dict[str, str] = {}
    for each in words:
        known[each.name] = f"(?:{'|'.join(_filled(word, known) for word in each.any)})"
    return known


def _filled(pattern: str, known: dict[str, str]) -> str:
    return _NAME.sub(lambda found: known.get(found[1], found[0]), pattern)


def _has(pattern: Any, text: str) -> bool:
    return pattern is not None and pattern.search(text.encode("utf-8", "replace")) is not None


KIND = CheckKind(
    name="text-says-more",
    summary=Bilingual(
        ja="文章が、決まった形の文（挨拶、予定、検討中など）だけで終わっていない",
        en="a text says more than sentences of certain shapes (a greeting, a step, “under review”)",
    ),
    options=TextSaysMore,
    find=find,
)
