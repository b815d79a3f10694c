"""Searches a document for the parts of a quote, comparing only its letters, digits and signs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, islice

from factcheck_report.quotes.fixes.letters import DROPPED, KEPT, LETTERS, comparable
from factcheck_report.quotes.fixes.parts import QuotePart, Range
from factcheck_report.quotes.folding import fold_trimmed
from factcheck_report.quotes.words import cuts_word

_MOST_PLACES = 20
"""Places of a part that are followed."""
_MOST_TRIES = 1_000
"""Places that are examined, for all parts of a quote together."""
_REACH = 80
"""Letters of the file that the editor's words in brackets may replace."""
_CHUNK = 256
"""Characters between two whose offsets are stored."""


@dataclass(frozen=True, slots=True)
class PartPlaces:
    """The places of a quote's parts in the folded document."""

    ranges: tuple[Range, ...]
    before: int
    after: int
    """Offsets where the prefix begins and the suffix ends; -1 if there is none."""


class FixSearch:
    """A folded document reduced to the characters that are compared, mapped to its offsets."""

    def __init__(self, text: str, reduce: Callable[[str], str]) -> None:
        """`reduce` is for the document. Of a quote every digit counts: it may be no note's."""
        self._whole = text
        self._reduced = reduce(text)
        chunks = [
            self._reduced[at : at + _CHUNK].translate(LETTERS) for at in range(0, len(text), _CHUNK)
        ]
        self._text = "".join(chunks)
        self._ends = list(accumulate(map(len, chunks)))

    def places(
        self, groups: list[list[QuotePart]], prefix: str, suffix: str
    ) -> set[PartPlaces] | None:
        """The places of all parts, in order, with the parts of each group close together.

        Returns at most two places: then it is not certain which is meant. None if a part has too
        many places to examine.
        """
        before, after = self._letters(prefix), self._letters(suffix)
        chains: list[tuple[tuple[Range, ...], ...]] = [()]
        tries = _MOST_TRIES // sum(map(len, groups))
        for group in groups:
            stretches = self._stretches(group, tries)
            if stretches is None:
                return None
            fitting = (
                ranges
                for ranges in stretches
                if (group is not groups[0] or self._follows(ranges[0][0], before))
                and (group is not groups[-1] or self._precedes(ranges[-1][1], after))
            )
            found = list(islice(fitting, _MOST_PLACES + 1))
            # The earliest leave the most room, so the first few are enough.
            chains = [
                (*chain, ranges)
                for chain in chains
                for ranges in found
                if not chain or ranges[0][0] >= chain[-1][-1][1]
            ][: _MOST_PLACES + 1]
            if not chains:
                break
        return {
            PartPlaces(
                tuple(self._range(*range_) for ranges in chain for range_ in ranges),
                self._first(chain[0][0][0], before),
                self._last(chain[-1][-1][1], after),
            )
            for chain in chains[:2]
        }

    def _letters(self, text: str) -> str:
        return comparable(fold_trimmed(text).text).translate(LETTERS)

    def _stretches(self, group: list[QuotePart], tries: int) -> list[tuple[Range, ...]] | None:
        """Where the parts of a group stand close together. Offsets in the reduced text."""
        needles = [comparable(part.folded.text).translate(LETTERS) for part in group]
        anchor = max(range(len(group)), key=lambda index: len(needles[index]))
        found: list[tuple[Range, ...]] = []
        at = self._text.find(needles[anchor])
        while at >= 0:
            ranges = self._around(needles, anchor, at)
            if ranges and self._is_whole(ranges, group):
                found.append(ranges)
            tries -= 1
            if not tries:
                return None
            at = self._text.find(needles[anchor], at + 1)
        return found

    def _around(self, needles: list[str], anchor: int, at: int) -> tuple[Range, ...] | None:
        ranges = [(at, at + len(needles[anchor]))]
        for needle in reversed(needles[:anchor]):
            end = ranges[0][0]
            start = self._text.rfind(needle, max(end - _REACH - len(needle), 0), end)
            if start < 0:
                return None
            ranges.insert(0, (start, start + len(needle)))
        for needle in needles[anchor + 1 :]:
            start = ranges[-1][1]
            start = self._text.find(needle, start, start + _REACH + len(needle))
            if start < 0:
                return None
            ranges.append((start, start + len(needle)))
        return tuple(ranges)

    def _is_whole(self, ranges: tuple[Range, ...], group: list[QuotePart]) -> bool:
        """Whether neither end cuts a word, or a character that is compared as several.

        A word may be cut beside an editor's brackets: “[T]he”.
        """
        for start, end in ranges:
            if self._place(start)[1] or self._place(end - 1)[2]:
                return False
        start, end = self._range(ranges[0][0], ranges[-1][1])
        return not (
            (group[0].opens and cuts_word(self._whole, start))
            or (group[-1].closes and cuts_word(self._whole, end))
        )

    def _range(self, start: int, end: int) -> Range:
        """Reduced offsets → offsets of the folded text, including a note mark at the end."""
        first, last = self._place(start)[0], self._place(end - 1)[0] + 1
        past = last
        while self._reduced[past : past + 1] == DROPPED:
            past += 1
        return first, past if cuts_word(self._whole, last) else last

    def _place(self, at: int) -> tuple[int, int, int]:
        """Reduced offset → offset in the folded text.

        Also returns how many reduced characters before and after it are from the same character.
        """
        chunk = bisect_right(self._ends, at)
        at -= self._ends[chunk - 1] if chunk else 0
        index = chunk * _CHUNK
        for char in self._reduced[index : index + _CHUNK]:
            size = len(LETTERS[ord(char)])
            if at < size:
                return index, at, size - at - 1
            at -= size
            index += 1
        return index, 0, 0

    def _follows(self, start: int, before: str) -> bool:
        """Whether a prefix stands before an offset, and begins with a whole word."""
        if not before:
            return True
        return self._text.endswith(before, 0, self._past_signs(start, -1)) and not cuts_word(
            self._whole, self._first(start, before)
        )

    def _precedes(self, end: int, after: str) -> bool:
        """Whether a suffix stands after an offset, and ends with a whole word."""
        if not after:
            return True
        return self._text.startswith(after, self._past_signs(end, 1)) and not cuts_word(
            self._whole, self._last(end, after)
        )

    def _past_signs(self, at: int, step: int) -> int:
        """Skip punctuation between digits, which the end of a quote may leave out."""
        while 0 <= (near := at if step > 0 else at - 1) < len(self._text):
            if ord(self._text[near]) < KEPT:
                break
            at += step
        return at

    def _first(self, start: int, before: str) -> int:
        """The offset in the folded text where a prefix begins; -1 if there is none."""
        return self._place(self._past_signs(start, -1) - len(before))[0] if before else -1

    def _last(self, end: int, after: str) -> int:
        return self._place(self._past_signs(end, 1) + len(after) - 1)[0] + 1 if after else -1
