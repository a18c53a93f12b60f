"""What ``--stats`` prints: in one line what a run cost, then method by method; to stderr, also after a failure."""

from __future__ import annotations

from contextlib import suppress

from docgen.cli.context import Session
from docgen.connect.counting import Traffic
from docgen.errors import Text


def tell_stats(session: Session) -> None:
    """Print the figures of this run; a reader that went away is no news."""
    with suppress(OSError):
        for line in stats(session.traffic):
            session.say(line)


def stats(traffic: Traffic) -> list[Text]:
    """The lines: whole numbers of calls and bytes, seconds with one decimal."""
    reads, writes, waited = traffic.calls("read"), traffic.calls("write"), traffic.waited
    return [
        Text(
            f"通信: 読み取り {reads} 回・書き込み {writes} 回、"
            f"送信 {traffic.sent} バイト・受信 {traffic.received} バイト、"
            f"待ち {waited:.1f} 秒（再試行 {traffic.retries} 回）",
            f"traffic: reads {reads}, writes {writes}, bytes sent {traffic.sent}, bytes received {traffic.received}, "
            f"seconds waited {waited:.1f}, retries {traffic.retries}",
        ),
        *(
            Text(
                f"  {name}: {one.calls} 回、送信 {one.sent} バイト・受信 {one.received} バイト",
                f"  {name}: calls {one.calls}, bytes sent {one.sent}, bytes received {one.received}",
            )
            for name, one in traffic.methods.items()
        ),
    ]
