"""The way in: ``docgen`` and ``python -m docgen``."""

from __future__ import annotations

import sys


def run() -> int:
    """Run the command line; returns the exit code."""
    try:
        from docgen.cli.main import main

        return main()
    except KeyboardInterrupt:  # while the command line was imported, or pressed a second time
        return 130


if __name__ == "__main__":
    sys.exit(run())
