"""Nobody gets in who was not let in, whatever they send."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from starlette.types import Message, Receive, Scope, Send

from docgen.web.access import PAGES, ROLES, Access, Role
from docgen.web.app import application
from docgen.web.guard import HEADERS, MAX_BODY, Guard
from tests.web.browsers import Browser
from tests.web.rooms import MemoryRoom

Opened = Callable[..., Browser]
PATH = {role: path for path, role in PAGES.items()}
LAN = "192.0.2.7"
SAID = {"id": "c-1", "by": "b-1", "item": "h.1", "kind": "decisions", "text": "来月から始める"}


@pytest.mark.parametrize("role", ROLES)
def test_a_token_becomes_a_strict_cookie_and_is_seen_no_more(browser: Opened, access: Access, role: Role) -> None:
    token, visitor = access.keys[role].token, browser()
    answer = visitor.get(f"{PATH[role]}?token={token}")
    assert (answer.status, answer.headers["location"]) == (303, PATH[role])
    cookie = answer.headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=strict"} <= set(cookie.split("; "))
    assert str(access.port) in cookie.partition("=")[0]
    page = visitor.get(PATH[role])
    assert page.status == 200
    assert page.headers["referrer-policy"] == "no-referrer"
    for secret in {key.token for key in access.keys.values()} | {key.cookie for key in access.keys.values()}:
        assert secret not in page.text + "".join(page.headers.values()) + answer.headers["location"]
    assert token not in cookie + answer.text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_an_address_opened_from_a_chat_goes_on_by_a_page_of_ours(browser: Opened, access: Access, site: str) -> None:
    answer = browser().get(f"/private?token={access.keys['private'].token}", sec_fetch_site=site)
    assert answer.status == 200
    assert "set-cookie" in answer.headers
    assert 'http-equiv="refresh" content="0; url=/private"' in answer.text
    assert access.keys["private"].token not in answer.text


@pytest.mark.parametrize("given", ["", "x", "トークン", "stage"])
def test_a_wrong_token_opens_nothing(browser: Opened, access: Access, given: str) -> None:
    given = access.keys["stage"].token if given == "stage" else given
    answer = browser().get(f"/view?token={given}".encode().decode("latin-1"))
    assert answer.status == 401
    assert "set-cookie" not in answer.headers


def test_without_a_cookie_there_is_only_a_word_what_to_do(browser: Opened) -> None:
    for path in (*PAGES, "/board", "/events", "/static/stage.js", "/private/aside"):
        assert browser().get(path).status == 401
    page = browser().get("/", accept="text/html")
    assert page.headers["content-type"].startswith("text/plain")
    assert "docgen live" in page.text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8137", "127.0.0.1", "127.0.0.1:80", "localhost.evil.example:8137", "", None]
)
def test_a_name_made_to_lead_here_is_not_answered(browser: Opened, host: str | None) -> None:
    visitor = browser("stage")
    assert visitor.get("/board", host=host).status == 421
    assert visitor.post("/capture", SAID, host=host).status == 421


def test_every_name_of_this_machine_is_answered(browser: Opened) -> None:
    visitor = browser("stage")
    for host in ("127.0.0.1:8137", "localhost:8137", "LOCALHOST:8137", "[::1]:8137"):
        assert visitor.get("/board", host=host).status == 200


@pytest.mark.parametrize("headers", [
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:3000"},
    {"origin": "https://127.0.0.1:8137"},
    {"sec_fetch_site": "cross-site"},
    {"sec_fetch_site": "same-site"},
    {"x_docgen": None},
    {"x_docgen": ""},
    {"x_docgen": "guess"},
    {"content_type": "text/plain"},
    {"content_type": "application/x-www-form-urlencoded"},
    {"content_type": None},
])  # fmt: skip
def test_another_site_writes_nothing_though_the_cookie_goes_along(
    browser: Opened, room: MemoryRoom, headers: dict[str, str | None]
) -> None:
    before = room.board()
    assert browser("stage").post("/capture", SAID, "stage", **headers).status in (403, 415)
    assert room.board() is before


def test_another_site_reads_nothing(browser: Opened) -> None:
    visitor = browser("stage", "private")
    for path in ("/", "/board", "/events", "/private/aside", "/static/stage.js"):
        assert visitor.get(path, sec_fetch_site="cross-site").status == 403


def test_each_page_proves_itself_by_its_own_secret(browser: Opened) -> None:
    assert browser("stage").post("/capture", SAID, role="private").status == 403
    assert browser("private").post("/capture", SAID, role="private").status == 202


def test_who_looks_on_does_not_write(browser: Opened, access: Access, room: MemoryRoom) -> None:
    before, viewer = room.board(), browser("view")
    ours = ("/private/note", "/private/discard")
    for path in ("/capture", "/typed", "/tick", "/reword", "/take-back", "/focus", "/finish", *ours):
        for role in ROLES:
            assert viewer.post(path, SAID, role=role).status == 403
    assert viewer.get("/private/aside").status == 403
    assert viewer.get("/view").text.count(access.keys["view"].csrf) == 0
    assert room.board() is before


@pytest.mark.parametrize("role", ["stage", "view"])
def test_the_projection_cannot_read_what_only_we_see(browser: Opened, role: Role) -> None:
    visitor = browser(role)
    for path in ("/private", "/private/aside", "/private/events"):
        assert visitor.get(path).status == 403
    assert visitor.post("/private/note", {"id": "n", "text": "x"}).status == 403
    assert visitor.post("/private/discard", {"id": "n"}).status == 403


def test_other_machines_come_only_where_they_may(room: MemoryRoom) -> None:
    for access in (Access(8137), Access(8137, (LAN,))):
        far = Browser(application(room, access), access, peer="192.0.2.99", host=f"{LAN}:8137")
        for role, path in PATH.items():
            answer = far.get(f"{path}?token={access.keys[role].token}")
            assert (answer.status == 200) == (bool(access.lan) and role != "stage")
        far.cookies[access.cookie_name("stage")] = access.keys["stage"].cookie
        assert far.get("/").status == 403
        assert far.get("/board", host="127.0.0.1:8137").status == (200 if access.lan else 403)


def test_without_lan_no_other_address_is_answered(browser: Opened) -> None:
    assert browser("stage").get("/board", host=f"{LAN}:8137").status == 421


def test_the_printed_addresses_lead_where_they_can_be_reached() -> None:
    access = Access(8137, (LAN,))
    assert access.address("stage").startswith("http://127.0.0.1:8137/?token=")
    assert access.address("view").startswith(f"http://{LAN}:8137/view?token=")
    assert access.address("private").startswith(f"http://{LAN}:8137/private?token=")


@pytest.mark.parametrize("path", [
    "/static/../guard.py",
    "/static/%2e%2e/guard.py",
    "/static/..%2fguard.py",
    "/static//etc/passwd",
    "/static/",
    "/static",
    "/static/stage.js/",
    "//static/stage.js",
    "/pages/stage.html",
    "/Board",
    "/board/",
    "/docgen/web/guard.py",
])  # fmt: skip
def test_there_is_nothing_but_the_table(browser: Opened, path: str) -> None:
    assert browser("stage").send("GET", path).status == 404


@pytest.mark.parametrize("method", ["HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "POST"])
def test_no_other_way_of_asking_is_taken(browser: Opened, method: str) -> None:
    assert browser("stage").send(method, "/board").status == 405


def test_every_answer_says_what_may_be_done_with_it(browser: Opened) -> None:
    visitor = browser("stage")
    answers = [
        visitor.get("/"),
        visitor.get("/board"),
        visitor.get("/static/stage.js"),
        visitor.get("/nothing"),
        visitor.get("/board", host="evil.example"),
        visitor.post("/capture", SAID),
        visitor.post("/capture", {**SAID, "item": "h.9"}),
        visitor.post("/capture", b"{"),
    ]
    for answer in answers:
        assert {name.lower(): value for name, value in HEADERS.items()}.items() <= answer.headers.items()
        assert "server" not in answer.headers
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_an_oversized_body_is_not_read(browser: Opened) -> None:
    visitor, read = browser("stage"), 0

    async def endless() -> Message:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b" " * 1024, "more_body": True}

    headers = {"content_type": "application/json", "x_docgen": visitor.access.keys["stage"].csrf}
    assert visitor.post("/capture", b" " * (MAX_BODY + 1)).status == 413
    for length in (None, "10", "99999999", "-1", "1e3"):
        read = 0
        answer = visitor.send("POST", "/capture", headers={**headers, "content-length": length}, receive=endless)
        assert answer.status == 413
        assert answer.headers["connection"] == "close"
        assert read <= MAX_BODY // 1024 + 1


def test_a_body_that_does_not_come_is_not_waited_for(access: Access) -> None:
    async def nothing(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError("reached")

    async def silent() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("woken")

    guard = Guard(nothing, access, {("POST", "/capture"): frozenset({"stage"})}, body_seconds=0)
    visitor = Browser(guard, access, cookies={access.cookie_name("stage"): access.keys["stage"].cookie})
    headers = {"content_type": "application/json", "x_docgen": access.keys["stage"].csrf}
    assert visitor.send("POST", "/capture", headers=headers, receive=silent).status == 408


def test_secrets_are_long_different_and_not_shown(access: Access) -> None:
    other = Access(access.port)
    secrets = [
        value for one in (access, other) for key in one.keys.values() for value in (key.token, key.cookie, key.csrf)
    ]
    assert len(set(secrets)) == 18
    assert min(map(len, secrets)) >= 43
    assert not any(secret in repr(access) for secret in secrets)
