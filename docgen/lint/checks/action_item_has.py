"""``action-item-has``: every action item that was born in the meeting says who does it, or until when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from docgen.account.labels import labels
from docgen.account.model import ActionItem, AgendaItem, Status
from docgen.inputs.bilingual import Bilingual
from docgen.lint.gaps import CheckKind, Gap, Scene


class ActionItemHas(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Options of ``action-item-has``."""

    field: Literal["owner", "due"]
    """Who does it, or until when: `owner` or `due`."""
    statuses: tuple[Status, ...] = (Status.OPEN, Status.UNKNOWN, Status.DONE)
    """Action items of these statuses; a gap in one that is done is only advice."""
    explicit_none_counts: bool = True
    """Whether an explicit empty (期限：なし) is an answer."""


def find(scene: Scene, options: ActionItemHas) -> Iterator[Gap]:
    """The action items without it; not those carried over, which were asked about where they were born."""
    meeting = scene.meeting
    is_answer = labels().is_answer
    for item in (None, *meeting.items):
        for todo in (meeting if item is None else item).action_items:
            said = todo.owners if options.field == "owner" else (todo.due_text or todo.due or "",)
            if (
                not any(map(is_answer, said))  # as most do, and then nothing else has to be looked at
                and todo.status in options.statuses
                and (todo.text.strip() or _written(todo))
            ):
                yield from _gap(item, todo, said, options)


def _gap(item: AgendaItem | None, todo: ActionItem, said: tuple[str, ...], options: ActionItemHas) -> Iterator[Gap]:
    words = [word for word in said if word.strip() and (options.explicit_none_counts or not labels().is_none(word))]
    unknown = bool(words) and all(map(labels().is_unknown, words))
    if words and not unknown:
        return
    yield Gap(
        item=item,
        field=options.field,
        span=todo.span,
        line=todo.text,
        match=words[0] if words else "",
        unknown=unknown,
        settled=todo.status is Status.DONE,
    )


def _written(todo: ActionItem) -> bool:
    """Whether anything but an empty box stands there."""
    return bool(todo.owners or todo.due_text or todo.due)


KIND = CheckKind(
    name="action-item-has",
    summary=Bilingual(ja="TODOに担当または期限がある", en="an action item has an owner, or a due date"),
    options=ActionItemHas,
    find=find,
)
