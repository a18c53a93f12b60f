"""Owner and due date behind every mark that people set them off with, also where the name looks like none."""

from __future__ import annotations

from datetime import date

import pytest

from docgen.account.actions import action_item, forms
from docgen.account.called import bare_owners
from docgen.document.wire.lines import Marked

PRESENT = forms(
    ("ソコロフ", "槙", "べっぷ", "鶴見", "Lachlan", "Priya Nair", "Tom Blake", "saltmarsh", "odette-v", "Minh Anh Le")
)
LINES = """
掲示文（槙、明後日） | 掲示文 | 槙 | 2026-06-12
掲示文（槙、年度内） | 掲示文 | 槙 | 2027-03-31
掲示文（槙、6/12 17時） | 掲示文 | 槙 | 2026-06-12
掲示文（槙、6/12(金)17:00） | 掲示文 | 槙 | 2026-06-12
掲示文（槙、6/12午前） | 掲示文 | 槙 | 2026-06-12
掲示文（槙、6/12必着） | 掲示文 | 槙 | 2026-06-12
掲示文（槙、遅くとも6/12） | 掲示文 | 槙 | 2026-06-12
掲示文（槙、6/12目標） | 掲示文 | 槙 | 2026-06-12
掲示文（槙、6/12予定） | 掲示文 | 槙 | 2026-06-12
掲示文（槙が6/12までに） | 掲示文 | 槙 | 2026-06-12
掲示文（槙が担当、6/12まで） | 掲示文 | 槙 | 2026-06-12
掲示文（担当は槙、6/12まで） | 掲示文 | 槙 | 2026-06-12
掲示文（6/12、槙） | 掲示文 | 槙 | 2026-06-12
掲示文（6/12 槙） | 掲示文 | 槙 | 2026-06-12
掲示文（6/12：槙） | 掲示文 | 槙 | 2026-06-12
掲示文（槙：6/12） | 掲示文 | 槙 | 2026-06-12
掲示文（槙＋ソコロフ、6/12） | 掲示文 | 槙,ソコロフ | 2026-06-12
掲示文（槙と鶴見、6/12） | 掲示文 | 槙,鶴見 | 2026-06-12
掲示文（エレナ・ソコロフ、6/12） | 掲示文 | エレナ・ソコロフ | 2026-06-12
掲示文（べっぷ、6/12） | 掲示文 | べっぷ | 2026-06-12
掲示文（全員、6/12） | 掲示文 | 全員 | 2026-06-12
掲示文　［槙］　6/12迄 | 掲示文 | 槙 | 2026-06-12
掲示文 ←槙 6/12 | 掲示文 | 槙 | 2026-06-12
掲示文 ⇐ 槙（6/12） | 掲示文 | 槙 | 2026-06-12
掲示文──槙、6/12 | 掲示文 | 槙 | 2026-06-12
掲示文 ― 槙 ― 6/12 | 掲示文 | 槙 | 2026-06-12
掲示文・・・槙（6/12） | 掲示文 | 槙 | 2026-06-12
掲示文　………　槙　６月１２日 | 掲示文 | 槙 | 2026-06-12
掲示文〔担当　槙　期日　６月１２日〕 | 掲示文 | 槙 | 2026-06-12
担当：槙／掲示文／6/12 | 掲示文 | 槙 | 2026-06-12
槙／掲示文／6/12 | 掲示文 | 槙 | 2026-06-12
槙：6/12 掲示文 | 掲示文 | 槙 | 2026-06-12
槙：6/12までに掲示文を書く | 6/12までに掲示文を書く | 槙 | 2026-06-12
槙　掲示文（6/12） | 掲示文 | 槙 | 2026-06-12
6/12 槙　掲示文 | 掲示文 | 槙 | 2026-06-12
6/12（金） 掲示文（槙） | 掲示文 | 槙 | 2026-06-12
6/12まで：掲示文（槙） | 掲示文 | 槙 | 2026-06-12
〜6/12　掲示文　槙 | 掲示文 | 槙 | 2026-06-12
[6/12] 掲示文 (槙) | 掲示文 | 槙 | 2026-06-12
[槙][6/12] 掲示文 | 掲示文 | 槙 | 2026-06-12
【槙／6/12】掲示文 | 掲示文 | 槙 | 2026-06-12
＜槙・6/12＞掲示文 | 掲示文 | 槙 | 2026-06-12
槙が掲示文を書く（6/12まで） | 槙が掲示文を書く | 槙 | 2026-06-12
掲示文は槙が6/12までに書く | 掲示文は槙が6/12までに書く | 槙 | 2026-06-12
掲示文を書くこと。槙、6/12。 | 掲示文を書くこと | 槙 | 2026-06-12
掲示文を書く。（槙、6/12） | 掲示文を書く | 槙 | 2026-06-12
掲示文を書く（槙、6/12）。 | 掲示文を書く | 槙 | 2026-06-12
掲示文を書く（槙、6/12、済） | 掲示文を書く | 槙 | 2026-06-12
掲示文を書く（槙、6/12）→済 | 掲示文を書く | 槙 | 2026-06-12
掲示文を書く（槙、6/12）済み | 掲示文を書く | 槙 | 2026-06-12
掲示文（A4）を書く（槙、6/12） | 掲示文（A4）を書く | 槙 | 2026-06-12
掲示文を書く（A4で）（槙、6/12） | 掲示文を書く（A4で） | 槙 | 2026-06-12
Write the notice (Lachlan, mid June) | Write the notice | Lachlan | 2026-06-20
Write the notice (Lachlan, June 12th) | Write the notice | Lachlan | 2026-06-12
Write the notice (Lachlan, Fri) | Write the notice | Lachlan | 2026-06-12
Write the notice (Lachlan, Friday 12 June, noon) | Write the notice | Lachlan | 2026-06-12
Write the notice (Lachlan, w/e 12 June) | Write the notice | Lachlan | 2026-06-12
Write the notice (Lachlan by 12 June) | Write the notice | Lachlan | 2026-06-12
Write the notice (Lachlan and Tom, 12 June) | Write the notice | Lachlan,Tom | 2026-06-12
Write the notice [Minh Anh Le, 12 June] | Write the notice | Minh Anh Le | 2026-06-12
Write the notice {Lachlan, 12 June} | Write the notice | Lachlan | 2026-06-12
Write the notice <Lachlan> by 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice ← Lachlan, 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice >> Lachlan >> 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice // Lachlan // 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice ~ Lachlan ~ 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice · Lachlan · 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice • Lachlan • 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice: Lachlan, 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice; Lachlan; 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice; owner Lachlan; due 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice, owner Lachlan, due 12 June | Write the notice | Lachlan | 2026-06-12
Write the notice. Lachlan, by 12 June. | Write the notice | Lachlan | 2026-06-12
Write the notice  Lachlan  12 June | Write the notice | Lachlan | 2026-06-12
Write the notice @saltmarsh (12 June) | Write the notice | saltmarsh | 2026-06-12
Write the notice (@saltmarsh, @odette-v) 2026-06-12 | Write the notice | saltmarsh,odette-v | 2026-06-12
saltmarsh: write the notice (12 June) | write the notice | saltmarsh | 2026-06-12
saltmarsh to write the notice by 12 June | saltmarsh to write the notice by 12 June | saltmarsh | 2026-06-12
saltmarsh will write the notice, 12 June | saltmarsh will write the notice | saltmarsh | 2026-06-12
[saltmarsh, 12 June] write the notice | write the notice | saltmarsh | 2026-06-12
Lachlan (12 June) - write the notice | write the notice | Lachlan | 2026-06-12
Lachlan, 12 June: write the notice | write the notice | Lachlan | 2026-06-12
12 June, Lachlan: write the notice | write the notice | Lachlan | 2026-06-12
By 12 June: write the notice (Lachlan) | write the notice | Lachlan | 2026-06-12
Lachlan is to write the notice before 12 June | Lachlan is to write the notice before 12 June | Lachlan | 2026-06-12
Lachlan writes the notice (12 June) | Lachlan writes the notice | Lachlan | 2026-06-12
Ask Lachlan for the notice (Tom, 12 June) | Ask Lachlan for the notice | Tom | 2026-06-12
Tom Blake & Priya Nair: write the notice | write the notice | Tom Blake,Priya Nair | 
Tom/Priya - write the notice - 12 June | write the notice | Tom,Priya | 2026-06-12
Write the notice (TB/PN) | Write the notice | TB,PN | 
Write the notice (all) | Write the notice | all | 
Everyone: write the notice | write the notice | Everyone | 
Clerk: write the notice | write the notice | Clerk | 
Write the notice (Hon. Secretary, 12 June) | Write the notice | Hon. Secretary | 2026-06-12
Write the notice (Secretary) | Write the notice | Secretary | 
Write the notice (comms team, 12 June) | Write the notice | comms team | 2026-06-12
Write the notice (city clerk's office; June 12) | Write the notice | city clerk's office | 2026-06-12
料金表 @鈴木さん EOD | 料金表 | 鈴木 | 2026-06-10
quote to customer @suzuki next Friday | quote to customer | suzuki | 2026-06-19
日曜作業の入館申請（客先：逸見様、7/17） | 日曜作業の入館申請 | 逸見 | 2026-07-17
見積もり再提出（→鈴木、6/15） | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出…鈴木（6/15） | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出 / 鈴木 / 6月15日（月） | 見積もり再提出 | 鈴木 | 2026-06-15
6/15（月）鈴木　見積もり再提出 | 見積もり再提出 | 鈴木 | 2026-06-15
【鈴木】見積もり再提出【6/15】 | 見積もり再提出 | 鈴木 | 2026-06-15
鈴木：見積もり再提出（6/15〆） | 見積もり再提出 | 鈴木 | 2026-06-15
鈴木→見積もり再提出（6/15締切） | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出（鈴木さん・6/15まで） | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出（鈴木・佐藤、6/15） | 見積もり再提出 | 鈴木,佐藤 | 2026-06-15
見積もり再提出　担当＝鈴木　〆＝6/15 | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出　by 鈴木　until 6/15 | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出 by鈴木 6/15 | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出 < 鈴木 6/15 > | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出 [担当:鈴木][期限:6/15] | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出　鈴木　6/15 | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出（鈴木）6/15 | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出（鈴木） ～6/15 | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出、鈴木、6/15 | 見積もり再提出 | 鈴木 | 2026-06-15
（鈴木）見積もり再提出：6/15 | 見積もり再提出 | 鈴木 | 2026-06-15
(鈴木/6/15) 見積もり再提出 | 見積もり再提出 | 鈴木 | 2026-06-15
鈴木さんに見積もりを再提出してもらう（6/15） | 鈴木さんに見積もりを再提出してもらう | 鈴木 | 2026-06-15
見積もり再提出 担当 鈴木 期限 6/15 | 見積もり再提出 | 鈴木 | 2026-06-15
見積もり再提出。担当鈴木。6/15まで。 | 見積もり再提出 | 鈴木 | 2026-06-15
Send the quote - Priya - Jun 15 | Send the quote | Priya | 2026-06-15
Send the quote (Priya; due Jun 15) | Send the quote | Priya | 2026-06-15
Send the quote [Priya, Jun 15] | Send the quote | Priya | 2026-06-15
Send the quote [owner: Priya] [due: 2026-06-15] | Send the quote | Priya | 2026-06-15
Send the quote. Owner: Priya. Due: June 15. | Send the quote | Priya | 2026-06-15
Send the quote @priya by June 15 | Send the quote | priya | 2026-06-15
Send the quote (by June 15) - Priya | Send the quote | Priya | 2026-06-15
Send the quote -> priya, 15 June | Send the quote | priya | 2026-06-15
Send the quote, Priya, 15 June | Send the quote | Priya | 2026-06-15
Priya - send the quote - 15 June | send the quote | Priya | 2026-06-15
Priya – Send the quote (15 June) | Send the quote | Priya | 2026-06-15
Priya (15 June): send the quote | send the quote | Priya | 2026-06-15
[Priya] send the quote, 15 June | send the quote | Priya | 2026-06-15
<Priya> send the quote <15 June> | send the quote | Priya | 2026-06-15
15 June: Priya: send the quote | send the quote | Priya | 2026-06-15
15 June - Priya - send the quote | send the quote | Priya | 2026-06-15
PN to send the quote by 15 June | PN to send the quote by 15 June | PN | 2026-06-15
PN/TB: send the quote (15 June) | send the quote | PN,TB | 2026-06-15
Send the quote (PN, 15 June) | Send the quote | PN | 2026-06-15
Finance to send the quote, due 15 June | Finance to send the quote | Finance | 2026-06-15
The treasurer will send the quote by 15 June | The treasurer will send the quote by 15 June | treasurer | 2026-06-15
send the quote (priya, 15 june) | send the quote | priya | 2026-06-15
Send the quote by EOW (Priya) | Send the quote by EOW | Priya | 2026-06-12
Send the quote to Bakker (Priya, end of June) | Send the quote to Bakker | Priya | 2026-06-30
"""
"""As written | text | owners | due, of a meeting on Wednesday, 10 June 2026."""


@pytest.mark.parametrize("case", LINES.strip().splitlines())
def test_a_line(case: str) -> None:
    line, text, owners, due = case.rsplit(" | ", 3)
    said = action_item(Marked(line), line, date(2026, 6, 10), known=PRESENT)
    assert (said.text.rstrip("。. "), ",".join(bare_owners(said.owners)), str(said.due or "")) == (text, owners, due)


def test_a_handle_is_no_part_of_the_words_before_it() -> None:
    for line, text, owner in (
        ("料金表 @鈴木さん EOD", "料金表", "@鈴木さん"),
        ("quote to customer @suzuki next Friday", "quote to customer", "@suzuki"),
    ):
        said = action_item(Marked(line), line, date(2026, 6, 10))
        assert (said.text, said.owners) == (text, (owner,))
