"""Names told by the company they keep: where most entries of a list stand under people, so do the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from docgen.account.actions.lexicon import key, lexicon
from docgen.account.actions.persons import Rank, forms, is_known, rank
from docgen.account.actions.shadow import shadow
from docgen.account.actions.strangers import may_be_name
from docgen.account.byhand.lines import Line

_NAME: Final = r"(?:[A-Z][\w.'-]{0,20}(?: [A-Z][\w.'-]{0,20})?|[一-鿿々ヶァ-ヺー]{1,6})"
_FRONT: Final = re.compile(rf"(?:[☐☑☒□✅]\s*|\[[ xX]\]\s*)?({_NAME})\s*(?:[:：]| [-–—] )\s*(?P<verb>[a-z-]+)?")
_END: Final = re.compile(
    rf"[(（\[［【]({_NAME})(?:(?P<more>[、,，／/;；・ ][^()（）\[\]]{{1,24}})?[)）\]］】])[^()（）\[\]]{{0,8}}\Z"
)
_DIGIT: Final = re.compile("[0-9０-９]")
_LEAST: Final = 2


def company(lists: Iterable[Sequence[Line]], known: frozenset[str]) -> frozenset[str]:
    """The names that the entries of the lists of one meeting have in the same place, where at least one is somebody's
    for sure: known, made as names are, beside a day, or in front of what is to be done."""
    fronts: dict[str, bool] = {}
    ends: dict[str, bool] = {}
    for lines in lists:
        for line in lines:
            if match := _FRONT.match(line.text):
                sure = match["verb"] is not None and key(match["verb"]) in lexicon().verbs
                fronts[match[1]] = fronts.get(match[1], False) or sure
            if match := _END.search(line.text):
                ends[match[1]] = ends.get(match[1], False) or _DIGIT.search(match["more"] or "") is not None
    return _together(fronts, known) | _together(ends, known)


def _together(names: Mapping[str, bool], known: frozenset[str]) -> frozenset[str]:
    each = {name: rank(shadow(name)) for name in names}
    if len(each) < _LEAST:
        return frozenset()
    if not any(names[name] or found >= Rank.LIKELY or is_known(name, known) for name, found in each.items()):
        return frozenset()
    may_be = [name for name, found in each.items() if found >= Rank.MAYBE or may_be_name(shadow(name))]
    if len(may_be) * 3 <= len(each) * 2:
        return frozenset()
    return forms(name for name in may_be if each[name] < Rank.LIKELY and not is_known(name, known))
