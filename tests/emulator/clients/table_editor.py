"""PyPI's gdoctableapppy, a table editor that stresses indices, over the embedded service in this process."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from docgen.emulator import Emulator

# Not among docgen's own packages, and without types.
gdoctableapp: Any = import_module("gdoctableapppy.gdoctableapp")

Values = list[list[str]]


class Credential:
    """All that the editor wants of a credential: something that gives it a transport."""

    def __init__(self, http: Any) -> None:
        self._http = http

    def authorize(self, _: Any = None) -> Any:
        """The embedded transport."""
        return self._http


def main() -> None:
    """Make a table, fill it, grow and shrink it, delete it; print what it held at each step."""
    emulator = Emulator()
    document_id = emulator.import_document({"title": "Tables", "body": {"content": EMPTY}})
    base = {"oauth2": Credential(emulator.http()), "documentId": document_id}
    held: list[Values] = []

    def look() -> None:
        held.append(gdoctableapp.GetValues({**base, "tableIndex": 0})["values"])

    gdoctableapp.CreateTable(
        {**base, "rows": 3, "columns": 3, "createIndex": 1, "values": [["a1", "b1", "c1"], ["a2", "b2🙂", "c2"]]}
    )
    look()
    place = {"startRowIndex": 1, "startColumnIndex": 1}
    gdoctableapp.SetValues({**base, "tableIndex": 0, "values": [{"values": [["x", "y"]], "range": place}]})
    gdoctableapp.AppendRow({**base, "tableIndex": 0, "values": [["p", "q", "r", "s"]]})
    look()
    gdoctableapp.DeleteRowsAndColumns({**base, "tableIndex": 0, "deleteRows": [0], "deleteColumns": [1]})
    look()
    gdoctableapp.DeleteTable({**base, "tableIndex": 0})
    print(json.dumps({"held": held, "tables": gdoctableapp.GetTables(base)["tables"]}))


EMPTY = [
    {"endIndex": 1, "sectionBreak": {}},
    {
        "startIndex": 1,
        "endIndex": 2,
        "paragraph": {"elements": [{"startIndex": 1, "endIndex": 2, "textRun": {"content": "\n", "textStyle": {}}}]},
    },
]

if __name__ == "__main__":
    main()
