"""Addresses elsewhere: which are safe to link to, and how errors are reported there."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

LONGEST_ADDRESS = 2_000
"""In code points."""
UNSAFE_IN_ADDRESS = (
    "\\s\\x00-\\x20\\x7f-\\x9f\"'<>\\\\^`{|}\\u200b-\\u200f\\u2028-\\u202e\\u2066-\\u2069"
)
"""As they stand in a character class of a regular expression."""
_UNSAFE_IN_ADDRESS = re.compile(f"[{UNSAFE_IN_ADDRESS}]")


def is_web_address(text: str) -> bool:
    """Whether it is an absolute http(s) address with a host and without user info."""
    if _UNSAFE_IN_ADDRESS.search(text) or len(text) > LONGEST_ADDRESS:
        return False
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def report_link(contact: str, claim: str, subject: str) -> str:
    """The address for reports of errors with a claim filled in.

    A mail begins with `subject`; a page gets the claim's id as the query's field `claim`, which
    is how, among others, the issue forms of GitHub and GitLab are filled in beforehand.
    """
    parts = urlsplit(contact)
    name, value = ("subject", subject) if parts.scheme == "mailto" else ("claim", claim)
    query = "&".join(filter(None, (parts.query, f"{name}={quote(value, safe='')}")))
    return urlunsplit(parts._replace(query=query))
