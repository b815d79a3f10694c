"""claims.json: the whole report for programs. claims/ID/index.json: the same for one claim.

A value that is not stated is null. Dates are written as in `factcheck_report.model.dates` (EDTF),
and as ranges of days. Offsets count code points of the decoded file, and UTF-16 units in fields
that end in `_utf16`; lines count from 1. For a document that may only be excerpted, the files hold
nothing but the quoted words. `claims_json_schema` describes every field: a new one is added there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PageLocations, PaginatedEntries
from factcheck_report.exports.dates import date_text, day_range, event_range
from factcheck_report.exports.json_text import json_file
from factcheck_report.model import (
    Claim,
    Claimant,
    Correction,
    DateRelation,
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
from factcheck_report.model.spans import Span
from factcheck_report.quotes.sentences import sentences_around
from factcheck_report.quotes.words import count_words

FORMAT = "factcheck-report/1"
"""The number is raised when programs that read the format have to change."""


_LONGEST_CONTEXT = 400
"""Code points before and after a quote in the file of a claim."""


def claims_json(report: Report, base: str | None) -> str:
    """The text of claims.json."""
    return json_file(_Export(report, PaginatedEntries(report).locations, base).content(), 2)


def claim_file(report: Report, locations: PageLocations, claim: Claim, base: str | None) -> str:
    """The text of claims/ID/index.json: claims.json with this claim alone, and what it names.

    Each quote also has `before` and `after`, the text of the file around it. Of the report, what
    `pages.subset.subset_for_claim` keeps is enough, with the locations of its evidence.
    """
    return json_file(_Export(report, locations, base).content_of_claim(claim), 2)


@dataclass(frozen=True)
class _Export:
    """Describes a report and its entries."""

    report: Report
    locations: PageLocations
    base: str | None

    def content(self) -> dict[str, object]:
        """The whole file; the claims are described one at a time."""
        report, draft = self.report, self.report.draft
        return {
            "$schema": self._link(addresses.CLAIMS_JSON_SCHEMA),
            "format": FORMAT,
            "report": self._publication(report.publication),
            "sources": [self._source(document) for document in report.documents.values()],
            "origins": [self._origin(origin) for origin in draft.origins.values()],
            "verdicts": [self._verdict(verdict) for verdict in draft.verdicts.values()],
            "claimants": [self._claimant(claimant) for claimant in draft.claimants.values()],
            "claims": (self._claim(claim) for claim in report.claims),
            "timeline": [self._event(*pair) for pair in enumerate(draft.timeline, 1)],
            "disagreements": [
                self._disagreement(*pair) for pair in enumerate(draft.disagreements, 1)
            ],
            "removed": [self._removal(removal) for removal in draft.removed.values()],
        }

    def content_of_claim(self, claim: Claim) -> dict[str, object]:
        """The same for one claim: its quotes have context, other sections what it names."""
        draft, documents = self.report.draft, self.report.documents
        evidence = self.report.evidence_of(EntryKind.CLAIM, claim.id)
        quotes = [item.quote for item in evidence]
        claimants = dict.fromkeys([*claim.claimants, *(quote.claimant for quote in quotes)])
        return {
            # Schema and links are relative to the site's root, as in claims.json, if at all.
            "$schema": self._link(addresses.CLAIMS_JSON_SCHEMA),
            "format": FORMAT,
            # Without the commit: a new one would change the files of all claims.
            "report": {**self._publication(self.report.publication), "revision": None},
            "sources": [
                self._source(documents[id])
                for id in dict.fromkeys(quote.source for quote in quotes)
            ],
            "origins": [
                self._origin(draft.origins[id])
                for id in dict.fromkeys(quote.origin for quote in quotes)
                if id is not None
            ],
            "verdicts": [self._verdict(draft.verdicts[claim.verdict])],
            "claimants": [
                self._claimant(draft.claimants[id]) for id in claimants if id is not None
            ],
            "claims": [self._claim(claim, context=True)],
            "timeline": [],
            "disagreements": [],
            "removed": [],
        }

    def _context(self, item: Evidence) -> dict[str, str | None]:
        """The text around a quote as it stands in the file: up to two sentences on each side.

        Null for documents that may only be excerpted.
        """
        document, span = self.report.documents[item.quote.source], item.receipt.span
        if document.source.display is not Display.FULL:
            return {"before": None, "after": None}
        text, around = document.text.text, sentences_around(document.text, span, 2)
        return {
            "before": text[max(around.start, span.start - _LONGEST_CONTEXT) : span.start],
            "after": text[span.end : min(around.end, span.end + _LONGEST_CONTEXT)],
        }

    def _link(self, address: str) -> str:
        return addresses.data_link(self.base, address)

    def _publication(self, publication: Publication) -> dict[str, object]:
        publisher, license = publication.publisher, publication.license
        scale = publication.scale
        return {
            "title": publication.title,
            "summary": publication.summary,
            "language": publication.language,
            "publisher": publisher
            and {"name": publisher.name, "url": publisher.url, "kind": publisher.kind},
            "about": publication.about,
            "checked": date_text(publication.checked),
            "checked_range": day_range(publication.checked),
            "report_errors": publication.report_errors,
            "license": license and {"name": license.name, "url": license.url},
            "key_claims": publication.key_claims,
            "scale": scale and {"worst": scale.worst, "best": scale.best},
            "address": self.base,
            "revision": self._revision(),
        }

    def _revision(self) -> dict[str, object] | None:
        """The state of the repository that the report was made of."""
        revision = self.report.revision
        if revision is None:
            return None
        return {
            "commit": revision.commit,
            "tag": revision.tag,
            "changed": revision.commit is None,
        }

    def _source(self, document: Document) -> dict[str, object]:
        source = document.source
        full = source.display is Display.FULL
        saved = source.archived if isinstance(source.archived, PartialDate) else None
        return {
            "id": source.id,
            "address": self._link(addresses.source(source.id)),
            "file": source.file,
            "raw": self._link(addresses.source_file(source.id)) if full else None,
            "sha256": document.sha256,
            "title": source.title,
            "short": source.short,
            "author": source.author,
            "publisher": source.publisher,
            "published": date_text(source.published),
            "published_range": day_range(source.published),
            "url": source.url,
            "archived": source.archived if isinstance(source.archived, str) else None,
            "saved": date_text(saved),
            "saved_range": day_range(saved),
            "pinned": date_text(source.pinned),
            "pinned_range": day_range(source.pinned),
            "original": self._original(document),
            "language": source.language,
            "kind": source.kind,
            "note": source.note,
            "display": source.display,
        }

    def _original(self, document: Document) -> dict[str, object] | None:
        """The file that the text was extracted from, if there is one."""
        original, source = document.original, document.source
        if original is None:
            return None
        full = source.display is Display.FULL
        address = addresses.original_file(source.id, original.name)
        return {
            "file": source.original,
            "raw": self._link(address) if full else None,
            "sha256": original.sha256,
            "extractor": source.extractor,
        }

    def _origin(self, origin: Origin) -> dict[str, object]:
        return {
            "id": origin.id,
            "address": self._link(self.locations.origin(origin.id)),
            "name": origin.name,
            "kind": origin.kind,
            "note": origin.note,
        }

    def _verdict(self, verdict: Verdict) -> dict[str, object]:
        return {
            "id": verdict.id,
            "address": self._link(f"{addresses.VERDICTS}#{verdict.id}"),
            "label": verdict.label,
            "means": verdict.means,
            "kind": verdict.kind,
            "rating": verdict.rating,
            "tone": verdict.tone,
            "icon": verdict.shown_icon,
            "color": verdict.color,
            "needs": _thresholds(verdict.needs),
            "allows": _thresholds(verdict.allows),
            "evidence": verdict.evidence,
        }

    def _claimant(self, claimant: Claimant) -> dict[str, object]:
        return {
            "id": claimant.id,
            "address": self._link(addresses.claimant(claimant.id)),
            "name": claimant.name,
            "kind": claimant.kind,
            "role": claimant.role,
            "same_as": claimant.same_as,
            "note": claimant.note,
        }

    def _claim(self, claim: Claim, *, context: bool = False) -> dict[str, object]:
        return {
            "id": claim.id,
            "address": self._link(addresses.claim(claim.id)),
            "claim": claim.claim,
            # "statement": about what was said; documents count, and it has no rating.
            "kind": claim.kind,
            "language": self.report.language_of(claim),
            "claimants": [
                {"id": claimant.id, "name": claimant.name, "role": claimant.role}
                for claimant in self.report.claimants_of(claim)
            ],
            "stated": date_text(claim.stated),
            "stated_range": day_range(claim.stated),
            "stated_note": claim.stated_note,
            "made": [
                {
                    "url": made.url,
                    "date": date_text(made.date),
                    "date_range": day_range(made.date),
                    "where": made.where,
                }
                for made in claim.made
            ],
            "verdict": claim.verdict,
            # "none": no evidence was found, so there are no quotes for or against the claim.
            "evidence": self.report.draft.verdicts[claim.verdict].evidence,
            "summary": claim.summary,
            "analysis": claim.analysis or None,
            "tags": claim.tags,
            "related": claim.related,
            "published": date_text(claim.first_published),
            "published_range": day_range(claim.first_published),
            "reviewed": date_text(claim.reviewed),
            "reviewed_range": day_range(claim.reviewed),
            # The last of publication, review and corrections.
            "changed": date_text(claim.changed),
            "changed_range": day_range(claim.changed),
            "corrections": [_correction(correction) for correction in claim.corrections],
            "origins": {
                stance: claim.origins(stance) for stance in (Stance.SUPPORTS, Stance.REFUTES)
            },
            "documents": {
                stance: claim.documents(stance) for stance in (Stance.SUPPORTS, Stance.REFUTES)
            },
            "quotes": [
                {**self._quote(item), **self._context(item)} if context else self._quote(item)
                for item in self.report.evidence_of(EntryKind.CLAIM, claim.id)
            ],
        }

    def _event(self, number: int, event: Event) -> dict[str, object]:
        return {
            "number": number,
            "id": event.id,
            "address": self._link(self.locations.event(number)),
            # Exactly one of these four.
            **{relation: date_text(getattr(event, relation)) for relation in DateRelation},
            "range": event_range(event),
            "when_note": event.when_note,
            "event": event.event,
            "claims": event.claims,
            "quotes": self._quotes(EntryKind.EVENT, str(number)),
        }

    def _disagreement(self, number: int, disagreement: Disagreement) -> dict[str, object]:
        return {
            "number": number,
            "id": disagreement.id,
            "address": self._link(self.locations.disagreement(number)),
            "about": disagreement.about,
            "compatible": disagreement.compatible,
            "note": disagreement.note,
            "claims": disagreement.claims,
            "quotes": self._quotes(EntryKind.DISAGREEMENT, str(number)),
        }

    def _removal(self, removal: Removal) -> dict[str, object]:
        return {
            "id": removal.id,
            "address": self._link(addresses.claim(removal.id)),
            "date": str(removal.date),
            "date_range": day_range(removal.date),
            "note": removal.note,
            "now": removal.now,
        }

    def _quotes(self, kind: EntryKind, entry: str) -> list[object]:
        return [self._quote(item) for item in self.report.evidence_of(kind, entry)]

    def _quote(self, item: Evidence) -> dict[str, object]:
        """A quote with its receipt."""
        quote, receipt = item.quote, item.receipt
        document = self.report.documents[quote.source]
        full = document.source.display is Display.FULL
        text, utf16 = document.text.text, document.text.utf16_span
        return {
            "number": item.number,
            # The last part of its address. The number changes with the quotes before it.
            "id": item.id,
            "address": self._link(self.locations.quote(item)),
            "passage": self._link(addresses.passage(item)),
            "source": quote.source,
            # Quotes of events and disagreements have no stance.
            "stance": quote.stance if item.kind is EntryKind.CLAIM else None,
            "speaker": quote.speaker,
            "claimant": quote.claimant,
            # Only quotes of disagreements are on a side.
            "side": quote.side,
            "wording": quote.wording,
            "via": quote.via,
            "origin": quote.origin,
            "note": quote.note,
            "text": quote.text,
            # What the editor typed to tell the passage from others: words around the quoted ones.
            "prefix": quote.prefix if full else None,
            "suffix": quote.suffix if full else None,
            # The report's own, in its language: never words of the document.
            "translation": quote.translation,
            "words": [text[piece.start : piece.end] for piece in receipt.pieces],
            "receipt": {
                "match": receipt.match,
                "differences": receipt.differences,
                "pieces": _offsets(receipt.pieces),
                "pieces_utf16": [utf16(piece) for piece in receipt.pieces],
                # How many words of the document are left out between two pieces.
                "left_out": [count_words(document.text, gap) for gap in receipt.gaps],
                "lines": receipt.lines,
                "pages": receipt.pages,
                "time": receipt.time,
                "sha256": receipt.sha256,
                "also": [_offsets(place) for place in receipt.also],
                "also_utf16": [[utf16(piece) for piece in place] for place in receipt.also],
                "brackets": [
                    {
                        "at": (bracket.at.start, bracket.at.end),
                        "at_utf16": utf16(bracket.at),
                        "text": bracket.text,
                    }
                    for bracket in receipt.brackets
                ],
            },
        }


def _offsets(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _thresholds(thresholds: Thresholds) -> dict[str, object]:
    return {
        "supporting_origins": thresholds.supporting_origins,
        "refuting_origins": thresholds.refuting_origins,
        "supporting_documents": thresholds.supporting_documents,
        "refuting_documents": thresholds.refuting_documents,
    }


def _correction(correction: Correction) -> dict[str, object]:
    return {
        "date": str(correction.date),
        "date_range": day_range(correction.date),
        "kind": correction.kind,
        "note": correction.note,
        "was": dict(correction.was),
    }
