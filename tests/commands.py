"""Commands in processes that start quickly.

Importing takes most of the CPU time of a command on a small report: 0.3 of 0.35 seconds for
`factcheck check`, 0.55 of 0.85 for `mkdocs build`. A server imports all modules once and forks a
process for each command. `factcheck build` starts MkDocs in a process of its own: that is forked
too, from the process of the command.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import pkgutil
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from types import SimpleNamespace

from factcheck_report import cli
from factcheck_report.cli import mkdocs_build
from tests.compiled_templates import share_compiled_templates, shared_folder
from tests.earlier_builds import keep_cache, restore_cache

TIMEOUT = 300
"""Seconds after which a command is killed."""

_forking = multiprocessing.get_context("forkserver")
_forking.set_forkserver_preload(
    [
        "mkdocs.commands.build",
        "material",
        "factcheck_report.mkdocs_plugin.plugin",
        *(f"factcheck_report.cli.{module.name}" for module in pkgutil.iter_modules(cli.__path__)),
        "tests.preloaded",
    ]
)


def run_module(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a module in a folder, as `python -m` does, and capture what it prints."""
    with tempfile.TemporaryDirectory() as place:
        stdout, stderr = Path(place, "stdout"), Path(place, "stderr")
        process = start_module(command, folder, environment, stdout, stderr)
        process.join(TIMEOUT)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(command, TIMEOUT, stdout.read_bytes())
        code = process.exitcode
        process.close()
        if code == 0:
            keep_cache(folder, environment)
        return subprocess.CompletedProcess(
            command, code, stdout.read_text("utf-8"), stderr.read_text("utf-8")
        )


def start_module(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    stdout: Path,
    stderr: Path,
) -> ForkServerProcess:
    """Start a module in a folder, as `python -m` does. What it prints goes into two files."""
    restore_cache(folder, environment)
    process = _forking.Process(
        target=_run,
        args=(list(command), folder, dict(environment), stdout, stderr, shared_folder()),
    )
    process.start()
    return process


def _run(
    command: list[str],
    folder: Path,
    environment: dict[str, str],
    stdout: Path,
    stderr: Path,
    templates: str,
) -> None:
    """Run in the new process."""
    for stream, file in ((1, stdout), (2, stderr)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), stream)
    os.chdir(folder)
    if command[0] == "properdocs":
        # It puts its own modules in the place of MkDocs', which are imported here.
        os.execve(sys.executable, [sys.executable, "-m", *command], environment)
    os.environ.clear()
    os.environ.update(environment)
    if templates:
        share_compiled_templates(templates)
    # Read TMPDIR again.
    tempfile.tempdir = None
    mkdocs_build.subprocess = SimpleNamespace(run=_fork)  # type: ignore[attr-defined]
    sys.path.insert(0, str(folder))
    sys.argv = command
    # Forked processes end without what Python does when others end.
    at_end: list[Callable[[], object]] = []
    atexit.register = lambda call, *args, **named: (  # type: ignore[assignment]
        at_end.append(partial(call, *args, **named)) or call
    )
    try:
        runpy.run_module(command[0], run_name="__main__", alter_sys=True)
    finally:
        for call in reversed(at_end):
            call()


def _fork(
    command: list[str], *, env: dict[str, str], umask: int, **_: object
) -> subprocess.CompletedProcess[str]:
    """What `subprocess.run` does with `python -m` and a module, in a fork of this process.

    It inherits all open files, as the product wants of its lock.
    """
    python, minus_m, *module = command
    assert (python, minus_m) == (sys.executable, "-m")
    with tempfile.TemporaryDirectory() as place:
        stdout, stderr = Path(place, "stdout"), Path(place, "stderr")
        before = os.umask(umask)
        process = multiprocessing.get_context("fork").Process(
            target=_run, args=(module, Path.cwd(), env, stdout, stderr, shared_folder())
        )
        process.start()
        os.umask(before)
        process.join()
        code = process.exitcode
        assert code is not None
        return subprocess.CompletedProcess(
            command, code, stdout.read_text("utf-8"), stderr.read_text("utf-8")
        )
