"""`factcheck build` when it is killed, the disk is full, or links lead elsewhere."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.building import files_of
from tests.reports import Folder, environment
from tests.waiting import PATIENCE, found, wait_for

pytestmark = pytest.mark.usefixtures("scratch")


def in_shell(folder: Folder, before: str) -> subprocess.CompletedProcess[str]:
    """Builds after a command of the shell."""
    script = f'{before}; exec "{sys.executable}" -m factcheck_report build'
    return subprocess.run(
        ["bash", "-c", script],
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
        env=environment(),
    )


def asides(folder: Folder) -> list[Path]:
    return [path for path in folder.path.iterdir() if path.name.startswith(".site-")]


def gone(folder: Folder, left: Callable[[], object]) -> bool:
    """Whether nothing is left, if need be after another build.

    A killed process ends, and its locks with it, when the system comes to it.
    """
    return not left() or (folder.factcheck("build").returncode == 0 and not left())


@contextlib.contextmanager
def running(folder: Folder, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A build or another command, which is killed in the end with all its processes."""
    process = subprocess.Popen(
        [sys.executable, "-m", *(command or ("factcheck_report", "build"))],
        cwd=folder.path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(),
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_the_next_build_removes_the_files_of_a_killed_one(folder: Folder, scratch: Path) -> None:
    assert folder.factcheck("build").returncode == 0
    before = files_of(folder.path / "site")
    for _ in range(3):
        with running(folder) as process:
            wait_for(lambda: found(folder.path, ".site-*/site/*") and any(scratch.iterdir()))
            os.killpg(process.pid, signal.SIGKILL)
    assert asides(folder)
    assert list(scratch.iterdir())
    assert files_of(folder.path / "site") == before

    assert folder.factcheck("build").returncode == 0
    wait_for(lambda: gone(folder, lambda: [*asides(folder), *scratch.iterdir()]))


@pytest.mark.long
def test_the_next_build_removes_temporary_folders_of_a_killed_preview(
    folder: Folder, scratch: Path
) -> None:
    # MkDocs has temporary folders of its own.
    def ours() -> set[Path]:
        return {path.parent for path in found(scratch, "factcheck_*/*")}

    for command in (["serve", "--dev-addr", "127.0.0.1:0"], ["build"]):
        before = ours()
        with running(folder, "mkdocs", *command) as process:
            wait_for(lambda before=before: ours() - before)
            process.kill()
        assert ours()
    shutil.rmtree(folder.path / "site", ignore_errors=True)
    assert folder.build().returncode == 0
    wait_for(lambda: gone(folder, ours))


def test_the_files_of_a_running_build_are_left_alone(folder: Folder, scratch: Path) -> None:
    with running(folder) as process:
        wait_for(lambda: found(folder.path, ".site-*/site/*"))
        os.killpg(process.pid, signal.SIGSTOP)
        at_work = [*asides(folder), *scratch.iterdir()]
        assert len(at_work) > 1
        for path in at_work:
            # However long it has been at it.
            os.utime(path, (0, 0))
        assert folder.factcheck("build").returncode == 0
        assert all(path.is_dir() for path in at_work)
        os.killpg(process.pid, signal.SIGCONT)
        assert process.wait(PATIENCE) == 0
    assert not asides(folder)


@pytest.mark.long
def test_mkdocs_keeps_its_files_if_only_the_command_is_killed(folder: Folder) -> None:
    with running(folder) as process:
        wait_for(lambda: found(folder.path, ".site-*/site/*"))
        os.killpg(process.pid, signal.SIGSTOP)
        [aside] = asides(folder)
        process.kill()
        process.wait()
        assert folder.factcheck("build").returncode == 0
        assert aside.is_dir()
        os.killpg(process.pid, signal.SIGKILL)
    wait_for(lambda: gone(folder, lambda: asides(folder)))


def test_folders_of_others_are_left_alone(folder: Folder, scratch: Path) -> None:
    folder.write(".site-drafts/chapter.txt", "Mine.")
    folder.write(".site-previous/index.html", "Mine, too.")
    (scratch / "factcheck_notes").mkdir()
    (scratch / "factcheck_notes/list.txt").write_text("Mine as well.", "utf-8")
    (folder.path / ".site-linked").symlink_to(scratch / "factcheck_notes")
    for path in (*asides(folder), scratch / "factcheck_notes"):
        os.utime(path, (0, 0))
    assert folder.factcheck("build").returncode == 0
    assert folder.read(".site-drafts/chapter.txt") == "Mine."
    assert folder.read(".site-previous/index.html") == "Mine, too."
    assert (folder.path / ".site-linked/list.txt").read_text("utf-8") == "Mine as well."


def test_a_site_that_was_moved_aside_is_restored(folder: Folder) -> None:
    assert folder.factcheck("build").returncode == 0
    before = files_of(folder.path / "site")
    # A build that is killed after it moved the old site, and before it moved the new one.
    program = (
        "import os, signal; from pathlib import Path\n"
        "from factcheck_report.cli.mkdocs_build import mkdocs_build\n"
        "from factcheck_report.site import replacement\n"
        "from factcheck_report.site.publishing import publish\n"
        # As on a system that cannot exchange two folders in one step.
        "replacement.exchange = lambda *_: False\n"
        "rename = Path.rename\n"
        "def killed(path, to):\n"
        "    rename(path, to)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "Path.rename = killed\n"
        "publish(Path('site').absolute(), mkdocs_build(Path('mkdocs.yml').resolve()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder.path, env=environment(), check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert not (folder.path / "site").exists()

    folder.replace("claims.yaml", "tone: mixed", "tone: blue")
    assert folder.factcheck("build").returncode == 1
    assert files_of(folder.path / "site") == before
    assert not asides(folder)


@pytest.mark.long
@pytest.mark.parametrize("kilobytes", [60, 8, 105])
def test_a_full_disk_is_reported(folder: Folder, kilobytes: int) -> None:
    """No file may be larger: to a program, much the same as a full disk."""
    assert folder.factcheck("build").returncode == 0
    before = files_of(folder.path / "site")
    folder.write("docs/own.md", "# A new page\n\n" + "Words. " * 3_000)
    folder.replace(
        "claims.yaml", "  summary: One", "  rules: {short-quote: warning}\n  summary: One"
    )
    folder.write(
        "claims.yaml",
        folder.read("claims.yaml")
        + "      - text: in summer.\n        source: gazette\n        stance: context\n"
        "        wording: document\n",
    )
    done = in_shell(folder, f"ulimit -f {kilobytes}")
    assert done.returncode == 1
    assert "There is no room to write the site (File too large)." in done.stderr
    assert "The site was not built: 1 warning" not in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(folder.path / "site") == before
    assert not asides(folder)


@pytest.mark.parametrize("umask", ["077", pytest.param("002", marks=pytest.mark.long)])
def test_every_web_server_can_read_the_site(folder: Folder, umask: str) -> None:
    folder.write("docs/picture.svg", "<svg/>")
    (folder.path / "docs/picture.svg").chmod(0o600)
    done = in_shell(folder, f"umask {umask}")
    assert done.returncode == 0, done.stderr
    site = folder.path / "site"
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in site.rglob("*")}
    assert modes == {(True, 0o755), (False, 0o644)}
    assert stat.S_IMODE(site.stat().st_mode) == 0o755


SECRET = "the password is swordfish"


def linked(folder: Folder, name: str, to: str) -> None:
    path = folder.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        path.rmdir()
    path.symlink_to(to)


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("docs/leak.txt", "../../outside/secret.txt"),
        ("docs/a/page.md", "../../../outside/secret.txt"),
        ("docs/leak", "../../outside"),
        ("docs/.well-known", "../../outside"),
        ("docs", "../outside"),
        ("docs/settings.txt", "../.git/config"),
        ("docs/round", ".."),
        ("docs/nowhere.txt", "nowhere"),
        ("overrides/leak.txt", "../../outside/secret.txt"),
        ("overrides/assets", "../../outside"),
        ("overrides/main.html", "../../outside/secret.txt"),
        ("overrides/factcheck/claim.html", "../../../outside/secret.txt"),
        ("overrides", "../outside"),
    ],
)
def test_links_are_not_followed(folder: Folder, name: str, to: str) -> None:
    folder.write("../outside/secret.txt", SECRET)
    folder.write(".git/config", SECRET)
    (folder.path / "overrides").mkdir()
    folder.replace("mkdocs.yml", "font: false\n", "font: false\n  custom_dir: overrides\n")
    linked(folder, name, to)
    commands = [("mkdocs", "build")]
    if name in ("docs/leak.txt", "overrides"):
        commands += [("factcheck_report", "build"), ("mkdocs", "serve")]
    for command in commands:
        done = folder.run(*command)
        assert done.returncode == 1, command
        assert f"{name}:1:1: error: “{name}” is a link." in " ".join(done.stderr.split()), command
        assert "Traceback" not in done.stderr
    everything = files_of(folder.path / "site") if (folder.path / "site").exists() else {}
    assert not [path for path, content in everything.items() if SECRET.encode() in content]


def test_a_pipe_in_docs_does_not_hang(folder: Folder) -> None:
    os.mkfifo(folder.path / "docs/page.md")
    done = folder.build()
    assert done.returncode == 1
    assert "a device or a pipe, not a file" in " ".join(done.stderr.split())
