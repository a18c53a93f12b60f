"""What ``lint --fix`` and ``--diff`` show and ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from docgen.cli.context import Session
from docgen.errors import DocgenError, Text

if TYPE_CHECKING:
    from docgen.account.model import Account
    from docgen.lint.engine import Rules
    from docgen.lint.findings import Finding
    from docgen.workflows.base import Workspace
    from docgen.workflows.fix import Fix, Fixed

MENDS: Final = {
    "weekday": Text("曜日を直します", "the weekday is put right"),
    "order": Text("日付の順の場所に移します", "the meeting goes to its place by date"),
    "heading": Text("見出しを表の前に出します", "the heading goes in front of its table"),
    "anchor": Text("見えない目印を戻します", "the mark that nobody sees is put back"),
}
COLOURS: Final = {"+": "green", "-": "red", "@": "cyan"}


def mend(
    session: Session,
    workspace: Workspace,
    rules: Rules,
    files: Sequence[Path],
    accounts: Sequence[Account],
    *,
    write: bool,
    yes: bool,
    is_known: Callable[[Finding], bool],
) -> int:
    """Show what can be mended and, to ``write``, mend what somebody at the terminal agrees to, or all with ``yes``.

    The exit code: 0; 1 where nobody was there to agree; that of what went wrong with a document, after the others.
    """
    from docgen.workflows.fix import fix, proposed
    from docgen.workflows.fix_files import FileFixer

    show = _Shown(session, write=write, yes=yes)
    for path in files:
        fixer = FileFixer(path, rules, workspace.now(), is_known)
        show.tried(str(path), fixer.proposed, partial(fixer.fix, show.agree))
    for account in accounts:
        one = workspace, account, rules
        show.tried(
            account.name, partial(proposed, *one, is_known=is_known), partial(fix, *one, show.agree, is_known=is_known)
        )
    show.end()
    return show.code


class _Shown:
    def __init__(self, session: Session, *, write: bool, yes: bool) -> None:
        self._session, self._write, self._yes = session, write, yes
        self.code = 0
        self._unasked = 0
        self._any = False

    def tried(self, name: str, proposed: Callable[[], Fix], fixed: Callable[[], Fixed]) -> None:
        """One document: what is wrong with it is told, and the next one's turn comes."""
        try:
            if not self._write:
                self._show(proposed())
                return
            done = fixed()
            if not done.fix.mends:
                self._show(done.fix)
            if done.written:
                self._session.say(Text(f"{name}: 直しました", f"{name}: mended"))
        except DocgenError as error:
            self._session.say(Text(f"{name}: {error.line('ja')}", f"{name}: {error.line('en')}"))
            self.code = self.code if self.code > 1 else error.exit_code

    def agree(self, fix: Fix) -> bool:
        """Show what is to be done, and ask."""
        self._show(fix)
        if self._yes:
            return True
        if not self._session.asks():
            self._unasked += 1
            return False
        question = Text(f"{fix.name}: このとおり直しますか？", f"{fix.name}: mend it like this?")
        return self._session.confirmed(question)

    def end(self) -> None:
        """What is to be told when all is done."""
        if self._unasked:
            self.code = self.code or 1
            self._session.say(
                Text(
                    "確認できる人がいないため、何も変えていません。--yes を付けると直します",
                    "nobody is there to agree, so nothing was changed; --yes mends it",
                )
            )
        elif not self._any and not self.code:
            self._session.say(Text("直せるところはありません", "there is nothing to mend"))

    def _show(self, fix: Fix) -> None:
        self._any |= bool(fix.mends or fix.stays)
        for line in _lines(fix, self._session.language):
            # With --fix, stdout is for the findings that stay.
            click.echo(line, err=self._write)


def _lines(fix: Fix, language: str) -> Iterator[str]:
    from docgen.lint.outputs.printing import HIDDEN, seen

    if fix.mends:
        was, will = Text("今", "now"), Text("直したあと", "mended")
        yield click.style(f"--- {seen(fix.name)} ({was.to(language)})", bold=True)
        yield click.style(f"+++ {seen(fix.name)} ({will.to(language)})", bold=True)
    for line in fix.diff:
        shown = HIDDEN.sub("", line.replace("\v", "⏎"))
        yield click.style(shown, fg=COLOURS[line[0]]) if line[:1] in COLOURS else shown
    colon = "：" if language == "ja" else ": "
    for one in fix.mends:
        yield seen(f"{MENDS[one.kind].to(language)}{colon}{one.line or one.title}")
    for stays in fix.stays:
        why = ("、" if language == "ja" else "; ").join(each.to(language) for each in stays.why)
        yield seen(
            Text(
                f"そのままです：{stays.title} [{stays.rule} {stays.finding}]（{why}）",
                f"this stays: {stays.title} [{stays.rule} {stays.finding}] ({why})",
            ).to(language)
        )
