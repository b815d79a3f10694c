"""claimreview.json: every claim as a schema.org ClaimReview, also embedded in the claim's page.

Fields that the report has no value for, such as a date, a rating or an author, are left out, even
if schema.org or search engines recommend them.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck_report import addresses
from factcheck_report.exports.dates import stated
from factcheck_report.exports.json_text import json_file, json_line
from factcheck_report.model import (
    Appearance,
    Claim,
    Claimant,
    Publisher,
    Quote,
    Report,
    Source,
    Stance,
    Verdict,
)

_CONTEXT = "https://schema.org"
# These characters can end a script element or begin a comment.
_UNSAFE_IN_HTML = {char: f"\\u{ord(char):04x}" for char in "<>&"}


def inline_json(value: object) -> str:
    """JSON that is safe inside `<script type="application/ld+json">`."""
    text = json_line(value)
    for char, escaped in _UNSAFE_IN_HTML.items():
        text = text.replace(char, escaped)
    return text


def claim_review(report: Report, claim: Claim, base: str | None) -> dict[str, object]:
    """The review of one claim as JSON-LD."""
    return {"@context": _CONTEXT, **_review(report, claim, base)}


def claim_reviews(report: Report, base: str | None) -> str:
    """The text of claimreview.json: a DataFeed of all reviews."""
    feed: dict[str, object] = {
        "@context": _CONTEXT,
        "@type": "DataFeed",
        "name": report.publication.title,
        "description": report.publication.summary,
        "inLanguage": report.publication.language,
    }
    if base:
        feed["url"] = base
    feed["dataFeedElement"] = (_item(report, claim, base) for claim in report.claims)
    return json_file(feed, 2)


def _item(report: Report, claim: Claim, base: str | None) -> dict[str, object]:
    """A review as an item of the feed, with the date of its last change."""
    item: dict[str, object] = {"@type": "DataFeedItem"}
    if changed := claim.changed:
        item["dateModified"] = str(changed)
    item["item"] = [_review(report, claim, base)]
    return item


def _review(report: Report, claim: Claim, base: str | None) -> dict[str, object]:
    publication = report.publication
    review: dict[str, object] = {"@type": "ClaimReview"}
    if base:
        review["url"] = addresses.data_link(base, addresses.claim(claim.id))
    review["claimReviewed"] = claim.claim
    review["inLanguage"] = publication.language
    if reviewed := stated(claim.reviewed):
        review["datePublished"] = str(reviewed)
    if publication.publisher:
        review["author"] = _publisher(publication.publisher)
    review["reviewRating"] = _rating(report, claim)
    review["itemReviewed"] = _claim(report, claim)
    return review


def _publisher(publisher: Publisher) -> dict[str, object]:
    author: dict[str, object] = {"@type": "Organization", "name": publisher.name}
    if publisher.url:
        author["url"] = publisher.url
    return author


def _rating(report: Report, claim: Claim) -> dict[str, object]:
    verdict = report.draft.verdicts[claim.verdict]
    rating: dict[str, object] = {
        "@type": "Rating",
        "alternateName": verdict.label,
        "ratingExplanation": claim.summary,
    }
    worst, best = _scale(report.draft.verdicts.values())
    # A single rating is no scale: it would be the best and the worst at once.
    if verdict.rating is not None and worst < best:
        rating |= {"ratingValue": verdict.rating, "bestRating": best, "worstRating": worst}
    return rating


def _scale(verdicts: Iterable[Verdict]) -> tuple[int, int]:
    """The lowest and the highest rating of the report's verdicts; (0, 0) if there is none."""
    ratings = [verdict.rating for verdict in verdicts if verdict.rating is not None]
    return min(ratings, default=0), max(ratings, default=0)


def _claim(report: Report, claim: Claim) -> dict[str, object]:
    item: dict[str, object] = {"@type": "Claim", "text": claim.claim}
    who = report.claimants_of(claim)
    if who:
        item["author"] = _one_or_all([_claimant(claimant) for claimant in who])
    if date := stated(claim.first_made):
        item["datePublished"] = str(date)
    if appearances := _appearances(report, claim, {claimant.name for claimant in who}):
        item["appearance"] = _one_or_all(appearances)
        if first := _first(appearances):
            item["firstAppearance"] = first
    return item


def _first(works: list[dict[str, object]]) -> dict[str, object] | None:
    """The earliest of several works; None if a date is missing or two may be the earliest."""
    dates = sorted(str(work.get("datePublished", "")) for work in works)
    if len(works) < 2 or not dates[0] or dates[1].startswith(dates[0]):
        return None
    return next(work for work in works if work["datePublished"] == dates[0])


def _one_or_all(items: list[dict[str, object]]) -> object:
    return items[0] if len(items) == 1 else items


def _claimant(claimant: Claimant) -> dict[str, object]:
    """A Thing: the report does not say whether a claimant is a Person or an Organization."""
    author: dict[str, object] = {"@type": "Thing", "name": claimant.name}
    if claimant.role:
        author["description"] = claimant.role
    return author


def _appearances(report: Report, claim: Claim, names: set[str]) -> list[dict[str, object]]:
    """Where the claim was made, and the documents in which it is made, each address once.

    Other supporting documents are evidence, not appearances of the claim.
    """
    sources = dict.fromkeys(
        quote.source for quote in claim.quotes if _makes_the_claim(quote, names)
    )
    works = [_work(report.documents[id].source) for id in sources]
    quoted = {work["url"] for work in works if "url" in work}
    return [_appearance(made) for made in claim.made if made.url not in quoted] + works


def _makes_the_claim(quote: Quote, names: set[str]) -> bool:
    """Whether the quote states the claim, or a claimant's words support it."""
    return quote.stance is Stance.STATES or (
        quote.stance is Stance.SUPPORTS and quote.speaker in names
    )


def _appearance(made: Appearance) -> dict[str, object]:
    work: dict[str, object] = {"@type": "CreativeWork"}
    if made.where:
        work["name"] = made.where
    if made.url:
        work["url"] = made.url
    if date := stated(made.date):
        work["datePublished"] = str(date)
    return work


def _work(source: Source) -> dict[str, object]:
    work: dict[str, object] = {"@type": "CreativeWork", "name": source.title}
    if source.url:
        work["url"] = source.url
    if source.language:
        work["inLanguage"] = source.language
    if published := stated(source.published):
        work["datePublished"] = str(published)
    return work
