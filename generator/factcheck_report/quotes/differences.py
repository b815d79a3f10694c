"""Names what differs between a quote and its passage, given that they fold alike."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck_report.quotes.characters import DASHES
from factcheck_report.quotes.folding import Substitution, invisible_in, substitutions
from factcheck_report.quotes.results import Difference

_Difference = tuple[Difference, int, str]


def differences_between(quote: str, passage: str) -> set[Difference]:
    """Which foldings are needed to make two texts, neither of them folded, the same.

    What both have at the same folded place is no difference.
    """
    if quote == passage:
        return set()
    return {kind for kind, _, _ in set(_traits(quote)) ^ set(_traits(passage))}


def _traits(text: str) -> Iterator[_Difference]:
    """Each thing folded: its kind, its place in the folded text and what it was."""
    shift = 0
    for token in substitutions(text):
        at = token.start + shift
        yield from _token_traits(token, text[token.start : token.end], at)
        shift += len(token.folded) - (token.end - token.start)


def _token_traits(token: Substitution, raw: str, at: int) -> Iterator[_Difference]:
    if token.group == "signs":
        for index, char in enumerate(raw):
            kind = Difference.DASHES if char in DASHES else Difference.QUOTATION_MARKS
            yield kind, at + index, char
        return
    invisible = invisible_in(raw)
    if invisible:
        where = "".join(char if char in invisible else "." for char in raw)
        yield Difference.INVISIBLE, at, where
    visible = "".join(char for char in raw if char not in invisible)
    if visible and visible != token.folded:
        yield _KINDS[token.group], at, visible


_KINDS = {
    "gap": Difference.WHITE_SPACE,
    "dots": Difference.ELLIPSIS,
    "marks": Difference.COMPOSITION,
    "single": Difference.COMPOSITION,
}
