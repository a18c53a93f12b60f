"""Looks as CSS declarations. Lengths are multiples of ``--pt``, so that the page can be as large as its screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from docgen.document.wire.looks import CellLook, Edge, ParagraphLook, TextLook

_JAPANESE: Final = '"Noto Sans JP", "Hiragino Sans", "Hiragino Kaku Gothic ProN", "Yu Gothic UI", "Yu Gothic", Meiryo'
FONTS: Final = {
    "ja": f"{_JAPANESE}, sans-serif",
    "en": f'"Noto Sans", "Segoe UI", "Helvetica Neue", Arial, {_JAPANESE}, sans-serif',
}
"""Of a page in each language: in an English one, Japanese names still find theirs."""
FONT_NAME: Final = re.compile(r"[\w][\w \-]*")
LEADING: Final = 1.3
"""Line spacing of 100% is the height that the font itself asks for; Japanese fonts ask for about this."""
CELL_PADDING: Final = 5.0
CELL_EDGE: Final = Edge("#000000", 1, "SOLID")
"""What the editor draws where a cell's style is silent."""
ALIGNMENTS: Final = {"START": "start", "CENTER": "center", "END": "end", "JUSTIFIED": "justify"}
VERTICAL: Final = {"TOP": "top", "MIDDLE": "middle", "BOTTOM": "bottom"}
DASHES: Final = {"DOT": "dotted", "DASH": "dashed"}


def points(length: float) -> str:
    """``length`` points as a CSS length."""
    return f"calc({length:.4g}*var(--pt))" if length else "0"


def text_css(look: TextLook) -> str:
    """Declarations for the text style."""
    return ";".join(_text(look))


def _text(look: TextLook) -> Iterator[str]:
    if look.bold is not None or look.weight is not None:
        yield f"font-weight:{max(700, look.weight or 0) if look.bold else look.weight or 400}"
    if look.italic is not None:
        yield f"font-style:{'italic' if look.italic else 'normal'}"
    lines = [name for name, on in (("underline", look.underline), ("line-through", look.struck)) if on]
    if lines or look.underline is not None or look.struck is not None:
        yield f"text-decoration:{' '.join(lines) or 'none'}"
    if look.small_caps:
        yield "font-variant:small-caps"
    if look.raised in ("SUPERSCRIPT", "SUBSCRIPT"):
        yield f"vertical-align:{'super' if look.raised == 'SUPERSCRIPT' else 'sub'};font-size:.7em"
    elif look.size:
        yield f"font-size:{points(look.size)}"
    if look.font and FONT_NAME.fullmatch(look.font):
        yield f'font-family:"{look.font}",var(--fonts,sans-serif)'
    if look.colour.startswith("#"):
        yield f"color:{look.colour}"
    if look.ground:
        yield f"background-color:{look.ground}"


def paragraph_css(look: ParagraphLook) -> str:
    """Declarations for the paragraph style. Space above and below is padding: in the editor it adds up."""
    return ";".join(_paragraph(look))


def _paragraph(look: ParagraphLook) -> Iterator[str]:
    if look.alignment in ALIGNMENTS:
        yield f"text-align:{ALIGNMENTS[look.alignment]}"
    if look.line_spacing is not None:
        yield f"line-height:{look.line_spacing / 100 * LEADING:.4g}"
    for name, length in (("padding-top", look.above), ("padding-bottom", look.below)):
        if length is not None:
            yield f"{name}:{points(length)}"
    if look.start is not None:
        yield f"margin-inline-start:{points(look.start)}"
    if look.end is not None:
        yield f"margin-inline-end:{points(look.end)}"
    if look.first_line is not None or look.start is not None:
        yield f"text-indent:{points((look.first_line or 0) - (look.start or 0))}"
    if look.keep_with_next:
        yield "break-after:avoid"
    if look.page_break_before:
        yield "break-before:page"
    if look.ground:
        yield f"background-color:{look.ground}"
    yield from _edges({side: edge for side, edge in look.edges.items() if edge.width})


def cell_css(look: CellLook) -> str:
    """Declarations for the cell style, with what the editor draws where it is silent."""
    declarations = [*_edges({side: look.edges.get(side, CELL_EDGE) for side in ("top", "right", "bottom", "left")})]
    sides = [look.padding.get(side, CELL_PADDING) for side in ("top", "right", "bottom", "left")]
    declarations.append("padding:" + " ".join(map(points, sides)))
    if look.ground:
        declarations.append(f"background-color:{look.ground}")
    if look.alignment in VERTICAL:
        declarations.append(f"vertical-align:{VERTICAL[look.alignment]}")
    return ";".join(declarations)


def _edges(edges: Mapping[str, Edge]) -> Iterator[str]:
    lines = {side: _edge(edge) for side, edge in edges.items()}
    if len(lines) == 4 and len(set(lines.values())) == 1:
        yield f"border:{lines['top']}"
    else:
        yield from (f"border-{side}:{line}" for side, line in lines.items())


def _edge(edge: Edge) -> str:
    if not edge.width or not edge.colour:
        return "none"
    return f"{points(edge.width)} {DASHES.get(edge.dash, 'solid')} {edge.colour}"
