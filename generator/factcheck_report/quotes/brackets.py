"""Words and letters in square brackets that an editor put into a quote.

`[T]he` changes a capital, `inspect[ed]` an ending; `It [the office] has` adds words or stands for
a few of the document's; `[sic]` and the like only remark on something. All else must stand in the
document, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from factcheck_report.quotes.folding import FoldedText, fold_trimmed

MOST_REPLACED = 3
"""Words of the document that one bracket may stand for."""

_BRACKET = re.compile(r"\[([^\[\]]{1,80})\]")
_CAPITAL = re.compile(r"(?<![^\W_])\[([^\W\d_])\](?=[^\W\d_])")
_INFLECTIONS = "s es d ed ing y ies ied r er est n en ern e em st t te ten tes ter et end ende"
_ENDINGS = "|".join(_INFLECTIONS.split())
_ENDING = re.compile(_ENDINGS)
"""What a bracket glued to a word may be, and may stand for: inflections, and never “less”."""
_REMARKS = frozenset(
    {"sic", "sic!", "sic.", "!", "?", "emphasis added", "emphasis mine", "our emphasis"}
    | {"italics added", "hervorhebung hinzugefügt", "hervorhebung der redaktion"}
)
_WORD = r"(?: (?:[^ .!?]|[.!?](?! )){1,40})"
"""A word with the space before it, in folded text. It never ends a sentence."""
_LONGEST_WORD = 41
_LONGEST_BESIDE = 10
"""Code points beside the words: the letters of an ending, spaces."""
_MOST_WORDS = 5 * MOST_REPLACED
"""That brackets directly behind each other may stand for together."""


@dataclass(frozen=True, slots=True)
class BracketGap:
    """What stands between two parts of a quote: brackets, with the white space round them."""

    text: str
    """As the editor typed it."""
    before: str = ""
    words: int = 0
    after: str = ""
    """What may stand in its place in the folded text of the document: a regular expression, then
    so many words at most, then another expression."""

    @property
    def pattern(self) -> str:
        """The same as one regular expression."""
        words = f"{_WORD}{{0,{self.words}}}?" if self.words else ""
        return f"{self.before}{words}{self.after}"

    @property
    def longest(self) -> int:
        """Code points that it stands for at most."""
        return _LONGEST_BESIDE + _LONGEST_WORD * self.words


@dataclass(frozen=True, slots=True)
class BracketedCapital:
    """A letter in brackets, which the document has as a small one, or as a capital."""

    text: str
    """With the brackets, as the editor typed it."""
    part: int
    """Index of the part that it begins a word of."""
    at: int
    """Its offset in the folded text of the part."""


@dataclass(frozen=True, slots=True)
class BracketReading:
    """A quote, or a piece of one, with brackets in it."""

    parts: tuple[FoldedText, ...]
    """What must stand in the document, in order."""
    gaps: tuple[BracketGap, ...]
    """Before the first part, between each two, and behind the last; some of them empty."""
    capitals: tuple[BracketedCapital, ...]


def bracketed(piece: FoldedText) -> Iterator[BracketReading]:
    """What a piece with brackets may mean, likeliest first; nothing where it has none."""
    text = piece.original
    if any(_editors(text)):
        if _CAPITAL.search(text):
            yield _parted(text, swapped=True)
        yield _parted(text, swapped=False)


def _editors(text: str) -> Iterator[re.Match[str]]:
    """The brackets that may be an editor's: none of elision, and none that makes other words.

    Inside a word only a capital and an ending may be changed: `[un]safe` and `[1]5` are refused.
    """
    for found in _BRACKET.finditer(text):
        says = found[1].strip().casefold()
        behind_word = found.start() > 0 and text[found.start() - 1].isalnum()
        before_word = text[found.end() : found.end() + 1].isalnum()
        if before_word:
            fits = _CAPITAL.match(text, found.start()) is not None
        elif behind_word:
            fits = says in _REMARKS or _ENDING.fullmatch(found[1]) is not None
        else:
            fits = says in _REMARKS or any(map(str.isalnum, says))
        if fits:
            yield found


def _parted(text: str, *, swapped: bool) -> BracketReading:
    """The parts between brackets; `swapped` reads `[T]he` as “the”, else it is “The”."""
    parts: list[FoldedText] = []
    gaps = [BracketGap("")]
    capitals: list[BracketedCapital] = []
    chunk, waiting, done = "", list[tuple[str, int]](), 0
    for found in [*_editors(text), None]:
        chunk += text[done : found.start() if found else len(text)]
        done = found.end() if found else len(text)
        if found and _CAPITAL.match(text, found.start()):
            waiting.append((found[0], len(chunk)))
            chunk += found[1].swapcase() if swapped else found[1]
            continue
        part = fold_trimmed(chunk)
        lead = chunk[: len(chunk) - len(chunk.lstrip())]
        gaps[-1] = replace(gaps[-1], text=gaps[-1].text + lead)
        if part.text:
            trimmed = chunk.index(part.original) if waiting else 0
            for letter, at in waiting:
                capitals.append(BracketedCapital(letter, len(parts), part.folded_at(at - trimmed)))
            parts.append(part)
            gaps.append(BracketGap(chunk[len(chunk.rstrip()) :]))
        if found:
            gaps[-1] = _joined(gaps[-1], _gap(text, found))
        chunk, waiting = "", []
    return BracketReading(tuple(parts), tuple(gaps), tuple(capitals))


def _joined(one: BracketGap, other: BracketGap) -> BracketGap:
    """Brackets with nothing but white space between them, which the second brings along."""
    words = min(one.words + other.words, _MOST_WORDS)
    return BracketGap(one.text + other.text, one.before + other.before, words, other.after)


def _gap(text: str, found: re.Match[str]) -> BracketGap:
    """A bracket, and what of the document may stand in its place."""
    before = text[max(found.start() - 1, 0) : found.start()]
    after = text[found.end() : found.end() + 1]
    behind = " " if after.isspace() else ""
    if before.isalnum() and _ENDING.fullmatch(found[1]):
        return BracketGap(found[0], before=f"(?:{_ENDINGS})?(?![^\\W_])", after=behind)
    if found[1].strip().casefold() in _REMARKS:
        return BracketGap(found[0], after=behind)
    return BracketGap(found[0], words=MOST_REPLACED, after=behind)
