"""Where files lie: My Drive, folders and shared drives, and which of them a call reaches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec

from docgen.emulator.library import ROOT, Library
from docgen.emulator.refusal import Refusal, bad_parameter, file_not_found
from docgen.emulator.store.files import File

JSON = dict[str, Any]
Parameters = Mapping[str, str]

FOLDER: Final = "application/vnd.google-apps.folder"


def says(parameters: Parameters, flag: str) -> bool:
    """Whether a flag is set in the query."""
    return parameters.get(flag) == "true"


class Places:
    """The places of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def reached(self, file_id: str, parameters: Parameters) -> File:
        """A file that a call may reach: one in a shared drive only for a caller that says it knows of such.

        Raises ``Refusal`` (404) where there is none.
        """
        file = self._library.file(file_id)
        if "driveId" in file.meta and not says(parameters, "supportsAllDrives"):
            raise file_not_found(file_id)
        return file

    def within(self, parents: Sequence[str] | None, parameters: Parameters) -> JSON:
        """What a file's metadata says of its place when it is put into ``parents`` (without any: My Drive).

        Raises ``Refusal``: 404 for a folder that is not there, 403 for one that is a document.
        """
        placed: JSON = {"parents": [ROOT if one == "root" else one for one in parents or [ROOT]]}
        for parent in placed["parents"]:
            if parent == ROOT:
                continue
            meta = self.reached(parent, parameters).meta
            if meta["mimeType"] != FOLDER:
                message = "The specified parent is not a folder."
                reason = {"domain": "global", "reason": "parentNotAFolder", "message": message}
                raise Refusal(message, 403, status="", errors=[reason])
            if "driveId" in meta:
                placed["driveId"] = meta["driveId"]
        return placed

    def listed(self, parameters: Parameters) -> Callable[[JSON], bool]:
        """Which files a list is over: one shared drive, or all; those of shared drives only when asked for.

        Raises ``Refusal``: 400 for parameters that do not go together, 404 for a drive that is not there.
        """
        asked = parameters.get("driveId")
        both = says(parameters, "supportsAllDrives") and says(parameters, "includeItemsFromAllDrives")
        if (parameters.get("corpora") == "drive") != bool(asked):
            raise bad_parameter("The driveId parameter goes with corpora=drive, and only with it.", "driveId")
        if not asked:
            return lambda meta: both or "driveId" not in meta
        if not both:
            raise bad_parameter("The driveId parameter needs includeItemsFromAllDrives.", "includeItemsFromAllDrives")
        self.drive(asked)
        return lambda meta: meta.get("driveId") == asked

    def drive(self, drive_id: str) -> File:
        """A shared drive, which is its own topmost folder. Raises ``Refusal`` (404) where there is none."""
        found = self._library.files.get(drive_id)
        if found is None or found.meta.get("driveId") != drive_id:
            message = f"Shared drive not found: {drive_id}"
            reason = {"domain": "global", "reason": "notFound", "message": message, "location": "driveId"}
            raise Refusal(message, 404, status="", errors=[{**reason, "locationType": "parameter"}])
        return found


def is_drive(meta: JSON) -> bool:
    """Whether a file is the topmost folder of a shared drive: no list of files shows it."""
    return bool(meta.get("driveId") == meta["id"])


class Drives:
    """The methods of the drives resource."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places = Places(library)

    def create(self, body: JSON, parameters: Parameters) -> bytes:
        """drives.create, once for each requestId."""
        request = parameters.get("requestId")
        if not request:
            raise bad_parameter("Required parameter: requestId", "requestId", "required")
        with self._library.writing():
            drives = (file for file in self._library.files.all() if is_drive(file.meta))
            known = next((file for file in drives if file.meta["requestId"] == request), None)
            if known is not None:
                raise Refusal("A shared drive already exists with the specified request ID.", 409, status="")
            made_id = self._library.new_id("0A", 19)
            now = self._library.now()
            meta: JSON = {"kind": "drive#file", "id": made_id, "driveId": made_id, "requestId": request}
            meta |= {"name": str(body.get("name", "")), "mimeType": FOLDER, "trashed": False, "version": "1"}
            self._library.files.put(made_id, {**meta, "createdTime": now, "modifiedTime": now})
        return _answer(meta)

    def get(self, drive_id: str) -> bytes:
        """drives.get."""
        with self._library.lock, self._library.database.reading():
            return _answer(self._places.drive(drive_id).meta)

    def list(self) -> bytes:
        """drives.list, on one page."""
        with self._library.lock, self._library.database.reading():
            found = [file.meta for file in self._library.files.all() if is_drive(file.meta)]
        return msgspec.json.encode({"kind": "drive#driveList", "drives": list(map(_drive, found))})


def _drive(meta: JSON) -> JSON:
    return {"kind": "drive#drive", "id": meta["id"], "name": meta["name"]}


def _answer(meta: JSON) -> bytes:
    return msgspec.json.encode(_drive(meta))
