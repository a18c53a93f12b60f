"""How far a run is, told at a terminal once it takes longer than a person waits without wondering."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, TypeVar

import click

if TYPE_CHECKING:
    from docgen.cli.context import Session

T = TypeVar("T")

QUIET: Final = 2.0
"""Seconds without a word."""


def counted(session: Session, things: Iterable[T], length: int) -> Iterator[T]:
    """``things``, of which there are ``length``; at a terminal, how many are done is told after ``QUIET`` seconds."""
    begun, told = time.monotonic(), False
    try:
        for number, thing in enumerate(things, 1):
            if sys.stderr.isatty() and time.monotonic() - begun > QUIET:
                words = (
                    f"文書を読んでいます {number}/{length}"
                    if session.language == "ja"
                    else f"reading {number}/{length}"
                )
                click.echo(f"\r{words}", err=True, nl=False)
                told = True
            yield thing
    finally:
        if told:
            click.echo("\r\033[K", err=True, nl=False)
