"""What headings by style are the labels of: more than lines in plain text, as a heading stands above something."""

from __future__ import annotations

import re
from typing import Final

from docgen.account.byhand.naming import Named, Naming, naming, stripped
from docgen.account.labels import fold

_NUMBERED: Final = re.compile(r"\s*(?:[(（]?[0-9０-９]{1,2}[.．)）、:：]|[①-⑳])")
_KIND_OF: Final = re.compile(
    r"(?:[0-9０-９]{1,2}[.．、)）]?\s*)?(?!前回|継続|未完|完了|過去)(?:[^\s、。:：]{1,8}"
    r"(?:(アクション(?:プラン|アイテム|リスト|一覧)?|TODO|ToDo|宿題|タスク(?:リスト|一覧)|対応事項)|(?:決定|合意|決議)事項)"
    r"|(?:corrective|preventive|follow-up|agreed|new|open|resulting|key) (actions?(?: items?| plan)?))\Z",
    re.IGNORECASE,
)
"""Headings that say of which kind the decisions or action items below them are: 再発防止アクション."""
_HEADING: Final = frozenset({"date", "next", "views", "decisions", "action_items", "open_points"})
"""The labels that may stand in a heading with their value (次回：12/8)."""
PROPOSAL: Final = frozenset({"提案", "proposal"})
"""Words that are labels, but as headings by style what an item is called."""


def section_name(text: str) -> Named | None:
    """What a heading by style is the label of; None for one that names an item, such as a numbered その他."""
    words = naming()
    known = words.sections
    if text not in known:
        if len(known) > 20_000:
            known.clear()
        known[text] = _section_name(words, text)
    return known[text]


def _section_name(words: Naming, text: str) -> Named | None:
    named = words.bare(text)
    if named is None and (match := _KIND_OF.match(text)):
        return Named(("action_items" if match[1] or match[2] else "decisions",))
    if named is None:
        found = words.valued(text)
        return found.named if found and found.start < len(text) and set(found.named.names) <= _HEADING else None
    name = named.names[0]
    if name == "topic" or (name == "stance" and fold(stripped(text)) in PROPOSAL):
        return None
    return None if name in ("other", "carried") and _NUMBERED.match(text) else named
