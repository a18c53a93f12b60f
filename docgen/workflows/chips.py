"""Chips where the team wants them and the service offers them; otherwise text, and a word about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from docgen.account.model import Account
from docgen.connect.probe import ChipAnswers, chips_offered
from docgen.document.wire.probes import does_not_know, is_about_chips
from docgen.errors import DocgenError, RefusedError, Text
from docgen.render.chips import NO_CHIPS, Chips
from docgen.workflows.base import Workspace

T = TypeVar("T")

NOT_OFFERED: Final = Text(
    "このサービスではチップを使えないため、文字で書きます（1週間後にもう一度確かめます）",
    "the service offers no chips: they are written as text (it is asked again in a week)",
)
NOT_KNOWN: Final = Text(
    "チップを使えるか確かめられなかったため、今回は文字で書きます",
    "the service did not say whether it offers chips: they are written as text this time",
)


def with_chips(workspace: Workspace, account: Account, write: Callable[[Chips], T]) -> T:
    """What ``write`` returns, which changes the account's document, with the chips that are to be written there.

    Where the service refuses them after all, nothing was written, and ``write`` is called once more without.
    """
    if not workspace.settings.chips or not _offered(workspace, account):
        return write(NO_CHIPS)
    try:
        return write(Chips(True, workspace.roster, account.language))
    except RefusedError as error:
        if not is_about_chips(error.message.en):
            raise
        if does_not_know(error.message.en):
            _answers(workspace).remember(False, workspace.now().date())
            workspace.tell(NOT_OFFERED)
        else:
            reason = error.message
            workspace.tell(
                Text(
                    f"チップを断られたため、文字で書きます（{reason.ja}）",
                    f"chips were refused, so they are written as text ({reason.en})",
                )
            )
        return write(NO_CHIPS)


def _offered(workspace: Workspace, account: Account) -> bool:
    answers, today = _answers(workspace), workspace.now().date()
    known = answers.known(today)
    if known is not None:
        return known
    document = workspace.reader.read(workspace.document_id(account))
    if document.revision is None:
        return False  # nothing can be written there at all, and the writer says so
    try:
        offered = chips_offered(workspace.service, document)
    except DocgenError:
        workspace.tell(NOT_KNOWN)
        return False
    answers.remember(offered, today)
    if not offered:
        workspace.tell(NOT_OFFERED)
    return offered


def _answers(workspace: Workspace) -> ChipAnswers:
    settings = workspace.settings
    return ChipAnswers(settings.state / "chips.json", settings.backend)
