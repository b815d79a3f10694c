"""Random changes to the example's site: which of them the verifier finds without SHA256SUMS."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.exports.verifier import tampering

SEED = 2026
DERIVED = re.compile(
    r"(claims|claimreview|annotations|feed)\.json .*|claims\.csv .*|feed\.xml .*|a quote .*"
    r"|a word of a document|a file deleted .*"
)
"""What holds the data. On pages also stand words of the interface, which no data state."""


@pytest.mark.parametrize("number", [20, pytest.param(400, marks=pytest.mark.long)])
def test_changes_to_what_is_stated_twice_are_found(
    number: int, published: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(published, tmp_path / "site"))
    tamperer = tampering.Tamperer(published, SEED)
    missed: list[tuple[str, str]] = []
    found = Counter[bool]()
    for _ in range(number):
        one = tamperer.tampering()
        seen = bool(tampering.verified(published, copy, one, renew=True).problems)
        found[seen] += 1
        if not seen:
            # SHA256SUMS as it was published finds every change.
            assert tampering.verified(published, copy, one, renew=False).problems, one
            if DERIVED.fullmatch(one.field):
                missed.append((one.field, one.detail))
    assert missed == []
    assert found[True] >= number * 0.7
