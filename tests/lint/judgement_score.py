"""How well the rules of judgement judge: precision and recall on labelled examples.

``python -m tests.lint.judgement_score DIR [--errors] [RULE ...]`` prints the figures of every ``RULE.yaml`` in DIR.
``--errors`` lists what was judged otherwise than labelled; it is not for the half that is to stay unseen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from docgen.account.model import ActionItem, AgendaItem, Entry, Meeting, Span, State
from docgen.lint.engine import Rules
from docgen.lint.files import built_in
from docgen.lint.selection import Selection
from tests.lint.values import NOW, document

HERE = Path(__file__).parent / "judgement"
SPAN: Span = ("t.0", 0, 0)


class Score(NamedTuple):
    """Figures of one rule on one file."""

    rule: str
    asked: int
    """Findings."""
    right: int
    """Findings on examples labelled ``ask``; one on ``fine`` or ``unsure`` is wrong."""
    to_ask: int
    examples: int
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.asked if self.asked else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.to_ask if self.to_ask else 1.0

    def __str__(self) -> str:
        return (
            f"{self.rule}: precision {self.precision:.3f} ({self.right}/{self.asked}), "
            f"recall {self.recall:.3f} ({self.right}/{self.to_ask}), {self.examples} examples"
        )


def _entry(text: str) -> Entry:
    return Entry(text=text, span=SPAN)


def _item(example: Mapping[str, Any]) -> AgendaItem:
    fields: dict[str, Any] = {name: example.get(name, "") for name in ("title", "stance", "because", "ask")}
    fields |= {name: tuple(map(_entry, example.get(name, ()))) for name in ("views", "decisions", "open_points")}
    return AgendaItem(number=1, span=SPAN, **fields)


def _meeting(day: str, state: State, *items: AgendaItem, **answers: Any) -> Meeting:
    return Meeting(id=day, date=day, title="定例", state=state, items=items, span=SPAN, **answers)


def _stance(example: Mapping[str, Any]) -> tuple[Meeting, ...]:
    return (_meeting("2026-11-24", State.PLANNED, _item(example)),)


def _action(example: Mapping[str, Any]) -> tuple[Meeting, ...]:
    todo = ActionItem(text=example["text"], owners=tuple(example.get("owners", ())), due=example.get("due"), span=SPAN)
    return (_meeting("2026-11-24", State.HELD, action_items=(todo,)),)


def _decision(example: Mapping[str, Any]) -> tuple[Meeting, ...]:
    return (_meeting("2026-11-24", State.HELD, decisions=(_entry(str(example["text"])),)),)


def _copied(example: Mapping[str, Any]) -> tuple[Meeting, ...]:
    if "was" in example:
        was = {"title": "論点", "stance": example["was"], "date": "2026-10-27"}
        example = {"earlier": [was], "now": {"title": "論点", "stance": example["is"]}}
    days: dict[str, list[AgendaItem]] = {}
    for each in example["earlier"]:
        days.setdefault(each["date"], []).append(_item(each))
    now = _meeting(example["now"].get("date", "2026-11-24"), State.PLANNED, _item(example["now"]))
    return (now, *(_meeting(day, State.HELD, *days[day]) for day in sorted(days, reverse=True)))


def _talk(example: Mapping[str, Any]) -> tuple[Meeting, ...]:
    if "talk" in example:
        example = {"meetings": [_spoken(at, line) for at, line in enumerate(example["talk"])]}
    return tuple(
        _meeting(each["date"], State.HELD if at else State.PLANNED, *map(_item, each["items"]))
        for at, each in enumerate(example["meetings"])
    )


def _spoken(at: int, line: str) -> dict[str, Any]:
    items = [dict(zip(("title", "stance"), item.split(": "), strict=True)) for item in line.split(" / ")]
    return {"date": f"2026-{11 - at:02}-20", "items": items}


MADE: Mapping[str, Callable[[Mapping[str, Any]], tuple[Meeting, ...]]] = {
    "stance-is-a-hypothesis": _stance,
    "action-item-is-concrete": _action,
    "decision-is-decided": _decision,
    "stance-is-not-copied-from-last-time": _copied,
    "talk-is-not-only-about-means": _talk,
}


def scores(directory: Path = HERE) -> Iterator[Score]:
    """The figures of each rule that has a file in ``directory``."""
    for rule in MADE:
        if (path := directory / f"{rule}.yaml").exists():
            yield score(rule, path)


def score(rule: str, path: Path) -> Score:
    """The figures of ``rule`` on the examples of ``path``."""
    examples = yaml.safe_load(path.read_text(encoding="utf-8"))
    rules = Rules(tuple(each.rule for each in built_in() if each.rule.id == rule), Selection(enable=(rule,)))
    asked = right = to_ask = 0
    errors = []
    for example in examples:
        newest, *_ = meetings = MADE[rule](example)
        found = any(each.meeting == newest.id for each in rules.lint(document(*meetings), NOW))
        wanted = example["label"] == "ask"
        asked, right, to_ask = asked + found, right + (found and wanted), to_ask + wanted
        if found != wanted:
            errors.append(f"{'asked' if found else 'silent'}, labelled {example['label']}: {_shown(example)}")
    return Score(rule, asked, right, to_ask, len(examples), tuple(errors))


def _shown(example: Mapping[str, Any]) -> str:
    return str({name: value for name, value in example.items() if name not in ("label", "tricky")})


def main(arguments: list[str]) -> None:
    """Prints the figures of the directory that is named, else of the open half."""
    named = [each for each in arguments if not each.startswith("--")]
    directory = Path(named[0]) if named else HERE
    for each in scores(directory):
        if not named[1:] or each.rule in named[1:]:
            print(each)
            for error in each.errors if "--errors" in arguments else ():
                print(f"  {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
