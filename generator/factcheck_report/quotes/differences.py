"""Names the differences between a quote and the passage with the same letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck_report.model.spans import Span
from factcheck_report.quotes.artefacts import Artefact, ArtefactKind, CleanText
from factcheck_report.quotes.characters import DASHES
from factcheck_report.quotes.folding import (
    SearchableText,
    Substitution,
    invisible_in,
    substitutions,
)
from factcheck_report.quotes.results import Difference


def differences_at(part: SearchableText, source: SearchableText, span: Span) -> set[Difference]:
    """The differences between a part of a quote and the passage that was found for it."""
    if isinstance(source, CleanText) and isinstance(part, CleanText):
        return _clean_differences(part, source, span.start) or set()
    original = source.span(span.start, span.end)
    return _folding_differences(part.original, source.original[original.start : original.end])


# Differences that folding removes.

_Folding = tuple[Difference, int, str]
"""The kind of a folded stretch, its offset in the folded text, and what it was."""
_KINDS = {
    "gap": Difference.WHITE_SPACE,
    "dots": Difference.ELLIPSIS,
    "marks": Difference.COMPOSITION,
    "single": Difference.COMPOSITION,
}


def _folding_differences(quote: str, passage: str) -> set[Difference]:
    """The kinds of folding that make two texts the same, if they fold alike."""
    if quote == passage:
        return set()
    return {kind for kind, _, _ in set(_foldings(quote)) ^ set(_foldings(passage))}


def _foldings(text: str) -> Iterator[_Folding]:
    shift = 0
    for item in substitutions(text):
        yield from _foldings_in(item, text[item.start : item.end], item.start + shift)
        shift += len(item.folded) - (item.end - item.start)


def _foldings_in(item: Substitution, raw: str, at: int) -> Iterator[_Folding]:
    if item.group == "signs":
        for index, char in enumerate(raw):
            kind = Difference.DASHES if char in DASHES else Difference.QUOTATION_MARKS
            yield kind, at + index, char
        return
    invisible = invisible_in(raw)
    if invisible:
        yield Difference.INVISIBLE, at, "".join(c if c in invisible else "." for c in raw)
    visible = "".join(char for char in raw if char not in invisible)
    if visible and visible != item.folded:
        yield _KINDS[item.group], at, visible


# Differences in the artefacts of text extraction.

_Artefacts = Mapping[tuple[int, ArtefactKind], Artefact]
"""By offset from the beginning of the quote, and kind; line breaks count as hyphens."""


def is_same(quote: CleanText, source: CleanText, start: int) -> bool:
    """Whether a quote and the passage with the same letters are the same text.

    They are not if the quote has a hyphen or a note mark that the source lacks, or lacks a hyphen
    that belongs to a word. `start` is the passage's offset in `source.text`.
    """
    typed, in_file = _artefacts(quote, source, start)
    return _artefact_differences(quote, typed, source, in_file) is not None


def _clean_differences(quote: CleanText, source: CleanText, start: int) -> set[Difference] | None:
    """The differences at an offset of `source.text`; None if it is not the same text."""
    typed, in_file = _artefacts(quote, source, start)
    differences = _artefact_differences(quote, typed, source, in_file)
    if differences is None:
        return None
    passage = source.span(start, start + len(quote.text))
    return differences | _folding_differences(
        _reconciled(quote, Span(0, len(quote.original)), typed, in_file),
        _reconciled(source, passage, in_file, typed),
    )


_LEFT_OUT = {
    ArtefactKind.NOTE_MARK: Difference.NOTE_MARKS,
    ArtefactKind.TIME_CODE: Difference.TIME_CODES,
}
"""What a quote may leave out, but not add."""


def _artefacts(quote: CleanText, source: CleanText, start: int) -> tuple[_Artefacts, _Artefacts]:
    in_passage = source.within(start, start + len(quote.text))
    return (
        {(item.at, _comparable_kind(item)): item for item in quote.artefacts},
        {(item.at - start, _comparable_kind(item)): item for item in in_passage},
    )


def _comparable_kind(item: Artefact) -> ArtefactKind:
    return ArtefactKind.HYPHEN if item.kind is ArtefactKind.LINE_BREAK else item.kind


def _artefact_differences(
    quote: CleanText, typed: _Artefacts, source: CleanText, in_file: _Artefacts
) -> set[Difference] | None:
    """The differences in artefacts; None if they make other words."""
    differences: set[Difference] = set()
    for key in typed.keys() | in_file.keys():
        found = _difference(key[1], quote, typed.get(key), source, in_file.get(key))
        if found is None:
            return None
        differences |= found
    return differences


def _difference(
    kind: ArtefactKind,
    quote: CleanText,
    typed: Artefact | None,
    source: CleanText,
    in_file: Artefact | None,
) -> set[Difference] | None:
    """The difference at one offset; None if it makes other words."""
    if kind is ArtefactKind.LETTER_FORM:
        same = typed and in_file and quote.raw(typed) == source.raw(in_file)
        return set() if same else {Difference.LETTER_FORMS}
    if kind in _LEFT_OUT:
        if typed is None:
            return {_LEFT_OUT[kind]}
        return set() if in_file and quote.raw(typed) == source.raw(in_file) else None
    if in_file is None:
        return None
    if typed is None:
        return {Difference.HYPHENATION} if in_file.may_join else None
    return set() if typed.kind is in_file.kind else {Difference.WHITE_SPACE}


def _reconciled(text: CleanText, part: Span, own: _Artefacts, others: _Artefacts) -> str:
    """A part of the original, with the artefacts that were compared made the same."""
    out, done = [], part.start
    for key, item in sorted(own.items(), key=lambda pair: pair[1].start):
        span = text.folded.span(item.start, item.end)
        other = others.get(key)
        if item.kind is ArtefactKind.LETTER_FORM:
            new = text.letters(item)
        elif other is None:
            new = ""
        elif item.kind is ArtefactKind.LINE_BREAK and other.kind is ArtefactKind.HYPHEN:
            new = text.original[span.start]
        else:
            continue
        out += [text.original[done : span.start], new]
        done = span.end
    return "".join([*out, text.original[done : part.end]])
