"""Measures only reading a report, without rendering any page."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from pathlib import Path

from measuring import Cost, in_fresh_process, medians, peak_memory
from report import write_report
from tables import table

from factcheck_report.loading import load
from factcheck_report.pipeline import read_report


def time_loading(claims: int, rounds: int, folder: Path) -> str:
    """Read a report in a new process each time. Returns a table."""
    write_report(folder, claims)
    size = (folder / "claims.yaml").stat().st_size
    rows = []
    for name, measured in (("load", _load), ("read_report", _read_report)):
        cost = medians([in_fresh_process(measured, folder) for _ in range(rounds)])
        rows.append([name, f"{cost.cpu:.2f} s", f"{cost.wall:.2f} s", f"{cost.memory:.0f} MB"])
    head = [f"{claims:,} claims", "CPU", "wall clock", "peak memory of the process"]
    return f"{size:,} bytes of YAML, medians of {rounds} rounds.\n\n{table(head, rows)}\n"


def _load(folder: Path) -> Cost:
    texts = {"claims.yaml": (folder / "claims.yaml").read_text("utf-8")}
    return _cost_of(lambda: not load(texts).problems)


def _read_report(folder: Path) -> Cost:
    return _cost_of(lambda: read_report(folder).report is not None)


def _cost_of(succeeds: Callable[[], bool]) -> Cost:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    if not succeeds():
        raise SystemExit("The report has problems.")
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Cost(cpu, wall, peak_memory())
