"""docgen.toml as one frozen value."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from docgen import clock, resources
from docgen.errors import InputError, Place, Text
from docgen.inputs.bilingual import Bilingual
from docgen.inputs.source import KeyPath, Source
from docgen.inputs.system import refusal, shown
from docgen.inputs.toml_source import read_toml
from docgen.inputs.typed import convert

NAME = "docgen.toml"
VARIABLE = "DOCGEN_CONFIG"
Layout = Literal["table", "columns"]
"""How a meeting stands on the page: stance and answer side by side in tables, or all of it as text in two columns."""
AT_REST = ("dormant", "churned")
"""Stages that every team has beside its own; accounts in them leave lint and figures."""

_LABEL_LENGTH = 40
_FIELD_ID = re.compile(r"[a-z][a-z0-9-]{0,62}\Z")
_CHANNEL = re.compile(r"[CDG][A-Z0-9]{2,30}\Z")
_CHAT_URL = re.compile(r"https://[^/\s]+/|http://(?:127\.0\.0\.1|localhost)(?::\d+)?/")
"""The token goes there: in clear only within this machine."""
_SECRET = re.compile(r"\s*(?:xox|https://hooks\.slack)")


class FieldDefinition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field of the karte: what it is called, what to ask, who may see it, who can answer, how old it may get."""

    id: str
    """Kebab-case, unique."""
    section: str
    """Id of the section that it stands in."""
    label: Bilingual
    question: Bilingual
    """In words fit to ask the customer."""
    audience: Literal["shared", "internal"]
    """Whether the customer may read it, always, or never."""
    who_can_answer: tuple[str, ...] = ()
    """Roles on the customer's side: executive, floor, it, ..."""
    stale_after_days: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """Days after which it is worth asking again; without, it does not age."""


class DisabledRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lint rule, or a pack of them, that the team has switched off, for all accounts or for some."""

    rule: str = ""
    """Id of the rule."""
    pack: Literal["meeting", "karte", "document"] | None = None
    """Instead of a rule: all of its pack."""
    accounts: tuple[str, ...] = ()
    """Ids of the accounts for which it is off; none given: for all."""
    reason: str
    """Why, for those who read it later."""
    until: str = ""
    """ISO date of the last day on which it is off; empty: for good."""

    def lasts(self, today: date) -> bool:
        """Whether it still holds on ``today``."""
        return not self.until or self.until >= today.isoformat()


class LintSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[lint]``."""

    fail_on: Literal["error", "warning", "advice"] = "error"
    """Findings of this severity and above make ``docgen lint`` exit 1."""
    enable: tuple[str, ...] = ()
    """Ids of rules that are on although they are off as they come, or belong to a later adoption step."""
    disable: tuple[DisabledRule, ...] = ()
    principles: dict[str, str] = {}
    """Id of a rule → the principle of the team (行動原則) that it stands for, cited where the rule is explained."""


class LabelSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[labels]``: more words under which the team's minutes have something, as docgen reads them."""

    agenda: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    materials: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    action_items: tuple[str, ...] = ()
    open_points: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    to_ask: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    discussion: tuple[str, ...] = ()
    """Sections that hold items or what was said, and are no item themselves."""

    def by_field(self) -> Mapping[str, tuple[str, ...]]:
        """Field → words, of those that have some."""
        return {name: words for name in self.__struct_fields__ if (words := getattr(self, name))}


class KarteSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[karte]``."""

    place: Literal["document", "tab"] = "document"
    """Where what is internal stands: a document of its own, or a tab for teams that share no documents."""


class QuotaSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[quota]``: requests a minute that all docgens of the workspace send together at most."""

    writes: Annotated[int, msgspec.Meta(ge=1)] = 60
    """Google's own limit for one user."""
    reads: Annotated[int, msgspec.Meta(ge=1)] = 300
    """Google's own limit for one user."""


class ArchiveSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[archive]``."""

    share: Annotated[float, msgspec.Meta(gt=0, le=1)] = 0.7
    """Past this share of what a document can hold, ``docgen archive`` moves old years out of it."""


class ChatSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table ``[chat]``: where the minutes of a meeting go when it ends."""

    channel: str = ""
    """Id of the team's Slack channel."""
    units: dict[str, str] = {}
    """Unit of whoever has the customer → its channel, instead of the team's."""
    accounts: dict[str, str] = {}
    """Id of a customer → its channel, instead of any other."""
    file: str = ""
    """Where the minutes go for which there is no channel; a path relative to docgen.toml."""
    url: str = "https://slack.com/api/"
    """Of Slack's Web API; another for GovSlack."""

    def channel_of(self, account: str, unit: str) -> str:
        """The channel for a customer whom a member of ``unit`` has; empty where none is set up."""
        return self.accounts.get(account) or self.units.get(unit) or self.channel

    def channels(self) -> Iterator[tuple[KeyPath, str]]:
        """All channels, each with where it is written."""
        yield ("channel",), self.channel
        yield from ((("units", unit), channel) for unit, channel in self.units.items())
        yield from ((("accounts", account), channel) for account, channel in self.accounts.items())


class Configuration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What docgen.toml may hold."""

    language: Literal["ja", "en"] = "ja"
    time_zone: str = "Asia/Tokyo"
    """IANA name."""
    backend: Literal["local", "google"] = "local"
    folder: str = ""
    """Id of the Drive folder for new documents."""
    shared_drive: str = ""
    """Id of the shared drive for new documents."""
    layout: Layout = "table"
    """Of the blocks that are written from now on."""
    chips: bool = False
    """Whether to write person and date chips where the service offers them."""
    stages: tuple[str, ...] = ("sales", "onboarding", "retention")
    """The team's own stages in order; ``dormant`` and ``churned`` exist beside them."""
    step: Literal[1, 2, 3, 4] = 1
    """Adoption step: which lint rules are on."""
    lint: LintSettings = LintSettings()
    labels: LabelSettings = LabelSettings()
    karte: KarteSettings = KarteSettings()
    quota: QuotaSettings | None = None
    """Without: Google's own limits, and none for the local backend."""
    archive: ArchiveSettings = ArchiveSettings()
    chat: ChatSettings = ChatSettings()
    fields: tuple[FieldDefinition, ...] = ()
    """Field definitions added to, or replacing by id, those that come with docgen."""


class Settings(Configuration, frozen=True, kw_only=True):
    """docgen.toml and where it lies."""

    root: Path
    """The workspace directory."""
    config: Path
    """The file that was read."""

    @property
    def accounts_csv(self) -> Path:
        """The customers."""
        return self.root / "accounts.csv"

    @property
    def members_csv(self) -> Path:
        """The team."""
        return self.root / "members.csv"

    @property
    def state(self) -> Path:
        """The directory of what docgen keeps for itself."""
        return self.root / ".docgen"

    @property
    def documents(self) -> Path:
        """The local documents, precious."""
        return self.state / "documents.sqlite"

    @property
    def pace(self) -> Path:
        """Which requests went out in the last minute, disposable."""
        return self.state / "pace.sqlite"

    @property
    def all_stages(self) -> tuple[str, ...]:
        """The team's stages and those of accounts at rest."""
        return tuple(dict.fromkeys((*self.stages, *AT_REST)))

    @property
    def template_directories(self) -> tuple[Path, ...]:
        """Where templates are looked for, the team's own first."""
        return _with_own(self.root / "templates", resources.templates())

    @property
    def rule_directories(self) -> tuple[Path, ...]:
        """Where lint rules are looked for, the team's own first."""
        return _with_own(self.root / "lint_rules", resources.rules())

    def agendas(self, account_id: str) -> Path:
        """The directory of an account's agenda files."""
        return self.root / "agendas" / account_id


def _with_own(own: Path, shipped: Path) -> tuple[Path, ...]:
    return (own, shipped) if own.is_dir() else (shipped,)


def find(start: Path | None = None, config: Path | None = None, environ: Mapping[str, str] = os.environ) -> Path:
    """The docgen.toml to use: ``config``, else ``DOCGEN_CONFIG``, else the nearest at or above ``start``.

    ``start`` is the current directory where it is not given. Raises ``InputError`` when there is none.
    """
    if config is None and environ.get(VARIABLE):
        config = Path(environ[VARIABLE])
    if config is not None:
        return config / NAME if config.is_dir() else config
    try:
        here = (start or Path.cwd()).absolute()
        for directory in (here, *here.parents):
            if (directory / NAME).is_file():
                return directory / NAME
    except OSError as error:
        raise refusal(error, start or ".") from error
    raise InputError(
        Text(
            "ここはワークスペースではありません（docgen.toml がありません）",
            "this is no workspace (there is no docgen.toml)",
        ),
        place=Place(shown(here) if start else ""),
        hint=Text("docgen init で作れます", "make one with docgen init"),
    )


def load(start: Path | None = None, config: Path | None = None) -> Settings:
    """The settings of the workspace that ``find`` finds.

    Raises ``InputError`` when there is none, or for an unknown key, a wrong type or a value that cannot be.
    """
    path = find(start, config).absolute()
    source = read_toml(path)
    _check_secrets(source)
    configuration = convert(source, Configuration)
    _check(configuration, source)
    values = {name: getattr(configuration, name) for name in Configuration.__struct_fields__}
    return Settings(root=path.parent, config=path, **values)


def load_or_default(config: Path | None = None) -> Settings:
    """As ``load``; where there is no workspace at all, what holds without one, in the current directory.

    There it is no team that goes step by step: whoever asks about a file is asked everything (step 4).
    """
    if config is None and not os.environ.get(VARIABLE):
        here = Path.cwd()
        if not any((directory / NAME).is_file() for directory in (here, *here.parents)):
            return Settings(root=here, config=here / NAME, step=4)
    return load(config=config)


def _check(configuration: Configuration, source: Source) -> None:
    try:
        clock.zone(configuration.time_zone)
    except InputError as error:
        raise InputError(error.message, place=source.place(("time_zone",)), hint=error.hint) from error
    _check_stages(configuration.stages, source)
    _check_labels(configuration.labels, source)
    _check_chat(configuration.chat, source)
    for place, entry in enumerate(configuration.lint.disable):
        _check_disabled(entry, source, place)
    seen: set[str] = set()
    for place, field in enumerate(configuration.fields):
        if not _FIELD_ID.match(field.id):
            raise InputError(
                Text(f"{field.id!r} は項目の id にできません", f"{field.id!r} cannot be the id of a field"),
                place=source.place(("fields", place, "id")),
                hint=Text("英小文字、数字、- で書いてください", "use lower-case letters, digits and -"),
            )
        if field.id in seen:
            raise InputError(
                Text(f"項目 {field.id!r} が2回あります", f"the field {field.id!r} stands twice"),
                place=source.place(("fields", place, "id")),
                hint=Text("どちらかの id を変えてください", "change the id of one"),
            )
        seen.add(field.id)


def _check_secrets(source: Source) -> None:
    """A token is no setting: docgen.toml is shared and versioned. Before anything else, since errors tell values."""
    chat = source.data.get("chat")
    entries = chat.items() if isinstance(chat, dict) else ()
    for key, value in entries:
        values = value.values() if isinstance(value, dict) else [value]
        if "token" in key or any(isinstance(one, str) and _SECRET.match(one) for one in values):
            raise InputError(
                Text("Slack のトークンは docgen.toml に書けません", "a Slack token does not belong into docgen.toml"),
                place=source.place(("chat", key)),
                hint=Text(
                    "ここから消して環境変数 DOCGEN_SLACK_TOKEN に入れてください（共有した後なら作り直してください）",
                    "take it out and set DOCGEN_SLACK_TOKEN in the environment (if it was shared, revoke it first)",
                ),
            )


def _check_chat(chat: ChatSettings, source: Source) -> None:
    for path, channel in chat.channels():
        if not _CHANNEL.match(channel) and (channel or path != ("channel",)):
            raise InputError(
                Text(
                    f"{channel!r} は Slack のチャンネル ID ではありません", f"{channel!r} is no id of a Slack channel"
                ),
                place=source.place(("chat", *path)),
                hint=Text(
                    "チャンネル名ではなく ID（C01234567 の形。チャンネル詳細のいちばん下にあります）を書いてください",
                    "write its id, such as C01234567, not its name; it is at the bottom of the channel's details",
                ),
            )
    if not _CHAT_URL.match(chat.url):
        raise InputError(
            Text(f"{chat.url!r} には投稿できません", f"nothing can be posted to {chat.url!r}"),
            place=source.place(("chat", "url")),
            hint=Text(
                "https://slack.com/api/ のように暗号化されたアドレスにするか、行を消してください",
                "use one such as https://slack.com/api/, or drop the line",
            ),
        )


def _check_labels(labels: LabelSettings, source: Source) -> None:
    known: dict[str, str] = {}
    for name, words in labels.by_field().items():
        for place, word in enumerate(words):
            at = source.place(("labels", name, place))
            if not word.strip() or word != word.strip() or len(word.splitlines()) > 1 or len(word) > _LABEL_LENGTH:
                raise InputError(
                    Text(f"{word!r} はラベルにできません", f"{word!r} cannot be a label"),
                    place=at,
                    hint=Text(
                        f"{_LABEL_LENGTH}字までの1行にしてください",
                        f"use one line of at most {_LABEL_LENGTH} characters",
                    ),
                )
            form = "".join(unicodedata.normalize("NFKC", word).casefold().split())
            if known.setdefault(form, name) != name:
                raise InputError(
                    Text(
                        f"「{word}」はすでに {known[form]} の言葉です", f"“{word}” is a word for {known[form]} already"
                    ),
                    place=at,
                    hint=Text("どちらか一方にしてください", "have it in one of them"),
                )


def _check_stages(stages: tuple[str, ...], source: Source) -> None:
    if not stages:
        raise InputError(
            Text("ステージがありません", "there is no stage"),
            place=source.place(("stages",)),
            hint=Text('例: stages = ["onboarding"]', 'for example stages = ["onboarding"]'),
        )
    for place, stage in enumerate(stages):
        if not stage.strip() or stage != stage.strip() or len(stage.splitlines()) > 1 or stage in stages[:place]:
            raise InputError(
                Text(f"{stage!r} はステージの名前にできません", f"{stage!r} cannot be the name of a stage"),
                place=source.place(("stages", place)),
                hint=Text("空でなく、重ならない1行の名前にしてください", "use one line, not empty, not there twice"),
            )


def _check_disabled(entry: DisabledRule, source: Source, place: int) -> None:
    if bool(entry.rule) == bool(entry.pack):
        raise InputError(
            Text("ルールか種類（pack）のどちらか1つを書いてください", "it names either a rule or a pack"),
            place=source.place(("lint", "disable", place)),
            hint=Text('例: rule = "item-has-decision"', 'for example rule = "item-has-decision"'),
        )
    if not entry.reason.strip():
        raise InputError(
            Text("理由が空です", "the reason is empty"),
            place=source.place(("lint", "disable", place, "reason")),
            hint=Text("あとで読む人のために理由を書いてください", "say why, for those who read it later"),
        )
    if entry.until:
        try:
            date.fromisoformat(entry.until)
        except ValueError as error:
            raise InputError(
                Text(f"{entry.until!r} という日付はありません", f"there is no date {entry.until!r}"),
                place=source.place(("lint", "disable", place, "until")),
                hint=Text("例: 2026-12-31", "for example 2026-12-31"),
            ) from error
