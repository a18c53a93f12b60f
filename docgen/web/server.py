"""Listening for browsers, and serving them until somebody ends it."""

from __future__ import annotations

import socket
from collections.abc import Mapping, Sequence
from contextlib import suppress
from zlib import crc32

import uvicorn
from sse_starlette.sse import AppStatus

from docgen.errors import InputError, Text
from docgen.web.access import HERE, Access, Keys, Role, new_keys
from docgen.web.app import application
from docgen.web.room import Room
from docgen.web.stream import Hub

ELSEWHERE = ("192.0.2.1", 9)
"""An address that no machine has (RFC 5737); asking for the way there sends nothing."""
END_SECONDS = 3
CONNECTIONS = 1000
_FIRST, _PORTS = 20000, 10000


def usual_port(account: str) -> int:
    """The port that the pages of a customer have where it is free.

    Browsers keep what is not sent yet by address, so after a restart it has to be the same one.
    """
    return _FIRST + crc32(account.encode()) % _PORTS


def listening(
    port: int, usual: int, *, lan: bool, keys: Mapping[Role, Keys] | None = None
) -> tuple[list[socket.socket], Access]:
    """Sockets that listen, and who may come by ``keys`` (without, new ones).

    ``port`` 0 is ``usual`` or, failing that, a free one.

    Raises ``InputError`` for a port that is taken, and where this machine has no address that others could use.
    """
    names = (HERE[0], *((_lan_address(),) if lan else ()))
    for attempt in (port,) if port else (usual, 0, 0):
        with suppress(OSError):
            sockets = _bound(names, attempt)
            return sockets, Access(sockets[0].getsockname()[1], names[1:], keys or new_keys())
    raise InputError(
        Text(f"ポート {port or ''} を使えません", f"port {port or ''} cannot be used"),
        hint=Text("--port 0 で空いているポートを使います", "--port 0 takes a free one"),
    )


def serve(room: Room, access: Access, sockets: Sequence[socket.socket]) -> None:
    """Serve until interrupted, which comes out as ``KeyboardInterrupt``; closes the room and the sockets."""
    hub = Hub(room)
    config = uvicorn.Config(
        application(room, access, hub),
        log_level="warning",
        access_log=False,  # it would hold the tokens
        server_header=False,
        proxy_headers=False,  # who is at the other end is nobody's to say
        ws="none",
        lifespan="on",
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=END_SECONDS,
    )
    try:
        AppStatus.enable_automatic_graceful_drain = False  # it breaks streams off, with a complaint for each
        _Server(config, hub).run(sockets=list(sockets))
    finally:
        for each in sockets:
            each.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.close()
        await super().shutdown(sockets)


def _bound(names: Sequence[str], port: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    try:
        for name in names:
            # The first chooses; the rest follow.
            sockets.append(socket.create_server((name, sockets[0].getsockname()[1] if sockets else port), backlog=128))
    except OSError:
        for each in sockets:
            each.close()
        raise
    return sockets


def _lan_address() -> str:
    """The address of this machine on the network that leads on."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(ELSEWHERE)
            found: str = probe.getsockname()[0]
    except OSError as error:
        raise InputError(
            Text("ほかのマシンから届くアドレスがありません", "this machine has no address that others could reach"),
            hint=Text("ネットワークにつなぐか、--lan なしで使います", "join a network, or go without --lan"),
        ) from error
    return found
