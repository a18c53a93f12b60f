"""Old years go into archives: nothing lost, nothing there twice, wherever the run is cut short and whoever types."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from docgen.account.archives import spots, wanted_of
from docgen.account.carry import open_items
from docgen.account.minutes import Minutes
from docgen.account.years import kept_by, years_of
from docgen.connect.calls import Calls
from docgen.connect.service import Service
from docgen.document.nodes import Table
from docgen.document.tabs import Document
from docgen.document.walk import cursors
from docgen.document.wire import requests as wire
from docgen.document.wire.chips import day_chip, person
from docgen.document.wire.documents import decode_document, encode_document
from docgen.document.wire.styles import heading_id, linked_url
from docgen.emulator import Emulator, people
from docgen.errors import DocgenError, InputError, OutcomeUnknownError, Text
from docgen.workflows.archive import Archived, archive
from docgen.workflows.archiving import Archiver
from docgen.workflows.close import close
from docgen.workflows.documents import ARCHIVE_OF, PROPERTY
from docgen.workflows.sync import sync
from tests.team import Team, at

HUMAN = "人が入力した言葉。"
NOW = "2023-02-01T09:00:00+09:00"
DAYS = ("2021-03-02", "2021-11-30", "2022-06-01", "2022-11-08", "2023-01-10")


def words(document: Document) -> list[str]:
    """Every paragraph with something in it."""
    return [
        leaf.text
        for tab in document.all_tabs()
        for leaf in cursors(node for _, node in tab.positioned())
        if leaf.text.strip()
    ]


class Line:
    """The way to whichever embedded service is at the other end: making a client of its own for each takes too long.

    ``cut``: the call, counted from now, before which the process is gone; ``calls``: how many there have been.
    """

    def __init__(self) -> None:
        self.emulator = Emulator()
        self.calls = self.cut = 0

    def request(self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **more: Any) -> Any:
        self.calls += 1
        if self.calls == self.cut:
            raise CutError
        return self.emulator.http().request(uri, method, body, headers, **more)


class CutError(BaseException):
    """The process is gone."""


LINE = Line()
SERVICE = Service(LINE, local=True, calls=Calls(sleep=lambda seconds: None))


def written(root: Path, days: Sequence[str]) -> None:
    """A workspace with a document of closed meetings, in which an action item of the second is carried on, open."""
    LINE.emulator = Emulator(root / "documents.sqlite")
    team = Team(root, service=SERVICE)
    team.create()
    for number, day in enumerate(days):
        with at(f"{day}T08:00:00+09:00"):
            item = {"title": f"論点{day}", "kind": "decide", "stance": f"仮説{day}"}
            team.prepare({"title": "定例", "start": f"{day} 10:00", "end": f"{day} 11:00", "items": [item]})
        with at(f"{day}T10:30:00+09:00"):
            team.add("views", f"ご意見{day}", item=1)
            team.add("decisions", f"決めたこと{day}", item=1)
            todo = {"text": "手順書を送る"} if number == 1 else {"text": f"済んだこと{day}", "done": True}
            team.add("action_items", item=1, owners=["鈴木"], due="12/5", **todo)
            close(team.workspace, team.account)
    LINE.emulator.close()


class Scene:
    """A copy of such a workspace."""

    def __init__(self, root: Path, pattern: Path) -> None:
        shutil.copytree(pattern, root)
        self.emulator = LINE.emulator = Emulator(root / "documents.sqlite")
        LINE.calls = LINE.cut = 0
        self.team = Team.__new__(Team)
        with (root / "accounts.csv").open(encoding="utf-8") as file:
            self.team.__dict__.update(root=root, language="ja", service=SERVICE, id=next(csv.DictReader(file))["id"])

    def run(self, *years: int, dry_run: bool = False) -> Archived:
        with at(NOW):
            return archive(self.team.workspace, self.team.account, years, dry_run=dry_run)

    def archives(self) -> dict[str, Document]:
        """What is in Drive beside the customer's document, by name."""
        files = self.team.service.files.find({ARCHIVE_OF: self.team.id})
        assert len({file.name for file in files}) == len(files)
        return {file.name.rpartition(" ")[2]: self.team.service.get(file.id) for file in files}

    def everything(self) -> list[str]:
        """The lines of all documents."""
        return [line for document in (self.team.document, *self.archives().values()) for line in words(document)]


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive") / "pattern"
    written(root, DAYS)
    return root


@pytest.fixture
def scene(tmp_path: Path, pattern: Path) -> Scene:
    return Scene(tmp_path / "workspace", pattern)


def test_a_year_moves_whole(scene: Scene) -> None:
    before = {m.id: m for m in scene.team.read.meetings}
    told = scene.run(2021)
    assert [(y.year, y.meetings, y.state, len(y.archives)) for y in told.years] == [(2021, 2, "moved", 1)]
    assert told.left < told.characters
    assert [m.id for m in scene.team.read.meetings] == ["2023-01-10", "2022-11-08", "2022-06-01"]
    [(name, moved)] = scene.archives().items()
    assert name == "2021年の記録"
    assert [tab.title for tab in moved.tabs] == ["議事録"]
    with at(NOW):
        there = scene.team.workspace.minutes(moved, scene.team.workspace.now()).meetings
    assert [m.id for m in there] == ["2021-11-30", "2021-03-02"]
    assert all(m.anchored and m.closed_at == before[m.id].closed_at for m in there)
    assert words(moved)[:2] == ["株式会社𠮷野 様　2021年の記録", f"元の文書：{scene.team.document.title}"]


def test_the_blocks_in_the_archive_are_those_that_were_in_the_document(scene: Scene) -> None:
    tab = scene.team.document.tabs[0]
    wanted = wanted_of(Minutes(tab, ()), [m for m in scene.team.read.meetings if m.date < "2022"])
    scene.run(2021)
    assert sorted(spots(scene.archives()["2021年の記録"], wanted)) == ["2021-03-02", "2021-11-30"]
    assert spots(scene.team.document, wanted) == {}


def test_links_lead_to_the_archive(scene: Scene) -> None:
    [address] = scene.run(2021).years[0].archives
    lines = scene.team.lines()
    assert [line.text for line in lines[-2:]] == ["過去の記録", "2021年の記録"]
    assert linked_url(lines[-1].paragraph.elements[0].style) == address  # type: ignore[union-attr]  # a run
    carried = [line for line in lines if "手順書を送る" in line.text]
    assert len(carried) == 3
    for line in carried:
        url = linked_url(line.paragraph.elements[-2].style)  # type: ignore[union-attr]  # a run
        assert url.startswith(f"{address}?tab=")
        heading = url.partition("#heading=")[2]
        body = scene.archives()["2021年の記録"].tabs[0].positioned()
        found = [line.text for line in cursors(node for _, node in body) if heading_id(line.paragraph.style) == heading]
        assert found == ["2021-11-30（火）定例"]


def test_open_action_items_stay_open(scene: Scene) -> None:
    before = [one.item.text for one in open_items(scene.team.read.meetings)]
    scene.run(2021, 2022)
    after = open_items(scene.team.read.meetings)
    assert before == [one.item.text for one in after] == ["手順書を送る"]
    assert [(one.item.owners, one.item.due_text) for one in after] == [(("鈴木",), "2021-12-05（日）")]
    assert scene.team.prepare({"title": "定例", "start": "2023-03-01 10:00", "items": []}).carried == 1


def test_a_second_year_goes_under_the_same_heading_and_again_changes_nothing(scene: Scene) -> None:
    scene.run(2021)
    scene.run(2022)
    assert [line.text for line in scene.team.lines()[-3:]] == ["過去の記録", "2022年の記録", "2021年の記録"]
    revision = scene.team.document.revision
    told = scene.run(2021, 2022)
    assert [(y.state, y.meetings, len(y.archives)) for y in told.years] == [("there", 0, 1)] * 2
    assert scene.team.document.revision == revision


def test_below_the_share_nothing_moves_and_past_it_the_oldest(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    assert scene.run().years == ()
    size = scene.run().characters
    monkeypatch.setattr("docgen.workflows.archive.LIMIT", size)
    toml = scene.team.root / "docgen.toml"
    toml.write_text(f"{toml.read_text(encoding='utf-8')}[archive]\nshare = 0.9\n", encoding="utf-8")
    planned = scene.run(dry_run=True)
    assert [(y.year, y.state) for y in planned.years] == [(2021, "planned")]
    assert planned.left < 0.9 * size
    assert scene.archives() == {}
    told = scene.run()
    assert [(y.year, y.state) for y in told.years] == [(2021, "moved")]
    assert told.left < 0.9 * size


def test_the_current_year_and_one_without_meetings_are_refused(scene: Scene) -> None:
    for year in (2023, 2019):
        with pytest.raises(InputError):
            scene.run(year)


def test_a_year_that_is_not_closed_stays(scene: Scene) -> None:
    scene.team.erase("済んだこと2021-03-02")
    facts = [one for one in scene.team.document.tabs[0].ranges if "2021-03-02:closed" in one.name]
    scene.team.by_hand([wire.delete_named_range(scene.team.tab, one.id) for one in facts])
    scene.team.erase("決めたこと2021-03-02")
    told = scene.run(2021)
    assert told.years[0].state == "kept"
    assert [why.en for why in told.years[0].why] == ["2021-03-02 定例 is not closed yet"]
    assert scene.archives() == {}


def test_an_open_action_item_that_was_not_carried_keeps_its_year(tmp_path: Path) -> None:
    written(tmp_path / "pattern", DAYS[:2])
    scene = Scene(tmp_path / "workspace", tmp_path / "pattern")
    told = scene.run(2021)
    assert [why.ja for why in told.years[0].why] == [
        "未完了の TODO「手順書を送る」が、あとの年の会議に引き継がれていません"
    ]


def test_an_item_that_is_done_in_the_old_year_alone_keeps_it(scene: Scene) -> None:
    born = [line for line in scene.team.lines() if "手順書を送る" in line.text][-1]
    scene.team.by_hand(
        [
            wire.insert_text(scene.team.tab, born.start + 1, "☑"),
            wire.delete_content_range(scene.team.tab, born.start, born.start + 1),
        ]
    )
    assert [one.item.text for one in open_items(scene.team.read.meetings)] == []
    [year, *_] = years_of(scene.team.read.meetings)
    assert [why.en for why in kept_by(year, scene.team.read.meetings)] == [
        "the action item “手順書を送る” is still open in a meeting of a later year"
    ]


def test_a_suggestion_keeps_its_year(scene: Scene) -> None:
    line = scene.team.line("仮説2021-03-02")
    scene.emulator.people.suggest_insert(scene.team.account.document_id, line.start + 2, "たぶん")
    told = scene.run(2021)
    assert told.years[0].why[0].en.startswith("there are suggestions in 2021-03-02 定例")
    assert scene.run(2022).years[0].state == "moved"


def test_an_open_comment_keeps_its_year(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(scene.team.service), "open_comments", lambda self, document: ("仮説2021-03-02",))
    assert scene.run(2021).years[0].why[0].en == "there are open comments on 2021-03-02 定例"


def furnished(scene: Scene) -> None:
    """An old meeting with all that people put into one; it ends in a table, right before the next one's heading."""
    tab, line = scene.team.tab, scene.team.line("仮説2021-11-30")
    last = scene.team.line("2021-03-02（火）定例").start - 1
    image = {"location": {"index": line.start + 1, "tabId": tab}, "uri": "https://images.example.com/chart.png"}
    scene.team.by_hand(
        [
            {"insertTable": {"location": {"index": last, "tabId": tab}, "rows": 2, "columns": 2}},
            wire.insert_text(tab, last + 4, "表の中"),
            wire.insert_text(tab, line.end - 1, "\n一つ目\n二つ目"),
            {
                "createParagraphBullets": {
                    "range": {"startIndex": line.end, "endIndex": line.end + 6, "tabId": tab},
                    "bulletPreset": "NUMBERED_DECIMAL_ALPHA_ROMAN",
                }
            },
            {"createFootnote": {"location": {"index": line.start + 2, "tabId": tab}}},
            {"insertInlineImage": image},
            wire.insert_chip(tab, line.start + 1, person("森", "mori@example.com")),
            wire.insert_chip(tab, line.start + 1, day_chip(date(2021, 12, 5), "ja")),
            wire.insert_text(tab, line.start + 1, "🙂𠮷\x0b"),
        ]
    )
    heading = scene.team.line("2021-03-02（火）定例").start
    scene.team.by_hand([wire.delete_content_range(tab, heading - 1, heading)])  # the paragraph behind the table
    at_heading = scene.team.line("2021-03-02（火）定例")
    nodes = [node for at, node in scene.team.document.tabs[0].positioned() if at + node.size == at_heading.start]
    assert [type(node) for node in nodes] == [Table]


@pytest.mark.parametrize("years", [(2021,), (2021, 2022)])
def test_all_that_people_put_into_a_meeting_goes_along(scene: Scene, years: tuple[int, ...]) -> None:
    furnished(scene)
    lines = dated(scene)
    scene.run(*years)
    everything = "".join(scene.everything())
    found = [line for line in scene.everything() if any(day in line for day in DAYS)]
    assert [line for line in lines if found.count(line) != lines.count(line)] == []
    assert all(everything.count(each) == 1 for each in ("表の中", "一つ目", "二つ目", "🙂𠮷\x0b2021-12-05森"))
    moved = scene.archives()["2021年の記録"].tabs[0]
    assert len(moved.footnotes) == 1
    assert len(moved.resources["inlineObjects"]) == 1
    assert "inlineObjects" not in scene.team.document.tabs[0].resources


def anew(library: Any, made: str, change: Callable[[Document], Document], without: str = "") -> str:
    """A copy as Google might make it."""
    stored, file = library.read(made), library.files.get(made)
    library.save(stored, change(stored.document), stored.serial, ())
    kept = {key: value for key, value in file.meta["appProperties"].items() if key != without}
    library.files.put(made, {**file.meta, "appProperties": kept})
    return made


def without_ranges(document: Document) -> Document:
    return replace(document, tabs=tuple(replace(tab, ranges=()) for tab in document.tabs))


def with_other_ids(document: Document) -> Document:
    """Every id that a part of the document has is another one, also where something refers to it."""
    written = encode_document(document).decode()
    for found in set(re.findall(r'"((?:h|kix|t)\.[a-z0-9]+)"', written)):
        written = written.replace(f'"{found}"', f'"{found}x"')
    return decode_document(msgspec.json.decode(written))


@pytest.mark.parametrize("change", [without_ranges, with_other_ids])
def test_what_copying_changes_does_not_matter(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, change: Callable[[Document], Document]
) -> None:
    """Whether Google copies named ranges, properties and ids is not known. Ranges are put on the archive again."""
    copied = people.copied
    monkeypatch.setattr(
        "docgen.emulator.drive.copied", lambda lib, doc, meta: anew(lib, copied(lib, doc, meta), change, PROPERTY)
    )
    furnished(scene)
    lines = dated(scene)
    scene.run(2021)
    check_all_there_once(scene, lines)
    moved = scene.archives()["2021年の記録"]
    names = sorted(one.name for one in moved.tabs[0].ranges if "2021-03-02" in one.name)
    assert [name.split("=")[0] for name in names] == [
        "docgen:fact:2021-03-02:closed",
        "docgen:fact:2021-03-02:prepared",
        "docgen:meeting:2021-03-02",
    ]


def test_what_people_wrote_without_docgen_moves_too(scene: Scene) -> None:
    """No anchors, no title, headings of the first level, and the current year below the old one."""
    team = scene.team
    ranges = [one for one in team.document.tabs[0].ranges if not one.name.startswith("docgen:fact")]
    headings = [line for line in team.lines() if line.text.endswith("定例") and line.cell is None]
    own = [line for line in headings if line.text.startswith("20")]
    lowest = team.lines()[-1]
    team.by_hand(
        [
            *(wire.delete_named_range(team.tab, one.id) for one in ranges),
            *(wire.update_paragraph_style(team.tab, h.start, h.end, {"namedStyleType": "HEADING_1"}) for h in own),
            wire.insert_text(team.tab, lowest.end - 1, "\n2022年12月1日（木）電話\nあとで"),
            wire.update_paragraph_style(team.tab, lowest.end, lowest.end + 1, {"namedStyleType": "HEADING_1"}),
            wire.delete_content_range(team.tab, 1, own[0].start),
        ]
    )
    lines = dated(scene)
    scene.run(2021)
    found = [line for line in scene.everything() if any(day in line for day in DAYS)]
    assert [line for line in lines if found.count(line) != lines.count(line)] == []
    assert [m.id for m in team.read.meetings] == ["2023-01-10", "2022-11-08", "2022-06-01", "2022-12-01"]
    assert [line.text for line in team.lines()[-4:]] == [
        "2022年12月1日（木）電話",
        "あとで",
        "過去の記録",
        "2021年の記録",
    ]


def test_a_section_break_keeps_its_year(scene: Scene) -> None:
    line = scene.team.line("その他", -1)
    place = {"index": line.start, "tabId": scene.team.tab}
    scene.team.by_hand([{"insertSectionBreak": {"location": place, "sectionType": "CONTINUOUS"}}])
    assert [why.en for why in scene.run(2021).years[0].why] == [
        "there is a section break or a table of contents in 2021-03-02 定例"
    ]


def test_a_human_copy_of_an_archive_is_left_alone(scene: Scene) -> None:
    [address] = scene.run(2021).years[0].archives
    copy = scene.emulator.people.copy(address.removeprefix("docgen:"))
    scene.run(2022)
    scene.run(2021)
    assert not scene.team.service.files.get(copy).trashed


def test_an_archive_is_nobodys_document(scene: Scene) -> None:
    scene.run(2021)
    assert [file.id for file in scene.team.service.files.find({PROPERTY: scene.team.id})] == [
        scene.team.account.document_id
    ]


def test_a_meeting_of_an_archived_year_gets_a_second_archive(scene: Scene) -> None:
    scene.run(2021)
    typed_late(scene)
    scene.run(2021)
    assert sorted(scene.archives()) == ["2021年の記録", "2021年の記録（2）"]
    assert [line.text for line in scene.team.lines()[-3:]] == ["過去の記録", "2021年の記録（2）", "2021年の記録"]
    assert sum("2021-07-01" in line for line in scene.everything()) == 1


def test_an_archive_that_the_document_links_to_is_kept_whatever_people_make_of_it(scene: Scene) -> None:
    """Its title is gone, and it has a call of another year: it is still the only place of its meetings."""
    [address] = scene.run(2021).years[0].archives
    service, archive = scene.team.service, address.removeprefix("docgen:")
    title = next(cursors(node for _, node in service.get(archive).tabs[0].positioned()))
    tab, call = service.get(archive).tabs[0].id, "2022-01-05 電話"
    edits = [
        wire.delete_content_range(tab, title.start, title.end - 1),
        wire.insert_text(tab, title.start, call),
        wire.update_paragraph_style(tab, title.start, title.start + len(call), {"namedStyleType": "HEADING_2"}),
    ]
    service.batch_update(archive, edits, service.revision(archive) or "")
    typed_late(scene)
    scene.run(2021)
    assert not service.files.get(archive).trashed
    assert sum("2021-07-01" in line for line in scene.everything()) == 1


def typed_late(scene: Scene) -> None:
    """A meeting of the archived year."""
    late = scene.team.line("2022-06-01")
    scene.team.by_hand(
        [
            wire.insert_text(scene.team.tab, late.start, "2021-07-01 電話\n"),
            wire.create_named_range(scene.team.tab, late.start, late.start + 10, "docgen:meeting:call"),
            wire.create_named_range(scene.team.tab, late.start, late.start + 10, "docgen:fact:call:closed=2021-07-01"),
        ]
    )


def check_all_there_once(scene: Scene, lines: Sequence[str], human: int = 0) -> None:
    """Everything that the document said is in it or in its one archive, once, and what people typed is somewhere."""
    everything = "\n".join(scene.everything())
    assert everything.count(HUMAN) == human
    found = [line.replace(HUMAN, "") for line in scene.everything()]
    for line in set(lines):
        assert found.count(line) == lines.count(line), line
    assert list(scene.archives()) == ["2021年の記録"]
    assert len(scene.archives()["2021年の記録"].tabs) == 1
    assert [m.id for m in scene.team.read.meetings] == ["2023-01-10", "2022-11-08", "2022-06-01"]
    assert words(scene.team.document).count("2021年の記録") == 1
    assert [one.item.text for one in open_items(scene.team.read.meetings)] == ["手順書を送る"]


def dated(scene: Scene) -> list[str]:
    """The lines of the document that belong to one meeting."""
    return [line for line in words(scene.team.document) if any(day in line for day in DAYS)]


def is_cut_short(scene: Scene, at: int) -> bool:
    """Whether a run dies with its request numbered ``at``; one that has fewer comes to its end."""
    LINE.cut = at
    try:
        scene.run(2021)
    except CutError:
        return True
    return False


def test_cut_short_anywhere_the_next_run_completes_it(tmp_path: Path, pattern: Path) -> None:
    lines, calls = dated(Scene(tmp_path / "0", pattern)), 0
    for n in count(1, 2):
        scene = Scene(tmp_path / str(n), pattern)
        if not is_cut_short(scene, n):
            break
        calls += 1
        [found] = sync(scene.team.workspace, [scene.team.account])
        assert (found.state, found.in_the_bin) == ("unchanged", ())
        scene.run(2021)
        check_all_there_once(scene, lines)
    assert calls > 7


PASSING: list[tuple[str, dict[str, Any]]] = [
    ("429", {}),
    ("503", {"after": False}),
    ("500", {"after": True}),
    ("close", {"after": False}),
    ("timeout", {"after": True}),
]
WRITES = ("files.copy", "documents.batchUpdate", "files.update")


@pytest.mark.parametrize("method", WRITES)
@pytest.mark.parametrize(("kind", "args"), [("storageQuotaExceeded", {}), ("invalid_grant", {}), *PASSING], ids=str)
def test_a_failure_that_stays(scene: Scene, method: str, kind: str, args: dict[str, Any]) -> None:
    lines, revision, code = dated(scene), scene.team.document.revision, 0
    scene.emulator.faults.add(method, 0, kind, **args)
    try:
        scene.run(2021)
    except DocgenError as error:
        code = error.exit_code
    scene.emulator.faults.clear()
    if code in (3, 4, 6):
        assert scene.team.document.revision == revision
    scene.run(2021)
    check_all_there_once(scene, lines)


@pytest.mark.parametrize("nth", range(1, 5))
@pytest.mark.parametrize("place", ["top", "old meeting", "new meeting"])
def test_somebody_types_in_the_document_meanwhile(scene: Scene, nth: int, place: str) -> None:
    """At the n-th write of any kind; in an old meeting, the copy made before is no good any more."""
    lines = dated(scene)
    index = {"top": 1, "old meeting": scene.team.line("仮説2021-03-02").start + 1}.get(
        place, scene.team.line("仮説2023").start + 1
    )
    document = scene.team.account.document_id
    methods = ["files.copy", "files.update", "documents.batchUpdate", "documents.batchUpdate"]
    number = methods[:nth].count(methods[nth - 1])
    scene.emulator.faults.add(methods[nth - 1], number, "human_edit", text=HUMAN, index=index, document=document)
    scene.run(2021)
    check_all_there_once(scene, lines, human=1)
    kept = scene.archives()["2021年の記録"] if place == "old meeting" else scene.team.document
    assert HUMAN in "".join(words(kept))


def test_what_somebody_types_into_the_copy_stays(scene: Scene) -> None:
    lines = dated(scene)
    for _ in range(2):
        scene.emulator.faults.add("documents.batchUpdate", 1, "human_edit", text=HUMAN, index=1)
    scene.run(2021)
    assert sum(line.count(HUMAN) for line in scene.everything()) == 2
    assert set(lines) <= set(scene.everything())


def test_cut_short_and_then_typed_into(tmp_path: Path, pattern: Path) -> None:
    """An old meeting is edited after each step of a run that was cut short: its archive has the words."""
    lines = dated(Scene(tmp_path / "0", pattern))
    for n in count(1, 5):
        scene = Scene(tmp_path / str(n), pattern)
        if not is_cut_short(scene, n):
            break
        if there := [line for line in scene.team.lines() if "仮説2021-03-02" in line.text]:
            scene.emulator.people.insert(scene.team.account.document_id, there[0].start + 1, HUMAN)
        scene.run(2021)
        check_all_there_once(scene, lines, human=len(there))


def test_what_somebody_types_into_a_copy_that_is_of_no_use_any_more_is_not_thrown_away(
    tmp_path: Path, pattern: Path
) -> None:
    """The run was cut short, people typed into the copy and into the old meeting: the copy is left to them."""
    left = 0
    for n in count(1, 4):
        scene = Scene(tmp_path / str(n), pattern)
        if not is_cut_short(scene, n):
            break
        lines = [line for line in scene.team.lines() if "仮説2021-03-02" in line.text]
        copies = scene.team.service.files.find({ARCHIVE_OF: scene.team.id})
        for file in copies:
            scene.emulator.people.insert(file.id, 1, "写しに書いた。\n")
        if lines:
            scene.emulator.people.insert(scene.team.account.document_id, lines[0].start + 1, HUMAN)
        with at(NOW):
            told: list[Text] = []
            workspace = scene.team.workspace
            object.__setattr__(workspace, "tell", told.append)
            archive(workspace, scene.team.account, [2021])
        for file in copies:
            assert not scene.team.service.files.get(file.id).trashed, n
            assert "写しに書いた。" in words(scene.team.service.get(file.id)), n
        assert list(scene.archives()) == ["2021年の記録"]
        assert bool(told) == bool(copies and lines)
        assert all(file.name in text.en and file.name in text.ja for file in copies for text in told)
        left += len(told)
    assert left > 2


@pytest.mark.parametrize("trimmed", [False, True])
def test_a_copy_of_no_use_that_nobody_typed_into_goes_into_the_bin(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, trimmed: bool
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(Archiver, "_remove" if trimmed else "_trim", cut)
        with pytest.raises(CutError):
            scene.run(2021)
    [copy] = scene.team.service.files.find({ARCHIVE_OF: scene.team.id})
    scene.team.type(HUMAN, "仮説2021-03-02")
    scene.run(2021)
    assert scene.team.service.files.get(copy.id).trashed


def cut(*_: Any, **__: Any) -> Any:
    raise CutError


def test_people_who_never_stop_are_left_alone(scene: Scene) -> None:
    lines, index = dated(scene), scene.team.line("仮説2021-03-02").start + 1
    document = scene.team.account.document_id
    scene.emulator.faults.add("documents.batchUpdate", 0, "human_edit", text=HUMAN, index=index, document=document)
    with pytest.raises(OutcomeUnknownError):
        scene.run(2021)
    scene.emulator.faults.clear()
    assert [line.replace(HUMAN, "") for line in dated(scene)] == lines
    typed = "".join(words(scene.team.document)).count(HUMAN)
    scene.run(2021)
    check_all_there_once(scene, lines, human=typed)
