"""Citations of claims: as text, as BibTeX and as CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from factcheck_report.exports.citations import cite
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Publisher
from factcheck_report.model.dates import PartialDate
from tests.exports.changed_reports import BASE, HOSTILE, the_claim, with_claims, with_publication
from tests.reports import Folder

# Citations


def balanced(bibtex: str) -> bool:
    """As BibTeX counts: every brace counts, behind a backslash too."""
    depth = 0
    for index, char in enumerate(bibtex):
        depth += (char == "{") - (char == "}")
        if depth < 0 or (depth == 0 and char == "}" and bibtex[index + 1 :].strip()):
            return False
    return depth == 0


def test_a_citation_without_publisher_date_and_address(folder: Folder) -> None:
    report = folder.report()
    citation = cite(report, english_translations(), the_claim(report), None)

    assert citation.text == "Disputed: No drones were sent after the war began. Who sent what."
    assert citation.bibtex == (
        "@misc{no-drones-sent,\n"
        "  title = {{Disputed: No drones were sent after the war began.}},\n"
        "  howpublished = {{Who sent what}},\n"
        "  langid = {english}\n"
        "}\n"
    )
    assert json.loads(citation.csl_json) == [
        {
            "id": "no-drones-sent",
            "type": "webpage",
            "title": "Disputed: No drones were sent after the war began.",
            "container-title": "Who sent what",
            "language": "en",
        }
    ]


def test_a_citation_with_everything(folder: Folder) -> None:
    report = with_publication(folder.report(), publisher=Publisher("Desk & Sons"))
    report = with_claims(report, lambda claim: replace(claim, reviewed=PartialDate(2022, 12, 1)))
    citation = cite(
        report, english_translations(), the_claim(report), "https://example.org/a_b/~x/"
    )
    address = "https://example.org/a_b/~x/claims/no-drones-sent/"

    assert citation.text == (
        "Desk & Sons. Disputed: No drones were sent after the war began. "
        f"Who sent what, 1 December 2022. {address}"
    )
    assert r"  author = {{Desk \& Sons}}," in citation.bibtex
    assert "  year = {2022},\n  month = dec,\n  day = {1},\n" in citation.bibtex
    # An address is not escaped: it is printed, and followed, as it is.
    assert f"  url = {{{address}}}\n" in citation.bibtex
    [item] = json.loads(citation.csl_json)
    assert item["author"] == [{"literal": "Desk & Sons"}]
    assert item["issued"] == {"date-parts": [[2022, 12, 1]]}
    assert item["URL"] == address


@pytest.mark.parametrize(
    ("date", "parts"), [(PartialDate(2022), [2022]), (PartialDate(2022, 3), [2022, 3])]
)
def test_a_citation_with_a_part_of_a_date(
    folder: Folder, date: PartialDate, parts: list[int]
) -> None:
    report = with_claims(folder.report(), lambda claim: replace(claim, reviewed=date))
    citation = cite(report, english_translations(), the_claim(report), BASE)

    assert json.loads(citation.csl_json)[0]["issued"] == {"date-parts": [parts]}
    assert "day" not in citation.bibtex
    assert ("month = mar" in citation.bibtex) == (len(parts) == 2)


@pytest.mark.parametrize(
    ("language", "title", "langid"),
    [
        ("ar", "أغلق الجيش الميناء", "arabic"),
        ("ja", "政府は港を閉鎖していない。", "japanese"),
        ("de-AT", "Alle Straßen sind gesperrt!", "naustrian"),
        ("pt-BR", "O porto está fechado?", "brazilian"),
        ("fa", "بندر بسته است؟", "persian"),
        ("hi", "बंदरगाह बंद है।", "hindi"),
        # LaTeX has no name for it.
        ("ckb", "بەندەر داخراوە", None),
    ],
)
def test_a_citation_is_in_the_language_of_the_claim(
    folder: Folder, language: str, title: str, langid: str | None
) -> None:
    report = with_claims(
        folder.report(), lambda claim: replace(claim, claim=title, language=language)
    )
    citation = cite(report, english_translations(), the_claim(report), BASE)

    assert json.loads(citation.csl_json)[0]["language"] == language
    assert re.findall(r"langid = \{(.*)\}", citation.bibtex) == ([langid] if langid else [])
    # Each script ends a sentence in its own way.
    ended = title if title[-1] in "。!?؟।" else f"{title}."
    assert citation.text == f"Disputed: {ended} Who sent what. {BASE}claims/no-drones-sent/"
    assert (ended, language) in citation.parts


@pytest.mark.parametrize(
    "hostile",
    [
        *HOSTILE,
        "}, url = {https://evil.example",
        "{{{",
        "}}}",
        "\\",
        "\\}",
        "a & % $ # _ { } ~ ^ \\ z",
    ],
)
def test_no_text_breaks_a_bibtex_entry(folder: Folder, hostile: str) -> None:
    report = with_claims(folder.report(), lambda claim: replace(claim, claim=hostile))
    report = with_publication(report, title=hostile, publisher=Publisher(hostile))
    bibtex = cite(report, english_translations(), the_claim(report), f"{BASE}}}{{\\/").bibtex

    assert balanced(bibtex), bibtex
    assert [line.split(" = ")[0].strip() for line in bibtex.splitlines()[1:-1]] == [
        "author",
        "title",
        "howpublished",
        "langid",
        "url",
    ]
    address = bibtex.splitlines()[-2]
    assert address == f"  url = {{{BASE}%7D%7B%5C/claims/no-drones-sent/}}"
    title = next(line for line in bibtex.splitlines() if line.startswith("  title"))
    commands = re.sub(r"\\(text[a-z]+\{\}|[&%$#_])", "", title[len("  title = {{") : -3])
    assert not set(commands) & set("&%$#_{}~^\\"), title
