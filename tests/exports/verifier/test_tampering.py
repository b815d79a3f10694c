"""Random changes to the example's site: which of them the verifier finds without SHA256SUMS."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.exports.verifier import tampering
from tests.reports import ROOT

SEED = 2026
STATED_ONCE = {
    "the interface's own words on pages": r"page interface|a byte of .html",
    "classes and ids of elements on pages": r"page @(class|id)",
    "where links lead": r"page @(href|content)",
    "hand-written pages": r"page interface",
    "files that were added": r"a file added",
    "style sheets, scripts, fonts and pictures": r"a (byte of|file deleted) .(css|js|map|png|svg)",
    "the search index": r".* of the search index|claims/ID/pagefind-entry.json .*",
    "the schemas of claims.yaml and claims.json": r"a byte of (.*.schema.json|.py)",
    "the sitemap, and `robots.txt`": r"(a byte of|a file deleted) (sitemap|robots).*",
    "what datapackage.json says of each column": (
        r"datapackage.json resources.schema.fields.(type|description|constraints.*)"
    ),
    "white space and quotation marks in data files": r"a byte of .(csv|json|xml|bib)",
    "report: revision": r"claims.json report.(revision.*|checked)",
    "sources: the extractor of the original": r"claims.json sources.(original.extractor|short)",
    "origins and claimants: kind": r"claims.json (origins|claimants).kind",
    "disagreements: whether both sides can be true": r"claims.json disagreements.compatible",
    "corrections: the earlier values": r"claims(.json|/ID/index.json) .*corrections.was.*",
    "references.bib: what LaTeX calls a language": r"references.bib langid",
    "quotes: `prefix` and `suffix`": r"claims(.json|/ID/index.json) .*quotes.(prefix|suffix)",
}
"""How each line of the list in docs/checking.md begins, and the fields that it is about."""


def documented(field: str) -> bool:
    """Whether the documentation says that no other place states this field."""
    return any(re.fullmatch(pattern, field) for pattern in STATED_ONCE.values())


@pytest.mark.parametrize("number", [3, pytest.param(400, marks=pytest.mark.long)])
def test_changes_to_what_is_stated_twice_are_found(
    number: int, published: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(published, tmp_path / "site"))
    tamperer = tampering.Tamperer(published, SEED)
    missed: list[tuple[str, str]] = []
    unseen = Counter[str]()
    for _ in range(number):
        one = tamperer.tampering()
        if not tampering.verified(published, copy, one, renew=True).problems:
            if one.field not in unseen:
                # SHA256SUMS as it was published finds every change.
                assert tampering.verified(published, copy, one, renew=False).problems, one
            unseen[one.field] += 1
            if not documented(one.field):
                missed.append((one.field, one.detail))
    # Shown by pytest -s.
    print(f"{number - unseen.total()} of {number} found; not found: {dict(unseen)}")  # noqa: T201
    assert missed == []


def test_the_documentation_lists_what_is_stated_once() -> None:
    text = (ROOT / "docs/checking.md").read_text("utf-8")
    listed = text.partition("<!-- stated once -->")[2].partition("<!-- /stated once -->")[0]
    lines = re.findall(r"^- (.*)$", listed, re.MULTILINE)
    assert len(lines) == len(STATED_ONCE)
    for line, start in zip(lines, STATED_ONCE, strict=True):
        assert line.startswith(start)
