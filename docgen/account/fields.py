"""Field definitions: what a karte asks, as data that templates, reader and lint follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

from docgen.errors import InputError, Text, nearest
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.source import KeyPath
from docgen.inputs.toml_source import read_toml
from docgen.inputs.typed import convert
from docgen.inputs.yaml_source import read_yaml
from docgen.settings import FieldDefinition, Settings

Shape = Literal["entries", "points", "people", "rows"]


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of fields under one heading."""

    id: str
    label: Bilingual
    shape: Shape = "entries"
    """``entries``: field and answer side by side; ``points``: one column per point in time; ``people``: one row per
    person; ``rows``: one row per entry."""


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who on the customer's side can answer."""

    id: str
    label: Bilingual


class Definitions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What templates/fields.yaml holds."""

    roles: tuple[Role, ...]
    sections: tuple[Section, ...]
    fields: tuple[FieldDefinition, ...]


@dataclass(frozen=True, slots=True)
class FieldSet:
    """All field definitions of a workspace, in the order in which a document shows them."""

    roles: tuple[Role, ...]
    sections: tuple[Section, ...]
    fields: tuple[FieldDefinition, ...]

    def shared(self) -> Iterator[tuple[Section, tuple[FieldDefinition, ...]]]:
        """What the customer's document may hold: sections with a shared field, and only those fields."""
        return self._grouped("shared")

    def internal(self) -> Iterator[tuple[Section, tuple[FieldDefinition, ...]]]:
        """What only the team may read."""
        return self._grouped("internal")

    def field(self, field_id: str) -> FieldDefinition | None:
        """The definition with this id."""
        return next((field for field in self.fields if field.id == field_id), None)

    def _grouped(self, audience: str) -> Iterator[tuple[Section, tuple[FieldDefinition, ...]]]:
        for section in self.sections:
            chosen = (field for field in self.fields if field.section == section.id and field.audience == audience)
            if fields := tuple(chosen):
                yield section, fields


def load(settings: Settings) -> FieldSet:
    """The definitions of the workspace: its own or the shipped fields.yaml, and ``[[fields]]`` of docgen.toml.

    Raises ``InputError`` for a definition that names an unknown section or role, or that shows an internal field.
    """
    files = [directory / "fields.yaml" for directory in settings.template_directories]
    definitions = read(next((path for path in files if path.is_file()), files[-1]))
    shipped = {field.id: field for field in definitions.fields}
    for place, field in enumerate(settings.fields):
        if problem := _problem(field, definitions) or _exposed(field, shipped):
            key, message, hint = problem
            source = read_toml(settings.config)
            raise InputError(message, place=source.place(("fields", place, *key)), hint=hint)
    added = {field.id: field for field in settings.fields}
    return FieldSet(definitions.roles, definitions.sections, tuple({**shipped, **added}.values()))


def read(path: Path) -> Definitions:
    """The definitions file ``path``.

    Raises ``InputError`` also for an id that stands twice and for an unknown section or role.
    """
    source = read_yaml(path)
    definitions = convert(source, Definitions)
    ids_of = {
        "roles": [role.id for role in definitions.roles],
        "sections": [section.id for section in definitions.sections],
        "fields": [field.id for field in definitions.fields],
    }
    for kind, ids in ids_of.items():
        for place, name in enumerate(ids):
            if name in ids[:place]:
                raise InputError(
                    Text(f"id {name!r} が2回あります", f"the id {name!r} stands twice"),
                    place=source.place((kind, place, "id")),
                    hint=Text("どちらかの id を変えてください", "change the id of one"),
                )
    for place, field in enumerate(definitions.fields):
        if problem := _problem(field, definitions):
            key, message, hint = problem
            raise InputError(message, place=source.place(("fields", place, *key)), hint=hint)
    return definitions


_Problem = tuple[KeyPath, Text, Text | None]


def _problem(field: FieldDefinition, definitions: Definitions) -> _Problem | None:
    sections = [section.id for section in definitions.sections]
    if field.section not in sections:
        message = Text(f"区分 {field.section!r} はありません", f"there is no section {field.section!r}")
        return ("section",), message, nearest(field.section, sections)
    roles = [role.id for role in definitions.roles]
    for place, role in enumerate(field.who_can_answer):
        if role not in roles:
            message = Text(f"答えられる人 {role!r} はありません", f"there is no role {role!r}")
            return ("who_can_answer", place), message, nearest(role, roles)
    return None


def _exposed(field: FieldDefinition, shipped: Mapping[str, FieldDefinition]) -> _Problem | None:
    """What docgen knows to be internal stays so: no setting may write it to a document that the customer reads."""
    if field.audience == "shared" and field.id in shipped and shipped[field.id].audience == "internal":
        message = Text(f"{field.id!r} は社内だけの項目です", f"the field {field.id!r} is internal")
        return ("audience",), message, Text("別の id で追加してください", "add it under another id")
    return None
