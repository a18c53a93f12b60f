"""What to say where a meeting is not read back as its template was given it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from docgen.account.dates import Language
from docgen.account.labels import labels
from docgen.errors import Place, Text
from docgen.render.finding import Finding, finding
from docgen.render.labelling import label_places
from docgen.render.lines import Lines
from docgen.render.readback import FILLED, Difference
from docgen.render.shapes import as_written

IN_LINES: Final = {"when": "time", "ours": "ours", "theirs": "theirs"}
"""Variables that stand behind a word and a colon, and the name of that word."""
UNDER_LABELS: Final = {
    "goal": "goal",
    **{f"items[].{name}": name for name in ("stance", "because", "ask", "materials")},
}
"""Variables that stand under a label, and its name."""
WHOLE: Final = frozenset({"heading", "items"})
"""Variables without which nothing else is where it should be."""
TO_FILL: Final = frozenset({"views", "decisions", "action_items", "to_ask"})


def loss_findings(
    lost: Iterable[Difference], lines: Lines, language: Language, mentions: Mapping[str, Sequence[Place]]
) -> Iterator[Finding]:
    """A finding for each of ``lost`` that the template can help. ``mentions``: where each variable stands."""
    every = list(lost)
    whole = [each for each in every if each.path in WHOLE and each.path in mentions]
    values = whole or [each for each in every if each.path in mentions]
    for path, given, read in values:
        name = as_written(path)
        message = Text(
            f"{name} に入れたものが、同じものとして読み取れません（{_short(given)} → {_short(read)}）",
            f"what goes into {name} does not come back as it was ({_short(given)} → {_short(read)})",
        )
        yield finding(mentions[path][0], message, _advice(path, language))
    there = label_places(lines)
    for path, _, read in () if values else every:
        if path in TO_FILL:
            yield from _filled_in(path, read, lines, there, language)


def _filled_in(
    name: str, read: object, lines: Lines, there: Mapping[str, Place], language: Language
) -> Iterator[Finding]:
    """Of a field that people fill in: words of the template that count as theirs, or no place at all."""
    label = labels().fields.write(name, language)
    words = [str(each) for each in read if each != FILLED] if isinstance(read, tuple) else []
    for each in words:
        place = next((at for line in each.split("\n") if (at := lines.holding(line))), there.get(name, lines.place(0)))
        message = Text(f"「{_short(each)}」が「{label}」として読まれます", f"“{_short(each)}” is read as “{label}”")
        yield finding(
            place, message, Text("消すか、ラベルより前に置いてください", "delete it, or put it before the label")
        )
    if name not in there and not words:
        line = f"### {label}" if name == "to_ask" else f"**{label}** {{.label}}"
        message = Text(f"「{label}」の欄がありません", f"there is no place for “{label}”")
        hint = Text(
            f"わざとでなければ、{line} の行と {{{{ blank }}}} の行を足してください",
            f"if that is not meant, add a line {line} and a line {{{{ blank }}}}",
        )
        yield finding(Place(lines.place(0).file), message, hint, note=True)


def _advice(path: str, language: Language) -> Text:
    if path in IN_LINES:
        word = labels().lines.write(IN_LINES[path], language)
        colon = "：" if language == "ja" else ": "
        return Text(
            f"「{word}{colon}{{{{ {path} }}}}」のように、決まった言葉で始まる1行にしてください",
            f"make it one line that begins with a known word, as in “{word}{colon}{{{{ {path} }}}}”",
        )
    if path in UNDER_LABELS:
        label = labels().fields.write(UNDER_LABELS[path], language)
        return Text(
            f"「::: column」の中で、**{label}** {{.label}} の下に、その値だけの段落で置いてください",
            f'give it a paragraph of its own inside "::: column", under **{label}** {{.label}}',
        )
    if path == "carried[].line":
        label = labels().fields.write("carried", language)
        line = "{{ todo.line }} [{{ todo.origin }}]({{ todo.link }}){.origin}"
        return Text(f"「### {label}」の下に {line} と書いてください", f"write {line} under “### {label}”")
    shown = "## {{ heading }} {#meeting}" if path == "heading" else "### {{ item.heading }}"
    return Text(
        f"見出しは {shown} だけにし、ほかの文字を添えないでください", f"make the heading {shown} and nothing besides"
    )


def _short(value: object) -> str:
    words = ", ".join(map(_short, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    line = " ".join(words.split())
    return line if len(line) <= 30 else line[:29] + "…"
