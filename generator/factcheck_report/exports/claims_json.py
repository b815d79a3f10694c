"""claims.json: the whole report for programs.

A value that is not stated is null. Dates are written as in `factcheck_report.model.dates` (EDTF).
Offsets count code points of the decoded file; lines count from 1. For a document that may only be
excerpted, the file holds nothing but the quoted words.
"""

from __future__ import annotations

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PageLocations, PaginatedEntries
from factcheck_report.exports.json_text import json_file
from factcheck_report.model import (
    Claim,
    Claimant,
    Correction,
    Disagreement,
    Display,
    Document,
    EntryKind,
    Event,
    Evidence,
    Origin,
    Publication,
    Removal,
    Report,
    Stance,
    Thresholds,
    Verdict,
)
from factcheck_report.model.dates import PartialDate
from factcheck_report.quotes.words import count_words

FORMAT = "factcheck-report/1"
"""The number is raised when programs that read the format have to change."""


def claims_json(report: Report, base: str | None) -> str:
    """The text of claims.json."""
    draft, locations = report.draft, PaginatedEntries(report).locations
    content = {
        "format": FORMAT,
        "report": _publication(report.publication, base),
        "sources": [_source(document, base) for document in report.documents.values()],
        "origins": [_origin(locations, origin, base) for origin in draft.origins.values()],
        "verdicts": [_verdict(verdict, base) for verdict in draft.verdicts.values()],
        "claimants": [_claimant(claimant, base) for claimant in draft.claimants.values()],
        "claims": (_claim(report, locations, claim, base) for claim in report.claims),
        "timeline": [
            _event(report, locations, number, event, base)
            for number, event in enumerate(draft.timeline, 1)
        ],
        "disagreements": [
            _disagreement(report, locations, number, disagreement, base)
            for number, disagreement in enumerate(draft.disagreements, 1)
        ],
        "removed": [_removal(removal, base) for removal in draft.removed.values()],
    }
    return json_file(content, 2)


def _date(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def _publication(publication: Publication, base: str | None) -> dict[str, object]:
    publisher, license = publication.publisher, publication.license
    return {
        "title": publication.title,
        "summary": publication.summary,
        "language": publication.language,
        "publisher": publisher and {"name": publisher.name, "url": publisher.url},
        "report_errors": publication.report_errors,
        "license": license and {"name": license.name, "url": license.url},
        "key_claims": publication.key_claims,
        "address": base,
    }


def _source(document: Document, base: str | None) -> dict[str, object]:
    source = document.source
    full = source.display is Display.FULL
    return {
        "id": source.id,
        "address": addresses.data_link(base, addresses.source(source.id)),
        "file": source.file,
        "raw": addresses.data_link(base, addresses.source_file(source.id)) if full else None,
        "sha256": document.sha256,
        "title": source.title,
        "author": source.author,
        "publisher": source.publisher,
        "published": _date(source.published),
        "url": source.url,
        "archived": source.archived,
        "language": source.language,
        "kind": source.kind,
        "note": source.note,
        "display": source.display,
    }


def _origin(locations: PageLocations, origin: Origin, base: str | None) -> dict[str, object]:
    return {
        "id": origin.id,
        "address": addresses.data_link(base, locations.origin(origin.id)),
        "name": origin.name,
        "kind": origin.kind,
        "note": origin.note,
    }


def _verdict(verdict: Verdict, base: str | None) -> dict[str, object]:
    return {
        "id": verdict.id,
        "address": addresses.data_link(base, f"{addresses.VERDICTS}#{verdict.id}"),
        "label": verdict.label,
        "means": verdict.means,
        "rating": verdict.rating,
        "tone": verdict.tone,
        "needs": _thresholds(verdict.needs),
        "allows": _thresholds(verdict.allows),
        "evidence": verdict.evidence,
    }


def _thresholds(thresholds: Thresholds) -> dict[str, object]:
    return {
        "supporting_origins": thresholds.supporting_origins,
        "refuting_origins": thresholds.refuting_origins,
    }


def _claimant(claimant: Claimant, base: str | None) -> dict[str, object]:
    return {
        "id": claimant.id,
        "address": addresses.data_link(base, addresses.claimant(claimant.id)),
        "name": claimant.name,
        "role": claimant.role,
        "note": claimant.note,
    }


def _claim(
    report: Report, locations: PageLocations, claim: Claim, base: str | None
) -> dict[str, object]:
    return {
        "id": claim.id,
        "address": addresses.data_link(base, addresses.claim(claim.id)),
        "claim": claim.claim,
        "claimants": [
            {"id": claimant.id, "name": claimant.name, "role": claimant.role}
            for claimant in report.claimants_of(claim)
        ],
        "stated": _date(claim.stated),
        "stated_note": claim.stated_note,
        "made": [
            {"url": made.url, "date": _date(made.date), "where": made.where} for made in claim.made
        ],
        "verdict": claim.verdict,
        # "none": no evidence was found, so there are no quotes for or against the claim.
        "evidence": report.draft.verdicts[claim.verdict].evidence,
        "summary": claim.summary,
        "analysis": claim.analysis or None,
        "tags": claim.tags,
        "related": claim.related,
        "reviewed": _date(claim.reviewed),
        "corrections": [_correction(correction) for correction in claim.corrections],
        "origins": {stance: claim.origins(stance) for stance in (Stance.SUPPORTS, Stance.REFUTES)},
        "quotes": _quotes(report, locations, EntryKind.CLAIM, claim.id, base),
    }


def _correction(correction: Correction) -> dict[str, object]:
    return {
        "date": str(correction.date),
        "kind": correction.kind,
        "note": correction.note,
        "was": dict(correction.was),
    }


def _event(
    report: Report, locations: PageLocations, number: int, event: Event, base: str | None
) -> dict[str, object]:
    return {
        "number": number,
        "address": addresses.data_link(base, locations.event(number)),
        "when": str(event.when),
        "when_note": event.when_note,
        "event": event.event,
        "claims": event.claims,
        "quotes": _quotes(report, locations, EntryKind.EVENT, str(number), base),
    }


def _disagreement(
    report: Report,
    locations: PageLocations,
    number: int,
    disagreement: Disagreement,
    base: str | None,
) -> dict[str, object]:
    return {
        "number": number,
        "address": addresses.data_link(base, locations.disagreement(number)),
        "about": disagreement.about,
        "compatible": disagreement.compatible,
        "note": disagreement.note,
        "claims": disagreement.claims,
        "quotes": _quotes(report, locations, EntryKind.DISAGREEMENT, str(number), base),
    }


def _removal(removal: Removal, base: str | None) -> dict[str, object]:
    return {
        "id": removal.id,
        "address": addresses.data_link(base, addresses.claim(removal.id)),
        "date": str(removal.date),
        "note": removal.note,
        "now": removal.now,
    }


def _quotes(
    report: Report, locations: PageLocations, kind: EntryKind, entry: str, base: str | None
) -> list[object]:
    return [
        _quote(report.documents[item.quote.source], locations, item, base)
        for item in report.evidence_of(kind, entry)
    ]


def _quote(
    document: Document, locations: PageLocations, item: Evidence, base: str | None
) -> dict[str, object]:
    """A quote with its receipt. Prefix and suffix are left out: the receipt has the offsets."""
    quote, receipt, text = item.quote, item.receipt, document.text.text
    return {
        "number": item.number,
        "address": addresses.data_link(base, locations.quote(item)),
        "passage": addresses.data_link(base, addresses.passage(item)),
        "source": quote.source,
        # Quotes of events and disagreements have no stance.
        "stance": quote.stance if item.kind is EntryKind.CLAIM else None,
        "speaker": quote.speaker,
        "wording": quote.wording,
        "via": quote.via,
        "origin": quote.origin,
        "note": quote.note,
        "text": quote.text,
        "words": [text[piece.start : piece.end] for piece in receipt.pieces],
        "receipt": {
            "match": receipt.match,
            "differences": receipt.differences,
            "pieces": [(piece.start, piece.end) for piece in receipt.pieces],
            # How many words of the document are left out between two pieces.
            "left_out": [count_words(document.text, gap) for gap in receipt.gaps],
            "lines": receipt.lines,
            "sha256": receipt.sha256,
            "also": [[(piece.start, piece.end) for piece in place] for place in receipt.also],
            "brackets": [
                {"at": (bracket.at.start, bracket.at.end), "text": bracket.text}
                for bracket in receipt.brackets
            ],
        },
    }
