"""Builds that are killed, interrupted or out of room at chosen moments; two at the same time."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import files_of, start_build
from tests.reports import ROOT, Folder, environment
from tests.waiting import PATIENCE, wait_for, works_in
from tests.weekly import weekly_but

STRUCK = "tests.faults.struck"


pytestmark = pytest.mark.usefixtures("scratch")


@pytest.fixture
def published(folder: Folder, caches: Path) -> dict[str, bytes]:
    """The site of an earlier state of the report in `folder`."""
    assert folder.build().returncode == 0
    site = files_of(folder.path / "site")
    folder.replace("claims.yaml", "  title: Who sent what", "  title: Who sent which")
    return site


def left(folder: Folder, scratch: Path) -> list[Path]:
    ours = [path for path in scratch.iterdir() if path.name.startswith("factcheck_")]
    return [*folder.path.glob(".site-*"), *ours]


def test_plain_mkdocs_leaves_the_old_site_or_the_new_one(
    folder: Folder,
    published: dict[str, bytes],
    caches: Path,
    scratch: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The same changes each time.
    shutil.rmtree(caches)
    copy = Folder.__new__(Folder)
    copy.path = Path(shutil.copytree(folder.path, tmp_path / "copy"))
    monkeypatch.setenv("CHANGES", str(tmp_path / "changes"))
    assert copy.run(STRUCK, "nothing", "0", "mkdocs", "build").returncode == 0
    monkeypatch.delenv("CHANGES")
    new = files_of(copy.path / "site")
    assert new != published
    changes = (tmp_path / "changes").read_text().splitlines()
    # The site is exchanged for the new one; the old one is renamed, and then removed.
    exchanged = changes.index("ctypes.dlsym") + 1
    assert exchanged < len(changes) - 2
    seen = []
    for number in (exchanged // 3, exchanged - 1, exchanged, exchanged + 1, exchanged + 9):
        shutil.rmtree(folder.path)
        shutil.copytree(copy.path, folder.path)
        shutil.rmtree(folder.path / "site")
        for path, data in published.items():
            folder.write(f"site/{path}", data)
        # A file that MkDocs does not own, and keeps.
        folder.write("site/.nojekyll", "")
        shutil.rmtree(caches, ignore_errors=True)
        done = folder.run(STRUCK, "kill", str(number), "mkdocs", "build")
        assert done.returncode == -signal.SIGKILL
        wait_for(lambda: not works_in(scratch))
        site = files_of(folder.path / "site")
        site.pop(".nojekyll", None)
        assert site in (published, new), number
        seen.append(site == new)
        assert folder.build().returncode == 0
        assert files_of(folder.path / "site") == {**new, ".nojekyll": b""}
        assert left(folder, scratch) == []
    assert seen == [False, False, False, True, True]


@pytest.mark.parametrize("when", ["40", "200"])
def test_a_disk_that_fills_up_is_told_and_the_site_stays(
    folder: Folder, published: dict[str, bytes], scratch: Path, when: str
) -> None:
    done = folder.run(STRUCK, "fill_disk", when, "mkdocs", "build")
    assert done.returncode == 1
    said = " ".join((done.stdout + done.stderr).split())
    assert "No space left on device" in said
    assert "Fix: Make room on the disk" in said
    assert "Traceback" not in said
    assert files_of(folder.path / "site") == published
    assert left(folder, scratch) == []


SMALL_DISK = """\
mkdir ../small && mount -t tmpfs -o size=$(($(du -sk . | cut -f1) + 700))k none ../small || exit 9
cp -r . ../small/report && cd ../small/report
"$@"
status=$?
diff -r site ../../report/site || exit 8
[ -z "$(ls -A | grep '^[.]site-')" ] || exit 7
exit $status
"""


@pytest.mark.parametrize(
    "command",
    weekly_but([("mkdocs", "build"), ("factcheck_report", "export", "out")], ("mkdocs", "build")),
)
def test_a_small_disk(
    folder: Folder, published: dict[str, bytes], command: tuple[str, ...]
) -> None:
    """A disk of its own, or, where none can be mounted, files that may not grow."""
    done = subprocess.run(
        ["unshare", "--mount", "bash", "-c", SMALL_DISK, "-", sys.executable, "-m", *command],
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    if done.returncode == 9 or "unshare" in done.stderr:
        done = subprocess.run(
            ["bash", "-c", f'ulimit -f 60; "{sys.executable}" -m {" ".join(command)}'],
            cwd=folder.path,
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
        )
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "No space left on device" in said or "File too large" in said
    assert "Fix: Make room on the disk" in said
    assert "Traceback" not in said
    assert files_of(folder.path / "site") == published


def test_a_file_that_may_not_grow_is_told_by_plain_mkdocs(
    folder: Folder, published: dict[str, bytes], scratch: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
    )
    assert done.returncode == 1
    assert "There is no room to write the site (File too large). Fix:" in " ".join(
        done.stderr.split()
    )
    assert "Traceback" not in done.stderr
    assert files_of(folder.path / "site") == published
    assert left(folder, scratch) == []


@pytest.mark.parametrize("when", ["60", "200"])
def test_an_interrupted_build_says_so_and_the_site_stays(
    folder: Folder, published: dict[str, bytes], scratch: Path, when: str
) -> None:
    done = folder.run(STRUCK, "interrupt", when, "mkdocs", "build")
    assert done.returncode == 1
    assert "Interrupted. The site was not changed. Fix: Build again." in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(folder.path / "site") == published
    assert left(folder, scratch) == []


AT_FORK = """\
import os, signal
from factcheck_report.storage.interrupts import remember_interrupts
from factcheck_report.site.processes import run_tasks
remember_interrupts()
{when}
made = []
try:
    for number in run_tasks([os.getpid] * 400, 2):
        made.append(number)
    print("went on")
except KeyboardInterrupt:
    print("ended", len(made) < 400)
"""
FORKING = "os.register_at_fork({side}=lambda: os.kill(os.getpid(), signal.SIGINT))"
CALLBACK = """\
import weakref
class Thing: pass
thing = Thing()
seen = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT))
del thing
"""


@pytest.mark.parametrize(
    "when",
    [FORKING.format(side="before"), FORKING.format(side="after_in_parent"), CALLBACK],
    ids=["before a fork", "after a fork", "in a callback"],
)
def test_an_interrupt_that_python_drops_ends_the_tasks(when: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_FORK.format(when=when)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.stdout == "ended True\n", done.stdout + done.stderr


def test_two_builds_into_one_folder_at_the_same_time(
    folder: Folder, published: dict[str, bytes], scratch: Path
) -> None:
    site = folder.path / "site"
    both = [start_build(folder.path, site) for _ in range(2)]
    assert [process.wait(PATIENCE) for process in both] == [0, 0]
    made = files_of(site)
    assert made != published
    assert folder.build().returncode == 0
    assert files_of(site) == made
    assert left(folder, scratch) == []


@pytest.mark.parametrize("epoch", weekly_but(["0", "315532800", "4102444800"], "4102444800"))
def test_a_clock_that_is_far_off(
    folder: Folder, published: dict[str, bytes], tmp_path: Path, epoch: str
) -> None:
    """The clock of the build, and the dates of all files: of 1970, 1980 and 2100."""
    for path in folder.path.rglob("*"):
        os.utime(path, (int(epoch), int(epoch)))
    clock = folder.run  # the environment is read when it starts
    os.environ["CLOCK"] = epoch
    try:
        done = clock(STRUCK, "nothing", "0", "mkdocs", "build", "--strict")
    finally:
        del os.environ["CLOCK"]
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    # The clock goes right again: the next build is as one without anything before it.
    assert folder.build().returncode == 0
    clean = Folder.__new__(Folder)
    clean.path = tmp_path / "clean"
    shutil.copytree(folder.path, clean.path, ignore=shutil.ignore_patterns("site"))
    assert clean.build().returncode == 0
    assert files_of(folder.path / "site") == files_of(clean.path / "site")


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("claims.yaml", "vanish"),
        ("claims.yaml", "halve"),
        ("docs/picture.svg", "vanish"),
        pytest.param("seeds/gazette.txt", "vanish", marks=pytest.mark.long),
        pytest.param("own/factcheck/claim.html", "vanish", marks=pytest.mark.long),
        pytest.param("claims.yaml", "empty", marks=pytest.mark.long),
        pytest.param("seeds/gazette.txt", "halve", marks=pytest.mark.long),
        pytest.param("docs/own.md", "vanish", marks=pytest.mark.long),
        pytest.param("own/main.html", "vanish", marks=pytest.mark.long),
    ],
)
def test_a_file_that_changes_while_it_is_read(
    folder: Folder, caches: Path, scratch: Path, name: str, what: str
) -> None:
    folder.write("docs/own.md", "# Own\n\nWords of the newsroom.\n")
    folder.write("docs/picture.svg", "<svg/>")
    folder.replace("mkdocs.yml", "  font: false\n", "  font: false\n  custom_dir: own\n")
    template = ROOT / "generator/factcheck_report/rendering/templates/claim.html"
    folder.write("own/factcheck/claim.html", template.read_bytes())
    folder.write("own/main.html", '{% extends "base.html" %}')
    content = (folder.path / name).read_bytes()
    assert folder.build().returncode == 0
    published = files_of(folder.path / "site")
    done = folder.run(STRUCK, what, name, "mkdocs", "build")
    said = done.stdout + done.stderr
    assert (folder.path / name).exists() == (what != "vanish")
    assert done.returncode == 1, said
    assert "Fix:" in said
    assert "Traceback" not in said
    assert files_of(folder.path / "site") == published
    folder.write(name, content)
    assert folder.build().returncode == 0
    assert files_of(folder.path / "site") == published
    assert left(folder, scratch) == []
