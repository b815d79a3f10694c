"""How to cite a claim's page: as text, for BibTeX, and as CSL-JSON for reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.exports.shared import compact, known, link
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.safe_text import visible

# Escaped braces would still count when BibTeX looks for the end of a field: commands do not.
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{char: f"\\{char}" for char in "&%$#_"},
    }
)
# An address is printed as it is, so only what would break the entry is encoded.
_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""The names that every BibTeX style defines, and writes in its own language."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Citation:
    """One claim's page in three forms. What the report does not state is left out of each."""

    text: str
    bibtex: str
    csl_json: str


@dataclass(frozen=True, slots=True)
class _Facts:
    id: str
    title: str
    container: str
    language: str
    author: str | None
    date: PartialDate | None
    url: str | None


def cite(report: Report, translations: Translations, claim: Claim, base: str | None) -> Citation:
    """The citation of a claim's page: by the publisher, with the day it was last reviewed."""
    publication = report.publication
    facts = _Facts(
        id=claim.id,
        title=_line(claim.claim),
        container=_line(publication.title),
        language=publication.language,
        author=_line(publication.publisher.name) if publication.publisher else None,
        date=known(claim.reviewed),
        url=link(base, addresses.claim(claim.id)) if base else None,
    )
    return Citation(_text(facts, translations), _bibtex(facts), _csl(facts))


def _line(text: str) -> str:
    return _SPACE.sub(" ", visible(text))


def _text(facts: _Facts, translations: Translations) -> str:
    title = (
        translations.text("quote.open") + _sentence(facts.title) + translations.text("quote.close")
    )
    date = f", {translations.date(facts.date)}" if facts.date else ""
    parts = [
        _sentence(facts.author) if facts.author else "",
        title,
        _sentence(facts.container + date),
        facts.url or "",
    ]
    return " ".join(part for part in parts if part)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _bibtex(facts: _Facts) -> str:
    """An entry of the type that every style has; braces within keep names and case as they are."""
    fields = ",\n".join(f"  {name} = {value}" for name, value in _bibtex_fields(facts))
    return f"@misc{{{facts.id},\n{fields}\n}}\n"


def _bibtex_fields(facts: _Facts) -> Iterator[tuple[str, str]]:
    if facts.author:
        yield "author", _kept(facts.author)
    yield "title", _kept(facts.title)
    yield "howpublished", _kept(facts.container)
    if facts.date:
        yield "year", f"{{{facts.date.year:04}}}"
        if facts.date.month:
            yield "month", _MONTHS[facts.date.month - 1]
        if facts.date.day:
            yield "day", f"{{{facts.date.day}}}"
    if facts.url:
        yield "url", f"{{{facts.url.translate(_ADDRESS)}}}"


def _kept(text: str) -> str:
    return f"{{{{{text.translate(_LATEX)}}}}}"


def _csl(facts: _Facts) -> str:
    item: dict[str, object] = {
        "id": facts.id,
        "type": "webpage",
        "title": facts.title,
        "container-title": facts.container,
        "language": facts.language,
    }
    if facts.author:
        item["author"] = [{"literal": facts.author}]
    if facts.date:
        parts = (facts.date.year, facts.date.month, facts.date.day)
        item["issued"] = {"date-parts": [[part for part in parts if part is not None]]}
    if facts.url:
        item["URL"] = facts.url
    return compact([item])
