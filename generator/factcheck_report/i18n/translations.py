"""The words of the interface, in the report's language: sentences, counts, dates and lists.

The sentences are data, one YAML file a language in `languages/`; English is complete and says
what there is to translate. How numbers, dates, lists and plurals are formed comes from the
Unicode CLDR, through Babel. Messages to editors are not among them: these are English.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from string import Formatter

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from factcheck_report.model import Document, Receipt
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.evidence import Match
from factcheck_report.model.safe_text import visible
from factcheck_report.model.spans import Span

Texts = Mapping[str, str | Mapping[str, str]]
"""Sentences by their dotted name; one that counts has a form for each plural category."""

INTERNATIONAL_ENGLISH = "en_001"
"""Plain `en` would be American to the CLDR: “November 5, 2022”, “a, b, and c”."""


def locale_of(language: str) -> Locale:
    """The locale of a language tag (BCP 47); English for one that the CLDR does not know."""
    try:
        return Locale.parse(
            INTERNATIONAL_ENGLISH if language == "en" else language.replace("-", "_")
        )
    except (ValueError, UnknownLocaleError):
        return Locale.parse(INTERNATIONAL_ENGLISH)


def open_graph_locale(language: str) -> str:
    """A language tag (BCP 47) as og:locale has it, `pt_BR`; empty where it names no territory.

    See https://ogp.me/#optional: a locale is `language_TERRITORY`, so a script (zh-Hant-TW) and
    all that follows the territory are left out, and so is a region that is a number (es-419).
    """
    first, *others = language.split("-")
    for subtag in others:
        if len(subtag) == 2 and subtag.isalpha():
            return f"{first}_{subtag.upper()}"
    return ""


def placeholders(sentence: str) -> frozenset[str]:
    """The names between braces in a sentence. Raises ValueError where they are not plain names."""
    names = set()
    for _, name, form, conversion in Formatter().parse(sentence):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"“{{{name}}}” is no plain name")
        names.add(name)
    return frozenset(names)


class Translations:
    """Says things in one language.

    `language` is a BCP 47 tag, `texts` holds every sentence, complete; see `languages`.
    """

    def __init__(self, language: str, texts: Texts) -> None:
        self.language = language
        self._texts = texts
        self._locale = locale_of(language)
        # A report says the same dates and numbers thousands of times.
        self.number = lru_cache(maxsize=10_000)(self._number)
        self.date = lru_cache(maxsize=10_000)(self._date)
        self._category = lru_cache(maxsize=10_000)(self._plural)

    @property
    def direction(self) -> str:
        """How the language is written: "ltr" or "rtl"."""
        return self._locale.text_direction

    def text(self, name: str, /, **values: object) -> str:
        """A sentence with its values filled in; whole numbers are written as the language does.

        `count` decides the plural form of a sentence that has several. If a value is HTML
        (Markup) so is the result, everything else in it escaped. Raises KeyError for a name or
        value that does not exist.
        """
        text = self._texts[name]
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
        return Markup(str(escape(text)).format(**escaped))  # noqa: S704 - all of it is escaped

    def _plural(self, count: object) -> str:
        if not isinstance(count, int):
            raise TypeError(f"{count!r} is no number to count by")
        return self._locale.plural_form(count)

    def _number(self, value: int) -> str:
        """With its digits set apart, e.g. "12,345"."""
        return format_decimal(value, locale=self._locale)

    def percent(self, part: int, whole: int) -> str:
        """A share, rounded to whole percent, e.g. "90%"."""
        return format_percent(round(100 * part / max(whole, 1)) / 100, locale=self._locale)

    def _date(self, value: PartialDate) -> str:
        """As people write it, e.g. "5 November 2022"; marked where a part is inferred."""
        text = self._plain_date(value)
        if not value.inferred:
            return text
        if value.inferred_parts == 1 and value.month is not None:
            return self.text("date.year_inferred", date=text)
        return self.text("date.inferred", date=text)

    def _plain_date(self, value: PartialDate) -> str:
        day = datetime.date(value.year, value.month or 1, value.day or 1)
        if value.day is not None:
            return format_date(day, "long", locale=self._locale)
        skeleton = "y" if value.month is None else "yMMMM"
        return format_skeleton(skeleton, day, locale=self._locale)

    def month(self, month: int, *, short: bool = False) -> str:
        """The name of a month, from 1; `short`: one letter or the like, for the head of a table."""
        names = get_month_names("narrow" if short else "wide", "stand-alone", self._locale)
        return str(names[month])

    def joined(self, items: Iterable[str]) -> str:
        """A list in a sentence, e.g. "a, b and c"."""
        listed = list(items)
        return listed[0] if len(listed) == 1 else format_list(listed, locale=self._locale)

    def found(self, receipt: Receipt) -> str:
        """How a quote was found, e.g. "Found; the spacing differs"."""
        elided = len(receipt.pieces) > 1
        named = [name for name in receipt.differences if f"difference.{name}" in self._texts]
        if receipt.match is Match.EXACT or not named:
            return self.text("receipt.elided_exact" if elided else "receipt.exact")
        differences = self.joined(self.text(f"difference.{name}") for name in named)
        number = "one" if len(named) == 1 and named[0] in _SINGULAR else "several"
        kind = "elided_differs" if elided else "differs"
        return self.text(f"receipt.{kind}_{number}", differences=differences)

    def lines(self, receipt: Receipt) -> str:
        """E.g. "line 14", "lines 14–15"."""
        return self.line_range(*receipt.lines)

    def also(self, receipt: Receipt, document: Document) -> str:
        """The other lines in which the sentence of a quote stands, e.g. "line 20 and line 31"."""
        places = [Span(pieces[0].start, pieces[-1].end) for pieces in receipt.also[:_MOST_PLACES]]
        return self.joined(self.line_range(*document.text.lines_of(place)) for place in places)

    def line_range(self, first: int, last: int) -> str:
        """E.g. "line 14", "lines 14–15"; both counted from 1."""
        if first == last:
            return self.text("lines.one", line=first)
        return self.text("lines.range", first=first, last=last)


class MarkedTranslations(Translations):
    """Words of another language than the page: what is said stands between two marks.

    All of it is HTML. `with_language` makes elements of the marks once the page is whole, since
    only then it is known what stands in attributes, which have no room for any.
    """

    def __init__(self, translations: Translations) -> None:
        super().__init__(translations.language, translations._texts)

    def text(self, name: str, /, **values: object) -> str:
        """As `Translations.text`; values that are no HTML are made visible and escaped."""
        shown = {
            key: escape(visible(value)) if type(value) is str else value
            for key, value in values.items()
        }
        return _marked(super().text(name, **shown))

    def _date(self, value: PartialDate) -> str:
        return _marked(super()._date(value))

    def month(self, month: int, *, short: bool = False) -> str:
        """As `Translations.month`."""
        return _marked(super().month(month, short=short))

    def with_language(self, html: str) -> str:
        """Make each text between marks an element that says its language and direction."""
        start = f'<span lang="{self.language}" dir="{self.direction}">'
        opaque = 0
        parts = []
        for part in _TAG.split(html):
            if found := _OPAQUE.match(part):
                opaque += -1 if found[1] else 1
            is_text = not opaque and not part.startswith("<")
            parts.append(
                part.replace(_START, start if is_text else "").replace(
                    _END, "</span>" if is_text else ""
                )
            )
        return "".join(parts)


# Noncharacters, which no text on a page can hold.
_START, _END = "\ufdd2", "\ufdd3"
_TAG = re.compile("(<[^>]*>)")
_OPAQUE = re.compile(r"<(/?)(?:svg|option|title|script|style|textarea)\b(?![^>]*/>)")
"""Elements that hold text alone, or drawings."""


def _marked(text: str) -> Markup:
    html = text if isinstance(text, Markup) else escape(visible(text))
    return Markup(f"{_START}{html}{_END}")  # noqa: S704 - it is HTML already, or escaped


_MOST_PLACES = 5
_SINGULAR = ("white-space", "composition", "hyphenation")
"""Differences whose English and German names are singular: “the spacing differs”."""
