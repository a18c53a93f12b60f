"""An owner or a due date put into a line: read back, and every word that was there is still there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.account.dates import Language
from docgen.account.filling import additions, filled
from docgen.account.model import Status
from docgen.account.words import action_line, parse_action_line
from tests.team import keeps


@pytest.mark.parametrize(
    ("line", "owners", "due", "full"),
    [
        ("☐ 送る", ("森様",), "", "☐ 送る（担当：森様）"),
        ("☐ 送る", (), "12/8", "☐ 送る（期限：12/8）"),
        ("☐ 送る ", ("佐藤", "鈴木"), "12/8", "☐ 送る（担当：佐藤・鈴木、期限：12/8） "),
        ("☐ 送る（担当：森様）", (), "12/8", "☐ 送る（担当：森様、期限：12/8）"),
        ("☐ 送る（期限：12/8）", ("森様",), "", "☐ 送る（担当：森様、期限：12/8）"),
        ("☐ 送る（担当：、期限：）", ("森様",), "", "☐ 送る（担当：森様、期限：）"),
        ("☐ 送る（担当：森様、期限：）", (), "12/8", "☐ 送る（担当：森様、期限：12/8）"),
        ("☐ 送る（担当：、期限：）", ("森様",), "12/8", "☐ 送る（担当：森様、期限：12/8）"),
        ("☐ 送る(期限:12/8)", ("森様",), "", "☐ 送る(担当：森様、期限:12/8)"),
        ("・資料（改訂版）", ("森様",), "", "・資料（改訂版）（担当：森様）"),
        ("☐ 送る（担当：森様）", ("佐藤",), "", "☐ 送る（担当：森様）"),
    ],
)
def test_what_is_missing_goes_into_the_line(line: str, owners: tuple[str, ...], due: str, full: str) -> None:
    assert filled(line, additions(line, owners, due, "ja")) == full


LINES = st.text("送る資料A（）()、。：:担当期限 　・🙂𠮷", max_size=24).map("☐ {}".format)
NAMES = st.lists(st.sampled_from(["森様", "佐藤", "ジョン・スミス", "Emma Ono"]), max_size=2, unique=True).map(tuple)


@given(LINES, NAMES, st.sampled_from(["", "12/8", "来週金曜"]), st.sampled_from(["ja", "en"]))
def test_no_word_goes_and_what_is_said_is_read(
    line: str, owners: tuple[str, ...], due: str, language: Language
) -> None:
    before = parse_action_line(line)
    full = filled(line, additions(line, owners, due, language))
    read = parse_action_line(full)
    assert keeps(list(full), list(line))
    assert (read.owners, read.due_text) == (before.owners or owners, before.due_text or due)
    assert filled(full, additions(full, owners, due, language)) == full


@given(NAMES, st.sampled_from(["", "12/8"]), st.sampled_from(["ja", "en"]))
def test_a_line_filled_in_is_the_line_that_docgen_writes(owners: tuple[str, ...], due: str, language: Language) -> None:
    bare = action_line("送る", (), "", Status.OPEN, language)
    assert filled(bare, additions(bare, owners, due, language)) == action_line(
        "送る", owners, due, Status.OPEN, language
    )
