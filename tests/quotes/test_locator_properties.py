"""Properties that hold for every quote and every source."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from factcheck_report.model.evidence import Match
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes import Ambiguous, DiffKind, Located, Locator, NotFound, NotFoundReason
from factcheck_report.quotes.characters import DASHES, INVISIBLE, JOINERS
from factcheck_report.quotes.folding import fold, fold_trimmed
from tests.hostile import DOUBLE, DROPPED, ODD_CHARACTERS, SINGLE, SPACES
from tests.reports import ENGLISH

TEXTS = [path.read_bytes().decode("utf-8") for path in ENGLISH]
LOCATORS = {text: Locator(SourceText(text)) for text in TEXTS}
nasty_texts = st.lists(st.sampled_from(ODD_CHARACTERS), min_size=1, max_size=40).map("".join)
any_texts = st.text(st.characters(exclude_categories=()), max_size=60) | nasty_texts
EXAMPLES = settings(max_examples=150)
# A word goes on behind them: the next line does not begin with a word.
BROKEN_WORD = re.compile(f"[\xad‐‑-][\\s{INVISIBLE}{JOINERS}]*[\\r\\n]")
UNSEEN = re.compile(f"[\\s{INVISIBLE}{JOINERS}]+")


def locator_of(text: str) -> Locator:
    return LOCATORS.get(text) or Locator(SourceText(text))


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, Span]:
    """A text and a passage of whole words, from its first to its last visible character."""
    text = draw(st.sampled_from(TEXTS) | nasty_texts)
    assume(not BROKEN_WORD.search(text))
    words = [match.span() for match in re.finditer(r"\S+", text)]
    assume(words)
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, min(first + 60, len(words) - 1)))
    start, end = words[first][0], words[last][1]
    while start < end and UNSEEN.match(text[start]):
        start += 1
    while end > start and UNSEEN.match(text[end - 1]):
        end -= 1
    assume(start < end and not unicodedata.category(text[start]).startswith("M"))
    return text, Span(start, end)


def disturbed(draw: Callable[[st.SearchStrategy[Any]], Any], text: str) -> str:
    """The text as it may have been typed or copied: the same words."""
    random = Random(draw(st.integers(0, 2**32)))  # a long text would use up the entropy

    def variant(match: re.Match[str]) -> str:
        found = match[0]
        if random.random() < 0.4:
            return found
        for alike in (SINGLE, DOUBLE, DASHES):
            if found in alike:
                return random.choice(alike)
        return random.choice(["…", "..."] if found in ("…", "...") else SPACES)

    text = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text)
    text = re.sub(rf"\s+|\.\.\.|[…{SINGLE}{DOUBLE}{re.escape(DASHES)}]", variant, text)
    many = draw(st.sampled_from([0, 0.05, 0.5]))
    text = "".join(
        char + (random.choice(DROPPED) if random.random() < many else "") for char in text
    )
    # A soft hyphen before a line end joins two words, so it would make other ones.
    return BROKEN_WORD.sub(lambda found: found[0].replace("\xad", ""), text)


@st.composite
def typed_passages(draw: st.DrawFn) -> tuple[str, Span, str]:
    text, span = draw(passages())
    return text, span, disturbed(draw, text[span.start : span.end])


def says_something(quote: str) -> bool:
    return bool(re.sub(rf"[\s{INVISIBLE}{JOINERS}…\[\].]", "", quote))


@EXAMPLES
@given(passages())
@example(("-\n\u2010", Span(2, 3)))
def test_a_literal_passage_is_exact(case: tuple[str, Span]) -> None:
    text, span = case
    quote = text[span.start : span.end]
    assume(says_something(quote))
    result = locator_of(text).locate(quote)
    if isinstance(result, Ambiguous):
        assert result.total > len(result.occurrences) or (span,) in result.occurrences
    else:
        assert isinstance(result, Located)
        assert (span,) in (result.pieces, *result.also)
        # The first of several equal sentences counts, which may have other signs for the same.
        assert result.match is Match.EXACT or result.pieces != (span,)


@EXAMPLES
@given(typed_passages())
@example(("a e\u0301 b", Span(2, 4), "é"))
@example(("\u200c🏽", Span(1, 2), "🏽"))
@example(("≠\u200ca", Span(0, 3), "=\u0338\u200ca"))
@example((" 🏽", Span(1, 2), "🏽"))
@example(("\xad\u1161", Span(1, 2), "\u1161"))
@example(("\u212b\u200ca", Span(0, 3), "\xc5\u200ca"))
@example(("'\u200c-", Span(0, 3), "'\u200c−"))
def test_a_disturbed_passage_is_found_where_it_came_from(case: tuple[str, Span, str]) -> None:
    text, span, quote = case
    assume(says_something(quote))
    result = locator_of(text).locate(quote)
    if isinstance(result, Ambiguous):
        assert result.total > len(result.occurrences) or (span,) in result.occurrences
    else:
        assert isinstance(result, Located)
        assert (span,) in (result.pieces, *result.also)


@EXAMPLES
@given(typed_passages(), st.data())
def test_its_true_context_decides(case: tuple[str, Span, str], data: st.DataObject) -> None:
    text, span, quote = case
    assume(says_something(quote))
    prefix = disturbed(data.draw, text[: span.start])
    suffix = disturbed(data.draw, text[span.end :])
    result = locator_of(text).locate(quote, prefix=prefix, suffix=suffix)
    assert isinstance(result, Located)
    assert (span,) in (result.pieces, *result.also)


@EXAMPLES
@given(st.sampled_from(TEXTS), st.data())
def test_pieces_are_found_in_order(text: str, data: st.DataObject) -> None:
    words = [match.span() for match in re.finditer(r"\S+", text)]
    at = data.draw(st.lists(st.integers(0, len(words) - 1), min_size=4, max_size=4, unique=True))
    first, second, third, fourth = sorted(at)
    spans = (
        Span(words[first][0], words[second][1]),
        Span(words[third][0], words[fourth][1]),
    )
    typed = [disturbed(data.draw, text[span.start : span.end]) for span in spans]
    pieces = [fold_trimmed(piece).text for piece in typed]
    assume(all(len(piece) >= 12 for piece in pieces))
    result = locator_of(text).locate(data.draw(st.sampled_from([" […] ", "[...]"])).join(typed))
    if isinstance(result, Ambiguous):
        assert result.total > len(result.occurrences) or spans in result.occurrences
    else:
        assert isinstance(result, Located)
        assert spans in (result.pieces, *result.also)


def plain(text: str) -> str:
    """An independent, simple fold that suffices for the example’s documents."""
    return " ".join(text.translate(str.maketrans("’‘“”—", "''\"\"-")).split())


PLAIN = {text: plain(text) for text in TEXTS}
NUMERALS = "0123456789"


@EXAMPLES
@given(st.sampled_from(TEXTS), st.data())
def test_other_words_are_never_found(text: str, data: st.DataObject) -> None:
    words = PLAIN[text].split()
    first = data.draw(st.integers(0, len(words) - 2))
    quote = words[first : first + data.draw(st.integers(2, 40))]
    at = data.draw(st.integers(0, len(quote) - 1))
    word = quote[at]
    change = data.draw(st.sampled_from(["letter", "homoglyph", "drop", "add", "case", "cut"]))
    if change == "letter":
        index = data.draw(st.integers(0, len(word) - 1))
        quote[at] = word[:index] + data.draw(st.sampled_from("xé7²-,'")) + word[index + 1 :]
    elif change == "homoglyph":
        quote[at] = word.translate(str.maketrans("aeopcx", "аеорсх"))
    elif change == "drop":
        del quote[at]
    elif change == "add":
        quote.insert(at, data.draw(st.sampled_from(["not", "No", "1", "allegedly", "—", "the"])))
    elif change == "case":
        quote[at] = word.swapcase()
    elif at == 0:
        quote[0] = word[1:]
        assume(word[:2].isalpha())
    else:
        quote[-1] = quote[-1][:-1]
        assume(words[first + len(quote) - 1][-2:].isalpha())
    typed = " ".join(quote)
    stands = re.search(rf"(?<!\w){re.escape(plain(typed))}(?!\w)", PLAIN[text])
    assume(quote and stands is None)
    # What stands in square brackets is an editor's, and not looked for.
    assume(not {"[", "]"} & set(typed))
    result = locator_of(text).locate(disturbed(data.draw, typed))
    assert isinstance(result, NotFound)


@EXAMPLES
@given(any_texts, any_texts)
def test_what_is_found_folds_like_the_quote(text: str, quote: str) -> None:
    result = Locator(SourceText(text)).locate(quote)
    if isinstance(result, Located) and len(result.pieces) == 1 and not result.brackets:
        (span,) = result.pieces
        passage = text[span.start : span.end]
        assert not UNSEEN.match(passage[0]) and not UNSEEN.match(passage[-1])
        wanted = {fold_trimmed(quote).text, fold_trimmed(quote).text[1:-1].strip(" " + JOINERS)}
        undone = {"elision", "hyphenation", "letter-forms", "note-marks"}
        if not undone & set(result.differences):
            assert fold(passage).text in wanted
        visible = re.sub(f"^{UNSEEN.pattern}|{UNSEEN.pattern}$", "", quote)
        assert (result.match is Match.EXACT) == (passage == visible)


@settings(EXAMPLES, max_examples=800)
@given(any_texts, any_texts, st.none() | any_texts, st.none() | any_texts)
@example("\u0301", "\u0301", None, None)
@example("\ud800\u0301 a", "\ud800\u0301", "", "\u200d")
def test_never_raises(text: str, quote: str, prefix: str | None, suffix: str | None) -> None:
    locator = Locator(SourceText(text))
    result = locator.locate(quote, prefix=prefix, suffix=suffix)
    ways = [result.pieces] if isinstance(result, Located) else getattr(result, "occurrences", ())
    for chain in ways:
        assert all(0 <= span.start < span.end <= len(text) for span in chain)
        assert all(one.end <= next_.start for one, next_ in itertools.pairwise(chain))
    if isinstance(result, NotFound) and result.nearest:
        assert 0 <= result.nearest.score <= 100


def words_of(text: str) -> str:
    """A folded text without its white space."""
    return fold_trimmed(text).text.replace(" ", "")


@EXAMPLES
@given(st.sampled_from(TEXTS), st.data())
def test_the_nearest_passage_is_shown_truly(text: str, data: st.DataObject) -> None:
    words = text.split()
    first = data.draw(st.integers(0, len(words) - 20))
    quote = words[first : first + data.draw(st.integers(8, 40))]
    quote[data.draw(st.integers(0, len(quote) - 1))] = data.draw(st.sampled_from(["not", "xx y"]))
    typed = " ".join(quote)
    result = locator_of(text).locate(typed)
    assume(isinstance(result, NotFound))
    assert isinstance(result, NotFound)
    # Who reads “cannot show” and types “not show” has cut a word.
    assume(result.reason is not NotFoundReason.WORD_CUT)
    assert result.reason is NotFoundReason.NO_SUCH_TEXT
    near = result.nearest
    assert near is not None
    passage = text[near.span.start : near.span.end]

    def shown(kind: DiffKind) -> str:
        kinds = (kind, DiffKind.SAME)
        return words_of("".join(change.text for change in near.changes if change.kind in kinds))

    assert shown(DiffKind.IN_FILE) == words_of(passage)
    assert shown(DiffKind.TYPED) == words_of(typed)


@EXAMPLES
@given(any_texts)
def test_folding_changes_nothing_the_second_time(text: str) -> None:
    folded = fold(text)
    assert "  " not in folded.text
    for at in range(len(folded.text)):
        span = folded.span(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        assert at == 0 or folded.span(at - 1, at).start <= span.start


@EXAMPLES
@given(any_texts)
def test_folding_is_blind_to_composition(text: str) -> None:
    assume(not any(joiner in text for joiner in JOINERS))
    folded = fold(text).text
    assert fold(unicodedata.normalize("NFD", text)).text == folded
    assert fold(unicodedata.normalize("NFC", text)).text == folded
