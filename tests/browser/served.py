"""The pages of a meeting that is held in memory."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from docgen.web.access import Access
from docgen.web.app import application
from docgen.web.server import listening
from tests.web.rooms import MemoryRoom


@contextmanager
def served(room: MemoryRoom) -> Iterator[Access]:
    """Serve ``room`` on a free port, in a thread."""
    sockets, access = listening(0, 0, lan=False)
    config = uvicorn.Config(application(room, access), log_config=None, ws="none", timeout_graceful_shutdown=3)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": sockets}, daemon=True)
    thread.start()
    try:
        yield access
    finally:
        server.should_exit = True
        thread.join()
        for each in sockets:
            each.close()
