"""Minutes as people write them, in Markdown and as documents of a workspace: what lint is measured on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from docgen.document.wire.documents import encode_document
from docgen.emulator import Emulator
from docgen.formats.markdown_document import markdown_document
from docgen.workflows import workspace as workspaces

TODAY: Final = date(2026, 11, 27)
NUMBER: Final = "0000"
"""Of the first customer; all its documents hold it where the others have theirs."""
WEEKDAYS: Final = "月火水木金土日"


def _item(number: int, meeting: int, day: date) -> str:
    """No two lines that people would write are alike, here or with another customer."""
    due, it = day + timedelta(days=7), f"帳票{NUMBER}-{meeting}-{number}"
    decided = f"{it}を{number + 2}項目に絞る" if meeting % 10 or number != 2 else ""
    owner = "" if meeting % 15 == 0 and number == 1 else "担当：佐藤、"
    box = "x" if due < TODAY else " "
    return f"""\
### {number}. {it}の入力の定着とデータの見える化（ご判断・15分）

**当社スタンス（仮説）**

{it}の入力が続かないのは、項目が多く、入力の時間が朝に集中しているためと考えます。項目を3分の1に絞り、夕方の巡回に合わせると定着します。

**お客様のご意見**

- {it}の項目を減らすのは賛成だが、監査で使う欄は残したい
- 現場のリーダーに{it}の案を先に見せたい

**決定事項**

- {decided}

**TODO**

- [{box}] {it}の案を送る（{owner}期限：{due.month}/{due.day}）
- [x] {it}のうち監査で使う欄の一覧を共有する（担当：田中様、期限：{due.month}/{due.day}）
"""


def _meeting(number: int, day: date) -> str:
    items = "\n".join(_item(each, number, day) for each in (1, 2, 3))
    return f"""\
## {day}（{WEEKDAYS[day.weekday()]}）週次定例 第{number}回

- 日時: {day} 10:00 - 11:00
- 参加者: 佐藤、鈴木、田中様、山本様

{items}
### 次回ご相談したいこと

- 夜勤の担当者による帳票{NUMBER}-{number}の入力
"""


def minutes(meetings: int) -> str:
    """So many weekly meetings, the newest on top, about 1,000 characters each; in some of them something is missing."""
    last = TODAY - timedelta(days=3)
    blocks = (_meeting(n, last - timedelta(weeks=meetings - n)) for n in range(meetings, 0, -1))
    return f"# お客様{NUMBER}議事録\n\n" + "\n".join(blocks)


def of_customer(text: str, number: int) -> str:
    """The minutes ``text`` as those of another customer."""
    return text.replace(NUMBER, f"{number:04}")


def make_workspace(root: Path, text: str, customers: int = 1) -> None:
    """A workspace with so many customers, c0000 and up, and the document of the first.

    The files of the others are there, empty: what is linted of them comes from the index (``fill_index``).
    """
    workspaces.init(root, "ja", 4)
    rows = [f"c{n:04},第{n:04}製作所,retention,bench-{n:04}" for n in range(customers)]
    (root / "accounts.csv").write_text("\n".join(["id,name,stage,document_id", *rows, ""]), encoding="utf-8")
    (root / "members.csv").write_text("id,name\nsato,佐藤\nsuzuki,鈴木\n", encoding="utf-8")
    document = markdown_document(text, title=f"お客様{NUMBER}", document_id=f"bench-{NUMBER}")
    dump: dict[str, Any] = json.loads(encode_document(document))
    emulator = Emulator(root / ".docgen" / "documents.sqlite")
    emulator.import_document({**dump, "revisionId": f"revision-{NUMBER}"})
    emulator.close()
    _copy_rows(root / ".docgen" / "documents.sqlite", ("file", "document"), range(1, customers))


def fill_index(root: Path, customers: int) -> None:
    """Put into the index what it would hold had every document been read, from what it holds of the first."""
    _copy_rows(root / ".docgen" / "index.sqlite", ("snapshots", "readings"), range(1, customers))


def _copy_rows(path: Path, tables: Iterable[str], numbers: range) -> None:
    """The rows of the first customer once more for each of the others."""
    with closing(sqlite3.connect(path)) as database:
        for table in tables:
            [row] = database.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a name of our own
            marks = ", ".join("?" * len(row))
            database.executemany(
                f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 - the same
                ([_renumbered(value, number) for value in row] for number in numbers),
            )
        database.commit()


def _renumbered(value: Any, number: int) -> Any:
    if isinstance(value, bytes):
        return value.replace(NUMBER.encode(), f"{number:04}".encode())
    return of_customer(value, number) if isinstance(value, str) else value
