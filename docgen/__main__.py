"""The way in: ``docgen`` and ``python -m docgen``."""

from __future__ import annotations

import sys


def run() -> int:
    """Run the command line; returns the exit code."""
    try:
        from docgen.cli.main import main

        return main()
    except KeyboardInterrupt:  # pressed while the command line itself was being imported
        return 130


if __name__ == "__main__":
    sys.exit(run())
