"""A pipeline as a newsroom might write it in an afternoon: Jinja, Markdown, a few extensions.

It does everything that this product does not: no escaping, templates in texts, Markdown with raw
HTML and attribute lists, snippets. Texts from the cases must break its pages, or the detector that
opens them sees nothing.
"""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markdown import Markdown

from tests.hostile.corpus import SECRET, Case

_PAGE = """\
<!doctype html>
<html><head><meta charset="utf-8">
<title>{{ title }}</title>
<meta name="description" content="{{ title }}">
<script type="application/ld+json">{"name": "{{ title }}"}</script>
</head><body>
<main><article>
<h1>{{ title }}</h1>
{{ body }}
<blockquote cite="{{ url }}"><p>{{ title }}</p></blockquote>
<p><a href="{{ url }}">The source</a></p>
</article></main>
<footer><p>The footer of the page.</p></footer>
</body></html>
"""
_EXTENSIONS = [
    *("attr_list", "md_in_html", "tables", "footnotes", "abbr", "admonition", "def_list", "meta"),
    *("pymdownx.snippets", "pymdownx.superfences", "pymdownx.details", "pymdownx.tilde"),
    *("pymdownx.caret", "pymdownx.mark", "pymdownx.critic", "pymdownx.smartsymbols", "toc"),
]


def build(case: Case, text: str, folder: Path) -> str:
    """The page that the pipeline makes of a text.

    `folder` has the files of the project, from which texts can be included.
    """
    environment = _environment(folder)
    known = {"config": {"site_name": "Naive", "token": SECRET}}
    try:
        said = environment.from_string(text).render(known)
    except Exception:
        # Texts that are no template, or one that fails.
        said = text
    body = _markdown(folder).reset().convert(said)
    title = html.unescape(said)
    return _page(folder).render(title=title, body=body, url=said)


@cache
def _environment(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader(folder), autoescape=False)


@cache
def _page(folder: Path) -> Template:
    return _environment(folder).from_string(_PAGE)


@cache
def _markdown(folder: Path) -> Markdown:
    options = {"pymdownx.snippets": {"base_path": [str(folder)], "url_download": False}}
    return Markdown(extensions=_EXTENSIONS, extension_configs=options)
