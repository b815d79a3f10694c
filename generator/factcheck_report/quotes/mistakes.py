"""Small slips that keep a quote from being found, each told in words of its own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from factcheck_report.quotes.characters import JOINERS
from factcheck_report.quotes.results import DiffKind, NearestPassage

_NOTE = re.compile(r"(?P<number>\d{1,3})(?P<after>[.,;:!?)\"'”’»]*)")
_PUNCTUATION = ".,;:!?)\"'”’»"


@dataclass(frozen=True, slots=True)
class LikelyMistake:
    """What an editor most likely did, and what to do about it; whole sentences."""

    what: str
    fix: str


def likely_mistake(nearest: NearestPassage) -> LikelyMistake | None:
    """The slip that is all that parts a quote from its nearest passage, if it is one of these."""
    changes = [change for change in nearest.changes if change.kind is not DiffKind.SAME]
    if [change.kind for change in changes] != [DiffKind.TYPED, DiffKind.IN_FILE]:
        return None
    typed, in_file = (change.text.strip() for change in changes)
    at_start = nearest.changes[0] is changes[0]
    return _capital(typed, in_file, at_start) or _note(typed, in_file) or _letters(typed, in_file)


def _capital(typed: str, in_file: str, at_start: bool) -> LikelyMistake | None:
    if typed == in_file or typed.casefold() != in_file.casefold() or not in_file:
        return None
    if not at_start or typed[0] == in_file[0] or typed[1:] != in_file[1:]:
        return LikelyMistake(
            f"Only capitals differ: the file has “{in_file}”.",
            f"Write “{in_file}”, as the file has it.",
        )
    small = in_file[0].islower()
    return LikelyMistake(
        f"The quote begins with a {'capital' if small else 'small letter'}; the file has "
        f"“{in_file}”, with a {'small letter' if small else 'capital'}.",
        f"Write “{in_file}”. To show readers that you changed the letter, write "
        f"“[{typed[0]}]{typed[1:]}”.",
    )


def _note(typed: str, in_file: str) -> LikelyMistake | None:
    """A number glued to a word: “voltages23”. It may be part of the word, so it is not left out."""
    word = typed.rstrip(_PUNCTUATION)
    rest = in_file.removeprefix(word)
    found = _NOTE.fullmatch(rest)
    if not word.isalpha() or rest == in_file or found is None:
        return None
    return LikelyMistake(
        f"In the file the number {found['number']} is glued to the word “{word}”, most likely "
        "the number of a note.",
        f"Write “{in_file}”, as the file has it, or end the quote before this word.",
    )


def _letters(typed: str, in_file: str) -> LikelyMistake | None:
    """Letters that look alike, or characters that cannot be seen."""
    bare = typed.translate(_NO_JOINERS), in_file.translate(_NO_JOINERS)
    if bare[0] == bare[1]:
        more = "has" if len(in_file) > len(typed) else "does not have"
        return LikelyMistake(
            f"The file {more} an invisible character that joins or parts letters in “{in_file}”.",
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


_NO_JOINERS = dict.fromkeys(map(ord, JOINERS))


def _look_alike(one: str, other: str) -> bool:
    """Whether two letters are of different scripts, or one is a form of the other."""
    if not (one.isalpha() and other.isalpha()):
        return False
    scripts = [unicodedata.name(char, "").partition(" ")[0] for char in (one, other)]
    return scripts[0] != scripts[1]


def _named(char: str) -> str:
    return f"“{char}” (U+{ord(char):04X}, {unicodedata.name(char, 'no name').lower()})"
