"""Files with fact-checks, in the shapes in which they are published."""

from __future__ import annotations

import json
import quopri
import re

import pytest

from factcheck_report.documents.files import FileRefused
from factcheck_report.reviews import Review, read_reviews
from tests.adding import MHTML
from tests.published import REVIEW, page, script


def reviews(data: str | bytes, name: str = "file.json", **columns: str) -> tuple[Review, ...]:
    content = data if isinstance(data, bytes) else data.encode()
    return read_reviews(content, name, columns).reviews


def summary(review: Review) -> tuple[str, str, str]:
    """The claim, who made it, and the verdict in words."""
    return (
        review.claims[0].text.strip(),
        ", ".join(person.name.text for person in review.people),
        review.labels[0].text if review.labels else "",
    )


EXPECTED = "Masks make people dizzy.", "Ada Marsh", "False"
MICRODATA = """
<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Masks</h1>
<div itemscope itemtype="http://schema.org/ClaimReview">
  <meta itemprop="url" content="https://checkers.example/masks/">
  <p>Claim: <q itemprop="claimReviewed">Masks make <b>people</b> dizzy.</q></p>
  <div itemprop="itemReviewed" itemscope itemtype="http://schema.org/CreativeWork">
    <span itemprop="author" itemscope itemtype="http://schema.org/Person">
      <span itemprop="name">Ada Marsh</span></span>
    <time itemprop="datePublished" datetime="2020-04-01">1 April</time>
  </div>
  <div itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
    <span itemProp="alternateName">False</span>
    <meta itemprop="ratingValue" content="-1"/><meta itemprop="bestRating" content="-1"/>
    <meta itemprop="worstRating" content="-1"/>
  </div>
</div></article>"""
RDFA = """
<div vocab="https://schema.org/" typeof="ClaimReview">
  <span property="claimReviewed">Masks make people dizzy.</span>
  <div property="itemReviewed" typeof="Claim"><span property="author" typeof="Person">
    <span property="name">Ada Marsh</span></span></div>
  <div property="reviewRating" typeof="Rating"><b property="alternateName">False</b></div>
</div>"""
EXPANDED = {
    "@type": ["http://schema.org/ClaimReview"],
    "http://schema.org/claimReviewed": [{"@value": "Masks make people dizzy."}],
    "http://schema.org/itemReviewed": [
        {"http://schema.org/author": [{"http://schema.org/name": [{"@value": "Ada Marsh"}]}]}
    ],
    "http://schema.org/reviewRating": [{"http://schema.org/alternateName": [{"@value": "False"}]}],
}
API = {
    "claims": [
        {
            "text": "Masks make people dizzy.",
            "claimant": "Ada Marsh",
            "claimReview": [{"url": "https://checkers.example/masks/", "textualRating": "False"}],
        }
    ],
    "nextPageToken": "CAo",
}
MARKUP = {
    "pageUrl": "https://checkers.example/masks/",
    "claimReviewMarkups": [
        {
            "claimReviewed": "Masks make people dizzy.",
            "claimAuthor": {"name": "Ada Marsh"},
            "rating": {"ratingValue": 1, "textualRating": "False"},
        }
    ],
}
PROPERTIES = {
    "type": "http://schema.org/ClaimReview",
    "properties": {
        "claimReviewed": "Masks make people dizzy.",
        "itemReviewed": {"properties": {"author": {"properties": {"name": "Ada Marsh"}}}},
        "reviewRating": {"properties": {"alternateName": "False"}},
    },
}
GRAPH = {
    "@graph": [
        {"@type": "Person", "@id": "#ada", "name": "Ada Marsh"},
        {**REVIEW, "itemReviewed": {"@type": "Claim", "author": {"@id": "#ada"}}},
    ]
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", page(script(REVIEW))),
        ("page.html", page(script({"@type": "WebPage"}) + script([REVIEW]))),
        ("page.html", page(script({"@type": "NewsArticle", "hasPart": [{"review": REVIEW}]}))),
        ("page.html", page(script({"@type": "Article", "mainEntity": REVIEW}))),
        ("page.html", page(script(GRAPH))),
        ("page.html", page("", MICRODATA)),
        ("page.html", page("", RDFA)),
        ("page.html", page(script({**REVIEW, "@type": ["Review", "ClaimReview"]}))),
        ("page.html", page(script({**REVIEW, "@context": "https://www.schema.org/"}))),
        ("page.txt", script(REVIEW)),
        ("file.json", json.dumps(REVIEW)),
        ("file.jsonld", json.dumps([REVIEW], indent=2)),
        ("feed.json", json.dumps({"dataFeedElement": [{"item": [REVIEW]}]})),
        ("file.json", json.dumps({**REVIEW, "@type": "schema:ClaimReview"})),
        ("file.json", json.dumps({**REVIEW, "@type": None})),
        ("file.json", json.dumps(EXPANDED)),
        ("file.json", json.dumps(API)),
        ("file.json", json.dumps(MARKUP)),
        ("file.json", json.dumps({"microdata": [PROPERTIES]})),
        ("file.jsonl", f"{json.dumps(REVIEW)}\n\n{json.dumps(REVIEW)}\n"),
        ("file.json", json.dumps({**REVIEW, "itemReviewed": {"author": ["Ada Marsh"]}})),
        ("file.json", json.dumps({**REVIEW, "reviewRating": "False"})),
    ],
)
def test_every_published_shape_is_read(name: str, content: str) -> None:
    found = reviews(content, name)
    assert {summary(review) for review in found} == {EXPECTED}


@pytest.mark.parametrize(
    "written",
    [
        '//<![CDATA[\n{"@type":"ClaimReview","claimReviewed":"A"}\n//]]>',
        '<!-- {"@type":"ClaimReview","claimReviewed":"A"} -->',
        '{"@type":"ClaimReview","claimReviewed":"A",}',
        '[{"@type":"ClaimReview","claimReviewed":"A","tags":["x",],},];',
        '{"@type":"ClaimReview","claimReviewed":"A","reviewBody":"two\nlines\tand a tab"}',
        "{&quot;@type&quot;:&quot;ClaimReview&quot;,&quot;claimReviewed&quot;:&quot;A&quot;}",
    ],
)
def test_slips_that_pages_often_have_are_repaired(written: str) -> None:
    [review] = reviews(page(script(written)), "page.html")
    assert [found.text for found in review.claims] == ["A"]


def test_a_page_saved_in_one_file_is_read() -> None:
    encoded = quopri.encodestring(page(script(REVIEW)).encode()).decode("ascii")
    data = MHTML.format(page=encoded).replace("\n", "\r\n").encode()
    [review] = reviews(data, "page.mhtml")
    assert summary(review) == EXPECTED


def test_a_review_without_an_address_has_that_of_its_page() -> None:
    head = '<link rel="canonical" href="https://checkers.example/dizzy/">'
    [review] = reviews(page(head, RDFA), "page.html")
    assert [url.text for url in review.urls] == ["https://checkers.example/dizzy/"]


def test_a_block_that_cannot_be_read_does_not_hide_the_others() -> None:
    found = read_reviews(
        page(f"\n{script('{oh')}\n{script(REVIEW)}").encode(), "page.html", columns={}
    )
    assert [summary(review) for review in found.reviews] == [EXPECTED]
    assert "line 2" in found.notes[0]


@pytest.mark.parametrize(
    "table",
    [
        "claim,claimant,verdict\nMasks make people dizzy.,Ada Marsh,False\n",
        "\ufeffClaim;Speaker;Rating\r\nMasks make people dizzy.;Ada Marsh;False\r\n",
        "statement\tauthor\tlabel\nMasks make people dizzy.\tAda Marsh\tFalse\n",
        'sep=|\n"Claim Reviewed"|claimed by|Label\nMasks make people dizzy.|Ada Marsh|False',
        "claimReview_claimReviewed,creativeWork_author_name,rating_alternateName,rating_ratingValue"
        "\nMasks make people dizzy.,Ada Marsh,False,\n",
        "claimReviewed,itemReviewed.author.name,reviewRating.alternateName\n"
        "Masks make people dizzy.,Ada Marsh,False\n",
        '{"statement": "Masks make people dizzy.", "statement_originator": "Ada Marsh", '
        '"verdict": "False"}',
        '[{"claim": "Masks make people dizzy.", "speaker": ["Ada Marsh"], "label": "False"}]',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_tables_are_read_by_the_usual_names_of_their_columns(table: str, encoding: str) -> None:
    content = table.removeprefix("\ufeff") if encoding != "utf-8" else table
    [review] = reviews(content.encode(encoding), "table.csv")
    assert summary(review) == EXPECTED


def test_columns_with_other_names_can_be_given() -> None:
    table = "Aussage;Wer;Urteil\nDie Brücke ist alt.;Änne Groß;Falsch\n".encode("cp1252")
    with pytest.raises(FileRefused, match="known to hold the claim") as refused:
        reviews(table, "tabelle.csv")
    assert "--columns claim=Aussage" in refused.value.fix
    [review] = reviews(table, "tabelle.csv", claim="Aussage", claimant="Wer", verdict="Urteil")
    assert summary(review) == ("Die Brücke ist alt.", "Änne Groß", "Falsch")
    with pytest.raises(FileRefused, match="Did you mean “Urteil”"):
        reviews(table, "tabelle.csv", claim="Aussage", verdict="Urteile")


@pytest.mark.parametrize(
    ("header", "row", "stated", "reviewed"),
    [
        ("claim,date", "A,2020-01-02", ["2020-01-02"], []),
        ("claim,date,review date", "A,2020-01-02,2020-02-03", ["2020-01-02"], ["2020-02-03"]),
        ("claim,claim date,date", "A,2020-01-02,2020-02-03", ["2020-01-02"], ["2020-02-03"]),
    ],
)
def test_a_column_called_date_belongs_to_the_claim_unless_that_has_its_own(
    header: str, row: str, stated: list[str], reviewed: list[str]
) -> None:
    [review] = reviews(f"{header}\n{row}\n", "table.csv")
    assert [found.text for found in review.stated] == stated
    assert [found.text for found in review.reviewed] == reviewed


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        ('{"@type":"ClaimReview","claimReviewed":"A', "a.json", "column 40.*closing quotation"),
        ("{hello: 1}", "a.json", "not valid JSON"),
        ('{"claims":"' + '\\"' * 100_000, "a.json", "not valid JSON"),
        ("[" + "," * 200_000, "a.json", "not valid JSON"),
        ("[1," + " " * 200_000 + "x", "a.json", "not valid JSON"),
        ("[" * 100_000 + "]" * 100_000, "a.json", "nested"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "a.json", "nested"),
        ('{"claimReviewed":' + "[" * 80 + "]" * 80 + "}", "a.json", "nested"),
        ("<div>" * 50_000, "a.html", "nested"),
        ("{}", "a.json", "no ClaimReview"),
        ("[1, 2]", "a.json", "no ClaimReview"),
        ("", "a.json", "empty"),
        (" \n", "a.csv", "empty"),
        ("claim,verdict\n", "a.csv", "no rows"),
        ('claim,verdict\n"never closed\n' + "a,b\n" * 50_000, "a.csv", "Line 2 .* not closed"),
        ("claim\na\0b\n", "a.csv", "line 2 has a zero byte"),
        ("\0" * 500, "a.json", "zero byte"),
        (page(""), "a.html", "no ClaimReview data"),
        ("%PDF-1.7\n", "a.pdf", "PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: str, name: str, what: str) -> None:
    with pytest.raises(FileRefused) as refused:
        reviews(content, name)
    assert re.search(what, refused.value.what)
    assert refused.value.fix


def test_items_that_refer_to_each_other_are_read_once() -> None:
    parts = "".join(
        f'<div id="a{n}" itemscope itemtype="https://schema.org/ClaimReview" '
        f'itemref="a{n + 1} a{n}">'
        f'<i itemprop="claimReviewed">Claim {n}</i></div>'
        for n in range(100)
    )
    found = reviews(page("", parts), "page.html")
    assert sorted(review.claims[0].text for review in found) == sorted(
        f"Claim {n}" for n in range(100)
    )
