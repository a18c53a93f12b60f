"""PyPI's extradoc over the embedded service on loopback: pull, edit the files, push, pull again.

python pull_and_push.py URL DOCUMENT FORMAT OLD NEW
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

# Not among docgen's own packages.
transport: Any = import_module("extradoc.transport")
DocsClient: Any = import_module("extradoc.client").DocsClient


def files(folder: Path) -> list[Path]:
    """What a person edits."""
    return [path for path in folder.rglob("*") if path.suffix in (".xml", ".md") and ".extrasuite" not in path.parts]


async def main(url: str, document_id: str, form: str, old: str, new: str) -> None:
    """Print how many files were edited, whether the push was taken, and how many files then hold the new words."""
    transport.API_BASE = f"{url}/v1/documents"
    transport.DRIVE_API_BASE = f"{url}/drive/v3/files"
    connection = transport.GoogleDocsTransport("any")
    client = DocsClient(connection)
    edited = 0
    with tempfile.TemporaryDirectory() as folder:
        await client.pull(document_id, folder, format=form)
        for path in files(Path(folder)):
            text = path.read_text(encoding="utf-8")
            edited += old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
        pushed = await client.push(Path(folder) / document_id)
    with tempfile.TemporaryDirectory() as folder:
        await client.pull(document_id, folder, format=form)
        texts = [path.read_text(encoding="utf-8") for path in files(Path(folder))]
    await connection.close()
    print(json.dumps({"edited": edited, "pushed": pushed.success, "held": sum(new in text for text in texts)}))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
