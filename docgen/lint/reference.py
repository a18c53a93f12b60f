"""Rules as people read them: the list, the explanation of one, and docs/rules.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from docgen.errors import Text
from docgen.lint.checks import CHECKS
from docgen.lint.notes import field_notes
from docgen.lint.output import SEVERITY
from docgen.lint.rule import PLACEHOLDERS, Bad, Good, Language, Phase, Rule, Severity
from docgen.lint.usefulness import A_WEEK, AT_ONCE

PHASE = {
    Phase.BEFORE: Text("会議の前", "before"),
    Phase.AFTER: Text("会議の後", "after"),
    Phase.ALWAYS: Text("いつでも", "always"),
}


def explanation(rule: Rule, language: Language, notes: str = "") -> str:
    """Why a rule asks, what it asks, what it is told, and its examples: documents in the reader's language, if there
    are. ``notes``: what the team says of it, line by line."""
    kind = CHECKS[rule.check]
    words = {
        "phase": Text("時期", "phase"),
        "severity": Text("重さ", "severity"),
        "step": Text("ステップ", "step"),
        "asks": Text("尋ねること", "asks"),
        "unknown": Text("未定のとき", "where it is not known yet"),
        "offer": Text("次回ご相談したいこと", "to ask next time"),
        "check": Text("チェック", "check"),
        "options": Text("オプション", "options"),
        "good": Text("よい例", "good"),
        "bad": Text("尋ねる例", "asked about"),
    }
    said = {name: text.to(language) for name, text in words.items()}
    lines = [
        f"{rule.id}: {rule.summary.to(language)}",
        "",
        rule.why.to(language),
        "",
        *([*notes.split("\n"), ""] if notes else []),
        f"{said['phase']}: {PHASE[rule.phase].to(language)}",
        f"{said['severity']}: {SEVERITY[language][rule.severity]}",
        f"{said['step']}: {rule.step}",
        f"{said['asks']}: {rule.message.to(language)}",
        *([f"{said['unknown']}: {rule.when_unknown.to(language)}"] if rule.when_unknown else []),
        *([f"{said['offer']}: {rule.offer.to(language)}"] if rule.offer else []),
        f"{said['check']}: {kind.name} ({kind.summary.to(language)})",
        f"{said['options']}:",
        *_indented(_yaml(rule.options)),
    ]
    for name, examples in ((said["good"], rule.good), (said["bad"], rule.bad)):
        readable = [example for example in examples if example.account.language == language]
        for example in readable or examples:
            lines += ["", f"{name} ({example.now})" + (f": {example.note.to(language)}" if example.note else "")]
            lines += _indented(_yaml(example.options))
            lines += _indented(example.document)
    return "\n".join(lines) + "\n"


def reference(rules: Sequence[Rule]) -> str:
    """The text of docs/rules.md."""
    parts = [INTRODUCTION]
    ordered = in_order(rules)
    for rule in ordered:
        cells = (f"[`{rule.id}`](#{rule.id})", rule.phase, rule.severity, str(rule.step))
        parts.append(f"| {' | '.join(cells)} | {rule.summary.en}<br>{rule.summary.ja} |")
    for rule in ordered:
        parts += ["", *_section(rule)]
    parts += ["", OWN_RULES]
    for kind in CHECKS.values():
        parts += ["", f"### `{kind.name}`", "", f"{kind.summary.en[0].upper()}{kind.summary.en[1:]}.", ""]
        parts += ["| option | default | |", "|---|---|---|", *_option_rows(kind.options)]
    return "\n".join(parts) + "\n"


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """``rules`` by phase, then id."""
    return sorted(rules, key=lambda rule: (list(PHASE).index(rule.phase), rule.id))


def _section(rule: Rule) -> list[str]:
    example: Good | Bad = rule.bad[0]
    unknown = rule.when_unknown
    return [
        f"## {rule.id}",
        "",
        f"{rule.summary.ja}。{rule.why.ja}",
        "",
        f"{rule.summary.en[0].upper()}{rule.summary.en[1:]}. {rule.why.en}",
        "",
        f"- asks: {rule.message.ja} / {rule.message.en}",
        *([f"- where it is not known yet (advice): {unknown.ja} / {unknown.en}"] if unknown else []),
        f"- [`{rule.check}`](#{rule.check}), of meetings {WHEN[rule.phase]}",
        *([f"- off as it comes: {rule.off.ja} / {rule.off.en}"] if rule.off else []),
        "",
        f"Asked about, for example, on {example.now[:10]}{_with(example.options)}:",
        "",
        "```markdown",
        example.document.rstrip("\n"),
        "```",
    ]


def _with(options: Mapping[str, Any]) -> str:
    said = ", ".join(f"`{name}: {msgspec.json.encode(value).decode()}`" for name, value in options.items())
    return f" with {said}" if said else ""


def _option_rows(options: type[msgspec.Struct]) -> list[str]:
    notes = field_notes(options)
    rows = []
    for field in msgspec.structs.fields(options):
        default = "" if field.required else f"`{msgspec.json.encode(field.default).decode()}`"
        rows.append(f"| `{field.name}` | {default} | {notes.get(field.name, '').replace('|', chr(92) + '|')} |")
    return rows


def _yaml(options: Mapping[str, Any]) -> str:
    import yaml

    return yaml.safe_dump(dict(options), allow_unicode=True, sort_keys=False, width=1000) if options else ""


def _indented(text: str) -> list[str]:
    return [f"    {line}".rstrip() for line in text.rstrip("\n").split("\n")] if text else []


WHEN = {Phase.BEFORE: "that are planned", Phase.AFTER: "that were held", Phase.ALWAYS: "of any state"}
INTRODUCTION = f"""# Rules

<!-- Written by docgen.lint.reference from lint_rules/; change the rules, then `make schemas`. -->

What `docgen lint` asks about, and why. `docgen rules list` and `docgen rules explain RULE` show the same on a terminal.

A rule speaks of meetings that are planned (*before*) or were held (*after*), and never of those that were called off.
Severities: *{Severity.ERROR}* makes the minutes useless later, *{Severity.WARNING}* is another gap with a name, and
*{Severity.ADVICE}* a judgement call or a known unknown. An explicit empty (なし, none) is an answer. A known unknown
(未定, 要確認, TBD) is advice, and becomes the question when it will be known. What is missing on an action item that is
done is advice too.

Rules come on in steps: `step` in docgen.toml is the team's. 1: minutes that are finished (*after*). 2: also stances and
reviews (*before*). 3: principles that findings cite. 4: the playbook. At step 1, `docgen lint` and `docgen report` show
the {AT_ONCE} most useful questions about each meeting, no more than {A_WEEK} about those of a customer in a week,
and how many more there are; `--all-findings` shows all. More useful is the more severe; then what fades soonest:
decisions, the customer's view, the stance, what is to be done, by whom, until when; then what stands first. Files
outside of a workspace are asked everything.

`[[lint.disable]]` in docgen.toml switches a `rule` or a `pack` off, for some `accounts` or for all, with a `reason` and
the last day, `until`: after it the rule is on again, and `docgen lint` says so. `enable` in `[lint]` switches a rule on
that is off as it comes or belongs to a later step, and `[lint.principles]` gives a rule the principle of the team that
is cited with it. Old documents come with a baseline: `docgen lint --all --write-baseline` writes down what is asked
today, in lint-baseline.json; from then on that is known, counted apart, and fails nothing. `docgen lint --not-helpful
FINDING WHY` records in .docgen/feedback.csv that a question did not help: it is known from then on, and
`docgen rules list` shows how often that happened to a rule.

ルールは段階を追って効きはじめます。チームの段階は docgen.toml の `step` です。1: 書き終えた議事録（会議の後）。
2: 加えてスタンスとレビュー（会議の前）。3: 指摘の根拠になる行動原則。4: プレイブック。
ステップ1では、`docgen lint` と `docgen report` は大事なものを、会議ごとに{AT_ONCE}件まで、
一つの顧客には1週間で{A_WEEK}件まで表示し、残りの件数を添えます（`--all-findings` ですべて）。大事さは、重さ、
次に忘れやすさ（決定事項、お客様のご意見、スタンス、TODO、担当、期限の順）、次に書かれた順です。
ワークスペースの外のファイルには、すべてを尋ねます。

docgen.toml の `[[lint.disable]]` は、ルール（`rule`）や種類（`pack`）を、すべての顧客か一部（`accounts`）で止めます。
理由（`reason`）と、最後の日（`until`）を書きます。過ぎるとまた効きはじめ、`docgen lint` がそう知らせます。
`[lint]` の `enable` は、まだ止まっているルールや、あとのステップのルールを効かせます。`[lint.principles]` には、
ルールごとにチームの行動原則を書けます。以前の文書は `docgen lint --all --write-baseline` でベースライン
（lint-baseline.json）にすると、既知として数えるだけになります。`docgen lint --not-helpful 指摘 理由` は、
役に立たなかった質問を .docgen/feedback.csv に記録します。同じ質問はもうせず、`docgen rules list` がルールごとの
件数を示します。

| rule | phase | severity | step | what is right |
|---|---|---|---|---|"""
OWN_RULES = f"""## Rules of your own

A rule is one YAML file in `lint_rules/` of the workspace, called after its id. One with the name of a rule that comes
with docgen stands in for it. It names one of the check kinds below, and says in both languages what is right, why, and
what to ask. The question may hold {", ".join(f"`{{{name}}}`" for name in PLACEHOLDERS)}.

Its examples are documents as `docgen export --to md` writes them, and `docgen rules test FILE` runs them. The shape of
the file is in [schemas/rule.schema.json](schemas/rule.schema.json).

Lists of titles, for options that take them: `todo-check` (前回TODOの確認, 宿題の進捗, review of action items) and
`housekeeping` (次回日程, その他, next meeting)."""
