"""Measures the time from saving a claim until the browser has its changed page."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import HTTPError
from urllib.request import urlopen

from measuring import environment
from peers import Project
from tables import table

from factcheck_report.pipeline import read_report
from modes.compare import write_projects
from modes.warm import edit

_SWITCHED_OFF = Path(__file__).parent.parent / "switched_off.py"
_LONGEST = 1_800
"""Seconds to wait for a page."""
_QUIET = 3
"""Seconds between two edits."""


def time_preview(
    claims: int, edits: int, names: Sequence[str], folder: Path, off: str | None = None
) -> str:
    """Run `mkdocs serve` for each project and edit a claim `edits` times. Returns a table.

    `off` names a piece of the product's machinery to switch off; see `switched_off.py`.
    """
    projects = write_projects(claims, names, folder)
    report = read_report(folder / "report").report
    if report is None:
        raise SystemExit("The report has problems.")
    claim = report.claims[claims // 2]
    rows = []
    for name in names:
        with serving(projects[name].folder, off=off) as server:
            page = f"claims/{claim.id}/"
            server.page(page)
            first = server.cpu()
            taken = list(_edited(projects[name], server, page, claim.claim, edits))
        cpu, wall = ([cost[index] for cost in taken] for index in (0, 1))
        rows.append(
            [
                name,
                f"{first:.1f} s",
                f"{median(cpu):.2f} s",
                f"{min(cpu):.2f}–{max(cpu):.2f}",
                f"{median(wall):.2f} s",
                f"{min(wall):.2f}–{max(wall):.2f}",
            ]
        )
    head = [
        f"{claims:,} claims",
        "CPU until the first page",
        "of an edit",
        "least–most",
        "from saving to the page",
        "least–most",
    ]
    return f"Medians of {edits} edits.\n\n{table(head, rows)}\n"


class Server:
    """A running preview, and what its process uses."""

    def __init__(self, process: subprocess.Popen[bytes], address: str) -> None:
        self._process = process
        self._address = address

    def page(self, path: str) -> str:
        """The HTML of a page; waits until the server answers."""
        end = time.monotonic() + _LONGEST
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with urlopen(self._address + path, timeout=_LONGEST) as answer:
                    return str(answer.read().decode())
            except OSError:
                time.sleep(0.2)
        raise SystemExit("The preview did not start.")

    def ask(self, path: str) -> tuple[int, str]:
        """The status and the text of the answer of a server that runs."""
        try:
            with urlopen(self._address + path, timeout=_LONGEST) as answer:
                return int(answer.status), str(answer.read().decode())
        except HTTPError as error:
            return error.code, error.read().decode()

    def wait_for_reload(self, page: str) -> None:
        """Wait, as the page's script does, until the server says to reload the page."""
        found = re.search(r"livereload\((\d+), (\d+)\)", page)
        if found is None:
            raise SystemExit("The page has no script that waits for edits.")
        epoch = int(found[1])
        while epoch == int(found[1]):
            with urlopen(f"{self._address}livereload/{epoch}/{found[2]}", timeout=90) as answer:
                epoch = int(answer.read())

    def cpu(self) -> float:
        """Seconds of user and system time so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")

    def descriptors(self) -> int:
        """The number of open files and sockets."""
        return sum(1 for _ in Path(f"/proc/{self._process.pid}/fd").iterdir())

    def memory(self) -> float:
        """Resident memory in MB."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


@contextmanager
def serving(
    folder: Path, temporary: Path | None = None, off: str | None = None
) -> Iterator[Server]:
    """Run `mkdocs serve` in a project's folder; `temporary` is where temporary folders go.

    `off` is that of `time_preview`.
    """
    module = ["-m", "mkdocs"] if off is None else [str(_SWITCHED_OFF), off, "mkdocs"]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, *module, "serve", "--quiet", "--dev-addr", at],
        cwd=folder,
        env=environment() | ({"TMPDIR": str(temporary)} if temporary else {}),
    )
    try:
        yield Server(process, f"http://{at}/")
    finally:
        process.terminate()
        process.wait()


def _edited(
    project: Project, server: Server, path: str, said: str, edits: int
) -> Iterator[tuple[float, float]]:
    """CPU and wall-clock seconds of each edit."""
    before = said
    for number in range(edits):
        page = server.page(path)
        time.sleep(_QUIET)
        after = f"{said} Edited {number + 1} times."
        cpu, start = server.cpu(), time.monotonic()
        edit(project.folder, before, after)
        while after not in page:
            server.wait_for_reload(page)
            page = server.page(path)
        yield server.cpu() - cpu, time.monotonic() - start
        before = after
