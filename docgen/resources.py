"""The only module that knows where templates, lint rules and the sample team are.

In a wheel they lie in ``docgen/_data``; in a checkout (editable installs included) at the top level, where people
edit them.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _home() -> Path:
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent


def templates() -> Path:
    """The directory of document templates and field definitions."""
    return _home() / "templates"


def rules() -> Path:
    """The directory of lint rules."""
    return _home() / "lint_rules"


def examples() -> Path:
    """The directory of samples; ``examples() / "team"`` is the sample team."""
    return _home() / "examples"
