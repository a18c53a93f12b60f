"""The official client over an embedded service, for tests."""

from __future__ import annotations

from typing import Any

from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from docgen.emulator import Emulator

JSON = dict[str, Any]
DOCUMENT = "application/vnd.google-apps.document"


class Service:
    """Docs and Drive as a program sees them."""

    def __init__(self, emulator: Emulator | None = None, http: Any = None) -> None:
        self.emulator = emulator or Emulator()
        http = http or self.emulator.http()
        self.docs = build("docs", "v1", http=http, static_discovery=True).documents()
        self.drive = build("drive", "v3", http=http, static_discovery=True)
        self.files = self.drive.files()

    def create(self, title: str = "Test", **body: Any) -> str:
        """A new document's id."""
        made: JSON = self.files.create(body={"name": title, "mimeType": DOCUMENT, **body}).execute()
        return str(made["id"])

    def get(self, document_id: str, **parameters: Any) -> JSON:
        """documents.get with tabs."""
        found: JSON = self.docs.get(documentId=document_id, includeTabsContent=True, **parameters).execute()
        return found

    def update(self, document_id: str, *requests: JSON, **control: Any) -> JSON:
        """documents.batchUpdate."""
        body: JSON = {"requests": list(requests)}
        if control:
            body["writeControl"] = control
        done: JSON = self.docs.batchUpdate(documentId=document_id, body=body).execute()
        return done

    def text(self, document_id: str, **parameters: Any) -> str:
        """The text of the first tab's paragraphs outside tables."""
        content = self.get(document_id, **parameters)["tabs"][0]["documentTab"]["body"]["content"]
        return "".join(
            element["textRun"]["content"]
            for block in content
            for element in block.get("paragraph", {}).get("elements", ())
            if "textRun" in element
        )


def refused(call: Any) -> tuple[int, str]:
    """Code and message with which a call is refused."""
    try:
        call()
    except HttpError as error:
        return int(error.status_code), str(error.reason)
    raise AssertionError("the call was not refused")
