"""Which kinds of request are emulated, as a table for docs/coverage.md.

python -m docgen.emulator.coverage > docs/coverage.md
"""

from __future__ import annotations

from typing import Final

from docgen.emulator.discovery import api, kinds
from docgen.emulator.routes import ROUTES
from docgen.emulator.table import HANDLERS

RECORDED: Final = frozenset(
    {
        "createNamedRange",
        "createParagraphBullets",
        "deleteContentRange",
        "insertTable",
        "insertText",
        "updateParagraphStyle",
        "updateTextStyle",
    }
)
"""Kinds of which a recording of the real service is reproduced; the others follow what the API documents."""


def _row(kind: str) -> str:
    if kind not in HANDLERS:
        return f"| `{kind}` | refused by name | |"
    return f"| `{kind}` | yes | {'recorded' if kind in RECORDED else 'documented'} |"


def table() -> str:
    """The page, from the discovery document and the table of handlers."""
    known = kinds()
    done = [kind for kind in known if kind in HANDLERS]
    return "\n".join(
        [
            "# What the embedded Docs service covers",
            "",
            "Generated from the API's discovery document and the table of handlers:"
            " `python -m docgen.emulator.coverage > docs/coverage.md`. What differs from Google, or is not known, is in"
            " [deviations.md](deviations.md).",
            "",
            f"## Requests of documents.batchUpdate ({len(done)} of {len(known)}, revision {api().revision})",
            "",
            "| kind | emulated | after |",
            "|---|---|---|",
            *map(_row, known),
            "",
            "## Methods",
            "",
            *(f"- `{route.method}`" for route in ROUTES),
            "",
        ]
    )


if __name__ == "__main__":
    print(table(), end="")
