"""Minutes in a file, for teams without a chat: one part per meeting, newest last, replaced when it is written again."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.account.dates import Language
from docgen.inputs.text import read_text
from docgen.inputs.write import make_folder, write_text
from docgen.workflows.close import ReadBack
from docgen.workflows.summary import summary


def written_down(path: Path, done: ReadBack, language: Language, key: str) -> bool:
    """Write the minutes of a meeting into the Markdown file ``path``; whether they were in it already.

    ``key`` tells the meeting. What people have written around its part stays. Raises ``InputError``.
    """
    begin, end = f"<!-- docgen:{key} -->", f"<!-- /docgen:{key} -->"
    link = f"\n\n<{done.url}>" if done.url.startswith("https:") else ""
    part = f"{begin}\n{summary(done, language, markdown=True)}{link}\n{end}\n"
    text = read_text(path) if path.exists() else ""
    there = re.search(f"{re.escape(begin)}.*?{re.escape(end)}\n?", text, re.DOTALL)
    if there:
        text = text[: there.start()] + part + text[there.end() :]
    else:
        text = (text.rstrip("\n") + "\n\n" if text.strip() else "") + part
    make_folder(path.parent)
    write_text(path, text)
    return there is not None
