"""What holds for every test: nothing of the machine around it."""

from __future__ import annotations

import os
import signal

import hypothesis
import pytest

from tests.programs import where

# How long an example takes says nothing on a busy machine. The examples are the same in every run, so that a change is
# what makes a test fail; DOCGEN_EXAMPLES, which asks for more of them, makes others each time.
hypothesis.settings.register_profile(
    "docgen",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize="DOCGEN_EXAMPLES" not in os.environ,
)
hypothesis.settings.load_profile("docgen")

# A shell that starts something in the background has it ignore Ctrl-C, and all that it starts would do so too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header() -> str:
    """Which browser the tests of tests/browser use."""
    found = where.chromium()
    return f"browser: {found.path if found else 'none, its tests are skipped'}"


@pytest.fixture(autouse=True)
def _nothing_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in [name for name in os.environ if name.startswith("DOCGEN_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", os.path.join(os.path.dirname(__file__), "no config of anybody's"))
