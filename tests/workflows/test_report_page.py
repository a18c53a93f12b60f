"""The team review as a page and as Markdown."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.formats.markdown import parse
from docgen.workflows.report_model import (
    Change,
    ComingMeeting,
    CustomerQuestions,
    MeetingQuestions,
    Question,
    Report,
    RuleCount,
    Totals,
    UnitCount,
    Week,
)
from docgen.workflows.report_page import html_page, markdown_page
from tests.formats.notation import drawn
from tests.formats.page import Page, page

ATTRIBUTES = "lang charset name content class style href rel aria-hidden data-label"


def report(text: str, url: str = "", *, language: Literal["ja", "en"] = "ja") -> Report:
    """A report with ``text`` wherever people's words stand."""
    question = Question(id="0" * 12, rule="item-has-decision", severity="error", text=text, item=text, url=url)
    meeting = MeetingQuestions(meeting="2026-11-24", date="2026-11-24", title=text, questions=(question,), url=url)
    coming = ComingMeeting(
        date="2026-12-01",
        time="10:00",
        account="a",
        customer=text,
        title=text,
        owner=text,
        items=3,
        stances=2,
        ready=False,
        missing=(text,),
        url=url,
    )
    return Report(
        language=language,
        team=text,
        made="2026-11-24T09:00",
        first_day="2026-11-16",
        last_day="2026-11-22",
        coming_days=7,
        totals=Totals(
            customers=6,
            held=6,
            complete=4,
            items=14,
            with_stance=11,
            open_action_items=18,
            overdue_action_items=3,
            questions=7,
        ),
        coming=(coming,),
        changes=(Change(kind="better", text=text, url=url),),
        customers=(CustomerQuestions(account="a", customer=text, stage=text, unit=text, meetings=(meeting,), url=url),),
        rules=(RuleCount(rule="r", summary=text, why=text, severity="error", count=4, customers=3, before=6),),
        units=(UnitCount(unit=text, customers=3, meetings=4, complete=3, coming=2, ready=1, questions=5),),
        weeks=(Week(start="2026-11-16", held=6, complete=4, items=14, with_stance=11, questions=7),),
        next_step=text,
    )


def shown(value: Report) -> Page:
    """The page, checked to hold no script and to lead nowhere but to the web and to its neighbours."""
    seen = page(html_page(value))
    for element in seen.elements:
        assert element.tag not in ("script", "img", "iframe", "object", "link", "base", "form")
        assert set(element.attributes) <= {*ATTRIBUTES.split()}
        assert element.attributes.get("href", "").split(":")[0].lower() in ("", "http", "https", "mailto", "x.html#h.1")
    return seen


def test_the_page_says_what_to_ask_and_leads_there() -> None:
    seen = shown(report("決まったことはありますか？", "x.html#h.1"))
    assert [e.text for e in seen.all("h2")] == [
        "これからの会議7日先まで",
        "変わったこと",
        "お聞きしたいことお客様ごと、新しい会議から。終わった会議は、丸1営業日おいてから",
        "質問の種類",
        "ユニット",
        "週ごとの動き",
    ]
    assert set(seen.links().values()) == {"x.html#h.1"}
    assert seen.all("small")[0].text == "うち期限を過ぎたもの 3"
    assert {e.attributes["style"] for e in seen.all("i")} >= {"width:67%", "width:79%", "width:0%"}


def test_markdown_says_the_same() -> None:
    lines = drawn(parse(markdown_page(report("[a] 1. b|c", "https://e.jp/(x)", language="en"))).nodes)
    link = "<a https://e.jp/(x)>[a] 1. b|c</a>"
    assert lines[:2] == [
        "# Team review [a] 1. b|c",
        "16 Nov (Mon) – 22 Nov (Sun) 2026 · 6 customers · step 1: minutes that are finished · made 2026-11-24 09:00",
    ]
    assert f"- <b>1 Dec (Tue) 10:00</b> {link} – [a] 1. b|c · [a] 1. b|c · stances 2/3" in lines
    assert f"#### 24 Nov (Tue) {link}" in lines
    assert f"- {link} <b>first</b> – [a] 1. b|c" in lines
    assert "| [a] 1. b|c | 4 | 3 | 6 |" in lines
    assert "| 16 Nov – 22 Nov | 6 | 4 | 11 of 14 | 7 |" in lines


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_quiet_week_has_a_page_too(language: Literal["ja", "en"]) -> None:
    totals = Totals(
        customers=0,
        held=0,
        complete=0,
        items=0,
        with_stance=0,
        open_action_items=0,
        overdue_action_items=0,
        questions=0,
    )
    empty = Report(
        language=language,
        made="2026-11-24T09:00",
        first_day="2026-11-16",
        last_day="2026-11-22",
        coming_days=7,
        totals=totals,
    )
    assert len(shown(empty).all(within="nothing")) == 2
    assert markdown_page(empty).startswith("# ")


LETTERS = st.sampled_from("<>&\"'`*_~#[](){}|\\=/;:%-+.! 1\nascript決🙂𠮷א")
HOSTILE = st.sampled_from(
    ["</style><script>x</script>", '"><img src=x onerror=x>', "{{ 7*7 }}", "javascript:x", "1. a"]
)


@given(st.text(LETTERS, max_size=20) | HOSTILE, st.sampled_from(["", "javascript:x", "docgen:1", "https://e.jp"]))
def test_nothing_that_people_wrote_becomes_markup(text: str, url: str) -> None:
    value = report(text, url)
    seen = shown(value)
    assert bool(seen.links()) == (url == "https://e.jp")
    assert seen.all("em")[0].text == "まずここから"
    assert seen.all("code")[0].text == "r"
    assert seen.all("article")[0].text.count(text) >= 3 or not text.strip()
    plain = [line for line in drawn(parse(markdown_page(value)).nodes) if "<a " not in line and "10:00" not in line]
    once = " / ".join(part for part in text.splitlines())
    assert not text.strip() or "\n" in text or any(once.strip() in line for line in plain)
    assert sum(line.startswith("#") for line in plain) >= 6
