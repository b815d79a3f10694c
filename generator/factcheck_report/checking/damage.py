"""Signs of damage in an extracted text: lost letters, a wrong encoding, remains of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcheck_report.model.spans import SourceText

# The continuation bytes of UTF-8, 0x80–0xBF, read as another encoding.
_WINDOWS_1252 = "[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x80-\xbf]"
_WINDOWS_1251 = "[ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџЎўЈ¤Ґ¦§Ё©Є«¬®Ї°±Ііґµ¶·ё№є»јЅѕї\xa0\xad]"
_READ_WRONGLY = "|".join(
    (
        f"[ÂÃ]{_WINDOWS_1252}",
        "â[€„†]" + _WINDOWS_1252,
        # A single one may be correct: “été »” with a no-break space.
        *(f"(?:{lead}{_WINDOWS_1252}){{3,}}" for lead in ("[ÐÑ]", "[ØÙÚÛ]", "[ÎÏ]", "×")),
        f"(?:[ã-é]{_WINDOWS_1252}{{2}}){{2,}}",
        f"вЂ{_WINDOWS_1251}|(?:[РС]{_WINDOWS_1251}){{3,}}",
        "‚Ä[ôúùìî¶¢]",
        "ï»¿|ï¿½",
    )
)
_SIGNS = (
    ("Letters were lost and became the replacement character U+FFFD", "\ufffd"),
    ("Text in UTF-8 was read as another encoding", _READ_WRONGLY),
    ("Text in Windows-1252 was read as Latin-1", "[\x80-\x84\x86-\x9f]"),
    ("Letters of a font without a character table", "[\ue000-\uf8ff]"),
    ("Letters of a font without a character table", "\\(cid:\\d{1,5}\\)"),
    ("Apostrophes became question marks", r"(?<![\w/=&?.-])[A-Za-z]{1,20}\?(?:s|t|re|ve|ll)\b"),
    ("Character references of HTML remain", r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,6});"),
)
_PATTERNS = tuple(
    # An ASCII text is searched only for signs in ASCII.
    (what, re.compile(sign), sign.isascii())
    for what, sign in _SIGNS
)
_LONGEST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage in a text."""

    what: str
    example: str
    """The first occurrence."""
    lines: tuple[int, ...]
    """The lines with this damage, from 1, each once."""


def damage_in(source: SourceText) -> Iterator[Damage]:
    """The kinds of damage found, in a fixed order. Takes linear time."""
    is_ascii = source.text.isascii()
    for what, pattern, in_ascii in _PATTERNS:
        if is_ascii and not in_ascii:
            continue
        example = ""
        lines: dict[int, None] = {}
        for found in pattern.finditer(source.text):
            example = example or found[0][:_LONGEST_SHOWN]
            lines[source.line_of(found.start())] = None
        if lines:
            yield Damage(what, example, tuple(lines))
