"""Web addresses that are safe to link to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST_ADDRESS = 2_000
"""In code points."""
UNSAFE_IN_ADDRESS = (
    "\\s\\x00-\\x20\\x7f-\\x9f\"'<>\\\\^`{|}\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069"
)
"""As in a character class of a regular expression."""
_UNSAFE_IN_ADDRESS = re.compile(f"[{UNSAFE_IN_ADDRESS}\ud800-\udfff\ufffe\uffff]")
"""Also what JSON can hold and no file of ours."""


def is_web_address(text: str) -> bool:
    """Whether a text is an absolute http(s) address with a host and without user info."""
    if _UNSAFE_IN_ADDRESS.search(text) or len(text) > LONGEST_ADDRESS:
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
