"""Language tags (BCP 47): language, script and direction of a text."""

from __future__ import annotations

import re

from babel.core import get_global

_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Armi", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)
"""Scripts that run from right to left (ISO 15924)."""

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")


def language_tag(text: str) -> str:
    """A tag that a file states, as claims.yaml has it: “EN_GB” → "en-GB"; empty if it is none."""
    language, *more = text.strip().replace("_", "-").split("-")
    tag = "-".join([language.lower(), *more])
    return tag if _TAG.fullmatch(tag) else ""


def primary_language(tag: str) -> str:
    """The language of a tag without script and region: `en` for `en-GB`."""
    return tag.partition("-")[0].lower()


def script_of(tag: str) -> str:
    """The script of a tag (ISO 15924): `Arab` for `ku-Arab`; empty if it is not known.

    If the tag names none, it is the usual one of the language, of which the CLDR knows many more
    than it has locales for: `Arab` for `apc`.
    """
    first, *others = tag.split("-")
    for other in others:
        if len(other) == 4 and other.isalpha():
            return other.title()
    language = str(get_global("language_aliases").get(first, first)).partition("_")[0]
    region = f"{language}_{others[0].upper()}" if others else ""
    usual = get_global("likely_subtags")
    return str(usual.get(region) or usual.get(language, "")).partition("_")[2][:4]


def text_direction(tag: str) -> str:
    """The direction of texts in a language, "ltr" or "rtl". It is that of the script."""
    return "rtl" if script_of(tag) in _RIGHT_TO_LEFT else "ltr"
