"""Where each page and file stands. Other sites link to these addresses, so they never change.

An address is relative to the site's root: empty for the home page; a page's ends in a slash.
"""

from __future__ import annotations

from functools import lru_cache

from factcheck_report.model import Evidence

HOME = ""
CLAIMS = "claims/"
CLAIMS_INDEX = f"{CLAIMS}index/"
SOURCES = "sources/"
CLAIMANTS = "claimants/"
ORIGINS = "origins/"
MATRIX = "matrix/"
VERDICTS = "verdicts/"
TIMELINE = "timeline/"
DISAGREEMENTS = "disagreements/"
CORRECTIONS = "corrections/"
DATA = "data/"
ATOM_FEED = "feed.xml"
JSON_FEED = "feed.json"


def claim(id: str) -> str:
    """The page of a claim."""
    return f"{CLAIMS}{id}/"


def source(id: str) -> str:
    """The page of a source document."""
    return f"{SOURCES}{id}/"


def claimant(id: str) -> str:
    """The page of a claimant."""
    return f"{CLAIMANTS}{id}/"


def source_file(id: str) -> str:
    """The source's file itself, byte for byte."""
    return f"{source(id)}source.txt"


def card(page: str = HOME) -> str:
    """The picture that stands for a claim's page, or for the report, where it is shared."""
    return f"{page}card.png"


def correction(claim_id: str, number: int) -> str:
    """A correction on its claim's page; numbered from 1 in the editor's order."""
    return f"{claim(claim_id)}#correction-{number}"


def page(index: str, number: int) -> str:
    """A page of a list that is cut into several, numbered from 1; the first is its index."""
    return index if number == 1 else f"{index}page/{number}/"


def passage(evidence: Evidence) -> str:
    """The marked passage of a quote on its source's page."""
    return f"{source(evidence.quote.source)}#{evidence.anchor}"


def quote(evidence: Evidence) -> str:
    """The quote on its claim's page."""
    return f"{claim(evidence.entry)}#quote-{evidence.number}"


def relative(target: str, page: str) -> str:
    """A link from the page at one address to a target, fragment included."""
    path, hash, fragment = target.partition("#")
    if path == page and hash:
        return hash + fragment
    up, here = _way_up(page)
    there = path.split("/")
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other or not one:
            break
        shared += 1
    link = up[3 * shared :] + "/".join(there[shared:])
    return (link or "./") + hash + fragment


@lru_cache(maxsize=16)
def _way_up(page: str) -> tuple[str, list[str]]:
    """The way from a page to the site's root, and the folders on it."""
    here = page.split("/")[:-1]
    return "../" * len(here), here
