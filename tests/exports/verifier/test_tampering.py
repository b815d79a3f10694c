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
    "files that were added": r"a file added",
    "style sheets, scripts, fonts and pictures": r"a (byte of|file deleted) .(css|js|map|png|svg)",
    "the search index": r".* of the search index|claims/ID/pagefind-entry.json .*",
    "the schemas of claims.yaml and claims.json": r"a byte of (.*.schema.json|.py)",
    "the sitemap": r"(a byte of|a file deleted) sitemap.*",
    "what datapackage.json says of each column": (
        r"datapackage.json resources.schema.fields.(type|description|constraints.*)"
    ),
    "white space and quotation marks in data files": r"a byte of .(csv|json|xml|bib)",
}
"""Lines of the list in docs/checking.md, and the fields that they are about.

The list has more, which only some reports have.
"""
DOCUMENTED = re.compile("|".join(STATED_ONCE.values()))


@pytest.mark.parametrize("number", [25, pytest.param(400, marks=pytest.mark.long)])
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
            if not DOCUMENTED.fullmatch(one.field):
                missed.append((one.field, one.detail))
    # Shown by pytest -s.
    print(f"{number - unseen.total()} of {number} found; not found: {dict(unseen)}")  # noqa: T201
    assert missed == []
    assert unseen.total() <= number * 0.4


def test_the_documentation_lists_what_is_stated_once() -> None:
    text = (ROOT / "docs/checking.md").read_text("utf-8")
    listed = text.partition("<!-- stated once -->")[2].partition("<!-- /stated once -->")[0]
    for line in STATED_ONCE:
        assert f"\n- {line}" in listed
