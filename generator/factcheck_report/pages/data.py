"""The page about the data files, with an example of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from factcheck_report import addresses
from factcheck_report.exports.csv_table import BYTE_ORDER_MARK
from factcheck_report.exports.dataset import dataset
from factcheck_report.exports.files import data_files, exported_files
from factcheck_report.i18n.translations import Translations
from factcheck_report.loading.json_schema import FILE as CLAIMS_YAML_SCHEMA
from factcheck_report.model import Claim, Display, EntryKind, Report
from factcheck_report.pages.last_changes import change_of_report
from factcheck_report.pages.page import Page, SearchText


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
            "files": tuple(data_files(base)),
            "examples": _examples(report, translations, base),
            "first_claim": next((claim.id for claim in report.claims), None),
            "changed": report.changed,
            "structured_data": _dataset(report, translations, base),
            "revision": report.revision,
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


_WITHOUT_EXAMPLE = (addresses.CLAIMS_JSON_SCHEMA, addresses.DATA_PACKAGE)
"""Files that explain others."""


def _examples(report: Report, translations: Translations, base: str | None) -> Mapping[str, str]:
    """Data files, formatted, for a report with just one claim and its first quote."""
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
    files = exported_files(Report(draft, documents, evidence), translations, base)
    return {name: _formatted(name, text) for name, text in files if name not in _WITHOUT_EXAMPLE}


def _example_claims(report: Report) -> tuple[Claim, ...]:
    """The first claim with a quote, or else the first claim."""
    return (*(claim for claim in report.claims if claim.quotes), *report.claims)[:1]


def _formatted(name: str, text: str) -> str:
    if not name.endswith(".json"):
        return text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
    content = json.loads(text)
    if name == addresses.CLAIMS_JSON:
        # Its other sections are as long as in the whole report.
        content = {"format": content["format"], "claims": content["claims"]}
    if name == CLAIMS_YAML_SCHEMA:
        content = _abridged(content)
    return json.dumps(content, ensure_ascii=False, indent=2)


def _abridged(schema: Any) -> Any:
    """A schema with only its first section and the first field of that section."""
    if "properties" not in schema:
        return schema
    name, first = next(iter(schema["properties"].items()))
    return {
        key: {name: _abridged(first)} if key == "properties" else value
        for key, value in schema.items()
    }
