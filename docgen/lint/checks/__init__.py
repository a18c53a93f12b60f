"""The check kinds, in one table. A new rule of a known kind is one YAML file; a new kind is one module here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from docgen.lint.checks import action_item_has, agenda_titles, block_in_place, field_filled, text_matches
from docgen.lint.gaps import CheckKind

CHECKS: Final[Mapping[str, CheckKind[Any]]] = {
    kind.name: kind
    for kind in (
        field_filled.KIND,
        action_item_has.KIND,
        agenda_titles.KIND,
        text_matches.KIND,
        block_in_place.KIND,
    )
}
