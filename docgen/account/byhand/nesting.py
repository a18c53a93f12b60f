"""Lines of one field as entries, each with what is nested under it.

An outer line that only names a topic or a person is no entry: those under it are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from docgen.account.actions.labelled import named
from docgen.account.actions.lexicon import key, lexicon
from docgen.account.actions.persons import Rank, rank
from docgen.account.actions.shadow import shadow
from docgen.account.byhand.lines import DEEPER, Line
from docgen.account.words import box_at

TOPIC: Final = -1
"""The indentation of a heading within the section of a field: it says what the entries below it are about. Rows of
tables have less."""
_BOXES: Final = frozenset("☐☑☒□")
_MARKS: Final = " \u3000■◆▼▶►★◇◎□●○▲△▽◼❏❖➤#＃*_"
_REPLIES: Final = frozenset("-=→⇒➡↳└")
_REPLY: Final = re.compile(r"(?:->|=>|→|⇒|➡|↳|└)")
_FRONT: Final = re.compile(r"\s*([^\s:：]{1,12}(?: [^\s:：]{1,8})?)\s*[:：]\s*(?=\S)")
_LABELS: Final = re.compile(r"([^\s:：、,／/]{1,12})\s*[:：]")
_TOPIC: Final = re.compile(r"(?:[:：]|について|に関して|の件)\s*\Z")
_PERSON: Final = re.compile(
    r"(?:@[\w.-]{1,30}|[^\s、。:：]{1,10}(?:さん|様|さま|氏|殿)"
    r"|弊社|当社|自社|御社|貴社|先方|お客様|客先|us|ours|customer|client)(?:側)?\Z",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    r"(?:by |due |until |期限\s*[:：]?\s*|〜|～|~)?"
    r"(?:[0-9０-９]{1,4}(?:[/／月.-][0-9０-９]{1,2}){1,2}日?(?:\s*[(（].[)）])?|(?:今|再?来|翌|次)[週月](?:中|末|頭|初め?|前半|後半|内)?|[今来]?月[末内]|年[末内]|年度[末内]|(?:本|今|明)日中?|週明け"
    r"|次回(?:の?(?:定例|会議|打ち?合わ?せ|MTG))?(?=まで|迄|\Z)|next (?:meeting|time)"
    r"|(?:today|tomorrow|ASAP|EO[DWM])(?=\W|\Z)"
    r"|[0-9]{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} [0-9]{1,2}|(?:this|next) week|end of (?:the )?(?:week|month))"
    r"\s*(?:まで(?:に)?|迄|〆切?|締切)?\s*[:：]?",
    re.IGNORECASE,
)
_TOGETHER: Final = re.compile(r"[、,，/／&＆+＋・]|\band\b|と(?=[^\s]{2})")
_SHORT_NAME: Final = re.compile(r"[一-鿿々ヶ]{2,3}\Z")
_WRAPPED: Final = re.compile(r"[【\[［〈<＜（(](.{1,16})[】\]］〉>＞）)]\Z")


class Read(NamedTuple):
    """One entry: its line, those nested under it, and the person or side that a line above it names."""

    line: Line
    under: tuple[Line, ...] = ()
    who: str = ""
    when: str = ""
    """The day that a line above it names: 6/12まで."""


@dataclass(slots=True)
class _Node:
    line: Line
    under: list[_Node] = field(default_factory=list)

    def below(self) -> Iterator[Line]:
        for node in self.under:
            yield node.line
            yield from node.below()


def nested(lines: Sequence[Line], topics: list[Line], *, people: Callable[[str], bool] | None = None) -> Iterator[Read]:
    """The entries in ``lines``; those that only name a topic are added to ``topics``. ``people``: whether a text is a
    person known here, where whose it is matters."""
    if _is_flat(lines):
        yield from map(Read, lines)
    else:
        yield from _entries(_tree(lines), topics, people, "", "")


def _is_flat(lines: Sequence[Line]) -> bool:
    """Whether nothing in a list stands below anything else: bullets of one depth, none of which replies."""
    if len(lines) < 2:
        return True
    first = lines[0]
    return all(
        line.listed
        and line.indent == first.indent
        and line.typed == first.typed
        and line.indent >= TOPIC
        and line.text[:1] not in _REPLIES
        for line in lines
    )


def _tree(lines: Sequence[Line]) -> list[_Node]:
    top: list[_Node] = []
    stack: list[_Node] = []
    for line in lines:
        replies = bool(stack) and (_replies(line, stack[-1].line) or _says_who_or_when(line))
        while stack and _depth(line) <= _depth(stack[-1].line) and not (replies and len(stack) == 1):
            stack.pop()
        node = _Node(line)
        (stack[-1].under if stack else top).append(node)
        if not replies:
            stack.append(node)
    return top


def _replies(line: Line, above: Line) -> bool:
    """Whether a line behind an arrow replies to what is above it, and is not beside one of its own kind."""
    return _REPLY.match(line.text) is not None and not (_depth(line) == _depth(above) and _REPLY.match(above.text))


def _says_who_or_when(line: Line) -> bool:
    """Whether a line only says of the entry above it who does it or by when: 担当：鈴木, Due: 17 June."""
    front = _FRONT.match(line.text)
    if (
        front is None
        or line.listed
        or line.number is not None
        or named(shadow(front[1])) not in ("owner", "due", "status")
    ):
        return False
    rest = [named(shadow(each)) for each in _LABELS.findall(line.text[front.end() :])]
    return "task" not in rest


def _depth(line: Line) -> int:
    """How deep a line stands: one with a box, or a bullet typed as text, as an entry of a list, which people have
    beside such lines."""
    if line.typed and line.indent < DEEPER:
        return line.indent + DEEPER - 1
    return line.indent + (0 if line.listed or line.text[:1] not in _BOXES else DEEPER)


def _entries(
    nodes: Sequence[_Node], topics: list[Line], people: Callable[[str], bool] | None, who: str, when: str
) -> Iterator[Read]:
    company = _company(nodes, people) if people else frozenset()
    for node in nodes:
        row = node.line.indent < TOPIC
        name = _person(node, people) if people and node.under and not row else ""
        if not name and id(node) in company:
            name = _bare(node)
        if name:
            yield from _entries(node.under, topics, people, name, when)
        elif people and node.under and not row and is_day(_bare(node)):
            yield from _entries(node.under, topics, people, who, _bare(node))
        elif node.under and not row and _is_topic(node):
            topics.append(node.line)
            yield from _entries(node.under, topics, people, who, when)
        else:
            yield Read(node.line, tuple(node.below()), who, when)


def _company(nodes: Sequence[_Node], people: Callable[[str], bool] | None) -> frozenset[int]:
    """Those of ``nodes``, by ``id()``, that may be people, where all that hold entries may and one is for sure."""
    holders = [node for node in nodes if node.under and node.line.indent >= TOPIC]
    if len(holders) < 2 or not any(_person(node, people) for node in holders):
        return frozenset()
    others = [node for node in holders if not _person(node, people)]
    if not all(rank(shadow(_bare(node))) >= Rank.MAYBE for node in others):
        return frozenset()
    return frozenset(map(id, others))


def _bare(node: _Node) -> str:
    """The text of a line without the marks around it."""
    plain = _TOPIC.sub("", node.line.shown().strip()).strip(_MARKS)
    wrapped = _WRAPPED.match(plain)
    return wrapped[1].strip() if wrapped else plain


def _is_topic(node: _Node) -> bool:
    text = node.line.text
    if _TOPIC.search(text) or node.line.indent == TOPIC:
        return True
    return len(text) <= 40 and box_at(text) is None and all(box_at(each.line.text) for each in node.under)


def _person(node: _Node, people: Callable[[str], bool] | None) -> str:
    """The person or the side that an outer line names, if that is all it does."""
    text = node.line.shown().strip()
    plain = _bare(node)
    if len(plain) > 30 or (text[:1] != "■" and box_at(text) is not None):
        return ""
    if is_day(plain):
        return ""
    if _PERSON.match(plain) or (people is not None and people(plain)):
        return plain
    if _SHORT_NAME.match(plain):
        return plain if all(len(each.line.text) > 3 for each in node.under) else ""
    return ""


def is_day(text: str) -> bool:
    """Whether a short text only says by when: 6/12まで, 今週中."""
    return _DAY.fullmatch(text) is not None


def is_everyone(text: str) -> bool:
    """Whether a word means all of those present."""
    return key(shadow(text)) in lexicon().everyone


def each_of(text: str) -> list[str]:
    """Those who are named together: Omar & Ravi."""
    return [each for each in map(str.strip, _TOGETHER.split(text)) if each]


def is_person(text: str) -> bool:
    """Whether a short text is a person by how it is written (田中様, @taro), or a side."""
    return _PERSON.match(text) is not None
