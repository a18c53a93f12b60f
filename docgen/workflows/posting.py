"""The minutes of a meeting posted to the team's chat once, and edited there from then on.

Where the message stands is kept among the facts of the meeting in the customer's document, so that any machine edits
the same one. Before the first post, that it is about to be sent is noted here on disk; the note goes when the document
has the fact. A post whose answer was lost, or whose note a crash has left, is looked for in the channel by its key.
What remains: where the app may not read the channel, people are asked once to look, and the next run posts.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import msgspec

from docgen.account.model import Account
from docgen.account.outline import POSTED
from docgen.connect.chat import Chat, Place, token
from docgen.connect.chat_failures import CannotLookError, ChannelError, GoneError
from docgen.errors import DocgenError, OutcomeUnknownError, Text, UnavailableError
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.lock import held
from docgen.inputs.system import refusal
from docgen.inputs.write import make_folder, write_bytes
from docgen.workflows.base import Workspace
from docgen.workflows.chat_file import written_down
from docgen.workflows.chat_message import Message, message
from docgen.workflows.close import ReadBack
from docgen.workflows.ours import owner_of
from docgen.workflows.posted import CHAT, facts_about, place_of, tell

SKEW: Final = 3600.0
"""Seconds by which our clock and Slack's may differ."""
DAY: Final = 86400.0
HISTORY: Final = "channels:history"
"""What an app needs to look through a channel."""


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the post about a meeting."""

    outcome: Literal["posted", "edited", "failed"]
    place: str
    """Id of the Slack channel, or path of the file."""
    at: str = ""
    """ISO moment at which it was first posted, with offset; empty where it is not known to be there."""
    message: Bilingual
    """The same in a line for people: if it failed, why, and what to do."""


class Closed(ReadBack, frozen=True):
    """A meeting that was closed, and what became of the post about it."""

    posted: Posted | None = None
    """Nothing where no chat and no file is set up, or none was asked for."""


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """What is noted on disk of a post that the document does not tell yet."""

    since: float
    """When it was about to be sent, in seconds since 1970."""
    at: str
    place: tuple[str, str] | None = None
    """Where it stands, once Slack has told."""
    told: bool = False
    """Whether people have been asked to look whether it is there."""


def post(workspace: Workspace, account: Account, done: ReadBack) -> Posted | None:
    """Post the minutes of a meeting that is closed, or edit the message about it; None where nothing is set up.

    Never fails: the meeting has ended all the same.
    """
    chat = workspace.settings.chat
    member = workspace.roster.member(owner_of(workspace.roster, account))
    channel = chat.channel_of(account.id, member.unit if member else "")
    if not channel and not chat.file:
        return None
    place = channel or chat.file
    key = sha256(f"{workspace.document_id(account)}\n{done.meeting}".encode()).hexdigest()[:32]
    busy = Text("別の docgen がこの議事録を投稿しています", "another docgen is posting these minutes")
    try:
        with held(workspace.settings.state / "locks" / f"post-{key if channel else 'file'}.lock", busy):
            if not channel:
                return _to_file(workspace, account, done, key)
            service = Chat(token(), chat.url)
            return _Posting(workspace, account, done, key, service, channel).run()
    except (DocgenError, OSError) as raised:
        error = refusal(raised) if isinstance(raised, OSError) else raised
        failed = Bilingual(f"議事録を投稿できませんでした: {error.line('ja')}", f"not posted: {error.line('en')}")
        return Posted(outcome="failed", place=place, message=failed)


def closed(done: ReadBack, posted: Posted | None) -> Closed:
    """What ``close`` and ``post`` did, as one value."""
    return Closed(**{name: getattr(done, name) for name in ReadBack.__struct_fields__}, posted=posted)


def _to_file(workspace: Workspace, account: Account, done: ReadBack, key: str) -> Posted:
    path = workspace.settings.root / workspace.settings.chat.file
    again = written_down(path, done, account.language, key)
    facts = facts_about(workspace, account, done)
    at = facts.get(POSTED) or _now(workspace, account)
    if POSTED not in facts:
        tell(workspace, account, done, {POSTED: at})
    outcome: Literal["edited", "posted"] = "edited" if again else "posted"
    words = Bilingual(f"議事録を {path.name} に書きました", f"the minutes are in {path.name}")
    return Posted(outcome=outcome, place=str(path), at=at, message=words)


class _Posting:
    """The post about one meeting."""

    def __init__(
        self, workspace: Workspace, account: Account, done: ReadBack, key: str, chat: Chat, channel: str
    ) -> None:
        self.workspace, self.account, self.done = workspace, account, done
        self.key, self.chat, self.channel = key, chat, channel
        self.message: Message = message(done, account.language)
        self.note = workspace.settings.state / "posting" / f"{key}.json"

    def run(self) -> Posted:
        facts = facts_about(self.workspace, self.account, self.done)
        noted, known = _read(self.note), place_of(facts)
        at = facts.get(POSTED, "")
        if noted and noted.place:
            if known is None:
                known, at = Place(*noted.place), noted.at
            elif known != Place(*noted.place):  # another machine has posted since
                self._drop(Place(*noted.place))
        if known is None and (found := self._look(noted)):
            known, at = found, noted.at if noted else ""
        if known and self._edited(known):
            return self._kept(known, at, known, "edited")
        return self._new(known)

    def _edited(self, place: Place) -> bool:
        """Whether the message is there still, and says now what it should."""
        try:
            self.chat.edit(place, *self.message)
        except GoneError:
            return False
        except ChannelError:
            if place.channel == self.channel:
                raise
            return False
        return True

    def _look(self, noted: Noted | None) -> Place | None:
        """The message that an earlier run, or another machine, may have posted without telling the document."""
        now = self.workspace.now().timestamp()
        try:
            return self.chat.find(self.channel, self.key, (noted.since if noted else now - DAY) - SKEW)
        except (CannotLookError, UnavailableError) as error:
            if noted is None or (noted.told and isinstance(error, CannotLookError)):
                return None
            if isinstance(error, UnavailableError):
                raise
            write_bytes(self.note, msgspec.json.encode(msgspec.structs.replace(noted, told=True)))
            raise OutcomeUnknownError(
                Text(
                    "前の投稿が Slack に届いたかどうか分かりません",
                    "nobody knows whether an earlier post has reached Slack",
                ),
                hint=Text(
                    f"チャンネルを見て、なければ docgen close をもう一度実行してください（アプリに {HISTORY} が"
                    "あれば docgen が探します）",
                    "look into the channel; if it is not there, run docgen close again (with the scope "
                    f"{HISTORY} docgen looks itself)",
                ),
            ) from error

    def _new(self, gone: Place | None) -> Posted:
        now = self.workspace.now(self.account)
        noted = Noted(since=now.timestamp(), at=now.isoformat(timespec="minutes"))
        make_folder(self.note.parent)
        write_bytes(self.note, msgspec.json.encode(noted))
        try:
            place = self.chat.post(self.channel, *self.message, self.key)
        except OutcomeUnknownError as error:
            place = self._after_all(noted, error)
        except DocgenError:
            self.note.unlink(missing_ok=True)
            raise
        write_bytes(self.note, msgspec.json.encode(msgspec.structs.replace(noted, place=(place.channel, place.ts))))
        return self._kept(place, noted.at, gone, "posted")

    def _after_all(self, noted: Noted, doubt: OutcomeUnknownError) -> Place:
        try:
            found = self.chat.find(self.channel, self.key, noted.since - SKEW)
        except DocgenError:
            found = None
        if found is None:
            raise doubt
        return found

    def _kept(self, place: Place, at: str, before: Place | None, outcome: Literal["posted", "edited"]) -> Posted:
        """Have the document tell where the message stands. Where another machine was faster, ours is one too many."""
        at = at or _now(self.workspace, self.account)
        try:
            told = tell(self.workspace, self.account, self.done, {POSTED: at, CHAT: ":".join(place)}, before)
        except DocgenError:  # the note on disk stays, and the next run tells it
            return _done(place, at, outcome)
        there = place_of(told)
        if there and there != place:
            self._drop(place)
            self.chat.edit(there, *self.message)
            place, at, outcome = there, told.get(POSTED, at), "edited"
        self.note.unlink(missing_ok=True)
        return _done(place, at, outcome)

    def _drop(self, place: Place) -> None:
        """Take a message back that is one too many. Where that cannot be, people see two, and can."""
        with suppress(DocgenError):
            self.chat.take_back(place)


def _done(place: Place, at: str, outcome: Literal["posted", "edited"]) -> Posted:
    words = (
        Bilingual(f"Slack（{place.channel}）に投稿しました", f"posted to Slack ({place.channel})")
        if outcome == "posted"
        else Bilingual(
            f"Slack（{place.channel}）の投稿を書き換えました", f"the message in Slack ({place.channel}) is edited"
        )
    )
    return Posted(outcome=outcome, place=place.channel, at=at, message=words)


def _read(path: Path) -> Noted | None:
    """What is noted; None where nothing is. What cannot be read was noted, and says no more."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Noted)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Noted(since=path.stat().st_mtime, at="")


def _now(workspace: Workspace, account: Account) -> str:
    return workspace.now(account).isoformat(timespec="minutes")
