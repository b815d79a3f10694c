"""annotations.json: every quote as a W3C Web Annotation (JSON-LD) on its source document.

A program that has the file finds the passage by its words (TextQuoteSelector) and, where they
stand more than once, by its place (TextPositionSelector, in code points). The parts of a quote
that elides are several targets, in order. Relative links resolve against the site's root, where
the file stands.
"""

from __future__ import annotations

import base64
import re
from bisect import bisect_left
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import Layout, Places
from factcheck_report.exports.shared import laid_out, link
from factcheck_report.model import Display, Document, EntryKind, Evidence, Report
from factcheck_report.model.spans import Span

STANCE_LANGUAGE = "en"
"""Of the words `supports`, `refutes` and `context`, which are never translated."""

FILE = "annotations.json"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_LONGEST_CONTEXT = 32
"""Code points of prefix and suffix; what browsers' annotators write too."""


def web_annotations(report: Report, base: str | None) -> str:
    """The text of annotations.json: an AnnotationCollection with its only page in it."""
    sources = {id: _source(document, base) for id, document in report.documents.items()}
    texts = {id: _browser_text(document.text.text) for id, document in report.documents.items()}
    places = Layout(report).places
    collection = {
        "@context": _CONTEXT,
        "id": link(base, FILE),
        "type": "AnnotationCollection",
        "label": report.publication.title,
        "total": len(report.evidence),
        "first": {
            "id": link(base, f"{FILE}#page"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": (
                _annotation(
                    report,
                    places,
                    item,
                    sources[item.quote.source],
                    texts[item.quote.source],
                    base,
                )
                for item in report.evidence
            ),
        },
    }
    return laid_out(collection, 3)


@dataclass(frozen=True, slots=True)
class _BrowserText:
    """The text that a browser has of a document."""

    text: str
    dropped: tuple[int, ...]
    """Offsets in the file's text of each CR that goes because an LF follows; they rise."""

    def span(self, piece: Span) -> Span:
        """The place of a passage, given by its place in the file's text."""
        return Span(self._place(piece.start), self._place(piece.end))

    def _place(self, offset: int) -> int:
        return offset - bisect_left(self.dropped, offset)


def _browser_text(text: str) -> _BrowserText:
    """Read once a document, so that thousands of quotes cost no more than their own words."""
    if "\r" not in text:
        return _BrowserText(text, ())
    dropped = tuple(found.start() for found in re.finditer("\r\n", text))
    return _BrowserText(text.replace("\r\n", "\n").replace("\r", "\n"), dropped)


def _annotation(
    report: Report,
    places: Places,
    item: Evidence,
    source: dict[str, object],
    text: _BrowserText,
    base: str | None,
) -> dict[str, object]:
    whole = report.documents[item.quote.source].source.display is Display.FULL
    passage = link(base, addresses.passage(item))
    bodies: list[object] = [_cited_by(report, places, item, base)]
    if item.kind is EntryKind.CLAIM:
        bodies.append(
            {
                "type": "TextualBody",
                "purpose": "classifying",
                "value": item.quote.stance,
                "format": "text/plain",
                "language": STANCE_LANGUAGE,
            }
        )
    return {
        "id": link(base, f"{FILE}#{item.anchor}"),
        "type": "Annotation",
        "motivation": "linking",
        "body": bodies,
        "target": [
            {
                "type": "SpecificResource",
                "source": source,
                "scope": passage,
                "selector": [_translations(text.text, piece, whole=whole), _place(piece)],
            }
            for piece in map(text.span, item.receipt.pieces)
        ],
    }


def _cited_by(
    report: Report, places: Places, item: Evidence, base: str | None
) -> dict[str, object]:
    """The entry that quotes the passage, and what it says."""
    address, says = _entry(report, places, item)
    return {
        "type": "SpecificResource",
        "purpose": "linking",
        "source": {
            "id": link(base, address),
            "type": "Text",
            "format": "text/html",
            "language": report.publication.language,
            "label": says,
        },
    }


def _entry(report: Report, places: Places, item: Evidence) -> tuple[str, str]:
    """Its address and the entry in one sentence."""
    if item.kind is EntryKind.CLAIM:
        return addresses.claim(item.entry), report.draft.claims[item.entry].claim
    number = int(item.entry)
    if item.kind is EntryKind.EVENT:
        event = report.draft.timeline[number - 1]
        return places.event(number), event.event
    disagreement = report.draft.disagreements[number - 1]
    return places.disagreement(number), disagreement.about


def _source(document: Document, base: str | None) -> dict[str, object]:
    """The file, by its address where it is published, else by its hash alone."""
    source = document.source
    hashed = _named_by_hash(document.sha256)
    described: dict[str, object] = {"id": hashed}
    if source.display is Display.FULL:
        # The hash says which bytes are meant, wherever a copy of them is.
        described = {"id": link(base, addresses.source_file(source.id)), "canonical": hashed}
    described |= {"type": "Text", "format": "text/plain"}
    if source.language:
        described["language"] = source.language
    return described


def _named_by_hash(sha256: str) -> str:
    """The file's name by its content (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _translations(text: str, piece: Span, *, whole: bool) -> dict[str, object]:
    """Of a document that may not be shown `whole`, the words without what stands around."""
    selector: dict[str, object] = {
        "type": "TextQuoteSelector",
        "exact": text[piece.start : piece.end],
    }
    if whole:
        selector["prefix"] = text[max(piece.start - _LONGEST_CONTEXT, 0) : piece.start]
        selector["suffix"] = text[piece.end : piece.end + _LONGEST_CONTEXT]
    return selector


def _place(piece: Span) -> dict[str, object]:
    return {"type": "TextPositionSelector", "start": piece.start, "end": piece.end}
