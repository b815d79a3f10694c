"""annotations.json: every quote as a W3C Web Annotation (JSON-LD) on its source document.

Each piece of a quote, in order, has two targets: the passage in the file, and on the page that
shows the document. Programs find it by its words (TextQuoteSelector) or, if the words occur more
than once, by its offsets (TextPositionSelector, in code points). On the page, offsets count from
the start of the element that has the text of the document and no other. Relative links resolve
against the site's root, which holds the file.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PageLocations, PaginatedEntries
from factcheck_report.exports.annotated_texts import text_in_browsers, text_on_page
from factcheck_report.exports.json_text import json_file
from factcheck_report.model import Display, Document, EntryKind, Evidence, Report
from factcheck_report.model.spans import Span

STANCE_LANGUAGE = "en"
"""Language of the stances (`supports` and so on), which are never translated."""
TRANSLATION_LABEL = "translation by the report"
"""Tells the report's translation from all words of the document. Never translated."""

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_WEB_PAGE = {"type": "Text", "format": "text/html"}
_CONTAINER = {"type": "CssSelector", "value": "#text"}
"""Selects the text of a document on its page."""
_LONGEST_CONTEXT = 32
"""Code points of prefix and suffix, as browser annotators write them."""


def web_annotations(report: Report, base: str | None) -> str:
    """The text of annotations.json: an AnnotationCollection with a single page."""
    sources = {id: _source(document, base) for id, document in report.documents.items()}
    texts = {id: text_in_browsers(one.text.text) for id, one in report.documents.items()}
    pages = {id: text_on_page(text.text) for id, text in texts.items()}
    locations = PaginatedEntries(report).locations

    def targets(item: Evidence, piece: Span) -> Iterator[dict[str, object]]:
        """A piece in the file, and on the page of the document."""
        id = item.quote.source
        full = report.documents[id].source.display is Display.FULL
        span = texts[id].span(piece)
        on_page = _selectors(pages[id].text, pages[id].span(span), context=full)
        page = {"id": addresses.data_link(base, addresses.source(id)), **_WEB_PAGE}
        for source, selectors in (
            (sources[id], list(_selectors(texts[id].text, span, context=full))),
            # A page that shows excerpts has other offsets.
            (page, [on_page[0], {**_CONTAINER, "refinedBy": on_page[1 if full else 0]}]),
        ):
            yield {
                "type": "SpecificResource",
                "source": source,
                "scope": addresses.data_link(base, addresses.passage(item)),
                "selector": selectors,
            }

    def annotation(item: Evidence) -> dict[str, object]:
        return {
            "id": addresses.data_link(base, f"{addresses.ANNOTATIONS}#{item.anchor}"),
            "type": "Annotation",
            "motivation": "linking",
            "body": [
                _quoting_entry(report, locations, item, base),
                *([_stance(item)] if item.kind is EntryKind.CLAIM else []),
                *_translation(report, item),
            ],
            "target": [target for piece in item.receipt.pieces for target in targets(item, piece)],
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


def _selectors(
    text: str, piece: Span, *, context: bool
) -> tuple[dict[str, object], dict[str, object]]:
    """The words with the text around them, and their offsets.

    Without `context`, for a document that may only be excerpted, the words are alone.
    """
    words: dict[str, object] = {
        "type": "TextQuoteSelector",
        "exact": text[piece.start : piece.end],
    }
    if context:
        words["prefix"] = text[max(piece.start - _LONGEST_CONTEXT, 0) : piece.start]
        words["suffix"] = text[piece.end : piece.end + _LONGEST_CONTEXT]
    return words, {"type": "TextPositionSelector", "start": piece.start, "end": piece.end}
