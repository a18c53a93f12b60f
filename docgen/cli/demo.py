"""``docgen demo``: all of it on a sample team."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument
from docgen.cli.frame import command as make_command
from docgen.errors import Text

if TYPE_CHECKING:
    from docgen.workflows.sample import HeldMeeting, Said

DIRECTORY = "docgen-demo"


@make_command(
    "demo",
    ja="見本のチームで全体を動かします。\n\nDIR（省略時は docgen-demo）に新しいワークスペースを作ります。"
    "前の見本があれば作り直します。",
    en="Run all of it on a sample team.\n\nMakes a new workspace in DIR (docgen-demo without); "
    "that of an earlier demo is made anew.",
)
@argument("directory", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@pass_session
def command(session: Session, directory: Path | None) -> None:
    from docgen.workflows import sample

    root = (directory or Path(DIRECTORY)).absolute()
    sample.clear(root)
    with sample.clock_at(sample.NOW):
        _Demo(session, root).run()


class _Demo:
    """The steps, each a command as a person would type it."""

    def __init__(self, session: Session, root: Path) -> None:
        self.session = session
        self.root = root

    def run(self) -> None:
        from docgen.cli.shared import opened
        from docgen.workflows import sample

        self._title("ワークスペースと顧客", "A workspace and its customers")
        self._docgen("init", str(self.root), "--step", "2", inside=False)
        sample.mark(self.root)
        sample.copy_team(self.root)
        self._docgen("account", "import", str(sample.accounts_file()), "--yes")
        self._title("顧客ごとに1つの文書", "One document per customer")
        self._docgen("create", "--all")
        held = sample.held_meetings(opened(Session("", self.root)))
        self._title("この四半期の会議（まとめて再現します）", "The meetings of the quarter so far, replayed")
        self._replay([meeting for meeting in held if meeting.start.date() < sample.TODAY])
        self._title("今日から1週間の準備", "Today and the coming week, prepared")
        self._docgen("prepare", "--week")
        account, title, start, end = sample.BARE
        self._docgen("prepare", account, "--title", title, "--date", start, "--end", end)
        self._docgen("status")
        self._docgen("digest")
        self._title("今日の会議", "Today's meeting")
        for meeting in held:
            if meeting.start.date() == sample.TODAY:
                self._hold(meeting)
        with sample.clock_at(sample.AFTERWARDS):
            self._title("足りないことを尋ねる", "Asking for what is missing")
            self._docgen("lint", "--all")
            self._title("レポートと文書の写し", "The report, and a copy of each document")
            self._docgen("report", "--out", str(self.root / "reports"))
            for one in opened(Session("", self.root)).roster.accounts:
                self._docgen("export", one.id, "--to", "html", "--out", str(self._page(one.id)))
        self._goodbye(sample.AFTERWARDS)

    def _replay(self, meetings: list[HeldMeeting]) -> None:
        from docgen.cli.shared import opened
        from docgen.workflows import sample

        workspace = opened(Session("", self.root))
        with click.progressbar(meetings, file=sys.stderr, show_pos=True) as bar:
            for meeting in bar:
                sample.replay(workspace, meeting)
        self.session.out(Text(f"  {len(meetings)}件", f"  {len(meetings)} meetings").to(self.session.language))

    def _hold(self, meeting: HeldMeeting) -> None:
        from docgen.workflows import sample

        with sample.clock_at(meeting.start.isoformat()):
            for said in sample.entries(meeting):
                self._docgen("add", *_spoken(meeting.account.id, said))
        with sample.clock_at(meeting.end.isoformat()):
            self._docgen("close", meeting.account.id)

    def _page(self, account: str) -> Path:
        return self.root / "exports" / f"{account}.html"

    def _title(self, ja: str, en: str) -> None:
        self.session.out("")
        self.session.out(click.style(f"── {Text(ja, en).to(self.session.language)}", bold=True))

    def _docgen(self, *arguments: str, inside: bool = True) -> None:
        """Show a command as typed, and run it. That there are findings is what a demo is for."""
        from docgen.cli.main import docgen

        shown = shlex.join(argument.replace(str(self.root), self.root.name) for argument in arguments)
        self.session.out(click.style(f"$ docgen {shown}", fg="blue"))
        session = Session(self.session.asked_language, self.root if inside else None)
        docgen.main(args=list(arguments), prog_name="docgen", standalone_mode=False, obj=session)

    def _goodbye(self, now: str) -> None:
        self._title("できました。ブラウザーで開いてください", "Done. Open these in a browser")
        for path in (*sorted((self.root / "reports").glob("*.html")), *sorted((self.root / "exports").glob("*.html"))):
            self.session.out(f"  {path.as_uri()}")
        self.session.out("")
        self.session.out(
            Text("続けて試すには（見本の時刻のまま）:", "To go on, at the sample's time of day:").to(
                self.session.language
            )
        )
        self.session.out(f"  cd {shlex.quote(str(self.root))} && export DOCGEN_NOW={now}")


def _spoken(account: str, said: Said) -> list[str]:
    """The arguments of ``docgen add`` for one line of the sample."""
    kind = "view" if said.view else "decision" if said.decision else "todo"
    options = [
        *(["--item", str(said.item)] if said.item else []),
        *(["--owner", said.owner] if said.owner else []),
        *(["--due", said.due] if said.due else []),
        *(["--done"] if said.done else []),
    ]
    return [kind, account, said.text, *options]
