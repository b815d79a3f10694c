"""The Content-Security-Policy of a page: what a browser may load and run for it.

Nothing comes from another host, and no script or style runs that was not on the page when it was
built: each of those inline is named by its hash. So text that became markup by mistake would still
run nothing. https://www.w3.org/TR/CSP3/ defines the words of the policy.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

_ELEMENT = re.compile(r"<(script|style)\b([^>]*)>", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_DATA = re.compile(r"\stype\s*=\s*[\"']?[^\"'>\s]*json", re.IGNORECASE)
_STYLE = re.compile(r"\sstyle=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)


def page_policy(html: str) -> str:
    """The policy of a page, given its whole HTML."""
    scripts, styles = ["'self'", "'wasm-unsafe-eval'"], ["'self'"]
    for element, text in _inline(html):
        (scripts if element == "script" else styles).append(_hash(text))
    attributes = [_hash(unescape(one or other)) for one, other in _STYLE.findall(html)]
    if attributes:
        styles += ["'unsafe-hashes'", *attributes]
    return "; ".join(
        (
            "default-src 'self'",
            # The search runs a program in WebAssembly.
            f"script-src {' '.join(dict.fromkeys(scripts))}",
            f"style-src {' '.join(dict.fromkeys(styles))}",
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def with_policy(html: str) -> str:
    """A page with its policy in its head; unchanged if it states no encoding there."""
    # Nothing before it can be a script: the encoding has to stand in the first 1,024 bytes.
    place = _CHARSET.search(html, 0, 2000)
    if place is None:
        return html
    # The policy holds base64 and words of ours: nothing to escape.
    meta = f'<meta http-equiv="Content-Security-Policy" content="{page_policy(html)}">'
    return f"{html[: place.end()]}{meta}{html[place.end() :]}"


def _inline(html: str) -> Iterator[tuple[str, str]]:
    """The scripts and styles whose text stands on the page: the element's name and the text."""
    lower, place = html.lower(), 0
    while start := _ELEMENT.search(html, place):
        element, attributes = start[1].lower(), start[2]
        end = lower.find(f"</{element}", start.end())
        if end < 0:
            return
        place = end
        if not (_SOURCE.search(attributes) or _DATA.search(attributes)):
            yield element, html[start.end() : end]


@lru_cache(maxsize=1000)
def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
