"""Findings as Markdown and as a page of HTML: whatever people wrote is words there, and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from docgen.document.walk import cursors
from docgen.document.wire.chips import style_of
from docgen.document.wire.links import link_of
from docgen.formats.markdown_document import markdown_document
from docgen.lint.outputs.markdown import as_markdown
from docgen.lint.outputs.page import as_html
from docgen.lint.outputs.printing import Printing, seen
from docgen.lint.rule import Language
from tests.lint.hostile import HOSTILE, findings, hostile_findings, linked


def test_markdown_tells_customer_meeting_and_questions() -> None:
    a, b, c, d = (finding.id for finding in findings())
    doc = "https://docs.google.com/document/d/doc1/edit?tab=t.0"
    assert as_markdown(findings(), Printing("ja", linked, not_shown=2)) == (
        "**くも食品** (kumo)\n\n"
        f"- [2026-11-24 11月定例]({doc}#heading=h.1)\n"
        f"  - **要対応** 1. 「完了基準」で、決まったことはありますか？（なければ「なし」） (item-has-decision {a})\n"
        f"  - **要対応** 2. [「見積を送る」は、どなたにお願いしますか？]({doc}#heading=h.2)"
        f" (action-item-has-owner {b})\n"
        f"  - **参考** 2. [「見積を送る」の期限は、いつごろ決まりそうですか？]({doc}#heading=h.2)"
        f" (action-item-has-due-date {c})\n"
        f"- [x 臨時]({doc})\n"
        f"  - **要対応** 1. 「〇〇とする」の「〇〇」には、何が入りますか？ (no-placeholder-left {d})\n\n"
        "確認したいこと 4件（要対応 3、参考 1）　ほかに 2件（--all-findings）\n"
    )
    assert as_markdown((), Printing("en")) == "nothing to ask\n"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_markdown_reads_as_the_words_that_were_written(language: Language) -> None:
    read = markdown_document(as_markdown(hostile_findings(), Printing(language, linked)))
    leaves = list(cursors(node for _, node in read.tabs[0].positioned()))
    text = "\n".join(leaf.text for leaf in leaves)
    for words in HOSTILE:
        assert f"2026-11-24 {seen(words)}" in text
    styles = [style_of(element) for leaf in leaves for _, element in leaf.elements()]
    links = [link.url for style in styles if (link := link_of(style))]
    assert {link.partition("/d/")[0] for link in links} == {"https://docs.google.com/document"}
    assert not any(leaf.cell for leaf in leaves)


class Page(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_page_holds_what_was_written_as_words_alone(language: Language) -> None:
    text = as_html(hostile_findings(), Printing(language, linked, explained={"item-has-decision": HOSTILE[0]}))
    page = Page(text)
    assert {tag for tag, _ in page.tags} == {
        "html", "head", "meta", "title", "style", "body", "header", "main", "article", "h1", "h2", "h3", "small",
        "ul", "li", "div", "p", "span", "code", "a", "bdi",
    }  # fmt: skip
    assert {name for _, attrs in page.tags for name in attrs} == {
        "lang", "charset", "http-equiv", "content", "name", "class", "href", "rel",
    }  # fmt: skip
    hrefs = [str(attrs["href"]) for tag, attrs in page.tags if tag == "a"]
    assert hrefs
    assert all(href.startswith("https://docs.google.com/document/d/") for href in hrefs)
    for words in HOSTILE:
        assert seen(words) in page.words
    assert "url(" not in text
    assert "@import" not in text
    assert "src=" not in text.replace("src=x", "")


def test_a_page_names_severities_and_what_is_known() -> None:
    some = [*findings()[:3], replace(findings()[3], known=True)]
    page = Page(as_html(some, Printing("ja", linked)))
    assert "確認したいこと 3件（要対応 2、参考 1）　既知 1件" in page.words
    assert page.words.count("要対応") == 2 + 1
    assert "臨時" not in page.words
    assert "臨時" in Page(as_html(some, Printing("ja", linked, known=True))).words
