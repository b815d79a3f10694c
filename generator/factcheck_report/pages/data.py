"""What machines can have of a report, with examples."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from factcheck_report import addresses
from factcheck_report.exports import BYTE_ORDER_MARK, exports
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import EntryKind, Report
from factcheck_report.pages.page import Findable, Page


def data(report: Report, translations: Translations) -> Page:
    """The page about the data files."""
    title, description = translations.text("data.title"), translations.text("data.description")
    return Page(
        address=addresses.DATA,
        template="data.html",
        title=title,
        label=translations.text("data.label"),
        description=description,
        findable=(Findable(title, description),),
        view={"examples": _examples(report, translations)},
    )


def _examples(report: Report, translations: Translations) -> Mapping[str, str]:
    """What each data file has of the first claim and its first quote, laid out to be read."""
    first = report.claims[:1]
    draft = replace(
        report.draft,
        claims={claim.id: claim for claim in first},
        timeline=(),
        disagreements=(),
        # A claim in their place need not be the first.
        removed={},
    )
    evidence = tuple(
        item for claim in first for item in report.evidence_of(EntryKind.CLAIM, claim.id)[:1]
    )
    files = exports(Report(draft, report.documents, evidence), translations, None)
    return {name: _readable(name, text) for name, text in files}


def _readable(name: str, text: str) -> str:
    if not name.endswith(".json"):
        return text.removeprefix(BYTE_ORDER_MARK).replace("\r\n", "\n")
    content = json.loads(text)
    if name == "claims.json":
        # The rest of it is the whole report but for the claims.
        content = {"format": content["format"], "claims": content["claims"]}
    if name == "claims.schema.json":
        content = _beginning(content)
    return json.dumps(content, ensure_ascii=False, indent=2)


def _beginning(schema: Any) -> Any:
    """A schema with the first of its sections and the first field of it; the rest is alike."""
    if "properties" not in schema:
        return schema
    name, first = next(iter(schema["properties"].items()))
    return {
        key: {name: _beginning(first)} if key == "properties" else value
        for key, value in schema.items()
    }
