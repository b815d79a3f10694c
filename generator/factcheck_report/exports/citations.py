"""Citations of a claim's page: as text, BibTeX, and CSL-JSON for reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.exports.dates import stated
from factcheck_report.exports.json_text import json_line, without_empty
from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.safe_text import visible

# BibTeX counts even escaped braces to find the end of a field, so braces become commands.
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
# In an address, encode only the characters that would break the entry.
_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Macros that every BibTeX style defines in its language."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in three formats. Each leaves out what the report does not state."""

    text: str
    bibtex: str
    csl_json: str


@dataclass(frozen=True, slots=True)
class _CitedPage:
    id: str
    title: str
    container: str
    language: str
    author: str | None
    date: PartialDate | None
    url: str | None


def cite(report: Report, translations: Translations, claim: Claim, base: str | None) -> Citation:
    """The citation of a claim's page. Author is the publisher; date, the last review."""
    publication = report.publication
    cited = _CitedPage(
        id=claim.id,
        title=_line(claim.claim),
        container=_line(publication.title),
        language=publication.language,
        author=_line(publication.publisher.name) if publication.publisher else None,
        date=stated(claim.reviewed),
        url=addresses.data_link(base, addresses.claim(claim.id)) if base else None,
    )
    return Citation(_text(cited, translations), _bibtex(cited), _csl(cited))


def _line(text: str) -> str:
    return _SPACE.sub(" ", visible(text))


def _text(cited: _CitedPage, translations: Translations) -> str:
    title = (
        translations.text("quote.open") + _sentence(cited.title) + translations.text("quote.close")
    )
    date = f", {translations.date(cited.date)}" if cited.date else ""
    parts = [
        _sentence(cited.author) if cited.author else "",
        title,
        _sentence(cited.container + date),
        cited.url or "",
    ]
    return " ".join(part for part in parts if part)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _bibtex(cited: _CitedPage) -> str:
    """An entry of type misc, which every style has. Inner braces protect names and capitals."""
    fields = ",\n".join(f"  {name} = {value}" for name, value in _bibtex_fields(cited))
    return f"@misc{{{cited.id},\n{fields}\n}}\n"


def _bibtex_fields(cited: _CitedPage) -> Iterator[tuple[str, str]]:
    if cited.author:
        yield "author", _protected(cited.author)
    yield "title", _protected(cited.title)
    yield "howpublished", _protected(cited.container)
    if cited.date:
        yield "year", f"{{{cited.date.year:04}}}"
        if cited.date.month:
            yield "month", _MONTHS[cited.date.month - 1]
        if cited.date.day:
            yield "day", f"{{{cited.date.day}}}"
    if cited.url:
        yield "url", f"{{{cited.url.translate(_ADDRESS)}}}"


def _protected(text: str) -> str:
    return f"{{{{{text.translate(_LATEX)}}}}}"


def _csl(cited: _CitedPage) -> str:
    date = cited.date
    parts = (date.year, date.month, date.day) if date else ()
    item = {
        "id": cited.id,
        "type": "webpage",
        "title": cited.title,
        "container-title": cited.container,
        "language": cited.language,
        "author": cited.author and [{"literal": cited.author}],
        "issued": date and {"date-parts": [[part for part in parts if part is not None]]},
        "URL": cited.url,
    }
    return json_line([without_empty(item)])
