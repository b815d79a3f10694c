"""Hostile texts take time in proportion to their length, with the same results.

How much time it takes is measured by `benchmarks/run.py --hostile`, never here.
"""

from __future__ import annotations

import importlib
import json
import os
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from factcheck_report.addresses.pagination import paginate, slice_at
from factcheck_report.documents.reading import read_documents
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.loading import load
from factcheck_report.model import Report
from factcheck_report.model.safe_text import normalized
from factcheck_report.model.spans import SourceText, Span
from factcheck_report.pages import Pages
from factcheck_report.pipeline import read_report
from factcheck_report.quotes import Ambiguous, Located, Locator, NotFound, NotFoundReason
from factcheck_report.quotes.sentences import sentence_ends
from factcheck_report.search.folding import words_in
from tests.reports import Folder, sha256


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def _found(source: str, quote: str, **around: str) -> list[str]:
    result = Locator(SourceText(source)).locate(quote, **around)
    assert isinstance(result, Located), result
    return [source[piece.start : piece.end] for piece in result.pieces]


# Claims files.


@pytest.mark.parametrize(
    ("line", "is_named"),
    [
        ("summary: [the office] said so", True),
        ("summary: [the office]  said so", True),
        ("summary: [a] [b]", True),
        ("summary: - [a] b", True),
        ("summary: [a [b] c", True),
        ("summary: [a: [b], - [c] d", True),
        ('summary: "a": [b] c', False),
        ("tags: [a, b]  # both", False),
        ("tags: [a, b], ", False),
        ("tags: [a, b", False),
        ('summary: "[a] b" c', False),
        ("# summary: [a] b", False),
    ],
)
def test_a_text_that_begins_with_a_bracket_is_named(
    folder: Folder, line: str, is_named: bool
) -> None:
    folder.replace("claims.yaml", "  summary: One document was read.", f"  {line}\n  x: {{")
    said = folder.factcheck("check").stdout
    assert ("A text begins with a square bracket" in said) is is_named, said


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("The оffice said so", "оffice"),
        ("one two_слово and оffice", "two_слово"),
        ("Слово1a", "Слово1a"),
        ("Слово and word", None),
        ("Слово-word", None),
        ("только слова", None),
        ("é and ü", None),
    ],
)
def test_the_first_word_in_two_scripts_is_named(
    folder: Folder, words: str, word: str | None
) -> None:
    folder.replace("claims.yaml", "One document was read.", words)
    said = folder.factcheck("check").stdout
    assert ("Latin and Cyrillic letters" in said) is (word is not None)
    assert word is None or f"Latin and Cyrillic letters: {word}." in said


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<<<<<<< ours\na: b\n=======\na: c\n>>>>>>> theirs\n", "lines 1 to 5"),
        ("a: b\n\n=======\r\n", "line 3"),
        ("a: b\n||||||| base\n\n\n=======\n<<<<<<< x\n", "lines 2 to 6"),
        ("<<<<<<< ours\n>>>>>>> theirs\n<<<<<<< ours\n>>>>>>> theirs\n", "lines 1 to 2"),
    ],
)
def test_the_lines_of_merge_markers_are_told(folder: Folder, text: str, lines: str) -> None:
    folder.write("claims.yaml", f"{text}claims:\n")
    assert f"({lines})" in folder.factcheck("check").stdout


# Files.


def _many_sources(folder: Folder, number: int) -> None:
    for index in range(number):
        folder.write(f"seeds/{index}.txt", f"Text {index}.\n")
    entries = (f"  s{index}: {{file: seeds/{index}.txt, title: T}}\n" for index in range(number))
    folder.replace("claims.yaml", "sources:\n", f"sources:\n{''.join(entries)}")


def test_a_folder_is_listed_once_a_reading(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    _many_sources(folder, 30)
    sources = load({"claims.yaml": folder.read("claims.yaml")}).draft.sources
    listed: list[object] = []
    really = os.listdir
    monkeypatch.setattr(os, "listdir", lambda place: (listed.append(place), really(place))[1])
    assert len(read_documents(folder.path, sources).documents) == 31
    assert len(listed) == 2, "the report's folder and seeds/"


def test_each_reading_sees_new_files(folder: Folder) -> None:
    sources = load({"claims.yaml": folder.read("claims.yaml")}).draft.sources
    assert not read_documents(folder.path, sources).problems
    seeds = folder.path / "seeds"
    (seeds / "gazette.txt").rename(seeds / "Gazette.txt")
    [problem] = read_documents(folder.path, sources).problems
    assert "There is one called “Gazette.txt”." in problem.what
    (seeds / "Gazette.txt").rename(seeds / "gazette.txt")
    assert not read_documents(folder.path, sources).problems


# Quotes.


def test_brackets_among_short_words_take_bounded_time() -> None:
    quote = " [xx] ".join(["a"] * 8) + " [xx] bbbbbbbbbbbb"
    result = Locator(SourceText("a " * 400)).locate(quote)
    assert isinstance(result, NotFound)
    assert result.reason is NotFoundReason.TOO_COMMON
    # The ways of one beginning alone are more than that, but most of them end alike.
    result = Locator(SourceText("a " * 40 + "bbbbbbbbbbbb")).locate(quote)
    assert isinstance(result, Ambiguous)


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        # The first “of” leads nowhere: the office is too far from it.
        ("the a of b of c d office spoke", "the [x] of [y] office spoke"),
        ("the a of b of c d e office spoke", "the [x] of [y] office spoke"),
        ("It was the old grey office of trade there", "It was [a] [b] [c] office of trade"),
        ("It was office of trade there", "It was [a] [b] [c] office of trade"),
        ("It was one two three four five office of trade", "It was [a] [b] [c] office of trade"),
        ("They inspected, and counted barges", "They inspect[ing], [then] counted barges"),
        ("They said unclear things there", "They said [vague] things there"),
    ],
)
def test_several_brackets_stand_for_words(source: str, quote: str) -> None:
    [piece] = _found(source, quote)
    assert source.startswith(piece)


def test_changed_capitals_stand_where_they_are_whatever_was_folded_before_them() -> None:
    source = "Some “small”  words – and the office… said that the  minister had gone"
    quote = 'Some "small"  words - and [T]he office… said that [T]he minister had gone'
    result = Locator(SourceText(source)).locate(quote)
    assert isinstance(result, Located)
    assert [(source[item.at.start : item.at.end], item.text) for item in result.brackets] == [
        ("t", "[T]"),
        ("t", "[T]"),
    ]


def test_a_prefix_chooses_among_more_places_than_are_followed() -> None:
    source = "\n\n".join(f"Number {number}: the same words stand here." for number in range(900))
    result = Locator(SourceText(source)).locate("the same words", prefix="Number 700:")
    assert isinstance(result, Located)
    assert source[: result.pieces[0].start].endswith("Number 700: ")
    missed = Locator(SourceText(source)).locate("the same words", prefix="Number 1000:")
    assert isinstance(missed, NotFound)
    assert missed.reason is NotFoundReason.CONTEXT_MISMATCH


def test_the_number_of_searches_for_nearest_passages_is_limited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("factcheck_report.quotes.locator._MAX_SEARCHED", 200)
    source = SourceText("The minister said on Saturday that no drones were sent to the north.")
    locator = Locator(source)
    results = [locator.locate("that no trains were sent to the north") for _ in range(5)]
    assert all(isinstance(result, NotFound) for result in results)
    assert [result.nearest is not None for result in results if isinstance(result, NotFound)] == [
        True,
        True,
        False,
        False,
        False,
    ]
    long = Locator(SourceText(source.text * 10))
    first = long.locate("that no trains were sent to the north")
    assert isinstance(first, NotFound)
    assert first.nearest is not None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One. Two?! Three… Four", [4, 10, 17]),
        ("One.... Two......x Three. Four", [7, 25]),
        ("One.”) Two.[1] Three.¹ Four.12 Five", [6, 14, 22, 30]),
        ("一。二！」三", [2, 5]),
        ("......", []),
    ],
)
def test_where_sentences_end(text: str, ends: list[int]) -> None:
    assert sentence_ends(SourceText(text), Span(0, len(text))) == ends


def test_what_a_long_gap_leaves_out_is_shown_from_both_ends(folder: Folder) -> None:
    middle = "\n".join(f"Line {number} says nothing of them." for number in range(4_000))
    folder.write_source(
        folder.read("seeds/gazette.txt")
        + f"A spokesman began to speak there.\n{middle}\nAnd he ended his speech there.\n"
    )
    quote = "A spokesman began to speak […] he ended his speech there"
    lines = folder.read("claims.yaml").splitlines(keepends=True)
    last = max(number for number, line in enumerate(lines) if "- text:" in line)
    lines[last] = f"      - text: {quote}\n"
    folder.write("claims.yaml", "".join(lines))
    folder.switch_off("far-elision", "clipped-quote")
    outcome = read_report(folder.path)
    assert outcome.report is not None, outcome.problems
    shown = str(
        Pages(outcome.report, english_translations()).at("claims/no-drones-sent/").view["refuting"]
    )
    assert "Line 0 says nothing" in shown
    assert "Line 3999 says nothing" in shown
    assert "Line 2000 says nothing" not in shown


# Unicode.


@pytest.mark.parametrize("form", ["NFC", "NFKD"])
@pytest.mark.parametrize("text", ["é e\u0301 ﬁ 각 ᄀ\u1161", "a\u0323\u0301" * 40, "\u0301", ""])
def test_texts_are_normalised_as_unicode_says(form: str, text: str) -> None:
    assert form in ("NFC", "NFKD")
    assert normalized(form, text) == unicodedata.normalize(form, text)  # type: ignore[arg-type]


def test_a_run_of_marks_is_ordered_in_parts() -> None:
    marks = "\u0301\u0323" * 500
    made = normalized("NFC", f"e{marks}z")
    assert Counter(unicodedata.normalize("NFD", made)) == Counter(f"e{marks}z")
    assert normalized("NFC", f"e\u0301 z{marks}").startswith("\u00e9 ")
    # All in order at once would be all of one kind before those of the other.
    assert "\u0323" * 31 not in made


def test_search_splits_endless_words() -> None:
    for letter in "aя":
        lengths = [len(word) for _, word in words_in(letter * 250)]
        assert lengths == [60, 60, 60, 60, 10]
    joined = [word for _, word in words_in("a-" * 5_000)]
    assert max(map(len, joined)) < 700


# Pages.


@pytest.mark.parametrize("items", [0, 1, 199, 200, 201, 400, 401])
def test_a_single_page_of_a_list_equals_that_of_the_whole(items: int) -> None:
    parts = paginate(range(items), "list/", 200)
    assert [slice_at(range(items), "list/", 200, part.number) for part in parts] == list(parts)


def _archive(folder: Folder, claims: int) -> Report:
    """Claims of one claimant that all quote one document."""
    text = "".join(f"The archive counted {number} barges there.\n" for number in range(claims))
    folder.write("seeds/archive.txt", text)
    entries = "".join(
        f"  barges-{number}:\n    claim: There were {number} barges.\n    claimants: [voice]\n"
        "    verdict: open\n    summary: S.\n    quotes:\n"
        f"      - {{text: The archive counted {number} barges there, source: archive, "
        "stance: supports, wording: document, origin: archive}\n"
        for number in range(claims)
    )
    folder.write(
        "claims.yaml",
        "report: {title: T, summary: S, rules: {duplicate-claim: off}}\n"
        f"sources:\n  archive: {{file: seeds/archive.txt, title: A, sha256: {sha256(text)}}}\n"
        "origins: {archive: {name: The archive, kind: organisation}}\n"
        "verdicts: {open: {label: Open, means: M, tone: neutral}}\n"
        f"claimants: {{voice: {{name: A voice}}}}\nclaims:\n{entries}",
    )
    outcome = read_report(folder.path)
    assert outcome.report is not None, outcome.problems[:2]
    return outcome.report


def test_each_claim_of_a_claimant_is_read_once(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = _archive(folder, 650)
    pages = Pages(report, english_translations())
    shown: Counter[str] = Counter()
    # Not by attribute: the package has a function of the same name.
    module = importlib.import_module("factcheck_report.pages.quoted_words")
    really = module.claim_row

    def counted(report: Report, claim: object) -> object:
        shown[claim.id] += 1  # type: ignore[attr-defined]
        return really(report, claim)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "claim_row", counted)
    made = [page for page in pages if page.address.startswith("claimants/voice/")]
    assert [len(page.view["items"]) for page in made] == [100] * 6 + [50]  # type: ignore[arg-type]
    assert shown == Counter(report.draft.claims.keys())


def test_the_pages_of_a_document_are_made_together(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module("factcheck_report.pages")
    report = _archive(folder, 650)
    asked: list[str] = []
    really = module.source_pages

    def counted(report: Report, words: object, places: object, document: object) -> object:
        asked.append(document.source.id)  # type: ignore[attr-defined]
        return really(report, words, places, document)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "source_pages", counted)
    made = [
        page
        for page in Pages(report, english_translations())
        if page.address.startswith("sources/a")
    ]
    assert len(made) == 4
    assert asked == ["archive"]


def test_the_page_of_a_document_depends_on_no_event_that_does_not_quote_it(
    folder: Folder,
) -> None:
    report = _archive(folder, 3)
    before = Pages(report, english_translations()).at("sources/archive/").cache_inputs
    folder.write("seeds/other.txt", "The other paper counted nothing.\n")
    folder.replace(
        "claims.yaml",
        "sources:\n",
        "sources:\n  other: {file: seeds/other.txt, title: O, "
        f"sha256: {sha256('The other paper counted nothing.' + chr(10))}}}\n",
    )
    event = {
        "when": "2022",
        "event": "Nothing was counted.",
        "quotes": [{"text": "counted nothing", "source": "other", "wording": "document"}],
    }
    folder.write("claims.yaml", f"{folder.read('claims.yaml')}timeline: [{json.dumps(event)}]\n")
    outcome = read_report(folder.path)
    assert outcome.report is not None, outcome.problems[:2]
    pages = Pages(outcome.report, english_translations())
    assert pages.at("sources/archive/").cache_inputs == before
    assert "Nothing was counted." in str(pages.at("sources/other/").cache_inputs)


def test_a_verdict_that_does_not_fit_is_offered_some_that_do(folder: Folder) -> None:
    more = "".join(
        f"  v{number}: {{label: V{number}, means: M, tone: mixed}}\n" for number in range(50)
    )
    folder.replace("claims.yaml", "verdicts:\n", f"verdicts:\n{more}")
    folder.replace("claims.yaml", "supporting_origins: 1", "supporting_origins: 5")
    said = folder.factcheck("check").stdout
    assert "(verdict: v9)" in said
    assert "(verdict: v10)" not in said
