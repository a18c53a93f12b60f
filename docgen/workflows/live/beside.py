"""What only we see beside a meeting that goes on: notes taken and written, all else made anew where it may be another.

``note`` and ``discard`` may be called from any thread; the rest by the one that owns the workspace.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import msgspec

from docgen.account.model import Account, Meeting
from docgen.connect.outbox import Outbox
from docgen.errors import DocgenError
from docgen.inputs.bilingual import Bilingual
from docgen.workflows.base import Workspace
from docgen.workflows.live.aside import aside_of, rules_now
from docgen.workflows.live.notes import accept_note, notes, write_notes
from docgen.workflows.live.sight import Seen, stuck_in
from docgen.workflows.live.values import Aside

EVERY: Final = 2.0
"""Seconds between two looks."""


class Beside:
    """The aside of one meeting; ``whisper`` tells our side of a new one."""

    def __init__(
        self, workspace: Workspace, account: Account, outbox: Outbox, whisper: Callable[[Aside], None]
    ) -> None:
        """Raises ``InputError`` for a rule that cannot be used."""
        self._workspace = workspace
        self._account = account
        self._outbox = outbox
        self._whisper = whisper
        self.rules = rules_now(workspace)
        self.aside = Aside()
        self._problems: tuple[Bilingual, ...] = ()
        self._waits = True
        """Whether notes may wait: an earlier run may have left some."""
        self._notes = 0
        """How many times there were other notes."""
        self._next = 0.0
        self._made_of: object = None

    def note(self, meeting: Meeting, id: str, text: str) -> None:
        """Take a note about ``meeting``. Raises ``InputError`` as ``accept_note``."""
        accept_note(self._workspace, self._account, meeting, id, text)
        self._notes += 1
        self._waits = True

    def discard(self, operation: str) -> None:
        """Forget what is stuck. From any thread."""
        self._outbox.withdraw(operation)
        self._next = 0.0

    def report(self, problems: tuple[Bilingual, ...]) -> None:
        """What could not be done at the end."""
        self._problems = problems
        self._made_of = None

    def write(self) -> None:
        """Write the notes that wait; those that cannot be written go on waiting, and are shown so."""
        if self._waits:
            self._waits = False  # first: one that is taken meanwhile sets it again
            try:
                self._notes += write_notes(self._workspace, self._account)
            except DocgenError:
                self._waits = True

    def look(self, seen: Seen, *, at_once: bool = False) -> None:
        """Make the aside anew where anything it is made of is another; not more often than is of use."""
        if time.monotonic() < self._next and not at_once:
            return
        workspace, account = self._workspace, self._account
        now = workspace.now(account)
        stuck = tuple(stuck_in(self._outbox, workspace.document_id(account), account.language))
        made_of = seen, self._notes, stuck, f"{now:%H:%M}"
        if made_of == self._made_of:
            return
        self._next = time.monotonic() + EVERY
        try:
            told = notes(workspace, account, seen.meeting)
            aside = aside_of(workspace, account, seen.document, seen.meeting, now, told, stuck, self.rules)
        except DocgenError:
            return  # what everybody sees is not held up by it
        self._made_of = made_of
        aside = msgspec.structs.replace(aside, problems=self._problems)
        if aside != self.aside:
            self.aside = aside
            self._whisper(aside)
