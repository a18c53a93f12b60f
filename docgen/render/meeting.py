"""An agenda to the block of one meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from docgen.account.dates import Language, heading, time_span
from docgen.account.model import AgendaPlan
from docgen.account.moments import iso, moment
from docgen.account.outline import FACT, MEETING, TEMPLATE, Block, block_of
from docgen.account.words import item_heading
from docgen.account.written import facts, hashes
from docgen.document.nodes import Node, Paragraph
from docgen.document.text import units
from docgen.document.walk import cursors
from docgen.document.wire import requests as wire
from docgen.document.wire.requests import Request
from docgen.document.wire.styles import heading_level
from docgen.errors import InputError, Text
from docgen.errors import Place as Spot
from docgen.formats.markdown import Parsed
from docgen.inputs.template_version import MEETING_TEMPLATES
from docgen.inputs.templates import template_path
from docgen.render.chips import NO_CHIPS, Chips
from docgen.render.look import dressed, in_columns
from docgen.render.requests import Place, insertion
from docgen.render.templates import rendered
from docgen.settings import Layout


def meeting_nodes(
    plan: AgendaPlan,
    carried: Sequence[dict[str, str]],
    *,
    language: Language,
    directories: Sequence[Path],
    chips: Chips = NO_CHIPS,
    layout: Layout = "table",
) -> tuple[Node, ...]:
    """The block of a meeting; its first node is the heading.

    ``carried``: open action items of earlier meetings, each with its ``line``, the words ``origin`` and the address
    ``link`` of where it was born.
    """
    name = MEETING_TEMPLATES[language]
    flowing = layout == "columns"
    parsed = rendered(name, meeting_context(plan, carried, language, chips), directories, flowing=flowing)
    first = parsed.nodes[0] if any(each.name == "meeting" and each.first == 0 for each in parsed.anchors) else None
    if not isinstance(first, Paragraph) or not heading_level(first.style):
        raise InputError(
            Text(
                "テンプレートは {#meeting} のついた見出しで始めてください",
                "the template must begin with a heading that has {#meeting}",
            ),
            place=Spot(template_path(name, directories), 1, "{#meeting}"),
            hint=Text("例: ## {{ heading }} {#meeting}", "for example ## {{ heading }} {#meeting}"),
        )
    return laid_out(parsed, layout, language)


def laid_out(parsed: Parsed, layout: Layout, language: Language) -> tuple[Node, ...]:
    """A block as it goes into a document; for ``columns``, of a template read as ``flowing``."""
    return dressed(replace(parsed, nodes=in_columns(parsed.nodes)) if layout == "columns" else parsed, language)


def start_day(plan: AgendaPlan) -> date:
    """The day of a plan whose ``start`` was checked when it was read."""
    return date.fromisoformat(plan.start[:10])


def meeting_context(
    plan: AgendaPlan, carried: Sequence[dict[str, str]], language: Language, chips: Chips = NO_CHIPS
) -> dict[str, Any]:
    """What the template of a meeting is given; ``carried`` as for ``meeting_nodes``."""
    start, end = moment(plan.start), moment(plan.end)
    assert start is not None  # noqa: S101 - checked when the plan was read
    comma = "、" if language == "ja" else ", "
    days = [date.fromisoformat(iso(each)[:10]) for each in (start, end) if each]
    items = [
        {
            "heading": item_heading(number, item.title, item.kind, item.minutes, language),
            "kind": item.kind.value,
            "stance": item.stance,
            "because": item.because,
            "ask": item.ask,
            "materials": item.materials,
        }
        for number, item in enumerate(plan.items, 1)
    ]
    return {
        "heading": heading(start_day(plan), plan.title, language),
        "when": chips.moment(time_span(start, end, language), days),
        "ours": chips.beside(plan.attendees.theirs).names(plan.attendees.ours, comma),
        "theirs": comma.join(plan.attendees.theirs),
        "goal": plan.goal,
        "items": items,
        "carried": carried,
        "blank": "",
    }


def meeting_requests(
    meeting: str, nodes: Sequence[Node], place: Place, prepared_at: str, *, template: str, bullets_around: bool
) -> list[Request]:
    """The requests that put a meeting's block in at ``place`` and anchor it.

    Two of the three named ranges that a meeting may have: its id, and the facts of this moment (``prepared_at``: ISO;
    ``template``: the version of the one that ``nodes`` were made by).
    """
    start, end = place.start, place.start + nodes[0].size - 1
    block = rendered_block(nodes)
    items = len(list(block.items()))
    told = f"{FACT}{meeting}:prepared={prepared_at};{TEMPLATE}={template}"
    return [
        *insertion(nodes, place, bullets_around=bullets_around),
        wire.create_named_range(place.tab, start, end, MEETING + meeting),
        wire.create_named_range(place.tab, start, end, facts(told, hashes(block, items), items)),
    ]


def rendered_block(nodes: Sequence[Node]) -> Block:
    """The block that ``nodes`` make, as it will be read; positions count from its start."""
    leaves = list(cursors(nodes))
    return block_of(leaves, "", "", leaves[0].exact, anchored=True, written=True, facts={}, start=0)


def fits_anchor(meeting: str) -> bool:
    """Whether a meeting id leaves room for its facts in a name of 256 UTF-16 units."""
    return units(meeting) <= 64
