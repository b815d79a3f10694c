"""`factcheck check` starts quickly, as a commit hook must: it imports only what it needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.reports import ROOT, Folder, environment

_UNNEEDED = (
    *("mkdocs", "material", "PIL", "pagefind", "pagefind_bin", "pagefind_bin_extended"),
    *("jinja2", "markupsafe", "markdown", "pygments", "watchdog", "uharfbuzz"),
    # Babel's core knows the scripts of languages; dates, numbers and lists are for pages only.
    *("babel.dates", "babel.numbers", "babel.lists"),
)
_RUN = """\
import sys
from factcheck_report.cli import main
main(["check", *sys.argv[1:]], standalone_mode=False)
print("imported:", *sorted(sys.modules))
"""


def imported(*arguments: str) -> set[str]:
    """The modules that a process has imported after checking a report."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    return set(done.stdout.partition("imported:")[2].split())


@pytest.mark.parametrize("output", ["text", "json", "sarif", "github"])
def test_a_check_imports_nothing_that_only_a_site_needs(output: str) -> None:
    found = imported("--format", output, str(ROOT))
    assert "factcheck_report" in found
    assert found.isdisjoint(_UNNEEDED)


def test_what_a_report_needs_is_imported(folder: Folder) -> None:
    # A language without interface texts: the note about it names what is missing.
    folder.replace("claims.yaml", "  summary: One", "  language: mi\n  summary: One")
    assert "babel.dates" in imported(str(folder.path))
    assert "no-words" in folder.factcheck("check").stdout


def test_no_library_that_reads_documents_is_imported(folder: Folder) -> None:
    folder.write("seeds/page.html", "<!doctype html><p>A page.</p>")
    folder.replace(
        "claims.yaml", "    title: Drones", "    original: seeds/page.html\n    title: Dr"
    )
    libraries = {"trafilatura", "inscriptis", "lxml", "pypdf", "mammoth", "warcio"}
    assert not libraries & imported(str(folder.path))
