"""The preview, in a process of its own or in this one."""

from __future__ import annotations

import gc
import re
import socket
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer

from tests.commands import start_module
from tests.reports import Folder, environment
from tests.waiting import PATIENCE


class PreviewServer:
    def __init__(self, folder: Folder, *options: str, tool: str = "mkdocs") -> None:
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        self._log = folder.path.parent / "server.log"
        self._log.write_text("")
        command = (tool, "serve", "--dev-addr", f"127.0.0.1:{port}", *options)
        self.process = start_module(command, folder.path, environment(), self._log, self._log)

    def get(self, address: str = "") -> str:
        return self.ask(address)[1]

    def ask(self, address: str) -> tuple[int, str]:
        """Return the status and the text of an answer."""
        try:
            with urllib.request.urlopen(self.address + address, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def wait_for(self, condition: Callable[[str], object], address: str = "") -> str:
        """Return the page once it fulfils the condition."""
        deadline = time.monotonic() + PATIENCE
        page = ""
        while time.monotonic() < deadline:
            assert self.process.is_alive(), self.output()
            try:
                page = self.get(address)
            except URLError:
                page = ""
            if page and condition(page):
                return page
            time.sleep(0.1)
        raise AssertionError(f"waited {PATIENCE} s in vain\n{page[:3000]}\n{self.output()}")

    def keeps(self, text: str, until: Callable[[], object]) -> None:
        """Assert that every answer contains a text until a condition is fulfilled."""
        deadline = time.monotonic() + PATIENCE
        done = False
        while not done:
            assert time.monotonic() < deadline, self.output()
            done = bool(until())
            assert text in self.get()

    def output(self) -> str:
        return self._log.read_text("utf-8")

    def stop(self) -> None:
        self.process.terminate()
        self.process.join(PATIENCE)
        assert not self.process.is_alive(), self.output()


def banner(page: str) -> str:
    found = re.search(r'<section role="alert".*?</section>', page, re.S)
    return found[0] if found else ""


def notes(page: str) -> str:
    found = re.search(r'<section aria-label="Notes for editors".*?</section>', page, re.S)
    return found[0] if found else ""


ADDRESS = "http://127.0.0.1:8000/"


class PreviewInProcess:
    """`mkdocs serve` without threads: the test triggers rebuilds and requests."""

    def __init__(self, folder: Path, first: Path) -> None:
        self._folder = folder
        self._own_plugins: dict[str, Any] = {}
        self._take_plugins()
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(first))
        # No cache: a mistake in it could show in both previews that are compared.
        config.plugins["factcheck"].config.cache_dir = ""
        config.plugins.on_startup(command="serve", dirty=False)
        self._plugins = config.plugins

        def builder(fresh: object = None) -> None:
            made = config if fresh else load_config(str(folder / "mkdocs.yml"), site_dir=str(first))
            made.site_url = ADDRESS
            build(made, serve_url=ADDRESS)

        builder(config)
        self.server = LiveReloadServer(
            builder=builder, host="127.0.0.1", port=8000, root=str(first), mount_path="/"
        )
        config.plugins.on_serve(self.server, config=config, builder=builder)

    @property
    def site(self) -> Path:
        """The folder that the server serves."""
        return Path(self.server.root).resolve()

    def _take_plugins(self) -> None:
        """MkDocs keeps plugins for all builds of a process. Each preview has its own here."""
        options = dict(MkDocsConfig._schema)
        options["plugins"].plugin_cache = self._own_plugins  # type: ignore[attr-defined]

    def save(self) -> None:
        """Rebuild, as the server does after a save."""
        self._take_plugins()
        self.server.builder()

    def answer(self, path: str) -> bytes:
        """Return what a browser gets."""
        parts = self.server.application({"PATH_INFO": f"/{path}"}, lambda *_: lambda _: None)
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        return body

    def ask(self, path: str) -> bytes | None:
        """Request a path, and return the file at that path in the site afterwards."""
        self.answer(path)
        file = self.site / path
        return file.read_bytes() if file.is_file() else None

    def paths(self) -> set[str]:
        """Return the paths of all files in the folder."""
        files = (file for file in self.site.rglob("*") if file.is_file())
        return {file.relative_to(self.site).as_posix() for file in files}

    def close(self) -> None:
        """End the preview."""
        self._plugins.on_shutdown()
        self.server.server_close()
        # The plugin exempts what it holds from garbage collection.
        gc.unfreeze()
