"""claimreview.json: every claim as a schema.org ClaimReview, also embedded in the claim's page.

Search engines refuse data that the page does not show, so everything here stands on the claim's
page. Fields that the report has no value for are left out, even if schema.org or search engines
recommend them:

- `author` of the claim is a Person or an Organization. Claimants of whom the report does not know
  which (of the kind anonymous, or without a kind) are named in `creditText`, which is a text.
- A rating has its scale. Without `report: scale:` there is only the verdict's name; so it is for
  verdicts off the scale, and for those on what was said.
- `datePublished` is the day of the first publication, as far as it is stated.
- Nothing is made for a site without a known address: a review needs its own address.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.exports.dates import date_text, stated
from factcheck_report.exports.json_text import json_file, json_line, without_empty
from factcheck_report.model import (
    Claim,
    Claimant,
    ClaimantKind,
    Publisher,
    PublisherKind,
    Report,
    Stance,
)
from factcheck_report.model.dates import PartialDate

SCHEMA_ORG = "https://schema.org"
"""The JSON-LD context."""
CREDIT_SEPARATOR = "; "
"""Between names in `creditText`."""
# These characters can end a script element or begin a comment.
_UNSAFE_IN_HTML = {char: f"\\u{ord(char):04x}" for char in "<>&"}


def inline_json(value: object) -> str:
    """JSON that is safe inside `<script type="application/ld+json">`."""
    text = json_line(value)
    for char, escaped in _UNSAFE_IN_HTML.items():
        text = text.replace(char, escaped)
    return text


def claim_review(report: Report, claim: Claim, base: str) -> dict[str, object]:
    """The review of one claim as JSON-LD."""
    return {"@context": SCHEMA_ORG, **_review(report, claim, base)}


def claim_reviews(report: Report, base: str) -> str:
    """The text of claimreview.json: a DataFeed of all reviews."""
    feed = {
        "@context": SCHEMA_ORG,
        "@type": "DataFeed",
        "name": report.publication.title,
        "description": report.publication.summary,
        "inLanguage": report.publication.language,
        "url": base,
        "dataFeedElement": (_item(report, claim, base) for claim in report.claims),
    }
    return json_file(without_empty(feed), 2)


def publisher_as_author(publisher: Publisher | None) -> dict[str, object] | None:
    """The publisher as a Person or an Organization; None if there is none."""
    if publisher is None:
        return None
    kind = "Person" if publisher.kind is PublisherKind.PERSON else "Organization"
    return without_empty({"@type": kind, "name": publisher.name, "url": publisher.url})


@dataclass(frozen=True, slots=True)
class ClaimAppearance:
    """A speech, a post or a document in which a claim was made."""

    name: str | None
    url: str | None
    date: PartialDate | None
    language: str | None


def appearances(report: Report, claim: Claim) -> tuple[ClaimAppearance, ...]:
    """Where the claim was made: what the editors list, then documents with a quote that states it.

    Each address once. Supporting documents are evidence, not appearances of the claim.
    """
    stating = dict.fromkeys(q.source for q in claim.quotes if q.stance is Stance.STATES)
    sources = [report.documents[id].source for id in stating]
    quoted = {source.url for source in sources if source.url}
    return (
        *(
            ClaimAppearance(made.where, made.url, made.date, None)
            for made in claim.made
            if made.url not in quoted
        ),
        *(
            ClaimAppearance(source.title, source.url, source.published, source.language)
            for source in sources
        ),
    )


def _item(report: Report, claim: Claim, base: str) -> dict[str, object]:
    """A review as an item of the feed, with the date of its last change."""
    return without_empty(
        {
            "@type": "DataFeedItem",
            "dateModified": date_text(claim.changed),
            "item": [_review(report, claim, base)],
        }
    )


def _review(report: Report, claim: Claim, base: str) -> dict[str, object]:
    publication = report.publication
    return without_empty(
        {
            "@type": "ClaimReview",
            "url": addresses.data_link(base, addresses.claim(claim.id)),
            "claimReviewed": claim.claim,
            "inLanguage": publication.language,
            "datePublished": date_text(claim.first_published),
            "dateModified": date_text(claim.changed),
            "author": publisher_as_author(publication.publisher),
            "reviewRating": _rating(report, claim),
            "itemReviewed": _claim(report, claim),
        }
    )


def _rating(report: Report, claim: Claim) -> dict[str, object]:
    verdict, scale = report.draft.verdicts[claim.verdict], report.publication.scale
    rating: dict[str, object] = {
        "@type": "Rating",
        "alternateName": verdict.label,
        "ratingExplanation": claim.summary,
    }
    if verdict.rating is not None and scale is not None:
        numbers = {"bestRating": scale.best, "worstRating": scale.worst}
        rating |= {"ratingValue": verdict.rating, **numbers}
    return rating


def _claim(report: Report, claim: Claim) -> dict[str, object]:
    claimants = report.claimants_of(claim)
    authors = [author for one in claimants if (author := _author(one))]
    # If one of them is no author, the text gives credit to all.
    credit = CREDIT_SEPARATOR.join(one.name for one in claimants)
    works = [_work(appearance) for appearance in appearances(report, claim)]
    return without_empty(
        {
            "@type": "Claim",
            "text": claim.claim,
            "inLanguage": claim.language,
            "author": _one_or_all(authors),
            "creditText": credit if len(authors) < len(claimants) else None,
            "datePublished": date_text(stated(claim.first_made)),
            "appearance": _one_or_all(works),
            "firstAppearance": _first(works),
        }
    )


def _first(works: list[dict[str, object]]) -> dict[str, object] | None:
    """The earliest of several works; None if a date is missing or two may be the earliest."""
    dates = sorted(str(work.get("datePublished", "")) for work in works)
    if len(works) < 2 or dates[1].startswith(dates[0]):
        # No date, or the first is a month or year with the second in it.
        return None
    return next(work for work in works if work["datePublished"] == dates[0])


def _one_or_all(items: list[dict[str, object]]) -> object:
    return items[0] if len(items) == 1 else items


_TYPES = {
    ClaimantKind.PERSON: "Person",
    ClaimantKind.GOVERNMENT: "Organization",
    ClaimantKind.ORGANISATION: "Organization",
    ClaimantKind.NEWS: "Organization",
}
"""The schema.org type of each kind of claimant; of all others it is not known.

Collectors know these two types, but not the many that inherit from Organization.
"""


def _author(claimant: Claimant) -> dict[str, object] | None:
    """The claimant as a Person or an Organization; None if the report does not know which."""
    kind = _TYPES.get(claimant.kind) if claimant.kind else None
    if kind is None:
        return None
    return without_empty(
        {
            "@type": kind,
            "name": claimant.name,
            "description": claimant.role,
            "sameAs": list(claimant.same_as),
        }
    )


def _work(made: ClaimAppearance) -> dict[str, object]:
    return without_empty(
        {
            "@type": "CreativeWork",
            "name": made.name,
            "url": made.url,
            "inLanguage": made.language,
            "datePublished": date_text(stated(made.date)),
        }
    )
