"""Rule files: YAML to rules, every mistake told with file, line, key and the nearest right name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from docgen import resources
from docgen.errors import InputError, Text, nearest
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.source import Source
from docgen.inputs.system import refusal
from docgen.inputs.typed import convert
from docgen.inputs.yaml_source import parse_yaml, read_yaml
from docgen.lint.checks import CHECKS
from docgen.lint.patterns import tried
from docgen.lint.rule import PLACEHOLDER, PLACEHOLDERS, SHOWN, Rule


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule and the file it was read from."""

    rule: Rule
    source: Source

    def example_line(self, group: str, at: int) -> int:
        """1-based line of the example numbered ``at`` (0-based) of ``group`` ("good" or "bad")."""
        return self.source.place((group, at)).line


def read_rule(path: Path) -> RuleFile:
    """The rule in the file ``path``, whose name is the rule's id.

    Raises ``InputError``.
    """
    read = _rule(read_yaml(path))
    if path.name != f"{read.rule.id}.yaml":
        raise InputError(
            Text(
                f"ルールのidは {read.rule.id!r} ですが、ファイル名が違います",
                f"the rule's id is {read.rule.id!r}, but the file is called otherwise",
            ),
            place=read.source.place(("id",)),
            hint=Text(f"{read.rule.id}.yaml にしてください", f"call it {read.rule.id}.yaml"),
        )
    return read


def parse_rule(text: str, file: str = "") -> RuleFile:
    """As ``read_rule``, from ``text``; ``file`` is only named in errors."""
    return _rule(parse_yaml(text, file))


def read_rules(directories: Sequence[Path]) -> tuple[RuleFile, ...]:
    """The rules of ``directories``, in the order of their ids. A file stands in for those of its name further on.

    ``Settings.rule_directories`` names a team's own rules before those that come with docgen. Raises ``InputError``
    for the first file that cannot be used.
    """
    return read_files(rule_files(directories))


def read_files(paths: Iterable[Path]) -> tuple[RuleFile, ...]:
    """The rules in the files ``paths``. Raises ``InputError`` for the first that cannot be used.

    The patterns in docgen's own were tried before it was handed out: that takes longer than all the rest.
    """
    read: list[RuleFile] = []
    for path in paths:
        with tried() if path.parent == resources.rules() else nullcontext():
            read.append(read_rule(path))
    return tuple(read)


def rule_files(directories: Sequence[Path]) -> tuple[Path, ...]:
    """The files that ``read_rules`` reads, in its order. Raises ``InputError`` for a directory that cannot be read."""
    paths = _paths(directories)
    return tuple(paths[name] for name in sorted(paths))


def rule_ids(directories: Sequence[Path]) -> tuple[str, ...]:
    """The ids of the rules of ``directories``, by the names of their files alone.

    Raises ``InputError`` for a directory that cannot be read.
    """
    return tuple(sorted(path.stem for path in _paths(directories).values()))


def _paths(directories: Sequence[Path]) -> dict[str, Path]:
    paths: dict[str, Path] = {}
    for directory in directories:
        try:
            for path in sorted(directory.iterdir()):
                if path.suffix in (".yaml", ".yml"):
                    paths.setdefault(path.name, path)
        except OSError as error:
            raise refusal(error, directory) from error
    return paths


@cache
def built_in() -> tuple[RuleFile, ...]:
    """The rules that come with docgen."""
    return read_rules((resources.rules(),))


def rules_of(files: Iterable[RuleFile]) -> tuple[Rule, ...]:
    """The rules alone."""
    return tuple(each.rule for each in files)


def _rule(source: Source) -> RuleFile:
    rule = convert(source, Rule)
    _check_words(rule, source)
    if rule.check not in CHECKS:
        raise InputError(
            Text(f"チェックの種類 {rule.check!r} はありません", f"there is no check kind {rule.check!r}"),
            place=source.place(("check",)),
            hint=nearest(rule.check, CHECKS),
        )
    # The options are typed per check kind, so they are read again as what the kind takes, under their own key.
    convert(Source(source.file, {"options": rule.options}, source.lines), _options_of(rule.check))
    return RuleFile(rule, source)


def _check_words(rule: Rule, source: Source) -> None:
    may_hold = {"message": PLACEHOLDERS, "when_unknown": PLACEHOLDERS, "offer": SHOWN}
    for name in ("summary", "why", "message", "when_unknown", "offer", "off"):
        text: Bilingual | None = getattr(rule, name)
        for language in ("ja", "en") if text else ():
            words = text.to(language) if text else ""
            if not words.strip():
                raise InputError(
                    Text("文がありません", "there is no text"),
                    place=source.place((name, language)),
                    hint=Text("ja と en の両方を書いてください", "write it in both languages"),
                )
            for found in PLACEHOLDER.findall(words) if name in may_hold else ():
                if found not in may_hold[name]:
                    raise InputError(
                        Text(f"{{{found}}} に入るものはありません", f"nothing can be put in for {{{found}}}"),
                        place=source.place((name, language)),
                        hint=nearest(found, may_hold[name]),
                    )


@cache
def _options_of(check: str) -> type[Any]:
    kind = CHECKS[check].options
    return msgspec.defstruct("Options", [("options", kind)])
