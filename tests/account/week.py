"""A small notation for events, meetings and a roster, for tests of weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from docgen.account.events import Event, Invitee
from docgen.account.model import Account, Meeting, Member, Present
from docgen.account.roster import Roster

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 30, 8, 30, tzinfo=TOKYO)
"""A Monday."""

KAEDE = Account("kaede", "株式会社楓食品", ("カエデ", "楓"), domains=("kaede.example.jp",))
KAEDE_LOGISTICS = Account("kaede-l", "楓食品ロジスティクス", domains=("logi.kaede.example.jp",))
YOSHINO = Account("yoshino", "𠮷野製作所", ("吉野",), domains=("yoshino.example.jp",))
HARBOUR = Account("harbour", "Harbour Hotels", ("HH",), domains=("harbour.example.com",), language="en")
ACCOUNTS = (KAEDE, KAEDE_LOGISTICS, YOSHINO, HARBOUR)
ROSTER = Roster(
    ACCOUNTS,
    (Member("sato", "佐藤 美咲", email="sato@ours.example.com"), Member("suzuki", "鈴木 健太", email="s@gmail.com")),
)
US = "佐藤<sato@ours.example.com>"
GUEST = "𠮷田 恵子<yoshida@kaede.example.jp>"


def who(text: str, **more: Any) -> Invitee:
    """``name<address>``, ``name`` or an address; ``!`` in front of one who declined."""
    declined = text.startswith("!")
    name, _, email = text.lstrip("!").rstrip(">").rpartition("<")
    if not name and "@" not in email:
        name, email = email, ""
    return Invitee(email, name, "declined" if declined else "accepted", **more)


def event(
    title: str = "週次定例", start: str = "2026-12-01T10:00", *people: str, uid: str = "u1", **more: Any
) -> Event:
    """An event of an hour in Tokyo; ``start`` may be a day. ``original``: as ``start``."""
    when = _when(start)
    length = timedelta(hours=1) if isinstance(when, datetime) else timedelta(days=1)
    original = more.pop("original", None)
    end = _when(more.pop("end")) if "end" in more else when + length
    return Event(
        uid, when, end, title, _when(original) if original else None, attendees=tuple(map(who, people)), **more
    )


def meeting(
    id: str,
    start: str = "2026-12-01T10:00",
    title: str = "週次定例",
    ours: Sequence[str] = (),
    theirs: Sequence[str] = (),
    **more: Any,
) -> Meeting:
    """A block of an hour in a document, anchored."""
    end = more.pop("end", (datetime.fromisoformat(start) + timedelta(hours=1)).isoformat()[:16] if "T" in start else "")
    return Meeting(
        id=id,
        date=start[:10],
        start=start,
        end=end,
        title=title,
        attendees=Present(ours=tuple(ours), theirs=tuple(theirs)),
        anchored=True,
        span=("t.0", 0, 1),
        **more,
    )


def _when(text: str) -> date:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO) if "T" in text else date.fromisoformat(text)
