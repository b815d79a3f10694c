"""The possible results of locating a quote. Offsets and lengths are code points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck_report.model.evidence import Bracket, Match
from factcheck_report.model.spans import Span

MAX_QUOTE = 20_000
"""Maximum length of a quote, prefix or suffix."""
MAX_PIECES = 100
"""Maximum number of pieces of a quote with `[…]`."""
MIN_PIECE = 12
"""Minimum length of a folded piece of an elided quote. Shorter ones stand nearly anywhere."""
MAX_OCCURRENCES = 200
"""Maximum number of occurrences that are followed and counted."""


class Difference(StrEnum):
    """A difference between a quote and its passage that leaves the words the same."""

    BRACKETS = "brackets"
    """The editor's own words or letters in square brackets, as in “[T]he” or “[the office]”."""
    COMPOSITION = "composition"
    """Canonically equivalent characters (é as one code point or as two), UAX #15."""
    DASHES = "dashes"
    ELISION = "elision"
    """The quote leaves words out and marks the place with `[…]`."""
    ELLIPSIS = "ellipsis"
    """`…` and `...`."""
    HYPHENATION = "hyphenation"
    """The file breaks a word at a line end with a hyphen; the quote has no hyphen."""
    INVISIBLE = "invisible-characters"
    LETTER_FORMS = "letter-forms"
    """Ligatures (ﬁ) and Arabic presentation forms, and the letters they stand for."""
    NOTE_MARKS = "note-marks"
    """The file has the number of a note attached to a word; the quote has none."""
    OUTER_QUOTATION_MARKS = "outer-quotation-marks"
    """Quotation marks around the quote that are not in the file."""
    QUOTATION_MARKS = "quotation-marks"
    TIME_CODES = "time-codes"
    """The file has time codes of a transcript between the words; the quote has none."""
    WHITE_SPACE = "white-space"


class NotFoundReason(StrEnum):
    """Why a quote was not found. Of several reasons, the last one here is reported."""

    EMPTY = "empty"
    """Only white space, invisible characters and ellipses."""
    NO_SUCH_TEXT = "no-such-text"
    PIECE_TOO_SHORT = "piece-too-short"
    """A piece beside `[…]` is shorter than `MIN_PIECE`."""
    TOO_LONG = "too-long"
    """Quote, prefix or suffix over `MAX_QUOTE`, or more than `MAX_PIECES` pieces."""
    PIECES_OUT_OF_ORDER = "pieces-out-of-order"
    """All pieces up to this one are in the file, but not in this order."""
    WORD_CUT = "word-cut"
    """The text is in the file, but the quote begins or ends inside a word."""
    CONTEXT_MISMATCH = "context-mismatch"
    """The text is in the file, but nowhere between prefix and suffix."""
    TOO_COMMON = "too-common"
    """The search was stopped: too many places begin like a match."""


class DiffKind(StrEnum):
    """On which side of a word diff words are."""

    SAME = "same"
    TYPED = "typed"
    """Only in the editor's quote."""
    IN_FILE = "in_file"
    """Only in the file."""


@dataclass(frozen=True, slots=True)
class DiffRun:
    """A run of words in a word diff, without invisible characters.

    White space inside and after the words is one space. The texts of all `SAME` and `IN_FILE` runs
    join to the passage, those of `SAME` and `TYPED` runs to the quote. Words that fold alike are
    `SAME`, and spelt as in the file.
    """

    kind: DiffKind
    text: str


@dataclass(frozen=True, slots=True)
class NearestPassage:
    """The passage most similar to a quote that was not found. It proves nothing."""

    span: Span
    score: float
    """Similarity in per cent."""
    changes: tuple[DiffRun, ...]
    """Word diff from the quote to the passage. For a long quote, only the part around the first
    difference."""


@dataclass(frozen=True, slots=True)
class Located:
    """The quote is in the source: once, or each time in the same sentence."""

    match: Match
    """EXACT: every character is the same, except white space and invisible characters around the
    quote."""
    pieces: tuple[Span, ...]
    """The passage, from its first to its last visible character. Several spans if the quote has
    `[…]`."""
    differences: tuple[Difference, ...]
    """Sorted and unique; empty if and only if the match is EXACT."""
    also: tuple[tuple[Span, ...], ...] = ()
    """The pieces of other passages with the same words in the same sentence."""
    brackets: tuple[Bracket, ...] = ()
    """The editor's square brackets, in order."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quote is in different sentences of the source, and prefix and suffix select none."""

    occurrences: tuple[tuple[Span, ...], ...]
    """The pieces of the first few, in the order of the text."""
    total: int
    """The number of occurrences, at most `MAX_OCCURRENCES`."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """The quote is not in the source, or cannot be accepted as it is."""

    nearest: NearestPassage | None
    """The passage that was probably meant; None if no passage is similar enough."""
    reason: NotFoundReason
