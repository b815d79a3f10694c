"""The link with which readers report an error in a claim."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit


def report_link(contact: str, claim: str, subject: str) -> str:
    """The publisher's address for error reports, with a claim filled in.

    A `mailto:` address gets `subject`. A web address gets the claim's id as the query field
    `claim`: the issue forms of GitHub and GitLab fill it in.
    """
    parts = urlsplit(contact)
    name, value = ("subject", subject) if parts.scheme == "mailto" else ("claim", claim)
    query = "&".join(filter(None, (parts.query, f"{name}={quote(value, safe='')}")))
    return urlunsplit(parts._replace(query=query))
