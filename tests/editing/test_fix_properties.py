"""A correction never changes a word, a digit or a sign, and fits any layout."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck_report.editing.fixes import write_fixes
from factcheck_report.loading import load
from factcheck_report.model.spans import SourceText
from factcheck_report.quotes import Ambiguous, Fix, Fixer, Located, Locator
from tests.editing.fixing import ITEM
from tests.hostile import ODD_CHARACTERS
from tests.reports import ENGLISH

# What holds for every quote.

TEXTS = [file.read_bytes().decode() for file in ENGLISH]
LOCATORS = {text: Locator(SourceText(text)) for text in TEXTS}
FIXERS = {text: Fixer(LOCATORS[text]) for text in TEXTS}


def letters(text: str) -> str:
    """What must never change: an implementation of its own, coarser than the product's."""
    # A letter and its accent are one letter, even with an invisible character between them.
    text = "".join(char for char in text if unicodedata.category(char) != "Cf" and char != "−")
    text = unicodedata.normalize("NFKC", text).lower()
    return "".join(char for char in text if char.isalnum() or unicodedata.category(char)[0] in "MS")


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str, str]:
    """A document, a passage of it in whole words, and the passage with harmless slips."""
    text = draw(st.sampled_from(TEXTS))
    words = [found.span() for found in re.finditer(r"\S+", text)]
    first = draw(st.integers(0, len(words) - 12))
    last = first + draw(st.integers(6, 11))
    passage = text[words[first][0] : words[last][1]]
    chance = draw(st.randoms(use_true_random=False))
    typed = "".join(
        "" if char in ",;'’“”" and chance.random() < 0.3
        else char.swapcase() if len(char.swapcase()) == 1 and chance.random() < 0.2
        else char
        for char in passage
    )  # fmt: skip
    return text, passage, typed


@settings(max_examples=200)
@given(slipped())
def test_typing_mistakes_are_corrected_to_the_documents_words(case: tuple[str, str, str]) -> None:
    text, passage, typed = case
    if isinstance(LOCATORS[text].locate(typed), Located):
        return
    fix = FIXERS[text].fix(typed)
    if fix is None:
        # A comma taken out between digits is another number; and a passage may stand twice.
        digits = re.search(r"\d[,'’]\d", passage)
        assert (
            digits
            or isinstance(LOCATORS[text].locate(passage), Ambiguous)
            or (len(re.findall(re.escape(letters(passage)), letters(text))) > 1)
        )
        return
    assert letters(fix.text) == letters(passage)
    assert isinstance(LOCATORS[text].locate(fix.text), Located)


# Only to words of four small letters or more: “F1” and “CO2” are no words with a note.
NOTE_NUMBER = re.compile(r"(?<=[^\W\d_A-Z]{4})([0-9]{1,3})(?!\w)")


def with_optional_notes(text: str) -> str:
    """A pattern for the letters of a text, with or without the numbers of notes."""
    parts = NOTE_NUMBER.split(text)
    return "".join(
        f"(?:{part})?" if number % 2 else re.escape(letters(part))
        for number, part in enumerate(parts)
    )


def test_a_number_that_the_file_does_not_have_is_not_taken_for_a_notes() -> None:
    file = Fixer(Locator(SourceText("The Shahed flew at night.")))
    assert file.fix("the Shahed136 flew at night.") is None
    file = Fixer(Locator(SourceText("The voltages23 rose at night.")))
    fix = file.fix("the voltages rose at night.")
    assert fix is not None and fix.text == "The voltages23 rose at night."


@settings(max_examples=300)
@given(st.data())
def test_a_fix_changes_no_letter_digit_or_sign_and_adds_only_notes(data: st.DataObject) -> None:
    texts = st.lists(st.sampled_from([*ODD_CHARACTERS, "not", "able", "5", "-", "%"]), max_size=20)
    text = "".join(data.draw(texts))
    typed = "".join(data.draw(st.one_of(texts, st.just([text.swapcase()]))))
    fix = Fixer(Locator(SourceText(text or "x"))).fix(typed)
    if fix is not None:
        assert isinstance(Locator(SourceText(text)).locate(fix.text), Located)
        assert re.fullmatch(with_optional_notes(fix.text), letters(typed))


STYLES = [
    lambda words: " ".join(words),
    lambda words: "\n          ".join(words),
    lambda words: '"' + " ".join(words).replace("\\", "\\\\").replace('"', '\\"') + '"',
    lambda words: "'" + "\n          ".join(words).replace("'", "''") + "'",
    lambda words: "|\n          " + "\n          ".join(words),
    lambda words: ">-\n          " + "\n          ".join(words) + "\n\n",
]


@settings(max_examples=300)
@given(st.data())
def test_a_correction_fits_any_yaml_style(data: st.DataObject) -> None:
    word = st.sampled_from(
        ["The", "ferry's", '"safe"', "a:", "#", "\\", "[x]", "-", "é", "\xad", "it"]
    )
    words = data.draw(st.lists(word, min_size=1, max_size=12))
    new = list(words)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(new)))
        new[at : at + data.draw(st.integers(0, 2))] = data.draw(st.lists(word, max_size=2))
    written = data.draw(st.sampled_from(STYLES))(words)
    end = data.draw(st.sampled_from(["\n", "\r\n"]))
    item = ITEM.format(written, "s-0")
    text = f"claims:\n  ferries:\n    quotes:\n{item}# end\n".replace("\n", end)
    quotes = [quote for _, quote in load({"a": text}).orphan_quotes]
    if not quotes or not new or quotes[0].text.split() != words or new == words:
        return
    result = write_fixes({"a": text}, [(quotes[0], Fix(" ".join(new), None, None, ()))])
    assert isinstance(result, dict), result
    again = [quote for _, quote in load({"a": result["a"].text}).orphan_quotes]
    assert again[0].text.split() == new
    head, tail = text.split(written.replace("\n", end).rstrip())
    assert result["a"].text.startswith(head) and result["a"].text.endswith(tail.lstrip(end))
