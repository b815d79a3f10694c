"""Nobody who waits is left without a word."""

from __future__ import annotations

import time

import pytest

from generator import progress


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0.1)


def test_what_takes_long_is_named() -> None:
    said: list[str] = []
    with progress.lasting("Reading", said.append):
        time.sleep(0.3)
    assert said == ["Reading … (0 s)"]
    with progress.lasting("Reading", said.append):
        pass
    assert len(said) == 1


def test_many_things_are_counted_at_intervals() -> None:
    said: list[str] = []
    for _ in progress.Counter("Pages", 4_000, said.append).counted(range(8)):
        time.sleep(0.06)
    assert 2 <= len(said) <= 5
    assert said[0] == "Pages: 2 of 4,000"
