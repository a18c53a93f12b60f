"""The templates that docgen uses: which there are, whose they are, and a team's own begun, looked at and checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import msgspec

from docgen import resources
from docgen.account.dates import Language
from docgen.account.labels import own_words
from docgen.account.wording import LANGUAGES
from docgen.errors import InputError, Place, Text, nearest
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.system import refusal, shown
from docgen.inputs.text import read_text
from docgen.inputs.write import make_folder, write_text
from docgen.render.finding import Finding, finding, told_by
from docgen.settings import Settings
from docgen.workflows.template_checks import findings

USES: Final[dict[str, Bilingual]] = {
    "{language}/meeting.md.j2": Bilingual("会議のブロック（prepare）", "the block of a meeting (prepare)"),
    "{language}/document.md.j2": Bilingual("議事録のタブの先頭（create）", "the top of the tab of meetings (create)"),
    "{language}/karte.md.j2": Bilingual("お客様情報のタブ（create）", "the tab about the customer (create)"),
    "{language}/show.md.j2": Bilingual("show の表示", "what show prints"),
    "{language}/mail.txt.j2": Bilingual("お客様へのメール（close）", "the mail to the customer (close)"),
    "labels/{language}.yaml": Bilingual("ラベルの言葉", "the words of labels"),
    "fields.yaml": Bilingual("お客様情報の項目（create）", "what the tab about the customer asks (create)"),
    "report/report.html.j2": Bilingual("レポートの HTML（report）", "the report as HTML (report)"),
    "report/report.md.j2": Bilingual("レポートの Markdown（report）", "the report as Markdown (report)"),
    "report/report.css": Bilingual("レポートの見た目", "how the report looks"),
    "report/labels.yaml": Bilingual("レポートの言葉", "the words of the report"),
    "export/document.html.j2": Bilingual("文書の HTML（export）", "a document as HTML (export)"),
    "export/document.css": Bilingual("文書の HTML の見た目", "how a document looks as HTML"),
}
"""Name of a template → what it is for."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """One template."""

    name: str
    """From the templates folder on."""
    language: Literal["ja", "en"] | None
    """None: it serves both."""
    own: bool
    """Whether it is the workspace's, rather than docgen's."""
    path: str
    """Where it is read from."""
    use: Bilingual
    """What it is for."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    unreadable: tuple[Finding, ...] = ()
    """Files that could not be looked at, and why."""

    @property
    def wrong(self) -> bool:
        """Whether anything is, notes apart."""
        return any(not each.note for each in self.findings)


@dataclass(frozen=True, slots=True)
class _File:
    """A template to check: the folder of templates that it lies in, and its name there."""

    path: Path
    top: Path
    name: str


def names() -> dict[str, Bilingual]:
    """Every template by name, with what it is for."""
    return {
        name.format(language=language): use
        for name, use in USES.items()
        for language in (LANGUAGES if "{" in name else ("",))
    }


def listed(directories: Sequence[Path]) -> tuple[Listed, ...]:
    """Every template that is used where templates are looked for in ``directories``."""
    shipped = resources.templates()
    made = []
    for name, use in names().items():
        top = next((each for each in directories if (each / name).is_file()), shipped)
        own, path = top != shipped, shown(top / name)
        made.append(Listed(name=name, language=language_of(name), own=own, path=path, use=use))
    return tuple(made)


def language_of(name: str) -> Language | None:
    """The language that a template is in."""
    parts = Path(name).parts
    return next((each for each in ("ja", "en") if each == parts[0] or Path(name).name == f"{each}.yaml"), None)


def copy(settings: Settings, name: str) -> str:
    """Put docgen's template ``name`` into the workspace, to be changed there; returns where.

    Raises ``InputError`` where there is no such template, or the workspace has one.
    """
    known = named(name, settings.language)
    target = settings.root / "templates" / known
    try:
        if target.exists():
            raise InputError(
                Text("もうあります", "this is there already"),
                place=Place(shown(target)),
                hint=Text(
                    "そのまま直すか、消してから写してください", "change it as it is, or delete it before copying"
                ),
            )
        make_folder(target.parent)
    except OSError as error:
        raise refusal(error, target) from error
    write_text(target, (resources.templates() / known).read_text(encoding="utf-8"))
    return shown(target)


def named(word: str, language: Language) -> str:
    """The template that ``word`` means: its name, or a part of it without its ending (``meeting``, ``labels``).

    Raises ``InputError`` for none, and for several.
    """
    every = names()
    for name in (word, f"{language}/{word}.md.j2"):
        if name in every:
            return name
    mine = {name: Path(name) for name in every if language_of(name) in (language, None)}
    folders = [name for name, path in mine.items() if word == str(path.parent)]
    files = [name for name, path in mine.items() if word in (path.name, path.name.partition(".")[0])]
    for found in (folders, files):
        if len(found) == 1:
            return found[0]
    raise InputError(
        Text(f"テンプレート {word} はありません", f"there is no template {word}"),
        hint=_choice(folders or files) or nearest(word, every),
    )


def _choice(known: Sequence[str]) -> Text | None:
    return Text(f"どれか1つを: {'、'.join(known)}", f"one of {', '.join(known)}") if known else None


def check(paths: Sequence[Path], settings: Settings, language: Language) -> Checked:
    """What is wrong with the templates ``paths`` (files, or folders of them); without any, with all of the team's own.
    ``language``: that of a file whose folder does not say."""
    directories = settings.template_directories
    seen: list[str] = []
    found: dict[Finding, None] = {}
    unreadable: dict[Finding, None] = {}
    for path in paths or [each for each in directories if each != resources.templates()]:
        for file in _files(path):
            try:
                template = _recognised(file, language) if file in paths else _template(file, path)
                if template is None:
                    found.update(dict.fromkeys(_unused(file, path)))
                    continue
                seen.append(shown(file))
                where = (template.top, *(each for each in directories if each != template.top))
                spoken = language_of(template.name) or language
                with own_words(where):
                    found.update(dict.fromkeys(findings(template.name, spoken, where, settings.layout)))
            except InputError as error:
                unreadable[told_by(error, Place(shown(file)))] = None
    return Checked(files=tuple(seen), findings=tuple(found), unreadable=tuple(unreadable))


def _files(path: Path) -> Iterator[Path]:
    """The files that ``path`` means."""
    if path.is_dir():
        yield from sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith("."))
    else:
        yield path


def _template(file: Path, folder: Path) -> _File | None:
    """A file in a folder of templates, or in one of the folders below that."""
    for top in (folder, *folder.absolute().parents[:1]):
        name = file.absolute().relative_to(top.absolute()).as_posix()
        if name in names():
            return _File(file, top, name)
    return None


def _recognised(file: Path, language: Language) -> _File:
    """A file that was named by itself: by its name and the folder that it lies in.

    Raises ``InputError`` where these do not tell which template it is.
    """
    read_text(file)
    whole = file.absolute()
    for name in names():
        if whole.as_posix().endswith(f"/{name}"):
            return _File(file, whole.parents[len(Path(name).parts) - 1], name)
    if f"{language}/{file.name}" in names():
        return _File(file, whole.parent, file.name)
    raise InputError(
        Text("どのテンプレートか、名前から分かりません", "its name does not tell which template it is"),
        place=Place(shown(file)),
        hint=nearest(f"{file.absolute().parent.name}/{file.name}", names()),
    )


def _unused(file: Path, top: Path) -> Iterator[Finding]:
    """A file in a folder of templates that nothing uses, probably for a slip in its name."""
    if _is_included(file, top, _files(top)):
        return
    name = file.absolute().relative_to(top.absolute()).as_posix()
    message = Text("この名前のテンプレートは使われません", "no template of this name is used")
    yield finding(Place(shown(file)), message, nearest(name, names()))


def _is_included(file: Path, top: Path, others: Iterable[Path]) -> bool:
    name = file.absolute().relative_to(top.absolute()).as_posix()
    for other in others:
        if other != file and other.suffix == ".j2":
            text = other.read_text(encoding="utf-8", errors="replace")
            if f'"{name}"' in text or f"'{name}'" in text or f'"{file.name}"' in text:
                return True
    return False
