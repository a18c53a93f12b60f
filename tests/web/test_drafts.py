"""What is typed into the form of an agenda stays on the device until it is in the document."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).resolve().parents[2] / "docgen" / "web" / "static"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="needs node")

PAGE = """
const store = (kept) => ({
  get length() { return kept.size; }, key: (n) => [...kept.keys()][n] ?? null, getItem: (k) => kept.get(k) ?? null,
  setItem: (k, v) => void kept.set(k, String(v)), removeItem: (k) => void kept.delete(k),
});
const kept = new Map(JSON.parse(process.env.KEPT));
if (process.env.TAB) {
  globalThis.localStorage = store(kept);
  globalThis.sessionStorage = store(new Map([["docgen:tab", process.env.TAB]]));
}
globalThis.document = { documentElement: { lang: process.env.LANGUAGE ?? "ja" } };
Date.now = () => Number(process.env.AT ?? 0);
const { Drafts } = await import("./static/agenda-drafts.js");
const drafts = new Drafts("株式会社サンプル", process.env.MEETING ?? "2026-12-01");
const told = (value) => console.log(JSON.stringify({ value, kept: [...kept] }));
"""


@pytest.fixture
def tab(tmp_path: Path) -> Callable[..., Any]:
    """Runs a script in a tab; what it has told, over what earlier tabs have kept."""
    shutil.copytree(STATIC, tmp_path / "static")
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    kept: list[Any] = []

    def ran(script: str, **environment: str) -> Any:
        (tmp_path / "script.js").write_text(PAGE + script, encoding="utf-8")
        command = [str(NODE), "--no-warnings", "script.js"]
        given = {"TAB": "a", **environment, "KEPT": json.dumps(kept)}
        done = subprocess.run(command, cwd=tmp_path, env=given, capture_output=True, text=True, timeout=30)
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        kept[:] = told["kept"]
        return told["value"]

    return ran


TYPE = 'drafts.set("h.1", "stance", { old: "前", text: "途中" }); told(drafts.all().length);'
LOOK = 'told([drafts.get("h.1", "stance")?.text ?? null, drafts.all().map(({ item, field }) => [item, field])]);'
DONE = 'drafts.remove("h.1", "stance"); told(drafts.all().length);'
HERE: Any = ["途中", [["h.1", "stance"]]]
NOTHING: Any = [None, []]


def test_a_draft_is_there_after_a_reload_until_it_is_saved(tab: Callable[..., Any]) -> None:
    assert tab(TYPE) == 1
    assert tab(LOOK) == HERE
    assert tab(LOOK, MEETING="2026-12-08") == NOTHING
    assert tab(DONE) == 0
    assert tab(LOOK) == NOTHING


def test_two_tabs_do_not_write_over_each_other_and_a_closed_ones_words_are_found(tab: Callable[..., Any]) -> None:
    tab(TYPE)
    assert tab(LOOK, TAB="b", AT="9000") == NOTHING
    tab(DONE, TAB="b", AT="9000")
    assert tab(LOOK, AT="9000") == HERE
    assert tab(LOOK, TAB="b", AT="60000") == HERE
    assert tab(LOOK, AT="60000") == NOTHING


def test_a_browser_that_keeps_nothing_still_has_it_on_the_page(tab: Callable[..., Any]) -> None:
    assert tab(TYPE.replace("told", f"{LOOK} //"), TAB="") == HERE


def test_both_languages_have_all_words(tab: Callable[..., Any]) -> None:
    script = """
    const { words } = await import("./static/agenda-words.js");
    const inside = (word) => (typeof word === "object" ? Object.keys(word) : []);
    told(Object.entries(words).map(([key, word]) => [key, typeof word, inside(word)]));
    """
    assert tab(script, LANGUAGE="ja") == tab(script, LANGUAGE="en")
