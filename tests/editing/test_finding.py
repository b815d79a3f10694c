"""Passages are found in the documents, with quotes that the check accepts."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck_report.documents.reading import claims_files, read_documents
from factcheck_report.editing import (
    SearchedText,
    find_passages,
)
from factcheck_report.loading import load
from factcheck_report.model import Wording
from factcheck_report.model.spans import SourceText
from factcheck_report.quotes import Located, Locator
from tests.reports import ENGLISH, EXAMPLE, SOURCE

# Finding.


def searched(text: str) -> list[SearchedText]:
    return [SearchedText("gazette", "seeds/gazette.txt", SourceText(text))]


def test_words_found_once_need_no_context() -> None:
    [passage] = find_passages('no drones were sent" after', searched(SOURCE))

    assert passage.line == 1
    assert passage.differences == ("quotation-marks",)
    assert passage.quote is not None
    assert passage.quote.text == "no drones were sent” after"
    assert passage.quote.prefix == passage.quote.suffix == ""


def test_words_found_twice_get_the_shortest_context() -> None:
    text = "A head.\nHe said no drones came. She said no drones came. They said no planes came.\n"
    passages = find_passages("no drones came", searched(text))

    assert [
        (passage.quote.prefix, passage.quote.suffix) for passage in passages if passage.quote
    ] == [
        ("He said", ""),
        ("She said", ""),
    ]


def test_the_sentence_can_be_quoted_whole() -> None:
    text = "A head.\nMr. A. Doe of the U.S. office spoke. “It was no. 5!” he said. Nobody asked.\n"
    for words, sentence in [
        ("office", "Mr. A. Doe of the U.S. office spoke."),
        ("no. 5", "“It was no. 5!” he said."),
        ("asked", "Nobody asked."),
        ("spoke. “It", "Mr. A. Doe of the U.S. office spoke. “It was no. 5!” he said."),
    ]:
        [passage] = find_passages(words, searched(text), whole_sentence=True)
        assert passage.quote is not None
        assert passage.quote.text == sentence


@pytest.mark.parametrize(
    ("words", "wording"),
    [
        ("no drones were sent", Wording.QUOTED),
        ("“no drones were sent”", Wording.QUOTED),
        ("after the war began", Wording.DOCUMENT),
        ("no drones were sent” after", Wording.DOCUMENT),
        ("isn’t so", Wording.QUOTED),
        ("minister’s office did", Wording.DOCUMENT),
        ("Drones and", Wording.HEADLINE),
    ],
)
def test_the_wording_is_guessed_from_the_marks(words: str, wording: Wording) -> None:
    text = "Drones and denials\n" + SOURCE + "He said ‘it isn’t so’ twice.\n"
    [passage] = find_passages(words, searched(text))

    assert passage.quote is not None
    assert passage.quote.wording is wording


def test_similar_words_are_never_presented_as_found() -> None:
    [passage] = find_passages("drones had not been sent in summer", searched(SOURCE))

    assert passage.changes
    assert passage.score < 100
    assert passage.quote is not None
    assert "not" not in passage.quote.text.split()
    assert find_passages("zebras quietly xylophone", searched(SOURCE)) == ()


# Words as `find` takes them: “1,400” and “U.S” are one each.
WORD = r"\w+(?:[^\w\s]\w+)*"


@settings(max_examples=100)
@given(st.data())
def test_every_stretch_of_the_documents_is_found_with_a_quote_that_proves_it(
    data: st.DataObject,
) -> None:
    file = data.draw(st.sampled_from(ENGLISH))
    source = SourceText(file.read_text("utf-8"))
    words = [(found.start(), found.end()) for found in re.finditer(WORD, source.text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 30, len(words) - 1)))
    start, end = words[first][0], words[last][1]
    passages = find_passages(source.text[start:end], [SearchedText("a", file.name, source)])
    here = [
        passage
        for passage in passages
        if passage.pieces[0].start == start and passage.pieces[0].end == end
    ]
    # Only the first 20 are followed, and of a sentence that occurs several times, the other places
    # are named by their lines.
    if not here:
        line = source.text.count("\n", 0, start) + 1
        repeated = any(line in passage.also for passage in passages)
        assert len(passages) >= 20 or passages[0].changes or repeated
        return
    [passage] = here
    assert not passage.changes
    if passage.quote is not None:
        quote = passage.quote
        found = Locator(source).locate(quote.text, prefix=quote.prefix, suffix=quote.suffix)
        assert isinstance(found, Located)
        assert (found.pieces[0].start, found.pieces[-1].end) == (start, end)
    assert passage.quote is not None or len(passages) > 1


def test_finding_in_all_documents_is_quick() -> None:
    def seconds() -> float:
        start = time.process_time()
        texts, _ = claims_files(EXAMPLE, "claims.yaml")
        read = read_documents(EXAMPLE, load(texts).draft.sources)
        items = [
            SearchedText(id, item.source.file, item.text) for id, item in read.documents.items()
        ]
        assert find_passages("Vane denied that ferries burnt", items)
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 3
