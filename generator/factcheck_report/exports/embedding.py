"""HTML and oEmbed (https://oembed.com, version 1.0) with which other sites show a claim's card."""

from __future__ import annotations

from markupsafe import escape

from factcheck_report import addresses
from factcheck_report.exports.json_text import json_line, without_empty
from factcheck_report.model import Publication
from factcheck_report.model.safe_text import visible

WIDTH, HEIGHT = 480, 260
"""The size of the frame, in CSS pixels. A card of ordinary length fits without scrolling."""


def embed_code(base: str | None, address: str, title: str) -> str:
    """The HTML that shows a card in a frame.

    `address` is that of the card, and may have the fragment of a quote. Without `base`, the address
    of the site, it stays relative to the site's root. `title` tells what is in the frame.
    """
    # Short, because it stands below every quote.
    return (
        f'<iframe src="{escape(base or "")}{escape(address)}" title="{escape(visible(title))}"'
        f' width={WIDTH} height={HEIGHT} style="border:0;max-width:100%"></iframe>'
    )


def oembed(publication: Publication, page: str, title: str, base: str) -> str:
    """The text of the JSON file for a claim; `page` is the address of the claim's page."""
    publisher = publication.publisher
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": visible(title),
        "author_name": publisher and visible(publisher.name),
        "author_url": publisher and publisher.url,
        "provider_name": visible(publication.title),
        "provider_url": base,
        "html": embed_code(base, addresses.embed(page), title),
        "width": WIDTH,
        "height": HEIGHT,
    }
    return json_line(without_empty(answer)) + "\n"
