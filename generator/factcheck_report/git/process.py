"""Runs git so that a repository made by a stranger can do no harm.

No program that a repository configures is run, nothing is fetched, asked for or locked, and time
and output are limited.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SECONDS = 60.0
"""The longest run, unless a caller asks for less."""
FEW_SECONDS = 5.0
"""For what a command can do without."""
_MOST_OUTPUT = 64 * 1024 * 1024
_MOST_ERRORS = 10_000
"""In bytes."""
_KEPT = ("GIT_CEILING_DIRECTORIES", "GIT_CONFIG_", "GIT_DISCOVERY_", "GIT_EXEC_PATH", "GIT_TRACE")
"""Beginnings of the variables for git that stay: the user's own settings. All others go. They name
programs, or the repository of the hook or alias that this runs in."""
_REMOVED = ("GIT_CONFIG_PARAMETERS", "SSH_ASKPASS")
_SETTINGS = {
    "core.askPass": "",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "credential.helper": "",
    "log.showSignature": "false",  # it runs gpg.program
    "protocol.allow": "never",
    # A folder inside the report that looks like a bare repository may have its own settings.
    "safe.bareRepository": "explicit",
}
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
NO_DIFF_PROGRAMS = ("--no-ext-diff", "--no-textconv")
"""Options for every command that compares contents."""


class GitError(Exception):
    """git could not be run or did not finish; the message is for editors."""


@dataclass(frozen=True, slots=True)
class GitOutput:
    """The result of a run."""

    code: int
    stdout: bytes
    stderr: str


def run_git(
    folder: Path,
    *arguments: str,
    stdin: bytes = b"",
    seconds: float = SECONDS,
    most: int = _MOST_OUTPUT,
    settings: Mapping[str, str] | None = None,
) -> GitOutput:
    """Run git in a folder.

    Paths among the arguments are taken literally. Callers put them after `--`, and pass a command
    that compares contents `NO_DIFF_PROGRAMS`. `settings` override the repository's configuration.
    Raises GitError if git is missing, runs longer than `seconds`, or prints more than `most` bytes.
    """
    program = shutil.which("git")
    if program is None:
        raise GitError("git cannot be run. Install it.")
    command = [program, "--no-pager", "--no-replace-objects", "-C", str(folder), *arguments]
    # Input and errors go through files, so that no full pipe can block either side.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as errors:
        given.write(stdin)
        given.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 - no shell; see the docstring for arguments
                command,
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=_environment(_SETTINGS | dict(settings or {})),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            raise GitError(f"git cannot be run ({reason}).") from error
        output, finished = _read(process, seconds, most)
        if not finished:
            raise GitError(f"git did not finish within {seconds:.0f} seconds.")
        if len(output) > most:
            raise GitError(f"git printed more than {most:,} bytes.")
        errors.seek(0)
        message = errors.read(_MOST_ERRORS).decode("utf-8", "replace")
    return GitOutput(process.returncode, output, message)


def git_output(
    folder: Path, *arguments: str, settings: Mapping[str, str] | None = None
) -> bytes | None:
    """What git prints within five seconds; None if it fails, for whatever reason."""
    try:
        done = run_git(folder, *arguments, seconds=FEW_SECONDS, settings=settings)
    except GitError:
        return None
    return done.stdout if done.code == 0 else None


def _read(process: subprocess.Popen[bytes], seconds: float, most: int) -> tuple[bytes, bool]:
    """At most `most` + 1 bytes of output, and whether that took no longer than `seconds`."""
    assert process.stdout  # noqa: S101 - it is a pipe
    expired = threading.Event()

    def stop() -> None:
        expired.set()
        _kill(process)

    timer = threading.Timer(seconds, stop)
    timer.start()
    try:
        output = process.stdout.read(most + 1)
        if len(output) > most:
            _kill(process)
        process.wait()
    finally:
        timer.cancel()
        _kill(process)
        process.stdout.close()
        process.wait()
    return output, not expired.is_set()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End git and the programs it started; they are in a session of their own."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Our environment, without other repositories and programs, and with the settings.

    Settings go into variables: in `-c name=value`, a name with an equals sign would be cut short.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in _REMOVED and (name.startswith(_KEPT) or not name.startswith("GIT_"))
    }
    count = environment.get("GIT_CONFIG_COUNT", "")
    first = int(count) if count.isdecimal() else 0
    for number, (name, value) in enumerate(settings.items(), first):
        environment[f"GIT_CONFIG_KEY_{number}"] = name
        environment[f"GIT_CONFIG_VALUE_{number}"] = value
    environment["GIT_CONFIG_COUNT"] = str(first + len(settings))
    return environment | _ENVIRONMENT
