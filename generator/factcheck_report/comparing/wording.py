"""Word-by-word differences of texts, readable without colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Indel, Opcodes

from factcheck_report.model.safe_text import normalized

CHANGED = "⟦{}⟧"
_WIDTH = 96
_AROUND = 12
"""Unchanged words that are shown before and after changed ones."""
_MOST_WORDS = 5_000
"""Words of each text that are compared."""
_LONGEST = 1_200
"""Code points of each text that are shown."""

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’‚‹›", "'") | dict.fromkeys("–—−", "-")
)


def plain(text: str) -> str:
    """The words of a text, with plain spaces, quotation marks and hyphens."""
    return " ".join(normalized("NFC", text).translate(_TYPOGRAPHY).split())


def word_diff(was: str, now: str) -> str:
    """Lines that begin with - and +, with the changed words between ⟦ and ⟧."""
    before, after = was.split()[:_MOST_WORDS], now.split()[:_MOST_WORDS]
    old, new = [], []
    for index, (tag, i, j, k, m) in enumerate(_merged(Indel.opcodes(before, after))):
        if tag == "equal":
            old.append(_shortened(before[i:j], first=index == 0, last=j == len(before)))
            new.append(_shortened(after[k:m], first=index == 0, last=m == len(after)))
        else:
            old += [CHANGED.format(" ".join(before[i:j]))] if j > i else []
            new += [CHANGED.format(" ".join(after[k:m]))] if m > k else []
    return lines("-", " ".join(old)) + lines("+", " ".join(new))


def _merged(steps: Opcodes) -> Iterator[tuple[str, int, int, int, int]]:
    """Neighbouring deletions and insertions as one replacement."""
    for tag, group in groupby(steps, lambda step: "equal" if step.tag == "equal" else "replace"):
        first, *others = group
        last = others[-1] if others else first
        yield tag, first.src_start, last.src_end, first.dest_start, last.dest_end


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    """The words next to a change; those further away become an ellipsis."""
    left, right = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(words) <= left + right + 3:
        return " ".join(words)
    return " ".join([*words[:left], "…", *words[len(words) - right :]])


def lines(sign: str, text: str) -> str:
    """A text wrapped into lines that each begin with a sign; cut if it is very long."""
    flat = " ".join(text.split())
    if len(flat) > _LONGEST:
        flat = flat[:_LONGEST] + " …"
    broken = textwrap.wrap(flat, _WIDTH, break_on_hyphens=False) or [""]
    return "".join(f"{sign} {line}\n" for line in broken)
