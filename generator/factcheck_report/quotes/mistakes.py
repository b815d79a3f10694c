"""Likely mistakes in typing a quote: capitals, note numbers, look-alike letters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from factcheck_report.quotes.characters import JOINERS
from factcheck_report.quotes.results import DiffKind, NearestPassage

_PUNCTUATION = ".,;:!?)\"'”’»"
_NOTE_NUMBER = re.compile(rf"(?P<number>\d{{1,3}})[{re.escape(_PUNCTUATION)}]*")
_NO_JOINERS = dict.fromkeys(map(ord, JOINERS))


@dataclass(frozen=True, slots=True)
class LikelyMistake:
    """What is probably wrong, and how to fix it; whole sentences."""

    what: str
    fix: str


def likely_mistake(nearest: NearestPassage) -> LikelyMistake | None:
    """The mistake, if it is the only difference between a quote and its nearest passage."""
    changes = [run for run in nearest.changes if run.kind is not DiffKind.SAME]
    if [run.kind for run in changes] != [DiffKind.TYPED, DiffKind.IN_FILE]:
        return None
    typed, in_file = (run.text.strip() for run in changes)
    at_start = nearest.changes[0] is changes[0]
    return (
        _capitals(typed, in_file, at_start=at_start)
        or _note_number(typed, in_file)
        or _letters(typed, in_file)
    )


def _capitals(typed: str, in_file: str, *, at_start: bool) -> LikelyMistake | None:
    if typed == in_file or typed.casefold() != in_file.casefold() or not in_file:
        return None
    if not at_start or typed[0] == in_file[0] or typed[1:] != in_file[1:]:
        return LikelyMistake(
            f"Only capitals differ: the file has “{in_file}”.",
            f"Write “{in_file}”, as in the file.",
        )
    small = in_file[0].islower()
    return LikelyMistake(
        f"The quote begins with a {'capital' if small else 'small letter'}; the file has "
        f"“{in_file}”, with a {'small letter' if small else 'capital'}.",
        f"Write “{in_file}”. To show readers that you changed the letter, write "
        f"“[{typed[0]}]{typed[1:]}”.",
    )


def _note_number(typed: str, in_file: str) -> LikelyMistake | None:
    """A number attached to a word: “voltages23”. It may belong to the word, so it is kept."""
    word = typed.rstrip(_PUNCTUATION)
    rest = in_file.removeprefix(word)
    found = _NOTE_NUMBER.fullmatch(rest)
    if not word.isalpha() or rest == in_file or found is None:
        return None
    return LikelyMistake(
        f"In the file the number {found['number']} is attached to the word “{word}”. It is "
        "probably the number of a note.",
        f"Write “{in_file}”, as in the file, or end the quote before this word.",
    )


def _letters(typed: str, in_file: str) -> LikelyMistake | None:
    if typed.translate(_NO_JOINERS) == in_file.translate(_NO_JOINERS):
        has = "has" if len(in_file) > len(typed) else "does not have"
        return LikelyMistake(
            f"The file {has} an invisible character that joins or separates letters: “{in_file}”.",
            "Copy the word from the file.",
        )
    if len(typed) != len(in_file):
        return None
    pairs = [pair for pair in zip(typed, in_file, strict=True) if pair[0] != pair[1]]
    if not all(_look_alike(*pair) for pair in pairs):
        return None
    ours, theirs = pairs[0]
    return LikelyMistake(
        f"Letters that look alike are not the same: the quote has {_named(ours)}, the file "
        f"{_named(theirs)}.",
        "Copy the word from the file.",
    )


def _look_alike(one: str, other: str) -> bool:
    """Whether two letters have different scripts, by the first word of their Unicode names."""
    if not (one.isalpha() and other.isalpha()):
        return False
    scripts = [unicodedata.name(char, "").partition(" ")[0] for char in (one, other)]
    return scripts[0] != scripts[1]


def _named(char: str) -> str:
    return f"“{char}” (U+{ord(char):04X}, {unicodedata.name(char, 'no name').lower()})"
