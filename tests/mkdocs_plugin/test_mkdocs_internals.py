"""What `mkdocs_internals` uses of MkDocs, its server and watchdog is still as it expects.

If a test here fails after an upgrade: compare the named function or attribute in the new version
with its use in `factcheck_report/mkdocs_plugin/mkdocs_internals.py`, correct that module, and then
raise the upper bound in pyproject.toml.
"""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import jinja2
import pytest
from jinja2 import pass_context, pass_environment, pass_eval_context
from mkdocs.commands import build
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import PluginCollection
from mkdocs.utils.templates import TemplateContext

from factcheck_report.mkdocs_plugin import mkdocs_internals
from tests.reports import ROOT

PACKAGE = ROOT / "generator/factcheck_report"
LOOK_AT = "changed: look at generator/factcheck_report/mkdocs_plugin/mkdocs_internals.py"
SIGNATURES: dict[Callable[..., object], list[str]] = {
    build._populate_page: ["page", "config", "files", "dirty"],
    build._build_page: ["page", "config", "doc_files", "nav", "env", "dirty", "excluded"],
    build._build_theme_template: ["template_name", "env", "files", "config", "nav"],
    LiveReloadServer.__init__: [
        *("self", "builder", "host", "port", "root", "mount_path"),
        *("polling_interval", "shutdown_delay"),
    ],
    LiveReloadServer.serve_request: ["self", "environ", "start_response"],
    LiveReloadServer.watch: ["self", "path", "func", "recursive"],
    LiveReloadServer.unwatch: ["self", "path"],
}


@pytest.mark.parametrize("function", SIGNATURES, ids=lambda function: function.__qualname__)
def test_functions_of_mkdocs_take_what_they_took(function: Callable[..., object]) -> None:
    parameters = list(inspect.signature(function).parameters)
    assert parameters == SIGNATURES[function], f"{function.__qualname__} {LOOK_AT}"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveReloadServer]:
    server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), mount_path="/report/")
    yield server
    server.server_close()


def test_the_server_has_the_attributes_that_are_set(server: LiveReloadServer) -> None:
    expected = {"builder", "root", "build_delay", "mount_path", "error_handler", "observer"}
    assert expected <= vars(server).keys(), f"LiveReloadServer {LOOK_AT}"
    assert mkdocs_internals.mount_path(server) == "/report/", f"mount_path {LOOK_AT}"


def test_the_server_answers_from_the_folder_that_is_set(
    server: LiveReloadServer, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "page.txt").write_text("Here.", "utf-8")
    (other / "404.html").write_text("Not here.", "utf-8")
    mkdocs_internals.serve_from(server, other)
    assert mkdocs_internals.served_folder(server) == other
    wrapped: list[object] = []

    def wrap(application: mkdocs_internals.Application) -> mkdocs_internals.Application:
        wrapped.append(application)
        return application

    mkdocs_internals.wrap_answers(server, wrap)
    application = server.get_app()
    assert application == wrapped[0]
    for path, expected in (("page.txt", b"Here."), ("gone.txt", b"Not here.")):
        parts = application({"PATH_INFO": f"/report/{path}"}, lambda *_: lambda _: None)
        assert b"".join(parts) == expected, f"serve_request {LOOK_AT}"
        getattr(parts, "close", lambda: None)()


def test_the_server_rebuilds_for_a_change_that_is_reported(
    server: LiveReloadServer, tmp_path: Path
) -> None:
    server.watch(str(tmp_path))
    server.observer.start()
    try:
        mkdocs_internals.report_change(server, tmp_path)
        with server._rebuild_cond:
            assert server._rebuild_cond.wait_for(lambda: server._want_rebuild, timeout=60), (
                f"report_change {LOOK_AT}"
            )
    finally:
        server.observer.stop()
        server.observer.join()


def test_plugins_are_called_from_lists_by_event() -> None:
    events = PluginCollection().events
    assert isinstance(events["page_context"], list), f"PluginCollection.events {LOOK_AT}"


def test_what_the_shell_uses_of_jinja_is_there() -> None:
    """See `mkdocs_plugin/shell.py`: filters marked so get more than a value."""
    look_at = "changed: look at generator/factcheck_report/mkdocs_plugin/shell.py"
    for mark in (pass_context, pass_eval_context, pass_environment):
        assert hasattr(mark(lambda *_: None), "jinja_pass_arg"), f"{mark.__name__} {look_at}"
    assert jinja2.Environment.template_class is jinja2.Template, f"template_class {look_at}"
    assert {"page", "config", "nav", "base_url"} <= TemplateContext.__annotations__.keys(), (
        f"TemplateContext {look_at}"
    )


def test_private_names_of_libraries_stand_in_one_module() -> None:
    libraries = ("mkdocs", "material", "watchdog", "jinja2", "babel", "click", "yaml", "PIL")
    found = {
        (path.relative_to(PACKAGE).as_posix(), alias.name)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] in libraries
        for alias in node.names
        if alias.name.startswith("_")
    }
    assert {path for path, _ in found} <= {"mkdocs_plugin/mkdocs_internals.py"}


@pytest.mark.parametrize("name", ["mkdocs", "mkdocs-material", "watchdog", "jinja2"])
def test_libraries_with_private_parts_in_use_are_bounded(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    [requirement] = [
        item for item in project["dependencies"] if re.split(r"[^\w-]", item)[0] == name
    ]
    assert "<" in requirement, f"{requirement}: private parts of it are in use, so bound it"
    assert version(name)
