"""Web servers with the settings that hosting/README.md recommends."""

from __future__ import annotations

import http.server
import re
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

from tests.reports import ROOT
from tests.waiting import wait_for

RECIPES = (ROOT / "hosting/README.md").read_text("utf-8")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def recipe(language: str, saying: str) -> str:
    """The only recipe of README.md in a language that says something."""
    found = [text for name, text in _BLOCK.findall(RECIPES) if name == language and saying in text]
    assert len(found) == 1, (language, saying, len(found))
    return str(found[0])


class Rules:
    """The rules of a file `_headers`: those of all patterns that fit an address add up."""

    def __init__(self, text: str) -> None:
        self._rules: list[tuple[str, str, str]] = []
        pattern = ""
        for line in text.splitlines():
            if line.startswith("/"):
                pattern = line.strip()
            elif line.strip():
                name, _, value = line.strip().partition(": ")
                self._rules.append((pattern, name, value))
        assert self._rules

    def headers(self, path: str) -> list[tuple[str, str]]:
        """The headers of the answer for a path."""
        return [(name, value) for rule, name, value in self._rules if fnmatchcase(path, rule)]


class _Static(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a path, as hosts of static sites do, with the headers of rules."""

    def __init__(self, *arguments: object, below: str, rules: Rules, **named: object) -> None:
        self._below, self._rules = below, rules
        super().__init__(*arguments, **named)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(self._below.rstrip("/")))

    def end_headers(self) -> None:
        for name, value in self._rules.headers(self.path.partition("?")[0]):
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *_: object) -> None:
        """Answer with the error page of the site."""
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_: object) -> None:
        pass


@contextmanager
def static_host(site: Path, rules: str, below: str = "/") -> Iterator[str]:
    """Serve a site as Netlify and Cloudflare do, with a file `_headers`; its address."""
    answer = partial(_Static, directory=str(site), below=below, rules=Rules(rules))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{below}"
        server.shutdown()


_NGINX = """\
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
{user}events {{}}
http {{
  include /etc/nginx/mime.types;
  types {{ application/wasm wasm; text/javascript mjs; }}
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {server}
}}
"""


@contextmanager
def nginx(folder: Path, server: str) -> Iterator[str]:
    """Run nginx with a block `server` whose port is written PORT; the address of its root."""
    port = _free_port()
    text = _NGINX.format(
        folder=folder, user="user root;\n", server=server.replace("PORT", f"127.0.0.1:{port}")
    )
    with _running(folder, text, ["/usr/sbin/nginx", "-e", str(folder / "error.log"), "-c"], port):
        yield f"http://127.0.0.1:{port}/"


_APACHE = """\
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
{modules}
TypesConfig /etc/mime.types
DocumentRoot {folder}
"""
_MODULES = ("mpm_event", "authz_core", "alias", "dir", "headers", "mime")


@contextmanager
def apache(folder: Path, settings: str) -> Iterator[str]:
    """Run Apache with some settings; the address of its root."""
    port = _free_port()
    modules = "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in _MODULES
    )
    text = _APACHE.format(folder=folder, port=port, modules=modules) + settings
    command = ["/usr/sbin/apache2", "-D", "FOREGROUND", "-d", str(folder), "-f"]
    with _running(folder, text, command, port):
        yield f"http://127.0.0.1:{port}/"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(folder: Path, settings: str, command: list[str], port: int) -> Iterator[None]:
    """Run a server until the block ends. `command` wants the file with the settings."""
    assert Path(command[0]).exists(), f"{command[0]} is not installed: run `make programs`"
    file = folder / "server.conf"
    file.write_text(settings, "utf-8")
    log = folder / "output.log"
    with log.open("w") as output:
        process = subprocess.Popen([*command, str(file)], stdout=output, stderr=output)

    def answers() -> bool:
        assert process.poll() is None, log.read_text("utf-8")
        with socket.socket() as asking:
            return asking.connect_ex(("127.0.0.1", port)) == 0

    try:
        wait_for(answers)
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)
