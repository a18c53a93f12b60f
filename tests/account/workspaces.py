"""Workspaces for tests, from the text of their files."""

from __future__ import annotations

from pathlib import Path

from docgen import settings
from docgen.settings import Settings

HEADER = "id,name,aliases,stage,owner,domains,karte,language,time_zone,renewal_date,tier,document_id\n"
MEMBERS = "id,name,aliases,unit,email,slack_id\n"


def workspace(root: Path, accounts: str = HEADER, members: str = MEMBERS, toml: str = "") -> Settings:
    """The workspace whose files hold these texts."""
    (root / "docgen.toml").write_text(toml, encoding="utf-8")
    (root / "accounts.csv").write_text(accounts, encoding="utf-8", newline="")
    (root / "members.csv").write_text(members, encoding="utf-8", newline="")
    return settings.load(start=root)
