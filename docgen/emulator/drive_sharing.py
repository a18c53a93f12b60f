"""Drive's changes, permissions, comments and about."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, Final

import msgspec

from docgen.emulator.draft import Mint
from docgen.emulator.drive import masked_answer, page_of
from docgen.emulator.library import Library
from docgen.emulator.refusal import Refusal, bad_parameter
from docgen.emulator.store.files import File

JSON = dict[str, Any]
Parameters = Mapping[str, str]

ME: Final[JSON] = {
    "kind": "drive#user",
    "displayName": "Embedded User",
    "me": True,
    "permissionId": "00000000000000000001",
    "emailAddress": "me@example.com",
}
OWNER: Final[JSON] = {
    "kind": "drive#permission",
    "id": ME["permissionId"],
    "type": "user",
    "role": "owner",
    "emailAddress": ME["emailAddress"],
    "displayName": ME["displayName"],
    "deleted": False,
}
SHORT: Final = "kind,id,type,role"
SHORT_CHANGES: Final = (
    "kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,fileId,file(kind,id,name,mimeType))"
)
ROLES: Final = frozenset({"owner", "organizer", "fileOrganizer", "writer", "commenter", "reader"})
TYPES: Final = frozenset({"user", "group", "domain", "anyone"})
FIELDS_REQUIRED: Final = "The 'fields' parameter is required for this method."


class Sharing:
    """The methods beside the files resource."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def start_page_token(self) -> bytes:
        """changes.getStartPageToken."""
        with self._library.lock:
            token = str(self._library.files.next_seq())
        return msgspec.json.encode({"kind": "drive#startPageToken", "startPageToken": token})

    def changes(self, parameters: Parameters) -> bytes:
        """changes.list: every file that changed since a token, each once."""
        try:
            since = int(parameters.get("pageToken") or "")
        except ValueError as error:
            raise bad_parameter("Invalid Value", "pageToken") from error
        size = min(1000, max(1, int(parameters.get("pageSize") or 100)))
        with self._library.lock, self._library.database.reading():
            found = list(self._library.files.since(since))
            newest = self._library.files.next_seq()
        answer: JSON = {"kind": "drive#changeList", "changes": list(map(_change, found[:size]))}
        if len(found) > size:
            answer["nextPageToken"] = str(found[size].seq)
        else:
            answer["newStartPageToken"] = str(newest)
        return masked_answer(answer, parameters.get("fields") or SHORT_CHANGES, "ChangeList")

    def about(self, parameters: Parameters) -> bytes:
        """about.get."""
        if not parameters.get("fields"):
            raise bad_parameter(FIELDS_REQUIRED, "fields", "required")
        quota = {"limit": "16106127360", "usage": "0", "usageInDrive": "0", "usageInDriveTrash": "0"}
        answer = {"kind": "drive#about", "user": ME, "storageQuota": quota}
        return masked_answer(answer, parameters["fields"], "About")

    def comments(self, file_id: str, parameters: Parameters) -> bytes:
        """comments.list: what an imported document brought along."""
        if not parameters.get("fields"):
            raise bad_parameter(FIELDS_REQUIRED, "fields", "required")
        with self._library.lock, self._library.database.reading():
            self._library.file(file_id)
        document = self._library.read(file_id).document
        found = [_comment(one) for one in document.extra.get("comments") or ()]
        page, token = page_of(found, parameters, 100)
        answer: JSON = {"kind": "drive#commentList", "comments": page}
        if token:
            answer["nextPageToken"] = token
        return masked_answer(answer, parameters["fields"], "CommentList")

    def permissions(self, file_id: str, parameters: Parameters) -> bytes:
        """permissions.list."""
        with self._library.lock, self._library.database.reading():
            held = self._library.file(file_id).meta.get("permissions") or [OWNER]
        answer = {"kind": "drive#permissionList", "permissions": held}
        fields = parameters.get("fields") or f"kind,nextPageToken,permissions({SHORT})"
        return masked_answer(answer, fields, "PermissionList")

    def permission(self, file_id: str, permission_id: str, parameters: Parameters) -> bytes:
        """permissions.get."""
        with self._library.lock, self._library.database.reading():
            found = _held(self._library.file(file_id), permission_id)
        return masked_answer(found, parameters.get("fields") or SHORT, "Permission")

    def _write(self, file: File, held: list[JSON]) -> None:
        self._library.files.put(file.id, {**file.meta, "permissions": held, "shared": len(held) > 1})

    def share(self, file_id: str, body: JSON, parameters: Parameters) -> bytes:
        """permissions.create."""
        if body.get("role") not in ROLES:
            raise bad_parameter("The specified role is invalid or not supported.", "permission.role", "invalid")
        if body.get("type") not in TYPES:
            raise bad_parameter("The permission type field is required.", "permission.type", "required")
        if body["type"] in ("user", "group") and "@" not in body.get("emailAddress", ""):
            raise bad_parameter("The specified emailAddress is invalid or not applicable.", "permission.emailAddress")
        with self._library.writing():
            file = self._library.file(file_id)
            held = list(file.meta.get("permissions") or [OWNER])
            mint = Mint(f"{file_id}/permissions", file.seq)
            made_id = "anyoneWithLink" if body["type"] == "anyone" else mint.new("", 20)
            made = {"kind": "drive#permission", "id": made_id, "deleted": False}
            made.update({key: body[key] for key in ("type", "role", "emailAddress", "domain") if key in body})
            self._write(file, [one for one in held if one["id"] != made_id] + [made])
        return masked_answer(made, parameters.get("fields") or SHORT, "Permission")

    def change_role(self, file_id: str, permission_id: str, body: JSON, parameters: Parameters) -> bytes:
        """permissions.update."""
        with self._library.writing():
            file = self._library.file(file_id)
            made = {**_held(file, permission_id), **({"role": body["role"]} if body.get("role") in ROLES else {})}
            held = file.meta.get("permissions") or [OWNER]
            self._write(file, [made if one["id"] == permission_id else one for one in held])
        return masked_answer(made, parameters.get("fields") or SHORT, "Permission")

    def unshare(self, file_id: str, permission_id: str) -> bytes:
        """permissions.delete."""
        with self._library.writing():
            file = self._library.file(file_id)
            gone = _held(file, permission_id)
            if gone["role"] == "owner":
                raise Refusal("The owner of a file cannot be removed.", 403, status="")
            held = file.meta.get("permissions") or [OWNER]
            self._write(file, [one for one in held if one["id"] != permission_id])
        return b""


def _held(file: File, permission_id: str) -> JSON:
    held: list[JSON] = file.meta.get("permissions") or [OWNER]
    found = next((one for one in held if one["id"] == permission_id), None)
    if found is None:
        message = f"Permission not found: {permission_id}."
        reason = {"domain": "global", "reason": "notFound", "message": message}
        raise Refusal(message, 404, status="", errors=[reason])
    return found


def _change(file: File) -> JSON:
    made: JSON = {
        "kind": "drive#change",
        "type": "file",
        "changeType": "file",
        "fileId": file.id,
        "removed": file.removed,
        "time": file.meta.get("modifiedTime", ""),
    }
    return made if file.removed else {**made, "file": file.meta}


def _comment(thread: Mapping[str, Any]) -> JSON:
    """A thread of documents.get as Drive lists it."""
    head, quote = thread.get("headPost") or {}, str(thread.get("plainTextQuote") or "")
    return {
        "kind": "drive#comment",
        "id": thread.get("commentId", ""),
        "content": head.get("content", ""),
        "author": head.get("author") or {},
        "createdTime": head.get("createTime", ""),
        "resolved": "RESOLVED" in (thread.get("status"), thread.get("state")),
        "deleted": False,
        **({"quotedFileContent": {"mimeType": "text/html", "value": escape(quote)}} if quote else {}),
        "replies": [
            {"kind": "drive#reply", "id": one.get("postId", ""), "content": one.get("content", ""), "deleted": False}
            for one in thread.get("replies") or ()
        ],
    }
