"""A script that reads YAML with libyaml and fills one bare template.

A generator in Python can hardly be faster.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml
from contents import Contents
from sections import sections

from peers import bare
from peers.peer import SITE, Peer, write

_SCRIPT = '''\
"""Reads pages.yaml and writes each page."""

import shutil
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader

site = yaml.load(Path("pages.yaml").read_text("utf-8"), yaml.CSafeLoader)
template = Environment(autoescape=True, loader=FileSystemLoader(".")).get_template("page.html")
shutil.copytree("documents", "SITE", dirs_exist_ok=True)
for page in site["pages"]:
    file = Path("SITE") / page["file"]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(template.render(page, site=site["title"]), "utf-8")
'''
_TEMPLATE = bare.template(
    title="{{ title }}",
    site="{{ site }}",
    description="{{ description }}",
    home="{{ home }}",
    body="""\
{% for section in sections -%}
{% if section.level -%}
<h{{ section.level }}{% if section.id %} id="{{ section.id }}"{% endif %}>\
{{ section.title | safe }}</h{{ section.level }}>
{% endif -%}
{{ section.html | safe }}
{%- endfor -%}""",
)


def _write(report: Path, contents: Contents, folder: Path) -> None:
    pages = [
        {
            "file": page.address if page.address.endswith(".html") else f"{page.address}index.html",
            "title": page.title,
            "description": page.description,
            "home": bare.home(page.address),
            "sections": sections(page.body, page.address, contents.files),
        }
        for page in (*contents.pages, contents.not_found())
    ]
    site = {"title": contents.title, "pages": pages}
    dumped = yaml.dump(
        site, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1_000_000
    )
    write(folder / "pages.yaml", dumped)
    write(folder / "page.html", _TEMPLATE)
    write(folder / "build.py", _SCRIPT.replace("SITE", SITE))
    contents.write_documents(folder / "documents")


PEER = Peer(
    name="jinja",
    shows="YAML with finished HTML for each section, one bare template; no Markdown, no search, "
    "no menu, no styles, nothing checked",
    packages=("jinja2", "pyyaml"),
    write=_write,
    command=lambda: [sys.executable, "build.py"],
)
