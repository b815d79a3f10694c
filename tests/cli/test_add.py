"""`factcheck add`: documents in the formats that people have."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from factcheck_report.pipeline import read_report
from tests.adding import add, mhtml, sources, warc
from tests.editing.layouts import put_in
from tests.made_documents import HEADLINE, PARAGRAPHS, WEBVTT, docx, pdf, web_page
from tests.reports import Folder

META = """\
<meta property="og:site_name" content="The Gazette">
<meta name="author" content="Ann Author">
<meta property="article:published_time" content="2022-11-06T08:00:00+01:00">
<link rel="canonical" href="https://gazette.example/drones">
"""


def test_a_web_page_becomes_a_text_beside_its_original_and_an_entry(
    folder: Folder, downloads: Path
) -> None:
    before = folder.read("claims.yaml")
    page = web_page(head=META)
    done = add(folder, downloads, "page.html", page)
    assert done.returncode == 0, done.stderr

    added = put_in(before, folder.read("claims.yaml"))
    assert "  drones-and-denials-in-the-north" in added
    assert added.count("# check: from ") == 6
    source = sources(folder)["drones-and-denials-in-the-north-the-gazette"]
    text = folder.read(source["file"])
    assert text.startswith(f"{HEADLINE}\n\n{PARAGRAPHS[0]}\n")
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert "Sports pages" not in text
    assert folder.read(source["original"]) == page
    assert source["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert source["original_sha256"] == hashlib.sha256(page.encode()).hexdigest()
    assert source["extractor"].startswith("trafilatura 2.")
    assert source["title"] == f"{HEADLINE} - The Gazette"
    assert source["author"] == "Ann Author"
    assert source["publisher"] == "The Gazette"
    assert source["published"] == "2022-11-06"
    assert source["url"] == "https://gazette.example/drones"
    assert source["language"] == "en"
    assert "Left out: " in done.stderr
    assert "--whole-page" in done.stderr
    assert read_report(folder.path).problems == ()


def test_the_whole_page_has_the_menu_too(folder: Folder, downloads: Path) -> None:
    done = add(folder, downloads, "page.html", web_page(), "--whole-page", "--id", "page")
    assert done.returncode == 0, done.stderr
    text = folder.read("seeds/page.txt")
    assert "Sports pages" in text
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert "Left out" not in done.stderr
    assert sources(folder)["page"]["extractor"].endswith("(whole page)")


def test_a_page_that_states_nothing_leaves_its_title_to_the_editor(
    folder: Folder, downloads: Path
) -> None:
    words = " ".join(PARAGRAPHS)
    done = add(folder, downloads, "leaflet.html", f"<html><body><p>{words}</p></body></html>")
    assert done.returncode == 0, done.stderr
    assert "Fill in the title." in done.stderr
    assert sources(folder)["leaflet"].keys() == {
        *("file", "sha256", "pinned", "original", "original_sha256", "extractor", "title")
    }
    [problem] = read_report(folder.path).problems
    assert (problem.rule, problem.entry) == ("empty", "source leaflet")


PAGES = [
    ["The Gazette, No. 12", HEADLINE, "He said that no drones had been"],
    ["The Gazette, No. 12", "sent, and that nobody had asked for in-"],
    ["The Gazette, No. 12", "spection of the harbour. That was all."],
]


def numbered(pages: list[list[str]]) -> list[list[Any]]:
    return [[*lines, str(number)] for number, lines in enumerate(pages, 11)]


def test_headers_and_page_numbers_do_not_break_a_quote_from_a_pdf(
    folder: Folder, downloads: Path
) -> None:
    properties = "/Title (Drones) /Author (Ann Author) /CreationDate (D:20221105120000Z)"
    data = pdf(numbered(PAGES), properties=properties, root="/Lang (en)")
    done = add(folder, downloads, "paper.pdf", data)
    assert done.returncode == 0, done.stderr
    assert "page numbers" in done.stderr
    assert "“The Gazette, No. 12”" in done.stderr

    source = sources(folder)["drones"]
    assert (folder.path / source["original"]).read_bytes() == data
    assert source["author"] == "Ann Author"
    assert source["published"] == "2022-11-05"
    assert source["language"] == "en"
    assert folder.read(source["file"]).count("\f") == 3

    found = folder.factcheck("find", "nobody had asked for inspection of the harbour")
    assert "seeds/drones.txt:3, page 2" in found.stdout
    found = folder.factcheck("find", "no drones had been sent")
    assert "seeds/drones.txt:2, page 1" in found.stdout


def test_footnotes_stand_in_no_sentence(folder: Folder, downloads: Path) -> None:
    pages: list[list[Any]] = [
        ["It was said in the harbour that no drones", ("1 Minutes of the council, p. 4.", 7)],
        ["had been sent to anybody at all, ever."],
    ]
    done = add(folder, downloads, "paper.pdf", pdf(pages), "--id", "paper")
    assert done.returncode == 0, done.stderr
    assert "the footnotes on page 1" in done.stderr
    found = folder.factcheck("find", "no drones had been sent")
    assert found.returncode == 0, found.stderr
    assert "Minutes" not in folder.read("seeds/paper.txt")

    done = add(folder, downloads, "other.pdf", pdf(pages), "--id", "whole", "--whole-page")
    assert "Minutes of the council" in folder.read("seeds/whole.txt")


def test_a_word_file(folder: Folder, downloads: Path) -> None:
    data = docx(
        [HEADLINE, "He said &amp; wrote that no drones were sent."],
        properties="<dc:title>Of drones</dc:title><dc:creator>Ann Author</dc:creator>"
        "<dcterms:created>2022-11-05T10:00:00Z</dcterms:created><dc:language>en-GB</dc:language>",
    )
    done = add(folder, downloads, "letter.docx", data)
    assert done.returncode == 0, done.stderr
    source = sources(folder)["of-drones"]
    assert folder.read(source["file"]).splitlines()[::2] == [
        HEADLINE,
        "He said & wrote that no drones were sent.",
    ]
    assert source["author"] == "Ann Author"
    assert source["published"] == "2022-11-05"
    assert source["language"] == "en-GB"


def test_markdown_loses_its_signs(folder: Folder, downloads: Path) -> None:
    text = "# On drones\n\nIt will **never** be [closed](https://a.example).\n\n- one\n- two\n"
    done = add(folder, downloads, "note.md", text)
    assert done.returncode == 0, done.stderr
    expected = "On drones\n\nIt will never be closed.\n- one\n- two\n"
    assert folder.read("seeds/on-drones.txt") == expected
    assert sources(folder)["on-drones"]["title"] == "On drones"


def test_a_plain_text_is_its_own_original(folder: Folder, downloads: Path) -> None:
    done = add(folder, downloads, "note.txt", "No drones.\r\nNone at all.\r\n")
    assert done.returncode == 0, done.stderr
    assert (folder.path / "seeds/note.txt").read_bytes() == b"No drones.\r\nNone at all.\r\n"
    assert "original" not in sources(folder)["note"]


def test_a_text_in_another_encoding_is_kept_and_rewritten(folder: Folder, downloads: Path) -> None:
    data = "Die Überprüfung ergab, dass die Fähren nicht geprüft wurden.\n"
    done = add(folder, downloads, "note.txt", data.encode("cp1252"))
    assert done.returncode == 0, done.stderr
    assert "does not say in which encoding" in done.stderr
    source = sources(folder)["note"]
    assert folder.read(source["file"]) == data
    assert (folder.path / source["original"]).read_bytes() == data.encode("cp1252")


def test_a_quote_from_subtitles_has_a_time_and_no_time_codes(
    folder: Folder, downloads: Path
) -> None:
    done = add(folder, downloads, "talk.vtt", WEBVTT)
    assert done.returncode == 0, done.stderr
    assert folder.read("seeds/talk.txt") == (
        "[00:00:01] The Minister: We never sent any drones.\n"
        "[00:00:03] Not a single one.\n"
        "[01:02:09] Host: And what about November?\n"
    )
    assert sources(folder)["talk"]["kind"] == "transcript"
    folder.replace("claims.yaml", "title:  #", "title: The talk  #")
    found = folder.factcheck("find", "never sent any drones. Not a single one.")
    assert "seeds/talk.txt:1, at 00:00:01 (differs in time codes, white space)" in found.stdout
    assert '- text: "never sent any drones. Not a single one."' in found.stdout
    assert "wording: transcript" in found.stdout
    found = folder.factcheck("find", "what about November")
    assert "at 01:02:09\n" in found.stdout


def test_a_file_in_the_reports_folder_stays_where_it_is(folder: Folder) -> None:
    folder.write("papers/2022/page.html", web_page())
    done = folder.factcheck("add", str(folder.path / "papers/2022/page.html"), "--id", "page")
    assert done.returncode == 0, done.stderr
    assert sources(folder)["page"]["original"] == "papers/2022/page.html"
    assert (folder.path / "papers/2022/page.txt").is_file()
    assert not (folder.path / "seeds/page.html").exists()


def test_a_source_that_is_no_text_names_the_command(folder: Folder) -> None:
    for name, data in (
        ("page.html", web_page().encode()),
        ("page.txt", web_page().encode()),
        ("paper.pdf", pdf([["No drones were sent."]])),
        ("letter.docx", docx(["No drones were sent."])),
    ):
        folder.write(f"seeds/{name}", data)
        claims = folder.read("claims.yaml")
        folder.replace("claims.yaml", "file: seeds/gazette.txt", f"file: seeds/{name}")
        [problem] = [item for item in read_report(folder.path).problems if "is a" in item.what]
        assert problem.fix.startswith(f"Run: factcheck add seeds/{name}.")
        folder.write("claims.yaml", claims)


SINGLE_FILE = """\
<!--
 Page saved with SingleFile
 url: https://gazette.example/drones
 saved date: Sun Nov 06 2022 10:00:00 GMT+0000 (Coordinated Universal Time)
-->"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.mhtml", mhtml()),
        ("page.warc.gz", warc()),
        ("page.html", web_page().replace("<head>", f"{SINGLE_FILE}<head>").encode()),
    ],
    ids=["MHTML", "WARC", "SingleFile"],
)
def test_a_page_as_it_was_states_its_address_and_day(
    folder: Folder, downloads: Path, name: str, data: bytes
) -> None:
    done = add(folder, downloads, name, data, "--id", "page")
    assert done.returncode == 0, done.stderr
    source = sources(folder)["page"]
    assert source["url"] == "https://gazette.example/drones"
    assert source["archived"] == "2022-11-06"
    assert source["original"] == f"seeds/{name}"
    text = folder.read("seeds/page.txt")
    assert all(paragraph in text for paragraph in PARAGRAPHS)
    assert "Sports pages" not in text


def quote_from(folder: Folder, source: str, words: str) -> None:
    """Add a quote to the only claim."""
    folder.write(
        "claims.yaml",
        folder.read("claims.yaml").rstrip("\n")
        + f"\n      - text: {words}\n        source: {source}\n        stance: context\n"
        "        wording: document\n",
    )


def test_words_that_were_left_out_are_found_in_the_original(
    folder: Folder, downloads: Path
) -> None:
    add(folder, downloads, "page.html", web_page(), "--id", "page")
    quote_from(folder, "page", "Terms of use of the Gazette")
    [problem] = read_report(folder.path).problems
    assert "The text was taken from seeds/page.html" in problem.fix
    assert "factcheck find" in problem.fix

    done = folder.factcheck("find", "Terms of use of the Gazette")
    assert done.returncode == 1
    assert "They are in seeds/page.html, the original of page" in done.stderr
    assert "Fix: Run: factcheck add --whole-page seeds/page.html" in done.stderr

    done = folder.factcheck("add", "--whole-page", str(folder.path / "seeds/page.html"))
    assert done.returncode == 0, done.stderr
    assert read_report(folder.path).problems == ()
    assert sources(folder)["page"]["extractor"].endswith("(whole page)")


def test_a_new_extractor_alone_needs_no_review(folder: Folder, downloads: Path) -> None:
    add(folder, downloads, "page.html", web_page(), "--id", "page")
    quote_from(folder, "page", "He gave no number")
    known = sources(folder)["page"]["extractor"]
    folder.write("claims.yaml", folder.read("claims.yaml").replace(known, "trafilatura 1.0"))
    before = folder.read("claims.yaml")

    done = folder.factcheck("add", str(folder.path / "seeds/page.html"))
    assert done.returncode == 0, done.stderr
    assert "The text is the same as before, so all quotes stand where they stood." in done.stdout
    assert folder.read("claims.yaml") == before.replace("trafilatura 1.0", known)
    assert read_report(folder.path).problems == ()


def test_a_changed_original_and_a_changed_text_are_told_apart(
    folder: Folder, downloads: Path
) -> None:
    page = web_page()
    add(folder, downloads, "page.html", page, "--id", "page")
    quote_from(folder, "page", "He gave no number")
    longer = page.replace("<article>", "<article><!-- a new comment -->")
    folder.write("seeds/page.html", longer)
    [problem] = read_report(folder.path).problems
    assert problem.rule == "drift"
    assert "seeds/page.txt itself has not changed" in problem.what

    text = folder.read("seeds/page.txt")
    folder.write("seeds/page.txt", f"{text}\nA new line.\n")
    [problem] = read_report(folder.path).problems
    assert "seeds/page.txt has changed" in problem.what
    assert "Its original seeds/page.html has changed, too." in problem.what
    folder.write("seeds/page.html", page)
    [problem] = read_report(folder.path).problems
    assert "Its original seeds/page.html has not changed." in problem.what

    # The editor's own change of the text is not lost.
    done = folder.factcheck("add", str(folder.path / "seeds/page.html"))
    assert done.returncode == 1
    assert "was changed after it was pinned" in done.stderr
    assert "A new line." in folder.read("seeds/page.txt")

    folder.write("seeds/page.txt", text)
    folder.write("seeds/page.html", longer)
    done = folder.factcheck("pin", "page", "--yes")
    assert "its original seeds/page.html has changed" in done.stdout
    assert read_report(folder.path).problems == ()


def test_a_text_that_would_lose_a_quote_is_not_written(folder: Folder, downloads: Path) -> None:
    add(folder, downloads, "page.html", web_page(), "--id", "page")
    quote_from(folder, "page", "He gave no number")
    text, claims = folder.read("seeds/page.txt"), folder.read("claims.yaml")
    folder.write("seeds/page.html", web_page().replace("He gave no number", "He gave a number"))
    done = folder.factcheck("add", str(folder.path / "seeds/page.html"))
    assert done.returncode == 1
    assert "lacks 1 quote: claim no-drones-sent, quote 3" in done.stderr
    assert (folder.read("seeds/page.txt"), folder.read("claims.yaml")) == (text, claims)


def test_an_altered_sentence_waits_for_the_editor(folder: Folder, downloads: Path) -> None:
    add(folder, downloads, "page.html", web_page(), "--id", "page")
    quote_from(folder, "page", "He gave no number")
    changed = web_page().replace("He gave no number", "It is false that He gave no number")
    folder.write("seeds/page.html", changed)
    done = folder.factcheck("add", str(folder.path / "seeds/page.html"))
    assert done.returncode == 0, done.stderr
    assert "the sentence of claim no-drones-sent, quote 3. Run: factcheck pin page" in done.stdout
    [problem] = [item for item in read_report(folder.path).problems if item.rule == "drift"]
    # Without git, nobody knows the earlier sentence.
    assert "the earlier sentence is not known (1): claim no-drones-sent, quote 3" in problem.what


def test_an_addition_can_be_compared_and_checked_in_a_revision(
    folder: Folder, downloads: Path
) -> None:
    folder.git("init", "-q", "-b", "main")
    add(folder, downloads, "page.html", web_page(), "--id", "page")
    quote_from(folder, "page", "He gave no number")
    folder.commit()
    text = folder.read("claims.yaml").replace('Gazette"  # check: from', 'Gazette"  # from')
    folder.write("claims.yaml", text)
    done = folder.factcheck("compare", "HEAD")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Nothing." in done.stdout
