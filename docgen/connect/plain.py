"""A read of the API that is one URL, as the official client makes it, without that client.

Importing and building it takes longer than most runs in which nothing has changed: they ask for revisions, no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote, urlencode

import msgspec

HEADERS: Final = {"accept": "application/json", "accept-encoding": "gzip, deflate", "user-agent": "docgen (gzip)"}
"""An answer is compressed only for a client whose name has that word."""
BASES: Final = {
    "docs.documents.get": "https://docs.googleapis.com/v1/documents/{}",
    "drive.files.list": "https://www.googleapis.com/drive/v3/files",
}


class PlainRead:
    """What ``Calls`` needs of a request of the official client."""

    def __init__(self, http: Any, method: str, named: str = "", /, **parameters: str | bool | int | None) -> None:
        """``method``: as in the discovery document; ``named``: the thing that its address names; no parameter that is
        None is sent."""
        self.http = http
        self.methodId = method
        given = {key: str(value).lower() if isinstance(value, bool) else value for key, value in parameters.items()}
        query = urlencode({key: value for key, value in {**given, "alt": "json"}.items() if value is not None})
        self._uri = f"{BASES[method].format(quote(named, safe=''))}?{query}"

    def execute(self, http: Any, num_retries: int = 0) -> Mapping[str, Any] | str:
        """The answer; text where it is no JSON. Raises as the official client's requests."""
        response, content = http.request(self._uri, method="GET", headers=dict(HEADERS))
        if response.status >= 300:
            from googleapiclient.errors import HttpError

            raise HttpError(response, content, uri=self._uri)
        try:
            answer: Mapping[str, Any] = msgspec.json.decode(content)
        except msgspec.DecodeError:
            return str(content.decode("utf-8", "replace"))
        return answer
