"""Finding a quote in a source, by example."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from factcheck_report.model.evidence import Match
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes import (
    MAX_OCCURRENCES,
    MAX_PIECES,
    MAX_QUOTE,
    Ambiguous,
    Difference,
    Located,
    Locator,
    NotFound,
    NotFoundReason,
)
from tests.quotes.locating import PERSIAN, found, locate, nearest, reason
from tests.reports import ENGLISH, EXAMPLE


def gazette() -> str:
    return (EXAMPLE / "seeds/gazette.txt").read_bytes().decode()


class TestExact:
    def test_literal_text(self) -> None:
        result = locate("sold drones", "Iran sold drones to Russia.")
        assert result == Located(Match.EXACT, (Span(5, 16),), ())

    def test_the_whole_text(self) -> None:
        assert found("Iran sold drones.", "Iran sold drones.") == (["Iran sold drones."], set())

    def test_white_space_round_the_quote_is_ignored(self) -> None:
        assert found("\n sold \t", "Iran sold drones") == (["sold"], set())

    @pytest.mark.parametrize("mark", ["[…]", "[...]", "[of drones to Russia]"])
    def test_brackets_that_stand_in_the_file(self, mark: str) -> None:
        text = f"It sent dozens {mark} just this summer."
        assert found(f"dozens {mark} just", text) == ([f"dozens {mark} just"], set())

    def test_brackets_in_a_document(self) -> None:
        quote = "nobody [from the harbour office] has asked the crews"
        assert found(quote, gazette()) == ([quote], set())

    def test_line_ends_as_they_are(self) -> None:
        assert found("a b\r\nc d", "x a b\r\nc d y") == (["a b\r\nc d"], set())


class TestNormalised:
    @pytest.mark.parametrize(
        ("typed", "in_file", "difference"),
        [
            ("drones to Russia", "drones\xa0to Russia", Difference.WHITE_SPACE),
            ("drones to Russia", "drones  to\u2009 Russia", Difference.WHITE_SPACE),
            ("drones to Russia", "drones\r\n\r\n\tto Russia", Difference.WHITE_SPACE),
            ("drones\n\n to Russia", "drones to Russia", Difference.WHITE_SPACE),
            ('an "act" of', "an “act” of", Difference.QUOTATION_MARKS),
            ('an "act" of', "an „act‟ of", Difference.QUOTATION_MARKS),
            ('an "act" of', "an «act» of", Difference.QUOTATION_MARKS),
            ("Kyiv's call", "Kyiv’s call", Difference.QUOTATION_MARKS),
            ("Kyiv‛s call", "Kyivʼs call", Difference.QUOTATION_MARKS),
            ("5' 10\" tall", "5′ 10″ tall", Difference.QUOTATION_MARKS),
            ("so - called", "so — called", Difference.DASHES),
            ("1914-1918", "1914–1918", Difference.DASHES),
            ("at -5 degrees", "at −5 degrees", Difference.DASHES),
            ("well... no", "well… no", Difference.ELLIPSIS),
            ("the end…. Then", "the end.… Then", Difference.ELLIPSIS),
            ("the end.... Then", "the end.… Then", Difference.ELLIPSIS),
            ("mili\xadtary", "military", Difference.INVISIBLE),
            ("military aid", "mili\u200btary \u2067aid", Difference.INVISIBLE),
            ("Auflage", "Auf\u200clage", Difference.INVISIBLE),
            ("Gdańsk", unicodedata.normalize("NFD", "Gdańsk"), Difference.COMPOSITION),
            ("10 Å wide", "10 \u212b wide", Difference.COMPOSITION),
            ("한국 대통령", unicodedata.normalize("NFD", "한국 대통령"), Difference.COMPOSITION),
            ("q\u0323\u0301 x", "q\u0301\u0323 x", Difference.COMPOSITION),
        ],
    )
    def test_each_folding(self, typed: str, in_file: str, difference: Difference) -> None:
        text = f"Before {in_file} after"
        assert found(typed, text) == ([in_file], {difference})

    def test_only_needed_foldings_are_named(self) -> None:
        text = "“So\xa0be it” — he said"
        assert found("“So be it” — he", text)[1] == {Difference.WHITE_SPACE}

    def test_the_span_leaves_out_what_is_dropped_at_its_edges(self) -> None:
        text = "a \xad\u2067drones\u2069\xa0 b"
        assert found("\u200bdrones\ufeff", text) == (["drones"], set())

    def test_marks_belong_to_their_base(self) -> None:
        text = unicodedata.normalize("NFD", "le café là")
        assert found("café", text) == (["cafe\u0301"], {Difference.COMPOSITION})

    def test_soft_hyphen_between_base_and_mark(self) -> None:
        assert found("café", "cafe\xad\u0301")[0] == ["cafe\xad\u0301"]

    def test_same_invisible_characters_elsewhere_are_a_difference(self) -> None:
        assert found("mi\xadlitary", "mili\xadtary")[1] == {Difference.INVISIBLE}

    def test_so_are_the_same_ones_elsewhere_in_a_cluster(self) -> None:
        text = "q\u0301\xad\u0323 x"
        assert found("q\xad\u0301\u0323 x", text)[1] == {Difference.INVISIBLE}

    def test_outer_quotation_marks(self) -> None:
        for quote in ('"sold drones"', "“sold drones”", "'sold drones'", "« sold drones »"):
            expected = ["sold drones"], {Difference.OUTER_QUOTATION_MARKS}
            assert found(quote, "Iran sold drones.") == expected

    def test_outer_quotation_marks_that_stand_in_the_file(self) -> None:
        assert found('"no"', "no, he said “no”") == (["“no”"], {Difference.QUOTATION_MARKS})

    def test_a_passage_may_span_paragraphs(self) -> None:
        text = "First one.\r\n\r\n\r\nSecond one."
        assert found("one. Second", text)[0] == ["one.\r\n\r\n\r\nSecond"]

    def test_a_document_with_no_break_spaces(self) -> None:
        text = gazette()
        start = text.index("\xa0", text.index("crews’ union, said"))
        passage = text[text.index("The union", start - 100) : text.index(".", start)]
        typed = " ".join(passage.split()).replace("’", "'")
        assert typed != passage
        result = locate(typed, text)
        assert isinstance(result, Located)
        assert result.match is Match.NORMALISED
        (span,) = result.pieces
        assert text[span.start : span.end] == passage

    @pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
    def test_every_paragraph_of_documents_as_typed(self, path: Path) -> None:
        text = path.read_bytes().decode("utf-8")
        straight = str.maketrans("’‘“”—\xa0", "''\"\"- ")
        locator = Locator(SourceText(text))
        for paragraph in filter(str.strip, text.splitlines()):
            if text.count(paragraph.strip()) > 1:
                continue
            result = locator.locate(" ".join(paragraph.translate(straight).split()))
            assert isinstance(result, Located)
            (span,) = result.pieces
            assert text[span.start : span.end] == paragraph.strip()


class TestNeverMatched:
    @pytest.mark.parametrize(
        ("typed", "in_file"),
        [
            ("sold drones", "Sold drones"),
            ("sold 102 drones", "sold 10² drones"),
            ("CO2 limits", "CO₂ limits"),
            ("5 km wide", "5 km² wide"),
            ("AbuDhabi", "Abu-\nDhabi"),
            ("F16", "F-\n16"),
            ("safe here", "un-\nsafe here"),
            ("seen[2] there", "seen[3] there"),
            ("seen[2] there", "seen there"),
            ("drones, men", "drones,15 men"),
            ("sold 2\u0301", "sold ²\u0301"),
            ("sold drоnes", "sold drones"),  # Cyrillic о
            ("Iran did sell", "Iran did not sell"),
            ("did not sell", "did sell"),
            ("100 drones", "1000 drones"),
            ("cafe", "café"),
            ("it's", "its"),
            ("don't", 'don"t'),
            ("recover", "re-cover"),
            ("a part", "apart"),
            ("می خواهد", PERSIAN),
            ("میخواهد", PERSIAN),
            ("👩🚀 up", "👩‍🚀 up"),
        ],
    )
    def test_other_text(self, typed: str, in_file: str) -> None:
        assert reason(typed, f"say {in_file} say") in (
            NotFoundReason.NO_SUCH_TEXT,
            NotFoundReason.WORD_CUT,
        )

    @pytest.mark.parametrize("quote", ["", " \n", "…", "...", "[…]", "[...] […]", "\u200b"])
    def test_nothing_to_find(self, quote: str) -> None:
        assert reason(quote, "a … b [...] c […] d \u200b e") is NotFoundReason.EMPTY

    def test_too_long(self) -> None:
        text = "word " * MAX_QUOTE
        assert reason("w" * (MAX_QUOTE + 1), text) is NotFoundReason.TOO_LONG
        assert reason("word", text, prefix="w" * (MAX_QUOTE + 1)) is NotFoundReason.TOO_LONG
        assert (
            reason(" […] ".join(["a piece of text"] * (MAX_PIECES + 1)), text)
            is NotFoundReason.TOO_LONG
        )


class TestWordBoundaries:
    @pytest.mark.parametrize(
        ("quote", "text"),
        [
            ("he", "the"),
            ("drone", "drones"),
            ("ones", "drones"),
            ("caf", "cafe\u0301"),
            ("cafq", "cafq\u0323"),
            ("10", "10²"),
            ("10", "100"),
            ("000 men", "1,000 men"),
            ("3", "3.5"),
            ("drone", "drone\xads"),
            ("don", "don’t"),
            ("t go", "don’t go"),
            ("s call", "Kyiv’s call"),
            ("Brien", "O’Brien"),
            ("pa", "pa_2"),
            ("می", "می‌خواهد"),
            ("پهپاد", "پهپادها"),
            ("3", "3万"),
            ("ก", "ก\u0e34"),
            ("👩", "👩‍🚀"),
            ("👍", "👍🏽"),
            ("word.", "word…"),
            ("צה", "צה״ל"),
        ],
    )
    def test_words_and_characters_are_not_cut(self, quote: str, text: str) -> None:
        assert reason(quote, f"x {text} y") is NotFoundReason.WORD_CUT

    @pytest.mark.parametrize(
        ("quote", "text"),
        [
            ("Iran", "Iran’s army"),
            ("Iran", "“Iran”"),
            ("Iran", "_Iran_"),
            ("Iran", "Iran-backed"),
            ("sold", "He said:sold."),
            ("5", "$5."),
            ("俄罗斯", "中国向俄罗斯出售无人机。"),
            ("ドローン", "ロシアにドローンを売った"),
            ("รัสเซีย", "ขายให้รัสเซียแล้ว"),
            ("پهپاد", PERSIAN),
            ("می‌خواهد", PERSIAN),
            ("باع", "لقد باع، ثم"),
        ],
    )
    def test_boundaries(self, quote: str, text: str) -> None:
        assert found(quote, text) == ([quote], set())

    def test_a_cut_occurrence_does_not_hide_a_whole_one(self) -> None:
        assert locate("he", "the he") == Located(Match.EXACT, (Span(4, 6),), ())

    def test_the_cut_word_is_shown_whole(self) -> None:
        near = nearest("rone", "Iran sold drones.")
        assert near.span == Span(10, 16)
        assert [(c.kind, c.text) for c in near.changes] == [
            ("typed", "rone"),
            ("in_file", "drones"),
        ]

    def test_many_possessives_do_not_recurse(self) -> None:
        assert found("x", "x" + "'s" * 10_000)[0] == ["x"]


class TestAmbiguous:
    def test_two_places(self) -> None:
        result = locate("drones", "drones and drones")
        assert result == Ambiguous(((Span(0, 6),), (Span(11, 17),)), 2)

    def test_an_exact_match_does_not_win_over_a_normalised_one(self) -> None:
        result = locate("Kyiv's call", "Kyiv's call or Kyiv’s call")
        assert isinstance(result, Ambiguous)
        assert result.total == 2

    def test_overlapping_places_count(self) -> None:
        assert isinstance(locate("la la", "la la la"), Ambiguous)

    def test_counting_ends_at_a_limit(self) -> None:
        result = locate("drones", "drones " * 1000)
        assert isinstance(result, Ambiguous)
        assert result.total == MAX_OCCURRENCES
        assert 1 < len(result.occurrences) < result.total

    def test_prefix_or_suffix_decides(self) -> None:
        text = "He said “drones” and she,\n“drones” too"
        second = text.rindex("drones")
        for prefix, suffix in [('she, "', None), (None, '"  too'), ("he,\xa0“", "” too")]:
            result = locate("drones", text, prefix, suffix)
            assert isinstance(result, Located)
            assert result.pieces == (Span(second, second + 6),)

    def test_prefix_that_decides_nothing(self) -> None:
        assert isinstance(locate("drones", "a drones, a drones", "a"), Ambiguous)

    def test_prefix_beyond_the_limit_still_decides(self) -> None:
        text = "no drones " * 1000 + "yes drones"
        result = locate("drones", text, "yes")
        assert isinstance(result, Located)
        assert result.pieces == (Span(len(text) - 6, len(text)),)

    def test_blank_context_is_none(self) -> None:
        assert found("drones", "drones", "", " \xa0") == (["drones"], set())


class TestContext:
    def test_is_enforced_for_a_single_place(self) -> None:
        for prefix, suffix in [("bought", None), (None, "from"), ("sold", "from")]:
            assert (
                reason("drones", "sold drones to", prefix, suffix)
                is NotFoundReason.CONTEXT_MISMATCH
            )
        assert found("drones", "sold drones to", "sold", "to") == (["drones"], set())

    def test_at_the_edges_of_the_text(self) -> None:
        assert reason("drones", "drones ", prefix="drones") is NotFoundReason.CONTEXT_MISMATCH
        assert reason("drones", " drones", suffix="drones") is NotFoundReason.CONTEXT_MISMATCH

    def test_stands_directly_beside_the_passage(self) -> None:
        assert (
            reason("drones", "sold many drones", prefix="sold") is NotFoundReason.CONTEXT_MISMATCH
        )

    def test_may_be_cut_anywhere(self) -> None:
        assert found("drones", "sold drones to Russia", "ld ", " to Ru")[0] == ["drones"]

    def test_the_text_is_shown(self) -> None:
        result = locate("drones", "sold drones", prefix="bought")
        assert isinstance(result, NotFound) and result.nearest is not None
        assert result.nearest.span == Span(5, 11)
        assert result.nearest.score == 100

    def test_surrounds_the_outer_pieces_of_an_elided_quote(self) -> None:
        text = "A: one two three four, five six seven. B: one two three four, five six seven."
        result = locate("one two three […] five six seven", text, prefix="B:")
        assert isinstance(result, Located)
        assert result.pieces[0].start == text.index("B:") + 3
        assert isinstance(locate("one two three […] five six seven", text, "A:"), Ambiguous)
        text = text[:-1] + "!"
        result = locate("B: one two three […] five six seven", text, suffix="!")
        assert isinstance(result, Located)
        assert found("A: one two three […] five six seven", text, suffix=". B")[0][1].endswith("n")


class TestElision:
    text = "Iran sold many drones to Russia, said the minister, and denied it later on."

    @pytest.mark.parametrize("mark", ["[…]", "[...]", "[ … ]", "[. . .]", "[....]"])
    def test_pieces_in_order(self, mark: str) -> None:
        pieces, differences = found(f"Iran sold many {mark} said the minister", self.text)
        assert pieces == ["Iran sold many", "said the minister"]
        assert differences == {Difference.ELISION}

    def test_pieces_are_normalised_too(self) -> None:
        differences = found('"Iran sold  many […] and denied it"', self.text)[1]
        assert differences == {
            Difference.ELISION,
            Difference.OUTER_QUOTATION_MARKS,
            Difference.WHITE_SPACE,
        }

    def test_marks_at_the_edges_are_left_out(self) -> None:
        assert found("[…] sold many [...]", self.text) == (["sold many"], {Difference.ELISION})

    def test_order(self) -> None:
        quote = "said the minister […] Iran sold many"
        assert reason(quote, self.text) is NotFoundReason.PIECES_OUT_OF_ORDER
        assert nearest(quote, self.text).span == Span(0, 14)

    def test_pieces_do_not_overlap(self) -> None:
        quote = "sold many drones […] many drones to"
        assert reason(quote, self.text) is NotFoundReason.PIECES_OUT_OF_ORDER

    def test_short_pieces(self) -> None:
        assert reason("Iran sold many […] said", self.text) is NotFoundReason.PIECE_TOO_SHORT

    def test_missing_piece(self) -> None:
        quote = "Iran sold many […] and denies it later on"
        assert reason(quote, self.text) is NotFoundReason.NO_SUCH_TEXT
        near = nearest(quote, self.text)
        assert self.text[near.span.start : near.span.end] == "and denied it later on"

    def test_a_cut_piece(self) -> None:
        assert reason("Iran sold many […] and denied it late", self.text) is NotFoundReason.WORD_CUT

    def test_a_middle_piece_that_stands_elsewhere_too_is_not_ambiguous(self) -> None:
        text = "so they told us. At the start, so they told us. In the end. so they told us."
        pieces, _ = found("At the start […] so they told us. […] In the end. so", text)
        assert pieces[1] == "so they told us."

    def test_two_chains_are_ambiguous(self) -> None:
        text = "at the beginning, they told us so, they told us so, at the very end"
        result = locate("at the beginning […] they told us so […] at the very end", text)
        assert isinstance(result, Ambiguous)
        assert result.total == 2
        assert all(len(chain) == 3 for chain in result.occurrences)
        assert result.occurrences[0][1] != result.occurrences[1][1]

    def test_chains_are_in_order(self) -> None:
        text = "one two three / four five six / " * 2
        result = locate("one two three […] four five six", text)
        assert isinstance(result, Ambiguous)
        assert result.total == len(result.occurrences) == 3

    def test_frequent_pieces_do_not_hide_a_second_chain(self) -> None:
        middle = "and they told us so. "
        text = "at the start, at the start, " + middle + "In the end. " + middle * 300
        result = locate("at the start, […] they told us so […] In the end. and", text)
        assert isinstance(result, Ambiguous)
        assert result.total == 2

    def test_an_occurrence_too_late_to_be_followed_is_no_chain(self) -> None:
        text = "they told us so, at the very end, they told us so"
        assert found("they told us so […] at the very end", text)[0][0] == "they told us so"
        result = locate("they told us so […] at the very end", text)
        assert isinstance(result, Located) and result.pieces[0].start == 0
