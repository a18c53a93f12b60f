"""Where a text style links to, whichever of the API's shapes says so."""

from __future__ import annotations

from typing import NamedTuple

from docgen.document.nodes import NOTHING, Style


class Link(NamedTuple):
    """An address, or a place in the same document: a tab, or a heading or bookmark in it. What is not said is empty."""

    url: str = ""
    tab: str = ""
    heading: str = ""
    bookmark: str = ""


def link_of(style: Style | None) -> Link | None:
    """The link of a text style, or None."""
    link = (style or NOTHING).get("link")
    if not link:
        return None
    heading, bookmark = (link.get(kind) or NOTHING for kind in ("heading", "bookmark"))
    return Link(
        url=str(link.get("url", "")),
        tab=str(link.get("tabId") or heading.get("tabId") or bookmark.get("tabId") or ""),
        heading=str(link.get("headingId") or heading.get("id", "")),
        bookmark=str(link.get("bookmarkId") or bookmark.get("id", "")),
    )


def address(link: Link) -> str:
    """The link as the end of the document's own address in the editor, or the address that it leads to."""
    if link.url:
        return link.url
    tab = f"?tab={link.tab}" if link.tab else ""
    part = f"#heading={link.heading}" if link.heading else f"#bookmark={link.bookmark}" if link.bookmark else ""
    return tab + part
