"""Fixes a quote that was not found where it is sure which words of the file are meant.

`Fixer.fix` takes a quote as typed, with its prefix and suffix, and gives them in the file's own
words, or None. It compares what is left of two texts without capitals, punctuation, white space
and signs of how a text was extracted: superscripts, ligatures, a hyphen at a line end, the mark of
a note glued to a word. The rest, each letter, accent, digit and sign (%, €, +), has to be the same,
in the same order, and has to stand in one place of the file only. A text that lost a letter
(U+FFFD) is never fixed: nobody knows the letter.

Spaces and points between two digits count, since 1.5 is not 15, and so does a minus before one.
Where other spaces make or take away a word like “not”, nothing is fixed: “notable”, “not able”.

All work is linear in the document, which is prepared once, and in the quote.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, product

from factcheck_report.model.safe_text import visible
from factcheck_report.model.spans import Span
from factcheck_report.quotes.folding import FoldedText, fold, fold_trimmed, without_invisible
from factcheck_report.quotes.locator import Locator
from factcheck_report.quotes.results import MAX_PIECES, MAX_QUOTE, Located
from factcheck_report.quotes.words import cuts_word

_MOST_PLACES = 20
"""Places of a part that are followed: with more it is not sure which is meant."""
_MOST_TRIES = 1_000
"""Places that are looked at for all parts of a quote together."""
_REACH = 80
"""Letters of the file that an editor's words in brackets may stand for."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A quote in the file's own words. Where it leaves words out or adds some, the marks stay."""

    text: str
    prefix: str | None
    suffix: str | None
    """As they were typed where the words are found with them; None where none was given."""
    pieces: tuple[Span, ...]
    """Where the quote is then found."""


class Fixer:
    """Fixes quotes of one document."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator

    @cached_property
    def _file(self) -> FoldedText:
        return fold(self._locator.source.text)

    @cached_property
    def _comparisons(self) -> tuple[_Comparison, ...]:
        """The document with the marks of notes, and without."""
        return tuple(_Comparison(self._file.text, reduce) for reduce in (_reduced, _unmarked))

    def fix(self, quote: str, prefix: str | None = None, suffix: str | None = None) -> Fix | None:
        """The quote in the file's own words; None unless it is sure that these are meant.

        Takes what `Locator.locate` did not find, and gives what it does find.
        """
        if max(len(quote), len(prefix or ""), len(suffix or "")) > MAX_QUOTE:
            return None
        for groups in _divisions(quote):
            if not groups or sum(map(len, groups)) > MAX_PIECES:
                continue
            places: set[_Place] = set()
            for comparison in self._comparisons:
                found = comparison.places(groups, prefix or "", suffix or "")
                if found is None:
                    return None
                places |= found
            if len(places) > 1:
                return None
            for place in places:
                if fix := self._fixed(quote, prefix, suffix, groups, place):
                    return fix
        return None

    def _fixed(
        self,
        quote: str,
        prefix: str | None,
        suffix: str | None,
        groups: list[list[_Part]],
        place: _Place,
    ) -> Fix | None:
        """The quote with the file's words at a place, if it is found there."""
        parts = [part for group in groups for part in group]
        substitute: list[tuple[int, int, Span]] = []
        edges: list[Span] = []
        for part, (start, end) in zip(parts, place.ranges, strict=True):
            typed, range_ = part.matched(self._file.text, start, end)
            edges.append(range_)
            in_file = self._file.text[range_.start : range_.end]
            if not part.may_be(in_file):
                return None
            if fold_trimmed(quote[typed.start : typed.end]).text != in_file:
                substitute.append((typed.start, typed.end, range_))
        before = Span(place.before, edges[0].start) if prefix and place.before >= 0 else None
        after = Span(edges[-1].end, place.after) if suffix and place.after >= 0 else None

        def written(write: Callable[[str], str]) -> str:
            words = quote
            for start, end, range_ in reversed(substitute):
                words = words[:start] + self._in_one_line(range_, write) + words[end:]
            return words

        # As many words as were typed: “two-thirds” for “two thirds”, “inspected” for “inspectd”.
        for write in sorted(WAYS, key=lambda way: abs(_count(written(way)) - _count(quote))):
            words = written(write)
            prefixes = [prefix, *([self._in_one_line(before, write)] if before else [])]
            suffixes = [suffix, *([self._in_one_line(after, write)] if after else [])]
            for new_prefix, new_suffix in product(prefixes, suffixes):
                fix = self._found(words, new_prefix, new_suffix, edges)
                if fix and (words, new_prefix, new_suffix) != (quote, prefix, suffix):
                    return fix
        return None

    def _found(
        self, words: str, prefix: str | None, suffix: str | None, edges: list[Span]
    ) -> Fix | None:
        written = words + (prefix or "") + (suffix or "")
        # What the reader of claims.yaml refuses is written nowhere.
        if "\ufffd" in written or visible(written) != written:
            return None
        found = self._locator.locate(words, prefix=prefix, suffix=suffix)
        if not isinstance(found, Located):
            return None
        first, last = (self._file.span(edge.start, edge.end) for edge in (edges[0], edges[-1]))
        if not (found.pieces[0].overlaps(first) and found.pieces[-1].overlaps(last)):
            return None
        return Fix(words, prefix, suffix, found.pieces)

    def _in_one_line(self, range_: Span, write: Callable[[str], str]) -> str:
        """What stands at a range of the folded document, as editors write it: in one line."""
        if range_.start >= range_.end:
            return ""
        span = self._file.span(range_.start, range_.end)
        text = write(self._locator.source.text[span.start : span.end])
        return " ".join(without_invisible(text).split())


_BROKEN_WORD = re.compile(r"(?<=\w)([-‐]|\u00ad)[^\S\r\n]*+[\r\n]\s*+(?=\w)")
WAYS: tuple[Callable[[str], str], ...] = (
    lambda text: _BROKEN_WORD.sub("", text),
    lambda text: _BROKEN_WORD.sub(r"\1", text),
    lambda text: text,
)
"""How a word that the file breaks at a line end may be written: the first that is found counts."""


def _count(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# What of a text is compared.

_TELLING = frozenset("%‰‱٪&@#/\\§")
"""Punctuation, to Unicode, that says something."""
_ALIKE = frozenset("`´\u0640")
"""No punctuation to Unicode, but apostrophes to typists; the Arabic tatweel only widens a word."""
_FORMS = (
    "<super>", "<sub>", "<font>", "<wide>", "<narrow>",
    "<initial>", "<medial>", "<final>", "<isolated>",
)  # fmt: skip
"""Letters and digits in another form; fractions and the like (½) are no such forms."""
_LIGATURES = range(0xFB00, 0xFB07)


class _Table(dict[int, str]):
    """For `str.translate`: what a character is compared as, empty where it does not count."""

    def __missing__(self, code: int) -> str:
        kept = self[code] = _compared(chr(code))
        return kept


def _compared(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cc", "Cf") or category[0] == "Z" or char in _ALIKE:
        return ""
    plain = unicodedata.normalize("NFKC", char)
    if category[0] == "P":
        return plain if plain in _TELLING else ""
    if category[0] not in "LNM":
        return char
    decomposed = unicodedata.decomposition(char)
    if (decomposed.startswith(_FORMS) or ord(char) in _LIGATURES) and plain != char:
        return "".join(map(_compared, plain))
    return "σ" if char == "ς" else char.lower()


_TABLE = _Table()

_RAISED = "⁰¹²³⁴-⁹"
_DIGIT = rf"[\d{_RAISED}₀-₉]"
_BETWEEN_DIGITS = re.compile(rf"(?<={_DIGIT})[\W_]++(?={_DIGIT})")
_SIGN = re.compile(rf"(?<![\w.])[-.](?={_DIGIT})")
_KEPT = 0xF0000
"""Added to a character of punctuation that counts where it stands: a private use of Unicode."""
_DROPPED = "\0"
"""In the place of characters that do not count, so that offsets stay as they are."""


def _reduced(text: str) -> str:
    """A folded text, as long as it was, in which punctuation at digits is told from any other."""
    text = _BETWEEN_DIGITS.sub(lambda found: _gap(found[0]), text)
    return _SIGN.sub(lambda found: _kept(found[0]), text)


def _gap(gap: str) -> str:
    """What stands between two digits, made the same where only spacing or a comma differs."""
    if gap.translate(_TABLE):
        return gap  # a sign that counts anyway
    signs = gap.replace(" ", "").replace(_DROPPED, "")
    if signs and not signs.strip("-"):
        signs = "-"
    elif " " in gap:
        # A comma before a space ends a part of the sentence, as in “May 5, 2022”.
        signs = " " + (gap[-1] if gap[-1] in ".-" else "")
    return _kept(signs).ljust(len(gap), _DROPPED)


def _kept(signs: str) -> str:
    return "".join(chr(_KEPT + ord(sign) % 0xFFFE) for sign in signs)


_LETTER = rf"[^\W\d_{_RAISED}₀-₉]"
_CLOSING = ".,!?'\")]"
_NOTE = re.compile(
    rf"(?:(?<={_LETTER})|(?<=[{re.escape(_CLOSING)}]))"
    rf"(?:(?P<raised>[{_RAISED}]{{1,3}}(?:,[{_RAISED}]{{1,3}}){{0,5}})|(?P<plain>\d{{1,3}}))"
    r"(?![\w%])(?![-.,:/]\d)"
    r"|(?<=[^\s\[])\[\d{1,3}(?:[-,] ?\d{1,3}){0,5}\]"
)
_LAST_WORD = re.compile(rf"(?<!\w){_LETTER}{{3,40}}\Z")
_UNIT = re.compile(r"(?:\w*met(?:er|re)s?|f(?:oo|ee)t|inch(?:es)?|yards?|miles?|sec|min)\Z")
_COUNTED = _words(
    "about above after around article articles below between chapter chapters class covid days "
    "equation example exactly fewer figure figures from grade group hours into just least less "
    "level line lines mach minus model months more most nearly north number only over page pages "
    "paragraph part past phase plus room roughly section sections since size some south stage step "
    "table tables than then these those till type under unit until upto version volume weeks with "
    "within years zone"
)
"""Words with which a number belongs together."""


def _unmarked(text: str) -> str:
    """The same without the marks of notes that are glued to words: voltages23, inspected¹, [4]."""
    return _reduced(_NOTE.sub(_without_note, text))


def _without_note(found: re.Match[str]) -> str:
    kept, dropped = found[0], _DROPPED * len(found[0])
    if kept[0] == "[":
        return dropped
    before = found.string[max(found.start() - 45, 0) : found.start()]
    ahead = before.rstrip(_CLOSING)
    word = _LAST_WORD.search(ahead)
    if word is None or len(before) - len(ahead) > 3:
        return kept
    if found["raised"]:
        # km², metres²
        return kept if ahead == before and _UNIT.match(word[0].lower()) else dropped
    if len(word[0]) < 4 or not word[0].islower() or word[0] in _COUNTED:
        return kept
    return dropped


class _Comparison:
    """A folded document as it is compared, with the way back to its offsets."""

    def __init__(self, text: str, reduce: Callable[[str], str]) -> None:
        self._whole = text
        self._reduce = reduce
        self._reduced = reduce(text)
        chunks = [
            self._reduced[at : at + _CHUNK].translate(_TABLE) for at in range(0, len(text), _CHUNK)
        ]
        self._text = "".join(chunks)
        self._ends = list(accumulate(map(len, chunks)))

    def places(self, groups: list[list[_Part]], prefix: str, suffix: str) -> set[_Place] | None:
        """Where the parts stand in order, each group in a stretch; two places stand for more.

        None where a part stands in too many places to look at.
        """
        before, after = self._letters(prefix), self._letters(suffix)
        find_candidates: list[tuple[tuple[_Range, ...], ...]] = []
        tries = _MOST_TRIES // sum(map(len, groups))
        for index, group in enumerate(groups):
            first, last = index == 0, index == len(groups) - 1
            found: list[tuple[_Range, ...]] = []
            stretches = self._stretches(group, tries)
            if stretches is None:
                return None
            for ranges in stretches:
                if first and not self._follows(ranges[0][0], before):
                    continue
                if last and not self._precedes(ranges[-1][1], after):
                    continue
                found.append(ranges)
                if len(found) > _MOST_PLACES:
                    break
            if first:
                find_candidates = [(ranges,) for ranges in found]
            else:
                # The earliest leave the most room, so that the first few decide.
                find_candidates = [
                    (*chain, ranges)
                    for chain in find_candidates
                    for ranges in found
                    if ranges[0][0] >= chain[-1][-1][1]
                ][: _MOST_PLACES + 1]
            if not find_candidates:
                break
        places: set[_Place] = set()
        for chain in find_candidates[:2]:
            flat = [range_ for ranges in chain for range_ in ranges]
            ranges = tuple(self._range(*range_) for range_ in flat)
            places.add(
                _Place(
                    ranges,
                    self._first(flat[0][0], before),
                    self._last(flat[-1][1], after),
                )
            )
        return places

    def _letters(self, text: str) -> str:
        return self._reduce(fold_trimmed(text).text).translate(_TABLE)

    def _stretches(self, group: list[_Part], tries: int) -> list[tuple[_Range, ...]] | None:
        """Where the parts of a group stand one soon after the other; offsets as compared."""
        needles = [self._reduce(part.folded.text).translate(_TABLE) for part in group]
        anchor = max(range(len(group)), key=lambda index: len(needles[index]))
        found: list[tuple[_Range, ...]] = []
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

    def _around(self, needles: list[str], anchor: int, at: int) -> tuple[_Range, ...] | None:
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

    def _is_whole(self, ranges: tuple[_Range, ...], group: list[_Part]) -> bool:
        """Whether no word is cut at either end, nor a character that is compared as several.

        Beside an editor's brackets a word may be cut: “[T]he”.
        """
        for start, end in ranges:
            if self._place(start)[1] or self._place(end - 1)[2]:
                return False
        start, end = self._range(ranges[0][0], ranges[-1][1])
        return not (
            (group[0].opens and cuts_word(self._whole, start))
            or (group[-1].closes and cuts_word(self._whole, end))
        )

    def _range(self, start: int, end: int) -> _Range:
        """Offsets as compared → offsets of the folded text, with the mark of a note at the end."""
        first, last = self._place(start)[0], self._place(end - 1)[0] + 1
        past = last
        while self._reduced[past : past + 1] == _DROPPED:
            past += 1
        return first, past if cuts_word(self._whole, last) else last

    def _place(self, at: int) -> tuple[int, int, int]:
        """Offset in the folded text; how many before and behind it come from that character."""
        chunk = bisect_right(self._ends, at)
        at -= self._ends[chunk - 1] if chunk else 0
        index = chunk * _CHUNK
        for char in self._reduced[index : index + _CHUNK]:
            size = len(_TABLE[ord(char)])
            if at < size:
                return index, at, size - at - 1
            at -= size
            index += 1
        return index, 0, 0

    def _follows(self, start: int, before: str) -> bool:
        """Whether a prefix stands before, and begins with a word."""
        if not before:
            return True
        return self._text.endswith(before, 0, self._past_signs(start, -1)) and not cuts_word(
            self._whole, self._first(start, before)
        )

    def _precedes(self, end: int, after: str) -> bool:
        """Whether a suffix stands behind, and ends with a word."""
        if not after:
            return True
        return self._text.startswith(after, self._past_signs(end, 1)) and not cuts_word(
            self._whole, self._last(end, after)
        )

    def _past_signs(self, at: int, step: int) -> int:
        """Past punctuation between digits that the edge of a quote may leave out."""
        while 0 <= (near := at if step > 0 else at - 1) < len(self._text):
            if ord(self._text[near]) < _KEPT:
                break
            at += step
        return at

    def _first(self, start: int, before: str) -> int:
        """Where a prefix begins in the folded text; -1 if there is none."""
        return self._place(self._past_signs(start, -1) - len(before))[0] if before else -1

    def _last(self, end: int, after: str) -> int:
        return self._place(self._past_signs(end, 1) + len(after) - 1)[0] + 1 if after else -1


_CHUNK = 256
"""Characters between two whose offsets are known."""
_Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the parts of a quote stand in the folded document."""

    ranges: tuple[_Range, ...]
    before: int
    after: int
    """Where the prefix begins and the suffix ends; -1 without."""


# What of a quote is compared: all but the marks for what was left out or added.

_ELISION = re.compile(r"\[ ?(?:…|\.(?: ?\.){2,3}) ?\]")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_NOTE_NUMBER = re.compile(r"\[\d{1,3}(?:[-,] ?\d{1,3}){0,5}\]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a quote between its marks."""

    start: int
    end: int
    """In the quote as typed."""
    folded: FoldedText
    """`folded.original` is the part as typed."""
    opens: bool
    closes: bool
    """Whether a passage begins and ends with it, rather than going on beyond brackets."""
    literal: tuple[str, ...]
    """What stands between brackets in it, which has to stand in the file as well."""

    def matched(self, text: str, start: int, end: int) -> tuple[Span, Span]:
        """What of the quote, and what of the folded document, stand for each other.

        `start` and `end` are where the letters stand in the document. At the edges of a passage
        the punctuation that was typed is part of it where the document has the same.
        """
        first, last = _core(self.folded.text)
        lead, tail = self.folded.text[:first].lstrip(), self.folded.text[last:].rstrip()
        core = self.folded.span(first, last)
        typed_start, typed_end = self.start + core.start, self.start + core.end
        ahead = behind = 0
        if self.opens:
            typed_start = self.start
            while ahead < min(len(lead), start) and lead[-1 - ahead] == text[start - 1 - ahead]:
                ahead += 1
        if self.closes:
            typed_end = self.end
            while behind < len(tail) and text[end + behind : end + behind + 1] == tail[behind]:
                behind += 1
        if lead[:1] in _QUOTES and tail[-1:] in _QUOTES and lead and tail:
            # Marks round the whole quote: both or neither.
            whole = ahead == len(lead) and behind == len(tail)
            ahead, behind = (ahead, behind) if whole else (0, min(behind, len(tail) - 1))
        while ahead and text[start - ahead] == " ":
            ahead -= 1
        while behind and text[end + behind - 1] == " ":
            behind -= 1
        return Span(typed_start, typed_end), Span(start - ahead, end + behind)

    def may_be(self, passage: str) -> bool:
        """Whether nothing but harmless signs differs from the folded passage with its letters."""
        if any(text.lower() not in passage.lower() for text in self.literal):
            return False
        return _denials(self.folded.text) == _denials(passage)


_QUOTES = "\"'"


def _core(text: str) -> _Range:
    """Where the first and the last character that count stand in a folded text."""
    kept = [index for index, char in enumerate(text) if _TABLE[ord(char)]]
    return kept[0], kept[-1] + 1


_WORD = re.compile(r"[^\W\d_]+")
_DENYING = _words(
    "no not non nor none never neither nobody nothing nowhere cannot without "
    "nicht nichts nie niemals niemand kein keine keinen keiner keinem keines weder ohne "
    "ne pas jamais rien aucun aucune sans ni sin nunca nada não sem nessun niente mai senza "
    "не нет ни без ليس لا لم لن بدون"
)


def _denials(text: str) -> list[str]:
    """The words of a folded text that deny something, in order."""
    words = (word[0].lower() for word in _WORD.finditer(text))
    return ["not" if word == "cannot" else word for word in words if word in _DENYING]


def _divisions(quote: str) -> Iterator[list[list[_Part]]]:
    """The quote in passages, each in the parts beside brackets: first as if the file had these."""
    passages = list(_between(_ELISION.finditer(quote), Span(0, len(quote))))
    brackets = any(_editors(quote, passage) for passage in passages)
    for divided in (False, True) if brackets else (False,):
        groups = [list(_parts(quote, passage, divided=divided)) for passage in passages]
        yield [group for group in groups if group]


def _between(marks: Iterator[re.Match[str]], whole: Span) -> Iterator[Span]:
    start = whole.start
    for mark in marks:
        yield Span(start, mark.start())
        start = mark.end()
    yield Span(start, whole.end)


def _editors(quote: str, passage: Span) -> list[re.Match[str]]:
    """Brackets that an editor may have put in; the number of a note is none."""
    found = _BRACKETS.finditer(quote, passage.start, passage.end)
    return [bracket for bracket in found if not _NOTE_NUMBER.fullmatch(bracket[0])]


def _parts(quote: str, passage: Span, *, divided: bool) -> Iterator[_Part]:
    brackets = _editors(quote, passage)
    literal = () if divided else tuple(fold_trimmed(bracket[0]).text for bracket in brackets)
    spans = list(_between(iter(brackets), passage)) if divided else [passage]
    for span in spans:
        raw = quote[span.start : span.end]
        inner = raw.strip()
        start = span.start + raw.find(inner) if inner else span.start
        folded = fold(inner)
        if folded.text.translate(_TABLE):
            yield _Part(
                start,
                start + len(inner),
                folded,
                span.start == passage.start,
                span.end == passage.end,
                literal,
            )
