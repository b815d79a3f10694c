"""The words of the interface that depend on data: dates, counts, and names of states."""

from __future__ import annotations

from collections.abc import Iterable

from generator.dates import PartialDate
from generator.model import (
    Compatible,
    CorrectionKind,
    OriginKind,
    Receipt,
    Stance,
    Wording,
)
from generator.texts import Match

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

STANCES = {
    Stance.SUPPORTS: "For",
    Stance.REFUTES: "Against",
    Stance.CONTEXT: "Context",
}

WORDINGS = {
    Wording.QUOTED: "quoted by the document",
    Wording.PARAPHRASED: "in the document’s paraphrase",
    Wording.DOCUMENT: "the document’s own words",
    Wording.HEADLINE: "from a headline",
}

ORIGIN_KINDS = {
    OriginKind.GOVERNMENT: "a government",
    OriginKind.PERSON: "a person",
    OriginKind.NEWS: "a news outlet",
    OriginKind.ORGANISATION: "an organisation",
    OriginKind.ANONYMOUS: "not named",
}

CORRECTION_KINDS = {
    CorrectionKind.CORRECTION: "Correction",
    CorrectionKind.CLARIFICATION: "Clarification",
    CorrectionKind.UPDATE: "Update",
}

COMPATIBILITY = {
    Compatible.YES: "Both can be true",
    Compatible.PARTLY: "Both can be true only in part",
    Compatible.NO: "Both cannot be true",
}

DIFFERENCES = {
    "white-space": "the spacing",
    "quotation-marks": "the quotation marks",
    "dashes": "the dashes",
    "ellipsis": "the ellipsis marks",
    "invisible-characters": "invisible characters",
    "composition": "the encoding of accents",
    "outer-quotation-marks": "the quotation marks around it",
}


def date(value: PartialDate) -> str:
    """As people write it, e.g. "5 November 2022"; with "(inferred)" where a part is."""
    parts = [str(value.year)]
    if value.month is not None:
        parts.insert(0, MONTHS[value.month - 1])
    if value.day is not None:
        parts.insert(0, str(value.day))
    text = " ".join(parts)
    if not value.inferred:
        return text
    if value.inferred_parts == 1 and value.month is not None:
        return f"{text} (year inferred)"
    return f"{text} (inferred)"


def number(value: int) -> str:
    """With thousands set apart, e.g. "12,345"."""
    return f"{value:,}"


def count(value: int, one: str, many: str) -> str:
    """A number with its noun, e.g. "1 claim", "12 claims"."""
    return f"{value:,} {one if value == 1 else many}"


def joined(items: Iterable[str]) -> str:
    """A list in a sentence, e.g. "a, b and c"."""
    *most, last = list(items) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def found(receipt: Receipt) -> str:
    """How a quote was found, e.g. "Found; the spacing differs"."""
    left_out = ", with words left out" if len(receipt.pieces) > 1 else ""
    named = [DIFFERENCES[name] for name in receipt.differences if name in DIFFERENCES]
    if receipt.match is Match.EXACT or not named:
        return f"Found word for word{left_out}"
    return f"Found{left_out}; {joined(named)} {'differ' if _plural(named) else 'differs'}"


def _plural(named: list[str]) -> bool:
    return len(named) > 1 or not named[0].startswith(("the spacing", "the encoding"))


def lines(receipt: Receipt) -> str:
    """E.g. "line 14", "lines 14–15"."""
    first, last = receipt.lines
    return f"line {first}" if first == last else f"lines {first}–{last}"
