"""Sites that the real Zensical builds from exported reports, and what stands on their pages."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from tests.commands import run_module
from tests.reports import environment

_ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>(.*)</article>', re.DOTALL)


def build_with_zensical(project: Path) -> Path:
    """Build a project, in which no link may be dead, and return the folder of its site.

    As the export says, its hashes are written last.
    """
    done = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "--strict"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=environment(),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No issues found" in done.stdout + done.stderr
    summed = run_module(("factcheck_report", "checksums", "site"), project, environment())
    assert summed.returncode == 0, summed.stdout + summed.stderr
    return project / "site"


def article(page: str) -> str:
    """Return the content of a page, without what the theme has around it."""
    found = _ARTICLE.search(page)
    assert found, page[:500]
    # Material puts the target of its “skip” link elsewhere.
    return found[1].replace('<a id="__skip" tabindex="-1"></a>', "")


def elements(html: str) -> list[object]:
    """Return tags with their attributes, and texts; without white space between two tags."""
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return [part for part in parser.parts if not isinstance(part, str) or part.strip()]


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, sorted((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(("/", tag))

    def handle_data(self, data: str) -> None:
        if self.parts and isinstance(self.parts[-1], str):
            self.parts[-1] += data
        else:
            self.parts.append(data)
