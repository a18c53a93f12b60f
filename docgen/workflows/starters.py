"""The files that a new workspace begins with."""

from __future__ import annotations

_JA = """\
# docgen の設定。# で始まる行は説明で、書いてある値は省略時と同じです。

language = "ja"              # 表示と文書の言語: ja か en
time_zone = "Asia/Tokyo"     # 顧客ごとに accounts.csv の time_zone で変えられます
backend = "local"            # 文書はここの .docgen/documents.sqlite にだけあります。バックアップをお願いします
stages = ["sales", "onboarding", "retention"]   # ほかに dormant と churned がいつもあります
step = {step}                     # 何を確かめるか。1: 会議の後の議事録、2: 会議の前のスタンスも

[lint]
fail_on = "error"            # これ以上の重さの指摘があれば終了コード1: error、warning、advice
# disable = [{ rule = "agenda-is-not-only-todo-checks", reason = "移行の月だけ", until = "2026-12-31" }]

# [chat]                      # 締めた会議の要約の送り先。トークンは DOCGEN_SLACK_TOKEN に
# channel = "C0123456789"

# お客様情報の項目を増やすとき:
# [[fields]]
# id = "peak-season"
# section = "basics"
# label = { ja = "繁忙期", en = "Peak season" }
# question = { ja = "忙しい時期はいつですか？", en = "When is your busiest time?" }
# audience = "shared"        # shared: お客様も読む、internal: 社内だけ
# who_can_answer = ["floor"]
# stale_after_days = 365
"""

_EN = """\
# The settings of docgen. Lines that begin with # explain; the values are those that hold without them.

language = "en"              # of messages and documents: ja or en
time_zone = "Asia/Tokyo"     # an account can have its own, in accounts.csv
backend = "local"            # the documents are in .docgen/documents.sqlite here, and nowhere else: back it up
stages = ["sales", "onboarding", "retention"]   # dormant and churned always exist beside them
step = {step}                     # what is asked for. 1: minutes that are finished; 2: stances before the meeting too

[lint]
fail_on = "error"            # findings of this severity and above make the exit code 1: error, warning, advice
# disable = [{ rule = "agenda-is-not-only-todo-checks", reason = "while we move", until = "2026-12-31" }]

# [chat]                      # where the summary of a finished meeting goes; the token is in DOCGEN_SLACK_TOKEN
# channel = "C0123456789"

# To ask more of your customers:
# [[fields]]
# id = "peak-season"
# section = "basics"
# label = { ja = "繁忙期", en = "Peak season" }
# question = { ja = "忙しい時期はいつですか？", en = "When is your busiest time?" }
# audience = "shared"        # shared: the customer reads it too, internal: never
# who_can_answer = ["floor"]
# stale_after_days = 365
"""


def docgen_toml(language: str, step: int = 1) -> str:
    """A docgen.toml that says what can be set, explained in ``language``."""
    return (_JA if language == "ja" else _EN).replace("{step}", str(step), 1)
