"""The documents as files of Drive: made once, found by what they are for, and put into the bin.

Google cannot tell a creation that is sent again from a new one. So every file carries from its first moment what it is
for and which attempt made it; on any doubt that is searched for before anything is sent again. Search lags behind: it
is asked more than once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, Final

from docgen.connect.calls import Calls
from docgen.connect.home import PARENT_FIELDS, Home
from docgen.connect.plain import PlainRead
from docgen.errors import DocgenError, InputError, NotAllowedError, OutcomeUnknownError, UnavailableError

DOCUMENT_TYPE: Final = "application/vnd.google-apps.document"
MADE: Final = "docgenMade"
"""The private property that says which attempt made a file."""
FIELDS: Final = "id,name,mimeType,appProperties,createdTime,trashed,driveId"
VERSIONS: Final = "id,version"
ALL_DOCUMENTS: Final = f"mimeType = '{DOCUMENT_TYPE}' and trashed = false"
TRIES: Final = 5
PATIENCE: Final = 120.0
"""Seconds after which nothing more is tried."""
LOOKS: Final = (0.0, 1.0, 3.0)
"""Seconds before each look for a file that may have been made: search lags."""
AT_ONCE: Final = 20
"""Values that one query asks for: it has to fit into a URL."""
LARGEST_PAGE: Final = 1000
"""Files in one answer, at most."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as Drive knows it."""

    id: str
    name: str
    properties: Mapping[str, str]
    """The app's private properties: what the document is for."""
    created: str = ""
    """When it was made, as Drive writes it: it sorts."""
    trashed: bool = False
    type: str = DOCUMENT_TYPE
    """Its MIME type."""

    @property
    def age(self) -> tuple[str, str]:
        """By which files of one purpose are put in order, the same for everybody: the first is the one that counts."""
        return self.created, self.id


class Files:
    """The files of one service. ``resource`` makes the official client's resource when it is first needed; lists are
    asked for over ``http`` without it."""

    def __init__(self, http: Any, resource: Callable[[], Any], calls: Calls) -> None:
        self._http = http
        self._make = resource
        self._calls = calls
        self._drives: dict[str, str] = {}
        """Folder → the shared drive it lies in; empty for none, and for one that cannot be seen."""

    @cached_property
    def _files(self) -> Any:
        return self._make()

    def create(self, name: str, properties: Mapping[str, str], home: Home | None = None) -> File:
        """A new, empty document that carries ``properties`` from its first moment; one, whatever the service does.

        Raises ``OutcomeUnknownError`` where nobody knows whether there is one now, ``UnavailableError`` where there is
        none, ``InputError`` for a ``home`` that is not there, ``NotAllowedError``.
        """
        home = home or Home()
        return self._made_once(properties, home, lambda carried: self._create(name, carried, home))

    def copy(self, file_id: str, name: str, properties: Mapping[str, str], home: Home | None = None) -> File:
        """A copy of a document beside it, with ``properties`` of its own; one, as ``create``.

        Whether it has those of the original too, is not known of Google.
        """

        def send(carried: Mapping[str, str]) -> File:
            body = {"name": name, "appProperties": dict(carried)}
            request = self._files.copy(fileId=file_id, body=body, fields=FIELDS, supportsAllDrives=True)
            return _file(self._calls.write(request, file_id))

        return self._made_once(properties, home or Home(), send)

    def _made_once(self, properties: Mapping[str, str], home: Home, send: Callable[[Mapping[str, str]], File]) -> File:
        """What ``send`` makes with the properties it is given; on any doubt, what an attempt before has made."""
        from secrets import token_hex

        mark = {MADE: token_hex(8)}
        doubt: OutcomeUnknownError | None = None
        until = time.monotonic() + PATIENCE
        for attempt in range(1, TRIES + 1):
            try:
                return send({**properties, **mark})
            except (OutcomeUnknownError, UnavailableError) as error:
                doubt = error if isinstance(error, OutcomeUnknownError) else doubt
                if doubt and (made := self._perhaps_made(mark, home, doubt)):
                    return made
                if attempt == TRIES or time.monotonic() >= until:
                    raise (doubt or error) from error
                self._back_off(attempt, error)
        raise AssertionError("unreachable: the last try returns or raises")

    def find(self, properties: Mapping[str, str], home: Home | None = None, *, bin: bool = False) -> tuple[File, ...]:
        """The documents that carry ``properties``, oldest first; with ``bin``, those in the bin too.

        Raises ``InputError`` for a shared drive that is not there, ``UnavailableError``.
        """
        terms = [_has(key, value) for key, value in properties.items()]
        return self._search(" and ".join([*terms, *([] if bin else ["trashed = false"])]), home or Home())

    def find_each(self, key: str, values: Sequence[str], home: Home | None = None) -> Mapping[str, Sequence[File]]:
        """For each of ``values`` the documents whose property ``key`` it is, oldest first, those in the bin too."""
        found: dict[str, list[File]] = {value: [] for value in values}
        for start in range(0, len(values), AT_ONCE):
            query = " or ".join(_has(key, value) for value in values[start : start + AT_ONCE])
            for file in self._search(query, home or Home()):
                found[file.properties[key]].append(file)
        return found

    def versions(self, file_ids: Collection[str], home: Home | None = None) -> dict[str, str]:
        """What Drive calls the present version of each of the documents ``file_ids``, in as few requests as there can
        be. Without those that it does not list, or that would take longer to find than to ask for one by one.

        It grows with every change of a file. Search lags behind: for a moment it may be that from before the last
        change. Raises ``InputError`` for a shared drive that is not there, ``UnavailableError``.
        """
        wanted, found = set(file_ids), dict[str, str]()
        drive = self._drive(home or Home()) if wanted else ""
        for corpus in [{"corpora": "drive", "driveId": drive}, {}] if drive else [{}]:
            pages = self._answers(ALL_DOCUMENTS, corpus, VERSIONS, pageSize=LARGEST_PAGE)
            for answer in islice(pages, max(2, len(wanted) // 10)):
                found |= {file["id"]: file["version"] for file in answer.get("files", ()) if file["id"] in wanted}
                if len(found) == len(wanted):
                    return found
        return found

    def look_again(self, properties: Mapping[str, str], home: Home, made: File, *, lags: bool) -> tuple[File, ...]:
        """As ``find``, with ``made`` among them: asked until search knows of it, or is given up. Where search ``lags``,
        at least twice: a file that is older by a moment may come up after it."""
        found = {made.id: made}
        for look, seconds in enumerate(LOOKS, 1):
            self._wait(seconds)
            seen = {file.id: file for file in self.find(properties, home)}
            found |= seen
            if made.id in seen and (look > 1 or not lags):
                break
        return tuple(sorted(found.values(), key=lambda file: file.age))

    def get(self, file_id: str) -> File:
        """The file, in the bin or not. Raises ``InputError`` where there is none that can be seen."""
        return _file(self._get(file_id, FIELDS))

    def label(self, file_id: str, properties: Mapping[str, str | None]) -> File:
        """Set properties one by one; None takes one out. The document itself stays as it is."""
        return self._update(file_id, {"appProperties": dict(properties)})

    def bin(self, file_id: str, *, without: str) -> None:
        """Put a file into the bin, and take the property ``without`` off it: it is for nothing any more."""
        self._update(file_id, {"trashed": True, "appProperties": {without: None}})

    def _create(self, name: str, properties: Mapping[str, str], home: Home) -> File:
        body: dict[str, Any] = {"name": name, "mimeType": DOCUMENT_TYPE, "appProperties": dict(properties)}
        if home.parent:
            body["parents"] = [home.parent]
        request = self._files.create(body=body, fields=FIELDS, supportsAllDrives=True)
        try:
            return _file(self._calls.write(request, name))
        except (InputError, NotAllowedError) as error:
            wrong = home.wrong(lambda: self._get(home.parent, PARENT_FIELDS)) if home.parent else None
            raise (wrong or error) from error

    def _perhaps_made(self, mark: Mapping[str, str], home: Home, doubt: OutcomeUnknownError) -> File | None:
        """The file of an attempt whose answer did not come. Raises ``doubt`` where that cannot be found out."""
        try:
            for seconds in LOOKS:
                self._wait(seconds)
                if found := self.find(mark, home):
                    return found[0]
        except UnavailableError:
            raise doubt from None
        return None

    def _update(self, file_id: str, body: Mapping[str, Any]) -> File:
        """Change metadata. Twice is as good as once: so it is tried again while it fails."""
        request = self._files.update(fileId=file_id, body=body, fields=FIELDS, supportsAllDrives=True)
        doubt: OutcomeUnknownError | None = None
        for attempt in range(1, TRIES + 1):
            try:
                return _file(self._calls.write(request, file_id))
            except (OutcomeUnknownError, UnavailableError) as error:
                doubt = error if isinstance(error, OutcomeUnknownError) else doubt
                if attempt == TRIES:
                    raise (doubt or error) from error
                self._back_off(attempt, error)
        raise AssertionError("unreachable: the last try returns or raises")

    def _get(self, file_id: str, fields: str) -> Mapping[str, Any]:
        request = self._files.get(fileId=file_id, fields=fields, supportsAllDrives=True)
        answer: Mapping[str, Any] = self._calls.read(request, file_id)
        return answer

    def _search(self, query: str, home: Home) -> tuple[File, ...]:
        """What ``query`` finds, oldest first: among all that this person has seen, and in the team's shared drive,
        where documents may lie that only others have opened yet."""
        found = {file.id: file for file in self._pages(query, {})}
        if drive := self._drive(home):
            try:
                found |= {file.id: file for file in self._pages(query, {"corpora": "drive", "driveId": drive})}
            except InputError as error:
                raise home.no_drive(drive) from error
        return tuple(sorted(found.values(), key=lambda file: file.age))

    def _pages(self, query: str, corpus: Mapping[str, str]) -> Iterator[File]:
        for answer in self._answers(query, corpus, FIELDS):
            yield from map(_file, answer.get("files", ()))

    def _answers(self, query: str, corpus: Mapping[str, str], fields: str, **more: int) -> Iterator[Mapping[str, Any]]:
        """The answers that list what ``query`` finds, page by page."""
        page = None
        while True:
            request = PlainRead(
                self._http,
                "drive.files.list",
                q=query,
                pageToken=page,
                fields=f"nextPageToken,files({fields})",
                supportsAllDrives=True,
                includeItemsFromAllDrives=True,
                **corpus,
                **more,
            )
            answer = self._calls.read(request, "")
            yield answer
            page = answer.get("nextPageToken")
            if not page:
                return

    def _drive(self, home: Home) -> str:
        """The shared drive to search: the one named, else the one that the folder lies in."""
        if home.drive or not home.folder:
            return home.drive
        if home.folder not in self._drives:
            try:
                self._drives[home.folder] = self._get(home.folder, "driveId").get("driveId", "")
            except InputError:  # whether files can be made in it all the same, shows when one is made
                self._drives[home.folder] = ""
        return self._drives[home.folder]

    def _back_off(self, attempt: int, error: DocgenError) -> None:
        from random import random

        asked = error.retry_after if isinstance(error, UnavailableError) else 0.0
        self._calls.pause(max(2 ** (attempt - 1) * (0.5 + random() / 2), asked))  # noqa: S311 - no secret

    def _wait(self, seconds: float) -> None:
        if seconds:
            self._calls.pause(seconds)


def _has(key: str, value: str) -> str:
    return f"appProperties has {{ key='{_quoted(key)}' and value='{_quoted(value)}' }}"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _file(data: Mapping[str, Any]) -> File:
    return File(
        data["id"],
        data.get("name", ""),
        data.get("appProperties", {}),
        data.get("createdTime", ""),
        bool(data.get("trashed")),
        data.get("mimeType", ""),
    )
