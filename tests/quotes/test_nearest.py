"""The passage that is shown for a quote that was not found."""

from __future__ import annotations

import time

import pytest

from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes import (
    MAX_PIECES,
    Locator,
    NotFound,
    NotFoundReason,
)
from tests.quotes.locating import locate, nearest
from tests.reports import ENGLISH


class TestNearest:
    text = "Before.\n\nIran has not sold  any drones to “Russia”, he said on Monday.\n\nAfter that."

    def test_word_diff(self) -> None:
        near = nearest("Iran has sold any drones to Ruritania, he said", self.text)
        assert near.span == Span(self.text.index("Iran"), self.text.index(" on Monday"))
        assert [(c.kind.value, c.text) for c in near.changes] == [
            ("same", "Iran has "),
            ("in_file", "not "),
            ("same", "sold any drones to "),
            ("typed", "Ruritania, "),
            ("in_file", "“Russia”, "),
            ("same", "he said "),
        ]
        assert 60 <= near.score < 100

    def test_nothing_near(self) -> None:
        result = locate("The quick brown fox jumps over it", self.text)
        assert result == NotFound(None, NotFoundReason.NO_SUCH_TEXT)

    def test_nothing_near_enough(self) -> None:
        assert locate("abcdefghijk", "abcdefvwxyz") == NotFound(None, NotFoundReason.NO_SUCH_TEXT)
        assert nearest("abcde fghij", "abcde fghik").score > 90

    def test_a_long_quote_is_compared_round_its_first_difference(self) -> None:
        text = " ".join(f"word{n}" for n in range(5000))
        near = nearest(" ".join(f"word{n}" for n in range(2000)).replace("d1500", "dX"), text)
        assert [c.text.strip() for c in near.changes][1:3] == ["wordX", "word1500"]
        assert near.span.end - near.span.start < 600

    def test_every_file(self) -> None:
        for path in ENGLISH:
            text = path.read_bytes().decode("utf-8")
            locator = Locator(SourceText(text))
            for line in (line.strip() for line in text.splitlines() if len(line) > 300):
                words = line[:200].split()[:-1]
                typed = " ".join([*words[:5], "certainly", *words[6:]])
                result = locator.locate(typed)
                assert isinstance(result, NotFound) and result.nearest is not None
                start = text.index(line)
                assert result.nearest.span.start == start
                end = result.nearest.span.end
                assert text[start:end].split() == words


class TestBounded:
    """Linear behaviour; the limits are some ten times what was measured."""

    @pytest.mark.parametrize(
        ("text", "quote"),
        [
            ("a" * 1_000_000, "a" * 9_999 + "b"),
            ("a" * 1_000_000, "a" * 10_000 + "b" + "a" * 9_000),
            ("a" * 1_000_000, "a"),
            ("a " * 500_000, "a " * 9_999 + "b"),
            ("a " * 500_000, "b" + " a" * 9_999),
            ("a " * 500_000, " […] ".join(["a a a a a a a"] * MAX_PIECES)),
            ("ab " * 300_000, "ab " * 6_000 + "a"),
            ("e" + "\u0301\u0323" * 500_000, "e" + "\u0301\u0323" * 9_000),
            ("a" + "\xad" * 1_000_000 + "b", "a" + "\xad" * 19_000 + "b"),
            ("x", "[…" * 10_000),
        ],
        ids=range(10),
    )
    def test_time(self, text: str, quote: str) -> None:
        started = time.process_time()
        locate(quote, text)
        # Less than three seconds; hours if it took more than proportional time.
        assert time.process_time() - started < 30
