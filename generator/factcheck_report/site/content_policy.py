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

# For bytes in lower case: only letters of ASCII are the same in both cases to a browser, and these
# keep their places. Patterns that begin with a word are found several times as fast.
_ELEMENT = re.compile(rb"<(script|style)\b([^>]*)>")
_SOURCE = re.compile(rb"\ssrc\s*=")
_DATA = re.compile(rb"\stype\s*=\s*[\"']?[^\"'>\s]*json")
_STYLE = re.compile(rb"style=(?:\"([^\"]*)\"|'([^']*)')")
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)


def page_policy(html: str) -> str:
    """The policy of a page, given its whole HTML."""
    scripts, styles = ["'self'", "'wasm-unsafe-eval'"], ["'self'"]
    # As MkDocs writes it.
    data = html.encode(errors="xmlcharrefreplace")
    lower = data.lower()
    for element, text in _inline(data, lower):
        (scripts if element == b"script" else styles).append(_hash(text))
    attributes = [
        _hash_of_attribute(data[slice(*found.span(found.lastindex or 0))])
        for found in _STYLE.finditer(lower)
        if lower[found.start() - 1 : found.start()].isspace()
    ]
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


def _inline(data: bytes, lower: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The scripts and styles whose text stands on the page: the element's name and the text."""
    place = 0
    while start := _ELEMENT.search(lower, place):
        element, attributes = start[1], start[2]
        end = lower.find(b"</" + element, start.end())
        if end < 0:
            return
        place = end
        if not (_SOURCE.search(attributes) or _DATA.search(attributes)):
            yield element, data[start.end() : end]


@lru_cache(maxsize=1000)
def _hash_of_attribute(value: bytes) -> str:
    return _hash(unescape(value.decode()).encode())


@lru_cache(maxsize=1000)
def _hash(text: bytes) -> str:
    digest = base64.b64encode(hashlib.sha256(text).digest()).decode()
    return f"'sha256-{digest}'"
