"""Pages hold nothing that people typed, and their scripts make text of it, never markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from docgen.account.model import Kind, Present
from docgen.web.access import Access
from docgen.web.app import application
from docgen.web.files import page
from docgen.workflows.live.values import Aside, Board, BoardItem, Customer, Line, Lists, Note, Question
from tests.web.browsers import Browser
from tests.web.rooms import MemoryRoom, board

WEB = Path(__file__).resolve().parents[2] / "docgen" / "web"
SCRIPTS = sorted((WEB / "static").glob("*.js"))
SHEETS = sorted((WEB / "static").glob("*.css"))
PAGES = sorted((WEB / "pages").glob("*.html"))
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|DOMParser|createContextualFragment|srcdoc"
    r"|\beval\b|new Function|javascript:|\bon\w+\s*=\s*[\"'`]"
)
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\u2028"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_make_no_markup(script: Path) -> None:
    assert MARKUP.findall(script.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", [*SCRIPTS, *SHEETS, *PAGES], ids=lambda path: path.name)
def test_nothing_is_asked_of_other_sites(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"""["'(=]\s*(?:https?:)?//[a-z]""", text.replace('startsWith("https://")', "")) == []
    assert "@import" not in text


@pytest.mark.parametrize("name", sorted({path.stem for path in PAGES} - {"frame"}))
def test_pages_have_no_scripts_or_styles_of_their_own(name: str) -> None:
    text = page(name, language="ja", role="stage", local="", csrf="secret")
    assert "{{" not in text
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", text) == []
    for file in re.findall(r'(?:src|href)="/static/([^"]+)"', text):
        assert (WEB / "static" / file).is_file()


def test_every_module_that_is_asked_for_is_there(browser: Callable[..., Browser]) -> None:
    visitor = browser("stage")
    for script in SCRIPTS:
        answer = visitor.get(f"/static/{script.name}")
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        for name in re.findall(r'from "\./([^"]+)"', answer.text):
            assert visitor.get(f"/static/{name}").status == 200


def test_script_in_every_field_stays_text(access: Access) -> None:
    line = Line(key=EVIL, line=EVIL, text=EVIL, owners=(EVIL,), due_text=EVIL, details=(EVIL,), id=EVIL, by=EVIL)
    lists: Any = {"views": (line,), "decisions": (line,), "action_items": (line,), "open_points": (line,)}
    item = BoardItem(
        key=EVIL,
        number=1,
        title=EVIL,
        kind=Kind.DECIDE,
        stance=EVIL,
        because=EVIL,
        ask=EVIL,
        materials=(EVIL,),
        **lists,
    )
    shown: Board = msgspec.structs.replace(
        board(0),
        account=Customer(EVIL),
        meeting=msgspec.structs.replace(
            board(0).meeting, title=EVIL, heading=EVIL, goal=EVIL, attendees=Present(ours=(EVIL,))
        ),
        url=f"https://docs.google.com/{EVIL}",
        items=(item,),
        other=Lists(**lists),
        carried=(line,),
        to_ask=(line,),
    )
    aside = Aside(questions=(Question(text=EVIL, item=EVIL),), notes=(Note(id=EVIL, at="", text=EVIL),))
    visitor = Browser(application(MemoryRoom(shown, aside=aside), access), access).enter("stage").enter("private")
    for path in ("/", "/private"):
        assert "alert(1)" not in visitor.get(path).text
    for path in ("/board", "/private/aside"):
        answer = visitor.get(path)
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
    refused = visitor.post("/focus", {"item": EVIL})
    assert refused.headers["content-type"] == "application/json"
