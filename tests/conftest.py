"""Fixtures for all tests: a small report, an example with its site, a browser."""

from __future__ import annotations

import fcntl
import gc
import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
import venv
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from factcheck_report.cards import CardPainter
from factcheck_report.model import Report
from factcheck_report.pipeline import read_report
from factcheck_report.rendering.renderer import Renderer
from tests.commands import run_module
from tests.compiled_templates import share_compiled_templates
from tests.earlier_builds import keep_caches
from tests.newsroom import newsroom_with_example
from tests.reports import EXAMPLE, ROOT, Folder, environment
from tests.zensical_sites import build_with_zensical

SWITCHED_OFF = (
    # Pages behind the address bar, which nobody sees here. They take more than half the CPU time
    # of a new window.
    *("WebUIOmniboxPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxAimPopup"),
    # What Playwright switches off: the browser only reads the last list that it is given.
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose"),
    *("HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay", "MediaRouter"),
    *("NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    *("TcpPortRandomizationWin", "ThirdPartyStoragePartitioning"),
)
"""Features of Chromium that no test needs."""

# Milliseconds that a page has for anything that is expected of it: the machine may be busy.
expect.set_options(timeout=60_000)

# For the same reason, no random text is too slow to make or to read.
settings.register_profile(
    "patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


# A shell that starts the tests in the background lets them, and whatever they start, ignore Ctrl-C,
# which tests send to builds.
signal.signal(signal.SIGINT, signal.default_int_handler)

MadeOnce = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes share that run these tests."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def made_once(shared: Path) -> MadeOnce:
    """A function that returns a shared folder, which only the first process that asks for it makes.

    It takes the folder's name and what fills it. The others wait until it is there.
    """

    def made(name: str, fill: Callable[[Path], object]) -> Path:
        place, done = shared / name, shared / f"{name}.made"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                # What a failing attempt left.
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                fill(place)
                done.touch()
        return place

    return made


@pytest.fixture(scope="session", autouse=True)
def _own_caches(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[None]:
    """Keep the build caches of the user out of the tests."""
    folder, kept = tmp_path_factory.mktemp("caches"), shared / "earlier-builds"
    kept.mkdir(exist_ok=True)
    keep_caches(folder, kept)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        # All cores are busy with other tests; `test_processes` tries several.
        patch.setenv("FACTCHECK_JOBS", "1")
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_templates(shared: Path) -> None:
    """Compile each template once, however many builds use it."""
    folder = shared / "templates"
    folder.mkdir(exist_ok=True)
    share_compiled_templates(str(folder))


@pytest.fixture(autouse=True)
def _free_memory() -> Iterator[None]:
    """Free the memory of builds in this process: the plugin exempts it from collection."""
    yield
    gc.unfreeze()


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for build caches, for this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return tmp_path / "caches/factcheck"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A list that collects the addresses of rendered pages and the texts of painted pictures."""
    made: list[str] = []
    render, paint = Renderer.render, CardPainter.paint

    def rendering(self: Renderer, page: object) -> object:
        made.append(page.address)  # type: ignore[attr-defined]
        return render(self, page)  # type: ignore[arg-type]

    def painting(self: CardPainter, text: str, *rest: object) -> object:
        made.append(text)
        return paint(self, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "render", rendering)
    monkeypatch.setattr(CardPainter, "paint", painting)
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "report")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, each test's own."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def example_copy(tmp_path: Path) -> Path:
    """A copy of the example."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "copy"))


@pytest.fixture(scope="session")
def example_report() -> Report:
    """The example."""
    report = read_report(EXAMPLE).report
    assert report is not None
    return report


@pytest.fixture(scope="session")
def example_site(made_once: MadeOnce) -> Path:
    """The site of the example, built by `factcheck build`."""

    def build(place: Path) -> None:
        command = ("factcheck_report", "build", "--site-dir", str(place / "site"))
        done = run_module(command, EXAMPLE, environment())
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once("example", build) / "site"


@pytest.fixture(scope="session")
def example_below_a_path(made_once: MadeOnce) -> Path:
    """The site of the example for the address https://example.org/report/."""

    def build(place: Path) -> None:
        command = ("factcheck_report", "build", "--site-dir", str(place / "site"))
        address = {"SITE_URL": "https://example.org/report/"}
        done = run_module(command, EXAMPLE, environment() | address)
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once("example-below-a-path", build) / "site"


@pytest.fixture(scope="session")
def built_newsroom(made_once: MadeOnce) -> Folder:
    """A newsroom's site with the example below a path, built by `factcheck build`."""

    def build(place: Path) -> None:
        done = newsroom_with_example(place / "newsroom").factcheck("build")
        assert done.returncode == 0, done.stdout + done.stderr

    return Folder.at(made_once("newsroom", build) / "newsroom")


@pytest.fixture(scope="session")
def newsroom_site(built_newsroom: Folder) -> Path:
    """The site in its folder."""
    return built_newsroom.path / "site"


@pytest.fixture(scope="session")
def zensical_site(made_once: MadeOnce) -> Path:
    """The site of the example, exported by `factcheck export` and built by Zensical."""

    def build(place: Path) -> None:
        command = ("factcheck_report", "export", str(place / "project"))
        done = run_module(command, EXAMPLE, environment())
        assert done.returncode == 0, done.stdout + done.stderr
        assert build_with_zensical(place / "project") == place / "project/site"

    return made_once("zensical", build) / "project/site"


@pytest.fixture(scope="session")
def wheel(made_once: MadeOnce) -> Path:
    """The wheel, built from a copy of the checkout."""
    [wheel] = made_once("wheel", _build_wheel).glob("*.whl")
    return wheel


def _build_wheel(place: Path) -> None:
    checkout = place / "checkout"
    shutil.copytree(
        ROOT / "generator", checkout / "generator", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, checkout)
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(place)],
        check=False,
        capture_output=True,
        text=True,
        cwd=checkout,
    )
    assert built.returncode == 0, built.stdout + built.stderr


@pytest.fixture(scope="session")
def installed(wheel: Path, made_once: MadeOnce) -> Path:
    """The folder of programs of an environment into which only the built wheel was installed.

    It sees the packages that the wheel depends on through this environment's folder, and nothing
    of the checkout.
    """
    return made_once("installed", partial(_install, wheel)) / "env" / "bin"


def _install(wheel: Path, place: Path) -> None:
    venv.create(place / "env")
    python = place / "env" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--no-index", "--no-compile", str(wheel)],
        check=True,
        cwd=place,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    )
    found = subprocess.run(
        [str(python), "-c", "import site; print(site.getsitepackages()[0])"],
        check=True,
        capture_output=True,
        text=True,
    )
    ours = next(Path(path) for path in sys.path if path.endswith("site-packages"))
    target = Path(found.stdout.strip())
    for package in ours.iterdir():
        # Everything but the editable install of the checkout itself.
        if "factcheck" not in package.name and not (target / package.name).exists():
            (target / package.name).symlink_to(package)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    # As hosts of static sites send them; see hosting/README.md.
    extensions_map = {  # noqa: RUF012
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".txt": "text/plain; charset=utf-8",
    }

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on this machine and returns its address."""
    servers = []

    def start(site: Path) -> str:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), partial(_Quiet, directory=str(site))
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    # All at once: each takes up to half a second to notice that it is to end.
    with ThreadPoolExecutor(max_workers=len(servers) or 1) as pool:
        list(pool.map(http.server.ThreadingHTTPServer.shutdown, servers))
    for server in servers:
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium. Without it the tests fail; they are not skipped."""
    # Without windows on a screen, it needs half the CPU time of `chromium` for a new page.
    executable = shutil.which("chromium-headless-shell")
    assert executable, "chromium-headless-shell is not installed: run `make browser`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
                # It otherwise starts a process for a page that may come next.
                "--renderer-process-limit=1",
                f"--disable-features={','.join(SWITCHED_OFF)}",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Callable[..., BrowserContext]:
    """A function that returns the one context of the browser with some settings.

    A new context costs as much time as three pages. Tests that leave something behind in theirs,
    such as a choice of colours, make one of their own.
    """
    made: dict[str, BrowserContext] = {}

    def context(**settings: Any) -> BrowserContext:
        key = repr(sorted(settings.items()))
        if key not in made:
            made[key] = browser.new_context(**settings)
        return made[key]

    return context
