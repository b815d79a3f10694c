"""folding-rules.json: what may differ between a quote and its document, as data for other programs.

Two texts have the same words if they are equal after every rule of `order`. A difference has the
name of the rule without which they are not equal. Offsets and ranges are code points, in hex.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from factcheck_report.exports.json_text import json_file
from factcheck_report.model.spans import TIME_CODE
from factcheck_report.quotes.artefacts import (
    BEFORE_POWER,
    HYPHENS,
    NOTE_MARK,
    SUSPENDED,
    TATWEEL,
    letter_forms,
    letters_of_form,
)
from factcheck_report.quotes.brackets import ENDING, REMARKS
from factcheck_report.quotes.characters import (
    APOSTROPHES,
    DASHES,
    DOUBLE_QUOTES,
    ELLIPSIS,
    INVISIBLE,
    JOINERS,
    MARKS_BESIDE_WORDS,
    SPACES,
    UNSPACED,
    WIDE,
)
from factcheck_report.quotes.folding import NO_JOINING
from factcheck_report.quotes.pieces import MAX_REPLACED_WORDS
from factcheck_report.quotes.results import Difference
from factcheck_report.quotes.words import WORD

FORMAT = "factcheck-folding-rules/1"

_ORDER = (
    Difference.INVISIBLE,
    Difference.COMPOSITION,
    Difference.QUOTATION_MARKS,
    Difference.DASHES,
    Difference.ELLIPSIS,
    Difference.LETTER_FORMS,
    Difference.WHITE_SPACE,
)
_PATTERNS = {
    "before_hyphen": r"(?<=[^\W_]|\.)",
    "suspended": SUSPENDED.pattern,
    "note_mark": NOTE_MARK,
    "before_power": BEFORE_POWER.pattern,
    "time_code": rf"(?<=[\n\r\f]){TIME_CODE.replace('(', '(?:')}",
    "tatweel": f"{TATWEEL}+(?=[\u0620-\u06ff])",
    "word": WORD.pattern,
    "elision": r"\[\s?(?:…|\.(?:\s?\.){2})(?:\s?\.)?\s?\]",
    "ending": ENDING.pattern,
}
EXAMPLES: tuple[tuple[str, str, tuple[str, ...] | None], ...] = (
    ("The ferry is safe.", "The ferry is safe.", ()),
    ("The ferry is safe.", "The ferry is not safe.", None),
    ("The ferry is safe.", "the ferry is safe.", None),
    ("Ten ferries, not 10.", "Ten ferries, not 100.", None),
    ("the whole line", "the  whole\nline", ("white-space",)),
    ("the whole line", "the\u00a0whole line", ("white-space",)),
    ("the wholeline", "the whole line", None),
    ('"Not so," he said', "“Not so,” he said", ("quotation-marks",)),
    ("the crew's boat", "the crew’s boat", ("quotation-marks",)),
    ("the crews boat", "the crew’s boat", None),
    ('"Nein", sagte sie', "„Nein“, sagte sie", ("quotation-marks",)),
    ("from 2019 - or later", "from 2019 – or later", ("dashes",)),
    ("well... perhaps", "well… perhaps", ("ellipsis",)),
    ("caf\u00e9 au port", "cafe\u0301 au port", ("composition",)),
    ("cafe au port", "caf\u00e9 au port", None),
    ("the harbour", "the har\u00adbour", ("invisible-characters",)),
    ("the harbour", "the har\u00ad\nbour", ("invisible-characters", "white-space")),
    ("the \u202bharbour", "the harbour", ("invisible-characters",)),
    ("the office", "the of\ufb01ce", ("letter-forms",)),
    ("the office", "the o\ufb03ce", ("letter-forms",)),
    ("10 of them", "1\u2070 of them", None),
    ("was inspected twice", "was in-\nspected twice", ("hyphenation",)),
    ("was in-spected twice", "was in-\nspected twice", ("white-space",)),
    ("was inspected twice", "was in-spected twice", None),
    ("Ein und Ausfuhr", "Ein-\nund Ausfuhr", None),
    ("AbuDhabi is far", "Abu-\nDhabi is far", None),
    ("was inspected twice. Then", "was inspected² twice.\u2074 Then", ("note-marks",)),
    ("was inspected[3] twice", "was inspected twice", None),
    ("an area of 5 km here", "an area of 5 km² here", None),
    ("and then we left", "and then\n[00:12:07] we left", ("time-codes", "white-space")),
    ("他们检查了每艘渡轮。", "他们检查了\n每艘渡轮。", ("white-space",)),
    ("они проверили паром", "они провер\u00adили паром", ("invisible-characters",)),
    ("می\u200cخواهم بروم", "میخواهم بروم", None),
    ("كل العبارات فحصت", "كل العبـــارات فحصت", ("letter-forms",)),
)
"""What was typed, what the document has, and the differences; None if these are other words."""


def folding_rules() -> str:
    """The text of folding-rules.json: the same for every report."""
    content = {
        "format": FORMAT,
        "order": _ORDER,
        "characters": {
            "spaces": list(_ranges(f" {SPACES}")),
            "invisible": list(_ranges(INVISIBLE)),
            "joiners": list(_ranges(JOINERS)),
            "no_joining": list(_ranges(NO_JOINING.pattern[1:-1])),
            "unspaced": list(_ranges(UNSPACED + WIDE)),
        },
        Difference.QUOTATION_MARKS: {"'": APOSTROPHES, '"': DOUBLE_QUOTES},
        Difference.DASHES: {"-": DASHES},
        Difference.ELLIPSIS: {"...": ELLIPSIS},
        Difference.LETTER_FORMS: {form: letters_of_form(form) for form in letter_forms()},
        "beside_words": MARKS_BESIDE_WORDS,
        "hyphens": "".join(f"\\u{ord(char):04x}" for char in HYPHENS),
        "patterns": _PATTERNS,
        "remarks": sorted(REMARKS),
        "most_replaced_words": MAX_REPLACED_WORDS,
        "examples": EXAMPLES,
    }
    return json_file(content, 1)


def folding_rules_sha256() -> str:
    """SHA-256 of the file: the verifier knows the editions that it may trust."""
    return hashlib.sha256(folding_rules().encode()).hexdigest()


def _ranges(characters: str) -> Iterator[tuple[str, str]]:
    """The ranges of a character class, first and last code point in hex."""
    at = 0
    while at < len(characters):
        last = at + 2 if characters[at + 1 : at + 2] == "-" else at
        yield f"{ord(characters[at]):04x}", f"{ord(characters[last]):04x}"
        at = last + 1
