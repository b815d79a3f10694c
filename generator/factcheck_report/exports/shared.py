"""What the exports share: links, JSON text, claimants, and dates that are surely known."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from factcheck_report.model import Claim, Claimant, Report
from factcheck_report.model.dates import PartialDate

# Characters that cannot be seen, or that reorder what stands around them. Joiners are left out:
# Persian and the Indic scripts are spelled with them.
_UNSEEN = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def link(base: str | None, address: str) -> str:
    """The link to an address of the site: absolute where the site's own address is known.

    `base` is that address, ending in a slash. Without it the link is relative to the site's root,
    where all data files stand.
    """
    # An empty reference would be one to the data file itself.
    return (base or "") + address or "./"


def compact(value: object) -> str:
    """JSON on one line. What cannot be seen in it is escaped, everything else as it is."""
    text = _encode(value)
    # What Python holds to be printable has none of them, and is told in half the time.
    return text if text.isprintable() else _UNSEEN.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def laid_out(value: object, depth: int) -> str:
    """A JSON file with one entry a line down to a depth: a change shows as few changed lines.

    An iterator becomes a list. Its items are written one by one: thousands of them together would
    keep the garbage collector busy for longer than it takes to write them.
    """
    return "".join(_parts(value, depth)) + "\n"


def _parts(value: object, depth: int) -> Iterator[str]:
    if depth and isinstance(value, list | Iterator):
        yield from _lines("[]", (_parts(item, depth - 1) for item in value))
    elif depth and isinstance(value, dict):
        yield from _lines("{}", (_member(key, item, depth - 1) for key, item in value.items()))
    else:
        yield compact(value)


def _member(key: str, value: object, depth: int) -> Iterator[str]:
    yield f"{compact(key)}: "
    yield from _parts(value, depth)


def _lines(brackets: str, items: Iterable[Iterable[str]]) -> Iterator[str]:
    yield brackets[0]
    before = "\n"
    for item in items:
        yield before
        yield from item
        before = ",\n"
    yield brackets[1] if before == "\n" else f"\n{brackets[1]}"


def claimants(report: Report, claim: Claim) -> tuple[Claimant, ...]:
    """Who makes a claim, in the editor's order."""
    return report.claimants_of(claim)


def known(date: PartialDate | None) -> PartialDate | None:
    """The date, unless a part of it is inferred: formats that cannot say so must not state it."""
    return None if date is None or date.inferred else date
