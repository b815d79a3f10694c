"""Measures how long the command takes to start."""

from __future__ import annotations

import sys

from measuring import Cost, medians, run
from report import REPOSITORY
from tables import spread, table

ROUNDS = 10
_FACTCHECK = [sys.executable, "-m", "factcheck_report"]
_COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "factcheck --help": [*_FACTCHECK, "--help"],
    "factcheck check, on the report of this repository": [*_FACTCHECK, "check"],
}


def time_startup() -> str:
    """Run each command in turn. Returns a table."""
    costs: dict[str, list[Cost]] = {name: [] for name in _COMMANDS}
    for _ in range(ROUNDS):
        for name, command in _COMMANDS.items():
            costs[name].append(run(command, REPOSITORY))
    rows = []
    for name, taken in costs.items():
        cost = medians(taken)
        least_and_most = spread(taken, lambda cost: cost.cpu)
        memory = f"{cost.memory:.0f} MB"
        rows.append([name, f"{cost.cpu:.3f} s", least_and_most, f"{cost.wall:.3f} s", memory])
    head = ["command", "CPU", "least–most", "wall clock", "peak memory"]
    return f"Medians of {ROUNDS} interleaved rounds.\n\n{table(head, rows)}\n"
