"""Describes the machine on which the figures were measured."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from report import REPOSITORY


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine, and how busy it was."""

    cpu: str
    cores: int
    memory_gb: int
    system: str
    python: str
    date: str
    commit: str
    load: tuple[float, float, float]
    """The load average of the last 1, 5 and 15 minutes, before anything is measured."""

    def __str__(self) -> str:
        load = ", ".join(f"{average:.1f}" for average in self.load)
        return (
            f"{self.date}, commit {self.commit}; {self.cpu}, {self.cores} cores, "
            f"{self.memory_gb} GB, {self.system}, Python {self.python}; load average before: {load}"
        )


def this_machine() -> Machine:
    """Describe the machine this runs on, as far as Linux knows."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    found = re.search(r"^model name\s*: (.+)$", _read(Path("/proc/cpuinfo")), re.MULTILINE)
    name = re.search(r'^PRETTY_NAME="(.+)"$', _read(Path("/etc/os-release")), re.MULTILINE)
    return Machine(
        cpu=found[1] if found else platform.processor() or platform.machine(),
        cores=len(os.sched_getaffinity(0)),
        memory_gb=round(memory / 2**30),
        system=f"{name[1] if name else platform.system()}, Linux {platform.release()}"
        if platform.system() == "Linux"
        else platform.platform(),
        python=platform.python_version(),
        date=date.today().isoformat(),
        commit=_commit(),
        load=os.getloadavg(),
    )


def _commit() -> str:
    def git(*arguments: str) -> str:
        command = ["git", *arguments]
        return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True).stdout

    changed = git("status", "--porcelain", "generator", "overrides", "mkdocs.yml")
    return (git("rev-parse", "--short", "HEAD").strip() or "unknown") + (" changed" * bool(changed))


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""
