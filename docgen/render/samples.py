"""Meetings that templates are tried with: full, empty, one item of each kind, many, words that look like marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docgen.account.dates import Language
from docgen.account.model import AgendaItemPlan, AgendaPlan, Attendees, Kind, Status
from docgen.account.words import action_line
from docgen.render.meeting import meeting_context

DAY = "2026-12-01"
MANY = 12


@dataclass(frozen=True, slots=True)
class Sample:
    """One meeting, and the open action items of earlier ones: text, owner, due date."""

    plan: AgendaPlan
    carried: tuple[tuple[str, str, str], ...] = ()

    def context(self, language: Language, blank: str = "") -> dict[str, Any]:
        """What the template is given. ``blank``: what people have written into the empty lines."""
        carried = [
            {
                "line": action_line(text, [owner], due, Status.OPEN, language),
                "origin": f"2026-11-{number % 30 + 1:02}",
                "link": f"?tab=t.0#heading=h.{number}",
            }
            for number, (text, owner, due) in enumerate(self.carried)
        ]
        return {**meeting_context(self.plan, carried, language), "blank": blank}


def samples(language: Language) -> Iterator[Sample]:
    """Every sample, the full one first: it holds a value for each variable."""
    w = _WORDS[language]
    people = Attendees(ours=w["ours"], theirs=w["theirs"])

    def item(number: int, kind: Kind, *, ask: bool = True) -> AgendaItemPlan:
        return AgendaItemPlan(
            title=f"{w['title']} {number}",
            kind=kind,
            minutes=5 * number,
            stance=f"{w['stance']} {number}\n{w['more']}",
            because=f"{w['because']} {number}",
            ask=f"{w['ask']} {number}" if ask else "",
            materials=(f"https://example.com/{number}", f"{w['material']} {number}"),
        )

    kinds = tuple(item(number, kind) for number, kind in enumerate((Kind.DECIDE, Kind.DISCUSS, Kind.SHARE), 1))
    todo = (w["todo"], w["ours"][0], w["due"])
    yield Sample(
        AgendaPlan(w["meeting"], f"{DAY} 10:00", f"{DAY} 11:00", goal=w["goal"], attendees=people, items=kinds), (todo,)
    )
    yield Sample(AgendaPlan(w["meeting"], DAY))
    for kind in Kind:
        yield Sample(AgendaPlan(w["meeting"], f"{DAY} 10:00", attendees=people, items=(item(1, kind, ask=False),)))
    yield Sample(AgendaPlan(w["meeting"], DAY, items=(AgendaItemPlan(title=w["title"]),)), (todo,))
    every = tuple(item(number, Kind.DISCUSS) for number in range(1, MANY + 1))
    carried = tuple((f"{w['todo']} {number}", w["ours"][0], w["due"]) for number in range(3 * MANY))
    yield Sample(AgendaPlan(w["meeting"], f"{DAY} 10:00", items=every), carried)
    odd = AgendaItemPlan(
        title="# 「**題**」 (x)",
        kind=Kind.DECIDE,
        stance=f"{w['decisions']}\n# {{#meeting}}\n1. **太字** {{.label}}\n\n:::: columns\n|a|b|\n{w['todo_label']}：",
        because=f"・👍🏽 𠮷\t<b>\n{w['stance_label']}",
        ask=f"{{{{ x }}}} {{% if %}}\n---\n{w['views']}",
        materials=("[x](javascript:y)", "![z](z.png)"),
    )
    yield Sample(
        AgendaPlan(
            w["decisions"], f"{DAY} 10:00", goal=f"- a\n> b\n{w['goal_label']}", attendees=people, items=(odd, odd)
        ),
        (("[x] <b> {.label}", w["ours"][0], w["due"]),),
    )


_WORDS: dict[Language, dict[str, Any]] = {
    "ja": {
        "meeting": "12月定例",
        "goal": "完了の条件を決める\n次の一歩をそろえる",
        "ours": ("佐藤", "鈴木"),
        "theirs": ("林様", "森様"),
        "title": "完了基準",
        "stance": "現場の3分の1が毎日使えば完了と考えます",
        "more": "もう1行",
        "because": "1号線の実績",
        "ask": "この基準でよろしいでしょうか",
        "material": "利用状況",
        "todo": "料金表を送る",
        "due": "12/4",
        "decisions": "決定事項",
        "todo_label": "TODO",
        "stance_label": "当社スタンス（仮説）",
        "goal_label": "本日のゴール",
        "views": "お客様のご意見",
    },
    "en": {
        "meeting": "December review",
        "goal": "Agree on when we are done\nAgree on the next step",
        "ours": ("Sato", "Suzuki"),
        "theirs": ("Mr Hayashi", "Ms Mori"),
        "title": "When we are done",
        "stance": "When a third of the floor uses it every day",
        "more": "One more line",
        "because": "What line 1 did",
        "ask": "Is a third right",
        "material": "Usage",
        "todo": "Send the price list",
        "due": "4 Dec",
        "decisions": "Decisions",
        "todo_label": "Action items",
        "stance_label": "Our stance (hypothesis)",
        "goal_label": "Goal of today",
        "views": "Customer's view",
    },
}
