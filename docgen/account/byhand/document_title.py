"""What a document of minutes is called: which of its first lines says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from docgen.account.byhand.hints import Hints, front_title
from docgen.account.byhand.mail import is_greeting
from docgen.account.byhand.naming import Naming, naming
from docgen.document.walk import Cursor
from docgen.document.wire.styles import is_title

FIRST_LINES: Final = 6
SHORT: Final = 80
"""Characters of a line that may be a title, at most."""
_HEADER_LINE: Final = re.compile(r"[^\s:：]{1,10}[:：]|[-━─―═=_*#]{3,}")
"""As at the head of a mail."""
_SENT: Final = re.compile(r"\s[0-2]?[0-9]:[0-5][0-9](?:\s*[AP]M)?\Z", re.IGNORECASE)
"""Behind the name of who wrote what follows in a chat."""
_NUMBERED: Final = re.compile(r"[(（]?[0-9０-９]{1,2}\s*[.．)）、](?![0-9])|[①-⑳]")


def title_of(leaves: Sequence[Cursor], lines: Sequence[int], words: Naming, hints: Hints) -> tuple[int, str | None]:
    """The paragraph that a whole document begins with, and its title, where that paragraph does not say it."""
    first = lines[0]
    level = leaves[first].level
    if level > 1 and (title := front_title(hints)) and sum(leaf.level == level for leaf in leaves) > 1:
        return first, title  # the first of several items
    for i in lines[: 2 * FIRST_LINES]:
        if leaves[i].level == 1 or (i != first and _is_above_day(leaves, i, words)):
            if not _is_title(leaves[i], words):
                break
            return first, None if i == first and leaves[i].cell is None else leaves[i].text.strip()
        if words.valued(leaves[i].text) or words.bare(leaves[i].text):
            break
    if leaves[first].cell is None and _is_title(leaves[first], words):
        return first, None
    return first, front_title(hints)


def _is_above_day(leaves: Sequence[Cursor], i: int, words: Naming) -> bool:
    """Whether a line in bold stands right above one with the day of the meeting."""
    following = next((leaf for leaf in leaves[i + 1 : i + 4] if leaf.text.strip()), None)
    if following is None or leaves[i].cell is not None or not leaves[i].is_bold:
        return False
    found = words.valued(following.text)
    return found is not None and "date" in found.named.names


def _is_title(leaf: Cursor, words: Naming) -> bool:
    """Whether a line may be what a meeting is called."""
    text = leaf.text.strip()
    if len(text) > SHORT or leaf.paragraph.bullet is not None or text.endswith(("。", ".", "、", "，")):
        return False
    if words.bare(text) is not None or words.valued(text) is not None or words.tag(text) is not None:
        return False
    if is_greeting(text) or _SENT.search(text):
        return False
    return not _HEADER_LINE.match(text) and not _NUMBERED.match(text) and any(char.isalpha() for char in text)


def titles_of(leaves: Sequence[Cursor]) -> frozenset[int]:
    """Where the headings start that name a whole document: its first one, and one of the same level right behind it.
    Behind a title by style, only one right behind that."""
    found: list[Cursor] = []
    words = naming()
    titled = False
    for i, leaf in enumerate(leaves[: 4 * FIRST_LINES]):
        if not leaf.text.strip():
            continue
        if is_title(leaf.paragraph.style):
            titled = True
            continue
        heads = leaf.level == 1 or (not found and _is_above_day(leaves, i, words))
        if heads and len(found) < 2 and _is_title(leaf, words):
            found.append(leaf)
        elif found or leaf.level or titled or words.valued(leaf.text):
            break
        if titled:
            break
    return frozenset(leaf.start for leaf in found)
