"""Days as people write them, wherever they do, whatever the language of the document and of the user."""

from __future__ import annotations

import json

import pytest

from docgen import clock
from docgen.account.dates import Language
from docgen.account.minutes import read_document
from docgen.formats.markdown_document import markdown_document
from tests.desk import JAPANESE, LATIN, Desk
from tests.team import at

NOW = "2026-12-01T09:00+09:00"
"""A Tuesday."""
FORMS = [
    "2026-12-08",
    "2026/12/8(火)",
    "2026年12月8日（火）",
    "令和8年12月8日",
    "令和8年12月8日（火）",
    "令和八年十二月八日",
    "R8.12.8",
    "R8年12月8日(火)",
    "2026-12-08 (Tue)",
    "8 December 2026",
    "December 8th, 2026",
    "Tue, 8 Dec 2026",
]
THIS_YEAR = ["12月8日(火曜日)", "12/8", "8 Dec (Tue)"]
"""A heading needs a year; elsewhere it is the meeting's."""
MINUTES = {
    "ja": "## {0} 定例\n\n日時：{1} 10:00〜11:00\n\n### 1. 開始日\n\n**TODO**\n\n☐ 送る（担当：佐藤、期限：{1}）\n",
    "en": "## {0} Review\n\nWhen: {1} 10:00–11:00\n\n### 1. Go\n\n**Action items**\n\n☐ Go (owner: Sato, due: {1})\n",
}


@pytest.mark.parametrize("language", MINUTES)
@pytest.mark.parametrize("form", [*FORMS, *THIS_YEAR])
def test_a_day_is_read_in_headings_times_and_due_dates(form: str, language: Language) -> None:
    minutes = MINUTES[language].format("2026-12-08" if form in THIS_YEAR else form, form)
    with at(NOW):
        now = clock.now(clock.zone("Asia/Tokyo"))
        (meeting,) = read_document(markdown_document(minutes, title="x"), now=now).meetings
    (item,) = meeting.all_action_items()
    assert (meeting.date, meeting.start, item.due) == ("2026-12-08", "2026-12-08T10:00", "2026-12-08")
    assert item.due_text == form


@pytest.fixture(scope="module", params=["ja ja", "en en", "ja en"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A customer with a meeting on 2 December, by the languages of the document and of the user."""
    document, user = request.param.split()
    made = Desk(tmp_path_factory.mktemp("desk"), document, user, JAPANESE if document == "ja" else LATIN)
    with at(NOW):
        made.run("init", ".")
        made.run("account", "add", made.words.customers[0], "--id", "a1", "--language", document)
        made.run("create", "a1")
        made.write("a.yaml", made.agenda("2026-12-02"))
        made.run("prepare", "a1", "--agenda", "a.yaml")
    return made


@pytest.fixture
def desk(made: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The same, on that day."""
    monkeypatch.setenv("DOCGEN_NOW", NOW)
    return made


@pytest.mark.parametrize("form", [*FORMS, *THIS_YEAR, "来週火曜日", "next Tuesday"])
def test_a_day_is_understood_in_options(desk: Desk, form: str) -> None:
    moved = json.loads(desk.run("move", "a1", "2026-12-02", "--to", form, "--dry-run", "--format", "json"))
    assert (moved["start"], moved["end"]) == ("2026-12-08T10:00", "2026-12-08T11:00")
    for when in (f"{form} 13:00-14:30", f"{form} 13時〜14時半"):
        assert desk.run("prepare", "a1", "--title", "x", "--date", when, "--dry-run").startswith("2026-12-08 13:00\t")


def test_what_does_not_say_when_is_no_option(desk: Desk) -> None:
    for words in ("来週", "いつか", "some day", "12/8(水)", "2026-02-30", "10時"):
        assert "--date" in _refused(desk, "prepare", "a1", "--title", "x", "--date", words)
    for words in ("来週", "some day", "12/8(水)"):
        assert words in _refused(desk, "move", "a1", "2026-12-02", "--to", words)


def _refused(desk: Desk, *arguments: str) -> str:
    assert desk.run(*arguments, code=2) == ""
    return desk.said[-1].text


def test_ends_may_be_words_too(desk: Desk) -> None:
    for start, end in (("12/8 10時", "11時半"), ("2026-12-08 10:00", "11時半"), ("12/8 10:00", "11:30")):
        desk.run("prepare", "a1", "--title", "x", "--date", start, "--end", end, "--dry-run")
