"""Lines that hold more than one thing: 議論の末に再検討。【決定】据え置き。【宿題】競合調査（槙、6/17）。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from docgen.account.byhand.lines import Grid, Line
from docgen.account.byhand.naming import Naming
from docgen.account.labels import fold

_BRACKETED: Final = re.compile(r"[【［\[〔]\s*([^【】［］\[\]〔〕]{1,14}?)\s*[】］\]〕]\s*[:：]?\s*(?=\S)")
_COLON: Final = re.compile(
    r"(?:(?<=[.。!?！？;；)）])\s*|(?<=\S)\s*[/／|｜]\s*|(?<=[:：>])\s+(?=[A-Z]{4}|[決宿]))"
    r"([A-Z][A-Za-z][A-Za-z -]{0,12}|[^\s\w]?[一-鿿][^\s:：、。]{0,6})\s*[:：]\s*(?=\S)"
)
_NAMES: Final = re.compile(r"\s*[A-Z]{2,3}(?:\s*[/,&+]\s*[A-Z]{2,3})*\s*\.?\s*")
_MAY_HAVE: Final = re.compile(r"[:：】\]］〕]")
_TELLING: Final = frozenset({"decisions", "action_items", "open_points"})


def parted(lines: Sequence[Line | Grid], naming: Naming) -> list[Line | Grid]:
    """``lines`` with those parted in which a tag stands behind other words."""
    made: list[Line | Grid] = []
    for line in lines:
        if (
            isinstance(line, Line)
            and _MAY_HAVE.search(line.text, 2)
            and not line.level
            and (cuts := list(_cuts(line.text, naming)))
        ):
            stops = [*cuts[1:], len(line.text)]
            made.append(replace(line, text=line.text[: cuts[0]].rstrip(" \u3000\t/／|｜"), whole=line.text))
            made += [line.part(start, stop) for start, stop in zip(cuts, stops, strict=True)]
        else:
            made.append(line)
    return made


def _cuts(text: str, naming: Naming) -> Iterator[int]:
    """Where the tags begin that stand behind other words."""
    for edge in (_BRACKETED, _COLON) if "】" in text or "]" in text or "］" in text or "〕" in text else (_COLON,):
        for match in edge.finditer(text, 1):
            front = text[: match.start()].strip(" \u3000\t→⇒➡・-–*#＞>")
            if _NAMES.fullmatch(text, match.end()):
                continue  # who sees to it, in the margin: the words before it are no more than that
            if front and _is_tag(match[1], naming) and naming.bare(front) is None:
                yield match.start(1) if edge is _COLON else match.start()
        if edge is _BRACKETED and any(True for _ in edge.finditer(text, 1)):
            return


def _is_tag(word: str, naming: Naming) -> bool:
    return naming.words.tags.get(fold(word)) in _TELLING or (
        (named := naming.bare(word)) is not None and named.names[0] in _TELLING and not named.extra
    )
