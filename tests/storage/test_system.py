"""On Windows, every command says in one sentence what to do, and shows no traceback."""

from __future__ import annotations

import subprocess
import sys

import pytest

from factcheck_report.cli import SUMMARIES
from factcheck_report.storage.system import unsupported_system
from tests.reports import Folder, environment

_WINDOWS = """\
import importlib.abc, os, runpy, sys
import click, mkdocs.__main__  # they know Windows, and look for what it has

for name in ("O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "fchmod", "geteuid"):
    delattr(os, name)
os.supports_dir_fd.clear()

class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "fcntl":
            raise ModuleNotFoundError("No module named 'fcntl'", name=name)

sys.modules.pop("fcntl", None)
sys.meta_path.insert(0, Missing())
sys.platform = "win32"
module = sys.argv.pop(1)
sys.argv[0] = module
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""


def on_windows(folder: Folder, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a module where Python is as it is on Windows."""
    return subprocess.run(
        [sys.executable, "-c", _WINDOWS, *command],
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )


@pytest.mark.parametrize(
    "command",
    [
        *([("factcheck_report", name, "--help") for name in ("check", "find", "new", "init")]),
        ("factcheck_report", "check"),
        ("factcheck_report", "rename", "a", "b"),
        ("mkdocs", "build"),
    ],
    ids=" ".join,
)
def test_a_command_on_windows_says_what_to_do(folder: Folder, command: tuple[str, ...]) -> None:
    done = on_windows(folder, *command)
    assert done.returncode == 1, done.stdout
    assert "On Windows, use WSL" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder.path / "site").exists()


def test_help_is_there_on_windows(folder: Folder) -> None:
    done = on_windows(folder, "factcheck_report", "--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in SUMMARIES)


def test_this_system_is_supported() -> None:
    assert unsupported_system() == ""
