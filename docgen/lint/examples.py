"""The examples of rules, run: a good document gives no finding of its rule, a bad one those that it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from msgspec import ValidationError
from msgspec.structs import replace

from docgen.account.minutes import read_document
from docgen.account.model import Account, AccountDocument
from docgen.clock import zone
from docgen.errors import DocgenError, InputError, Text
from docgen.formats.markdown_document import markdown_document
from docgen.lint.checks import CHECKS
from docgen.lint.engine import lint
from docgen.lint.files import RuleFile
from docgen.lint.findings import Finding
from docgen.lint.rule import Bad, Expected, Good, Rule
from docgen.lint.selection import Selection

ACCOUNT = "example"
ZONE = "Asia/Tokyo"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one example went."""

    rule: str
    file: str
    line: int
    """1-based line of the example in the file."""
    group: Literal["good", "bad"]
    number: int
    """1-based, within its group."""
    problem: Text | None = None
    """What is not as the example says; None where all is."""


def outcomes(read: RuleFile) -> Iterator[Outcome]:
    """Every example of a rule, run."""
    for group, examples in (("good", read.rule.good), ("bad", read.rule.bad)):
        for at, example in enumerate(examples):
            yield Outcome(
                rule=read.rule.id,
                file=read.source.file,
                line=read.example_line(group, at),
                group="good" if group == "good" else "bad",
                number=at + 1,
                problem=problem(read.rule, example),
            )


def problem(rule: Rule, example: Good) -> Text | None:
    """What is not as ``example`` says, or None."""
    try:
        now = moment(example.now)
        document = read_example(example, now)
        told = replace(rule, options={**rule.options, **example.options})
        CHECKS[rule.check].read(told.options)
    except DocgenError as error:
        return Text(error.line("ja"), error.line("en"))
    except ValidationError as error:
        return Text(f"オプションが合いません: {error}", f"the options do not fit: {error}")
    if not document.meetings:
        return Text("日付のある会議の見出しが読み取れません", "no heading of a meeting with its date was found")
    found = lint(document, (told,), now=now, selection=Selection(enable=(rule.id,)))
    wanted = example.finds if isinstance(example, Bad) else 0
    if isinstance(wanted, int):
        if len(found) == wanted:
            return None
        return Text(
            f"{wanted}件のはずが{len(found)}件見つかりました{_listed(found)}",
            f"expected {wanted} finding(s), got {len(found)}{_listed(found)}",
        )
    if len(found) == len(wanted) and all(map(fits, wanted, found)):
        return None
    expected = "; ".join(_shown(each) for each in wanted)
    return Text(
        f"見つかるはずのもの: {expected}、見つかったもの{_listed(found) or ': なし'}",
        f"expected {expected}, found{_listed(found) or ': none'}",
    )


def moment(now: str) -> datetime:
    """``now`` of an example, aware.

    Raises ``InputError`` for what is not a date and time.
    """
    try:
        read = datetime.fromisoformat(now)
    except ValueError as error:
        raise InputError(
            Text(f"{now!r} は日時として読めません", f"{now!r} is not a date and time"),
            hint=Text("例: 2026-12-01T09:00", "for example 2026-12-01T09:00"),
        ) from error
    return read.replace(tzinfo=zone(ZONE)) if read.tzinfo is None else read


def read_example(example: Good, now: datetime) -> AccountDocument:
    """The document of ``example`` as docgen understands it at ``now``.

    Raises ``InputError`` for Markdown that cannot be read.
    """
    account = Account(
        ACCOUNT,
        ACCOUNT,
        stage=example.account.stage,
        karte=example.account.karte,
        language=example.account.language,
        time_zone=ZONE,
    )
    document = markdown_document(example.document, title=ACCOUNT, document_id=ACCOUNT)
    return read_document(document, account=account, now=now)


def fits(expected: Expected, found: Finding) -> bool:
    """Whether ``found`` is what an example expects; what it leaves open may be anything."""
    return all(
        wanted in (None, got)
        for wanted, got in (
            (expected.item, found.item_number),
            (expected.field, found.field),
            (expected.line, found.line),
            (expected.match, found.match),
            (expected.severity, found.severity),
        )
    )


def _shown(expected: Expected) -> str:
    names = ("item", "field", "line", "match", "severity")
    return ", ".join(f"{name} {value}" for name in names if (value := getattr(expected, name)) is not None)


def _listed(found: tuple[Finding, ...]) -> str:
    each = (f"item {f.item_number}, {f.field} {f.match or f.line}".strip() + f" ({f.severity})" for f in found)
    return ": " + "; ".join(each) if found else ""
