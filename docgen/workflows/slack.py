"""A digest as messages of Slack, one for each member, in blocks of its Block Kit.

What people wrote shows as they wrote it: ``&``, ``<`` and ``>`` are escaped, and no ``*`` or ``_`` in it marks text.
Limits: https://docs.slack.dev/reference/block-kit/blocks
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from docgen.workflows.digest import Digest, MemberDigest, Thing
from docgen.workflows.digest_words import later, others

SECTION: Final = 3000
HEADER: Final = 150
"""Characters at most, as sent."""
PART: Final = 900
"""Characters of one thing's head or text, as sent: with an address they fit a section."""
_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_MARKS: Final = re.compile(r"[*_~`]")


def messages(digest: Digest) -> tuple[dict[str, Any], ...]:
    """The bodies of calls of ``chat.postMessage``; without a channel where members.csv has no slack_id."""
    return tuple(_message(morning, digest.language) for morning in digest.members)


def _message(morning: MemberDigest, language: str) -> dict[str, Any]:
    """Of at most a header, three sections and a context: far from the 50 blocks that a message may have."""
    channel = {"channel": morning.slack_id} if morning.slack_id else {}
    header = {"type": "plain_text", "text": fitting(morning.greeting, HEADER, entities), "emoji": False}
    blocks: list[dict[str, Any]] = [{"type": "header", "text": header}]
    blocks += [{"type": "section", "text": _words("\n".join(_lines(thing, language)))} for thing in morning.things]
    if morning.later:
        blocks.append({"type": "context", "elements": [_words(literal(later(morning.later).to(language)))]})
    return {**channel, "text": fitting(morning.greeting, PART, literal), "blocks": blocks}


def _lines(thing: Thing, language: str) -> Iterator[str]:
    head, url = fitting(thing.head, PART, literal), _address(thing.url)
    yield f"*<{url}|{head.replace('|', '｜')}>*" if url else f"*{head}*"
    yield fitting(thing.text, PART, literal)
    if thing.more:
        yield f"_{literal(others(thing.kind, thing.more).to(language))}_"


def _words(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def entities(text: str) -> str:
    """``text`` on one line, with the three characters escaped that Slack reads as its own."""
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literal(text: str) -> str:
    """``text`` as mrkdwn that shows it as it stands: zero-width spaces keep its marks from marking."""
    return _MARKS.sub("\u200b\\g<0>\u200b", entities(text))


def fitting(text: str, length: int, written: Callable[[str], str]) -> str:
    """``text`` as ``written``, cut so that this has at most ``length`` characters."""
    if len(written(text)) <= length:
        return written(text)
    kept = " ".join(text.split())[: length - 1]
    while len(written(kept)) > length - 1:
        kept = kept[: -max((len(written(kept)) - length) // 5, 1)]
    return written(kept) + "…"


def _address(url: str) -> str:
    """``url`` inside of angle brackets; empty for one that is not of the web, or too long for a section."""
    escaped = url.replace("&", "&amp;").replace("<", "%3C").replace(">", "%3E").replace("|", "%7C")
    return escaped if _WEB.match(url) and len(escaped) <= SECTION - 3 * PART else ""
