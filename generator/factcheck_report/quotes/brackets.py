"""Square brackets with which an editor changes a quote.

`[T]he` changes a capital, `inspect[ed]` an ending. `It [the office] has` adds words, or replaces up
to three words of the document. `[sic]` is a remark. All other text must be in the document, word
for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from factcheck_report.quotes.folding import FoldedText, fold_trimmed
from factcheck_report.quotes.pieces import (
    MAX_REPLACED_WORDS,
    BracketedCapital,
    BracketGap,
    QuotePiece,
)

_BRACKET = re.compile(r"\[([^\[\]]{1,80})\]")
_CAPITAL = re.compile(r"(?<![^\W_])\[([^\W\d_])\](?=[^\W\d_])")
_INFLECTIONS = "s es d ed ing y ies ied r er est n en ern e em st t te ten tes ter et end ende"
_ENDINGS = "|".join(_INFLECTIONS.split())
ENDING = re.compile(_ENDINGS)
"""Endings that a bracket attached to a word may have and replace: inflections, never “less”."""
REMARKS = frozenset(
    {"sic", "sic!", "sic.", "!", "?", "emphasis added", "emphasis mine", "our emphasis"}
    | {"italics added", "hervorhebung hinzugefügt", "hervorhebung der redaktion"}
)
_MAX_ADJACENT_WORDS = 5 * MAX_REPLACED_WORDS
"""Words that several brackets in a row may replace together."""


def bracketed_pieces(piece: FoldedText) -> Iterator[QuotePiece]:
    """The possible meanings of a piece with brackets, likeliest first; none without brackets."""
    text = piece.original
    if any(_editors_brackets(text)):
        if _CAPITAL.search(text):
            yield _divided(text, swap_case=True)
        yield _divided(text, swap_case=False)


def _editors_brackets(text: str) -> Iterator[re.Match[str]]:
    """The brackets that an editor may have added. Elisions are not among them.

    Inside a word, only a capital or an ending may be changed: `[un]safe` and `[1]5` are refused.
    """
    for found in _BRACKET.finditer(text):
        content = found[1].strip().casefold()
        after_word = found.start() > 0 and text[found.start() - 1].isalnum()
        before_word = text[found.end() : found.end() + 1].isalnum()
        if before_word:
            allowed = _CAPITAL.match(text, found.start()) is not None
        elif after_word:
            allowed = content in REMARKS or ENDING.fullmatch(found[1]) is not None
        else:
            allowed = content in REMARKS or any(map(str.isalnum, content))
        if allowed:
            yield found


def _divided(text: str, *, swap_case: bool) -> QuotePiece:
    """The parts between brackets. `[T]he` means “the” with `swap_case`, else “The”."""
    parts: list[FoldedText] = []
    gaps = [BracketGap("")]
    capitals: list[BracketedCapital] = []
    chunk, pending_capitals, done = "", list[tuple[str, int]](), 0
    for found in [*_editors_brackets(text), None]:
        chunk += text[done : found.start() if found else len(text)]
        done = found.end() if found else len(text)
        if found and _CAPITAL.match(text, found.start()):
            pending_capitals.append((found[0], len(chunk)))
            chunk += found[1].swapcase() if swap_case else found[1]
            continue
        part = fold_trimmed(chunk)
        lead = chunk[: len(chunk) - len(chunk.lstrip())]
        gaps[-1] = replace(gaps[-1], text=gaps[-1].text + lead)
        if part.text:
            trimmed = chunk.index(part.original) if pending_capitals else 0
            for letter, at in pending_capitals:
                capitals.append(BracketedCapital(letter, len(parts), part.folded_at(at - trimmed)))
            parts.append(part)
            gaps.append(BracketGap(chunk[len(chunk.rstrip()) :]))
        if found:
            gaps[-1] = _joined(gaps[-1], _gap(text, found))
        chunk, pending_capitals = "", []
    return QuotePiece(tuple(parts), tuple(gaps), tuple(capitals))


def _joined(one: BracketGap, other: BracketGap) -> BracketGap:
    """One gap for two brackets with only white space between them."""
    words = min(one.words + other.words, _MAX_ADJACENT_WORDS)
    return BracketGap(one.text + other.text, one.before + other.before, words, other.after)


def _gap(text: str, found: re.Match[str]) -> BracketGap:
    before = text[max(found.start() - 1, 0) : found.start()]
    after = text[found.end() : found.end() + 1]
    space = " " if after.isspace() else ""
    if before.isalnum() and ENDING.fullmatch(found[1]):
        return BracketGap(found[0], before=f"(?:{_ENDINGS})?(?![^\\W_])", after=space)
    if found[1].strip().casefold() in REMARKS:
        return BracketGap(found[0], after=space)
    return BracketGap(found[0], words=MAX_REPLACED_WORDS, after=space)
