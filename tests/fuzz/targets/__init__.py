"""The parts of the product that are fuzzed; each module has a function `check(data)`."""

from __future__ import annotations

SEPARATOR = "\n====\n"
"""Between the texts of an input that holds several."""


def texts_of(data: bytes, number: int) -> list[str]:
    """So many texts in an input; those that it does not have are empty."""
    parts = data.decode("utf-8", "replace").split(SEPARATOR, number - 1)
    return parts + [""] * (number - len(parts))
