"""What a server tells browsers with every file of a site: for hosts, nginx and Apache.

The Content-Security-Policy is made of those of the built pages: it names the hash of every inline
script and style that one of them has. A page's own policy, in its head, still allows it only its
own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from factcheck_report.addresses import HOST_FILES
from factcheck_report.storage.atomic_write import write_atomically

HEADERS_FILE = HOST_FILES[0]
"""The file at a site's root that Netlify and Cloudflare Pages read."""
LONGEST_LINE = 2_000
"""Characters of a line of that file. Cloudflare ignores longer ones:
https://developers.cloudflare.com/pages/configuration/headers/"""
_IN_PAGE = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_HEAD = 10_000
"""Code points at the start of a page, in which its policy stands."""
_POLICY = "Content-Security-Policy"
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    # Browsers ask each time whether a file has changed, and fetch it again only if it has.
    ("Cache-Control", "no-cache"),
)
_ORIGINALS = (
    # A saved page of another site must not run as a page of this one.
    ("Content-Disposition", "attachment"),
    (_POLICY, "sandbox"),
)
_NO_FRAMES = "frame-ancestors 'self'"
_CARDS = r"claims/[^/]+/embed/"
_SAVED_PAGES = r"sources/[^/]+/original\.zip$"
"""Regular expressions for addresses below the root."""


class NoPolicy(Exception):
    """The pages of a site have no policy to make a header of. Holds the reason, for editors."""


def site_policy(site: Path) -> str:
    """The policy that allows what the pages of a built site do. Raises NoPolicy and OSError."""
    allowed: dict[str, set[str]] = {}
    for policy in set(_policies(site)):
        for part in policy.split("; "):
            name, *sources = part.split()
            allowed.setdefault(name, set()).update(sources)
    if not allowed:
        raise NoPolicy(
            f"No page in “{site}” has a Content-Security-Policy. Previews, sites built by Zensical "
            "and sites with a report below a path have none. Fix: Build the report with “factcheck "
            "build”, or write a policy yourself: see hosting/README.md."
        )
    return "; ".join(f"{name} {' '.join(sorted(allowed[name]))}" for name in sorted(allowed))


def _policies(site: Path) -> Iterator[str]:
    """The policies of the pages.

    Not those of the cards for frames: they are stricter than any page's.
    """
    for path in site.rglob("*.html"):
        with path.open(encoding="utf-8") as page:
            found = _IN_PAGE.search(page.read(_HEAD))
        if found and not found[1].startswith("default-src 'none'"):
            yield found[1]


def root_of(base: str | None) -> str:
    """The path at which a site begins on its host, with slashes around it: "/report/", or "/".

    `base` is the site's address, ending in a slash; None if it is not known.
    """
    return urlsplit(base or "").path or "/"


def headers_file(policy: str, root: str) -> str:
    """The text of `_headers`, for Netlify and Cloudflare Pages; `root` is that of `root_of`.

    A policy that is too long for a line of it is left out. It says nothing of frames: the headers
    of all rules that fit an address add up, so it could not make an exception for cards.
    """
    headers = _headers(policy)
    if len(f"  {_POLICY}: {policy}") > LONGEST_LINE:
        headers = headers[1:]
    everything, originals = _lines("  {}: {}", headers), _lines("  {}: {}", _ORIGINALS)
    return f"{root}*\n{everything}{root}sources/*/original.zip\n{originals}"


def write_headers_file(site: Path, base: str | None) -> bool:
    """Write `_headers` into a built site; returns whether it holds the policy.

    `base` is that of `root_of`. Raises NoPolicy and OSError.
    """
    policy = site_policy(site)
    text = headers_file(policy, root_of(base))
    write_atomically(site / HEADERS_FILE, text.encode())
    return policy in text


def nginx(policy: str, root: str) -> str:
    """Settings for nginx, inside `server`.

    Other sites may show the cards in frames, but no page.
    """
    # A location with headers of its own takes over none of those outside.
    blocks = (
        (root, _headers(f"{policy}; {_NO_FRAMES}")),
        (f"~ ^{re.escape(root)}{_CARDS}", _headers(policy)),
        (f"~ ^{re.escape(root)}{_SAVED_PAGES}", (*_ORIGINALS, *_ALWAYS)),
    )
    form = '    add_header {} "{}" always;'
    return "".join(f"location {where} {{\n{_lines(form, some)}}}\n" for where, some in blocks)


def apache(policy: str, root: str) -> str:
    """Settings for Apache, with its module `headers`; for frames, see `nginx`."""
    blocks = (
        ("", _headers(f"{policy}; {_NO_FRAMES}")),
        (_CARDS, [(_POLICY, policy)]),
        (_SAVED_PAGES, _ORIGINALS),
    )
    form = '    Header always set {} "{}"'
    return "".join(
        f'<LocationMatch "^{re.escape(root)}{where}">\n{_lines(form, some)}</LocationMatch>\n'
        for where, some in blocks
    )


def _headers(policy: str) -> tuple[tuple[str, str], ...]:
    """Those of all files."""
    return ((_POLICY, policy), *_ALWAYS)


def _lines(form: str, headers: Iterable[tuple[str, str]]) -> str:
    return "".join(f"{form.format(name, value)}\n" for name, value in headers)


SERVERS = {
    "netlify": headers_file,
    "cloudflare": headers_file,
    "nginx": nginx,
    "apache": apache,
}
"""Makes the settings of a server from a policy and the site's root."""
