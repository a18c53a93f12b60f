"""The files that a new workspace begins with."""

from __future__ import annotations

_JA = """\
# docgen の設定。# で始まる行は説明で、書いてある値は省略時と同じです。

language = "ja"              # 表示と文書の言語: ja か en
time_zone = "Asia/Tokyo"     # 顧客ごとに accounts.csv の time_zone で変えられます
backend = "local"            # local: このフォルダーの中だけで動きます。google: Google ドキュメントを使います
# folder = ""                # 文書を置く Drive フォルダーの ID
# shared_drive = ""          # 文書を置く共有ドライブの ID
layout = "table"             # 会議の見せ方: table（2列の表）か columns（2段組み）
chips = false                # 人と日付をスマートチップで書くか
stages = ["sales", "onboarding", "retention"]   # ほかに dormant と churned がいつもあります
step = 1                     # 取り組みの段階: 1 議事録 → 2 仮説とレビュー → 3 行動原則 → 4 プレイブック

[lint]
fail_on = "error"            # これ以上の重さの指摘があれば終了コード1: error、warning、advice
# disable = [{ rule = "agenda-is-not-only-todo-checks", reason = "移行の月だけ", until = "2026-12-31" }]

[karte]
place = "document"           # 社内だけの情報の置き場: document（別の文書）か tab（文書を社外に共有しないチーム）

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
backend = "local"            # local: everything stays in this folder. google: Google Docs
# folder = ""                # id of the Drive folder for documents
# shared_drive = ""          # id of the shared drive for documents
layout = "table"             # of a meeting: table (two columns facing each other) or columns (text flowing in two)
chips = false                # whether to write people and dates as smart chips
stages = ["sales", "onboarding", "retention"]   # dormant and churned always exist beside them
step = 1                     # adoption: 1 minutes → 2 stances and reviews → 3 principles → 4 playbook

[lint]
fail_on = "error"            # findings of this severity and above make the exit code 1: error, warning, advice
# disable = [{ rule = "agenda-is-not-only-todo-checks", reason = "while we move", until = "2026-12-31" }]

[karte]
place = "document"           # of what is internal: document (one of its own) or tab (teams that share no documents)

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


def docgen_toml(language: str) -> str:
    """A docgen.toml that says what can be set, explained in ``language``."""
    return _JA if language == "ja" else _EN
