"""What is taken out of documents, format by format."""

from __future__ import annotations

import pytest

from factcheck_report.documents.files import FileRefused
from factcheck_report.documents.importing import extract
from factcheck_report.documents.kinds import DocumentKind
from factcheck_report.model.spans import SourceText
from factcheck_report.quotes import Located, Locator, NotFound
from tests.made_documents import HEADLINE, PARAGRAPHS, pdf, web_page


def text_of(data: bytes | str, kind: DocumentKind, *, whole_page: bool = False) -> str:
    content = data.encode() if isinstance(data, str) else data
    return extract(content, "file", kind, whole_page=whole_page).text


SRT = """\
1
00:00:01,000 --> 00:00:03,000
{\\an8}<i>They are</i>

2
00:00:03,000 --> 00:00:03,010
They are

3
00:00:03,010 --> 00:00:04,000
They are
safe. All of them

4
00:00:04,000 --> 00:00:05,000
safe. All of them
are. Yes.

5
00:00:05,000 --> 00:00:06,000
Yes.
"""


def test_captions_that_repeat_the_line_before_have_each_line_once() -> None:
    assert text_of(SRT, DocumentKind.SRT) == (
        "[00:00:01] They are safe.\n[00:00:03] All of them are.\n[00:00:04] Yes.\n[00:00:05] Yes.\n"
    )


def test_a_long_sentence_without_a_full_stop_is_divided() -> None:
    cues = "".join(
        f"00:{minute:02}:{second:02}.000 --> 00:{minute:02}:{second:02}.900\nand so on {minute}\n\n"
        for minute in range(3)
        for second in range(0, 60, 2)
    )
    lines = text_of(f"WEBVTT\n\n{cues}", DocumentKind.WEBVTT).splitlines()
    assert max(map(len, lines)) < 350
    found = Locator(SourceText("\n".join(lines))).locate("and so on 1 " * 30)
    assert isinstance(found, Located)


TRANSCRIPT = SourceText(
    "[00:00:01] They are safe.\n[00:01:09] All of them are, [00:00:02] he said.\n"
)


def test_only_time_codes_at_the_start_of_a_line_may_be_left_out() -> None:
    locator = Locator(TRANSCRIPT)
    found = locator.locate("They are safe. All of them are")
    assert isinstance(found, Located)
    assert "time-codes" in map(str, found.differences)
    assert TRANSCRIPT.time_of(found.pieces[0].start) == "00:00:01"
    assert isinstance(locator.locate("All of them are, he said."), NotFound)
    as_it_is = locator.locate("They are safe. [00:01:09] All of them are")
    assert isinstance(as_it_is, Located)
    assert list(map(str, as_it_is.differences)) == ["white-space"]


def test_offsets_have_pages() -> None:
    text = SourceText("a b\n\fc\n\fd\n\f")
    assert [text.page_of(text.text.index(letter)) for letter in "abcd"] == [1, 1, 2, 3]
    assert SourceText("a b\n").page_of(1) is None


def test_what_stands_between_two_paragraphs_is_put_back() -> None:
    claim = "The office has kept silent about all of the drones since the month of May."
    page = web_page().replace(
        f"<p>{PARAGRAPHS[2]}", f'<div class="related-links sidebar">{claim}</div><p>{PARAGRAPHS[2]}'
    )
    assert text_of(page, DocumentKind.HTML).split("\n\n") == [
        HEADLINE,
        *PARAGRAPHS[:2],
        claim,
        f"{PARAGRAPHS[2]}\n",
    ]


def test_a_page_that_is_laid_out_as_a_table_has_paragraphs() -> None:
    cells = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><body><table><tr><td>{cells}</td></tr></table></body></html>"
    lines = text_of(page, DocumentKind.HTML).splitlines()
    assert [line for line in lines if line] == list(PARAGRAPHS)


def test_nothing_is_lost_of_elements_inside_three_hundred_others() -> None:
    page = (
        f"<html><body>{'<div>' * 300}<p>{PARAGRAPHS[0]}</p>{'</div>' * 300}<p>{PARAGRAPHS[1]}</p>"
    )
    for whole_page in (True, False):
        text = text_of(page, DocumentKind.HTML, whole_page=whole_page)
        assert PARAGRAPHS[0] in text and PARAGRAPHS[1] in text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("iso-8859-1", '<meta charset="iso-8859-1">'),
        ("windows-1251", '<meta http-equiv="Content-Type" content="text/html; charset=cp1251">'),
        ("utf-16", ""),
        ("utf-8", '<meta charset="base64">'),
    ],
)
def test_a_page_is_read_in_its_encoding(encoding: str, declared: str) -> None:
    words = "Ни один беспилотник не был отправлен после начала войны, сказал министр в субботу."
    if "8859" in encoding:
        words = "Keine der Fähren wurde überprüft, sagte der Minister am Samstag vor dem Hafenbüro."
    page = f"<html><head>{declared}</head><body><p>{words}</p></body></html>"
    assert words in text_of(page.encode(encoding), DocumentKind.HTML)


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (
            "<p>It&#146;s said that &#147;no ferry&#148; was late.",
            "It’s said that “no ferry” was late.",
        ),
        ("<p>It\x92s late \x97 again.\x81", "It’s late — again."),
    ],
)
def test_signs_of_windows_in_a_page_of_another_encoding_are_read_as_browsers_do(
    page: str, line: str
) -> None:
    html = f'<meta charset="utf-8"><title>A\x92s page</title>{page}'
    found = extract(html.encode(), "file", DocumentKind.HTML, whole_page=True)
    assert found.text == f"{line}\n"
    assert ("title", "A’s page") in {(fact.field, fact.value) for fact in found.facts}


def test_a_page_without_running_headers_keeps_its_first_lines() -> None:
    names = ("one", "two", "three", "four")
    pages = [[f"Chapter {name}", f"It is the text of {name}."] for name in names]
    text = text_of(pdf(pages), DocumentKind.PDF)
    for name in names:
        assert f"Chapter {name}\nIt is the text of {name}.\n" in text


def test_words_that_stand_alone_on_each_page_are_no_text() -> None:
    with pytest.raises(FileRefused) as refused:
        text_of(pdf([["Background"]] * 4), DocumentKind.PDF)
    assert "“Background” on each page" in refused.value.what
    assert "--whole-page" in refused.value.fix
    assert "Background" in text_of(pdf([["Background"]] * 4), DocumentKind.PDF, whole_page=True)
