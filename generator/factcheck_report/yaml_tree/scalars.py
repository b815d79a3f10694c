"""Writing a text as a YAML value on one line."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that are refused, invisible or change how text is shown if a file has them as such."""
_SHORT_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def single_quoted(text: str) -> str:
    """The text between single quotation marks, where YAML has no escapes but `''`."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def double_quoted(text: str, unprintable: re.Pattern[str] = _UNPRINTABLE) -> str:
    """The text between double quotation marks, on one line."""
    return f'"{escaped(text, unprintable)}"'


def escaped(text: str, unprintable: re.Pattern[str] = _UNPRINTABLE) -> str:
    r"""The text as it is written between double quotation marks.

    Single characters of the Basic Multilingual Plane that match `unprintable` become `\uXXXX`.
    """
    return unprintable.sub(_escape, text.replace("\\", "\\\\").replace('"', '\\"'))


def _escape(found: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"


def quoted_scalar(text: str) -> str:
    """The text as a value on one line, in the quotation marks that need the fewest escapes."""
    if _UNPRINTABLE.search(text):
        return double_quoted(text)
    if '"' in text or "\\" in text:
        return single_quoted(text)
    return f'"{text}"'
