"""A rule as a team writes it: one YAML file with its metadata, reason, question and examples together.

A rule holds no code. It names a check kind (``docgen.lint.checks``) and gives it options.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec

from docgen.inputs.bilingual import Bilingual


class Severity(StrEnum):
    """How much a gap matters."""

    ERROR = "error"
    """It makes the minutes useless later."""
    WARNING = "warning"
    ADVICE = "advice"
    """A judgement call, or a known unknown."""

    @property
    def weight(self) -> int:
        """Higher is more severe."""
        return {"error": 2, "warning": 1, "advice": 0}[self.value]


class Phase(StrEnum):
    """When a rule speaks."""

    BEFORE = "before"
    """Of meetings that are planned."""
    AFTER = "after"
    """Of meetings that were held."""
    ALWAYS = "always"


class Pack(StrEnum):
    """What a rule is about."""

    MEETING = "meeting"
    KARTE = "karte"
    DOCUMENT = "document"


Language = Literal["ja", "en"]
Sentence = Annotated[str, msgspec.Meta(min_length=1)]


class ExampleAccount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The kind of account that an example speaks of."""

    language: Language = "ja"
    stage: str = "onboarding"
    karte: Literal["full", "brief", "none"] = "none"


class Good(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document in which the rule finds nothing."""

    now: Sentence
    """ISO date and time at which the document is read, in Japan where it has no offset."""
    document: Sentence
    """Markdown minutes, as ``docgen export --to md`` writes them."""
    account: ExampleAccount = ExampleAccount()
    note: Bilingual | None = None
    """What the example is about, for readers."""
    options: dict[str, Any] = {}
    """Options of the rule that are others in this example: what takes 700,000 characters is shown with 70."""


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One finding that an example gives; what is left out may be anything."""

    item: int | None = None
    """Number of the agenda item; 0 for the meeting itself."""
    field: str | None = None
    line: str | None = None
    match: str | None = None
    severity: Severity | None = None


class Bad(Good, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document in which the rule finds something."""

    finds: Annotated[int, msgspec.Meta(ge=1)] | Annotated[tuple[Expected, ...], msgspec.Meta(min_length=1)] = 1
    """How many findings, or which ones, in the order of the document."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule of ``lint_rules`` or of a team's own."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)+$", max_length=64)]
    """A sentence of what is right, in kebab case; the name of the file."""
    pack: Pack
    phase: Phase
    step: Annotated[int, msgspec.Meta(ge=1, le=4)]
    """The adoption step from which the rule is on."""
    severity: Severity
    check: str
    """The check kind."""
    options: dict[str, Any] = {}
    """What the check kind is told; its shape depends on ``check``."""
    summary: Bilingual
    why: Bilingual
    message: Bilingual
    """The question to ask next, as one could say it aloud. May hold ``{item}`` ``{number}`` ``{meeting}`` ``{field}``
    ``{line}`` ``{match}``."""
    when_unknown: Bilingual | None = None
    """The question where a known unknown (未定) stands: then the finding is advice. Without it there is none."""
    offer: Bilingual | None = None
    """How `docgen prepare` puts it under 次回ご相談したいこと of the next meeting, where it stays unanswered: the
    customer reads it. May hold ``{item}`` ``{number}`` ``{line}``. Without it nothing is put there."""
    off: Bilingual | None = None
    """Why it is off as it comes: what it asks about does not exist yet. `enable` in docgen.toml switches it on."""
    good: Annotated[tuple[Good, ...], msgspec.Meta(min_length=1)]
    bad: Annotated[tuple[Bad, ...], msgspec.Meta(min_length=1)]


PLACEHOLDER = re.compile(r"\{(\w+)\}")
PLACEHOLDERS = ("item", "number", "meeting", "field", "line", "match")
"""What the questions of a rule may refer to."""
SHOWN = ("item", "number", "line")
"""Those of them that the customer may read."""


def fill(template: str, values: dict[str, str]) -> str:
    """``template`` with its placeholders filled in; braces in the values stay as they are."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)
