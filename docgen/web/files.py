"""The files that pages are made of: all of them read once, found by name alone."""

from __future__ import annotations

from importlib.resources import files

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
}


def static() -> dict[str, tuple[bytes, str]]:
    """Name → content and media type."""
    return {
        entry.name: (entry.read_bytes(), kind)
        for entry in (files(__package__) / "static").iterdir()
        for suffix, kind in KINDS.items()
        if entry.name.endswith(suffix)
    }


def page(name: str, **words: str) -> str:
    """The page ``name`` in the frame that all have, with ``{{word}}`` replaced; ``words`` are docgen's own, nothing
    that people typed."""
    text = _part("frame")
    for word, value in {"name": name, "content": _part(name), **words}.items():
        text = text.replace("{{" + word + "}}", value)
    return text


def _part(name: str) -> str:
    return (files(__package__) / "pages" / f"{name}.html").read_text(encoding="utf-8")
