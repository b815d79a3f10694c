"""Builds that are killed or interrupted at random moments."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import files_of
from tests.reports import EXAMPLE, Folder, environment
from tests.waiting import PATIENCE, wait_for

MOMENTS = 30


@pytest.fixture(autouse=True)
def variables(scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_JOBS", "2")
    monkeypatch.setenv("SITE_URL", "https://example.org/")


def processes_of(session: int) -> list[int]:
    """The processes of a session, the oldest first."""
    found = []
    for place in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            fields = (place / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] != "Z":
                found.append(int(place.name))
    return sorted(found)


def whole_group(session: int, number: random.Random) -> list[int]:
    return processes_of(session)


def first_process(session: int, number: random.Random) -> list[int]:
    return processes_of(session)[:1]


def any_other_process(session: int, number: random.Random) -> list[int]:
    others = processes_of(session)[1:]
    return [number.choice(others)] if others else []


BUILDS = {
    "build": ("factcheck_report", "build", "--jobs", "2"),
    "mkdocs": ("mkdocs", "build", "--quiet"),
    "export": ("factcheck_report", "export", "--jobs", "2", "site"),
}


@pytest.mark.long
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("victims", [whole_group, first_process, any_other_process])
@pytest.mark.parametrize("name", BUILDS)
def test_the_site_is_whole_and_the_next_build_is_right(
    folder: Folder,
    caches: Path,
    scratch: Path,
    name: str,
    victims: Callable[[int, random.Random], list[int]],
    end: signal.Signals,
) -> None:
    seed = int(os.environ.get("FAULT_SEED") or time.time_ns() % 1_000_000)
    print(f"FAULT_SEED={seed}")  # noqa: T201 - repeats a run
    moments = random.Random(seed)
    folder.copy(EXAMPLE)
    site = folder.path / "site"
    command = BUILDS[name]

    def build() -> int:
        return folder.run_in_new_python(*command).returncode

    assert build() == 0
    old = files_of(site)
    source = folder.read("claims.yaml")
    changed = source.replace('title: "The ferries', 'title: "Again: the ferries', 1)
    assert changed != source
    folder.write("claims.yaml", changed)
    started = time.monotonic()
    assert build() == 0
    took = time.monotonic() - started
    new = files_of(site)
    assert new != old
    seen: Counter[str] = Counter()
    published, other = new, old
    for _ in range(MOMENTS // 6 if end is signal.SIGINT else MOMENTS):
        # Each build makes the other state of the two.
        text = source if published == new else changed
        folder.write("claims.yaml", text)
        if moments.random() < 0.5:
            shutil.rmtree(caches, ignore_errors=True)
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=folder.path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(),
            start_new_session=True,
            text=True,
        )
        time.sleep(moments.uniform(0, took))
        for victim in victims(process.pid, moments):
            with contextlib.suppress(ProcessLookupError):
                os.kill(victim, end)
        said, _ = process.communicate(timeout=PATIENCE)
        wait_for(lambda process=process: not processes_of(process.pid))
        now = files_of(site)
        assert now in (old, new), sorted(set(now) ^ set(published))
        seen["new" if now == other else "old"] += 1
        print(sum(seen.values()), process.returncode, dict(seen), flush=True)  # noqa: T201
        if now == other:
            assert process.returncode in (0, -end) or end is signal.SIGINT, said
        else:
            assert process.returncode != 0, said
        if end is signal.SIGINT and process.returncode not in (0, -end):
            # Until Python has imported the command, it is Python that says something.
            assert "Traceback" not in said or "Fix:" not in said, said
        assert build() == 0
        assert files_of(site) == other
        assert [*folder.path.glob(".site-*"), *scratch.iterdir()] == []
        published, other = other, published
    print(f"{name}, {victims.__name__}, {end.name}: {dict(seen)}, a build took {took:.1f} s")  # noqa: T201
