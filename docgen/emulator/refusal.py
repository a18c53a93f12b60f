"""What the service says no with: Google's codes, statuses and texts, as the body of an answer.

{"error": {"code": 400, "message": "Invalid requests[0].insertText: ...", "status": "INVALID_ARGUMENT"}}
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

JSON = dict[str, Any]

STATUS: Final = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    405: "UNIMPLEMENTED",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}


class Refusal(Exception):
    """An answer with an error envelope instead of a result.

    ``errors`` is Drive's list of reasons and ``details`` the list of typed details, both in the wire's shape.
    """

    def __init__(
        self,
        message: str,
        code: int = 400,
        *,
        status: str | None = None,
        errors: Sequence[JSON] = (),
        details: Sequence[JSON] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status if status is not None else STATUS.get(code, "UNKNOWN")
        self.errors = list(errors)
        self.details = list(details)

    def body(self) -> JSON:
        """The envelope."""
        error: JSON = {"code": self.code, "message": self.message}
        if self.errors:
            error["errors"] = self.errors
        if self.status:
            error["status"] = self.status
        if self.details:
            error["details"] = self.details
        return {"error": error}


class RequestRefusal(Refusal):
    """A 400 about one request of a batch; the service puts its number and kind in front of the text."""

    def at(self, number: int, kind: str) -> Refusal:
        """The refusal as the client sees it, for request ``number`` (from 0) of ``kind``."""
        return Refusal(f"Invalid requests[{number}].{kind}: {self.message}")


def not_found() -> Refusal:
    """Docs' 404."""
    return Refusal("Requested entity was not found.", 404)


def file_not_found(file_id: str) -> Refusal:
    """Drive's 404."""
    message = f"File not found: {file_id}."
    reason = {
        "message": message,
        "domain": "global",
        "reason": "notFound",
        "location": "fileId",
        "locationType": "parameter",
    }
    return Refusal(message, 404, status="", errors=[reason])


def bad_parameter(message: str, location: str, reason: str = "invalid") -> Refusal:
    """Drive's 400 about one query parameter or field."""
    error = {
        "message": message,
        "domain": "global",
        "reason": reason,
        "location": location,
        "locationType": "parameter",
    }
    return Refusal(message, 400, status="", errors=[error])
