"""annotations.json: every quote as a W3C Web Annotation (JSON-LD) on its source document.

Programs find the passage by its words (TextQuoteSelector) or, if the words occur more than once,
by its offsets (TextPositionSelector, in code points). A quote with omissions has one target for
each piece, in order. Relative links resolve against the site's root, which holds the file.
"""

from __future__ import annotations

import base64
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PageLocations, PaginatedEntries
from factcheck_report.exports.json_text import json_file
from factcheck_report.model import Display, Document, EntryKind, Evidence, Report
from factcheck_report.model.spans import Span

STANCE_LANGUAGE = "en"
"""Language of the stances (`supports` and so on), which are never translated."""
TRANSLATION_LABEL = "translation by the report"
"""Tells the report's translation from all words of the document. Never translated."""

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_LONGEST_CONTEXT = 32
"""Code points of prefix and suffix, as browser annotators write them."""


def web_annotations(report: Report, base: str | None) -> str:
    """The text of annotations.json: an AnnotationCollection with a single page."""
    sources = {id: _source(document, base) for id, document in report.documents.items()}
    texts = {id: _browser_text(document.text.text) for id, document in report.documents.items()}
    locations = PaginatedEntries(report).locations

    def annotation(item: Evidence) -> dict[str, object]:
        text = texts[item.quote.source]
        full = report.documents[item.quote.source].source.display is Display.FULL
        targets = [
            {
                "type": "SpecificResource",
                "source": sources[item.quote.source],
                "scope": addresses.data_link(base, addresses.passage(item)),
                "selector": [
                    _quote_selector(text.text, piece, context=full),
                    {"type": "TextPositionSelector", "start": piece.start, "end": piece.end},
                ],
            }
            for piece in map(text.span, item.receipt.pieces)
        ]
        return {
            "id": addresses.data_link(base, f"{addresses.ANNOTATIONS}#{item.anchor}"),
            "type": "Annotation",
            "motivation": "linking",
            "body": [
                _quoting_entry(report, locations, item, base),
                *([_stance(item)] if item.kind is EntryKind.CLAIM else []),
                *_translation(report, item),
            ],
            "target": targets,
        }

    collection = {
        "@context": _CONTEXT,
        "id": addresses.data_link(base, addresses.ANNOTATIONS),
        "type": "AnnotationCollection",
        "label": report.publication.title,
        "total": len(report.evidence),
        "first": {
            "id": addresses.data_link(base, f"{addresses.ANNOTATIONS}#page"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": map(annotation, report.evidence),
        },
    }
    return json_file(collection, 3)


@dataclass(frozen=True, slots=True)
class _BrowserText:
    """A document's text as a browser reads it, with LF as its only line end."""

    text: str
    dropped: tuple[int, ...]
    """Offsets in the file's text of each CR dropped before an LF, in ascending order."""

    def span(self, piece: Span) -> Span:
        """A span of the file's text as a span of this text."""
        return Span(self._offset(piece.start), self._offset(piece.end))

    def _offset(self, offset: int) -> int:
        return offset - bisect_left(self.dropped, offset)


def _browser_text(text: str) -> _BrowserText:
    """Convert once for each document, so that the cost of a quote depends on its length alone."""
    if "\r" not in text:
        return _BrowserText(text, ())
    dropped = tuple(found.start() for found in re.finditer("\r\n", text))
    return _BrowserText(text.replace("\r\n", "\n").replace("\r", "\n"), dropped)


def _stance(item: Evidence) -> dict[str, object]:
    """Whether the quote supports or refutes the claim, as one of the annotation's bodies."""
    return {
        "type": "TextualBody",
        "purpose": "classifying",
        "value": item.quote.stance,
        "format": "text/plain",
        "language": STANCE_LANGUAGE,
    }


def _translation(report: Report, item: Evidence) -> Iterator[dict[str, object]]:
    """The report's translation of the quote, if there is one, as one of the annotation's bodies."""
    if item.quote.translation:
        yield {
            "type": "TextualBody",
            "purpose": "describing",
            "label": TRANSLATION_LABEL,
            "value": item.quote.translation,
            "format": "text/plain",
            "language": report.publication.language,
        }


def _quoting_entry(
    report: Report, locations: PageLocations, item: Evidence, base: str | None
) -> dict[str, object]:
    """The entry that quotes the passage, as the annotation's body."""
    address, sentence = _entry(report, locations, item)
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": {
            "id": addresses.data_link(base, address),
            "type": "Text",
            "format": "text/html",
            "language": report.publication.language,
            "label": sentence,
        },
    }


def _entry(report: Report, locations: PageLocations, item: Evidence) -> tuple[str, str]:
    """The address of the entry, and its text in one sentence."""
    if item.kind is EntryKind.CLAIM:
        return addresses.claim(item.entry), report.draft.claims[item.entry].claim
    number = int(item.entry)
    if item.kind is EntryKind.EVENT:
        event = report.draft.timeline[number - 1]
        return locations.event(number), event.event
    disagreement = report.draft.disagreements[number - 1]
    return locations.disagreement(number), disagreement.about


def _source(document: Document, base: str | None) -> dict[str, object]:
    """The file, by its address if it is published, else by its hash."""
    source = document.source
    uri = _hash_uri(document.sha256)
    described: dict[str, object] = {"id": uri}
    if source.display is Display.FULL:
        # The hash identifies the bytes, wherever a copy of them is.
        described = {
            "id": addresses.data_link(base, addresses.source_file(source.id)),
            "canonical": uri,
        }
    described |= {"type": "Text", "format": "text/plain"}
    if source.language:
        described["language"] = source.language
    return described


def _hash_uri(sha256: str) -> str:
    """The hash as a URI (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _quote_selector(text: str, piece: Span, *, context: bool) -> dict[str, object]:
    """The words with the text around them; without it if the document may only be excerpted."""
    selector: dict[str, object] = {
        "type": "TextQuoteSelector",
        "exact": text[piece.start : piece.end],
    }
    if context:
        selector["prefix"] = text[max(piece.start - _LONGEST_CONTEXT, 0) : piece.start]
        selector["suffix"] = text[piece.end : piece.end + _LONGEST_CONTEXT]
    return selector
