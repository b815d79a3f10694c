"""Texts as they can be set: which letters a font sets one by one, and which need shaping."""

from __future__ import annotations

import re
import unicodedata

from factcheck_report.model.safe_text import normalized, visible

ELLIPSIS = "…"
NO_BREAK_SPACE = "\u00a0"
# No card has room for as many characters.
_LONGEST = 1_000

_SPACES = re.compile("[ \t\n\r\f\v\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
# Drawn alike, and only some fonts have them all.
_ALIKE = str.maketrans(
    {"\u2007": NO_BREAK_SPACE, "\u202f": NO_BREAK_SPACE, "\u2011": "-", "\u2010": "-"}
)
# Characters that leave no mark: soft hyphens, joiners, direction marks, variation selectors.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")

# Alphabets, syllabaries and ideographs whose letters stand one beside the other, whatever their
# neighbours; without combining marks. All else is set right by shaping only.
_ONE_BY_ONE = re.compile(
    "[ -~\u00a0-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1200-\u135c\u1360-\u139f"
    "\u13a0-\u13ff\u1c80-\u1cbf\u1d00-\u1dbf\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u20cf"
    "\u2100-\u2bff\u2c60-\u2c7f\u2d00-\u2d2d\u2e00-\u2fdf\u3001-\u3029\u3030-\u3098\u309b-\u31ff"
    "\u3200-\u9fff\ua640-\ua66e\ua720-\ua7ff\uab30-\uab6f\uac00-\ud7a3\uf900-\ufb06"
    "\ufe30-\ufe6f\uff01-\uffee\U00020000-\U0003ffff]*"
)
# Scripts that break lines between words but write no space there: Thai, Lao, Burmese, Khmer.
_NEEDS_DICTIONARY = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")

_IDEOGRAPH = (
    "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
# Closing marks, small kana and signs that repeat or lengthen.
_NEVER_FIRST = (
    r"[\s!%),.:;?\]}»’”…、。〉》」』】〕〗！％），．：；？］｝"
    "ゝゞーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ]"
)
_NEVER_LAST = r"[\s(\[{«‘“〈《「『【〔〖（［｛]"
# After a dash or slash between words, and beside an ideograph. Hyphens break no headline.
_BREAK = re.compile(
    r"(?<=[^\W\d_]{2}[–—/])(?=[^\W\d_]{2})"
    f"|(?:(?<={_IDEOGRAPH})|(?={_IDEOGRAPH}))(?<!{_NEVER_LAST})(?!{_NEVER_FIRST}|$)(?<!^)"
)


def cleaned(text: str) -> str:
    """The text on one line, with what deceives made visible, no longer than a card can use."""
    folded = _SPACES.sub(" ", normalized("NFC", text)).translate(_ALIKE).strip()
    if len(folded) > _LONGEST:
        folded = folded[:_LONGEST] + ELLIPSIS
    return visible(folded)


def without_unseen(text: str) -> str:
    """The text without characters that leave no mark where letters are set one by one."""
    return _UNSEEN.sub("", text)


def one_by_one(text: str) -> bool:
    """Whether each letter looks the same whatever stands beside it, in the order of the text."""
    return _ONE_BY_ONE.fullmatch(text) is not None


def needs_shaping(char: str) -> bool:
    """Whether a letter is set right only together with its neighbours."""
    return not _ONE_BY_ONE.fullmatch(without_unseen(char))


def needs_dictionary(char: str) -> bool:
    """Whether lines of the letter's script can be broken only with a dictionary."""
    return _NEEDS_DICTIONARY.match(char) is not None


def is_unseen(char: str) -> bool:
    """Whether a character leaves no mark, so that no font needs to have it."""
    return char in (" ", NO_BREAK_SPACE) or _UNSEEN.match(char) is not None


def from_right(text: str) -> bool:
    """Whether the text runs from right to left: its first letter with a direction says so."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def parts_of(word: str) -> list[str]:
    """The word's parts between which a line may be broken."""
    return [part for part in _BREAK.split(word) if part]


def clusters_of(word: str) -> list[str]:
    """The word's letters, each with the marks that belong to it."""
    clusters: list[str] = []
    for char in word:
        if clusters and unicodedata.category(char) in ("Mn", "Mc", "Me", "Cf"):
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters
