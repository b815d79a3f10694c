"""Interface texts in one language, with its plurals, numbers, dates and lists.

The texts are YAML files in `languages/`; the English one is complete. Formats come from the Unicode
CLDR through Babel. Messages to editors are not translated.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache, reduce
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from factcheck_report.model import DateRelation, Document, Event, Receipt
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.evidence import Match
from factcheck_report.model.languages import primary_language, text_direction
from factcheck_report.model.safe_text import visible
from factcheck_report.model.spans import Span

Messages = Mapping[str, str | Mapping[str, str]]
"""Texts by dotted name. A text with a count has a form for each plural category."""

INTERNATIONAL_ENGLISH = "en_001"
"""The CLDR's `en` is American: “November 5, 2022”, “a, b, and c”."""


def locale_of(language: str) -> Locale:
    """The locale of a language tag (BCP 47), or of the language without its region.

    English if the CLDR does not know it.
    """
    for tag in (language, primary_language(language)):
        try:
            return Locale.parse(INTERNATIONAL_ENGLISH if tag == "en" else tag.replace("-", "_"))
        except (ValueError, UnknownLocaleError):
            continue
    return Locale.parse(INTERNATIONAL_ENGLISH)


def english_name(language: str) -> str:
    """The English name of a language without its region; empty if the CLDR has none."""
    primary = primary_language(language)
    return str(Locale.parse(INTERNATIONAL_ENGLISH).languages.get(primary, ""))


def open_graph_locale(language: str) -> str:
    """A language tag (BCP 47) as a value of og:locale, such as `pt_BR`; empty without a territory.

    https://ogp.me/#optional allows `language_TERRITORY` only: scripts (zh-Hant-TW), numeric regions
    (es-419) and everything after the territory are dropped.
    """
    first, *others = language.split("-")
    for subtag in others:
        if len(subtag) == 2 and subtag.isalpha():
            return f"{first}_{subtag.upper()}"
    return ""


def placeholders(text: str) -> frozenset[str]:
    """The names between braces in a text. Raises ValueError if one is not a plain name."""
    names = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"“{{{name}}}” is not a plain name")
        names.add(name)
    return frozenset(names)


class Translations:
    """The interface in one language, a BCP 47 tag. `messages` must be complete.

    `english` names the messages that are not translated, but in English.
    """

    def __init__(self, language: str, messages: Messages, english: Set[str] = frozenset()) -> None:
        self.language = language
        self.english = english
        self._messages = messages
        self._locale = locale_of(language)
        # The same dates and numbers occur thousands of times in a report.
        self.number = lru_cache(maxsize=10_000)(self._number)
        self.date = lru_cache(maxsize=10_000)(self._date)
        self._category = lru_cache(maxsize=10_000)(self._plural)

    @property
    def direction(self) -> str:
        """Text direction, "ltr" or "rtl"."""
        return text_direction(self.language)

    def text(self, name: str, /, **values: object) -> str:
        """A text with its placeholders filled in. Integers are formatted for the language.

        `count` selects the plural form. If a value is HTML (Markup), the result is HTML and
        everything else in it is escaped. Raises KeyError for an unknown name or a missing value.
        """
        text = self._messages[name]
        if not isinstance(text, str):
            text = text.get(self._category(values["count"]), text["other"])
        if not values:
            return text
        markup = False
        for key, value in values.items():
            if type(value) is int:
                values[key] = self.number(value)
            elif isinstance(value, Markup):
                markup = True
        if not markup:
            return text.format(**values)
        escaped = {key: escape(value) for key, value in values.items()}
        return Markup(str(escape(text)).format(**escaped))  # noqa: S704 - text and values are escaped

    def _plural(self, count: object) -> str:
        if not isinstance(count, int):
            raise TypeError(f"{count!r} is not an integer")
        return self._locale.plural_form(count)

    def _number(self, value: int) -> str:
        """An integer with digit grouping, e.g. "12,345"."""
        return format_decimal(value, locale=self._locale)

    def percent(self, part: int, whole: int) -> str:
        """A share in whole percent, e.g. "90%"."""
        return format_percent(round(100 * part / max(whole, 1)) / 100, locale=self._locale)

    def _date(self, value: PartialDate) -> str:
        """A date, e.g. "5 November 2022", with a note if a part of it is inferred."""
        text = self._plain_date(value)
        if not value.inferred:
            return text
        if value.inferred_parts == 1 and (value.month or value.season):
            return self.text("date.year_inferred", date=text)
        return self.text("date.inferred", date=text)

    def _plain_date(self, value: PartialDate) -> str:
        if value.season:
            return self.text(f"season.{_SEASONS[value.season]}", year=str(value.year))
        day = datetime.date(value.year, value.month or 1, value.day or 1)
        if value.day is not None:
            return format_date(day, "long", locale=self._locale)
        skeleton = "y" if value.month is None else "yMMMM"
        return format_skeleton(skeleton, day, locale=self._locale)

    def event_date(self, event: Event) -> str:
        """When an event happened, e.g. "5 November 2022", "after June 2023"."""
        relation, date = event.dated
        if relation is DateRelation.WHEN:
            return self.date(date)
        precision = "_day" if date.day else "_season" if date.season else ""
        return self.text(f"date.{relation}{precision}", date=self.date(date))

    def month(self, month: int, *, short: bool = False) -> str:
        """The name of a month, 1 to 12; `short` is about one letter, for table headings."""
        names = get_month_names("narrow" if short else "wide", "stand-alone", self._locale)
        return str(names[month])

    def month_or_year(self, year: int, month: int) -> str:
        """A month of a year, e.g. "June 2023"; the year alone for month 0."""
        return self.date(PartialDate(year, month or None))

    def language_name(self, language: str) -> str:
        """The name of a language, e.g. "Persian"; its tag if the CLDR has no name for it."""
        return str(self._locale.languages.get(primary_language(language), language))

    def joined(self, items: Iterable[str]) -> str:
        """An enumeration, e.g. "a, b and c"."""
        listed = list(items)
        return listed[0] if len(listed) == 1 else format_list(listed, locale=self._locale)

    def listed(self, items: Iterable[str]) -> str:
        """An enumeration that goes on, e.g. "a, b"."""
        pattern = self._locale.list_patterns["standard"]["middle"]
        return reduce(pattern.format, items)

    def found(self, receipt: Receipt) -> str:
        """How exactly a quote was found, e.g. "Found; the spacing differs"."""
        elided = len(receipt.pieces) > 1
        named = [name for name in receipt.differences if f"difference.{name}" in self._messages]
        if receipt.match is Match.EXACT or not named:
            return self.text("receipt.elided_exact" if elided else "receipt.exact")
        differences = self.joined(self.text(f"difference.{name}") for name in named)
        number = "one" if len(named) == 1 and named[0] in _SINGULAR else "several"
        kind = "elided_differs" if elided else "differs"
        return self.text(f"receipt.{kind}_{number}", differences=differences)

    def lines(self, receipt: Receipt) -> str:
        """The lines of a quote, e.g. "line 14", "page 3, lines 14–15", "00:12:07, line 14"."""
        lines = self.line_range(*receipt.lines)
        if receipt.pages:
            first, last = receipt.pages
            pages = (
                self.text("pages.one", page=first)
                if first == last
                else self.text("pages.range", first=first, last=last)
            )
            lines = self.text("receipt.at", place=pages, lines=lines)
        if receipt.time:
            lines = self.text("receipt.at", place=receipt.time, lines=lines)
        return lines

    def also(self, receipt: Receipt, document: Document) -> str:
        """Other lines with the same sentence, e.g. "line 20 and line 31"."""
        spans = [Span(pieces[0].start, pieces[-1].end) for pieces in receipt.also[:_MOST_REPEATS]]
        return self.joined(self.line_range(*document.text.lines_of(span)) for span in spans)

    def line_range(self, first: int, last: int) -> str:
        """Lines counted from 1, e.g. "line 14", "lines 14–15"."""
        if first == last:
            return self.text("lines.one", line=first)
        return self.text("lines.range", first=first, last=last)


class LangTaggedTranslations(Translations):
    """Translations with texts in another language than the page, which get a `lang` attribute.

    These are all texts if the interface is in another language than the report, else the English
    ones of a translation that is not complete.

    These texts are HTML between two marker characters. `with_language` turns the markers of the
    finished page into elements, except in attributes, where no element is possible.
    """

    def __init__(self, translations: Translations, page_language: str) -> None:
        """`page_language` is the language of the page, a BCP 47 tag."""
        super().__init__(translations.language, translations._messages, translations.english)
        self._all = primary_language(translations.language) != primary_language(page_language)
        self._tag = translations.language if self._all else "en"

    @property
    def needed(self) -> bool:
        """Whether there are texts in another language than the page."""
        return self._all or bool(self.english)

    def text(self, name: str, /, **values: object) -> str:
        """As `Translations.text`; values that are not HTML are made visible and escaped."""
        if not self._all and name not in self.english:
            return super().text(name, **values)
        shown = {
            key: escape(visible(value)) if type(value) is str else value
            for key, value in values.items()
        }
        return _with_markers(super().text(name, **shown))

    def _date(self, value: PartialDate) -> str:
        date = super()._date(value)
        return _with_markers(date) if self._all else date

    def month(self, month: int, *, short: bool = False) -> str:
        """As `Translations.month`."""
        name = super().month(month, short=short)
        return _with_markers(name) if self._all else name

    def with_language(self, html: str) -> str:
        """Turn each text between markers into an element with its language and direction."""
        direction = text_direction(self._tag)
        start = f'<span lang="{self._tag}" dir="{direction}">'
        inside = 0
        parts = []
        for part in _TAG.split(html):
            if found := _NO_MARKUP.match(part):
                inside += -1 if found[1] else 1
            is_text = not inside and not part.startswith("<")
            parts.append(
                part.replace(_START_MARKER, start if is_text else "").replace(
                    _END_MARKER, "</span>" if is_text else ""
                )
            )
        return "".join(parts)


# Noncharacters. `visible` removes them from every other text.
_START_MARKER, _END_MARKER = "\ufdd2", "\ufdd3"
_TAG = re.compile("(<[^>]*>)")
_NO_MARKUP = re.compile(r"<(/?)(?:svg|option|title|script|style|textarea)\b(?![^>]*/>)")
"""Elements that cannot hold a `span`."""


def _with_markers(text: str) -> Markup:
    html = text if isinstance(text, Markup) else escape(visible(text))
    return Markup(f"{_START_MARKER}{html}{_END_MARKER}")  # noqa: S704 - is HTML or escaped


_MOST_REPEATS = 5
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_SINGULAR = ("white-space", "composition", "hyphenation")
"""Differences with a singular name in English and German: “the spacing differs”."""
