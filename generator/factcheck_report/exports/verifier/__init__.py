"""How a stranger checks a published report: the verifier, and the folding rules as data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factcheck_report import addresses
from factcheck_report.exports.verifier.folding_rules import folding_rules

_SOURCE = Path(__file__).with_name("verify.py")


def verifier_files() -> Iterator[tuple[str, str]]:
    """Name and text of each file with which a site is checked: the same for every report."""
    yield addresses.VERIFIER, _SOURCE.read_text("utf-8")
    yield addresses.FOLDING_RULES, folding_rules()
