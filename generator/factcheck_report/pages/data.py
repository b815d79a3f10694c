"""The page about the data files: an excerpt of each, and code that reads it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from factcheck_report import addresses
from factcheck_report.addresses.page_locations import PaginatedEntries
from factcheck_report.exports.claim_title import claim_title
from factcheck_report.exports.claims_json import claim_file
from factcheck_report.exports.csv_table import BYTE_ORDER_MARK
from factcheck_report.exports.dataset import dataset
from factcheck_report.exports.embedding import oembed
from factcheck_report.exports.files import data_files, exported_files
from factcheck_report.exports.verifier import verifier_files
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Display, EntryKind, Evidence, Report
from factcheck_report.pages.data_guides import CLAIM_DATA, DOCUMENT, GUIDES, OEMBED, Guide
from factcheck_report.pages.last_changes import change_of_report
from factcheck_report.pages.page import Page, SearchText

_UNKNOWN_SITE = "https://SITE/"
"""Stands for the address of the site in code, if it is not known."""


@dataclass(frozen=True, slots=True)
class FileView:
    """A file, as the page shows it."""

    name: str
    """Its address, or one with ID if there are several such files."""
    key: str
    """The last part of the keys of its texts."""
    address: str
    """The address of the file that the excerpt is from."""
    excerpt: str
    python: str
    javascript: str


def data_page(report: Report, translations: Translations, base: str | None) -> Page:
    """The page about the data files. `base` is the site's address, or None if unknown."""
    title, description = translations.text("data.title"), translations.text("data.description")
    return Page(
        address=addresses.DATA,
        template="data.html",
        title=title,
        label=translations.text("data.label"),
        description=description,
        changed=change_of_report(report),
        search_texts=(SearchText(title, description),),
        view={
            "site": base or "",
            "groups": _groups(report, translations, base),
            "changed": report.changed,
            "structured_data": _dataset(report, translations, base),
            "revision": report.revision,
            "has_excerpts": any(
                document.source.display is Display.EXCERPTS
                for document in report.documents.values()
            ),
            # Readers can only check quotes from documents that are published in full.
            "can_check": any(
                report.documents[item.quote.source].source.display is Display.FULL
                for item in report.evidence
            ),
        },
    )


def _dataset(report: Report, translations: Translations, base: str | None) -> object:
    """For search engines; None if the site's address is unknown."""
    if base is None:
        return None
    types = {name: file.media_type for name, file in data_files(base).items()}
    return dataset(report, translations.text("data.lead"), types, base)


def _groups(
    report: Report, translations: Translations, base: str | None
) -> Mapping[str, tuple[FileView, ...]]:
    """All published files with data, by group."""
    found = {example.name: example for example in _examples(report, translations, base)}
    return {
        group: tuple(
            _view(found[name], guide, base) for name, guide in guides.items() if name in found
        )
        for group, guides in GUIDES.items()
    }


@dataclass(frozen=True, slots=True)
class _Example:
    """A file with the text from which the excerpt is taken."""

    name: str
    address: str
    text: str
    quote: Evidence | None = None
    """One that is in the file, if it is a document."""


def _view(example: _Example, guide: Guide, base: str | None) -> FileView:
    replaced = {"URL": json.dumps((base or _UNKNOWN_SITE) + example.address)}
    if example.quote is not None:
        piece = example.quote.receipt.pieces[0]
        replaced |= {"START": str(piece.start), "END": str(piece.end)}
    python, javascript = guide.python, guide.javascript
    # The address is replaced last: it may have the other words in it.
    for word, value in reversed(replaced.items()):
        python, javascript = python.replace(word, value), javascript.replace(word, value)
    return FileView(
        name=example.name,
        key=guide.name,
        address=example.address,
        excerpt=guide.excerpt(example.text),
        python=python,
        javascript=javascript,
    )


def _examples(report: Report, translations: Translations, base: str | None) -> Iterator[_Example]:
    """Every kind of file, for a report with just one claim and its first quote."""
    first = _example_claims(report)
    draft = replace(
        report.draft,
        claims={claim.id: claim for claim in first},
        timeline=(),
        disagreements=(),
        # A removal may name another claim than the first, which this report lacks.
        removed={},
    )
    evidence = tuple(
        item for claim in first for item in report.evidence_of(EntryKind.CLAIM, claim.id)[:1]
    )
    sources = dict.fromkeys(quote.source for claim in first for quote in claim.quotes)
    documents = {id: report.documents[id] for id in sources}
    small = Report(draft, documents, evidence)
    for name, text in exported_files(small, translations, base):
        yield _Example(name, name, text.removeprefix(BYTE_ORDER_MARK))
    for name, text in verifier_files():
        yield _Example(name, name, text)
    for claim in first:
        address = addresses.claim(claim.id)
        text = claim_file(small, PaginatedEntries(small).locations, claim, base)
        yield _Example(CLAIM_DATA, addresses.claim_data(claim.id), text)
        if base is not None:
            title = claim_title(report, translations, claim)
            text = oembed(report.publication, address, title, base)
            yield _Example(OEMBED, addresses.oembed(address), text)
    hashes = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in verifier_files()}
    for item in report.evidence:
        document = report.documents[item.quote.source]
        # Only who may see the whole document can look the quote up in it.
        if document.source.display is Display.FULL:
            address = addresses.source_file(document.source.id)
            yield _Example(DOCUMENT, address, document.text.text, item)
            hashes[address] = document.sha256
            break
    sums = "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
    yield _Example(addresses.CHECKSUMS, addresses.CHECKSUMS, sums)


def _example_claims(report: Report) -> tuple[Claim, ...]:
    """The first claim with a quote, or else the first claim."""
    return (*(claim for claim in report.claims if claim.quotes), *report.claims)[:1]
