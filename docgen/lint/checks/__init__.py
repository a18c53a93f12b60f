"""The check kinds, in one table. A new rule of a known kind is one YAML file; a new kind is one module here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from docgen.lint.checks import (
    action_item_has,
    action_item_open,
    agenda_minutes,
    agenda_titles,
    block_in_place,
    document_size,
    field_empty,
    field_filled,
    finished_in_time,
    newest_first,
    open_items_shown,
    similar_to_earlier,
    talk_speaks_of,
    template_version,
    text_matches,
    text_says_more,
    weekday_matches,
)
from docgen.lint.gaps import CheckKind

CHECKS: Final[Mapping[str, CheckKind[Any]]] = {
    kind.name: kind
    for kind in (
        field_filled.KIND,
        action_item_has.KIND,
        agenda_titles.KIND,
        text_matches.KIND,
        block_in_place.KIND,
        field_empty.KIND,
        action_item_open.KIND,
        open_items_shown.KIND,
        agenda_minutes.KIND,
        weekday_matches.KIND,
        finished_in_time.KIND,
        newest_first.KIND,
        document_size.KIND,
        template_version.KIND,
        text_says_more.KIND,
        similar_to_earlier.KIND,
        talk_speaks_of.KIND,
    )
}
