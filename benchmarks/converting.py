"""Converts the product's HTML pages to Markdown, in the two dialects that the peers read.

The Markdown is what an editor would have written: headings, lists, tables, quotes and links. It
uses HTML only where Markdown has no equivalent, and leaves out icons, bars and buttons.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from html import escape
from textwrap import indent
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

# sites.py does not count their words either.
_LEFT_OUT = "svg, button, .fc-permalink, .fc-print-only"
_SIGNS = {"fc-sign-supports": "+", "fc-sign-refutes": "−", "fc-sign-context": "·"}


def drawn_by_hand(html: str) -> BeautifulSoup:
    """A page's body without icons, bars and buttons."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select(_LEFT_OUT):
        sign = "".join(_SIGNS.get(name, "") for name in tag.get_attribute_list("class") if name)
        tag.replace_with(sign)
    for tag in soup.select(".fc-line-number"):
        tag.insert_after(" ")
    soup.smooth()
    return soup


def address_of(href: str, page: str) -> str:
    """The address within the site that a page's relative link points to."""
    return urljoin(f"/{page}", href.partition("#")[0])[1:]


class MkDocsMarkdown(MarkdownConverter):
    """Python-Markdown with attribute lists; links point from file to file.

    `files` has the file for each address that a link can point to.
    """

    details = "<details markdown>"

    def __init__(self, address: str, files: Mapping[str, str]) -> None:
        super().__init__(wrap=True, wrap_width=None)
        self._address = address
        self._files = files

    def convert(self, html: str) -> str:
        return self.convert_soup(drawn_by_hand(html))

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return re.sub(r"([\\`*_\[\]{}|])", r"\\\1", escape(text, quote=False))

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        target = self.target(str(el.get("href", "")))
        return f"[{text.strip()}]({target})" if text.strip() and target else text

    def target(self, href: str) -> str | None:
        """The link in Markdown; None if it points to a file that only the product has."""
        path, hash, fragment = href.partition("#")
        if not href:
            return None
        if not path or ":" in path:
            return href
        file = self._files.get(address_of(path, self._address))
        if file is None:
            return None
        here = posixpath.dirname(self._files[self._address])
        return posixpath.relpath(file, here or ".") + hash + fragment

    def named(self, el: Tag, text: str) -> str:
        """The text with the element's id after its first paragraph, as attribute lists need it."""
        text = text.strip()
        if "id" not in el.attrs or not text:
            return text
        first, gap, rest = text.partition("\n\n")
        return f"{first}\n{{: #{el['id']} }}{gap}{rest}"

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        own = [f"#{el['id']}"] if "id" in el.attrs else []
        if el.parent is not None and "data-search-exclude" in el.parent.attrs:
            own.append("data-search-exclude")
        attributes = f" {{{' '.join(own)}}}" if own else ""
        return _block(f"{'#' * n} {text.strip()}{attributes}")

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _block(self.named(el, text))

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.find("figure"):
            # A figure is too long for a list item.
            return _block(self.named(el, text))
        text = self.named(el, re.sub(r"\n\n+", "  \n", text.strip()))
        number = len(el.find_previous_siblings("li")) + 1
        bullet = f"{number}. " if el.parent is not None and el.parent.name == "ol" else "- "
        return f"{bullet}{indent(text, ' ' * 4)[4:]}\n"

    def convert_dl(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _block(text)

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n- {text.strip()}: "

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text.strip()

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text if "dl" in parent_tags else _block(text)

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _block(self.named(el, text))

    def convert_span(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f'<span id="{el["id"]}">{text}</span>' if "id" in el.attrs else text

    def convert_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<mark>{text}</mark>"

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """As Markdown if it contains links; otherwise as HTML, which Markdown passes through."""
        if el.find("a"):
            return _block(f"{self.details}\n{text.strip()}\n\n</details>")
        for tag in (el, *el.find_all(True)):
            tag.attrs = {name: "" for name in tag.attrs if name == "data-search-exclude"}
        return _block(el.decode())

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<summary>{text}</summary>\n\n"

    def convert_cite(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"*{text.strip()}*"


class CommonMark(MkDocsMarkdown):
    """Plain CommonMark for Hugo and Eleventy: ids as HTML, links to the published addresses."""

    details = "<details>"

    def target(self, href: str) -> str | None:
        """The product's own link: each page has the same address here."""
        return href if super().target(href) else None

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        return _block(f"{'#' * n} {self.named(el, text)}")

    def named(self, el: Tag, text: str) -> str:
        text = text.strip()
        if "id" not in el.attrs or not text:
            return text
        quoting = "> " if text.startswith("> ") else ""
        return f'{quoting}<span id="{el["id"]}"></span>{text.removeprefix(quoting)}'


def _block(text: str) -> str:
    """The text between blank lines; the library merges several blank lines into one."""
    return f"\n\n{text.strip()}\n\n"
