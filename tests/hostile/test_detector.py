"""The detector sees what a naive pipeline makes of the same cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.hostile import naive
from tests.hostile.corpus import SECRET, SETTINGS, Case, cases, harmless, published_cases
from tests.hostile.detector import Kind, read_beside, watching

LEAST = {Kind.SCRIPT: 40, Kind.REQUEST: 25, Kind.HIJACK: 3, Kind.LEAK: 4, Kind.STRUCTURE: 150}
"""Cases that a naive pipeline falls for, at least; what the product lets through is 0 of each."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with pages of the naive pipeline, in `site`."""
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "secret.txt").write_text(SECRET)
    (tmp_path / "site").mkdir()
    return tmp_path


def naive_cases() -> Iterator[Case]:
    """The cases that a naive pipeline can be fed with: also those that we refuse."""
    yield from (case for case in published_cases() if case.group != "size")
    yield from cases("addresses")


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.long)])
def test_a_naive_pipeline_falls_for_many_cases(browser: Browser, project: Path, step: int) -> None:
    pages = {}
    found: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for case in islice(naive_cases(), 0, None, step):
        text = case.text.replace("\0", "")
        page = naive.build(case, text, project)
        pages[f"{case.name}.html"] = page, naive.build(case, harmless(text), project)
        (project / f"site/{case.name}.html").write_text(page, "utf-8", "replace")
        if SECRET in page:
            found[Kind.LEAK].add(f"{case.name}.html")
    with watching(browser, project / "site") as detector:
        detector.open_pages(pages)
    for finding in detector.findings:
        found[finding.kind].add(finding.page)
    window = browser.new_page()
    for name, reading in read_beside(window, pages).items():
        if reading.difference:
            found[Kind.STRUCTURE].add(name)
    window.close()
    numbers = Counter({kind: len(names) for kind, names in found.items()})
    print(dict(numbers))  # noqa: T201 - pytest shows it if a number is too low
    for kind, least in LEAST.items():
        assert numbers[kind] >= max(least // step, 1), (kind, sorted(found[kind]))
