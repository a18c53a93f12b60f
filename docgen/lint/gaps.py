"""What a check looks at, and what it finds: a place in a meeting where its rule is not kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

import msgspec

from docgen.account.model import AccountDocument, AgendaItem, Meeting, Span
from docgen.inputs.bilingual import Bilingual

Made = TypeVar("Made")
Sight = Literal["meeting", "earlier", "document"]
"""How much of a document a check looks at: what it finds stays the same as long as that does, and no more is shown to
it. `meeting`: the meeting alone; `earlier`: those before it too; `document`: everything."""


class Scene(msgspec.Struct, frozen=True, eq=False):
    """One meeting as a check sees it, with what stands around it."""

    meeting: Meeting
    document: AccountDocument
    """Without its meetings and its size for a check that does not look at the document."""
    earlier: tuple[Meeting, ...]
    """The meetings of days before its own, the latest first; none that was called off, none without a date."""
    now: datetime
    """The beginning of today, aware: what is found stays the same all day. The meeting's state tells if it is over."""
    memo: dict[Any, Any] = msgspec.field(default_factory=dict)
    """What was made of the document already; one for all its meetings."""

    def once(self, make: Callable[[AccountDocument], Made]) -> Made:
        """What ``make`` makes of the document, made once however many meetings look at it."""
        if make not in self.memo:
            self.memo[make] = make(self.document)
        made: Made = self.memo[make]
        return made


@dataclass(frozen=True, slots=True)
class Gap:
    """One place where a rule is not kept."""

    item: AgendaItem | None
    """None for the meeting itself."""
    field: str
    span: Span
    line: str = ""
    """The line in question as written; empty where there is none."""
    match: str = ""
    """The part of the line that gave it away."""
    unknown: bool = False
    """A known unknown stands there: somebody knows that nobody knows. Advice, with the rule's ``when_unknown``."""
    settled: bool = False
    """The thing is done already: advice, since little can come of the gap."""
    whole: bool = False
    """It is about the document, whichever meeting stands on top."""


Options = TypeVar("Options", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class CheckKind(Generic[Options]):
    """A way of checking that any number of rules can use, each with options of its own."""

    name: str
    summary: Bilingual
    options: type[Options]
    find: Callable[[Scene, Options], Iterator[Gap]]
    """The gaps of one meeting, in the order of the document. Pure."""
    fixable: tuple[str, ...] = ()
    """The fields of which ``lint --fix`` can mend the gaps."""
    sight: Sight = "meeting"
    """What of the scene ``find`` looks at besides ``now``."""

    def read(self, options: dict[str, Any]) -> Options:
        """Typed options. Raises ``msgspec.ValidationError`` for an unknown name or a value of the wrong shape."""
        return msgspec.convert(options, self.options)
