"""A room in memory, its server, and browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from docgen.web.access import Access, Role
from docgen.web.app import application
from tests.web.browsers import Browser
from tests.web.rooms import MemoryRoom

PORT = 8137


@pytest.fixture
def room() -> MemoryRoom:
    return MemoryRoom()


@pytest.fixture
def access() -> Access:
    return Access(PORT)


@pytest.fixture
def browser(room: MemoryRoom, access: Access) -> Callable[..., Browser]:
    """A browser that has opened the addresses of the given roles."""
    app = application(room, access)

    def make(*roles: Role) -> Browser:
        made = Browser(app, access)
        for role in roles:
            made.enter(role)
        return made

    return make
