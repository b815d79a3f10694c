"""Pages joined from one rendering of the theme equal separately rendered ones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from factcheck_report.mkdocs_plugin import shell
from tests.editor import keep_claims
from tests.reports import EXAMPLE, Folder

PALETTE = """\
  palette:
    - scheme: default
      toggle: {icon: material/weather-night, name: Dark}
    - scheme: slate
      toggle: {icon: material/weather-sunny, name: Light}
"""
PLAIN = "  features: []\n"
EVERYTHING = """\
  features: [navigation.tabs, navigation.tabs.sticky, navigation.path, navigation.footer,
    navigation.indexes, navigation.prune, navigation.sections, navigation.top, content.action.edit,
    content.action.view, header.autohide, announce.dismiss, toc.integrate, search.share]
"""
# Each takes something of the page that no value of another page can stand for.
OVERRIDES = {
    "a length": "{% extends 'base.html' %}{% block footer %}{% if page %}"
    "<p>{{ page.title | length }}</p>{% endif %}{{ super() }}{% endblock %}",
    "a comparison": "{% extends 'base.html' %}{% block footer %}{% if page %}"
    "<p>{{ 'long' if page.meta.description > 'S' else 'short' }}</p>"
    "{% endif %}{{ super() }}{% endblock %}",
    "a source file": "{% extends 'base.html' %}{% block footer %}{% if page %}"
    "<p>{{ page.file.src_uri }}</p>{% endif %}{{ super() }}{% endblock %}",
    "a part of it": "{% extends 'base.html' %}{% block announce %}{% if page %}"
    "<p>{{ page.content | striptags | truncate(40) }}</p>{% endif %}{% endblock %}",
    "capital letters": "{% extends 'base.html' %}{% block announce %}{% if page %}"
    "<p>{{ page.title | upper }} {{ page.canonical_url }}</p>{% endif %}{% endblock %}",
    "its neighbours": "{% extends 'base.html' %}{% block announce %}{% if page.next_page %}"
    "<p>{{ page.next_page.title }} {{ page.next_page.file.url }}</p>{% endif %}{% endblock %}",
}
# What mkdocs.yml says, and the theme's main.html.
SITES: Mapping[str, tuple[str, str]] = {
    "as it is": ("", ""),
    "no features": (PLAIN, ""),
    "everything, with an address": (EVERYTHING + PALETTE, ""),
    **{name: ("", template) for name, template in OVERRIDES.items()},
}
OTHER_SITES = ("no features", "a length", "a comparison", "a source file", "capital letters")


@pytest.mark.parametrize(
    "site",
    [
        "as it is",
        "everything, with an address",
        *(
            pytest.param(site, marks=pytest.mark.long)
            for site in ("a part of it", "its neighbours", *OTHER_SITES)
        ),
    ],
)
def test_joined_pages_are_those_of_the_theme(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options, template = SITES[site]
    config = configured(tmp_path, options, template)
    if site != "as it is":
        # The first three pages of each kind are rendered in full.
        keep_claims(tmp_path, 8)
    joined = dict(built(config, tmp_path / "joined"))
    # Each page a kind of its own: none is joined.
    monkeypatch.setattr(shell, "_kind", lambda page: page.url)
    full = dict(built(config, tmp_path / "full"))

    assert joined.keys() == full.keys()
    assert [name for name in full if joined[name] != full[name]] == []


def test_most_pages_are_joined(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered = []
    theme = shell.jinja2.Template.render

    def counted(template: shell.jinja2.Template, *args: object, **kwargs: object) -> str:
        rendered.append(template.name)
        return theme(template, *args, **kwargs)

    monkeypatch.setattr(shell.jinja2.Template, "render", counted)
    folder.repeat_claim(60)
    pages = list(built(folder.path / "mkdocs.yml", tmp_path / "site"))
    assert rendered.count(shell.TEMPLATE) < len(pages) / 2


def configured(tmp_path: Path, options: str, template: str) -> Path:
    """The example with another mkdocs.yml."""
    text = (EXAMPLE / "mkdocs.yml").read_text("utf-8")
    own = tmp_path / "overrides"
    own.mkdir()
    if template:
        (own / "main.html").write_text(template, "utf-8")
    text = text.replace("custom_dir: overrides", f"custom_dir: {own}")
    if options:
        start, end = text.index("  features:"), text.index("plugins:")
        text = text[:start] + options + "\n" + text[end:]
        text += "\nrepo_url: https://example.org/desk/report\nedit_uri: edit/main/docs/\n"
        text = text.replace('!ENV [SITE_URL, ""]', "https://example.org/report/")
    shutil.copyfile(EXAMPLE / "claims.yaml", tmp_path / "claims.yaml")
    for name in ("seeds", "docs"):
        shutil.copytree(EXAMPLE / name, tmp_path / name)
    config = tmp_path / "mkdocs.yml"
    config.write_text(text, "utf-8")
    return config


def built(config: Path, site: Path) -> Iterator[tuple[str, str]]:
    """The pages of a site, by their path in it."""
    loaded = load_config(str(config), site_dir=str(site))
    loaded.plugins.on_startup(command="build", dirty=False)
    try:
        build(loaded)
    finally:
        # This puts the site in place.
        loaded.plugins.on_shutdown()
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), file.read_text("utf-8")
