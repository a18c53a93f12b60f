"""``docgen demo``: all of it on a sample team."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from docgen.cli.context import Session, pass_session
from docgen.cli.frame import argument
from docgen.cli.frame import command as make_command
from docgen.errors import DocgenError, Text

DIRECTORY = "docgen-demo"


@make_command(
    "demo",
    ja="見本のチームで全体を動かします。\n\nDIR（省略時は docgen-demo）に新しいワークスペースを作ります。前の見本があれば作り直します。",
    en="Run all of it on a sample team.\n\nMakes a new workspace in DIR (docgen-demo without); one of an earlier demo is made anew.",
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

        self._title("1. ワークスペースと顧客", "1. A workspace and its customers")
        self._docgen("init", str(self.root), "--lang", "ja", inside=False)
        sample.mark(self.root)
        sample.copy_team(self.root)
        self._docgen("account", "import", str(sample.accounts_file()), "--yes")
        self._title("2. 顧客ごとに1つの文書", "2. One document per customer")
        self._docgen("create", "--all")
        self._title("3. これまでの四半期の会議（まとめて再現）", "3. The meetings of the quarter so far, replayed")
        workspace = opened(Session("", self.root))
        held = sample.held_meetings(workspace)
        today = sample.TODAY
        past = [meeting for meeting in held if meeting.start.date() < today]
        with click.progressbar(past, file=click.get_text_stream("stderr"), show_pos=True) as bar:
            for meeting in bar:
                sample.replay(workspace, meeting)
        self.session.out(
            Text(f"  {len(past)} 件の会議", f"  {len(past)} meetings").to(self.session.language)
        )
        self._title("4. 来週の準備", "4. Next week, prepared")
        self._docgen("prepare", "--week")
        self._docgen("prepare", sample.BARE_ACCOUNT, "--title", sample.BARE_TITLE, "--date", sample.BARE_START, "--end", sample.BARE_END)
        self._title("5. 今日の会議", "5. Today's meeting")
        for meeting in held:
            if meeting.start.date() == today:
                with sample.clock_at(meeting.start.isoformat()):
                    for said in sample.entries(meeting):
                        self._docgen(*_spoken(meeting.account.id, said))
                with sample.clock_at(meeting.end.isoformat()):
                    self._docgen("close", meeting.account.id)
        with sample.clock_at(sample.AFTERWARDS):
            self._title("6. 足りないことを尋ねる", "6. Asking for what is missing")
            self._docgen("lint", "--all", "--fail-on", "error")
            self._title("7. これからの会議とレポート", "7. The coming meetings, and the report")
            self._docgen("status")
            self._docgen("report", "--out", str(self.root / "reports"))
            for account in workspace.roster.accounts:
                page = self.root / "exports" / f"{account.id}.html"
                self._docgen("export", account.id, "--to", "html", "--out", str(page))
        self._goodbye()

    def _title(self, ja: str, en: str) -> None:
        self.session.out("")
        self.session.out(click.style(ja if self.session.language == "ja" else en, bold=True))

    def _docgen(self, *arguments: str, inside: bool = True) -> None:
        """Run a command as typed, and show it. Findings (exit code 1) are what a demo is for."""
        from docgen.cli.main import docgen

        shown = " ".join(shlex.quote(_shortened(argument, self.root)) for argument in arguments)
        self.session.out(click.style(f"$ docgen {shown}", fg="blue"))
        session = Session(self.session.asked_language, self.root if inside else None)
        docgen.main(args=list(arguments), prog_name="docgen", standalone_mode=False, obj=session)

    def _goodbye(self) -> None:
        pages = sorted((self.root / "exports").glob("*.html"))
        reports = sorted((self.root / "reports").glob("*.html"))
        self._title("できました。ブラウザーで開いてください", "Done. Open these in a browser")
        for path in (*reports, *pages):
            self.session.out(f"  {path.as_uri()}")
        self.session.out(
            Text(
                f"続けて試すには: cd {self.root} して DOCGEN_NOW={{時刻}} docgen status など",
                f"To go on: cd {self.root}, and for example DOCGEN_NOW={{time}} docgen status",
            )
            .to(self.session.language)
            .replace("{time}", "")
            .replace("{時刻}", "")
        )


def _spoken(account: str, said: object) -> list[str]:
    return []


def _shortened(argument: str, root: Path) -> str:
    return argument.replace(str(root), DIRECTORY)


__all__ = ["DocgenError", "command"]
