"""Measures what each piece of the product's machinery buys: builds with it switched off."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from measuring import Cost, medians, run
from peers import PEERS
from peers.peer import CACHE
from switched_off import SWITCHES
from tables import spread, table

from factcheck_report.pipeline import read_report
from modes.compare import write_projects
from modes.warm import edit

_RUN = Path(__file__).parent.parent / "switched_off.py"
_EDITED = " That was edited."
_IN_PREVIEW = {"incremental reading of claims"}
"""What only the preview uses; `--preview --off` measures it."""


def time_machinery(claims: int, rounds: int, folder: Path) -> str:
    """Build a report, then again after an edit, with all and without each. Returns a table."""
    project = write_projects(claims, ["product"], folder)["product"]
    report = read_report(folder / "report").report
    if report is None:
        raise SystemExit("The report has problems.")
    said = report.claims[claims // 2].claim
    names = ["", *(name for name in SWITCHES if name not in _IN_PREVIEW)]
    first: dict[str, list[Cost]] = {name: [] for name in names}
    second: dict[str, list[Cost]] = {name: [] for name in names}
    for number in range(rounds):
        for name in names:
            command = _command(name)
            project.clean()
            first[name].append(run(command, project.folder))
            edit(project.folder, said, said + _EDITED)
            project.clean(CACHE)
            second[name].append(run(command, project.folder))
            edit(project.folder, said + _EDITED, said)
        print(f"round {number + 1} of {rounds} done", file=sys.stderr, flush=True)
    rows = [
        [
            f"without: {name}" if name else "with all",
            *_figures(first[name], first[""]),
            *_figures(second[name], second[""]),
        ]
        for name in names
    ]
    figures = ["CPU", "least–most", "to all", "wall clock", "to all", "peak memory"]
    head = [
        f"{claims:,} claims",
        *(f"first build: {figure}" for figure in figures),
        *(f"second: {figure}" for figure in figures),
    ]
    return f"Medians of {rounds} interleaved rounds.\n\n{table(head, rows)}\n"


def _command(name: str) -> Sequence[str | Path]:
    python, _, *module = PEERS["product"].command()
    return [python, _RUN, name, *module] if name else PEERS["product"].command()


def _figures(costs: Sequence[Cost], of_all: Sequence[Cost]) -> list[str]:
    cost, whole = medians(costs), medians(of_all)
    return [
        f"{cost.cpu:.2f} s",
        spread(costs, lambda cost: cost.cpu),
        f"{cost.cpu / whole.cpu:.2f}",
        f"{cost.wall:.2f} s",
        f"{cost.wall / whole.wall:.2f}",
        f"{cost.memory:.0f} MB",
    ]
