"""Every failure of the service × every command that writes, with people typing meanwhile: once or not at all.

Each command is run on a copy of a document that the commands before it have made and that people have typed in. Then
one call fails, whichever it is, or all of them do. Afterwards what the command writes is there once, or not at all and
the exit code says so; and every word that people typed is there, in order.
"""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import msgspec
import pytest

from docgen.connect.calls import Calls
from docgen.connect.outbox import Intent, Outbox
from docgen.connect.service import Service
from docgen.connect.writer import new_operation
from docgen.document.tabs import Document
from docgen.document.walk import cursors
from docgen.document.wire import requests as wire
from docgen.emulator import Emulator
from docgen.errors import DocgenError
from docgen.workflows.adopt import adopt
from docgen.workflows.archive import archive
from docgen.workflows.asked import Asked
from docgen.workflows.cancel import cancel
from docgen.workflows.close import close
from docgen.workflows.documents import ARCHIVE_OF, PROPERTY
from docgen.workflows.fix import fix
from docgen.workflows.missing import complete
from docgen.workflows.move import move
from docgen.workflows.settling import settle
from tests.team import AFTER, BEFORE, DURING, Team, at
from tests.workflows.flawed import RULES, retype, yes

# Played without counting lines: that takes longer than the scenes themselves.
pytestmark = pytest.mark.no_cover

FIRST, LAST, MEANWHILE = "はじめに人が入力した言葉。", "おわりに人が入力した言葉。", "その間に人が入力した言葉。"
OLD = {
    "title": "昨年の定例",
    "start": "2025-06-10 10:00",
    "end": "2025-06-10 11:00",
    "items": [{"title": "昨年の論点", "kind": "discuss", "stance": "昨年の仮説"}],
}
TODO = "料金表を送る"
AGENDA: dict[str, Any] = {
    "title": "12月定例",
    "start": "2026-12-01 10:00",
    "end": "2026-12-01 11:00",
    "goal": "始める日を決める",
    "items": [
        {"title": "はじめ方", "kind": "decide", "stance": "ライン長から始める"},
        {"title": "広げ方", "kind": "discuss", "stance": "点検表から広げる"},
    ],
}
NEWER = {**AGENDA, "goal": "始める日と人を決める", "items": [{**AGENDA["items"][0], "stance": "班長から始める"}]}
HEADING, OLD_HEADING = "2026-12-01（火）12月定例", "2025-06-10（火）昨年の定例"
WRONG, MOVED_ON = "2026-12-01（水）12月定例", "2027-06-10（木）昨年の定例"


class Wire:
    """The way to whichever embedded service is at the other end: a client of its own for each takes too long."""

    def __init__(self) -> None:
        self.emulator = Emulator()
        self.calls = 0
        self.meanwhile: Iterator[Callable[[], None]] = iter(())
        """What somebody does before the first write arrives, before the second, ..."""

    def request(
        self, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **options: Any
    ) -> tuple[Any, bytes]:
        self.calls += 1
        if uri.partition("?")[0].endswith(":batchUpdate"):
            next(self.meanwhile, lambda: None)()
        return self.emulator.http().request(uri, method, body, headers, **options)


WIRE = Wire()
SERVICE = Service(WIRE, local=True, calls=Calls(sleep=lambda seconds: None))


@dataclass
class Scene:
    """A workspace, its document, and what people typed there, in order."""

    root: Path
    typed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        WIRE.emulator = self.emulator = Emulator(self.root / "documents.sqlite")
        fresh = not (self.root / "docgen.toml").exists()
        self.team = Team(self.root, service=SERVICE) if fresh else Team.of(self.root, SERVICE)
        WIRE.calls, WIRE.meanwhile = 0, iter(())

    def type(self, text: str, index: int = 1) -> None:
        """Somebody types in the customer's document."""
        self.emulator.people.insert(self.id, index, f"{text}\n" if index == 1 else text)
        self.typed.append(text)

    def meanwhile(self, *texts: str) -> None:
        """Somebody types one of ``texts`` at the top just before each write."""
        WIRE.meanwhile = iter([partial(self.type, text) for text in texts])

    @property
    def id(self) -> str:
        """The customer's document; before there is one, the one that people made; empty for none."""
        found = [file for file in SERVICE.files.find({PROPERTY: self.team.id}) if ARCHIVE_OF not in file.properties]
        assert len(found) <= 1, "there are two documents"
        remembered = self.team.account.document_id
        by_hand = self.root / "by-hand"
        return found[0].id if found else remembered or (by_hand.read_text() if by_hand.exists() else "")

    @property
    def document(self) -> Document | None:
        return SERVICE.get(self.id) if self.id else None

    @property
    def text(self) -> str:
        """The words of the customer's document."""
        return words(self.document)

    @property
    def archived(self) -> str:
        """The words of its archives."""
        return "".join(words(SERVICE.get(file.id)) for file in SERVICE.files.find({ARCHIVE_OF: self.team.id}))

    def named(self, what: str) -> int:
        """How many named ranges have ``what`` in their names."""
        tabs = self.document.all_tabs() if self.document else ()
        return sum(what in one.name for tab in tabs for one in tab.ranges)


def words(document: Document | None) -> str:
    """Every line of a document."""
    tabs = document.all_tabs() if document else ()
    return "\n".join(leaf.text for tab in tabs for leaf in cursors(node for _, node in tab.positioned()))


@dataclass(frozen=True)
class Command:
    """One command that writes."""

    after: str
    """The command before it; empty for none."""
    run: Callable[[Team], Any]
    times: Callable[[Scene], int]
    """How often what it writes is there."""
    stepwise: bool = False
    """It writes more than once: an error may come after some of it, and the next run completes it."""
    stride: int = 3
    """Every how many of its calls one fails, for each kind of failure; each kind begins with another call."""
    moment: str = DURING


def old_year(team: Team) -> None:
    """A meeting of last year, done with."""
    with at("2025-06-10T08:00:00+09:00"):
        team.prepare(OLD)
    with at("2025-06-10T10:30:00+09:00"):
        team.add("views", "昨年のご意見", item=1)
        close(team.workspace, team.account)


def made_by_hand(team: Team) -> None:
    """A document that nobody made with docgen."""
    file = SERVICE.files.create("打ち合わせメモ", {})
    (team.root / "by-hand").write_text(file.id)
    WIRE.emulator.people.insert(file.id, 1, f"メモ\n{HEADING}\n決定事項\n・来月から\n")
    leaves = cursors(node for _, node in SERVICE.get(file.id).tabs[0].positioned())
    heading = next(leaf for leaf in leaves if HEADING in leaf.text)
    style = wire.update_paragraph_style("t.0", heading.start, heading.end, {"namedStyleType": "HEADING_2"})
    SERVICE.batch_update(file.id, [style], SERVICE.revision(file.id) or "")


def moved(scene: Scene) -> int:
    """1 where last year is in the archive and nowhere else, 0 where it is still in the document."""
    here, there = scene.text.count(OLD_HEADING), scene.archived.count(OLD_HEADING)
    return 1 if (here, there) == (0, 1) else 0 if here == 1 else 99


def at_its_time(scene: Scene, heading: str) -> int:
    """1 where the meeting says its new time alone, with all that it holds; 0 where it is as it was. Its place by date
    it has only where it can be told whether there are comments on it."""
    new, old, held = scene.text.count(heading), scene.text.count(HEADING), scene.text.count("12月から始める")
    return 1 if (new, old, held) == (1, 0, 1) else 0 if (new, old, held) == (0, 1, 1) else 99


def a_wrong_day(team: Team) -> None:
    """Somebody has written another weekday into a heading, and the meeting of last year stands on top."""
    retype(team, "（火）", "（水）", inside=HEADING)
    for _ in range(2):
        retype(team, "2025-06-10（火）", "2027-06-10（木）")


SAID = ("会場は大阪にする", "開始は10時にする")


def typed_live(team: Team) -> None:
    """Lines that were typed while people talked, written together."""
    workspace, document_id = team.workspace, team.account.document_id
    outbox, key = Outbox(workspace.settings.state / "outbox.sqlite"), team.meeting.items[0].heading_id
    for text in SAID:
        asked = Asked(team.id, "decisions", text, None, "2026-12-01", (), "", False, heading=key)
        operation = new_operation(workspace.now().timestamp())
        outbox.accept(Intent(operation, document_id, msgspec.json.encode(asked)), text)
    settle(workspace, team.account)


def said_together(scene: Scene) -> int:
    """How often the lines are there, in the order in which they were typed."""
    first, second = (scene.text.count(text) for text in SAID)
    in_order = not first or scene.text.index(SAID[0]) < scene.text.index(SAID[1])
    return first if first == second and in_order else 99


def put_right(scene: Scene) -> int:
    """1 where the weekday is right and the meetings are in order, 0 where neither is."""
    days = [line for line in scene.text.splitlines() if line in (HEADING, WRONG, MOVED_ON)]
    return 1 if days == [MOVED_ON, HEADING] else 0 if days == [WRONG, MOVED_ON] else 99


COMMANDS: dict[str, Command] = {
    "create": Command("", lambda team: team.create(), lambda scene: scene.text.count("お客様情報"), stepwise=True),
    "an old year": Command("create", old_year, lambda scene: scene.text.count(OLD_HEADING), stepwise=True),
    "prepare": Command("an old year", lambda team: team.prepare(AGENDA), lambda scene: scene.text.count(HEADING)),
    "add": Command(
        "prepare",
        lambda team: team.add("decisions", "12月から始める", item=1),
        lambda scene: scene.text.count("12月から始める"),
        stride=1,
    ),
    "todo": Command(
        "add", lambda team: team.add("action_items", TODO, item=1), lambda scene: scene.text.count(f"☐ {TODO}")
    ),
    "tick": Command(
        "todo",
        lambda team: team.add("action_items", TODO, done=True),
        lambda scene: scene.text.count(TODO) * scene.text.count(f"☑ {TODO}"),
    ),
    "fill": Command(
        "todo",
        lambda team: complete(team.workspace, team.account, "2026-12-01", 1, TODO, ["森様"], ""),
        lambda scene: scene.text.count(f"☐ {TODO}（担当：森様）"),
    ),
    "live": Command("prepare", typed_live, said_together),
    "refresh": Command(
        "prepare",
        lambda team: team.prepare(NEWER, refresh=True),
        lambda scene: scene.text.count("班長から始める"),
        moment=BEFORE,
    ),
    "move": Command(
        "add",
        lambda team: move(team.workspace, team.account, "2026-12-01", "2025-01-07T10:00", "2025-01-07T11:00"),
        lambda scene: at_its_time(scene, "2025-01-07（火）12月定例"),
        stride=6,
    ),
    "cancel": Command(
        "prepare",
        lambda team: cancel(team.workspace, team.account, "2026-12-01"),
        lambda scene: scene.text.count("2026-12-01（火）【中止】12月定例"),
    ),
    "close": Command(
        "add", lambda team: close(team.workspace, team.account), lambda scene: scene.named(":closed=") - 1
    ),
    "archive": Command(
        "close", lambda team: archive(team.workspace, team.account, [2025]), moved, stepwise=True, stride=24
    ),
    "a wrong day": Command("add", a_wrong_day, lambda scene: scene.text.count(WRONG)),
    "fix": Command(
        "a wrong day",
        lambda team: fix(team.workspace, team.account, RULES, yes),
        put_right,
        moment=AFTER,
        stride=6,
    ),
    "by hand": Command("", made_by_hand, lambda scene: scene.text.count(HEADING)),
    "adopt": Command(
        "by hand",
        lambda team: adopt(team.workspace, team.account, (team.root / "by-hand").read_text()),
        lambda scene: scene.named("docgen:meeting:"),
        stepwise=True,
        stride=6,
    ),
}
TRIED = [name for name in COMMANDS if name not in ("an old year", "a wrong day", "by hand", "todo")]
KINDS: list[tuple[str, dict[str, Any]]] = [
    ("429", {}),
    ("userRateLimitExceeded", {}),
    ("storageQuotaExceeded", {}),
    ("invalid_grant", {}),
    *[(kind, {"after": after}) for kind in ("500", "503", "close", "timeout") for after in (False, True)],
]
LASTING: list[tuple[str, dict[str, Any]]] = [
    ("429", {}),
    ("invalid_grant", {}),
    ("503", {"after": False}),
    ("timeout", {"after": True}),
]


@cache
def pattern(name: str) -> Path:
    """A workspace in which ``name`` and the commands before it have been run."""
    folder = mkdtemp(prefix="docgen-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root = Path(folder) / "workspace"
    if not name:
        root.mkdir()
        Scene(root).emulator.close()
        return root
    shutil.copytree(pattern(COMMANDS[name].after), root)
    scene = Scene(root)
    with at(COMMANDS[name].moment):
        COMMANDS[name].run(scene.team)
    scene.emulator.close()
    return root


@pytest.fixture
def scenes(tmp_path: Path) -> Iterator[Callable[[str], Scene]]:
    number, opened = count(), list[Scene]()

    def scene(command: str) -> Scene:
        root = tmp_path / str(next(number))
        shutil.copytree(pattern(COMMANDS[command].after), root)
        made = Scene(root)
        if made.id:
            made.type(FIRST)
            made.type(LAST, SERVICE.get(made.id).tabs[0].body.size - 1)
        WIRE.calls = 0
        opened.append(made)
        return made

    yield scene
    for each in opened:
        each.emulator.close()


def run(scene: Scene, command: Command) -> int:
    """The exit code of a run."""
    try:
        with at(command.moment):
            command.run(scene.team)
    except DocgenError as error:
        return error.exit_code
    return 0


def holds(scene: Scene, command: Command, code: int) -> None:
    """What was told is true, the next run completes what is not done, and people's words are there."""
    scene.emulator.faults.clear()
    times = command.times(scene)
    assert times in (0, 1), f"it is there {times} times"
    if code == 0:
        assert times == 1, "it said that it was written"
    if code in (3, 4, 6) and not command.stepwise:
        assert times == 0, "it said that nothing was written"
    if code:
        assert run(scene, command) == 0
        assert command.times(scene) == 1
    everything = f"{scene.text}\n{scene.archived}"
    for word in scene.typed:
        assert everything.count(word) == 1, "lost, or there twice"
    places = [everything.index(word) for word in (FIRST, LAST) if word in scene.typed]
    assert places == sorted(places)


@pytest.mark.parametrize("name", TRIED)
@pytest.mark.parametrize(("kind", "args"), KINDS, ids=str)
def test_any_one_call_fails(scenes: Callable[[str], Scene], name: str, kind: str, args: dict[str, Any]) -> None:
    command = COMMANDS[name]
    for nth in count(1 + KINDS.index((kind, args)) % command.stride, command.stride):
        scene = scenes(name)
        if scene.typed:
            scene.meanwhile(MEANWHILE)
        scene.emulator.faults.add("*", nth, kind, **args)
        code = run(scene, command)
        failed = WIRE.calls >= nth
        if not failed:
            assert (code, nth > 1) == (0, True)
            return
        if kind in ("429", "userRateLimitExceeded", "500", "503", "close", "timeout"):
            assert code == 0, "it passes, and there was time"
        holds(scene, command, code)


@pytest.mark.parametrize("name", TRIED)
@pytest.mark.parametrize("method", ["documents.get", "documents.batchUpdate"])
@pytest.mark.parametrize(("kind", "args"), LASTING, ids=str)
def test_all_calls_fail(
    scenes: Callable[[str], Scene], name: str, method: str, kind: str, args: dict[str, Any]
) -> None:
    scene, command = scenes(name), COMMANDS[name]
    scene.emulator.faults.add(method, 0, kind, **args)
    holds(scene, command, run(scene, command))


@pytest.mark.parametrize("name", [name for name in TRIED if name != "create"])
def test_somebody_types_before_each_write(scenes: Callable[[str], Scene], name: str) -> None:
    scene, command = scenes(name), COMMANDS[name]
    scene.meanwhile(*(f"{n}度目に人が入力した言葉。" for n in range(1, 4)))
    code = run(scene, command)
    assert code == 0
    assert len(scene.typed) > 3 or not command.stepwise
    holds(scene, command, code)
