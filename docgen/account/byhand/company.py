"""Names told by the company they keep: where most entries of a list stand under people, so do the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from docgen.account.actions.persons import Rank, forms, is_known, rank
from docgen.account.actions.shadow import shadow
from docgen.account.actions.strangers import may_be_name
from docgen.account.byhand.lines import Line

_NAME: Final = r"(?:[A-Z][\w.'-]{0,20}(?: [A-Z][\w.'-]{0,20})?|[一-鿿々ヶァ-ヺー]{1,6})"
_FRONT: Final = re.compile(rf"(?:[☐☑☒□✅]\s*|\[[ xX]\]\s*)?({_NAME})\s*(?:[:：]| [-–—] )")
_END: Final = re.compile(
    rf"[(（\[［【]({_NAME})(?:[)）\]］】]|[、,，／/;；・ ])[^()（）\[\]]{{0,24}}[)）\]］】]?[。.]?\s*\Z"
)
_LEAST: Final = 2


def company(lines: Sequence[Line], known: frozenset[str]) -> frozenset[str]:
    """The names that the entries of one list have in the same place, where at least one is somebody's for sure."""
    found: frozenset[str] = frozenset()
    for place in (_FRONT.match, _END.search):
        names = [match[1] for line in lines if (match := place(line.text))]
        if len(names) >= _LEAST and len(names) * 2 > len(lines):
            found |= _together(names, known)
    return found


def _together(names: Iterable[str], known: frozenset[str]) -> frozenset[str]:
    each = {name: rank(shadow(name)) for name in names}
    if not any(found >= Rank.LIKELY or is_known(name, known) for name, found in each.items()):
        return frozenset()
    return forms(name for name, found in each.items() if found >= Rank.MAYBE or may_be_name(shadow(name)))
