"""What the room looks at, and how long it has looked at each item: kept over a restart of the server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from docgen.workflows.live.values import OTHER, Board


class Sitting(msgspec.Struct, frozen=True, kw_only=True):
    """Of one meeting."""

    meeting: str
    focus: str = OTHER
    since: str = ""
    """ISO moment."""
    spent: dict[str, int] = {}
    """Seconds, by key of the item, without those since ``since``."""

    @classmethod
    def found(cls, path: Path, board: Board, now: datetime) -> Sitting:
        """What is kept at ``path`` of the meeting on ``board``; else its first item, from ``now`` on."""
        try:
            kept = msgspec.json.decode(path.read_bytes(), type=cls)
        except (OSError, msgspec.DecodeError):
            kept = None  # it is disposable
        keys = [item.key for item in board.items]
        if kept and kept.meeting == board.meeting.id and kept.focus in (*keys, OTHER):
            return kept
        first = keys[0] if keys else OTHER
        return cls(meeting=board.meeting.id, focus=first, since=now.isoformat(timespec="seconds"))

    def moved(self, focus: str, now: datetime) -> Sitting:
        """The room looks at ``focus`` now."""
        if focus == self.focus:
            return self
        spent = {**self.spent, self.focus: self.spent.get(self.focus, 0) + _seconds(self.since, now)}
        return msgspec.structs.replace(self, focus=focus, since=now.isoformat(timespec="seconds"), spent=spent)

    def on(self, board: Board) -> Board:
        """``board`` with what the room looks at: what stands outside the items, where that item is gone."""
        keys: Mapping[str, object] = {item.key: item for item in board.items}
        focus = self.focus if self.focus in keys else OTHER
        return msgspec.structs.replace(board, focus=focus, since=self.since, spent=self.spent)

    def keep(self, path: Path) -> None:
        """Keep it at ``path``, if that can be done: nothing depends on it."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(msgspec.json.encode(self))
        except OSError:
            return


def _seconds(since: str, now: datetime) -> int:
    if not since:
        return 0
    return max(0, int((now - datetime.fromisoformat(since)).total_seconds()))
