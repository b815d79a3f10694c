"""Runs tasks in several processes at once, and gives their results in the order of the tasks.

Each process is a fork of this one: it has the report and the templates without a copy being sent,
and sends back only results. Forking is safe on Linux as long as this process has no other thread.
Elsewhere the tasks run in this process, one after the other, with the same results.

At 1,000 claims, a build with two processes takes a fifth to a third less time than with one, and up
to 17 % more CPU: it depends on whether the two cores are two threads of one. `benchmarks/run.py`
measures it.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, TypeVar

from factcheck_report.model import Position
from factcheck_report.problems import Problem
from factcheck_report.storage.interrupts import (
    end_at_interrupts,
    interrupts_held_back,
    stop_if_interrupted,
)

VARIABLE = "FACTCHECK_JOBS"
"""Environment variable: the number of processes. It takes precedence over the site's settings."""
MOST_JOBS = 64
_MOST_BY_DEFAULT = 8
"""More processes need more memory and make a build hardly faster."""
_AHEAD = 4
"""Tasks for each process that are begun before the first result is taken: these wait in memory."""
_BATCH_SIZE = 16
"""Pages."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class ProcessEnded(Exception):
    """One of the processes was ended from outside, most likely because the memory was full."""

    def problem(self, position: Position) -> Problem:
        """The problem of a build that stopped for this; `position` is in the site's settings."""
        return Problem(
            position=position,
            rule="memory",
            what="A process that helped to build was ended from outside. Most likely there was not "
            "enough memory.",
            fix=f"Build in one process: {VARIABLE}=1 factcheck build. Or close other programs, or "
            "use a machine with more memory.",
        )


def chosen_jobs(option: int | str | None, position: Position) -> tuple[int | None, Problem | None]:
    """The number of processes that somebody chose; None if it is left to the machine.

    `option` is that of the site's settings, None or empty if it is not set; `position` is where.
    Returns a problem, too, if what was chosen is no such number.
    """
    in_environment = os.environ.get(VARIABLE, "")
    chosen = str(in_environment or ("" if option is None else option)).strip()
    if not chosen:
        return None, None
    if chosen.isdecimal() and 1 <= int(chosen) <= MOST_JOBS:
        return int(chosen), None
    where = f"the environment variable {VARIABLE}" if in_environment else "the option “jobs”"
    return None, Problem(
        position=position,
        rule="configuration",
        what=f"“{chosen[:40]}” is not a number of processes: see {where}.",
        fix=f"Set it to a number from 1 to {MOST_JOBS}. Or remove it: one process for each core is "
        "the default.",
    )


def default_jobs() -> int:
    """The number of processes unless somebody sets it: one for each core this process may use."""
    return min(len(os.sched_getaffinity(0)), _MOST_BY_DEFAULT) if _can_fork() else 1


def run_tasks(
    tasks: Sequence[Callable[[], Result]], jobs: int, begin: Callable[[], object] = lambda: None
) -> Generator[Result, None, None]:
    """Run tasks in up to `jobs` processes; `begin` is called first in each process but this one.

    Close the iterator if you do not take all results: that ends the processes. Raises ProcessEnded,
    and what a task raises, at the place of its result.
    """
    pool = _pool(tasks, min(jobs, len(tasks)), begin)
    if pool is None:
        for task in tasks:
            yield task()
            stop_if_interrupted()
        return
    begun: deque[Future[Result]] = deque()
    try:
        for number in range(len(tasks)):
            if len(begun) >= _AHEAD * jobs:
                yield begun.popleft().result()
            # The first of them forks all processes.
            with interrupts_held_back() if number == 0 else contextlib.nullcontext():
                begun.append(pool.submit(_run, number))
            stop_if_interrupted()
        while begun:
            yield begun.popleft().result()
    except BrokenProcessPool as error:
        raise ProcessEnded from error
    finally:
        pool.shutdown(cancel_futures=True)


def batches(items: Sequence[Item], jobs: int) -> Iterator[Sequence[Item]]:
    """Items in their order, divided into what one task does in up to `jobs` processes.

    That is some 50 milliseconds' work. In one process it is one item: no result waits in memory.
    """
    size = 1 if jobs == 1 else _BATCH_SIZE
    return (items[start : start + size] for start in range(0, len(items), size))


def _can_fork() -> bool:
    # A fork has only the thread that forked: what another one held stays locked in it for ever.
    return sys.platform == "linux" and threading.active_count() == 1


def _pool(
    tasks: Sequence[Callable[[], Any]], jobs: int, begin: Callable[[], object]
) -> ProcessPoolExecutor | None:
    """Forks of this process that know the tasks; None if they must run in this one."""
    if jobs < 2 or not _can_fork():
        return None
    # What the garbage collector does not visit stays in memory that the processes share.
    gc.freeze()
    try:
        context = multiprocessing.get_context("fork")
        return ProcessPoolExecutor(jobs, context, _start, (tasks, begin))
    except (ImportError, OSError):
        # Some systems have no semaphores for processes.
        return None


_tasks: Sequence[Callable[[], Any]] = ()
"""In a fork: the tasks that it may be asked to run."""


def _start(tasks: Sequence[Callable[[], Any]], begin: Callable[[], object]) -> None:
    """Prepare a fork."""
    global _tasks
    _tasks = tasks
    end_at_interrupts()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin()


def _end_with_parent() -> None:
    """End this fork when the process that it was forked from has ended, even if it was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _run(number: int) -> Any:
    return _tasks[number]()
