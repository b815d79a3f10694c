"""How a text is cut into words for the search, and how their letters are made alike.

Pagefind ignores accents and knows the word forms of many languages. The rest is done here and, in
the same way, in `search-engine.js`: both read `folding.json`. In it,

- `letters` says which letters are written as which others (ß as ss), or not at all (a kashida);
- `marks` are accents, vowel signs and invisible characters, which are part of a word;
- `alone` are the scripts without spaces between words: each of their letters is a word;
- `joiners` stand within a word, as in F-16, U.S. and Iran's;
- `longest` is the number of letters after which a word is cut.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table() -> dict[str, Any]:
    """The table, as scripts get it."""
    text = (files(__package__) / "folding.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


@cache
def _word() -> re.Pattern[str]:
    alone, marks, joiners = table()["alone"], table()["marks"], table()["joiners"]
    part = rf"(?:(?![{alone}])[\w{marks}]){{1,{table()['longest']}}}"
    return re.compile(rf"[{alone}]|{part}(?:(?:[{joiners}]|(?<=[0-9]),(?=[0-9])){part}){{0,9}}")


@cache
def _letters() -> dict[int, str]:
    return str.maketrans(table()["letters"])


def words_in(text: str) -> list[tuple[str, str]]:
    """The words of a text in order: as they are written, and as they are searched."""
    found = ((match, folded(match)) for match in _word().findall(text))
    return [pair for pair in found if pair[1]]


def folded(word: str) -> str:
    """A word as it is searched; empty if it has no letters."""
    if word.isascii():
        return word.replace(",", "")
    composed = unicodedata.normalize("NFKC", word).translate(_letters())
    return "".join(composed.replace(",", "").split())
