"""``lint --fix`` in Markdown and plain text: a weekday, or the order of meetings, and every other byte as it was.

The text is changed where a finding says, read again, and must say all that it said before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from docgen.account.dates.weekdays import corrected
from docgen.account.minutes import read_imported
from docgen.account.model import AccountDocument, Meeting
from docgen.account.order import ordered
from docgen.account.roster import Roster
from docgen.account.side import with_sides
from docgen.account.state import begins
from docgen.errors import ChangedError, InputError, Place, Text
from docgen.formats.decoding import CODECS
from docgen.formats.importing import parse
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.system import shown
from docgen.inputs.text import encoding_of, read_bytes
from docgen.inputs.write import write_bytes
from docgen.lint.engine import Rules
from docgen.lint.findings import Finding
from docgen.render.weekdays import ELSEWHERE, UNCLEAR
from docgen.workflows.fix import Agree, Fix, Fixed, diff
from docgen.workflows.fix_plan import KINDS, MORE_CHANGES, Mend, Stays
from docgen.workflows.source_lines import TEXT, SourceLines

ENDS: Final = re.compile(r"\r\n|[\r\n\v]")
"""What ends a line, as the reader of files counts them."""
HEADING: Final = re.compile(r"(#{1,6})[ \t]")
NO_LINES: Final = Bilingual(
    "会議の見出しの行が、ファイルの中ではっきりしません",
    "it cannot be told which lines of the file are the headings of its meetings",
)
NO_END: Final = Bilingual("ファイルの最後に改行がありません", "the file does not end with a line end")
ENCODING: Final = Text("このファイルの文字コードでは書き戻せません", "the file cannot be written back in its encoding")


@dataclass(frozen=True, slots=True)
class _Way:
    """What a file becomes, or why it stays."""

    finding: Finding
    text: str = ""
    mend: Mend | None = None
    after: AccountDocument | None = None
    """What it says then."""
    why: Bilingual | None = None


class FileFixer:
    """Mends one file of minutes."""

    def __init__(
        self, path: Path, rules: Rules, now: datetime, is_known: Callable[[Finding], bool] = lambda _: False
    ) -> None:
        """``now``: aware. ``is_known``: findings that nobody wants to be asked about."""
        self.path, self._rules, self._now, self._is_known = path, rules, now, is_known
        self._kinds = {rule.id: KINDS[rule.check] for rule in rules.every if rule.check in KINDS}

    def fix(self, agree: Agree) -> Fixed:
        """Mend the file, once ``agree`` has seen how.

        Raises ``InputError`` for a file that cannot be read or written, ``ChangedError`` where it changes meanwhile.
        """
        data = read_bytes(self.path)
        made, after = self._planned(data)
        if after == data or not agree(made):
            return Fixed(fix=made, written=False)
        if read_bytes(self.path) != data:
            raise ChangedError(
                Text("ファイルが書き換わったため、何も変えていません", "the file has changed: nothing was written"),
                place=Place(shown(self.path)),
                hint=Text("もう一度実行してください", "run it again"),
            )
        write_bytes(self.path, after)
        return Fixed(fix=made, written=True)

    def proposed(self) -> Fix:
        """What ``fix`` would do now."""
        return self._planned(read_bytes(self.path))[0]

    def _planned(self, data: bytes) -> tuple[Fix, bytes]:
        name = shown(self.path)
        document = self._read(data) if self.path.suffix.lower() in TEXT else None
        if document is None or not any(self._fixable(document)):
            return Fix(name=name), data
        codec = _codec(data, self.path)
        text = first = data.decode(codec)
        mends: list[Mend] = []
        stays: dict[str, Stays] = {}
        while way := self._next(text, document, codec, set(stays)):
            if way.mend is None or way.after is None:
                why = (way.why,) if way.why else ()
                stays[way.finding.id] = Stays(way.finding.id, way.finding.rule, way.finding.meeting_title, why)
            else:
                text, document, mends = way.text, way.after, [*mends, way.mend]
        lines = diff(ENDS.split(first), ENDS.split(text))
        return Fix(name=name, mends=tuple(mends), stays=tuple(stays.values()), diff=lines), text.encode(codec)

    def _read(self, data: bytes) -> AccountDocument:
        imported = parse(self.path.suffix, data, self.path.stem)
        return with_sides(read_imported(imported, now=self._now), Roster())

    def _fixable(self, document: AccountDocument) -> Iterator[Finding]:
        for finding in self._rules.lint(document, self._now):
            kind = self._kinds.get(finding.rule)
            if finding.fixable and kind in ("weekday", "order") and not self._is_known(finding):
                yield finding

    def _next(self, text: str, before: AccountDocument, codec: str, stuck: set[str]) -> _Way | None:
        """What to do about the first finding that is not ``stuck``; it counts if it is gone then and nothing else.
        ``before``: what ``text`` says."""
        finding = next((each for each in self._fixable(before) if each.id not in stuck), None)
        if finding is None:
            return None
        lines = SourceLines("\n".join(ENDS.split(text)), before.meetings)
        if self._kinds[finding.rule] == "order":
            way = _in_order(finding, text, lines, before)
        else:
            way = _weekday(finding, text, lines, before)
        if way.mend is None:
            return way
        after = self._read(way.text.encode(codec))
        gone = finding.id not in {each.id for each in self._fixable(after)}
        same = gone and _same(before, after, way.mend)
        return replace(way, after=after) if same else _Way(finding, why=MORE_CHANGES)


def _codec(data: bytes, path: Path) -> str:
    """The codec that gives the very bytes back. Raises ``InputError`` where none does."""
    for codec in ("utf-8", CODECS.get(encoding_of(data), "")):
        try:
            if codec and data.decode(codec).encode(codec) == data:
                return codec
        except UnicodeError:
            continue
    raise InputError(ENCODING, place=Place(shown(path)), hint=Text("UTF-8 で保存し直してください", "save it as UTF-8"))


def _weekday(finding: Finding, text: str, lines: SourceLines, document: AccountDocument) -> _Way:
    meeting = next(each for each in document.meetings if each.id == finding.meeting)
    change = corrected(finding.match, date.fromisoformat(meeting.date))
    if change is None:
        return _Way(finding, why=UNCLEAR)
    source = ENDS.split(text)
    those = [at for at in lines.having(meeting, finding.line) if source[at].count(finding.match) == 1]
    if len(those) != 1:
        return _Way(finding, why=ELSEWHERE)
    at = sum(map(len, _with_ends(text)[: those[0]])) + source[those[0]].index(finding.match)
    made = text[: at + change.start] + change.text + text[at + change.end :]
    return _Way(finding, made, Mend("weekday", meeting.id, meeting.title, finding.match))


def _in_order(finding: Finding, text: str, lines: SourceLines, document: AccountDocument) -> _Way:
    """All meetings that are out of place, each with all of its lines."""
    starts = [lines.heading(meeting) for meeting in document.meetings]
    source = _with_ends(text)
    known = [at for at in starts if at is not None]
    marks = {found[1] for at in known if (found := HEADING.match(source[at]))}
    alone = len(known) == len(starts) == len(set(known)) and known == sorted(known) and len(marks) == 1
    if not alone or not all(HEADING.match(source[at]) for at in known):
        return _Way(finding, why=NO_LINES)
    level = len(marks.pop())
    over = (found for line in source[known[0] :] if (found := HEADING.match(line)))
    if any(len(found[1]) < level for found in over):
        return _Way(finding, why=NO_LINES)
    blocks = ["".join(source[a:b]) for a, b in zip(known, [*known[1:], len(source)], strict=True)]
    order = _newest_first(document.meetings)
    if order[-1] != len(blocks) - 1 and not ENDS.search(blocks[-1][-1:]):
        return _Way(finding, why=NO_END)
    made = "".join([*source[: known[0]], *(blocks[at] for at in order)])
    return _Way(finding, made, Mend("order", finding.meeting, finding.meeting_title, finding.line))


def _newest_first(meetings: Sequence[Meeting]) -> list[int]:
    """The numbers of ``meetings`` in order; those that may stand anywhere stay behind the one above them."""
    kept, others = ordered(meetings)
    moved = {id(one) for one in others}
    fixed = {id(one) for one in kept}
    order = [at for at, one in enumerate(meetings) if id(one) not in moved]
    for at, one in enumerate(meetings):
        if id(one) in moved:
            among = ((n, meetings[o]) for n, o in enumerate(order) if id(meetings[o]) in fixed)
            order.insert(next((n for n, other in among if begins(other) <= begins(one)), len(order)), at)
            fixed.add(id(one))
    return order


def _with_ends(text: str) -> list[str]:
    """The lines of ``text``, each with what ends it."""
    ends = [found.end() for found in ENDS.finditer(text)]
    return [text[a:b] for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]


def _same(before: AccountDocument, after: AccountDocument, mend: Mend) -> bool:
    """Whether two readings say the same, but for what was mended."""
    one, other = (sorted(map(_said, each.meetings)) for each in (before, after))
    if mend.kind == "order":
        return one == other
    change = corrected(mend.line, date.fromisoformat(next(m.date for m in before.meetings if m.id == mend.meeting)))
    if change is None:
        return False
    right = mend.line[: change.start] + change.text + mend.line[change.end :]
    return [each.replace(mend.line, right) for each in one] == [each.replace(mend.line, right) for each in other]


def _said(meeting: Meeting) -> str:
    """What a meeting says, wherever it stands."""
    return msgspec.json.encode(_placeless(msgspec.to_builtins(meeting)), order="sorted").decode()


def _placeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _placeless(each) for key, each in value.items() if key not in ("span", "heading_id", "id")}
    return [_placeless(each) for each in value] if isinstance(value, list | tuple) else value
