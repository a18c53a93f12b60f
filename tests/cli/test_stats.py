"""``--stats``: what a run cost, from every command that talks to the service, in figures that a script can compare."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import click
import pytest

from docgen.cli.main import docgen
from docgen.connect.opening import service_over
from docgen.emulator import service as embedded
from tests.cli.conftest import Ran, Terminal

OFFLINE = {
    "docgen account add",
    "docgen account import",
    "docgen account list",
    "docgen account show",
    "docgen demo",  # its steps are commands of their own
    "docgen emulator serve",
    "docgen init",
    "docgen live",  # it talks on and on
    "docgen rules explain",
    "docgen rules list",
    "docgen rules test",
    "docgen templates check",
    "docgen templates copy",
    "docgen templates list",
    "docgen templates preview",
}
TOTAL = {
    "ja": r"通信: 読み取り (\d+) 回・書き込み (\d+) 回、送信 (\d+) バイト・受信 (\d+) バイト、"
    r"待ち (\d+\.\d) 秒（再試行 (\d+) 回）",
    "en": r"traffic: reads (\d+), writes (\d+), bytes sent (\d+), bytes received (\d+), "
    r"seconds waited (\d+\.\d), retries (\d+)",
}
EACH = {
    "ja": r"  ([a-zA-Z.]+): (\d+) 回、送信 (\d+) バイト・受信 (\d+) バイト",
    "en": r"  ([a-zA-Z.]+): calls (\d+), bytes sent (\d+), bytes received (\d+)",
}


def leaves(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, set[str]]]:
    """Every command that can be run, and its options."""
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below
            yield from leaves(below, click.Context(below, info_name=name, parent=ctx))
    else:
        yield ctx.command_path, {name for param in command.params for name in param.opts}


def test_every_command_that_talks_to_the_service_takes_it() -> None:
    without = {
        path for path, options in leaves(docgen, click.Context(docgen, info_name="docgen")) if "--stats" not in options
    }
    assert without == OFFLINE


def figures(ran: Ran, language: str = "en") -> dict[str, tuple[float, ...]]:
    """The last lines of stderr: ``total`` and one entry for each method."""
    lines = ran.err.splitlines()
    start = next(place for place, line in enumerate(lines) if re.fullmatch(TOTAL[language], line))
    total = re.fullmatch(TOTAL[language], lines[start])
    assert total
    found = {"total": tuple(map(float, total.groups()))}
    for line in lines[start + 1 :]:
        each = re.fullmatch(EACH[language], line)
        assert each, line
        found[each[1]] = tuple(map(float, each.groups()[1:]))
    return found


@pytest.fixture
def acme(workspace: Terminal) -> Terminal:
    """A workspace with one customer."""
    assert workspace.run("account", "add", "Acme").code == 0
    return workspace


PREPARE = ("prepare", "acme", "--title", "定例", "--date", "2026-12-01 10:00")


@pytest.fixture
def wire_seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int, int]]:
    """What passes the embedded service's door: method, bytes in, bytes out."""
    seen: list[tuple[str, int, int]] = []
    request = embedded.Http.request

    def watched(self: Any, uri: str, method: str = "GET", body: Any = None, headers: Any = None, **more: Any) -> Any:
        response, content = request(self, uri, method, body, headers, **more)
        meant = (headers or {}).get("x-http-method-override", method)  # of the official client, for long addresses
        seen.append((meant, len(body.encode() if isinstance(body, str) else body or b""), len(content)))
        return response, content

    monkeypatch.setattr(embedded.Http, "request", watched)
    return seen


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_figures_are_those_of_the_wire(
    acme: Terminal, wire_seen: list[tuple[str, int, int]], language: str
) -> None:
    for command in (["create", "acme"], [*PREPARE], ["lint", "acme"]):
        wire_seen.clear()
        ran = acme.run(*command, "--stats", "--lang", language)
        found = figures(ran, language)
        reads, writes, sent, received, waited, retries = found.pop("total")
        assert reads == sum(method == "GET" for method, _, _ in wire_seen)
        assert reads + writes == len(wire_seen) > 0
        assert sent == sum(size for _, size, _ in wire_seen) == sum(each[1] for each in found.values())
        assert received == sum(size for _, _, size in wire_seen) == sum(each[2] for each in found.values())
        assert reads + writes == sum(each[0] for each in found.values())
        assert (waited, retries) == (0, 0)
        assert "traffic" not in ran.out
        assert "通信" not in ran.out


def test_nothing_is_told_that_nobody_asked_for(acme: Terminal) -> None:
    assert "traffic" not in acme.run("create", "acme").err


def test_a_command_that_fails_tells_them_too(acme: Terminal) -> None:
    acme.run("create", "acme")
    (acme.here / ".docgen" / "documents.sqlite").unlink()
    ran = acme.run("lint", "acme", "--stats")
    assert ran.code == 2
    assert ran.err.startswith("there is no document")
    assert figures(ran)["total"][:2] == (1, 0)


def test_a_command_that_never_comes_to_the_service_tells_noughts(acme: Terminal) -> None:
    ran = acme.run("lint", "nobody", "--stats")
    assert ran.code == 2
    assert figures(ran) == {"total": (0, 0, 0, 0, 0, 0)}


def test_a_long_wait_says_why(acme: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.run("create", "acme")
    waits: list[float] = []
    monkeypatch.setattr("docgen.connect.opening.service_over", partial(service_over, sleep=waits.append))
    make = embedded.Emulator.__init__

    def faulty(self: embedded.Emulator, *args: Any) -> None:
        make(self, *args)
        for nth in (1, 2, 3):
            self.faults.add("documents.get", nth, "503")

    monkeypatch.setattr(embedded.Emulator, "__init__", faulty)
    ran = acme.run(*PREPARE, "--stats")
    assert ran.code == 0
    assert [line for line in ran.err.splitlines() if "again" in line] == [
        f"that did not go through: trying again in {seconds:.0f} s" for seconds in waits if seconds > 2
    ]
    total = figures(ran)["total"]
    assert total[4] == round(sum(waits), 1) > 6
    assert total[5] == 3
