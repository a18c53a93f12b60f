"""Which service a workspace uses, and how a person reaches a document in it."""

from __future__ import annotations

from docgen.connect.service import Service
from docgen.errors import NotAllowedError, Text
from docgen.settings import Settings


def open_service(settings: Settings) -> Service:
    """The service of the workspace: the embedded one in its own files, or Google's.

    Raises ``NotAllowedError`` for Google, to which nobody can sign in yet.
    """
    if settings.backend == "google":
        raise NotAllowedError(
            Text("Google へのサインインはまだ使えません", "signing in to Google is not possible yet"),
            hint=Text('docgen.toml の backend を "local" にしてください', 'set backend = "local" in docgen.toml'),
        )
    from docgen.emulator import Emulator

    return Service(Emulator(settings.documents).http(), local=True)


def document_url(document_id: str, *, local: bool, tab: str = "", heading: str = "") -> str:
    """The address of a document, or of a heading in it."""
    base = f"docgen:{document_id}" if local else f"https://docs.google.com/document/d/{document_id}/edit"
    query = f"?tab={tab}" if tab else ""
    return f"{base}{query}{f'#heading={heading}' if heading else ''}"
