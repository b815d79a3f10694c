"""Long steps print what is being done."""

from __future__ import annotations

import re
import threading
from types import SimpleNamespace

import pytest

from factcheck_report.site import progress


def test_a_long_step_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "DELAY", 0.01)
    said: list[str] = []
    spoken = threading.Event()

    def say(line: str) -> None:
        said.append(line)
        spoken.set()

    with progress.Progress("Reading", say):
        assert spoken.wait(60)
    assert re.fullmatch(r"Reading … \(\d+ s\)", said[0])


def test_a_quick_step_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "DELAY", 3600)
    said: list[str] = []
    with progress.Progress("Reading", said.append):
        pass
    assert said == []


def test_a_step_in_other_processes_is_named_without_a_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "DELAY", 3600)
    said: list[str] = []
    threads = threading.active_count()
    with progress.Progress("Reading", said.append) as reading:
        assert threading.active_count() == threads + 1
        monkeypatch.setattr(progress.time, "monotonic", lambda: 1e9)
        for _ in reading.without_thread(lambda: range(3)):
            assert threading.active_count() == threads
        assert threading.active_count() == threads + 1
    assert threading.active_count() == threads
    assert len(said) == 1


def test_many_things_are_counted_at_intervals(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: now))
    said: list[str] = []
    for _ in progress.ProgressCounter("Pages", 4_000, said.append).counted(range(8)):
        now += 0.6 * progress.DELAY
    assert said == [f"Pages: {number} of 4,000" for number in (2, 4, 6, 8)]
