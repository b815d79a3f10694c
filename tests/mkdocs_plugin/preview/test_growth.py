"""The preview needs no more memory, files or folders after many saves than after a few."""

from __future__ import annotations

import signal
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from factcheck_report.mkdocs_plugin.pages import ReportPage
from factcheck_report.model import Report
from tests.preview import PreviewInProcess, PreviewServer
from tests.reports import CLAIMS, ROOT, SOURCE, Folder, sha256
from tests.waiting import found, open_files, settled, wait_for

FEW = 5
"""Saves after which the preview holds all that it will ever hold."""
MANY = 60
CLAIM = "claims/no-drones-sent/"
OVERRIDE = "overrides/factcheck/claim.html"


class RepeatedChange:
    """Saves one kind of change again and again, each with another mark."""

    def __init__(self, folder: Folder, kind: str) -> None:
        self._folder = folder
        self._kind = kind
        self.page = {
            "hand-written page": "own/",
            "document": "sources/gazette/",
            "theme override": "",
        }.get(kind, CLAIM)
        self._claims = CLAIMS.format(sha256=sha256(SOURCE))
        second = self._claims.partition("claims:\n")[2].replace("no-drones-sent", "another")
        # So that pages have neighbours.
        folder.write("claims.yaml", self._claims + second)
        self._claims += second
        folder.write("docs/own.md", "# Own\n")
        folder.replace("mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: overrides\n")
        folder.write("overrides/main.html", '{% extends "base.html" %}')
        if kind in ("template override", "broken template"):
            self._template = (
                ROOT / "generator/factcheck_report/rendering/templates/claim.html"
            ).read_text("utf-8")
            folder.write(OVERRIDE, self._template)

    def save(self, mark: str) -> None:
        """Save a change after which the page says the mark."""
        write, claims = self._folder.write, self._claims
        match self._kind:
            case "claim text":
                write("claims.yaml", claims.replace("The minister said so;", f"{mark} said so;", 1))
            case "claim title":
                write("claims.yaml", claims.replace("No drones were", f"{mark} drones were", 1))
            case "id":
                new = claims.partition("claims:\n")[2].partition("  another:")[0]
                new = new.replace("No drones were", f"{mark} drones were")
                id = mark.lower()
                write("claims.yaml", claims + new.replace("no-drones-sent", id))
                self.page = f"claims/{id}/"
            case "error":
                write("claims.yaml", claims.replace("stance: supports", f"stance: {mark}", 1))
            case "document":
                write("seeds/gazette.txt", f"{SOURCE}\n{mark}\n")
            case "hand-written page":
                write("docs/own.md", f"# Own\n\n{mark}\n")
            case "template override":
                write(OVERRIDE, f"{self._template}\n<p>{mark}</p>\n")
            case "broken template":
                write(OVERRIDE, f"{{{{ {mark} }}}}")
            case "theme override":
                block = f"{{% block announce %}}{mark}{{% endblock %}}"
                write("overrides/main.html", f'{{% extends "base.html" %}}{block}')


OTHER_KINDS = ("claim text", "id", "error", "document", "template override", "theme override")


@pytest.mark.long
@pytest.mark.parametrize(
    "kind",
    # One whose pages are rendered anew, one for which MkDocs builds the site, one that fails.
    ["hand-written page", "claim title", "broken template", *OTHER_KINDS],
)
def test_many_saves_leave_no_open_files_or_folders(
    kind: str, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = folder.path.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    editor = RepeatedChange(folder, kind)
    server = PreviewServer(folder)

    def held() -> tuple[int, int]:
        """The number of open files, and of temporary folders with those in them."""
        patterns = ("*", "*/*", "*/*/claims/*")
        folders = [place for pattern in patterns for place in found(temporary, f"{pattern}/")]
        return len(open_files(server.process.pid)), len(folders)

    def no_more_than(few: tuple[int, int]) -> bool:
        return all(now <= then for now, then in zip(held(), few, strict=True))

    try:
        server.wait_for(lambda page: "No drones were sent" in page, CLAIM)
        for number in range(1, MANY + 1):
            editor.save(mark := f"Saved{number}x")
            server.wait_for(lambda page, mark=mark: mark in page, editor.page)
            server.get("claims/another/")
            if number == FEW:
                # The connections of the last answers end a moment later.
                few = settled(held)
        wait_for(lambda: no_more_than(few))
    finally:
        server.stop()


@pytest.fixture
def alive(monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[int, int]]:
    """How many of all reports that were read are still held, and how many of all pages made."""
    reports, pages = [], []
    make_page = ReportPage.__init__

    def remembered(*arguments: Any) -> Report:
        report = Report(*arguments)
        reports.append(weakref.ref(report))
        return report

    def make_remembered(page: ReportPage, *arguments: Any) -> None:
        pages.append(weakref.ref(page))
        make_page(page, *arguments)

    monkeypatch.setattr("factcheck_report.pipeline.Report", remembered)
    monkeypatch.setattr(ReportPage, "__init__", make_remembered)
    return lambda: (
        sum(report() is not None for report in reports),
        sum(page() is not None for page in pages),
    )


@pytest.fixture
def begin(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], PreviewInProcess]]:
    begun: list[PreviewInProcess] = []
    monkeypatch.setattr(
        "factcheck_report.mkdocs_plugin.preview.server._refuse_port_in_use", lambda _: None
    )
    before = signal.getsignal(signal.SIGTERM)

    def start() -> PreviewInProcess:
        begun.append(PreviewInProcess(folder.path, folder.path.parent / "first"))
        return begun[-1]

    yield start
    signal.signal(signal.SIGTERM, before)
    for live in begun:
        live.close()


@pytest.mark.long
@pytest.mark.parametrize(
    "kind", ["broken template", "id", "claim title", "document", "template override"]
)
def test_many_saves_leave_no_old_reports_or_pages_in_memory(
    kind: str,
    folder: Folder,
    alive: Callable[[], tuple[int, int]],
    begin: Callable[[], PreviewInProcess],
) -> None:
    editor = RepeatedChange(folder, kind)
    live = begin()
    held = []
    for number in range(1, MANY + 1):
        editor.save(f"Saved{number}x")
        live.save()
        for page in (editor.page, CLAIM, "claims/another/", "claims/"):
            live.answer(page)
        held.append(alive())

    assert max(held[FEW:]) <= max(held[:FEW]), held
    reports, _ = held[-1]
    # What is shown, and what the pages of the first state were made of.
    assert reports <= 2, held
