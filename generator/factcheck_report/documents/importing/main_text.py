"""Compares the main text of a web page with the whole page, and puts back what is missing in it.

Lines are compared by their letters and digits alone. All of it takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SENTENCE = re.compile(r"\w[.!?…。！？؟۔।][\"'”’»)\]]?(?:\s|$)")
_SHORTEST_PROSE = 40
"""Code points of a line that is put back."""
_ROW_COVERED = 0.95
"""How much of a row its lines must have."""
_STRETCH = 16
"""Letters of the stretches by which a line is found inside other lines."""
_LONGEST_SEARCHED = 1_000_000
"""Letters of a text in which lines are also found inside other lines."""
_NO_LETTERS = re.compile(r"[\W_]+")


class KnownText:
    """Some lines, to tell whether they have another one, also as a part or divided otherwise."""

    def __init__(self, lines: Iterable[str]) -> None:
        plain = [_plain(line) for line in lines]
        self._lines = set(plain)
        joined = "".join(plain)
        last = len(joined) - _STRETCH if len(joined) <= _LONGEST_SEARCHED else -1
        self._stretches = {joined[at : at + _STRETCH] for at in range(last + 1)}

    def has(self, line: str) -> bool:
        """Whether the lines have all of a line. Always true for one without letters."""
        plain = _plain(line)
        if not plain or plain in self._lines:
            return True
        last = len(plain) - _STRETCH
        return last >= 0 and all(
            plain[at : at + _STRETCH] in self._stretches for at in range(last + 1)
        )


def completed(main: list[str], everything: list[str]) -> list[str]:
    """The lines of the main text, with sentences of the page between them put back."""
    known = KnownText(main)
    lines: list[str] = []
    before: int | None = None
    for line, place in zip(main, _placed(main, everything), strict=True):
        if place is not None:
            if before is not None and place > before:
                between = everything[before + 1 : place]
                lines += [line for line in between if _is_prose(line) and not known.has(line)]
            before = place
        lines.append(line)
    return lines


def lines_of_row(row: str, everything: Iterable[str]) -> list[str]:
    """The lines of the page that make up a row of a table; the row itself if they do not."""
    plain_row, at, lines = _plain(row), 0, []
    for line in everything:
        plain = _plain(line)
        if plain and plain_row.startswith(plain, at):
            lines.append(line)
            at += len(plain)
    return lines if at >= len(plain_row) * _ROW_COVERED else [row]


def _placed(main: list[str], everything: list[str]) -> list[int | None]:
    """The place of each line on the page; None if it is not certain.

    Of several places, it is the last one before that of the next line.
    """
    places = _places(everything)
    placed: list[int | None] = []
    following: int | None = None
    for line in reversed(main):
        found = places.get(_plain(line), [])
        if len(found) > 1:
            while len(found) > 1 and (following is None or found[-1] >= following):
                found.pop()  # later lines are done
            place = found[-1] if following is not None and found[-1] < following else None
        else:
            place = found[0] if found else None
        placed.append(place)
        following = place if place is not None else following
    return placed[::-1]


def _places(lines: Iterable[str]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        places.setdefault(_plain(line), []).append(number)
    return places


def _is_prose(line: str) -> bool:
    return len(line) >= _SHORTEST_PROSE and _SENTENCE.search(line) is not None


def _plain(line: str) -> str:
    """A line without anything but letters and digits."""
    return _NO_LETTERS.sub("", line)
