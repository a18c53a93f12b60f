"""docgen keeps one cumulative Google Doc per customer.

``docgen.normalise(text)`` is what a document gives back of a text that a person typed.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "normalise"]


def __getattr__(name: str) -> Any:
    if name == "normalise":
        from docgen.document.text import normalise

        return normalise
    raise AttributeError(f"module 'docgen' has no attribute {name!r}")
