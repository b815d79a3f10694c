"""Dates in other notations → the dates they may mean, to suggest how to write them.

No date is made up: if a part is missing or unclear, there is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from factcheck_report.model.dates import PartialDate

_LONGEST = 60
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "sv", "da", "nb", "tr")
# White space is collapsed to single spaces before these are matched.
_TIME = re.compile(
    r"(?:T|, ?| )(?:at |um |à )?[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r" ?(?:[ap]\.?m\.?|Uhr|h)? ?(?:Z|UTC|GMT|[A-Z]{3,4}|[+-][0-9]{2}:?[0-9]{2})?$"
    r"|(?:, ?| )(?:at |um |à )?[0-9]{1,2} ?(?:[ap]\.?m\.?|Uhr|h)$"
    r"|(?<=[0-9]{8})T[0-9]{4,6}Z?$",
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"([0-9]{1,4}) ?[-/._年] ?([0-9]{1,4})(?: ?[-/._月] ?([0-9]{1,4})日?|月)?")
_SPACED = re.compile(r"([0-9]{1,4}) ([0-9]{1,2}) ([0-9]{1,4})")
_TOGETHER = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})?")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_PLAIN = re.compile(r"[\w .,/º°'-]+")
_NOISE_WORDS = """
of the on st nd rd th der den dem am vom im in de del do da du le la el di em no na er года г року р
mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday mo di mi do fr
sa so montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi
jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo year jahr
"""
_NOISE = frozenset(_NOISE_WORDS.split())
"""Words in a date that do not determine its day."""


def possible_dates(typed: str) -> tuple[PartialDate, ...]:
    """The dates that a text may mean; empty if they are unclear.

    There are two if day and month can be swapped, first the one with the day first.
    """
    text = " ".join(unicodedata.normalize("NFKC", typed[:_LONGEST]).split()).strip(" .,;")
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    if len(typed) > _LONGEST or text.count(":") > 3:
        return ()
    day = _TIME.sub("", text, count=1).strip(" .,;")
    return tuple(dict.fromkeys(_read(day)))


def _read(text: str) -> Iterator[PartialDate]:
    if found := _SEPARATED.fullmatch(text) or _SPACED.fullmatch(text):
        yield from _of_numbers(*(part or "" for part in found.groups()))
    elif found := _TOGETHER.fullmatch(text):
        yield from _date(*found.groups())
    elif _PLAIN.fullmatch(text):
        yield from _with_month_name(text)


def _of_numbers(first: str, second: str, third: str) -> Iterator[PartialDate]:
    if len(second) > 2:
        if not third and len(second) == 4 and len(first) <= 2:
            yield from _date(second, first, None)
    elif len(first) == 4 and len(third) <= 2:
        dates = list(_date(first, second, third or None))
        # Year, day, month: only if the usual order gives no date.
        yield from dates or _date(first, third, second)
    elif len(third) == 4 and len(first) <= 2:
        yield from _date(third, second, first)
        yield from _date(third, first, second)


def _with_month_name(text: str) -> Iterator[PartialDate]:
    months = _months()
    year = day = ""
    month = 0
    for token in _TOKEN.findall(text.casefold()):
        if token.isdecimal() and len(token) == 4 and not year:
            year = token
        elif token.isdecimal() and len(token) <= 2 and not day:
            day = token
        elif token in months and not month:
            month = months[token]
        elif token not in _NOISE:
            return
    if year and month:
        yield from _date(year, str(month), day or None)


def _date(year: str, month: str, day: str | None) -> Iterator[PartialDate]:
    """The date of these numbers; none if there is no such day or its year is unlikely."""
    if not 1000 <= int(year) < 3000 or not month:
        return
    parts = [year, month.zfill(2), *([day.zfill(2)] if day else [])]
    try:
        yield PartialDate.parse("-".join(parts))
    except ValueError:
        return


@cache
def _months() -> Mapping[str, int]:
    """Months by the names and abbreviations that mean one month only, in all languages."""
    # Only a date that cannot be read needs it, and importing it takes a while.
    from babel import Locale
    from babel.dates import get_month_names

    numbers: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, Locale(language)).items():
                    numbers.setdefault(name.casefold().strip("."), set()).add(number)
    numbers["sept"] = {9}
    numbers["jänner"] = {1}
    return {
        name: number for name, (number, *others) in numbers.items() if not others and name.isalpha()
    }
