"""Citations of a claim's page: as text, BibTeX, and CSL-JSON for reference managers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.exports.claim_title import claim_title
from factcheck_report.exports.dates import stated
from factcheck_report.exports.json_text import json_line, without_empty
from factcheck_report.i18n.translations import Translations, english_name
from factcheck_report.model import Claim, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.languages import primary_language
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
_SENTENCE_ENDS = (*".?!…", *"。．？！", *"؟۔", *"।॥", "։", "።", "။")
"""Of Latin, Greek and Cyrillic, East Asian, Arabic, Indic and other scripts."""
_LANGID = {
    "de": "ngerman",
    "de-AT": "naustrian",
    "de-CH": "nswissgerman",
    "en-GB": "british",
    "en-US": "american",
    "nb": "norsk",
    "nn": "nynorsk",
    "no": "norsk",
    "pt-BR": "brazilian",
}
"""What LaTeX calls a language, where that is not its English name."""
_SPACE = re.compile(r"\s+")
_CLAIM = "\ufdd0"
"""A noncharacter, which no text has, in place of the claim."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in three formats. Each leaves out what the report does not state."""

    parts: tuple[tuple[str, str | None], ...]
    """The citation as text, in parts: each with its language; None for an address."""
    bibtex: str
    csl_json: str

    @property
    def text(self) -> str:
        """The citation as text."""
        return "".join(text for text, _ in self.parts)


@dataclass(frozen=True, slots=True)
class _CitedPage:
    id: str
    verdict: str
    claim: str
    title: str
    """Verdict and claim."""
    container: str
    language: str
    """Of the claim, the longer part of the title: programs capitalise and hyphenate it by this."""
    author: str | None
    date: PartialDate | None
    url: str | None


def cite(report: Report, translations: Translations, claim: Claim, base: str | None) -> Citation:
    """The citation of a claim's page. Author is the publisher; date, the last review."""
    publication = report.publication
    cited = _CitedPage(
        id=claim.id,
        verdict=_line(report.draft.verdicts[claim.verdict].label),
        claim=_line(claim.claim),
        title=_line(claim_title(report, translations, claim)),
        container=_line(publication.title),
        language=report.language_of(claim),
        author=_line(publication.publisher.name) if publication.publisher else None,
        date=stated(claim.reviewed),
        url=addresses.data_link(base, addresses.claim(claim.id)) if base else None,
    )
    parts = _text(cited, publication.language, translations)
    return Citation(tuple(parts), _bibtex(cited), _csl(cited))


def _line(text: str) -> str:
    return _SPACE.sub(" ", visible(text))


def _text(
    cited: _CitedPage, own: str, translations: Translations
) -> Iterator[tuple[str, str | None]]:
    """The parts of the citation; `own` is the report's language."""
    if cited.author:
        yield f"{_sentence(cited.author)} ", own
    # In two parts, because the claim may be in another language than its verdict.
    before, _, after = translations.text(
        "claim.title", verdict=cited.verdict, claim=_CLAIM
    ).partition(_CLAIM)
    yield before, own
    yield _sentence(cited.claim + after), cited.language
    if cited.date:
        yield f" {cited.container}, ", own
        yield _sentence(translations.date(cited.date)), translations.language
    else:
        yield f" {_sentence(cited.container)}", own
    if cited.url:
        yield " ", own
        yield cited.url, None


def _sentence(text: str) -> str:
    return text if text.endswith(_SENTENCE_ENDS) else f"{text}."


def _bibtex(cited: _CitedPage) -> str:
    """An entry of type misc, which every style has. Inner braces protect names and capitals."""
    fields = ",\n".join(f"  {name} = {value}" for name, value in _bibtex_fields(cited))
    return f"@misc{{{cited.id},\n{fields}\n}}\n"


def _bibtex_fields(cited: _CitedPage) -> Iterator[tuple[str, str]]:
    if cited.author:
        yield "author", _protected(cited.author)
    yield "title", _protected(cited.title)
    yield "howpublished", _protected(cited.container)
    if langid := _langid(cited.language):
        yield "langid", f"{{{langid}}}"
    if cited.date:
        yield "year", f"{{{cited.date.year:04}}}"
        if cited.date.month:
            yield "month", _MONTHS[cited.date.month - 1]
        if cited.date.day:
            yield "day", f"{{{cited.date.day}}}"
    if cited.url:
        yield "url", f"{{{cited.url.translate(_ADDRESS)}}}"


def _langid(language: str) -> str:
    """What LaTeX calls a language (its package babel, and biblatex); empty if it has no name."""
    found = _LANGID.get(language) or _LANGID.get(primary_language(language))
    name = found or english_name(language).lower()
    return name if name.isascii() and name.isalpha() else ""


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
