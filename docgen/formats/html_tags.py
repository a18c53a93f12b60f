"""What the tags of a page do to the text in them."""

from __future__ import annotations

from typing import Final


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
BOLD: Final = _names("b strong dt th summary")
ITALIC: Final = _names("i em")
STRUCK: Final = _names("s del strike")
BLOCKS: Final = HEADINGS.keys() | _names(
    "p div section article header footer main aside figure figcaption address details summary hr form fieldset "
    "legend center blockquote pre dl dt dd body html caption hgroup search dialog noframes menu dir ac:layout-section "
    "ac:layout-cell ac:rich-text-body ac:task-list ac:task en-note"
)
"""A line ends where one of these begins or ends."""
LISTS: Final = _names("ul ol menu dir")
TABLES: Final = _names("table thead tbody tfoot tr td th col")
HIDDEN: Final = _names(
    "script style template noscript svg math iframe object embed applet audio video canvas map xml colgroup datalist "
    "title nav ac:parameter ac:task-id ac:plain-text-body ac:image ac:task-status"
)
INLINE: Final = _names(
    "a abbr acronym big bdi bdo br button cite code data dfn font img input ins kbd label mark meter output progress q "
    "rb rp rt rtc ruby samp select small span sub sup textarea time tt u var wbr meta link base head option optgroup "
    "en-todo"
)
KNOWN: Final = BLOCKS | LISTS | HIDDEN | INLINE | TABLES | BOLD | ITALIC | STRUCK | {"li"}
"""Tags that are tags; anything else in angle brackets that people wrote in Markdown is text."""
EMPTY: Final = _names("br img input hr wbr meta link base col en-todo")
"""Tags that hold nothing."""
