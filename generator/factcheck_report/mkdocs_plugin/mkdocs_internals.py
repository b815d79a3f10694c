"""Everything undocumented that this package uses of MkDocs and its server, in one place.

The preview renders single pages, which MkDocs offers no public function for. Its server offers no
public way to answer from another folder or to be told of a change at once.
`tests/mkdocs_plugin/test_mkdocs_internals.py` fails if an upgrade of MkDocs changes any of it;
`pyproject.toml` allows only versions for which that test passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import jinja2
from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from watchdog.events import FileModifiedEvent
from watchdog.observers.api import ObservedWatch

Application = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
"""A WSGI application."""


def write_page(
    page: Page, config: MkDocsConfig, files: Files, navigation: Navigation, env: jinja2.Environment
) -> None:
    """Read one page, render it with the theme, and write it into the site's folder."""
    _populate_page(page, config, files)
    _build_page(page, config, files.documentation_pages(), navigation, env)


def write_theme_template(
    name: str, config: MkDocsConfig, files: Files, navigation: Navigation, env: jinja2.Environment
) -> None:
    """Render a template of the theme, such as sitemap.xml, and write it into the site's folder."""
    _build_theme_template(name, env, files, config, navigation)


def disconnect(plugin: object, config: MkDocsConfig, events: Iterable[str]) -> None:
    """Keep another plugin from being called at some events."""
    for event in events:
        handlers = config.plugins.events[event]
        handlers[:] = (call for call in handlers if getattr(call, "__self__", None) is not plugin)


def set_build_delay(server: LiveReloadServer, seconds: float) -> None:
    """Set how long the server waits for further changes before it rebuilds."""
    server.build_delay = seconds


def served_folder(server: LiveReloadServer) -> Path:
    """The folder from which the server answers."""
    return Path(server.root)


def serve_from(server: LiveReloadServer, folder: Path) -> None:
    """Let the server answer from another folder, and with the error pages there."""
    server.root = str(folder)
    server.error_handler = lambda code: _error_page(folder, code)


def _error_page(folder: Path, code: int) -> bytes | None:
    page = folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def mount_path(server: LiveReloadServer) -> str:
    """The path under which the server shows the site; begins and ends with a slash."""
    return server.mount_path


def wrap_builder(
    server: LiveReloadServer, wrap: Callable[[Callable[..., Any]], Callable[..., Any]]
) -> None:
    """Replace the function that the server calls after a change."""
    server.builder = wrap(server.builder)


def wrap_answers(server: LiveReloadServer, wrap: Callable[[Application], Application]) -> None:
    """Replace the application that answers the server's requests."""
    server.set_app(wrap(server.serve_request))


def report_change(server: LiveReloadServer, folder: Path) -> None:
    """Tell the server that a file in a folder that it watches has changed."""
    event = FileModifiedEvent(str(folder / "changed"))
    watch = ObservedWatch(str(folder), recursive=True)
    server.observer.event_queue.put((event, watch))
