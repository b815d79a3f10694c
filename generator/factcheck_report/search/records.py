"""What readers search: each claim, each part of a document and each other page, as plain text.

The claims come first and keep the order of the list of claims. A record may hold texts in several
languages, since a claim in one language is often quoted from documents in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from factcheck_report.i18n.translations import Translations
from factcheck_report.model import Claim, Report
from factcheck_report.model.languages import primary_language
from factcheck_report.model.safe_text import isolated, visible
from factcheck_report.pages import Page
from factcheck_report.pages.features import Features, report_features
from factcheck_report.pages.rows import ClaimRow, claims_by_verdict, evidence_facts

STEMMED = frozenset(
    {"ar", "ca", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "hi", "hu", "hy"}
    | {"id", "it", "lt", "ne", "nl", "no", "pl", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi"}
)
"""Languages whose word forms Pagefind knows. Each has an index of its own."""
UNKNOWN = "und"
"""Names the index of a report in a language whose word forms Pagefind does not know."""
_PART = 3_000
"""Characters of a document that are found and fetched together."""
_SAMPLE = 2_000
"""Characters that tell the script of a text."""
_LATIN = "en"
_LETTERS = {
    _LATIN: "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "ar": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "ru": "\u0400-\u052f",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "hy": "\u0530-\u058f",
    "yi": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "ta": "\u0b80-\u0bff",
    "": "\u0e00-\u0eff\u1000-\u10ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af",
}
"""The letters of each script, under the language that a text in it is taken for."""
_SCRIPTS = {script: re.compile(f"[{letters}]+") for script, letters in _LETTERS.items()}
_NOT_LATIN = re.compile(f"[{''.join(_LETTERS[script] for script in _LETTERS if script != _LATIN)}]")
_LANGUAGES = {
    "ar": {"ar", "fa", "ur", "ps", "ckb", "sd", "ug"},
    "ru": {"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg"},
    "el": {"el"},
    "hy": {"hy"},
    "yi": {"yi", "he"},
    "hi": {"hi", "ne", "mr", "sa"},
    "ta": {"ta"},
    "": {"ja", "zh", "yue", "ko", "th", "lo", "my", "km", "ka"},
}
"""Languages that are not written in Latin letters, by script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """One claim as it is searched and as its row shows it; all texts are ready to be shown."""

    id: str
    title: str
    texts: Mapping[str, str]
    """What is searched below the title, by language."""
    facts: str
    """What its row says of it, below the title."""
    values: Mapping[str, tuple[str, ...]]
    """Ids of its options, for every facet."""
    stated: int
    """When it was first made, as 20221105, a part that is not known as 00; 0 without a date."""
    origins: int
    """Independent origins for it and against it, as its row counts them; 0 for what was said."""
    language: str = "en"
    """The language whose index the title goes into."""
    title_language: str | None = None
    """Of its title, if it is not the report's."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page, or a part of one, that is found beside the claims; texts are ready to be shown."""

    address: str
    """Relative to the site's root."""
    title: str
    text: str
    language: str
    lines: tuple[int, ...] = ()
    """Of a document: the number of each line of the text."""


def claim_records(report: Report, translations: Translations) -> tuple[ClaimRecord, ...]:
    """Every claim's record, in the order of the list: by verdict."""
    features = report_features(report)
    return tuple(
        _claim_record(translations, row, report, features) for row in claims_by_verdict(report)
    )


def _claim_record(
    translations: Translations, row: ClaimRow, report: Report, features: Features
) -> ClaimRecord:
    claim = row.claim
    year, month, day = claim.first_made.sort_key if claim.first_made else (0, 0, 0)
    own = report.publication.language
    texts: dict[str, list[str]] = {}
    for text, language in _searchable_texts(translations, report, claim):
        texts.setdefault(language_of(text, language, own), []).append(text)
    return ClaimRecord(
        id=claim.id,
        title=visible(claim.claim),
        texts={language: visible("\n".join(some)) for language, some in texts.items()},
        facts=_facts(translations, row, features),
        values={
            "verdict": (claim.verdict,),
            "kind": (claim.kind,) if features.statements else (),
            "claimant": claim.claimants,
            "origin": tuple(dict.fromkeys(quote.origin for quote in claim.quotes if quote.origin)),
            "source": tuple(dict.fromkeys(quote.source for quote in claim.quotes)),
            "tag": tuple(dict.fromkeys(claim.tags)),
            "year": (str(year),) if year else (),
        },
        stated=10_000 * year + 100 * month + day,
        origins=0 if claim.is_statement else row.supporting + row.refuting,
        language=language_of(claim.claim, report.language_of(claim), own),
        title_language=None if report.language_of(claim) == own else claim.language,
    )


def _searchable_texts(
    translations: Translations, report: Report, claim: Claim
) -> Iterator[tuple[str, str]]:
    """What the claim's page says of it, who makes it, and the words for and against it.

    Each with its language. Not the analysis: a result shows none of it, so nobody could see why
    the claim was found.
    """
    own = report.publication.language
    yield claim.summary, own
    for claimant in report.claimants_of(claim):
        yield f"{claimant.name}, {claimant.role}" if claimant.role else claimant.name, own
    for appearance in claim.made:
        if appearance.where:
            yield appearance.where, own
    for quote in claim.quotes:
        language = report.draft.sources[quote.source].language or own
        speaker = report.with_speaker(quote).speaker
        yield f"{speaker}: {quote.text}" if speaker else quote.text, language
        if quote.translation:
            # A result from a translation says so.
            yield f"{translations.text('quote.translation')} {quote.translation}", own


def _facts(translations: Translations, row: ClaimRow, features: Features) -> str:
    """Who claims it and when, and how many origins and documents speak of it."""
    names = translations.joined(isolated(claimant.name) for claimant in row.claimants)
    date = translations.date(row.claim.first_made) if row.claim.first_made else ""
    evidence = evidence_facts(row, translations, features)
    return " · ".join(filter(None, (_mark(translations, row), names, date, *evidence)))


def _mark(translations: Translations, row: ClaimRow) -> str:
    """Says in the preview that readers do not see a claim; otherwise empty."""
    if not row.unpublished:
        return ""
    if row.claim.draft or row.claim.publish_from is None:
        return translations.text("unpublished.draft")
    return translations.text("unpublished.embargo", date=translations.date(row.claim.publish_from))


def page_records(page: Page, main: str) -> Iterator[PageRecord]:
    """What is found of a page of a report; `main` is the report's language."""
    for found in page.search_texts:
        language = found.language or main
        if not found.lines:
            address = page.address + (f"#{found.fragment}" if found.fragment else "")
            yield page_record(address, found.title, found.text, language, main)
            continue
        for part in _parts(found.text.split("\n"), found.lines):
            text = "\n".join(line for _, line in part)
            record = page_record(page.address, found.title, text, language, main)
            yield replace(record, lines=tuple(number for number, _ in part))


def page_record(address: str, title: str, text: str, language: str, main: str) -> PageRecord:
    """The record of a page from texts that are not yet ready to be shown."""
    shown = visible(text)
    return PageRecord(address, visible(title), shown, language_of(shown, language, main))


def _parts(texts: Iterable[str], numbers: Iterable[int]) -> Iterator[list[tuple[int, str]]]:
    """The lines of a document, some thousand characters together."""
    part: list[tuple[int, str]] = []
    size = 0
    for number, text in zip(numbers, texts, strict=True):
        if part and size + len(text) > _PART:
            yield part
            part, size = [], 0
        part.append((number, text))
        size += len(text)
    if part:
        yield part


def language_of(text: str, stated: str, main: str) -> str:
    """The language whose index a text goes into: the stated one, if the script fits it.

    Where Pagefind knows no word forms, it is the index of the report's `main` language.
    """
    language, script = _primary(stated), _script_in(text)
    if script is not None and _script_of(language) != script:
        language = script
    if language in STEMMED:
        return language
    return _primary(main) if _primary(main) in STEMMED else UNKNOWN


def _script_in(text: str) -> str | None:
    """The key in _LETTERS of the script that most letters of a text are in; None without any."""
    if not _NOT_LATIN.search(text, 0, _SAMPLE):
        # Nearly all texts: the letters need not be counted.
        return _LATIN if _SCRIPTS[_LATIN].search(text, 0, _SAMPLE) else None
    letters = {
        script: sum(map(len, pattern.findall(text, 0, _SAMPLE)))
        for script, pattern in _SCRIPTS.items()
    }
    return max(letters, key=letters.__getitem__)


def _primary(language: str) -> str:
    """A language without its region, as in en of en-GB."""
    primary = primary_language(language)
    return "no" if primary in ("nb", "nn") else primary


def _script_of(language: str) -> str:
    """The key in _LETTERS of the script that a language is written in."""
    for script, languages in _LANGUAGES.items():
        if language in languages:
            return script
    return _LATIN
