"""Nothing internal leaves: words planted wherever only our side writes are in nothing that a customer may see."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.account.choice import chosen_meeting
from docgen.document.wire import requests as wire
from docgen.document.wire.documents import encode_document
from docgen.formats.markdown_write import to_markdown
from docgen.resources import rules
from docgen.workflows.chat_message import message
from docgen.workflows.close import ReadBack, close
from docgen.workflows.export import export
from docgen.workflows.internal import known_internal
from docgen.workflows.live.aside import aside_of
from docgen.workflows.live.board import board_of
from docgen.workflows.live.notes import accept_note, notes, write_notes
from docgen.workflows.live.room import Room
from docgen.workflows.live.values import OTHER, Event, Said
from docgen.workflows.live.whole import whole_of
from docgen.workflows.summary import mail, summary
from tests.team import AFTER, BEFORE, DURING, Team, at

PLACES: Final = (
    *("note", "waiting note", "typed by hand", "heading by hand"),
    *("message of a finding", "why of a rule", "summary of a rule", "principle", "reason of an exception"),
    *("feedback", "who gave it"),
    *("unit", "email", "slack_id", "member alias"),
    *("tier", "stage", "owner"),
)
"""Where only our side writes."""
AGENDA: Final[Mapping[str, Any]] = {
    "attendees": {"ours": ["佐藤"], "theirs": ["𠮷田 恵子様"]},
    "items": [
        {"title": "はじめ方", "kind": "decide", "stance": "ライン長から"},
        {"title": "確認の頻度", "kind": "discuss", "stance": "週1回"},
    ],
}
Planted = Mapping[str, str]
"""Place → what was planted there."""


def document(team: Team) -> str:
    """All that the API gives of the customer's document: words, links, names of ranges, titles of tabs."""
    return encode_document(team.document).decode()


def file(team: Team) -> str:
    """What Drive tells of its file."""
    return repr(team.service.files.get(team.account.document_id))


def board(team: Team) -> str:
    """What every page in the room is sent."""
    with at(DURING):
        workspace, account = team.workspace, team.account
        now = workspace.now(account)
        minutes = workspace.minutes(workspace.reader.read(account.document_id), now)
        url = workspace.url(account.document_id)
        made = [board_of(account, minutes, meeting, url) for meeting in minutes.meetings]
        assert chosen_meeting(minutes.meetings, "", now) in minutes.meetings
    return msgspec.json.encode(made).decode()


def sheet(team: Team) -> str:
    """The page with the whole document."""
    with at(DURING):
        workspace, account = team.workspace, team.account
        document = workspace.reader.read(account.document_id)
        made = whole_of(document, account.language, workspace.settings.template_directories)
    return msgspec.json.encode(made).decode()


def room(team: Team) -> str:
    """Everything that a page with the projection's token gets while somebody takes notes beside it."""
    sent: list[Any] = []

    def hear(event: Event) -> None:
        if event.audience == "all":
            sent.append(event)

    with at(DURING):
        opened = Room(team.workspace, team.account, "2026-12-01")
        try:
            opened.subscribe(hear)
            sent.append(opened.board())
            sent.append(opened.capture(Said(id=secrets.token_hex(8), by="b", item=OTHER, text="手順書を送る")))
            opened.catch_up()
            sent += [
                opened.board(),
                opened.whole(),
                opened.typed("見積を送る", ""),
                opened.saving(),
            ]
            sent.append(opened.finish())
        finally:
            opened.close()
    return msgspec.json.encode(sent).decode()


def ended(make: Callable[[Team, ReadBack], str]) -> Callable[[Team], str]:
    """What is made of a meeting once it is closed."""

    def made(team: Team) -> str:
        with at(AFTER):
            return make(team, close(team.workspace, team.account, "2026-12-01"))

    return made


@ended
def mails(team: Team, done: ReadBack) -> str:
    today = team.workspace.now(team.account).date()
    return mail(done, team.account, team.workspace.roster, team.workspace.settings.template_directories, today)


@ended
def summaries(team: Team, done: ReadBack) -> str:
    return "\n".join(summary(done, team.account.language, markdown=markdown) for markdown in (False, True))


@ended
def post(team: Team, done: ReadBack) -> str:
    return repr(message(done, team.account.language))


def copies(team: Team) -> str:
    return "\n".join(export(team.workspace, team.account, form) for form in ("md", "html"))


PUBLIC: Final[Mapping[str, Callable[[Team], str]]] = {
    "the customer's document": document,
    "its file": file,
    "the board": board,
    "the page with all of it": sheet,
    "the mail": mails,
    "the summary": summaries,
    "the post": post,
    "the copies": copies,
}
"""What may be seen by others: whoever adds a way out adds it here."""


def leaks(team: Team, planted: Planted, public: Mapping[str, Callable[[Team], str]]) -> list[str]:
    """Which of what was ``planted`` is where."""
    shown = {name: look(team) for name, look in public.items()}
    assert all(shown.values())
    return [f"{place} in {name}" for name, text in shown.items() for place, word in planted.items() if word in text]


def workspace_of(root: Path, planted: Planted, language: str) -> Team:
    """A team with a customer, everything internal about them planted before a word is written."""
    team = Team(root, language=language)
    settings_text = (
        f'language = "{language}"\nstep = 2\nstages = ["onboarding", "{planted["stage"]}"]\n'
        f'[lint.principles]\nitem-has-decision = "{planted["principle"]}"\n'
        f'[[lint.disable]]\nrule = "agenda-fits-the-time"\nreason = "{planted["reason of an exception"]}"\n'
    )
    (root / "docgen.toml").write_text(settings_text, encoding="utf-8")
    owner = planted["owner"]
    cells = [owner, "佐藤", *(planted[place] for place in ("member alias", "unit", "email", "slack_id"))]
    (root / "members.csv").write_text(f"id,name,aliases,unit,email,slack_id\n{','.join(cells)}\n", encoding="utf-8")
    header, row, *_ = (root / "accounts.csv").read_text(encoding="utf-8").splitlines()
    columns = dict(zip(header.split(","), row.split(","), strict=True))
    columns |= {"tier": planted["tier"], "stage": planted["stage"], "owner": owner}
    (root / "accounts.csv").write_text(f"{header}\n{','.join(columns.values())}\n", encoding="utf-8")
    (root / "lint_rules").mkdir()
    (root / "lint_rules" / "item-has-decision.yaml").write_text(own_rule(planted), encoding="utf-8")
    return team


def own_rule(planted: Planted) -> str:
    """A rule in words of the team's own: what it asks, not what it offers to the customer."""
    from yaml import safe_dump, safe_load

    rule = safe_load((rules() / "item-has-decision.yaml").read_text(encoding="utf-8"))
    for key, place in (("message", "message of a finding"), ("why", "why of a rule"), ("summary", "summary of a rule")):
        rule[key] = dict.fromkeys(("ja", "en"), f"{planted[place]}？" if key == "message" else planted[place])
    return str(safe_dump(rule, allow_unicode=True))


def lived(team: Team, planted: Planted) -> None:
    """Two meetings with gaps, notes on the first, feedback on what was found there."""
    team.create()
    with at(BEFORE):
        team.prepare({"title": "12月定例", "start": "2026-12-01 10:00", "end": "2026-12-01 11:00", **AGENDA})
    with at(DURING):
        team.add("views", "よいと思う", item=1)
        team.add("action_items", "見積を送る", owners=["佐藤"])
        accept_note(team.workspace, team.account, team.meeting, "n1", planted["note"])
        write_notes(team.workspace, team.account)
        by_hand(team, planted)
        accept_note(team.workspace, team.account, team.meeting, "n2", planted["waiting note"])
    found = team.lint(AFTER)
    assert any(planted["message of a finding"] in one.message.ja for one in found)
    said = f"2026-12-01T12:00:00,{found[-1].id},{found[-1].rule},{team.id},2026-12-01,{planted['feedback']},"
    (team.root / ".docgen" / "feedback.csv").write_text(
        f"when,finding,rule,account,meeting,why,who\n{said}{planted['who gave it']}\n", encoding="utf-8"
    )
    with at("2026-12-10T09:00:00+09:00"):
        team.prepare({"title": "年内最終回", "start": "2026-12-15 10:00", **AGENDA})


def by_hand(team: Team, planted: Planted) -> None:
    """Somebody writes into the internal document."""
    internal = team.service.get(known_internal(team.workspace, team.account))
    tab, end = internal.tabs[0], internal.tabs[0].body.size - 1
    text = f"\n{planted['typed by hand']}\n{planted['heading by hand']}"
    requests = [
        wire.insert_text(tab.id, end, text),
        wire.update_paragraph_style(tab.id, end + len(text) - 1, end + len(text), {"namedStyleType": "HEADING_2"}),
    ]
    assert internal.revision
    team.service.batch_update(internal.id, requests, internal.revision)


def whisper(team: Team) -> str:
    """What the private page shows, and the internal document."""
    with at(DURING):
        workspace, account = team.workspace, team.account
        read = workspace.read(account)
        meeting = next(each for each in read.meetings if each.id == "2026-12-01")
        those = notes(workspace, account, meeting)
        now = workspace.now(account)
        aside = aside_of(workspace, account, read, meeting, now, those, ())
        internal = workspace.service.get(known_internal(workspace, account))
    return msgspec.json.encode(aside).decode() + to_markdown(internal)


def words() -> Iterator[str]:
    """Words that stand nowhere else, of a shape that every place takes."""
    while True:
        yield f"s{secrets.token_hex(8)}"


@st.composite
def plantings(draw: st.DrawFn) -> Planted:
    """Unique words, among whatever else people may write where text is free."""
    around = st.text(st.sampled_from("秘温度感は低め決裁者<>&'()「」・ 🙂𠮷"), max_size=6)
    free = {"note", "waiting note", "typed by hand", "feedback", "tier", "unit"}
    return {place: (draw(around) if place in free else "") + word for place, word in zip(PLACES, words(), strict=False)}


def bare(planted: Planted) -> Planted:
    """The words alone, as they are looked for: what stands around them may be escaped."""
    return {place: text[text.rindex("s") :] for place, text in planted.items()}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(planted=plantings(), language=st.sampled_from(["ja", "en"]))
def test_nothing_internal_is_in_anything_public(
    tmp_path_factory: pytest.TempPathFactory, planted: Planted, language: str
) -> None:
    team = workspace_of(tmp_path_factory.mktemp("secrets"), planted, language)
    lived(team, planted)
    seen = whisper(team)
    assert [place for place in ("note", "waiting note", "typed by hand") if bare(planted)[place] not in seen] == []
    assert leaks(team, bare(planted), PUBLIC) == []


def test_nor_in_what_a_room_sends_to_everybody(tmp_path: Path) -> None:
    planted = dict(zip(PLACES, words(), strict=False))
    team = workspace_of(tmp_path, planted, "ja")
    lived(team, planted)
    assert leaks(team, planted, {"the room": room, **PUBLIC}) == []


def test_a_leak_would_be_seen(tmp_path: Path) -> None:
    planted = dict(zip(PLACES, words(), strict=False))
    team = workspace_of(tmp_path, planted, "ja")
    lived(team, planted)
    with at(DURING):
        team.add("decisions", planted["note"], item=1, meeting="2026-12-01")
    found = {one.removeprefix("note in ") for one in leaks(team, planted, PUBLIC)}
    assert found == set(PUBLIC) - {"its file"}
