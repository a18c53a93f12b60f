"""Drive v3 over a store: the methods of the files resource."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import msgspec

from docgen import clock
from docgen.emulator.blank import blank_document
from docgen.emulator.drive_places import Places, is_drive
from docgen.emulator.export import LIMIT, WAYS
from docgen.emulator.fields import known, masked, parse
from docgen.emulator.library import DOCUMENT, ROOT, Library, new_revision, stamp
from docgen.emulator.people import copied
from docgen.emulator.query import matcher
from docgen.emulator.refusal import Refusal, bad_parameter
from docgen.emulator.store.files import File

JSON = dict[str, Any]
Parameters = Mapping[str, str]

SHORT: Final = "kind,id,name,mimeType"
"""What Drive answers where no ``fields`` are asked for."""
WRITABLE: Final = ("name", "mimeType", "description", "starred", "trashed", "appProperties", "properties", "parents")
PARENTS_FIXED: Final = (
    "The parents field is not directly writable in update requests."
    " Use the addParents and removeParents parameters instead."
)
TOO_LARGE: Final = "This file is too large to be exported."
MOST_BYTES: Final = 124
"""Bytes of key and value of one property, in UTF-8."""


def masked_answer(value: JSON, fields: str, schema: str) -> bytes:
    """What a mask leaves of an answer of a schema of Drive.

    Raises ``Refusal`` (400) for a mask that the schema does not have.
    """
    mask = parse(fields)
    known(mask, schema, "drive.v3")
    return msgspec.json.encode(masked(value, mask))


def page_of(found: Sequence[Any], parameters: Parameters, most: int = 1000) -> tuple[Sequence[Any], str]:
    """The page asked for, and the token of the next one; empty after the last.

    Raises ``Refusal`` (400) for a page token that no answer gave.
    """
    try:
        size = min(most, max(1, int(parameters.get("pageSize") or 100)))
        start = int(base64.urlsafe_b64decode(parameters["pageToken"])) if parameters.get("pageToken") else 0
    except ValueError as error:
        raise bad_parameter("Invalid Value", "pageToken") from error
    more = start + size < len(found)
    return found[start : start + size], base64.urlsafe_b64encode(str(start + size).encode()).decode() if more else ""


def _properties(old: JSON, new: JSON | None, location: str) -> JSON:
    """Properties changed one by one; null takes one out."""
    made = dict(old)
    for key, value in (new or {}).items():
        if value is None:
            made.pop(key, None)
            continue
        if len(key.encode()) + len(str(value).encode()) > MOST_BYTES:
            raise bad_parameter("The property key and value together exceed 124 bytes.", location)
        made[key] = str(value)
    if len(made) > 30:
        raise bad_parameter("The file has too many app properties.", location)
    return made


class Drive:
    """The methods of the files resource. Each takes what the URL and the body give, and returns an answer's body."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places = Places(library)

    def _answer(self, meta: JSON, parameters: Parameters) -> bytes:
        return masked_answer(meta, parameters.get("fields") or SHORT, "File")

    def create(self, body: JSON, parameters: Parameters) -> bytes:
        """files.create: a Google document is blank, anything else is metadata alone."""
        meta: JSON = {key: body[key] for key in WRITABLE if key in body and key != "trashed"}
        meta.setdefault("name", "Untitled")
        meta.setdefault("mimeType", "application/octet-stream")
        for name in ("appProperties", "properties"):
            if name in meta:
                meta[name] = _properties({}, meta[name], name)
        with self._library.writing():
            meta |= self._places.within(meta.get("parents"), parameters)
            file_id = body.get("id") or self._library.new_id()
            if self._library.files.get(file_id) is not None:
                raise Refusal("A file already exists with the provided ID.", 409, status="")
            if meta["mimeType"] == DOCUMENT:
                document = replace(blank_document(file_id, meta["name"]), revision=new_revision())
                self._library.add(document, meta)
            else:
                now = self._library.now()
                times = {"createdTime": now, "modifiedTime": now, "version": "1", "trashed": False}
                self._library.files.put(file_id, {"kind": "drive#file", "id": file_id, **times, **meta})
            made = self._library.file(file_id).meta
        return self._answer(made, parameters)

    def get(self, file_id: str, parameters: Parameters) -> bytes:
        """files.get."""
        with self._library.lock, self._library.database.reading():
            return self._answer(self._places.reached(file_id, parameters).meta, parameters)

    def list(self, parameters: Parameters, lag: float = 0.0) -> bytes:
        """files.list: what ``q`` finds, the last changed first, in pages; nothing made in the last ``lag`` seconds."""
        test = matcher(parameters.get("q") or "")
        indexed = stamp(clock.now(clock.zone("UTC")) - timedelta(seconds=lag))
        with self._library.lock, self._library.database.reading():
            listed = self._places.listed(parameters)
            found = [
                file.meta
                for file in self._library.files.all()
                if listed(file.meta)
                and not is_drive(file.meta)
                and (not lag or file.meta["createdTime"] < indexed)
                and test({**file.meta, "_in_root": _in_root(file)})
            ]
        if order := parameters.get("orderBy"):
            for part in reversed(order.split(",")):
                name, _, direction = part.strip().partition(" ")
                found.sort(key=lambda meta, key=name: str(meta.get(key, "")), reverse=direction == "desc")  # type: ignore[misc]  # a lambda's default
        files, token = page_of(found, parameters)
        page: JSON = {"kind": "drive#fileList", "incompleteSearch": False, "files": files}
        if token:
            page["nextPageToken"] = token
        fields = parameters.get("fields") or f"kind,incompleteSearch,nextPageToken,files({SHORT})"
        return masked_answer(page, fields, "FileList")

    def update(self, file_id: str, body: JSON, parameters: Parameters) -> bytes:
        """files.update of metadata."""
        with self._library.writing():
            meta = dict(self._places.reached(file_id, parameters).meta)
            for name in WRITABLE:
                if name in body and name not in ("mimeType", "parents"):
                    value = body[name]
                    changed = name in ("appProperties", "properties")
                    meta[name] = _properties(meta.get(name, {}), value, name) if changed else value
            if "parents" in body:
                raise Refusal(PARENTS_FIXED, 403, status="")
            if "addParents" in parameters or "removeParents" in parameters:
                meta = self._moved(meta, parameters)
            meta.update(modifiedTime=self._library.now(), version=str(int(meta["version"]) + 1))
            self._library.files.put(file_id, meta)
            if "name" in body and meta["mimeType"] == DOCUMENT:
                stored = self._library.read(file_id)
                self._library.rename(stored, str(body["name"]))
        return self._answer(meta, parameters)

    def _moved(self, meta: JSON, parameters: Parameters) -> JSON:
        """Metadata of a file that is put into some folders and taken out of others."""
        parents = [one for one in meta.get("parents", []) if one not in _ids(parameters.get("removeParents"))]
        parents.extend(one for one in _ids(parameters.get("addParents")) if one not in parents)
        stays = {key: value for key, value in meta.items() if key != "driveId"}
        return stays | (self._places.within(parents, parameters) if parents else {"parents": []})

    def copy(self, file_id: str, body: JSON, parameters: Parameters) -> bytes:
        """files.copy of a document, with what the body says of the copy."""
        with self._library.writing():
            origin = self._places.reached(file_id, parameters).meta
            if origin["mimeType"] != DOCUMENT:
                raise bad_parameter("This file cannot be copied.", "fileId", "cannotCopyFile")
            meta: JSON = {key: body[key] for key in WRITABLE if key in body and key not in ("trashed", "mimeType")}
            for name in ("appProperties", "properties"):
                if name in meta:
                    meta[name] = _properties(origin.get(name, {}), meta[name], name)
            meta |= self._places.within(meta.get("parents") or origin.get("parents"), parameters)
            made = self._library.file(copied(self._library, file_id, meta)).meta
        return self._answer(made, parameters)

    def export(self, file_id: str, parameters: Parameters) -> tuple[bytes, str]:
        """files.export: the bytes and their MIME type."""
        wanted = parameters.get("mimeType") or ""
        with self._library.lock:
            self._library.file(file_id)
            way = WAYS.get(wanted)
            if way is None:
                raise bad_parameter("The requested conversion is not supported.", "convertTo", "badRequest")
            document = self._library.read(file_id).document
        done = way(document)
        if len(done) > LIMIT:
            reason = {"domain": "global", "reason": "exportSizeLimitExceeded", "message": TOO_LARGE}
            raise Refusal(TOO_LARGE, 403, status="", errors=[reason])
        return done, wanted

    def delete(self, file_id: str, parameters: Parameters) -> bytes:
        """files.delete: gone for good, not to the bin."""
        with self._library.writing():
            self._places.reached(file_id, parameters)
            self._library.remove(file_id)
        return b""


def _ids(value: str | None) -> list[str]:
    return [ROOT if one == "root" else one for one in (value or "").split(",") if one]


def _in_root(file: File) -> bool:
    return ROOT in (file.meta.get("parents") or ())
