"""What a quote may mean: as typed, without its outer quotation marks, elided, with brackets."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from factcheck_report.quotes.artefacts import without_artefacts
from factcheck_report.quotes.brackets import bracketed_pieces
from factcheck_report.quotes.folding import FoldedText, SearchableText, fold_trimmed
from factcheck_report.quotes.pieces import QuotePiece
from factcheck_report.quotes.results import Difference

# In folded text `…` is three dots, and `….` is four: an ellipsis and a full stop.
_ELISION = re.compile(r"\[ ?\.(?: ?\.){2,3} ?\]")
_BLANK = re.compile(r"[\[\]. ]*")


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The pieces to find, in order, and how they differ from the quote as typed."""

    pieces: tuple[QuotePiece, ...]
    changed: frozenset[Difference]

    def without_artefacts(self) -> Interpretation:
        """The same, to be searched for in a text without extraction artefacts."""
        pieces = (
            QuotePiece(tuple(map(_cleaned, piece.parts)), piece.gaps, piece.capitals)
            for piece in self.pieces
        )
        return Interpretation(tuple(pieces), self.changed)


def _cleaned(part: SearchableText) -> SearchableText:
    assert isinstance(part, FoldedText)  # noqa: S101 - interpretations hold what was typed
    return without_artefacts(part)


def interpretations(quote: FoldedText) -> list[Interpretation]:
    """What a quote may mean, likeliest first. Brackets are taken literally."""
    return [
        Interpretation(tuple(QuotePiece((piece,)) for piece in pieces), changed)
        for pieces, changed in _readings(quote)
    ]


def with_brackets(interpretation: Interpretation) -> Iterator[Interpretation]:
    """The interpretations with square brackets as the editor's; none if there are no brackets."""
    choices: list[list[QuotePiece]] = []
    for piece in interpretation.pieces:
        [text] = piece.parts
        assert isinstance(text, FoldedText)  # noqa: S101 - as typed
        choices.append([choice for choice in bracketed_pieces(text) if choice.parts])
    for number in range(max(map(len, choices))):
        pieces = (
            choice[min(number, len(choice) - 1)] if choice else piece
            for choice, piece in zip(choices, interpretation.pieces, strict=True)
        )
        yield Interpretation(tuple(pieces), interpretation.changed | {Difference.BRACKETS})


def typed_pieces(quote: str, differences: Collection[str]) -> tuple[str, ...]:
    """The pieces of a located quote as the editor typed them.

    Without the elisions between them, and without outer quotation marks that are not in the
    document. `differences` are those of the located quote.
    """
    readings = _readings(fold_trimmed(quote))
    removed = {Difference.ELISION, Difference.OUTER_QUOTATION_MARKS} & set(differences)
    pieces = next((pieces for pieces, changed in readings if changed == removed), readings[0][0])
    return tuple(piece.original.strip() for piece in pieces)


def is_blank(quote: FoldedText) -> bool:
    """Whether a quote has only elisions, dots and white space."""
    return _BLANK.fullmatch(quote.text) is not None


def _readings(quote: FoldedText) -> list[tuple[list[FoldedText], frozenset[Difference]]]:
    outer = frozenset({Difference.OUTER_QUOTATION_MARKS})
    elision = frozenset({Difference.ELISION})
    readings = [([quote], frozenset[Difference]())]
    text = quote.text
    if len(text) > 2 and text[0] == text[-1] and text[0] in "\"'":
        unquoted = _part(quote, 1, len(text) - 1)
        if not is_blank(unquoted):
            readings.append(([unquoted], outer))
    if _ELISION.search(text):
        readings += [(_split(pieces[0]), changed | elision) for pieces, changed in readings]
    return readings


def _split(quote: FoldedText) -> list[FoldedText]:
    """The pieces between elisions. An elision at the beginning or end has no effect."""
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
