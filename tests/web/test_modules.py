"""What the pages' modules do without a page: boards patched and overlaid, and what was typed sent in order."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
STATIC = HERE.parents[1] / "docgen" / "web" / "static"
NODE = shutil.which("node")
PRELUDE = 'import { board, line, said, sending, told } from "./page.js";\n'
pytestmark = pytest.mark.skipif(NODE is None, reason="needs node")

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a script beside page.js and the static files; returns what it has ``told``."""
    shutil.copytree(STATIC, tmp_path / "static")
    shutil.copy(HERE / "page.js", tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")

    def ran(script: str, **environment: str) -> Any:
        (tmp_path / "script.js").write_text(PRELUDE + script, encoding="utf-8")
        command = [str(NODE), "--no-warnings", "script.js"]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ran


def test_both_languages_have_the_same_words(run: Run) -> None:
    script = """
    const { words } = await import("./static/words.js");
    const inside = (word) => (typeof word === "object" ? Object.keys(word) : []);
    told(Object.entries(words).map(([key, word]) => [key, typeof word, inside(word)]));
    """
    assert run(script, LANGUAGE="ja") == run(script, LANGUAGE="en")


def test_patches_are_applied_once_and_a_gap_is_noticed(run: Run) -> None:
    told = run("""
    const { patched } = await import("./static/model.js");
    const splices = [
      { item: "h.1", list: "decisions", at: 1, remove: 1, add: [line("x"), line("y")] },
      { item: "", list: "carried", at: 0, remove: 0, add: [line("c")] },
    ];
    const patch = { version: 4, splices, none: { other: ["views"] }, focus: "other" };
    const next = patched(board(), patch);
    told([
      next.items[0].decisions.map((one) => one.text), next.carried.length, next.other.none, next.focus, next.version,
      patched(next, patch) === next, patched(board(), { version: 5 }),
    ]);
    """)
    assert told == [["a", "x", "y"], 1, ["views"], "other", 4, True, None]


def test_what_was_typed_here_is_seen_before_the_server_answers(run: Run) -> None:
    told = run("""
    const { overlaid } = await import("./static/model.js");
    const operations = [
      said("1", "新しい", "decisions"),
      said("2", "消す", "decisions"),
      { path: "/take-back", body: { id: "2" } },
      { path: "/reword", body: { item: "h.1", list: "decisions", line: "・a", text: "A" } },
      said("3", "! 始める", "decisions"),
    ];
    const shown = (one) => one.items[0].decisions.map((line) => [line.text, line.state]);
    const known = board();
    known.items[0].decisions.push(line("新しい", { id: "1" }));
    told([shown(overlaid(board(), operations)), shown(overlaid(known, operations)), shown(board())]);
    """)
    assert told == [
        [["A", "waiting"], ["b", "saved"], ["新しい", "waiting"], ["始める", "waiting"]],
        [["A", "waiting"], ["b", "saved"], ["新しい", "saved"], ["始める", "waiting"]],
        [["a", "saved"], ["b", "saved"]],
    ]


def test_nothing_is_an_answer_and_no_line(run: Run) -> None:
    told = run("""
    const heard = {};
    globalThis.sessionStorage = globalThis.localStorage;
    globalThis.document.addEventListener = () => {};
    globalThis.setTimeout = (act, pause) => (pause ? 0 : queueMicrotask(act));
    globalThis.EventSource = class {
      addEventListener(name, act) { heard[name] = (data) => act({ data: JSON.stringify(data) }); }
      close() {}
    };
    const posted = [];
    globalThis.fetch = async (path, { body }) => {
      posted.push(path);
      const said = JSON.parse(body).text;
      return { status: 202, json: async () => ({ line: said === "なし" ? null : line(said) }) };
    };
    const { Session } = await import("./static/session.js");
    const session = new Session("/events", { changed() {} });
    heard.board({ ...board(), now: "", account: { name: "A" }, meeting: { id: "m" } });
    const rest = () => new Promise((resolve) => setImmediate(resolve));
    session.capture("decisions", "b", "decisions");
    await rest();
    session.capture("views", "なし", "views");
    await rest();
    const shown = session.shown.items[0].views.length;
    told([shown, session.takeBack(), posted.slice(0, 2)]);
    process.exit(0);
    """)
    assert told == [0, "なし", ["/capture", "/capture"]]


def test_lines_are_sent_in_order_again_and_again_until_they_are_taken(run: Run) -> None:
    told = run('await sending(["A", "m"], ["1", "2", "3"], [0, 503, 429, 202, 0, 401, 202, 202]);')
    assert [id for _, id, _ in told["sent"]] == ["1", "1", "1", "1", "2", "2", "2", "3"]
    assert {csrf for *_, csrf in told["sent"]} == {"secret"}
    assert told["left"] == []


def test_a_refused_line_is_kept_and_holds_up_nobody(run: Run) -> None:
    told = run('await sending(["A", "m"], ["1", "2"], [422, 202]);')
    assert told["left"] == [["1", "だめ"]]
    assert [id for _, id, _ in told["sent"]] == ["1", "2"]


def test_a_reloaded_page_goes_on_where_it_was(run: Run) -> None:
    before = run('await sending(["A", "m"], ["1", "2"], ["stop"]);')
    told = run('await sending(["A", "m"], ["3"], []);', KEPT=json.dumps(before["kept"]))
    assert [id for _, id, _ in told["sent"]] == ["1", "2", "3"]


def test_lines_for_another_customer_are_left_alone(run: Run) -> None:
    before = run('await sending(["B", "m"], ["1"], ["stop"]);')
    told = run('await sending(["A", "m"], ["2"], []);', KEPT=json.dumps(before["kept"]))
    assert [id for _, id, _ in told["sent"]] == ["2"]
    assert told["kept"] == before["kept"]


def test_a_line_is_offered_again_without_its_mark(run: Run) -> None:
    lines = {
        "☐ 送る（担当：鈴木）": "送る（担当：鈴木）",
        "・[x] 送る": "送る",
        "• 決めた": "決めた",
        "- 決めた": "決めた",
        "決めた": "決めた",
        "-10%にする": "-10%にする",
    }
    script = 'const { typedAgain } = await import("./static/model.js");\n'
    script += f'told({json.dumps(list(lines))}.map((line) => typedAgain({{ line, text: "" }})));'
    assert run(script) == list(lines.values())


def test_a_line_is_guessed_to_be_what_the_server_will_say(run: Run) -> None:
    kinds = {
        "見積送付 @鈴木 来週金曜": "action_items",
        "! 始める": "decisions",
        "＞よい": "views",
        "[] 送る": "action_items",
        "a@b.example に送る": "views",
        "始める": "views",
    }
    script = 'const { guessed } = await import("./static/model.js");\n'
    script += f'told({json.dumps(list(kinds))}.map((line) => guessed(line, "views")));'
    assert run(script) == list(kinds.values())


def test_a_sign_alone_is_nothing_and_pasted_lines_are_lines(run: Run) -> None:
    told = run("""
    const { bare, pasted } = await import("./static/model.js");
    told([["!", "＞", "[]", "[ ]", "☐", "! 始める", "!?"].map(bare), pasted("・一\\r\\n\\n  二 \\n三"), pasted("一")]);
    """)
    assert told == [[True, True, True, True, True, False, False], ["・一", "二", "三"], ["一"]]


def test_time_is_that_of_the_meetings_place(run: Run) -> None:
    told = run("""
    const { timeLeft, clockTime, spent } = await import("./static/clock.js");
    const at = (text) => Date.parse(text);
    const meeting = { start: "2026-12-01T10:00", end: "2026-12-01T11:00" };
    const focus = { focus: "h", since: "2026-12-01T10:10:00+09:00", spent: { h: 60 } };
    const one = { now: "2026-12-01T10:12:00+09:00", meeting, ...focus };
    told([
      timeLeft(one, at("2026-12-01T10:12:30+09:00")),
      timeLeft(one, at("2026-12-01T02:03:10Z")),
      timeLeft(one, at("2026-12-01T09:50:00+09:00")),
      timeLeft({ ...one, meeting: { start: "2026-12-01", end: "" } }, 0).state,
      timeLeft(one, at("2026-11-30T10:00:00+09:00")).state,
      timeLeft(one, at("2026-12-02T10:00:00+09:00")).state,
      clockTime(at("2026-12-01T01:12:00Z"), one),
      spent(one, "h", at("2026-12-01T10:12:00+09:00")),
    ]);
    """)
    assert told == [
        {"state": "left", "minutes": 48},
        {"state": "over", "minutes": 3},
        {"state": "until", "minutes": 10},
        "",
        "",
        "",
        "10:12",
        180,
    ]
