"""HTTP for the official client: time-outs, one connection per thread, and every POST sent once.

Stock httplib2 sends a request again when the server closes the connection without an answer. For a read that is
welcome; for a write it may be the second one.
"""

from __future__ import annotations

import gzip
import threading
import zlib
from http.client import HTTPException, IncompleteRead
from typing import Any, Final

import httplib2

TIMEOUT: Final = 60.0
"""Seconds to wait for a connection, and for each piece of an answer."""
READS: Final = frozenset({"GET", "HEAD"})


class NotReachedError(OSError):
    """No connection came about, so that nothing was sent; the cause says why."""

    def __init__(self, host: str) -> None:
        super().__init__(f"no connection to {host}")
        self.host = host


class _OnceHttp(httplib2.Http):  # type: ignore[misc]  # httplib2 ships without types
    """One thread's connections."""

    def _conn_request(self, conn: Any, request_uri: str, method: str, body: Any, headers: Any) -> tuple[Any, bytes]:
        """In place of httplib2's.

        A connection that was kept alive may have been closed by the server meanwhile. A read is then sent once more,
        on a new one. Anything else gets a new one from the start: nobody would know what became of the request.
        """
        if method not in READS:
            conn.close()
        kept = conn.sock is not None
        try:
            return _exchange(conn, request_uri, method, body, headers)
        except (OSError, HTTPException):
            if not kept:
                raise
            return _exchange(conn, request_uri, method, body, headers)


def _exchange(conn: Any, request_uri: str, method: str, body: Any, headers: Any) -> tuple[Any, bytes]:
    """Send a request once. The connection is kept only after a whole answer."""
    if conn.sock is None:
        try:
            conn.connect()
        except OSError as error:
            conn.close()
            raise NotReachedError(conn.host) from error
    try:
        conn.request(method, request_uri, body, {**headers, "accept-encoding": "gzip"})
        answer = conn.getresponse()
        content = answer.read()
        return _unpacked(httplib2.Response(answer), content)
    except BaseException:
        conn.close()
        raise


def _unpacked(response: Any, content: bytes) -> tuple[Any, bytes]:
    """The answer as it was before it was compressed; ``-content-length`` is then how long it was on its way."""
    if response.get("content-encoding") != "gzip":
        return response, content
    response["-content-encoding"] = response.pop("content-encoding")  # as httplib2 does
    response["-content-length"] = str(len(content))
    try:
        return response, gzip.decompress(content)
    except (OSError, EOFError, zlib.error) as error:
        raise IncompleteRead(content) from error


class Transport:
    """An http object that threads may share."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        self._local = threading.local()

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        """One exchange.

        Without an answer raises ``NotReachedError`` where nothing was sent, else another ``OSError`` (``TimeoutError``
        among them) or an ``HTTPException``.
        """
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
