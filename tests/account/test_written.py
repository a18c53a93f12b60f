"""What tells that people have been at a field."""

from __future__ import annotations

from docgen.account.written import Field, Key, hash_of
from docgen.document.nodes import Paragraph, Run
from docgen.document.walk import Cursor

STANCE = Key(1, "stance")


def field(paragraph: Paragraph) -> Field:
    return Field((Cursor(paragraph, 10),), Cursor(Paragraph((Run("label\n"),)), 4))


def test_a_picture_that_floats_beside_a_line_makes_it_theirs() -> None:
    words = (Run("stance\n"),)
    written = hash_of(STANCE, field(Paragraph(words)))
    assert hash_of(STANCE, field(Paragraph(words))) == written
    assert hash_of(STANCE, field(Paragraph(words, extra={"positionedObjectIds": ["kix.a"]}))) != written
