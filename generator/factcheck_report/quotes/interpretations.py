"""What a quote may mean: as typed, without its outer quotation marks, elided with `[…]`."""

from __future__ import annotations

import re
from collections.abc import Collection

from factcheck_report.quotes.folding import FoldedText, fold_trimmed
from factcheck_report.quotes.results import Difference

_ELISION = re.compile(r"\[ ?\.(?: ?\.){2,3} ?\]")
# Folded: `…` is three dots by then, `….` four, a full stop and an ellipsis.
_NOTHING = re.compile(r"[\[\]. ]*")


def readings(whole: FoldedText) -> list[tuple[list[FoldedText], frozenset[Difference]]]:
    """What a quote may mean, likeliest first.

    Each reading is the pieces to find, trimmed and in order, and what makes them differ
    from the quote as it was typed.
    """
    outer = frozenset({Difference.OUTER_QUOTATION_MARKS})
    elision = frozenset({Difference.ELISION})
    found = [([whole], frozenset[Difference]())]
    text = whole.text
    if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'":
        unquoted = _part(whole, 1, len(text) - 1)
        if not is_blank(unquoted):
            found.append(([unquoted], outer))
    if _ELISION.search(text):
        found += [(_split(pieces[0]), changed | elision) for pieces, changed in found]
    return found


def typed_pieces(quote: str, differences: Collection[str]) -> tuple[str, ...]:
    """The pieces of a quote as the editor typed them, given how it was found.

    Without the elision marks between them and the quotation marks round them where these do not
    stand in the document.
    """
    found = readings(fold_trimmed(quote))
    left_out = {Difference.ELISION, Difference.OUTER_QUOTATION_MARKS} & set(differences)
    pieces = next((pieces for pieces, changed in found if changed == left_out), found[0][0])
    return tuple(piece.original.strip() for piece in pieces)


def is_blank(quote: FoldedText) -> bool:
    """Whether a quote is made of nothing but elision marks, dots and white space."""
    return _NOTHING.fullmatch(quote.text) is not None


def _split(quote: FoldedText) -> list[FoldedText]:
    """The pieces between elision marks; blank ones, as at the edges, are left out."""
    pieces: list[FoldedText] = []
    start = 0
    for mark in _ELISION.finditer(quote.text):
        pieces.append(_part(quote, start, mark.start()))
        start = mark.end()
    pieces.append(_part(quote, start, len(quote.text)))
    return [piece for piece in pieces if piece.text]


def _part(quote: FoldedText, start: int, end: int) -> FoldedText:
    if start >= end:
        return FoldedText("", "")
    span = quote.span(start, end)
    return fold_trimmed(quote.original[span.start : span.end])
