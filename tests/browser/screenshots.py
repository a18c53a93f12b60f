"""Pictures of the pages: those of the READMEs into docs/images, or all there are: [--all FOLDER]

Those of the READMEs are of a meeting of the sample team, typed into ``docgen live`` as somebody would.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from docgen.settings import load
from docgen.web.access import Role
from docgen.workflows.base import Workspace
from docgen.workflows.create import create
from docgen.workflows.sample import HeldMeeting, accounts_file, copy_team, entries, held_meetings, replay
from tests.browser import samples
from tests.browser.conftest import READY
from tests.browser.office import Office
from tests.browser.served import served
from tests.browser.tabs import Browser, Tab
from tests.browser.test_look import SCREENS, SETTLED
from tests.programs import where
from tests.web.rooms import MemoryRoom

IMAGES = where.ROOT / "docs" / "images"
CUSTOMERS = {
    "ja": ("nanatsuse-bldg", "点検表の写しをお送りする @佐藤 来週金曜", 1),
    "en": ("bramwick", "send the checklist @Naoko 4 Dec", 2),
}
"""Whose meeting is shown, what is being typed, and how much is still to be asked: the last item has not begun."""
BEGUN, NOW = 4, 19
"""Minutes from its start."""
SAVED = "document.querySelector('.saving').dataset.state === 'saved'"
LOOKED_AT = """fetch("/board").then((answer) => answer.json()).then(
    ({ items, focus, spent }) => items[1].key in spent && focus === items[0].key
)"""
"""The first item, after the second: from now on its minutes count."""
MARKS = {"views": ">", "decisions": "!", "action_items": "[]"}


def for_the_readmes(browser: Browser, folder: Path) -> None:
    """Three pictures in each language: projected, on a phone, and read back."""
    for language, (customer, typing, questions) in CUSTOMERS.items():
        office, meeting = held(folder / language, customer)
        office.docgen("prepare", customer, "--agenda", str(meeting.agenda), at=meeting.start.isoformat())
        for minute in (BEGUN, NOW):
            with office.live(at=meeting.start.replace(minute=meeting.start.minute + minute).isoformat()) as live:
                stage = browser.open(live.stage)
                stage.wait(READY)
                if minute == NOW:
                    phone = browser.open(live.private, 390, 844, scale=2)
                    take(stage, phone, meeting, typing, questions, language)
                    phone.close()
                else:
                    stage.press("ArrowDown", "ArrowUp")
                    stage.wait(LOOKED_AT)
                stage.close()


def held(root: Path, customer: str) -> tuple[Office, HeldMeeting]:
    """The workspace of the sample team with a customer's last meeting but one, and the last, which is not held yet."""
    office = Office(root, customer)
    root.mkdir(parents=True)
    office.docgen("init", "--step", "2")
    copy_team(root)
    office.docgen("account", "import", str(accounts_file()), "--yes")
    settings = load(config=root / "docgen.toml")
    # A workspace is what its files say when it is opened: the document's id comes with `create`.
    create(Workspace(settings), Workspace(settings).roster.find(customer))
    workspace = Workspace(settings)
    before, last = [meeting for meeting in held_meetings(workspace) if meeting.account.id == customer][-2:]
    replay(workspace, before)
    return office, last


def take(stage: Tab, phone: Tab, meeting: HeldMeeting, typing: str, questions: int, language: str) -> None:
    """Type what was said in the meeting, and picture it."""
    at_item = 1
    said_so_far = [said for said in entries(meeting) if said.item != entries(meeting)[-1].item]
    for said in said_so_far:
        assert said.item is not None
        stage.press(*["ArrowDown"] * (said.item - at_item))
        at_item = said.item
        due = f" {said.due}" if said.due != "TBD" else ""
        owner = f" @{said.owner}" if said.owner else ""
        stage.type(f"{MARKS[said.what]}{said.text}{owner}{due}")
        stage.press("Enter")
    stage.press(*["ArrowUp"] * (at_item - 1))
    stage.wait(SAVED)
    stage.type(typing)
    stage.wait("document.querySelector('#typed').innerText.trim()")
    phone.wait(f"{SAVED} && document.querySelectorAll('.part.questions li').length === {questions}")
    stage.value("document.querySelector('#line').style.caretColor = 'transparent'")  # else it is there or not
    picture(stage, f"live.{language}")
    picture(phone, f"live-private.{language}")
    stage.look(theme="dark")
    stage.press("Alt+KeyR")
    stage.wait("!document.querySelector('#read-back').hidden")
    stage.wait(SETTLED)
    picture(stage, f"live-read-back.{language}")


def picture(tab: Tab, name: str) -> None:
    """Write a picture for the READMEs, with fewer colours where there is a program for that."""
    path = IMAGES / f"{name}.png"
    tab.wait(f"document.getAnimations().length === 0 && {SETTLED}")
    tab.shot(path)
    if quantise := shutil.which("pngquant"):
        subprocess.run((quantise, "--force", "--output", str(path), "--speed", "1", "64", str(path)), check=True)


def everything(browser: Browser, folder: Path) -> None:
    """Every page, language, length, size and theme."""
    folder.mkdir(parents=True, exist_ok=True)
    languages: tuple[samples.Language, ...] = ("ja", "en")
    pages: tuple[tuple[str, Role], ...] = (
        ("stage", "stage"),
        ("view", "view"),
        ("private", "private"),
        ("read-back", "stage"),
    )
    for language, (items, long) in product(languages, ((1, False), (12, True))):
        room = MemoryRoom(samples.board(language, items, long=long), aside=samples.aside(language))
        with served(room) as access:
            for page, role in pages:
                tab = browser.open(access.address(role))
                tab.wait(READY)
                if page == "read-back":
                    tab.press("Alt+KeyR")
                    tab.wait("!document.querySelector('#read-back').hidden")
                for (width, height), theme in product(SCREENS, ("light", "dark")):
                    tab.look(width=width, height=height, theme=theme)
                    tab.wait(SETTLED)
                    tab.shot(folder / f"{page}-{language}-{items}-{width}-{theme}.png")
                tab.close()


def main(arguments: list[str]) -> int:
    """1 where there is no browser."""
    chromium, node = where.chromium(), where.node()
    if chromium is None or node is None:
        print(
            "error: no Chromium, or nothing to drive it with: python -m tests.programs.fetch .clients", file=sys.stderr
        )
        return 1
    with tempfile.TemporaryDirectory() as scratch, Browser(chromium, node, Path(scratch)) as browser:
        if arguments[:1] == ["--all"]:
            everything(browser, Path(arguments[1]))
        else:
            for_the_readmes(browser, Path(scratch))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
