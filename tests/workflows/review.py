"""A workspace whose documents are given as values: what a team looks at, without a service behind it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from docgen.account.model import Account, AccountDocument, Meeting
from docgen.settings import load
from docgen.workflows.base import Workspace
from tests.lint.values import document
from tests.team import shared_service

ACCOUNTS = """\
id,name,owner,time_zone,document_id
kumo,くも食品株式会社,sato,,doc1
hoshi,ホテル星見,suzuki,Asia/Singapore,doc2
nagi,凪ロジスティクス,,,doc3
"""
MEMBERS = """\
id,name,aliases,unit,email,slack_id
sato,佐藤 美咲,佐藤,東,sato@example.com,U01
suzuki,鈴木 健太,鈴木,西,suzuki@example.com,
"""

Pairs = list[tuple[Account, AccountDocument]]


def team(root: Path, *, step: int = 2, accounts: str = ACCOUNTS, language: str = "ja") -> Workspace:
    """The workspace at ``root``."""
    (root / "docgen.toml").write_text(f'language = "{language}"\nstep = {step}\n', encoding="utf-8")
    (root / "accounts.csv").write_text(accounts, encoding="utf-8")
    (root / "members.csv").write_text(MEMBERS, encoding="utf-8")
    workspace = Workspace(load(config=root / "docgen.toml"))
    workspace.__dict__["service"] = shared_service()
    return workspace


def pairs(workspace: Workspace, **meetings: Sequence[Meeting]) -> Pairs:
    """What the documents of the accounts say: id of the account to its meetings."""
    accounts = {account.id: account for account in workspace.roster.accounts}
    return [
        (
            accounts[id],
            replace(document(*said), account=id, name=accounts[id].name, document_id=accounts[id].document_id),
        )
        for id, said in meetings.items()
    ]
