"""The interface has words for everything the core can say."""

from __future__ import annotations

import pytest

from generator import proving, words
from generator.dates import PartialDate
from generator.locating import Difference, Reason
from generator.model import Receipt
from generator.texts import Match, Span


def receipt(*differences: str, pieces: int = 1, lines: tuple[int, int] = (3, 3)) -> Receipt:
    match = Match.NORMALISED if differences else Match.EXACT
    spans = tuple(Span(10 * n, 10 * n + 5) for n in range(pieces))
    return Receipt(match, spans, differences, lines, "0" * 64)


def test_every_difference_and_every_reason_has_words() -> None:
    assert set(words.DIFFERENCES) | {"elision"} == {str(difference) for difference in Difference}
    assert set(proving._REASONS) == set(Reason)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (receipt(), "Found word for word"),
        (receipt("white-space"), "Found; the spacing differs"),
        (receipt("dashes"), "Found; the dashes differ"),
        (
            receipt("quotation-marks", "white-space"),
            "Found; the quotation marks and the spacing differ",
        ),
        (receipt("elision", pieces=2), "Found word for word, with words left out"),
        (
            receipt("elision", "white-space", pieces=2),
            "Found, with words left out; the spacing differs",
        ),
    ],
)
def test_how_a_quote_was_found(given: Receipt, said: str) -> None:
    assert words.found(given) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2022", "2022"),
        ("2022-11", "November 2022"),
        ("2022-11-05", "5 November 2022"),
        ("2022?-11", "November 2022 (year inferred)"),
        ("2022-11?", "November 2022 (inferred)"),
        ("2022?", "2022 (inferred)"),
    ],
)
def test_dates_read_as_people_write_them(typed: str, said: str) -> None:
    date = PartialDate.parse(typed)

    assert words.date(date) == said
    assert str(date) == typed


@pytest.mark.parametrize(
    "typed", ["22", "2022-13", "2022-02-30", "2022-2-3", "?2022", "2022-11-05T00"]
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        PartialDate.parse(typed)


def test_lists_and_counts() -> None:
    assert words.joined([]) == ""
    assert words.joined(["a", "b", "c"]) == "a, b and c"
    assert words.count(1, "claim", "claims") == "1 claim"
    assert words.count(12_345, "claim", "claims") == "12,345 claims"
