"""Undoes the artefacts of text extraction: hyphenation, ligatures, note marks, time codes.

Text from PDF files and web pages has words broken with a hyphen at line ends, ligatures (ﬁ) and
Arabic presentation forms instead of letters, and note numbers attached to words. Transcripts have
time codes at the start of lines.
`without_artefacts` removes all of these from a folded text. It also removes hyphens inside words,
because a hyphen at a line end may or may not belong to its word. So two texts that are the same
afterwards may still differ in a hyphen or a note mark; `differences` compares these. Superscripts
after digits (10² is not 102), subscripts (CO₂) and other compatibility characters are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from factcheck_report.model.spans import TIME_CODE, Span
from factcheck_report.quotes.folding import FoldedText, SearchableText, Substitution, substitute

_HYPHEN = "(?<=[^\\W_]|\\.)-(?: (?=[^\\W_])|(?=[^\\W_]))"
_LINE_END = re.compile(r"[\n\r]")
HYPHENS = "-‐‑"
"""Signs that break a word at a line end. Dashes do not."""
SUSPENDED = re.compile(r"(?:und|oder|bis|sowie|and|or|to|et|ou|y|e|o)\b")
"""Words after a suspended hyphen, as in “Ein- und Ausfuhr”: they never continue the word."""
_SUPERSCRIPT = "⁰¹²³⁴-⁹"
_UNIT_POWERS = "²³"
# After a word of at least three letters, and perhaps a sign that ends a sentence or quotation.
# After one or two letters a superscript is most likely a power or a charge.
_AFTER_WORD = "(?<=[^\\W\\d_]{3})|(?<=[^\\W\\d_]{3}[.,;:!?)\"'])"
NOTE_MARK = (
    f"(?:{_AFTER_WORD})(?:[{_SUPERSCRIPT}]{{1,2}}(?![\\w⁺⁻₀-₉(])|[†‡]+"
    "|\\[(?:note )?\\d{1,3}(?:[,-] ?\\d{1,3}){0,9}\\])"
    # Plain digits: only after a longer word at the end of a sentence, and before the next one.
    "|(?<=[^\\W\\d_]{5}[.!?])\\d{1,2}(?:,\\d{1,2}){0,4}(?= [^\\W\\d_])"
)
_TIME_CODE = TIME_CODE.replace("(", "(?:")
TATWEEL = "ـ"
BEFORE_POWER = re.compile(
    r"(?:\d ?[^\W\d_]+|\b(?:sin|cos|tan|cot|sec|csc|log|exp|\w*met(?:er|re)s?|f(?:oo|ee)t|miles?"
    r"|inch(?:es)?|yards?|acres?|hectares?|Zoll|Meilen?))$",
    re.IGNORECASE,
)
"""Text before a superscript that is a power: a counted word (5 km²), a unit, a function (sin²)."""


class ArtefactKind(StrEnum):
    """The kinds of artefact."""

    HYPHEN = "hyphen"
    """A hyphen inside a word, in the middle of a line."""
    LINE_BREAK = "line break"
    """A hyphen and a line end inside a word."""
    NOTE_MARK = "note mark"
    TIME_CODE = "time code"
    """The time at the start of a line of a transcript: [00:12:07]."""
    LETTER_FORM = "letter form"
    """Another form of a letter. It is replaced, not removed."""


class Artefact(NamedTuple):
    """An artefact in a folded text."""

    at: int
    """Offset in the text without artefacts."""
    kind: ArtefactKind
    start: int
    end: int
    """Offsets in the folded text."""
    may_join: bool
    """For a line break: whether the word may be spelt without the hyphen."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """A folded text without artefacts, mapped to the original."""

    folded: FoldedText
    reduced: FoldedText
    """`folded.text` without artefacts."""
    artefacts: tuple[Artefact, ...]
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
        """The span of the original for a range of the text, which must not be empty."""
        inner = self.reduced.span(start, end)
        return self.folded.span(inner.start, inner.end)

    def divides(self, at: int) -> bool:
        """Whether an offset lies inside a single character or cluster of the original."""
        if not 0 < at < len(self.text):
            return False
        return self.reduced.divides(at) or self.folded.divides(self.reduced.span(at, at + 1).start)

    def has_hyphen(self, at: int) -> bool:
        """Whether a hyphen inside a line was removed at an offset: a word may end there."""
        first = bisect_left(self.artefacts, at, key=lambda item: item.at)
        return any(
            item.kind is ArtefactKind.HYPHEN and item.at == at
            for item in self.artefacts[first : first + 2]
        )

    def within(self, start: int, end: int) -> Iterator[Artefact]:
        """The artefacts inside a range, without those at its edges."""
        first = bisect_left(self.artefacts, start, key=lambda item: item.at)
        last = bisect_right(self.artefacts, end, key=lambda item: item.at)
        for item in self.artefacts[first:last]:
            if item.at < end and (item.at > start or item.kind is ArtefactKind.LETTER_FORM):
                yield item

    def raw(self, item: Artefact) -> str:
        """The folded text of an artefact."""
        return self.folded.text[item.start : item.end]

    def letters(self, item: Artefact) -> str:
        """The letters that a letter form stands for."""
        return letters_of_form(self.raw(item))


def without_letter_forms(folded: FoldedText) -> CleanText:
    """Replace the letter forms in a folded text, and remove nothing."""
    return _clean(folded, _form_pattern())


def without_artefacts(folded: FoldedText) -> CleanText:
    """Remove the artefacts from a folded text, in linear time."""
    return _clean(folded, _pattern())


def breaks_word(source: SearchableText, at: int) -> bool:
    """Whether an offset of a folded text lies at a line end that breaks a word."""
    text = source.text
    start = at if text.startswith("- ", at) else at - 2
    if start < 1 or not text.startswith("- ", start) or start + 2 >= len(text):
        return False
    if not isinstance(source, FoldedText):
        return False
    span = source.span(start, start + 2)
    line_end = _is_line_end(source.original[span.start : span.end])
    return line_end and _may_join(source, start, start + 2)


def _clean(folded: FoldedText, pattern: re.Pattern[str]) -> CleanText:
    removed: list[Substitution] = []
    artefacts: list[Artefact] = []
    shift = 0
    for found in pattern.finditer(folded.text):
        start, end = found.span()
        new, may_join = "", False
        if found.lastgroup == "form":
            new, kind = letters_of_form(found[0]), ArtefactKind.LETTER_FORM
        elif found.lastgroup == "note":
            if _is_power(folded.text, start, found[0]):
                continue
            kind = ArtefactKind.NOTE_MARK
        elif found.lastgroup == "time":
            if not _begins_line(folded, start):
                continue
            kind = ArtefactKind.TIME_CODE
        elif found[0].endswith(" "):
            span = folded.span(start, end)
            if not _is_line_end(folded.original[span.start : span.end]):
                continue
            kind, may_join = ArtefactKind.LINE_BREAK, _may_join(folded, start, end)
        else:
            kind = ArtefactKind.HYPHEN
        removed.append(Substitution(start, end, new, kind))
        artefacts.append(Artefact(start + shift, kind, start, end, may_join))
        shift += len(new) - (end - start)
    return CleanText(folded, substitute(folded.text, removed), tuple(artefacts))


@cache
def _form_pattern() -> re.Pattern[str]:
    forms = "".join(letter_forms())
    return re.compile(f"(?P<form>[{forms}]|{TATWEEL}+(?=[\\u0620-\\u06ff]))")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        f"{_form_pattern().pattern}|(?P<note>{NOTE_MARK})|(?P<hyphen>{_HYPHEN})"
        f"|(?P<time>{_TIME_CODE} ?)"
    )


def letter_forms() -> Iterator[str]:
    """Ligatures, presentation forms and radicals that only look different from letters.

    Not those that stand for several words.
    """
    blocks = ((0x132, 0x133), (0x2E80, 0x2FDF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFC))
    for first, last in blocks:
        for code in range(first, last + 1):
            letters = unicodedata.normalize("NFKC", chr(code))
            if letters != chr(code) and " " not in letters and letters.isalpha():
                yield chr(code)


def letters_of_form(form: str) -> str:
    """The letters that a presentation form stands for; none for a tatweel."""
    return "" if form[0] == TATWEEL else unicodedata.normalize("NFKC", form)


def _is_power(text: str, at: int, mark: str) -> bool:
    """Whether a superscript is a power: 5 km², sin²."""
    return mark[0] in _UNIT_POWERS and BEFORE_POWER.search(text[max(at - 20, 0) : at]) is not None


def _begins_line(folded: FoldedText, at: int) -> bool:
    """Whether a folded offset is the first of a line in the original."""
    start = folded.span(at, at + 1).start
    return start == 0 or folded.original[start - 1] in "\n\r\f"


def _is_line_end(original: str) -> bool:
    """Whether a hyphen and the white space after it end a line, but not a paragraph."""
    return len(_LINE_END.findall(original.replace("\r\n", "\n"))) == 1


def _may_join(folded: FoldedText, start: int, end: int) -> bool:
    """Whether a hyphen at a line end may not belong to its word, as in “in-” and “spected”.

    A broken word continues with a small letter: “Abu-” and “Dhabi” are never one word. Neither are
    a number and a name, nor the halves of “Ein- und Ausfuhr”.
    """
    text = folded.text
    hyphen = folded.original[folded.span(start, start + 1).start]
    before, after = text[start - 1], text[end : end + 1]
    letters = before.isalpha() and after.isalpha() and not after.isupper()
    return letters and hyphen in HYPHENS and not SUSPENDED.match(text, end)
