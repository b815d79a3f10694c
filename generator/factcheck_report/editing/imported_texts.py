"""Texts of published fact-checks → texts and dates that claims.yaml may have."""

from __future__ import annotations

import html
import re

from factcheck_report.loading.typed_dates import possible_dates
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.safe_text import REORDERING

_EARLIEST = 1500
"""Programs write the year 1 if they know none."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_TAG = re.compile(
    r"</?(?:p|br|b|i|u|em|strong|a|span|div|ul|ol|li|h[1-6]|blockquote|sup|sub|img|figure)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufffd\ud800-\udfff\ufdd0-\ufdef\ufffe"
    f"\uffff{REORDERING}]"
)
"""Characters that no field of claims.yaml may have."""
_LONGEST_LABEL = 60
_MOST_WORDS = 8


def cleaned(text: str) -> str:
    """A text on one line, without HTML and without characters that claims.yaml may not have."""
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(_HIDDEN.sub("", text).split())


def imported_date(text: str) -> PartialDate | None:
    """The date of a text, with its precision; None if there is none, or if it is unclear."""
    try:
        date = PartialDate.parse(text.strip())
    except ValueError:
        possible = possible_dates(text.strip())
        if len(possible) != 1:
            return None
        [date] = possible
    return date if date.year >= _EARLIEST else None


def is_label(text: str) -> bool:
    """Whether a verdict is a name such as “Mostly false”, and not a number or a sentence."""
    has_letters = any(char.isalpha() for char in text)
    return has_letters and len(text) <= _LONGEST_LABEL and len(text.split()) <= _MOST_WORDS
