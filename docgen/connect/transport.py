"""HTTP for the official client: time-outs, one connection per thread, and every POST sent once.

Stock httplib2 sends a request again when the server closes the connection without an answer. For a read that is
welcome; for a write it may be the second one.
"""

from __future__ import annotations

import threading
from typing import Any, Final

import httplib2

TIMEOUT: Final = 60.0
"""Seconds to wait for a connection, and for each piece of an answer."""
READS: Final = frozenset({"GET", "HEAD"})


class _OnceHttp(httplib2.Http):  # type: ignore[misc]  # httplib2 ships without types
    """One thread's connections."""

    def _conn_request(self, conn: Any, request_uri: str, method: str, body: Any, headers: Any) -> tuple[Any, bytes]:
        """As in httplib2, but a request that is not a read goes out once, and on a connection of its own: one kept
        alive may have been closed by the server already, and then nobody knows what became of the request."""
        if method in READS:
            answer: tuple[Any, bytes] = super()._conn_request(conn, request_uri, method, body, headers)
            return answer
        conn.close()
        try:
            conn.request(method, request_uri, body, {**headers, "accept-encoding": "identity"})
            response = conn.getresponse()
            return httplib2.Response(response), response.read()
        finally:
            conn.close()


class Transport:
    """An http object that threads may share."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._local = threading.local()

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        """One exchange. Raises an ``OSError`` (``TimeoutError`` among them) or ``HTTPException`` without an answer."""
        answer: tuple[Any, bytes] = self._http.request(uri, method=method, body=body, headers=headers, **options)
        return answer

    def close(self) -> None:
        """Close this thread's connections."""
        self._http.close()

    @property
    def _http(self) -> _OnceHttp:
        if not hasattr(self._local, "http"):
            self._local.http = _OnceHttp(timeout=self._timeout)
            # Google answers a resumable upload with 308; docgen sends none, and following one would resend a body.
            self._local.http.redirect_codes = self._local.http.redirect_codes - {308}
        http: _OnceHttp = self._local.http
        return http
