"""Measures the memory of each process of a build."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from measuring import memory_of_each
from peers import PEERS
from report import write_report
from tables import table


def memory(sizes: Sequence[int], jobs: Sequence[int], folder: Path) -> str:
    """Build reports with each number of processes. Returns a table."""
    rows = []
    for claims in sizes:
        for number in jobs:
            report = folder / f"report-{claims}-{number}"
            write_report(report, claims)
            used, total = memory_of_each(
                PEERS["product"].command(), report, {"FACTCHECK_JOBS": str(number)}
            )
            for kind, one in used.items():
                figures = (one.resident, one.proportional)
                rows.append([f"{claims:,} claims", str(number), kind, *map(_mb, figures)])
            rows.append([f"{claims:,} claims", str(number), "all together", "", _mb(total)])
    head = ["product", "jobs", "process", "peak resident", "peak of its own part"]
    return f"{table(head, rows)}\n"


def _mb(figure: float) -> str:
    return f"{figure:,.0f} MB"
