"""What locating a quote can result in. Offsets and lengths are code points."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factcheck_report.model.evidence import Match
from factcheck_report.model.spans import Span

MAX_QUOTE = 20_000
"""Longest quote, prefix or suffix that is looked for."""
MAX_PIECES = 100
"""Most pieces a quote may have between its `[…]`."""
MIN_PIECE = 12
"""Shortest piece of an elided quote, folded: shorter ones stand nearly anywhere."""
MAX_OCCURRENCES = 200
"""Most occurrences that are followed and counted."""


class Difference(StrEnum):
    """What differs between a quote and its passage though the words are the same."""

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
    """A word that the file breaks at a line end with a hyphen, which the quote leaves out."""
    INVISIBLE = "invisible-characters"
    LETTER_FORMS = "letter-forms"
    """Ligatures (ﬁ) and Arabic presentation forms, and the letters they stand for."""
    NOTE_MARKS = "note-marks"
    """A note's number glued to a word in the file, which the quote leaves out."""
    OUTER_QUOTATION_MARKS = "outer-quotation-marks"
    """Quotation marks typed round the quote that do not stand in the file."""
    QUOTATION_MARKS = "quotation-marks"
    WHITE_SPACE = "white-space"


class NotFoundReason(StrEnum):
    """Why a quote was not found, weakest first: of several, the last one is reported."""

    EMPTY = "empty"
    """Nothing but white space, invisible characters and ellipsis marks."""
    NO_SUCH_TEXT = "no-such-text"
    PIECE_TOO_SHORT = "piece-too-short"
    """A piece between elision marks is shorter than `MIN_PIECE`."""
    TOO_LONG = "too-long"
    """Quote, prefix or suffix over `MAX_QUOTE`, or more than `MAX_PIECES` pieces."""
    PIECES_OUT_OF_ORDER = "pieces-out-of-order"
    """Every piece up to this one stands in the file, but this one not after the others."""
    WORD_CUT = "word-cut"
    """The words are there, but the quote begins or ends inside a word."""
    CONTEXT_MISMATCH = "context-mismatch"
    """The text is there, but prefix and suffix stand nowhere around it."""
    TOO_COMMON = "too-common"
    """So many places begin like a match that the search was given up."""


class DiffKind(StrEnum):
    """On which side of a comparison words stand."""

    SAME = "same"
    TYPED = "typed"
    """Only in the editor's quote."""
    IN_FILE = "in_file"
    """Only in the file."""


@dataclass(frozen=True, slots=True)
class DiffRun:
    """A run of words, with one space where white space follows or stands between them.

    Invisible characters are left out. Joined, the texts of "same" and "in_file" are the
    words of the passage, those of "same" and "typed" the words of the quote (where they
    fold alike, the file's typography is shown).
    """

    kind: DiffKind
    text: str


@dataclass(frozen=True, slots=True)
class NearestPassage:
    """The passage most like a quote that was not found: to help, never to prove."""

    span: Span
    score: float
    """Likeness, 0-100."""
    changes: tuple[DiffRun, ...]
    """Word diff from the quote to the passage; of a long quote the part round the first
    difference."""


@dataclass(frozen=True, slots=True)
class Located:
    """The quote stands in the source: once, or each time in the same sentence."""

    match: Match
    """EXACT: every character as in the file, but for white space and invisible characters
    round the quote."""
    pieces: tuple[Span, ...]
    """The passage, from its first to its last visible character; more than one span where
    the quote elides."""
    differences: tuple[Difference, ...]
    """Sorted, unique; empty if and only if the match is EXACT."""
    also: tuple[tuple[Span, ...], ...] = ()
    """Other places, each as its pieces, at which the same sentences hold the same words."""
    brackets: tuple[tuple[Span, str], ...] = ()
    """What the editor put between square brackets, as it was typed, with the span of the
    document that it stands for; empty spans for what only adds something."""


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The quote stands in different sentences of the source, and no prefix or suffix decides."""

    occurrences: tuple[tuple[Span, ...], ...]
    """The first few, each as the pieces it is made of, in the order of the text."""
    total: int
    """How many there are; `MAX_OCCURRENCES` stands for that many or more."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """The quote does not stand in the source, or not so that it can be accepted."""

    nearest: NearestPassage | None
    """The passage meant, as far as can be told; None where none is near enough to help."""
    reason: NotFoundReason
