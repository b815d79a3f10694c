"""What extraction does to a text, undone: words broken at line ends, ligatures, note marks.

A text taken out of a PDF or a web page breaks words with a hyphen at the end of a line, holds
ligatures (ﬁ) and Arabic presentation forms in place of letters, and has the numbers of notes
glued to words. `without_artefacts` takes all of that out of a folded text, and hyphens inside
words too, since a hyphen at a line end may be part of the word or not. So two texts that are
alike then may still differ in a hyphen or a note: `compare` says whether they do, and what else
differs. Never undone are superscripts behind digits (10² is not 102), subscripts (CO₂) and what
else NFKC would fold.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from factcheck_report.model.spans import Span
from factcheck_report.quotes.differences import differences_between
from factcheck_report.quotes.folding import FoldedText, SearchableText, Substitution, substitute
from factcheck_report.quotes.results import Difference

_HYPHEN = "(?<=[^\\W_]|\\.)-(?: (?=[^\\W_])|(?=[^\\W_]))"
_LINE_END = re.compile(r"[\n\r]")
_HYPHENS = "-‐‑"
"""What breaks a word at a line end; a dash does not."""
_SUSPENDED = re.compile(r"(?:und|oder|bis|sowie|and|or|to|et|ou|y|e|o)\b")
"""Behind a hyphen that is left hanging, as in “Ein- und Ausfuhr”: never the end of its word."""
_SUPERSCRIPT = "⁰¹²³⁴-⁹"
_UNIT_POWERS = "²³"
# Behind a word of three letters, and what may close a quotation or a sentence. Behind a single
# letter or two a superscript is most likely a power or a charge.
_BEHIND_WORD = "(?<=[^\\W\\d_]{3})|(?<=[^\\W\\d_]{3}[.,;:!?)\"'])"
_NOTE = (
    f"(?:{_BEHIND_WORD})(?:[{_SUPERSCRIPT}]{{1,2}}(?![\\w⁺⁻₀-₉(])|[†‡]+"
    "|\\[(?:note )?\\d{1,3}(?:[,-] ?\\d{1,3}){0,9}\\])"
    # A plain number needs more: a longer word, the end of a sentence, and the next one behind it.
    "|(?<=[^\\W\\d_]{5}[.!?])\\d{1,2}(?:,\\d{1,2}){0,4}(?= [^\\W\\d_])"
)
_TATWEEL = "ـ"
_RAISED = re.compile(
    r"(?:\d ?[^\W\d_]+|\b(?:sin|cos|tan|cot|sec|csc|log|exp|\w*met(?:er|re)s?|f(?:oo|ee)t|miles?"
    r"|inch(?:es)?|yards?|acres?|hectares?|Zoll|Meilen?))$",
    re.IGNORECASE,
)
"""What a superscript may raise to a power: a counted word (5 km²), a unit, a function (sin²)."""


class ArtefactKind:
    """The sorts of stretch that are taken out or replaced."""

    HYPHEN = "hyphen"
    """Inside a word, in the middle of a line."""
    BREAK = "break"
    """At a line end, between the parts of a word."""
    NOTE = "note"
    FORM = "form"
    """A letter in another form; not taken out but replaced."""


class Artefact(NamedTuple):
    """A stretch of the folded text, and where it stood or stands in the text without it."""

    at: int
    kind: str
    start: int
    end: int
    joins: bool
    """Of a hyphen at a line end: whether the word may be one without it."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """A folded text without the marks of extraction, with the way back to the original."""

    folded: FoldedText
    reduced: FoldedText
    """Of `folded.text`."""
    stretches: tuple[Artefact, ...]
    """In order."""

    @property
    def text(self) -> str:
        """The text to search in, or to search for."""
        return self.reduced.text

    @property
    def original(self) -> str:
        """The text that was folded."""
        return self.folded.original

    def span(self, start: int, end: int) -> Span:
        """The span of the original that a range, not empty, of the text came from."""
        inner = self.reduced.span(start, end)
        return self.folded.span(inner.start, inner.end)

    def divides(self, at: int) -> bool:
        """Whether an offset lies inside what was one character or cluster."""
        if not 0 < at < len(self.text):
            return False
        return self.reduced.divides(at) or self.folded.divides(self.reduced.span(at, at + 1).start)

    def has_hyphen(self, at: int) -> bool:
        """Whether a hyphen inside a line was taken out at an offset: a word may end there."""
        first = bisect_left(self.stretches, at, key=lambda item: item.at)
        return any(
            item.kind == ArtefactKind.HYPHEN
            for item in self.stretches[first : first + 2]
            if item.at == at
        )

    def within(self, start: int, end: int) -> Iterator[Artefact]:
        """The stretches that matter to a range: those inside it, not those beside it."""
        first = bisect_left(self.stretches, start, key=lambda item: item.at)
        last = bisect_right(self.stretches, end, key=lambda item: item.at)
        for item in self.stretches[first:last]:
            if item.at < end and (item.at > start or item.kind == ArtefactKind.FORM):
                yield item


def without_letter_forms(folded: FoldedText) -> CleanText:
    """Replace the forms of letters in a folded text, and take nothing out."""
    return _reduced(folded, _form_pattern())


def without_artefacts(folded: FoldedText) -> CleanText:
    """Take the marks of extraction out of a folded text; time is linear in it."""
    return _reduced(folded, _pattern())


def _reduced(folded: FoldedText, pattern: re.Pattern[str]) -> CleanText:
    substitutions: list[Substitution] = []
    stretches: list[Artefact] = []
    shift = 0
    for found in pattern.finditer(folded.text):
        start, end = found.span()
        if found.lastgroup == "form":
            new, kind, joins = _letters(found[0]), ArtefactKind.FORM, False
        elif found.lastgroup == "note":
            if _is_power(folded.text, start, found[0]):
                continue
            new, kind, joins = "", ArtefactKind.NOTE, False
        else:
            span = folded.span(start, end)
            broken = found[0].endswith(" ")
            if broken and not _is_line_end(folded.original[span.start : span.end]):
                continue
            new, kind = "", ArtefactKind.BREAK if broken else ArtefactKind.HYPHEN
            joins = broken and _may_join(folded, start, end)
        substitutions.append(Substitution(start, end, new, kind))
        stretches.append(Artefact(start + shift, kind, start, end, joins))
        shift += len(new) - (end - start)
    return CleanText(folded, substitute(folded.text, substitutions), tuple(stretches))


@cache
def _form_pattern() -> re.Pattern[str]:
    forms = "".join(_forms())
    return re.compile(f"(?P<form>[{forms}]|{_TATWEEL}+(?=[\\u0620-\\u06ff]))")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(f"{_form_pattern().pattern}|(?P<note>{_NOTE})|(?P<hyphen>{_HYPHEN})")


def _forms() -> Iterator[str]:
    """Ligatures, presentation forms and radicals that only look different from letters.

    Those whose letters have a space between them are words rather than letters.
    """
    blocks = ((0x132, 0x133), (0x2E80, 0x2FDF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFC))
    for first, last in blocks:
        for code in range(first, last + 1):
            letters = unicodedata.normalize("NFKC", chr(code))
            if letters != chr(code) and " " not in letters and letters.isalpha():
                yield chr(code)


def _letters(form: str) -> str:
    return "" if form[0] == _TATWEEL else unicodedata.normalize("NFKC", form)


def _is_power(text: str, at: int, mark: str) -> bool:
    """Whether a superscript may raise what stands before it to a power: 5 km², sin²."""
    return mark[0] in _UNIT_POWERS and _RAISED.search(text[max(at - 20, 0) : at]) is not None


def _is_line_end(original: str) -> bool:
    """Whether a hyphen or dash and the white space behind it end a line, and not a paragraph."""
    return len(_LINE_END.findall(original.replace("\r\n", "\n"))) == 1


def _may_join(folded: FoldedText, start: int, end: int) -> bool:
    """Whether a hyphen at a line end may be none of its word, as “in-” and “spected”.

    A broken word goes on with a small letter: “Abu-” and “Dhabi” are never one word. Nor are a
    number and a name, or the two halves of “Ein- und Ausfuhr”.
    """
    text = folded.text
    hyphen = folded.original[folded.span(start, start + 1).start]
    before, after = text[start - 1], text[end : end + 1]
    letters = before.isalpha() and after.isalpha() and not after.isupper()
    return letters and hyphen in _HYPHENS and not _SUSPENDED.match(text, end)


_Stretches = dict[tuple[int, str], Artefact]
"""By their offset from the beginning of the quote, and their side of a comparison."""


def compare(quote: CleanText, source: CleanText, start: int) -> frozenset[Difference] | None:
    """What differs between a quote and the place in a source at which the same letters stand.

    `start` is the offset in `source.text`. None if it is not the same text, see `is_same`.
    """
    in_quote, in_file = _stretches(quote, source, start)
    differences = _in_stretches(quote, in_quote, source, in_file)
    if differences is None:
        return None
    whole = source.span(start, start + len(quote.text))
    ours = _rewritten(quote, Span(0, len(quote.original)), in_quote, in_file)
    passage = _rewritten(source, whole, in_file, in_quote)
    return frozenset(differences | differences_between(ours, passage))


def is_same(quote: CleanText, source: CleanText, start: int) -> bool:
    """Whether a quote and the place in a source at which the same letters stand are one text.

    Not if the quote has a hyphen or a note that the source has not, or lacks a hyphen that is part
    of a word. `start` is the offset in `source.text`.
    """
    in_quote, in_file = _stretches(quote, source, start)
    return _in_stretches(quote, in_quote, source, in_file) is not None


def breaks_word(source: SearchableText, at: int) -> bool:
    """Whether an offset of a text lies where a line end breaks a word in two."""
    text = source.text
    start = at if text.startswith("- ", at) else at - 2
    if start < 1 or not text.startswith("- ", start) or start + 2 >= len(text):
        return False
    if not isinstance(source, FoldedText):
        return False
    span = source.span(start, start + 2)
    line_end = _is_line_end(source.original[span.start : span.end])
    return line_end and _may_join(source, start, start + 2)


def _stretches(quote: CleanText, source: CleanText, start: int) -> tuple[_Stretches, _Stretches]:
    """What was taken out of a quote, and out of a source at the place of the same letters."""
    theirs = source.within(start, start + len(quote.text))
    return (
        {(item.at, _side(item)): item for item in quote.stretches},
        {(item.at - start, _side(item)): item for item in theirs},
    )


def _in_stretches(
    quote: CleanText, in_quote: _Stretches, source: CleanText, in_file: _Stretches
) -> set[Difference] | None:
    """What differs in what was taken out; None if that makes other words."""
    differences: set[Difference] = set()
    for key in in_quote.keys() | in_file.keys():
        found = _difference(quote, in_quote.get(key), source, in_file.get(key))
        if found is None:
            return None
        differences |= found
    return differences


def _side(item: Artefact) -> str:
    return ArtefactKind.HYPHEN if item.kind == ArtefactKind.BREAK else item.kind


def _difference(
    quote: CleanText, typed: Artefact | None, source: CleanText, in_file: Artefact | None
) -> set[Difference] | None:
    """What differs at one place; None if it makes other words."""
    kind = _side(typed or in_file)  # type: ignore[arg-type]
    if kind == ArtefactKind.FORM:
        same = typed and in_file and _raw(quote, typed) == _raw(source, in_file)
        return set() if same else {Difference.LETTER_FORMS}
    if kind == ArtefactKind.NOTE:
        if typed is None:
            return {Difference.NOTE_MARKS}
        return set() if in_file and _raw(quote, typed) == _raw(source, in_file) else None
    if in_file is None:
        return None
    if typed is None:
        return {Difference.HYPHENATION} if in_file.joins else None
    return set() if typed.kind == in_file.kind else {Difference.WHITE_SPACE}


def _raw(text: CleanText, item: Artefact) -> str:
    return text.folded.text[item.start : item.end]


def _rewritten(text: CleanText, part: Span, mine: _Stretches, others: _Stretches) -> str:
    """A part of the original in which what was compared already is the same on both sides."""
    out, done = [], part.start
    for key, item in sorted(mine.items()):
        span = text.folded.span(item.start, item.end)
        other = others.get(key)
        if item.kind == ArtefactKind.FORM:
            new = _letters(_raw(text, item))
        elif other is None:
            new = ""
        elif item.kind == ArtefactKind.BREAK and other.kind == ArtefactKind.HYPHEN:
            new = text.original[span.start]
        else:
            continue
        out += [text.original[done : span.start], new]
        done = span.end
    return "".join([*out, text.original[done : part.end]])
