"""Citations of claims, documents and the report: as text, BibTeX, and CSL-JSON."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """What a bibliography says about a page or a document. All texts are single lines."""

    id: str
    type: str
    """In CSL."""
    title: str
    language: str | None
    """Of the title: programs capitalise and hyphenate it by this. Of a claim's page it is that of
    the claim, the longer part."""
    author: str | None = None
    container: str | None = None
    """The title of the whole that it is a part of."""
    publisher: str | None = None
    genre: str | None = None
    date: PartialDate | None = None
    accessed: PartialDate | None = None
    url: str | None = None


def cite(report: Report, translations: Translations, claim: Claim, base: str | None) -> Citation:
    """The citation of a claim's page. Author is the publisher; date, the last review."""
    cited = reference_of_claim(report, translations, claim, base)
    parts = _text(report, translations, claim, cited)
    return Citation(tuple(parts), bibtex_entry(cited), json_line([csl_item(cited)]))


def reference_of_claim(
    report: Report, translations: Translations, claim: Claim, base: str | None
) -> CitedWork:
    """A claim's page."""
    publication = report.publication
    return CitedWork(
        id=claim.id,
        type="webpage",
        title=one_line(claim_title(report, translations, claim)),
        container=one_line(publication.title),
        language=report.language_of(claim),
        author=one_line(publication.publisher.name) if publication.publisher else None,
        date=stated(claim.reviewed),
        url=addresses.data_link(base, addresses.claim(claim.id)) if base else None,
    )


def one_line(text: str) -> str:
    """A text without line breaks and invisible characters."""
    return _SPACE.sub(" ", visible(text))


def _text(
    report: Report, translations: Translations, claim: Claim, cited: CitedWork
) -> Iterator[tuple[str, str | None]]:
    """The parts of the citation of a claim."""
    own = report.publication.language
    if cited.author:
        yield f"{_sentence(cited.author)} ", own
    # In two parts, because the claim may be in another language than its verdict.
    verdict = one_line(report.draft.verdicts[claim.verdict].label)
    before, _, after = translations.text("claim.title", verdict=verdict, claim=_CLAIM).partition(
        _CLAIM
    )
    yield before, own
    yield _sentence(one_line(claim.claim) + after), cited.language
    container = cited.container or ""
    if cited.date:
        yield f" {container}, ", own
        yield _sentence(translations.date(cited.date)), translations.language
    else:
        yield f" {_sentence(container)}", own
    if cited.url:
        yield " ", own
        yield cited.url, None


def _sentence(text: str) -> str:
    return text if text.endswith(_SENTENCE_ENDS) else f"{text}."


def bibtex_entry(cited: CitedWork) -> str:
    """An entry of type misc, which every style has. Inner braces protect names and capitals."""
    fields = ",\n".join(f"  {name} = {value}" for name, value in _bibtex_fields(cited))
    return f"@misc{{{cited.id},\n{fields}\n}}\n"


def _bibtex_fields(cited: CitedWork) -> Iterator[tuple[str, str]]:
    if cited.author:
        yield "author", _protected(cited.author)
    yield "title", _protected(cited.title)
    if published := cited.container or cited.publisher:
        yield "howpublished", _protected(published)
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
    if cited.accessed:
        yield "urldate", f"{{{cited.accessed}}}"


def _langid(language: str | None) -> str:
    """What LaTeX calls a language (its package babel, and biblatex); empty if it has no name."""
    if language is None:
        return ""
    found = _LANGID.get(language) or _LANGID.get(primary_language(language))
    name = found or english_name(language).lower()
    return name if name.isascii() and name.isalpha() else ""


def _protected(text: str) -> str:
    return f"{{{{{text.translate(_LATEX)}}}}}"


def csl_item(cited: CitedWork) -> dict[str, object]:
    """An item of CSL-JSON."""
    item = {
        "id": cited.id,
        "type": cited.type,
        "title": cited.title,
        "container-title": cited.container,
        "publisher": cited.publisher,
        "genre": cited.genre,
        "language": cited.language,
        "author": cited.author and [{"literal": cited.author}],
        "issued": _csl_date(cited.date),
        "accessed": _csl_date(cited.accessed),
        "URL": cited.url,
    }
    return without_empty(item)


def _csl_date(date: PartialDate | None) -> dict[str, object] | None:
    if date is None:
        return None
    parts = (date.year, date.month, date.day)
    return {"date-parts": [[part for part in parts if part is not None]]}
