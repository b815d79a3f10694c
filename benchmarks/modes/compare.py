"""Measures what each peer needs to build the same report."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from contents import read_contents
from measuring import Cost, Failed, medians
from peers import PEERS, Project
from report import write_report
from sites import Site, look
from tables import megabytes, spread, table


@dataclass(slots=True)
class Built:
    """A peer's builds of one report."""

    versions: str
    costs: list[Cost] = field(default_factory=list)
    site: Site | None = None
    failure: str = ""
    """Why it is not compared: the build failed, or the site has other contents."""

    @property
    def cost(self) -> Cost:
        """The medians of all rounds."""
        return medians(self.costs)

    @property
    def cpu_a_page(self) -> float:
        """CPU milliseconds for each page."""
        return self.cost.cpu * 1_000 / (self.site.pages if self.site else 1)


def write_projects(claims: int, names: Sequence[str], folder: Path) -> dict[str, Project]:
    """Write a report, and a project of it for each peer."""
    write_report(folder / "report", claims)
    contents = read_contents(folder / "report")
    return {name: PEERS[name].prepare(folder / "report", contents, folder / name) for name in names}


def compare(
    claims: int, rounds: int, peers: Mapping[str, str], folder: Path
) -> tuple[dict[str, Built], str]:
    """Build with each peer in turn, for a number of rounds. Returns the figures and a table.

    `peers` has the versions of each peer.
    """
    projects = write_projects(claims, list(peers), folder)
    built = {name: Built(versions) for name, versions in peers.items()}
    for number in range(rounds):
        for name, project in projects.items():
            if not built[name].failure:
                _build(project, built[name])
        _say(f"{claims:,} claims: round {number + 1} of {rounds} done")
    reference = built.get("product")
    for name, project in projects.items():
        if built[name].failure:
            continue
        built[name].site = site = look(project.site)
        if reference is not None and reference.site is not None:
            built[name].failure = "; ".join(site.differences(reference.site))
    return built, _table(claims, rounds, built)


def _build(project: Project, built: Built) -> None:
    project.clean()
    try:
        built.costs.append(project.build())
    except Failed as failed:
        built.failure = f"the build failed: {failed}"


def _table(claims: int, rounds: int, built: Mapping[str, Built]) -> str:
    head = [
        f"{claims:,} claims",
        "CPU",
        "least–most",
        "CPU a page",
        "to plain",
        "wall clock",
        "least–most",
        "to plain",
        "peak memory",
        "pages",
        "words",
        "HTML a page",
        "search index",
        "all files",
    ]
    plain = built.get("plain")
    rows = [_row(name, peer, plain) for name, peer in built.items() if peer.site]
    text = f"Medians of {rounds} interleaved rounds.\n\n{table(head, rows)}\n"
    failures = [f"- {name}: {peer.failure}." for name, peer in built.items() if peer.failure]
    if failures:
        text += "\nNot comparable:\n\n" + "\n".join(failures) + "\n"
    return text


def _row(name: str, peer: Built, plain: Built | None) -> list[str]:
    assert peer.site is not None
    cost, site = peer.cost, peer.site
    comparable = plain is not None and plain.costs and not (peer.failure or plain.failure)
    return [
        name,
        f"{cost.cpu:.2f} s",
        spread(peer.costs, lambda cost: cost.cpu),
        f"{peer.cpu_a_page:.2f} ms",
        f"{cost.cpu / plain.cost.cpu:.2f}" if plain and comparable else "–",
        f"{cost.wall:.2f} s",
        spread(peer.costs, lambda cost: cost.wall),
        f"{cost.wall / plain.cost.wall:.2f}" if plain and comparable else "–",
        f"{cost.memory:.0f} MB",
        f"{site.pages:,}",
        f"{site.words:,}",
        f"{site.html // site.pages:,} B",
        megabytes(site.search) if site.search else "none",
        megabytes(site.total),
    ]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
