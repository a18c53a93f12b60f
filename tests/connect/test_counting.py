"""What went over the wire, as it went."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest

from docgen.connect.counting import CountingHttp, Tally, Traffic
from docgen.connect.transport import Transport
from docgen.errors import Text
from tests.connect.scripted import HANGS_UP, answer, server


@pytest.mark.parametrize("body", ["abcdef", "言葉".encode(), None], ids=["text", "bytes", "none"])
def test_bodies_are_counted_in_bytes(body: str | bytes | None) -> None:
    traffic, transport = Traffic(), Transport(timeout=30)
    with server(answer("決定".encode())) as there:
        CountingHttp(transport, traffic, "write", "x.y").request(there.url, "POST", body=body)
        transport.close()
    assert traffic.methods == {"x.y": Tally("write", 1, 6 if body else 0, 6)}


def test_an_answer_counts_as_long_as_it_was_on_its_way() -> None:
    traffic, transport, packed = Traffic(), Transport(timeout=30), gzip.compress(b"x" * 1000)
    with server(answer(packed, content_encoding="gzip")) as there:
        CountingHttp(transport, traffic, "read", "x.y").request(there.url)
        transport.close()
    assert traffic.received == len(packed) < 100


def test_what_is_not_answered_was_sent() -> None:
    traffic, transport = Traffic(), Transport(timeout=30)
    with server(HANGS_UP) as there:
        with pytest.raises(OSError, match="closed"):
            CountingHttp(transport, traffic, "write", "x.y").request(there.url, "POST", body="four")
        transport.close()
    assert traffic.methods == {"x.y": Tally("write", 1, 4, 0)}


def test_only_long_waits_are_told() -> None:
    told: list[Text] = []
    slept: list[float] = []
    traffic = Traffic(told.append)
    for seconds in (0.5, 2.0, 2.6):
        traffic.queue(seconds, slept.append)
        traffic.back_off(seconds, slept.append)
    assert [text.en for text in told] == [
        "waiting 3 s: the limit of requests a minute is reached",
        "that did not go through: trying again in 3 s",
    ]
    assert (traffic.waited, traffic.retries, sum(slept)) == (10.2, 3, 10.2)


def test_threads_count_together() -> None:
    traffic = Traffic()
    with ThreadPoolExecutor(8) as pool:
        for _ in range(2000):
            pool.submit(traffic.count, "read", "x.y", calls=1, sent=2, received=3)
    assert traffic.methods == {"x.y": Tally("read", 2000, 4000, 6000)}
