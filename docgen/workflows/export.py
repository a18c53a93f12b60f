"""A copy of a customer's document."""

from __future__ import annotations

from docgen.account.internal import without_internal
from docgen.account.model import Account
from docgen.workflows.base import Workspace


def export(workspace: Workspace, account: Account, form: str) -> str:
    """The account's document as ``html`` (a page of its own, print-ready) or ``md``, without internal notes."""
    document = without_internal(workspace.service.get(workspace.document_id(account)))
    if form == "md":
        from docgen.formats.markdown_write import to_markdown

        return to_markdown(document)
    from docgen.formats.html import to_html

    where = workspace.settings.template_directories
    return to_html(document, language=account.language, title=document.title, directories=where)
