"""Whether the labels and headings that a team's template writes into a meeting will be found again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate

from markdown_it.tree import SyntaxTreeNode

from docgen.account.dates import Language
from docgen.account.labels import labels
from docgen.account.outline import ANSWERS, HEADER_LABELS, ITEM_LABELS, SECTIONS
from docgen.document.wire.styles import is_bold
from docgen.errors import Place, Text, nearest
from docgen.formats.markdown_inline import SENTINEL, InlineReader
from docgen.formats.markdown_rules import reader
from docgen.render.finding import Finding, finding
from docgen.render.lines import Lines
from docgen.render.marks import EVERY_CLASS

KNOWN = ITEM_LABELS | HEADER_LABELS
CLOSE = 0.7
"""From this likeness on, a word is probably a slip of another."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    words: str
    level: int
    """1 to 6 for a heading, else 0."""
    label: bool
    """Whether it is marked as a label."""
    bold: bool

    @property
    def fixed(self) -> bool:
        """Whether it is the template's own words, without a value."""
        return bool(self.words.strip()) and not SENTINEL.search(self.words)


def label_findings(lines: Lines, language: Language, mentions: Mapping[str, Sequence[Place]]) -> Iterator[Finding]:
    """What of a filled template of a meeting would not be found again, or be taken for something else.

    ``mentions``: where each variable stands.
    """
    every = list(_lines(lines.text))
    parts = list(accumulate(line.level > 0 for line in every))
    there = {(part, labels().fields.name(line.words)) for part, line in zip(parts, every, strict=True) if line.fixed}
    for headings, line in zip(parts, every, strict=True):
        place, name = lines.place(line.number), labels().fields.name(line.words)
        if not line.fixed or (line.level and headings == 1):
            continue
        beside = {name for part, name in there if part == headings}
        if line.level:
            yield from _heading(line, name, place, language, _section(place, mentions, beside))
        elif line.label and name is None:
            yield _unknown(line.words.strip(), place, language, _meant(place, mentions, beside))
        elif line.label and name not in KNOWN:
            yield _elsewhere(line.words.strip(), name in SECTIONS, place)
        elif name in KNOWN and not (line.label or line.bold):
            message = Text(
                f"「{line.words.strip()}」がラベルになっていません", f"“{line.words.strip()}” is not set as a label"
            )
            hint = Text(
                f"**{line.words.strip()}** {{.label}} と書いてください", f"write **{line.words.strip()}** {{.label}}"
            )
            yield finding(place, message, hint)


def label_places(lines: Lines) -> dict[str, Place]:
    """Where each field has its label or heading in a filled template."""
    found: dict[str, Place] = {}
    for line in _lines(lines.text):
        if line.fixed and (name := labels().fields.name(line.words)):
            found.setdefault(name, lines.place(line.number))
    return found


def _heading(line: _Line, name: str | None, place: Place, language: Language, meant: str) -> Iterator[Finding]:
    words = line.words.strip()
    if name is None:
        message = Text(f"見出し「{words}」は論点として読まれます", f"the heading “{words}” is taken for an agenda item")
        known = [labels().fields.write(each, language) for each in sorted(SECTIONS)]
        hint = _own_word(words, known, meant, language)
        called = labels().fields.write(meant, language)
        no_section = Text(
            f"。「{called}」でなければ、見出しでなく **…** の行にしてください",
            f"; if it is not “{called}”, make it a line in **…** instead",
        )
        yield finding(place, message, Text(hint.ja + no_section.ja, hint.en + no_section.en))
    elif line.level <= 2 and not labels().fields.is_written(name, words):
        message = Text(
            f"見出し「{words}」で会議のブロックが終わります", f"the heading “{words}” ends the meeting's block"
        )
        yield finding(place, message, Text("### にしてください", "make it ###"))


def _unknown(words: str, place: Place, language: Language, meant: str) -> Finding:
    known = [labels().fields.write(each, language) for each in sorted(KNOWN)]
    message = Text(f"ラベル「{words}」はあとで読み取れません", f"the label “{words}” will not be found again")
    return finding(place, message, _own_word(words, known, meant, language))


def _own_word(words: str, known: list[str], meant: str, language: Language) -> Text:
    """How docgen can be told a word of the team's own for the field ``meant``; before that, a ``known`` one like it."""
    hint = Text(
        f"templates/labels/{language}.yaml に「fields: {{{meant}: {{canonical: {words}}}}}」と書くと読み取れます",
        f"write “fields: {{{meant}: {{canonical: {words}}}}}” in templates/labels/{language}.yaml",
    )
    close = nearest(words, known) if get_close_matches(words, known, n=1, cutoff=CLOSE) else None
    return Text(f"{close.ja}。または {hint.ja}", f"{close.en} Or {hint.en}") if close else hint


def _elsewhere(words: str, section: bool, place: Place) -> Finding:
    message = Text(f"「{words}」はここではラベルとして読まれません", f"“{words}” is not read as a label here")
    hint = Text(f"見出し「### {words}」にしてください", f"make it a heading, ### {words}")
    return finding(place, message, hint if section else Text("{.label} を消してください", "delete {.label}"))


def _meant(place: Place, mentions: Mapping[str, Sequence[Place]], beside: set[str | None]) -> str:
    """The field that a label is probably for: that of the next value, else the first answer without one ``beside``."""
    every = [(at, path) for path, places in mentions.items() for at in places]
    below = [(at.line, path) for at, path in every if at.file == place.file and at.line > place.line]
    names = [path.rpartition(".")[2] for _, path in sorted(below) if not path.endswith("[]")][:1]
    return next((name for name in names if name in KNOWN), next((n for n in ANSWERS if n not in beside), "views"))


def _section(place: Place, mentions: Mapping[str, Sequence[Place]], beside: set[str | None]) -> str:
    """The section that a heading is probably for, from what stands under it."""
    if any(name in ANSWERS for name in beside):
        return "other"
    every = sorted((at.line, path) for path, places in mentions.items() for at in places if at.file == place.file)
    following = next((path for line, path in every if line > place.line), "")
    return "carried" if following.startswith("carried") else "to_ask"


def _lines(text: str) -> Iterator[_Line]:
    inline = InlineReader((), EVERY_CLASS)
    for node in SyntaxTreeNode(reader(template=True).parse(text)).walk():
        if node.type not in ("heading", "paragraph", "th", "td") or not node.children:
            continue
        content = node.children[0]
        level = int(node.tag[1]) if node.type == "heading" else 0
        for number, line in enumerate(inline.lines(content, lambda _: True), (content.map or [0])[0]):
            classes = f"{node.attrs.get('class', '')} {line.attributes.get('class', '')}".split()
            filled = [style for words, style in line.parts if words.strip()]
            bold = bool(filled) and all(map(is_bold, filled))
            yield _Line(number, "".join(words for words, _ in line.parts), level, "label" in classes, bold)
