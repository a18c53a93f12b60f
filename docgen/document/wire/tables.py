"""Tables: styles that set the widths of their columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docgen.document.wire.styles import points

JSON = dict[str, Any]


def fixed_columns(shares: Sequence[float], width: float) -> JSON:
    """The style of a table whose columns have their ``shares`` of ``width`` points."""
    whole = sum(shares)
    widths = [round(width * share / whole, 2) for share in shares]
    return {"tableColumnProperties": [{"widthType": "FIXED_WIDTH", "width": points(each)} for each in widths]}


def even_columns(columns: int) -> JSON:
    """The style of a table whose columns are equally wide."""
    return {"tableColumnProperties": [{"widthType": "EVENLY_DISTRIBUTED"}] * columns}
