"""A line typed in a meeting is understood as its typist means it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.model import Meeting, Member, Present
from docgen.account.roster import Roster
from docgen.account.words import parse_action_line
from docgen.errors import InputError
from docgen.workflows.live.typed import LONGEST, mark_of, reworded, typed
from docgen.workflows.live.values import Typed

MEETING = Meeting(
    id="m",
    date="2026-12-01",
    title="12月定例",
    next_meeting="2026-12-15",
    attendees=Present(ours=("鈴木",), theirs=("山田 太郎様（工場長）",)),
    span=("", 0, 1),
)
ROSTER = Roster(members=(Member(id="m1", name="佐藤 花子", aliases=("sato", "佐藤")),))


def understood(text: str, chosen: str = "views", language: str = "ja") -> Typed:
    return typed(text, chosen, MEETING, ROSTER, language)  # type: ignore[arg-type]  # of the two literals


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("操作が難しい", "views", "・操作が難しい"),
        ("!12月から始める", "decisions", "・12月から始める"),
        ("！ 12月から始める", "decisions", "・12月から始める"),
        ("決定：12月から始める", "decisions", "・12月から始める"),
        ("Decisions: start in December", "decisions", "・start in December"),
        ("> 操作が難しい", "views", "・操作が難しい"),
        ("見積送付 @鈴木 来週金曜", "action_items", "☐ 見積送付（担当：鈴木、期限：12/11（金））"),
        ("見積送付 @sato 12/4", "action_items", "☐ 見積送付（担当：佐藤 花子、期限：12/4（金））"),
        ("見積送付 ＠鈴木さん　次回まで", "action_items", "☐ 見積送付（担当：鈴木、期限：12/15（火））"),
        ("[] 契約書を確認", "action_items", "☐ 契約書を確認"),
        ("TODO：契約書を確認 12/4 17時", "action_items", "☐ 契約書を確認（期限：12/4 17時）"),
        ("a@b.co へ送る", "views", "・a@b.co へ送る"),
        ("比率は 3:2", "views", "・比率は 3:2"),
        ("特になし", "views", "・なし"),
        ("!?", "decisions", "・?"),
        ("・操作が難しい", "views", "・操作が難しい"),
        ("- 操作が難しい", "views", "・操作が難しい"),
        ("-5度まで使える", "views", "・-5度まで使える"),
        ("・ 見積送付 @鈴木", "action_items", "☐ 見積送付（担当：鈴木）"),
    ],
)
def test_a_line_says_itself_what_it_is(text: str, kind: str, shown: str) -> None:
    found = understood(text)
    assert (found.kind, found.shown) == (kind, shown)


def test_what_is_chosen_holds_where_the_line_says_nothing() -> None:
    assert understood("12月から始める", "decisions").kind == "decisions"
    assert understood("契約書を確認", "action_items").shown == "☐ 契約書を確認"
    assert understood("send the quote @Taro by Friday", language="en").shown == (
        "☐ send the quote (owner: Taro, due: 4 Dec (Fri))"
    )


def test_names_are_in_letters_that_the_readers_read() -> None:
    assert understood("ship it @sato").owners == ("佐藤 花子",)
    assert understood("ship it @sato", language="en").owners == ("sato",)
    assert understood("ship it @佐藤", language="en").owners == ("佐藤 花子",)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("送る @山田", "山田様"),
        ("送る @山田さん", "山田様"),
        ("送る @山田太郎", "山田太郎様"),
        ("送る @林様", "林様"),
        ("送る @林さん", "林"),
        ("送る @鈴木様", "鈴木様"),
        ("送る @佐藤様", "佐藤 花子"),
    ],
)
def test_a_customer_is_called_as_they_may_read_it(text: str, owner: str) -> None:
    assert understood(text).owners == (owner,)


def test_a_day_that_nobody_knows_is_no_name() -> None:
    assert understood("call them @Priya TBD", language="en").owners == ("Priya",)


@pytest.mark.parametrize("text", ["", " ", "　", "\n\t", "!", "＞", "[] ", "☐", "決定：", "TODO："])
def test_nothing_is_not_taken(text: str) -> None:
    with pytest.raises(InputError):
        understood(text)


def test_a_line_beyond_all_measure_is_not_taken() -> None:
    assert understood("あ" * LONGEST).text == "あ" * LONGEST
    with pytest.raises(InputError):
        understood("あ" * (LONGEST + 1))


@given(st.text(min_size=1, max_size=60), st.sampled_from(["views", "decisions", "action_items"]))
def test_no_action_item_is_read_back_as_another(text: str, chosen: str) -> None:
    try:
        found = understood(text, chosen)
    except InputError:
        return
    if found.kind == "action_items" and found.shown.startswith("☐"):
        line = parse_action_line(found.shown.replace("\n", "\x0b"))
        assert (line.text, line.owners, line.due_text) == (found.text, found.owners, found.due_text)


@pytest.mark.parametrize(
    ("line", "text", "after"),
    [
        ("・12月から", "1月から", "・1月から"),
        ("- [ ] 見積", "見積と請求", "- [ ] 見積と請求"),
        ("☑ 見積（担当：鈴木）", "見積 @sato 明日", "☑ 見積（担当：佐藤 花子、期限：12/2（水））"),
        ("見積", "・見積", "・見積"),
    ],
)
def test_other_words_keep_the_mark_in_front(line: str, text: str, after: str) -> None:
    assert reworded(line, text, "action_items", MEETING, ROSTER, "ja") == after


@pytest.mark.parametrize(
    ("line", "mark"), [("・あ", "・"), ("☐ あ", "☐ "), ("- [x] a", "- [x] "), ("-5度", ""), ("あ", "")]
)
def test_the_mark_of_a_line(line: str, mark: str) -> None:
    assert mark_of(line) == mark
