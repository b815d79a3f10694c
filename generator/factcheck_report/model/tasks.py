"""How tasks are run: one after the other, unless a caller has several processes for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

# Any: what tasks return, which is whatever the function that makes them expects.
Run = Callable[[Sequence[Callable[[], Any]]], Iterable[Any]]
"""Runs tasks, perhaps in other processes, and gives their results in the order of the tasks."""


def one_by_one(tasks: Sequence[Callable[[], Any]]) -> Iterator[Any]:
    """The results of tasks that run in this process."""
    return (task() for task in tasks)
