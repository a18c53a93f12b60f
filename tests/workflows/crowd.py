"""Runs many docgen commands on one workspace at the same time, each in a process of its own.

Run as a program, since it forks. Prints JSON: for each command its exit code, and what ``show`` said right after it.
"""

from __future__ import annotations

import importlib
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.workflows.killed import WARM, run

LOOK = ["show", "acme", "--format", "json"]


def main(workspace: Path, commands: list[list[str]]) -> None:
    """Start all ``commands`` together; each looks at the document as soon as it is through."""
    for module in WARM:
        importlib.import_module(module)

    def one(command: list[str]) -> tuple[int | None, str]:
        code, said = run(command, workspace)
        return code, run(LOOK, workspace)[1] if code == 0 else said

    with ThreadPoolExecutor(len(commands)) as crowd:
        print(json.dumps(list(crowd.map(one, commands)), ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(sys.argv[2]))
