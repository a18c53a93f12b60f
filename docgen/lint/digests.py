"""Digests: what stands for everything that something was made from."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

BYTES: Final = 16
"""Of a digest."""


def digest(*parts: str | bytes) -> bytes:
    """A digest of ``parts``, in their order."""
    contents = [part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part for part in parts]
    return blake2b(b"".join([b"%d:%b" % (len(each), each) for each in contents]), digest_size=BYTES).digest()
