"""Measures the second build, after an edit to one claim's text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from measuring import Cost, Failed, medians
from peers import Project
from peers.peer import CACHE
from tables import spread, table

from factcheck_report.pipeline import read_report
from modes.compare import write_projects

_EDITED = " That was edited."


def time_warm(claims: int, rounds: int, names: Sequence[str], folder: Path) -> str:
    """Build, edit and build again with each peer in turn. Returns a table."""
    projects = write_projects(claims, names, folder)
    report = read_report(folder / "report").report
    if report is None:
        raise SystemExit("The report has problems.")
    said = report.claims[claims // 2].claim
    cold: dict[str, list[Cost]] = {name: [] for name in names}
    warm: dict[str, list[Cost]] = {name: [] for name in names}
    failures: dict[str, str] = {}
    for _ in range(rounds):
        for name in [name for name in names if name not in failures]:
            try:
                _build_twice(projects[name], said, cold[name], warm[name])
            except Failed as failed:
                failures[name] = f"- {name}: {failed}\n"
    plain = medians(warm["plain"]).wall if warm.get("plain") else None
    rows = []
    for name in [name for name in names if name not in failures]:
        first, second = medians(cold[name]), medians(warm[name])
        rows.append(
            [
                name,
                f"{first.cpu:.2f} s",
                f"{second.cpu:.2f} s",
                spread(warm[name], lambda cost: cost.cpu),
                f"{second.cpu / first.cpu:.2f}",
                f"{first.wall:.2f} s",
                f"{second.wall:.2f} s",
                spread(warm[name], lambda cost: cost.wall),
                f"{second.wall / plain:.2f}" if plain else "–",
                f"{second.memory:.0f} MB",
            ]
        )
    head = [
        f"{claims:,} claims",
        "CPU of the first build",
        "of the second",
        "least–most",
        "second to first",
        "wall clock of the first",
        "of the second",
        "least–most",
        "to plain’s second",
        "peak memory",
    ]
    text = f"Medians of {rounds} interleaved rounds.\n\n{table(head, rows)}\n"
    return text + "".join(["\nFailed:\n\n", *failures.values()] if failures else [])


def _build_twice(project: Project, said: str, cold: list[Cost], warm: list[Cost]) -> None:
    """Build a project, edit a claim, build again and undo the edit. Raises Failed.

    The second build keeps the cache of the first, but not its site.
    """
    project.clean()
    cold.append(project.build())
    edit(project.folder, said, said + _EDITED)
    project.clean(CACHE)
    warm.append(project.build())
    if not _stands_in(project.site, said + _EDITED):
        raise Failed("the second build does not show the edit")
    edit(project.folder, said + _EDITED, said)


def edit(folder: Path, old: str, new: str) -> None:
    """Replace a text in all Markdown and YAML files of a folder."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".md", ".yaml"} and path.is_file():
            text = path.read_text("utf-8")
            if old in text:
                path.write_text(text.replace(old, new), "utf-8")


def _stands_in(site: Path, text: str) -> bool:
    return any(text in path.read_text("utf-8") for path in site.glob("claims/*/index.html"))
