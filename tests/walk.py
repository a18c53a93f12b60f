"""One way through all that docgen does for a customer."""

from __future__ import annotations

import json

from docgen.document.text import units
from docgen.document.wire import requests as wire
from docgen.formats.markdown_write import to_markdown
from docgen.lint.files import built_in, rules_of
from tests.desk import MINUTES, Desk, Said
from tests.drives import client
from tests.team import at


def walk(desk: Desk) -> None:
    """Four weeks of a customer, from an empty folder to its archive."""
    with at("2026-11-23T09:00+09:00"):
        begin(desk)
        first_block(desk)
    with at("2026-11-24T10:30+09:00"):
        meet(desk)
    with at("2026-11-24T11:30+09:00"):
        finish(desk)
    with at("2026-11-30T08:30+09:00"):
        monday(desk)
        change(desk)
        desk.look()
        morning(desk)
        year_end(desk)
        look_up(desk)


def begin(desk: Desk) -> None:
    """A workspace, its customers and their documents."""
    words = desk.words
    desk.run("init", ".", "--step", "2")
    desk.write(
        "members.csv",
        f"id,name,aliases,unit,email,slack_id\nm1,{words.ours[0]},,,m1@ours.example.com,U01\nm2,{words.ours[1]},,,,\n",
    )
    language = ("--language", desk.document)
    desk.run(
        "account", "add", words.customers[0], "--id", "a1", "--owner", "m1", "--domain", "first.example.com", *language
    )
    desk.run("account", "add", words.customers[1], "--id", "a2", "--owner", "m3", *language, code=2)
    desk.run("account", "add", words.customers[1], "--id", "a2", "--owner", "m3", *language, "--dry-run", "--yes")
    desk.write("more.csv", f"id,name,language\na3,{words.customers[2]},{desk.document}\na1,,\n")
    desk.run("account", "import", "more.csv", "--dry-run")
    desk.run("account", "import", "more.csv")
    desk.run("account", "list")
    desk.run("account", "show", "a1")
    desk.run("create", "--all", "--dry-run")
    desk.run("create", "a1", "--stats")
    desk.run("create", "a1")
    minutes = made_by_hand(desk)
    desk.run("create", "a3", "--adopt", minutes, "--dry-run")
    desk.run("create", "a3", "--adopt", minutes)
    desk.run("account", "sync", "--dry-run")
    desk.run("account", "sync")


def made_by_hand(desk: Desk) -> str:
    """A document as people made it; its id."""
    service, text = client(desk.team), f"2026-11-20 {desk.words.meeting}"
    made = service.create(desk.words.meeting)
    service.update(
        made,
        wire.rename_tab("t.0", desk.words.items[0]),
        wire.insert_text("t.0", 1, f"{text}\n{desk.words.said[4]}"),
        wire.update_paragraph_style("t.0", 1, 1 + units(text), {"namedStyleType": "HEADING_2"}),
    )
    return made


def first_block(desk: Desk) -> None:
    """An old meeting, and tomorrow's."""
    desk.write("old.yaml", desk.agenda("2025-11-25"))
    desk.run("prepare", "a1", "--agenda", "old.yaml")
    for name in ("views", "decisions", "action_items"):
        desk.by_hand(name, desk.words.none)
    desk.write("agendas/a1/2026-11-24.yaml", desk.agenda("2026-11-24"))
    desk.run("status")
    desk.run("prepare", "a1", "--agenda", "agendas/a1/2026-11-24.yaml", "--dry-run")
    desk.run("prepare", "--week")
    desk.run("prepare", "--week")
    desk.run("status")
    desk.run("digest", "--all")
    desk.run("lint", "a1")


def meet(desk: Desk) -> None:
    """What is said, some of it typed by hand."""
    said, (one, other) = desk.words.said, desk.words.ours
    desk.run("add", "view", "a1", said[3], "--item", "1")
    desk.run("add", "decision", "a1", said[4], "--item", "1")
    desk.run("add", "decision", "a1", said[3])
    desk.run("add", "todo", "a1", said[5], "--item", "1", "--owner", one, "--owner", other, "--due", "11/27")
    desk.run("add", "todo", "a1", said[1], "--owner", desk.words.theirs, "--due", "12/4")
    desk.run("add", "todo", "a1", said[2])
    desk.run("add", "todo", "a1", said[4], "--done", "--item", "2", "--owner", one)
    desk.run("add", "view", "a1", desk.words.none, "--item", "2")
    desk.run("add", "todo", "a1", said[4], "--done", "--item", "1")
    desk.run("add", "todo", "a1", said[0])
    desk.run("add", "todo", "a1", said[0], "--drop")
    desk.run("add", "decision", "a1", said[0], "--item", "9", code=2)
    desk.by_hand("to_ask", desk.words.items[3])
    desk.look()


def finish(desk: Desk) -> None:
    """What is missing, and what goes to the customer."""
    desk.run("lint", "a1")
    desk.run("lint", "--all", "--all-findings")
    for form in ("text", "json", "md", "html"):
        desk.run("lint", "--all", "--format", form)
    desk.run("lint", "a1", "--diff")
    desk.run("lint", "--all", "--fix", "--yes")
    found = json.loads(desk.run("lint", "a1", "--format", "json"))["findings"]
    desk.run("lint", "a1", "--explain", "--phase", "after", "--since", "2026-11-01", "--pack", "meeting")
    desk.run("lint", "a1", "--since", desk.words.said[0], code=2)
    desk.run("lint", "a1", "--not-helpful", found[0]["id"], desk.words.said[1])
    desk.run("lint", "a1", "--not-helpful", "f" * 12, desk.words.said[1], code=2)
    desk.run("rules", "explain", found[0]["rule"])
    for form in ("text", "md", "mail"):
        desk.run("close", "a1", "--format", form, customer=True)
    for form in ("md", "html"):
        desk.run("show", "a1", "--format", form, customer=True)
    desk.run("digest")


def monday(desk: Desk) -> None:
    """The week prepared from agenda files and from a calendar, and again with what has changed in them."""
    words = desk.words
    file = "agendas/a1/2026-12-01.yaml"
    desk.write(file, desk.agenda("2026-12-01"))
    desk.run("prepare", "--week", "--stats")
    changed = desk.agenda("2026-12-01").replace(words.said[0], words.said[4]).replace(words.meeting, words.items[2])
    desk.write(file, changed + f"  - {{title: {words.items[3]}, kind: discuss}}\n")
    desk.run("prepare", "--week")
    desk.run("prepare", "--week", "--refresh", "--dry-run")
    desk.run("prepare", "--week", "--refresh")
    desk.run("prepare", "a3", "--title", words.meeting, "--date", "2026-12-03 13:00", "--end", "14:00")
    first, second = ("x", 2, words.meeting, ""), ("y", 3, words.items[1], "")
    weeks = (
        desk.calendar(first, second),
        desk.calendar(("x", 4, words.meeting, ""), ("y", 3, words.items[1], "STATUS:CANCELLED\n")),
        desk.calendar(
            second, ("z", 2, words.items[3], f"ATTENDEE;CN={words.customers[2]}:mailto:b@third.example.com\n")
        ),
        desk.calendar(),
    )
    for number, calendar in enumerate(weeks):
        desk.write(f"{number}.ics", calendar)
        desk.run("prepare", "--week", "--calendar", f"{number}.ics", "--dry-run")
        desk.run("prepare", "--week", "--calendar", f"{number}.ics")


def change(desk: Desk) -> None:
    """Meetings at another time, and called off."""
    for more in (("--dry-run",), (), ()):
        desk.run("move", "a1", "2026-12-01", "--to", "2026-12-02 9:00", *more)
        desk.run("cancel", "a1", "2026-12-01", *more)
    desk.run("move", "a1", "2026-12-01", "--to", "2026-12-03")
    desk.run("cancel", "a1", "2026-12-01", "--undo", "--dry-run")
    desk.run("cancel", "a1", "2026-12-01", "--undo")


def morning(desk: Desk) -> None:
    """What there is to do, and the review."""
    desk.run("status")
    desk.run("status", "--days", "0")
    desk.run("digest")
    for form in ("text", "json", "slack"):
        desk.run("digest", "m1", "--format", form)
    for form in ("md", "html", "json"):
        desk.run("report", "--format", form)
    desk.run("report")
    for form in ("text", "md"):
        desk.run("show", "--open", "--format", form)
    desk.run("show", "--open", "--owner", desk.words.theirs, "--due-before", "2026-01-01")


def year_end(desk: Desk) -> None:
    """A year put away, and copies of what stays."""
    desk.run("archive", "a1", "--dry-run")
    desk.run("archive", "a1", "--year", "2026", code=2)
    desk.run("archive", "a1", "--year", "2025", "--dry-run")
    desk.run("archive", "a1", "--year", "2025")
    desk.run("archive", "a1")
    for form in ("md", "html"):
        desk.run("export", "a1", "--to", form, customer=True)
    desk.run("export", "a1", "--out", "copy.html")
    service = desk.team.service
    for file in client(desk.team).files.list(fields="files(id,name)").execute()["files"]:
        document = service.get(file["id"])
        tabs = "\n".join(tab.title for tab in document.all_tabs())
        desk.said.append(Said(desk.document, file["id"], f"{file['name']}\n{tabs}\n{to_markdown(document)}", 0))


def look_up(desk: Desk) -> None:
    """Rules and templates, and minutes in files."""
    desk.run("rules", "list")
    desk.run("rules", "list", "--format", "json")
    desk.run("rules", "test")
    desk.run("rules", "test", "--format", "json")
    for rule in rules_of(built_in()):
        desk.run("rules", "explain", rule.id)
    desk.run("templates", "list")
    desk.run("templates", "copy", "meeting")
    desk.run("templates", "check")
    desk.run("templates", "check", "--format", "json")
    for name in ("meeting", "document", "karte"):
        for form in ("md", "html"):
            desk.run("templates", "preview", name, "--to", form)
    file = f"{desk.words.items[0]}.md"
    desk.write(file, MINUTES[desk.document].format(desk.words.meeting, desk.words.said[4]))
    desk.run("lint", file)
    desk.run("show", file)
    desk.run("lint", file, "--write-baseline")
    desk.run("lint", "*.md", "--all-findings")
    desk.run("lint", file, "--baseline", "none.json", code=2)
    desk.run("lint", file, "--write-baseline", "--phase", "after", code=2)
    desk.run("lint", file, "--rule", desk.words.said[0], code=2)
    desk.write("lint-baseline.json", '{"version": 2}')
    desk.run("lint", file, code=2)
    (desk.root / "lint-baseline.json").unlink()
    desk.write(file, f"# {desk.words.meeting}\n")
    desk.run("lint", file)
