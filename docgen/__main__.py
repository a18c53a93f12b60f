"""The way in: ``docgen`` and ``python -m docgen``."""

from __future__ import annotations

import gc
import sys


def run() -> int:
    """Run the command line; returns the exit code."""
    try:
        from docgen.cli.main import main

        return main()
    except KeyboardInterrupt:  # while the command line was imported, or pressed a second time
        return 130
    finally:
        gc.freeze()  # the memory goes back as it is: looking through it first would take a tenth of a short run


if __name__ == "__main__":
    sys.exit(run())
