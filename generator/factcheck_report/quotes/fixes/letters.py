"""The characters of a text that a fix compares, and the note marks that it leaves out."""

from __future__ import annotations

import re
import unicodedata

_TELLING = frozenset("%‰‱٪&@#/\\§")
"""Characters that Unicode classifies as punctuation, but that have a meaning."""
_IGNORED = frozenset("`´\u0640")
"""Accents typed as apostrophes, and the Arabic tatweel, which only widens a word."""
_FORMS = (
    "<super>", "<sub>", "<font>", "<wide>", "<narrow>",
    "<initial>", "<medial>", "<final>", "<isolated>",
)  # fmt: skip
"""Decompositions to the same letters and digits in another form. Fractions (½) are not among
them."""
_LIGATURES = range(0xFB00, 0xFB07)


class _Table(dict[int, str]):
    """For `str.translate`: what each character is compared as; empty if it is ignored."""

    def __missing__(self, code: int) -> str:
        kept = self[code] = _compared(chr(code))
        return kept


def _compared(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cc", "Cf") or category[0] == "Z" or char in _IGNORED:
        return ""
    plain = unicodedata.normalize("NFKC", char)
    if category[0] == "P":
        return plain if plain in _TELLING else ""
    if category[0] not in "LNM":
        return char
    decomposed = unicodedata.decomposition(char)
    if (decomposed.startswith(_FORMS) or ord(char) in _LIGATURES) and plain != char:
        return "".join(map(_compared, plain))
    return "σ" if char == "ς" else char.lower()


LETTERS = _Table()

_RAISED = "⁰¹²³⁴-⁹"
_DIGIT = rf"[\d{_RAISED}₀-₉]"
_BETWEEN_DIGITS = re.compile(rf"(?<={_DIGIT})[\W_]++(?={_DIGIT})")
_SIGN = re.compile(rf"(?<![\w.])[-.](?={_DIGIT})")
KEPT = 0xF0000
"""Added to punctuation that must not be ignored: makes it a code point for private use."""
DROPPED = "\0"
"""Replaces ignored characters, so that offsets do not change."""


def comparable(text: str) -> str:
    """A folded text of the same length, with punctuation at digits marked as significant."""
    text = _BETWEEN_DIGITS.sub(lambda found: _gap(found[0]), text)
    return _SIGN.sub(lambda found: _kept(found[0]), text)


def _gap(gap: str) -> str:
    """The signs between two digits, without differences in spacing and commas."""
    if gap.translate(LETTERS):
        return gap  # it has a sign that is compared anyway
    signs = gap.replace(" ", "").replace(DROPPED, "")
    if signs and not signs.strip("-"):
        signs = "-"
    elif " " in gap:
        # A comma before a space ends a part of the sentence, as in “May 5, 2022”.
        signs = " " + (gap[-1] if gap[-1] in ".-" else "")
    return _kept(signs).ljust(len(gap), DROPPED)


def _kept(signs: str) -> str:
    return "".join(chr(KEPT + ord(sign) % 0xFFFE) for sign in signs)


_LETTER = rf"[^\W\d_{_RAISED}₀-₉]"
_CLOSING = ".,!?'\")]"
_NOTE = re.compile(
    rf"(?:(?<={_LETTER})|(?<=[{re.escape(_CLOSING)}]))"
    rf"(?:(?P<raised>[{_RAISED}]{{1,3}}(?:,[{_RAISED}]{{1,3}}){{0,5}})|(?P<plain>\d{{1,3}}))"
    r"(?![\w%])(?![-.,:/]\d)"
    r"|(?<=[^\s\[])\[\d{1,3}(?:[-,] ?\d{1,3}){0,5}\]"
)
_LAST_WORD = re.compile(rf"(?<!\w){_LETTER}{{3,40}}\Z")
_UNIT = re.compile(r"(?:\w*met(?:er|re)s?|f(?:oo|ee)t|inch(?:es)?|yards?|miles?|sec|min)\Z")
_BEFORE_NUMBER_WORDS = (
    "about above after around article articles below between chapter chapters class covid days "
    "equation example exactly fewer figure figures from grade group hours into just least less "
    "level line lines mach minus model months more most nearly north number only over page pages "
    "paragraph part past phase plus room roughly section sections since size some south stage step "
    "table tables than then these those till type under unit until upto version volume weeks with "
    "within years zone"
)
_BEFORE_NUMBER = frozenset(_BEFORE_NUMBER_WORDS.split())
"""Words that may be followed by a number, so that the number is not a note mark."""


def without_note_marks(text: str) -> str:
    """As `comparable`, without note marks attached to words: voltages23, inspected¹, [4]."""
    return comparable(_NOTE.sub(_without_note, text))


def _without_note(found: re.Match[str]) -> str:
    kept, dropped = found[0], DROPPED * len(found[0])
    if kept[0] == "[":
        return dropped
    before = found.string[max(found.start() - 45, 0) : found.start()]
    ahead = before.rstrip(_CLOSING)
    word = _LAST_WORD.search(ahead)
    if word is None or len(before) - len(ahead) > 3:
        return kept
    if found["raised"]:
        # km², metres²
        return kept if ahead == before and _UNIT.match(word[0].lower()) else dropped
    if len(word[0]) < 4 or not word[0].islower() or word[0] in _BEFORE_NUMBER:
        return kept
    return dropped
