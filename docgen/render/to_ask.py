"""Lines under 次回ご相談したいこと of a block that is not written yet, whatever template made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from docgen.account.dates import Language
from docgen.account.labels import labels
from docgen.account.words import bulleted
from docgen.document.nodes import Node, Paragraph, Run
from docgen.document.wire.styles import heading_level


def with_to_ask(nodes: Sequence[Node], lines: Sequence[str], language: Language) -> tuple[Node, ...]:
    """``nodes`` with ``lines`` in the place of the first empty line under that heading; as they are without one."""
    under = False
    for at, node in enumerate(nodes):
        if not isinstance(node, Paragraph):
            continue
        if heading_level(node.style):
            under = labels().fields.name(node.text) == "to_ask"
        elif under and not node.text.strip():
            return (*nodes[:at], *(_line(node, bulleted(line, language)) for line in lines), *nodes[at + 1 :])
    return tuple(nodes)


def _line(blank: Paragraph, text: str) -> Paragraph:
    style = next((element.style for element in blank.elements if isinstance(element, Run)), None)
    return replace(blank, elements=(Run(f"{text}\n", style),))
