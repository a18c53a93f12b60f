"""Meetings to look at: short and long, in both languages, with one item and with a dozen."""

from __future__ import annotations

from typing import Literal

from docgen.account.model import Kind, Present
from docgen.inputs.bilingual import Bilingual
from docgen.workflows.live.values import (
    Aside,
    Board,
    BoardItem,
    BoardMeeting,
    Customer,
    Dragging,
    Line,
    Lists,
    Note,
    Question,
    StuckLine,
    ToAsk,
)

Language = Literal["ja", "en"]
SINCE = "2026-12-01T10:05:00+09:00"
NOW = "2026-12-01T10:12:00+09:00"
URL = "https://share.example.com/2026/rollout/second-line/schedule-of-the-training-and-the-audit-0123456789.html"
WORDS = {
    "ja": {
        "customer": "株式会社みなと精機 第二事業本部",
        "meeting": "12月定例（第2ライン立ち上げ）",
        "heading": "2026-12-01（火）12月定例（第2ライン立ち上げ）",
        "title": "第2ラインの立ち上げ時期と、研修を受け持っていただく方の決め方について",
        "short": "開始日",
        "stance": "1月18日（月）から、夜勤のない第1週に合わせて始めるのがよいと考えます。棚卸しと監査の準備が重ならず、"
        "班長の皆さまが現場に立ち会える唯一の週だからです。「まず1ラインで確かめてから」というお約束とも合います。",
        "brief": "1月18日（月）がよいと考えます。",
        "because": "棚卸しは1月15日に終わります。翌週は監査の準備と重なり、ＱＣサークルの発表会もあります。",
        "ask": "18日でよいか、ご判断ください。",
        "view": "棚卸しの後なら始められるが、夜勤の班が習う時間をどう取るかを先に決めたい。前回は残業で習い、"
        "不満が出た",
        "decision": "第1工程は1月18日（月）の朝礼から始め、第2工程以降は1週間ずつ遅らせて様子を見る",
        "todo": "夜勤の班が昼に習えるよう、シフトの案を作って林様にお送りする",
        "detail": "案は2つ: 前半の班から、または希望者から",
        "goal": "1月の開始日と、研修の受け持ちを決める",
        "ask_later": "来年度の設備投資の枠は、いつごろ決まりますか",
        "note": "値引きは次の更新まで出さない。相手が言い出したら持ち帰る",
        "question": "論点1、決まったことはありますか？",
        "due": "12/11（金）",
    },
    "en": {
        "customer": "Harbour Precision Manufacturing Holdings, Second Division",
        "meeting": "December review (start of the second line)",
        "heading": "2026-12-01 (Tue) December review (start of the second line)",
        "title": "When to start the second line, and how to choose who will run the training on each shift",
        "short": "Start date",
        "stance": "We believe that Monday, 18 January is best, in the week without night shifts. Stocktaking and the "
        "preparations for the audit are over by then, and it is the only week in which all team leads can be present. "
        "It also keeps the promise to try it on one line first.",
        "brief": "We believe that 18 January is best.",
        "because": "Stocktaking ends on 15 January. The week after that the preparations for the audit begin.",
        "ask": "Please decide whether the 18th works for you.",
        "view": "After stocktaking it is possible, but when is the night shift going to learn it? Last time they did "
        "in overtime, and people complained for weeks",
        "decision": "Step 1 starts on Monday, 18 January; the other steps follow a week apart, so that we can watch",
        "todo": "Draft a roster that lets the night shift learn by day, and send it to Mr Hayashi",
        "detail": "Two drafts: the early team first, or whoever volunteers",
        "goal": "Agree on the day in January and on who gives the training",
        "ask_later": "When will next year's budget for equipment be settled?",
        "note": "No discount before the renewal. If they bring it up, take it home",
        "question": "Item 1: what have we decided?",
        "due": "Fri 11 Dec",
    },
}


def line(text: str, name: str, *, words: dict[str, str] | None = None, details: tuple[str, ...] = ()) -> Line:
    """A line of a list; with ``words`` an action item that has owner and due date."""
    shown = f"☐ {text}" if words else text
    owners = ("鈴木 健太", "林") if words else ()
    return Line(
        key=f"{name} {text}", line=shown, text=text, owners=owners, due="2026-12-11" if words else None,
        due_text=words["due"] if words else "", status="open" if words else "", details=details,
    )  # fmt: skip


def board(language: Language, items: int, *, long: bool = True, lines: int = 3) -> Board:
    """A meeting with ``items`` items, the first of which holds ``lines`` lines per list."""
    words = WORDS[language]
    return Board(
        version=1, language=language, now=NOW, since=SINCE, focus="h.1", account=Customer(words["customer"]),
        meeting=BoardMeeting(
            id="2026-12-01", title=words["meeting"], date="2026-12-01", heading=words["heading"],
            start="2026-12-01T10:00", end="2026-12-01T11:00", goal=words["goal"],
            attendees=Present(ours=("佐藤 美咲", "鈴木 健太"), theirs=("林様（工場長）", "田中様"), others=("山本",)),
        ),
        items=tuple(_item(words, n, long=long, lines=lines if n == 1 else 0) for n in range(1, items + 1)),
        other=Lists(action_items=(line(words["todo"], "other", words=words),)),
        carried=(line(words["todo"], "carried", words=words), line(words["decision"], "carried", words=words)),
        to_ask=(line(words["ask_later"], "to ask"),),
        url="https://docs.google.com/document/d/1/edit#heading=h.1",
    )  # fmt: skip


def _item(words: dict[str, str], number: int, *, long: bool, lines: int) -> BoardItem:
    def several(name: str, *, todo: bool = False) -> tuple[Line, ...]:
        text = words[name] if long else words[name][:16]
        return tuple(
            line(
                f"{text} #{n}",
                name,
                words=words if todo else None,
                details=(words["detail"],) if n == 1 and long else (),
            )
            for n in range(1, lines + 1)
        )

    return BoardItem(
        key=f"h.{number}", number=number, title=words["title" if long else "short"], minutes=20,
        kind=(Kind.DECIDE, Kind.DISCUSS, Kind.SHARE)[(number - 1) % 3],
        stance=words["stance" if long else "brief"], because=words["because"] if long else "",
        ask=words["ask"], materials=(URL, words["short"]) if long else (),
        views=several("view"), decisions=several("decision"), action_items=several("todo", todo=True),
        open_points=several("view")[:1] if long else (),
    )  # fmt: skip


def aside(language: Language, *, ended: bool = False) -> Aside:
    """What only our side sees of it, something of each kind; ``ended``: what could not be done at its end too."""
    words = WORDS[language]
    return Aside(
        questions=(Question(text=words["question"], item="h.1"), Question(text=words["ask_later"], item="other")),
        carried=(
            Dragging(text=words["todo"], owners=("鈴木 健太",), due_text=words["due"], age_days=14, overdue=True),
            Dragging(text=words["decision"], age_days=0),
        ),
        to_ask=(ToAsk(text=words["ask_later"], who=("林様（工場長）", "田中様")),),
        ends="2026-12-01T11:00:00+09:00",
        notes=(Note(id="n1", at=NOW, text=words["note"]), Note(id="n2", at=NOW, text=words["note"], state="waiting")),
        stuck=(StuckLine(id="s1", text=words["view"], why=words["detail"]),),
        problems=(Bilingual(ja=words["detail"], en=words["detail"]),) if ended else (),
    )  # fmt: skip
