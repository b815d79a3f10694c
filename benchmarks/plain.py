"""Writes the pages of a report as an ordinary MkDocs project with Material and Markdown.

That is what its editors would keep without the product: one Markdown file a page with the same
words, links and marked passages. The product's own pages are turned into Markdown, so the two
cannot drift apart. What nobody would draw by hand is left out: icons, bars and buttons.

    python benchmarks/plain.py REPORT FOLDER
"""

from __future__ import annotations

import argparse
import posixpath
import re
import shutil
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from textwrap import indent
from urllib.parse import urljoin

import yaml
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter
from report import write_settings

from generator import addresses
from generator.languages import words_for
from generator.model import Display, Document
from generator.pages import Page, pages
from generator.pipeline import read_report
from generator.rendering import Renderer

# run.py leaves them out where it counts words.
_LEFT_OUT = "svg, button, .fc-permalink, .fc-print-only"
_SIGNS = {"fc-sign-supports": "+", "fc-sign-refutes": "−", "fc-sign-context": "·"}


def write_plain(source: Path, folder: Path) -> None:
    """Write the project for the report in the folder `source`; the folder is made anew."""
    report = read_report(source).report
    if report is None:
        raise SystemExit(f"The report in {source} has problems.")
    publication = report.publication
    words = words_for(publication.language, publication.marks.at("language")).words
    renderer = Renderer(report, words)
    made = pages(report, words)
    texts = [item for item in report.documents.values() if item.source.display is Display.FULL]
    files = {page.address: _file(page) for page in made}
    files |= {address: address for address in map(_text_file, texts)}

    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source / "docs", folder / "docs")
    for page in made:
        path = folder / "docs" / files[page.address]
        path.parent.mkdir(parents=True, exist_ok=True)
        body = _Converter(page.address, files).convert(renderer.render(page).body)
        path.write_text(f"{_front_matter(page)}\n{body}\n", "utf-8")
    for document in texts:
        path = folder / "docs" / _text_file(document)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(document.data)
    sections = sorted({page.section for page in made if page.section is not None})
    own = {
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "md_in_html"],
        "not_in_nav": "".join(f"/{section}**\n!/{section}index.md\n" for section in sections),
    }
    write_settings(folder, own, overrides=False)


def _file(page: Page) -> str:
    """A page of the menu is its folder's index; one of those below it is a file there."""
    if page.section is None:
        return f"{page.address}index.md"
    return f"{page.address.removesuffix('/')}.md"


def _text_file(document: Document) -> str:
    return addresses.source_file(document.source.id)


def _front_matter(page: Page) -> str:
    meta = {"title": page.title, "description": page.description, "hide": ["navigation", "toc"]}
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, width=10_000)}---\n"


class _Converter(MarkdownConverter):
    """Turns the HTML of a page into Markdown, as Python-Markdown and its attribute lists have it.

    `files` has the file of each address that a link can lead to.
    """

    def __init__(self, address: str, files: Mapping[str, str]) -> None:
        super().__init__(wrap=True, wrap_width=None)
        self._address = address
        self._files = files

    def convert(self, html: str) -> str:
        soup = BeautifulSoup(html, "html.parser")
        for tag in soup.select(_LEFT_OUT):
            sign = "".join(_SIGNS.get(name, "") for name in tag.get_attribute_list("class") if name)
            tag.replace_with(sign)
        for tag in soup.select(".fc-line-number"):
            tag.insert_after(" ")
        soup.smooth()
        return self.convert_soup(soup)

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return re.sub(r"([\\`*_\[\]{}|])", r"\\\1", escape(text, quote=False))

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        target = self._target(str(el.get("href", "")))
        return f"[{text.strip()}]({target})" if text.strip() and target else text

    def _target(self, href: str) -> str | None:
        """The link as Markdown has it, from file to file; None to a file only the product has."""
        path, hash, fragment = href.partition("#")
        if not href:
            return None
        if not path or ":" in path:
            return href
        file = self._files.get(urljoin(f"/{self._address}", path)[1:])
        if file is None:
            return None
        here = posixpath.dirname(self._files[self._address])
        return posixpath.relpath(file, here or ".") + hash + fragment

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: N802
        own = [f"#{el['id']}"] if "id" in el.attrs else []
        if el.parent is not None and "data-search-exclude" in el.parent.attrs:
            own.append("data-search-exclude")
        attributes = f" {{{' '.join(own)}}}" if own else ""
        return _block(f"{'#' * n} {text.strip()}{attributes}")

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return _block(_named(el, text))

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.find("figure"):
            # Too much for a list.
            return _block(_named(el, text))
        text = _named(el, re.sub(r"\n\n+", "  \n", text.strip()))
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
        return _block(_named(el, text))

    def convert_span(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f'<span id="{el["id"]}">{text}</span>' if "id" in el.attrs else text

    def convert_mark(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<mark>{text}</mark>"

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """With links in it Markdown; else ready HTML, which Markdown only passes on."""
        if el.find("a"):
            return _block(f"<details markdown>\n{text.strip()}\n\n</details>")
        for tag in (el, *el.find_all(True)):
            tag.attrs = {name: "" for name in tag.attrs if name == "data-search-exclude"}
        return _block(el.decode())

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"<summary>{text}</summary>\n\n"

    def convert_cite(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"*{text.strip()}*"


def _block(text: str) -> str:
    """A block stands between empty lines; the library makes one of several."""
    return f"\n\n{text.strip()}\n\n"


def _named(el: Tag, text: str) -> str:
    """Markdown with the element's id, which belongs behind its first paragraph."""
    text = text.strip()
    if "id" not in el.attrs or not text:
        return text
    first, gap, rest = text.partition("\n\n")
    return f"{first}\n{{: #{el['id']} }}{gap}{rest}"


def main(arguments: Iterable[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write a report's pages as plain Markdown.")
    parser.add_argument("report", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    write_plain(options.report, options.folder)


if __name__ == "__main__":
    main()
