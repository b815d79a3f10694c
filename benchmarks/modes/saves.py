"""Measures whether `mkdocs serve` grows while an editor saves many times."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from report import REPOSITORY, write_report
from tables import table

from factcheck_report.pipeline import read_report
from modes.preview import Server, serving

_WARM = 5
"""Saves before the first measurement, so that caches are full."""
_LONGEST = 300
"""Seconds to wait until the page shows a save."""
_CLAIM_OVERRIDE = "overrides/factcheck/claim.html"


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of save."""

    name: str
    file: str
    page: str
    """The address of a page that shows the save."""
    saved: Callable[[str, str], str]
    """From the file's original text and a mark that the page must show to the new text."""


@dataclass(frozen=True, slots=True)
class Look:
    """The resources that the preview uses at one moment."""

    descriptors: int
    folders: int
    """Temporary folders: of the preview, of its builds, and of the sites in them."""
    memory: float
    """Resident, in MB."""


def count_saves(claims: int, saves: int, folder: Path) -> str:
    """Save `saves` times for each kind, each in a new preview. Returns a table."""
    write_report(folder / "report", claims)
    rows = []
    for kind in _kinds(folder / "report"):
        write_report(folder / "report", claims)
        first, last = _saved(kind, saves, folder)
        rows.append(
            [
                kind.name,
                f"{first.descriptors} → {last.descriptors}",
                f"{first.folders} → {last.folders}",
                f"{first.memory:.1f} → {last.memory:.1f} MB",
                f"{last.memory - first.memory:+.1f} MB",
            ]
        )
        print(f"{kind.name}: done", flush=True)
    head = [f"{claims:,} claims", "descriptors", "temporary folders", "memory", "growth"]
    return f"After {_WARM} saves → after {saves} more.\n\n{table(head, rows)}\n"


def _kinds(folder: Path) -> list[_Kind]:
    report = read_report(folder).report
    if report is None:
        raise SystemExit("The report has problems.")
    claim = report.claims[len(report.claims) // 2]
    source = next(iter(report.draft.sources.values()))
    page, summary = f"claims/{claim.id}/", claim.summary.split()[0]

    def in_claim(field: str, text: str) -> Callable[[str, str], str]:
        def saved(yaml: str, mark: str) -> str:
            before, id, entry = yaml.partition(f"\n  {claim.id}:\n")
            name, found, rest = entry.partition(f"    {field}: ")
            start, word, end = rest.partition(text)
            if not (id and found and word):
                raise SystemExit(f"The claim {claim.id} has no {field}.")
            return f"{before}{id}{name}{found}{start}{mark} {word}{end}"

        return saved

    def behind(text: str, mark: str) -> str:
        return f"{text}\n{mark}\n"

    return [
        _Kind("claim text", "claims.yaml", page, in_claim("summary", summary)),
        _Kind("claim title", "claims.yaml", page, in_claim("claim", claim.claim.split()[0])),
        _Kind("document", source.file, f"sources/{source.id}/", behind),
        _Kind("hand-written page", "docs/about.md", "about/", behind),
        _Kind("template override", _CLAIM_OVERRIDE, page, behind),
        _Kind(
            "theme override",
            "overrides/main.html",
            page,
            lambda _, mark: (
                f'{{% extends "base.html" %}}{{% block announce %}}{mark}{{% endblock %}}'
            ),
        ),
    ]


def _saved(kind: _Kind, saves: int, folder: Path) -> tuple[Look, Look]:
    """The resources used after the first few saves, and after all of them."""
    temporary, file = folder / "temporary", folder / "report" / kind.file
    temporary.mkdir(exist_ok=True)
    if kind.file == _CLAIM_OVERRIDE:
        file.parent.mkdir(exist_ok=True)
        shutil.copy(REPOSITORY / "generator/factcheck_report/rendering/templates/claim.html", file)
    text = file.read_text("utf-8") if file.exists() else ""
    with serving(folder / "report", temporary) as server:
        server.page(kind.page)
        first = None
        for number in range(1, _WARM + saves + 1):
            mark = f"Saved-{number}-times"
            file.write_text(kind.saved(text, mark), "utf-8")
            _wait_for(server, kind.page, mark)
            # Requesting a list renders it again as well.
            server.page("claims/")
            if number == _WARM:
                first = look(server, temporary)
        return first or look(server, temporary), look(server, temporary)


def _wait_for(server: Server, page: str, mark: str) -> None:
    end = time.monotonic() + _LONGEST
    while mark not in server.page(page):
        if time.monotonic() > end:
            raise SystemExit(f"The preview does not show the saved change on {page}.")
        time.sleep(0.05)


def look(server: Server, temporary: Path) -> Look:
    """What a preview holds whose temporary folders are in `temporary`."""
    # The server closes its sockets a moment after answering.
    time.sleep(1)
    folders = sum(path.is_dir() for path in temporary.glob("*")) + sum(
        path.is_dir() for path in temporary.glob("*/*")
    )
    return Look(server.descriptors(), folders, server.memory())
