"""Findings as SARIF 2.1.0 (OASIS), for code scanning and for whatever else reads results of linters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import quote

import msgspec

from docgen import __version__
from docgen.inputs.bilingual import Bilingual
from docgen.lint.findings import Finding
from docgen.lint.outputs.printing import Printing, seen
from docgen.lint.rule import Rule, Severity

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "note",
}
FINGERPRINT: Final = "docgenFindingId/v1"
_LINK: Final = re.compile(r"\](?=\()")


def as_sarif(findings: Sequence[Finding], printing: Printing) -> str:
    """One run, in which what is known is suppressed and nothing names a folder of this machine; ends in a newline."""
    used = sorted({each.rule for each in findings})
    known = {rule.id: rule for rule in printing.rules}
    run = {
        "tool": {
            "driver": {
                "name": "docgen",
                "semanticVersion": __version__,
                "version": __version__,
                "language": printing.language,
                "rules": [_rule(name, known.get(name), printing) for name in used],
            }
        },
        "language": printing.language,
        "columnKind": "utf16CodeUnits",
        "results": [_result(each, used.index(each.rule), printing) for each in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _rule(name: str, rule: Rule | None, printing: Printing) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    language = printing.language
    both = (rule.summary, rule.why)
    return {
        "id": name,
        "shortDescription": {"text": rule.summary.to(language)},
        "fullDescription": {"text": rule.why.to(language)},
        "help": {"text": _both(both, "\n\n"), "markdown": _both(both, "\n\n", "**{}**")},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.pack.value, rule.phase.value]},
    }


def _both(said: tuple[Bilingual, Bilingual], between: str, strong: str = "{}") -> str:
    """Summary and reason in each language."""
    summary, why = said
    return between.join(
        part for language in ("ja", "en") for part in (strong.format(summary.to(language)), why.to(language))
    )


def _result(finding: Finding, number: int, printing: Printing) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": LEVELS[finding.severity],
        "message": {"text": message(finding.message.to(printing.language))},
        "locations": [_location(finding, printing)],
        "partialFingerprints": {FINGERPRINT: finding.id},
        "properties": {"fixable": finding.fixable, "knownUnknown": finding.known_unknown, "field": finding.field},
    }
    if printing.baseline:
        made["baselineState"] = "unchanged" if finding.known else "new"
    # In a log of which some results are suppressed, all that are not say so (§3.27.23).
    made["suppressions"] = [{"kind": "external", "status": "accepted"}] if finding.known else []
    return made


def _location(finding: Finding, printing: Printing) -> dict[str, Any]:
    parts = [finding.account or finding.account_name, finding.meeting]
    if finding.item_number:
        parts.append(str(finding.item_number))
    name = finding.item_title or finding.meeting_title or finding.meeting
    place: dict[str, Any] = {"logicalLocations": [{"name": seen(name), "fullyQualifiedName": seen("/".join(parts))}]}
    if finding.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": file_uri(finding.file)}}
        if finding.file_line:
            physical["region"] = {"startLine": finding.file_line}
        place["physicalLocation"] = physical
    elif there := printing.link(finding):
        place["physicalLocation"] = {"artifactLocation": {"uri": quote(there, safe=":/?#=&%+,;@!$'()*~")}}
    return place


def file_uri(file: str) -> str:
    """A reference to a file, from where docgen was started; of one that was named from the root, its name alone."""
    path = PurePath(file)
    return quote(path.name if path.is_absolute() else path.as_posix())


def message(text: str) -> str:
    """``text`` as a plain message, in which braces would stand for arguments and brackets for links."""
    return _LINK.sub(r"\\]", seen(text).replace("{", "{{").replace("}", "}}"))
