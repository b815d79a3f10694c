"""Where sentences and paragraphs begin and end."""

from __future__ import annotations

import pytest

from factcheck_report.model.spans import SourceText, Span
from factcheck_report.quotes.sentences import crosses_paragraph, paragraph_of, sentence_of

WRAPPED = """\
Since Monday the ferries cross the harbour again. The harbour office said that “every
ferry has been inspected and is safe”. A spokeswoman of the crews said that two of the
ferries had not been inspected since spring.

Nobody answered for the
office. It was closed.
"""


def sentence(text: str, words: str) -> str:
    source = SourceText(text)
    start = text.index(words)
    found = sentence_of(source, Span(start, start + len(words)))
    return text[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("It ran. It was safe. It ran.", "was", "It was safe."),
        ("It ran. It was safe! It ran.", "ran. It", "It ran. It was safe!"),
        (WRAPPED, "has been", "The harbour office said that “every\nferry has been inspected and"),
        (WRAPPED, "Nobody", "Nobody answered for the\noffice."),
        ("A heading\n\nThe text goes on.", "heading", "A heading"),
        ("The crews\nsaid no.", "crews", "The crews\nsaid no."),
        ("First paragraph is here\nSecond paragraph is here", "First", "First paragraph is here"),
        ("Mr. Malley said so. He left.", "Malley", "Mr. Malley said so."),
        ("The U.S. Army said so. He left.", "Army", "The U.S. Army said so."),
        ("Am 5. November kam sie. Er ging.", "kam", "Am 5. November kam sie."),
        ("Das Amt bzw. die Stadt ging. Er kam.", "Stadt", "Das Amt bzw. die Stadt ging."),
        ("He asked: “Why?” She left. It rained.", "left", "She left."),
        ("Repaired.12 The crews deny it. So.", "crews", "The crews deny it."),
        ("Said.[3] The crews deny it. So.", "crews", "The crews deny it."),
        ("第一句话。第二句话。第三句话。", "二句", "第二句话。"),
        ("قال المكتب إنها آمنة. نفى الطاقم ذلك؟ نعم.", "نفى", "نفى الطاقم ذلك؟"),
        ("It cost 3.5 million. It ran.", "million", "It cost 3.5 million."),
        ("- First point\n- Second point", "Second", "- Second point"),
    ],
)
def test_a_sentence(text: str, words: str, expected: str) -> None:
    assert sentence(text, words).startswith(expected)
    if not expected.endswith("and"):
        assert sentence(text, words) == expected


def test_a_paragraph_goes_on_over_wrapped_lines() -> None:
    source = SourceText(WRAPPED)
    at = WRAPPED.index("spokeswoman")
    found = paragraph_of(source, Span(at, at + 5))
    assert WRAPPED[found.start : found.end] == WRAPPED.split("\n\n")[0]


def test_each_line_may_be_a_paragraph() -> None:
    line = (
        "The office said that every ferry had been inspected, and that all of them were safe. " * 3
    )
    text = f"{line}\n{line}\n"
    found = paragraph_of(SourceText(text), Span(0, 3))
    assert found.end <= len(line)


def test_a_quote_may_cross_paragraphs_only_at_their_ends() -> None:
    source = SourceText(WRAPPED)
    middle, end = WRAPPED.index("harbour again"), WRAPPED.index("Nobody")
    assert not crosses_paragraph(source, Span(0, WRAPPED.index("spring")))
    assert crosses_paragraph(source, Span(middle, end + 3))
