"""The pieces of a quote between `[…]`, and their parts between the editor's brackets."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck_report.quotes.folding import SearchableText

MAX_REPLACED_WORDS = 3
"""Words of the document that one bracket may replace."""

_WORD = r"(?: (?:[^ .!?]|[.!?](?! )){1,40})"
"""A word of folded text with the space before it. It never ends a sentence."""
_LONGEST_WORD = 41
_LONGEST_AFFIX = 10
"""Code points beside the words: the letters of an ending, spaces."""


@dataclass(frozen=True, slots=True)
class BracketGap:
    """The brackets between two parts of a piece, and the text that may stand in their place."""

    text: str
    """The brackets and the white space around them, as typed."""
    before: str = ""
    """A regular expression for the folded text of the document, …"""
    words: int = 0
    """… followed by at most this number of words, …"""
    after: str = ""
    """… followed by another regular expression."""

    @property
    def pattern(self) -> str:
        """The regular expression for the whole gap."""
        words = f"{_WORD}{{0,{self.words}}}?" if self.words else ""
        return f"{self.before}{words}{self.after}"

    @property
    def longest(self) -> int:
        """The maximum length of the text in its place."""
        return _LONGEST_AFFIX + _LONGEST_WORD * self.words


@dataclass(frozen=True, slots=True)
class BracketedCapital:
    """A bracketed first letter, as in `[T]he`. The document has it in either case."""

    text: str
    """As typed, with the brackets."""
    part: int
    """Index of the part with the word."""
    at: int
    """Offset of the letter in the folded text of the part."""


@dataclass(frozen=True, slots=True)
class QuotePiece:
    """The text between two elisions. Brackets divide it into parts."""

    parts: tuple[SearchableText, ...]
    """The texts that must be in the document, in this order."""
    gaps: tuple[BracketGap, ...] = ()
    """Before the first part, between each two, and after the last. None without brackets."""
    capitals: tuple[BracketedCapital, ...] = ()

    @property
    def length(self) -> int:
        """Code points that must be in the source."""
        return sum(len(part.text) for part in self.parts)
