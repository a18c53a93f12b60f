"""Who may open which pages: addresses, and the secrets that prove it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from ipaddress import ip_address
from typing import Literal, get_args

Role = Literal["stage", "view", "private"]
"""The presenter's projection, the same to look at from elsewhere, and what only our side sees."""
ROLES: tuple[Role, ...] = get_args(Role)
PAGES: dict[str, Role] = {"/": "stage", "/view": "view", "/private": "private"}
HERE = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Keys:
    """The secrets of one role; none of them can be told from another."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """What the printed address carries, once."""
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """What the browser gets for it."""
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    """What the page sends along with all that it writes."""


def new_keys() -> Mapping[Role, Keys]:
    """Secrets that nobody has had."""
    return {role: Keys() for role in ROLES}


@dataclass(frozen=True, slots=True)
class Access:
    """What is let in."""

    port: int
    lan: tuple[str, ...] = ()
    """This machine's addresses under which other machines may come; empty for this machine alone."""
    keys: Mapping[Role, Keys] = field(default_factory=new_keys, repr=False)

    @property
    def hosts(self) -> frozenset[str]:
        """The ``Host`` headers that are answered: any other name may be one that was made to lead here."""
        return frozenset(f"{name}:{self.port}" for name in (*HERE, *self.lan))

    def address(self, role: Role) -> str:
        """The address to open, with its token; where other machines may come, one that they can reach."""
        path = next(path for path, whose in PAGES.items() if whose == role)
        host = self.lan[0] if self.lan and role != "stage" else HERE[0]
        return f"http://{host}:{self.port}{path}?token={self.keys[role].token}"

    def cookie_name(self, role: Role) -> str:
        """Browsers share cookies between all ports of a host, hence the port."""
        return f"docgen-{role}-{self.port}"

    def admits(self, role: Role, token: str, peer: str) -> bool:
        """Whether ``token`` opens the pages of ``role`` to a browser at ``peer``."""
        return same(token, self.keys[role].token) and self.reachable(role, peer)

    def roles(self, cookies: Mapping[str, str], peer: str) -> frozenset[Role]:
        """What the cookies of a browser at ``peer`` prove."""
        return frozenset(
            role
            for role in ROLES
            if self.reachable(role, peer) and same(cookies.get(self.cookie_name(role), ""), self.keys[role].cookie)
        )

    def reachable(self, role: Role, peer: str) -> bool:
        """Whether somebody at ``peer`` may have ``role`` at all: the stage never leaves this machine."""
        return is_here(peer) or (bool(self.lan) and role != "stage")


def same(given: str, secret: str) -> bool:
    """Compare without telling by the time it takes how much is right."""
    return compare_digest(given.encode(), secret.encode())


def is_here(peer: str) -> bool:
    """Whether ``peer`` is an address of this machine that no other can use."""
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
