"""Addresses of pages and files. Other sites link to them, so they never change.

The modules of this package split lists into pages, and know which page shows an entry.

An address is relative to the site's root. The home page has an empty one; those of other pages
end in a slash.
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
CONTRADICTIONS = "contradictions/"
CORRECTIONS = "corrections/"
DATA = "data/"
MENU = (
    HOME,
    CLAIMS,
    SOURCES,
    CLAIMANTS,
    ORIGINS,
    MATRIX,
    TIMELINE,
    DISAGREEMENTS,
    CONTRADICTIONS,
    VERDICTS,
    CORRECTIONS,
    DATA,
)
"""Pages of the menu in its order. A report leaves out those that it has no content for."""
PRINT = "print/"
"""The whole report on one page."""
CLAIMS_JSON = "claims.json"
CLAIMS_JSON_SCHEMA = "claims.json.schema.json"
CLAIMS_CSV = "claims.csv"
QUOTES_CSV = "quotes.csv"
DATA_PACKAGE = "datapackage.json"
BIBTEX = "references.bib"
CSL_JSON = "references.json"
CLAIM_REVIEWS = "claimreview.json"
ANNOTATIONS = "annotations.json"
ATOM_FEED = "feed.xml"
JSON_FEED = "feed.json"
FEED_PAGES = "feed/"
"""The folder of the older pages of both feeds."""
VERIFIER = "verify.py"
"""The program with which a stranger checks the site."""
FOLDING_RULES = "folding-rules.json"
CHECKSUMS = "SHA256SUMS"
"""The SHA-256 of every other file of the report."""
HOST_FILES = ("_headers", "_redirects")
"""Settings that some hosts read at the root of a site and do not publish."""
STYLESHEET = "assets/factcheck/factcheck.css"
VERDICT_STYLESHEET = "assets/factcheck/verdicts.css"
EMBED_STYLESHEET = "assets/factcheck/embed.css"
_EMBED = "embed/"
_OEMBED = "oembed.json"
_DATA_FILE = "index.json"
FAVICON = "assets/factcheck/mark.png"
"""The product's mark, for browsers' tabs, unless the report has its own."""


def menu_key(page: str) -> str:
    """The name of a page of the menu in keys of translations, such as `claims.label`."""
    return page.rstrip("/") or "home"


def claim(id: str) -> str:
    """The page of a claim."""
    return f"{CLAIMS}{id}/"


def claim_at(address: str) -> str | None:
    """The id of the claim that may have its page at an address; None at other addresses."""
    id = address.removeprefix(CLAIMS).removesuffix("/")
    return id if address == claim(id) else None


def claim_data(id: str) -> str:
    """The data of a claim, with its quotes in context."""
    return f"{claim(id)}{_DATA_FILE}"


def source(id: str) -> str:
    """The page of a source document."""
    return f"{SOURCES}{id}/"


def claimant(id: str) -> str:
    """The page of a claimant."""
    return f"{CLAIMANTS}{id}/"


def origin(id: str) -> str:
    """The page of an origin."""
    return f"{ORIGINS}{id}/"


def disagreement(id: str) -> str:
    """The page of a disagreement."""
    return f"{DISAGREEMENTS}{id}/"


def source_file(id: str) -> str:
    """The source file itself, unchanged."""
    return f"{source(id)}source.txt"


def original_file(id: str, name: str) -> str:
    """The file `name` that a source's text was extracted from.

    A web page in it must not run as a page of this site. Hosts that set no headers choose the type
    by the ending of the address, so it is one that no browser takes for a page: a PDF is shown by
    the browser's viewer, apart from the site; everything else is packed into a ZIP file.
    """
    ending = "pdf" if name.lower().endswith(".pdf") else "zip"
    return f"{source(id)}original.{ending}"


def card(page: str = HOME) -> str:
    """The preview picture (og:image) of a claim's page, or of the whole report."""
    return f"{page}card.png"


def embed(page: str) -> str:
    """The card of a claim, for frames on other sites; `page` is that of the claim.

    The fragment of a quote on the claim's page shows that quote alone.
    """
    return f"{page}{_EMBED}"


def oembed(page: str) -> str:
    """How to embed the card of a claim, for programs (https://oembed.com); see `embed`."""
    return f"{page}{_OEMBED}"


def files_beside(page: str) -> tuple[str, ...]:
    """What a claim's page may have beside it: the page of a removed claim has not all of them."""
    return f"{page}{_DATA_FILE}", f"{page}{_EMBED}index.html", f"{page}{_OEMBED}"


def with_file(address: str) -> str | None:
    """The page of the claim that has a file, such as its card, beside it; None elsewhere."""
    for name in (_EMBED, *files_beside("")):
        page = address.removesuffix(name)
        if page != address and page.endswith("/"):
            return page
    return None


def correction(claim_id: str, number: int) -> str:
    """A correction on its claim's page, numbered from 1 in the order of claims.yaml."""
    return f"{claim(claim_id)}#correction-{number}"


def atom_page(name: str) -> str:
    """An older page of the Atom feed, or the feed itself if the name is empty."""
    return f"{FEED_PAGES}{name}.xml" if name else ATOM_FEED


def json_feed_page(name: str) -> str:
    """The same of the JSON feed."""
    return f"{FEED_PAGES}{name}.json" if name else JSON_FEED


def page(index: str, number: int) -> str:
    """Page `number`, from 1, of a paginated list; page 1 is the list's index."""
    return index if number == 1 else f"{index}page/{number}/"


def passage(evidence: Evidence) -> str:
    """The marked passage of a quote on its source's page.

    Every link from a claim to a document is made here.
    """
    # The fragment names one quote of one entry. So the page knows which claim a reader came from
    # (theme/assets/factcheck/document.js), the links that others published do the same, and without
    # JavaScript the browser itself goes to the passage, where a link leads back.
    return f"{source(evidence.quote.source)}#{evidence.anchor}"


def quote_on_claim(evidence: Evidence) -> str:
    """The quote on its claim's page."""
    return f"{claim(evidence.entry)}#{evidence.id}"


def data_link(base: str | None, address: str) -> str:
    """A link for a data file: absolute if the site's address is known, else relative to its root.

    `base` is the site's address, ending in a slash, or None. All data files are in the root folder.
    """
    # An empty reference would mean the data file itself.
    return (base or "") + address or "./"


def relative(target: str, page: str) -> str:
    """A relative link from a page to a target address, which may have a fragment."""
    path, hash, fragment = target.partition("#")
    if path == page and hash:
        return hash + fragment
    up, here = _path_to_root(page)
    there = path.split("/")
    shared = 0
    for one, other in zip(here, there, strict=False):
        if one != other or not one:
            break
        shared += 1
    link = up[3 * shared :] + "/".join(there[shared:])
    return (link or "./") + hash + fragment


@lru_cache(maxsize=16)
def _path_to_root(page: str) -> tuple[str, list[str]]:
    """The relative path from a page to the site's root, and the page's folders."""
    here = page.split("/")[:-1]
    return "../" * len(here), here
