"""ClaimReview data for search engines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from factcheck_report.exports.citations import cite
from factcheck_report.exports.claimreview import claim_review, claim_reviews, inline_json
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.model.dates import PartialDate
from tests.exports.changed_reports import BASE, HOSTILE, the_claim, with_claims
from tests.reports import Folder

# ClaimReview


def test_a_review_holds_only_what_the_report_states(folder: Folder) -> None:
    report = folder.report()
    review = claim_review(report, the_claim(report), BASE)

    assert review == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{BASE}claims/no-drones-sent/",
        "claimReviewed": "No drones were sent after the war began.",
        "inLanguage": "en",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Disputed",
            "ratingExplanation": "The minister said so; the other side denied it.",
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "No drones were sent after the war began.",
            "author": {"@type": "Person", "name": "The minister", "description": "Minister"},
        },
    }


def test_a_review_of_a_report_that_states_everything(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        "  summary: One",
        "  publisher: {name: Desk}\n  scale: {worst: 1, best: 5}\n  summary: One",
    )
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    folder.replace(
        "claims.yaml",
        "verdicts:\n",
        "verdicts:\n"
        "  true: {label: 'True', means: So., tone: positive, rating: 5}\n"
        "  false: {label: 'False', means: Not so., tone: negative, rating: 1}\n"
        "  unknown: {label: Unknown, means: Open., tone: neutral}\n",
    )
    folder.replace(
        "claims.yaml",
        "    verdict: d",
        "    stated: 2022-11\n    published: 2022-11-30\n    reviewed: 2022-12-01\n    verdict: d",
    )
    folder.replace(
        "claims.yaml",
        "    title: Drones and denials\n",
        "    title: Drones and denials\n    url: https://gazette.example/a?b=1&c\n"
        "    published: 2022-11-05\n    language: en-GB\n",
    )
    folder.replace("claims.yaml", "stance: supports", "stance: states")
    folder.replace("claims.yaml", "    needs: {supporting_origins: 1, refuting_origins: 1}\n", "")
    report = folder.report()
    review: Any = claim_review(report, the_claim(report), BASE)

    assert review["url"] == f"{BASE}claims/no-drones-sent/"
    assert review["author"] == {"@type": "Organization", "name": "Desk"}
    assert review["datePublished"] == "2022-11-30"
    assert review["dateModified"] == "2022-12-01"
    rating = review["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 3, 5)
    assert review["itemReviewed"]["datePublished"] == "2022-11"
    assert review["itemReviewed"]["appearance"] == {
        "@type": "CreativeWork",
        "name": "Drones and denials",
        "url": "https://gazette.example/a?b=1&c",
        "inLanguage": "en-GB",
        "datePublished": "2022-11-05",
    }


def test_the_reports_own_scale_is_given(folder: Folder) -> None:
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    report = folder.report()
    # Nobody but the editors knows what the worst is.
    assert "ratingValue" not in str(claim_review(report, the_claim(report), BASE))
    folder.replace("claims.yaml", "  summary: One", "  scale: {worst: 1, best: 7}\n  summary: One")
    report = folder.report()
    rating: Any = claim_review(report, the_claim(report), BASE)["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 3, 7)


@pytest.mark.parametrize(
    ("scale", "what"),
    [
        ("{worst: 1, best: 2}", "The rating 3 is outside the report's scale, which goes from 1"),
        ("{worst: 4, best: 5}", "The rating 3 is outside the report's scale, which goes from 4"),
        ("{worst: 5, best: 1}", "The best must be the higher number."),
        ("{worst: 1}", "“best” is missing."),
    ],
)
def test_ratings_outside_the_scale_are_problems(folder: Folder, scale: str, what: str) -> None:
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    folder.replace("claims.yaml", "  summary: One", f"  scale: {scale}\n  summary: One")
    done = folder.factcheck("check")
    assert done.returncode == 1
    assert what in done.stdout + done.stderr


def test_a_claim_appears_where_it_was_made_and_where_a_document_states_it(folder: Folder) -> None:
    def item(*changes: tuple[str, str]) -> Any:
        for old, new in changes:
            folder.replace("claims.yaml", old, new)
        report = folder.report()
        return claim_review(report, the_claim(report), BASE)["itemReviewed"]

    # The minister's own words, but as evidence.
    assert "appearance" not in item()
    work = {"@type": "CreativeWork", "name": "Drones and denials"}
    needs = "    needs: {supporting_origins: 1, refuting_origins: 1}\n"
    assert item((needs, ""), ("stance: supports", "stance: states"))["appearance"] == work
    made = "    made:\n      - {where: Radio North, date: 2022-11-05}\n    verdict: d"
    assert item(("    verdict: d", made))["appearance"] == [
        {"@type": "CreativeWork", "name": "Radio North", "datePublished": "2022-11-05"},
        work,
    ]


@pytest.mark.parametrize(
    ("kind", "type"),
    [
        ("person", "Person"),
        ("government", "Organization"),
        ("organisation", "Organization"),
        ("news", "Organization"),
        ("anonymous", None),
        (None, None),
    ],
)
def test_an_author_is_a_person_or_an_organization_or_named_as_text(
    folder: Folder, kind: str | None, type: str | None
) -> None:
    written = f", kind: {kind}" if kind else ""
    folder.replace("claims.yaml", ", kind: person", f"{written}, same_as: ['https://m.example/']")
    report = folder.report()
    item: Any = claim_review(report, the_claim(report), BASE)["itemReviewed"]
    if type:
        assert item["author"] == {
            "@type": type,
            "name": "The minister",
            "description": "Minister",
            "sameAs": ["https://m.example/"],
        }
        assert "creditText" not in item
    else:
        assert "author" not in item
        assert item["creditText"] == "The minister"
    # Editors are told once.
    assert folder.factcheck("check").stdout.count("[claimant-kind]") == (kind is None)


def test_somebody_without_a_type_is_named_beside_the_authors(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        ", kind: person}\n",
        ", kind: person}\n  staff: {name: Staff, kind: anonymous}\n",
    )
    folder.replace("claims.yaml", "claimants: [minister]", "claimants: [minister, staff]")
    report = folder.report()
    item: Any = claim_review(report, the_claim(report), BASE)["itemReviewed"]
    assert item["author"]["name"] == "The minister"
    assert item["creditText"] == "The minister; Staff"


def test_a_publisher_may_be_a_person(folder: Folder) -> None:
    written = "  publisher: {name: Ann, kind: person, url: 'https://ann.example/'}\n  summary: One"
    folder.replace("claims.yaml", "  summary: One", written)
    report = folder.report()
    assert claim_review(report, the_claim(report), BASE)["author"] == {
        "@type": "Person",
        "name": "Ann",
        "url": "https://ann.example/",
    }


def credibility(review: Any) -> float | None:
    """What collectors of reviews compute: 0 is false, 1 is true; None without numbers."""
    rating = review["reviewRating"]
    if "ratingValue" not in rating:
        return None
    worst, best = rating["worstRating"], rating["bestRating"]
    return float((rating["ratingValue"] - worst) / (best - worst))


def test_a_disputed_claim_is_half_credible(example_report: Report) -> None:
    found = {
        claim.verdict: credibility(claim_review(example_report, claim, BASE))
        for claim in example_report.claims
    }
    assert found["disputed"] == 0.5
    assert found["supported"] == 1
    # The worst verdict in use is not the worst that is possible.
    assert found["contradicted"] == 0.25
    assert found["single-origin"] is None


def test_ratings_without_a_scale_are_left_out_and_editors_are_told(folder: Folder) -> None:
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    report = folder.report()
    assert credibility(claim_review(report, the_claim(report), BASE)) is None
    assert "[no-scale]" in folder.factcheck("check").stdout
    folder.replace("claims.yaml", "  summary: One", "  scale: {worst: 1, best: 5}\n  summary: One")
    report = folder.report()
    assert credibility(claim_review(report, the_claim(report), BASE)) == 0.5
    assert "[no-scale]" not in folder.factcheck("check").stdout


def test_dates_of_publication_and_change(folder: Folder) -> None:
    def dates(*lines: str) -> tuple[object, object]:
        text = folder.read("claims.yaml")
        folder.write(
            "claims.yaml", text.replace("    verdict: d", "".join(lines) + "    verdict: d")
        )
        report = folder.report()
        folder.write("claims.yaml", text)
        review = claim_review(report, the_claim(report), BASE)
        return review.get("datePublished"), review.get("dateModified")

    corrected = "    corrections:\n      - {date: 2022-12-05, kind: update, note: More is known.}\n"
    assert dates() == (None, None)
    # The day of the last review is not that of the publication.
    assert dates("    reviewed: 2022-12-01\n") == (None, "2022-12-01")
    assert dates("    published: 2022-12-02\n", "    reviewed: 2022-12-01\n") == (
        "2022-12-02",
        "2022-12-02",
    )
    assert dates("    published: 2022-12-02\n", corrected) == ("2022-12-02", "2022-12-05")
    assert dates("    publish_from: 2022-12-03\n") == ("2022-12-03", "2022-12-03")


def test_inferred_dates_are_not_stated_as_known(example_report: Report) -> None:
    for claim in example_report.claims:
        item: Any = claim_review(example_report, claim, BASE)["itemReviewed"]
        stated = claim.stated
        known = None if stated is None or stated.inferred else str(stated)
        assert item.get("datePublished") == known
    guessed = with_claims(
        example_report, lambda c: replace(c, reviewed=PartialDate(2022, inferred_parts=1))
    )
    assert "datePublished" not in claim_review(guessed, the_claim(guessed), BASE)
    assert "2022" not in cite(guessed, english_translations(), the_claim(guessed), BASE).bibtex


def test_the_feed_of_reviews_holds_every_claim(example_report: Report) -> None:
    feed = json.loads(claim_reviews(example_report, BASE))

    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    reviews = [element["item"][0] for element in feed["dataFeedElement"]]
    assert [review["claimReviewed"] for review in reviews] == [
        c.claim for c in example_report.claims
    ]
    for claim, review in zip(example_report.claims, reviews, strict=True):
        assert {"@context": "https://schema.org", **review} == claim_review(
            example_report, claim, BASE
        )


@pytest.mark.parametrize("hostile", [*HOSTILE, "<!--<script>", "\u2028\u2029&<>"])
def test_inline_json_cannot_leave_its_script(hostile: str) -> None:
    value = {"@type": "Claim", "text": hostile, hostile: [hostile, None, 1]}
    text = inline_json(value)

    assert not set(text) & set("<>&\u2028\u2029\u202e\x00")
    assert json.loads(text) == value
