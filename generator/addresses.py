"""Where each page stands. Other sites link to these addresses, so they never change.

An address is relative to the site's root: empty for the home page, else ending in a slash.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

from generator.model import Citing, Evidence

HOME = ""
CLAIMS = "claims/"
SOURCES = "sources/"
VERDICTS = "verdicts/"
TIMELINE = "timeline/"
DISAGREEMENTS = "disagreements/"


def claim(id: str) -> str:
    """The page of a claim."""
    return f"{CLAIMS}{id}/"


def source(id: str) -> str:
    """The page of a source document."""
    return f"{SOURCES}{id}/"


def source_file(id: str) -> str:
    """The source's file itself, byte for byte."""
    return f"{source(id)}source.txt"


def passage(evidence: Evidence) -> str:
    """The marked passage of a quote on its source's page."""
    return f"{source(evidence.quote.source)}#{evidence.anchor}"


def citation(evidence: Evidence) -> str:
    """The quote where it is cited: on a claim's page, the timeline or the disagreements."""
    if evidence.citing is Citing.CLAIM:
        return f"{claim(evidence.entry)}#quote-{evidence.number}"
    page = TIMELINE if evidence.citing is Citing.EVENT else DISAGREEMENTS
    return f"{page}#{evidence.anchor}"


@lru_cache(maxsize=100_000)
def relative(target: str, page: str) -> str:
    """A link from the page at one address to a target, fragment included."""
    path, hash, fragment = target.partition("#")
    if path == page and hash:
        return hash + fragment
    link = posixpath.relpath("/" + path, "/" + page)
    if not path or path.endswith("/"):
        link += "/"
    return link + hash + fragment
