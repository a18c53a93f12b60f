"""Several workspaces over one Drive, and what people do to files there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from docgen.document.walk import cursors
from docgen.emulator import Emulator
from docgen.workflows.documents import PROPERTY
from tests.emulator.service import Service as Client
from tests.team import Team, patient


class Pair:
    """Two teams' workspaces, and things that happen between two calls of the first."""

    def __init__(self, root: Path) -> None:
        self.emulator = Emulator()
        self.ours = Team(root / "ours", service=patient(self.emulator), id="minato")
        self.theirs = Team(root / "theirs", service=patient(self.emulator), id="minato")
        self.files = self.theirs.service.files
        self.mark = {PROPERTY: "minato"}

    def once(self, verb: str, path: str, do: Callable[[], object], nth: int = 1) -> None:
        """Do something right before the ``nth`` call of a kind."""
        answers = self.emulator.answers
        before, left = answers.answer, nth

        def answer(uri: str, method: str, *rest: Any) -> Any:
            nonlocal left
            left -= method == verb and path in uri
            if left == 0:
                left = -1
                do()
            return before(uri, method, *rest)

        answers.answer = answer  # type: ignore[method-assign, assignment]  # a double

    def documents(self) -> list[str]:
        """What carries the customer's id or is in nobody's bin."""
        found = client(self.ours).files.list(q="trashed = false", orderBy="createdTime", fields="files(id)").execute()
        return [file["id"] for file in found["files"]]

    def text(self, document_id: str) -> str:
        """The words of a document's first tab."""
        nodes = (node for _, node in self.ours.service.get(document_id).tabs[0].positioned())
        return "\n".join(leaf.text for leaf in cursors(nodes))


def client(team: Team) -> Client:
    """A client of its own on the service of a team."""
    return Client(http=team.service._http)


def put_into_the_bin(team: Team) -> None:
    client(team).files.update(fileId=team.account.document_id, body={"trashed": True}).execute()


def forget(team: Team) -> None:
    """A new machine: the customers are known, their documents are not."""
    rows = (team.root / "accounts.csv").read_text(encoding="utf-8")
    (team.root / "accounts.csv").write_text(rows.replace(team.account.document_id, ""), encoding="utf-8")


def configure(team: Team, lines: str) -> None:
    """Settings of the workspace."""
    (team.root / "docgen.toml").write_text(f'language = "ja"\n{lines}\n', encoding="utf-8")
