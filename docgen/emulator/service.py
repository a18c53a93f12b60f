"""The embedded service: a store, the methods over it, and the transport that the official client takes."""

from __future__ import annotations

import weakref
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from docgen.document.tabs import Document
from docgen.document.wire.documents import decode_document, encode_document
from docgen.emulator.faults import Dropped, Faults, GrantRevoked
from docgen.emulator.library import Library, new_revision
from docgen.emulator.people import People
from docgen.emulator.routes import Answers

JSON = dict[str, Any]

REVOKED: Final = "invalid_grant: Token has been expired or revoked."


class Response(dict[str, str]):
    """What httplib2 gives of an answer besides its body, without importing it for that."""

    @property
    def status(self) -> int:
        """As HTTP has it."""
        return int(self["status"])

    @property
    def reason(self) -> str:
        """In words."""
        from http.client import responses

        return responses.get(self.status, "")


class Http:
    """What ``googleapiclient.discovery.build(..., http=)`` needs, with the embedded service behind it."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        **_: Any,
    ) -> tuple[Response, bytes]:
        """One HTTP request. Never raises for what is wrong with the request.

        Raises for failures on order what httplib2 and google-auth would: ``TimeoutError``, ``RemoteDisconnected``,
        ``RefreshError``; and ``DocgenError`` for trouble with the file.
        """
        try:
            answer = self._answers.answer(uri, method, body, headers)
        except Dropped as dropped:
            if dropped.timed_out:
                raise TimeoutError("The read operation timed out") from dropped
            from http.client import RemoteDisconnected

            raise RemoteDisconnected("Remote end closed connection without response") from dropped
        except GrantRevoked as revoked:
            from google.auth.exceptions import RefreshError

            raise RefreshError(  # type: ignore[no-untyped-call]  # google-auth has no types here
                REVOKED, {"error": "invalid_grant", "error_description": REVOKED}
            ) from revoked
        fields = {"status": str(answer.status), "content-type": answer.content_type}
        return Response(fields), answer.body

    def close(self) -> None:
        """Nothing is held open."""


def _imported(document: Document, document_id: str) -> Document:
    """An imported document under its id here: a legacy one gets the tab that Google would show."""
    tabs = document.tabs
    if document.legacy and tabs and not tabs[0].id:
        tabs = (replace(tabs[0], id="t.0", title="Tab 1", properties={"index": 0}), *tabs[1:])
    revision = document.revision or new_revision()
    return replace(document, id=document_id, tabs=tabs, revision=revision)


class Emulator:
    """Google Docs and Drive in this process, in memory or in a file."""

    def __init__(self, path: str | Path | None = None) -> None:
        """``path`` is a SQLite file, made with its folders where it does not exist; None keeps all in memory.

        Raises ``InputError`` for a file that cannot be used or that a newer docgen has written.
        """
        self._library = Library(Path(path) if path is not None else None)
        # A connection that nobody closed is closed with its last user, and not complained about: a transport may
        # outlive the emulator that it was taken from.
        weakref.finalize(self._library, self._library.database.connection.close)
        self.faults = Faults()
        """Failures on order."""
        self.people = People(self._library)
        """What only people can do in the editor."""
        self._answers = Answers(self._library, self.faults, self.people)

    def http(self) -> Http:
        """A transport for the official client, for the ``docs`` and ``drive`` APIs alike."""
        return Http(self._answers)

    def import_document(self, dump: JSON) -> str:
        """Take any documents.get answer in, with tabs or in the legacy shape; its document id here.

        The dump's own id where it is free; documents.get then gives the dump back unchanged.
        """
        document = decode_document(dump)
        with self._library.writing():
            known = document.id and self._library.files.get(document.id) is None
            document_id = document.id if known else self._library.new_id()
            made = _imported(document, document_id)
            # Its ids begin elsewhere than those that the same document may have had from another embedded service.
            self._library.add(made, {"name": made.title}, crc32(encode_document(made)))
        return document_id

    @property
    def answers(self) -> Answers:
        """What answers HTTP requests, for a server."""
        return self._answers

    def close(self) -> None:
        """Close the file."""
        self._library.close()
