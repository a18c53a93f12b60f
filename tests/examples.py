"""How many examples a slow property is tried with: few in the suite, more by hand (``DOCGEN_EXAMPLES``)."""

from __future__ import annotations

import os


def examples(few: int) -> int:
    """``few``, or what ``DOCGEN_EXAMPLES`` asks for."""
    return int(os.environ.get("DOCGEN_EXAMPLES", few))
