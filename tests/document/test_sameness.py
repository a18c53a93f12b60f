"""What counts as nothing, where blocks are moved from one document to another."""

from __future__ import annotations

from docgen.document.nodes import Inline, Paragraph, Run
from docgen.document.wire.sameness import is_blank

END = Run("\n")


def test_an_empty_line_is_blank_unless_a_picture_stands_in_it_or_floats_beside_it() -> None:
    assert is_blank(Paragraph((END,)))
    assert not is_blank(Paragraph((Inline("inlineObjectElement", {}, 1), END)))
    assert not is_blank(Paragraph((END,), extra={"positionedObjectIds": ["kix.a"]}))
