"""Measures the time and memory of processes."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

_LAUNCH = Path(__file__).with_name("launch.py")

_Argument = TypeVar("_Argument")
_Result = TypeVar("_Result")


class Failed(Exception):
    """A process ended with an error. The message is the last lines it printed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The costs of one process and of the child processes it waited for."""

    cpu: float
    """Seconds of user and system time."""
    wall: float
    """Seconds."""
    memory: float
    """Peak resident memory in MB; if there are child processes, of the largest one."""


def environment() -> dict[str, str]:
    """The environment of a measured process: ours without any PYTHON… and FACTCHECK… variables."""
    left_out = ("PYTHON", "FACTCHECK")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return inherited | {"NO_MKDOCS_2_WARNING": "1"}


def run(
    command: Sequence[str | Path], folder: Path, variables: Mapping[str, str] | None = None
) -> Cost:
    """Run a command in a folder, with some more environment variables. Raises Failed."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as aside:
        measured = Path(aside) / "cost.json"
        ended = subprocess.run(
            [sys.executable, "-ISE", _LAUNCH, measured, *command],
            cwd=folder,
            env=environment() | dict(variables or {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if ended.returncode:
            lines = ended.stdout.strip().splitlines()
            raise Failed(" ".join(lines[-3:]) or f"exit code {ended.returncode}")
        return Cost(**json.loads(measured.read_text("utf-8")))


def medians(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        median(cost.cpu for cost in costs),
        median(cost.wall for cost in costs),
        median(cost.memory for cost in costs),
    )


def in_fresh_process(measured: Callable[[_Argument], _Result], argument: _Argument) -> _Result:
    """Call a function of a module in a new process, and return its result."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(measured, argument).result()


def peak_memory() -> float:
    """The peak resident memory of this process in MB.

    getrusage would also count the process that started this one: see launch.py.
    """
    found = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    if found is None:
        raise SystemExit("The peak memory of a process can only be read on Linux.")
    return int(found[1]) / 1024


@dataclass(frozen=True, slots=True)
class Memory:
    """The memory of a process, in MB."""

    resident: float
    """Peak resident memory, with what the process shares with others."""
    proportional: float
    """Peak of its own memory and of its part of what it shares (PSS), as far as it was seen."""


def memory_of_each(
    command: Sequence[str | Path], folder: Path, variables: Mapping[str, str]
) -> tuple[dict[str, Memory], float]:
    """Run a command; the memory of each of its processes, and the peak of all together, in MB.

    Of several processes of one kind, the largest counts. They are looked at ten times a second,
    which takes time: do not measure that in the same run. Raises Failed.
    """
    found: dict[str, Memory] = {}
    total = 0.0
    with subprocess.Popen(
        command, cwd=folder, env=environment() | dict(variables), stdout=subprocess.DEVNULL
    ) as process:
        while process.poll() is None:
            now = 0.0
            for kind, number in _family(process.pid):
                with suppress(OSError, TypeError):
                    resident = _megabytes(number, "status", "VmHWM")
                    proportional = _megabytes(number, "smaps_rollup", "Pss")
                    now += proportional
                    before = found.get(kind, Memory(0, 0))
                    found[kind] = Memory(
                        max(before.resident, resident), max(before.proportional, proportional)
                    )
            total = max(total, now)
            time.sleep(0.1)
    if process.returncode:
        raise Failed(f"exit code {process.returncode}")
    return found, total


def _family(process: int) -> Iterator[tuple[str, int]]:
    """Kind and number of a process and of all that it started."""
    yield "main process", process
    below = _children(process)
    while below:
        number = below.pop()
        below += _children(number)
        with suppress(OSError):
            name = Path(f"/proc/{number}/comm").read_text().strip()
            # A fork has the command line of the process that it was forked from.
            forked = _command_line(number) == _command_line(process)
            yield ("each fork of it" if forked else name), number


def _children(process: int) -> list[int]:
    with suppress(OSError):
        return [*map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())]
    return []


def _command_line(process: int) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


def _megabytes(process: int, file: str, field: str) -> float:
    """A figure of a file in /proc. Raises OSError and TypeError if the process has ended."""
    text = Path(f"/proc/{process}/{file}").read_text()
    found = re.search(rf"^{field}:\s+(\d+) kB$", text, re.MULTILINE)
    if found is None:
        raise TypeError(f"{file} of process {process} has no {field}")
    return int(found[1]) / 1024


@contextmanager
def largest_program(name: str) -> Iterator[list[float]]:
    """A list that afterwards ends with the peak resident memory, in MB, of the largest program.

    `name` begins the names of the programs that count. They are looked at 20 times a second, on the
    whole machine: nothing else may run them.
    """
    peaks, done = [0.0], threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            for file in Path("/proc").glob("[0-9]*/status"):
                with suppress(OSError):
                    status = file.read_text()
                    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
                    if found and status.startswith(f"Name:\t{name}"):
                        peaks.append(max(peaks[-1], int(found[1]) / 1024))

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield peaks
    finally:
        done.set()
        watching.join()
