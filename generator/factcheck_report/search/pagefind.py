"""Pagefind: its command, which makes an index of small HTML pages.

Pages are sent to it as messages, as its own Python package sends them: each is JSON in base64 with
a comma after it. So no page is a file, and the index does not depend on the disk: from a folder,
the command takes pages in the order in which the file system lists them. The Python package itself
waits a tenth of a second for each page.

Its JavaScript interface takes one stemmer for all indexes that are merged with its `mergeIndex`,
that of the first. So each language has a folder of its own, with its own copy of `pagefind.js`, and
`search-engine.js` merges what they find.
"""

from __future__ import annotations

import base64
import fnmatch
import gzip
import html
import json
import re
import subprocess
import time
import weakref
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path, PurePath
from platform import platform
from typing import IO, cast

from factcheck_report.model import Position
from factcheck_report.problems import Problem
from factcheck_report.storage.temporary import TemporaryFolder

PACKAGE = "pagefind_bin_extended"
_INDEX = 0
"""Its name for the first index that it makes, which is the only one here."""
_END = b","
"""What each message to it and from it ends with; a message has no other."""
_REQUESTS = ".requests"
"""How the names of files with messages to it end."""
_PAUSE = 0.005
"""Seconds before it is asked again whether it has answered."""
_MAGIC = b"pagefind_dcd"
"""What each of its files begins with, before the content."""
_TEXT_ID = re.compile(rb"\x82[\x60-\x77]([a-z]+_[0-9a-f]+)")
"""In the list of texts that its index begins with, in CBOR: the head of an entry, and the id."""
_PUBLISHED = ("pagefind.js", "pagefind-entry.json", "pagefind.*.pf_meta", "index/*.pf_index")
_FRAGMENTS = "fragment/*.pf_fragment"
"""Its files that the search reads, beside the WebAssembly of the language. The others are its own
user interface, and fragments of pages: what is shown comes from files of ours."""


class PagefindFailed(Exception):
    """The command cannot be run, or fails; the text says why, as a sentence."""

    def problem(self, position: Position) -> Problem:
        """The problem of a build without a search; `position` is in the site's settings."""
        return Problem(
            position=position,
            rule="search",
            what=f"The search index cannot be made. {self}",
            fix=f"Install Pagefind again: pip install --force-reinstall {PACKAGE}. It exists for "
            "Linux, macOS and Windows.",
        )


@dataclass(frozen=True, slots=True)
class IndexedText:
    """What is indexed under a number: a claim or a page, in one language."""

    number: int
    title: str
    text: str


def installed_version() -> str:
    """The version of Pagefind. Raises PagefindFailed if it is not installed for this machine."""
    return _installed()[1]


def _installed() -> tuple[str, str]:
    """The path of Pagefind's program, and its version. Raises PagefindFailed."""
    try:
        return str(import_module(PACKAGE).get_executable().absolute()), version(PACKAGE)
    except ImportError as error:
        raise PagefindFailed(f"The package {PACKAGE} is not installed.") from error
    except FileNotFoundError as error:
        raise PagefindFailed(
            f"The package {PACKAGE} has no program for this machine ({platform()})."
        ) from error


class Indexing:
    """Runs Pagefind on texts, beside whatever else this process does until it is asked for them.

    First `write` all texts, also in forks of this process, then `start`. Raises OSError if there is
    no temporary folder, PagefindFailed if the command is not installed.
    """

    def __init__(self) -> None:
        self._program, _ = _installed()
        self._temporary = TemporaryFolder()
        self._running: dict[str, _Command] = {}
        self._end = weakref.finalize(self, _stop, self._running, self._temporary)

    def write(self, language: str, texts: Sequence[IndexedText]) -> None:
        """Write some texts in a language; those of lower numbers are indexed first.

        In a text there is one space between words. Raises OSError.
        """
        if texts:
            folder = self._temporary.path / language
            folder.mkdir(exist_ok=True)
            requests = (_add_page(language, text) for text in texts)
            (folder / f"{texts[0].number:09}{_REQUESTS}").write_bytes(b"".join(requests))

    def start(self, languages: Iterable[str]) -> None:
        """Start the command for each of the languages that has texts.

        Raises OSError and PagefindFailed.
        """
        for language in languages:
            folder = self._temporary.path / language
            if folder.exists():
                self._running[language] = _Command(self._program, folder)

    def close(self) -> None:
        """End the command, if it still runs, and remove what it made."""
        self._end()

    def result(self) -> dict[str, dict[str, bytes]]:
        """Wait for the files of each language's index, by path. Raises PagefindFailed, OSError."""
        try:
            return {language: _files(command.made()) for language, command in self._running.items()}
        finally:
            self.close()


def _stop(running: Mapping[str, _Command], folder: TemporaryFolder) -> None:
    for command in running.values():
        command.end()
    folder.remove()


class _Command:
    """Pagefind, at work on the requests in a folder. Raises OSError and PagefindFailed."""

    def __init__(self, program: str, folder: Path) -> None:
        first, last = folder / f"first{_REQUESTS}", folder / f"last{_REQUESTS}"
        first.write_bytes(_request({"type": "NewIndex", "config": None}))
        last.write_bytes(_request({"type": "GetFiles", "index_id": _INDEX}))
        requests = [first, *sorted(folder.glob(f"[0-9]*{_REQUESTS}")), last]
        self._expected = sum(path.read_bytes().count(_END) for path in requests)
        self._folder = folder
        self._started: list[subprocess.Popen[bytes]] = []
        try:
            with (folder / "log").open("wb") as log, (folder / "answers").open("wb") as answers:
                self._pagefind = subprocess.Popen(  # noqa: S603 - a fixed command
                    [program, "--service"],
                    cwd=folder,
                    stdin=subprocess.PIPE,
                    stdout=answers,
                    stderr=log,
                )
            self._started.append(self._pagefind)
            with closing(cast(IO[bytes], self._pagefind.stdin)) as requests_to_it:
                # Keeps Pagefind's input open until ours is closed, by us or because we have ended:
                # at the end of its input Pagefind ends, too, whatever it still has to do.
                feeder = subprocess.Popen(  # noqa: S603 - a fixed command
                    ["cat", *requests, "-"],  # noqa: S607 - wherever the system has it
                    stdin=subprocess.PIPE,
                    stdout=requests_to_it,
                )
            self._started.append(feeder)
        except OSError as error:
            self.end()
            raise PagefindFailed(f"Pagefind cannot be started: {error.strerror}.") from error

    def made(self) -> Mapping[str, bytes]:
        """Wait for the files that it makes, by path. Raises PagefindFailed and OSError."""
        files: list[Mapping[str, str]] = []
        for answer in self._answers():
            payload = json.loads(base64.b64decode(answer))["payload"]
            if payload["type"] == "Error":
                raise _failed(payload["message"])
            files += payload.get("files", ())
        return {file["path"]: base64.b64decode(file["content"]) for file in files}

    def _answers(self) -> list[bytes]:
        """Wait for one answer to each request."""
        answers, number = bytearray(), 0
        with (self._folder / "answers").open("rb") as file:
            while number < self._expected:
                has_ended = self._pagefind.poll() is not None
                part = file.read()
                answers += part
                number += part.count(_END)
                if has_ended and not part:
                    raise _failed((self._folder / "log").read_text("utf-8", "replace"))
                if not part:
                    time.sleep(_PAUSE)
        return bytes(answers).split(_END)[:number]

    def end(self) -> None:
        """End it, whatever it is doing."""
        for process in self._started:
            # It closes the input, too.
            with process:
                process.kill()


def _failed(said: str) -> PagefindFailed:
    return PagefindFailed(f"Pagefind could not index the texts: {said.strip()[-500:]}")


def _add_page(language: str, text: IndexedText) -> bytes:
    page = (
        f'<!doctype html><html lang="{html.escape(language)}"><meta charset="utf-8">'
        f"<body>{_element('h1', text.title)}{_element('p', text.text)}</body>"
    )
    return _request(
        {"type": "AddFile", "index_id": _INDEX, "url": str(text.number), "file_contents": page}
    )


def _request(payload: Mapping[str, object]) -> bytes:
    # All have the same number: only one answer has files, and any error ends the work.
    return base64.b64encode(json.dumps({"message_id": 0, "payload": payload}).encode()) + _END


def _element(tag: str, words: str) -> str:
    return f"<{tag}>{html.escape(words)}</{tag}>" if words else ""


def _files(made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of the command's files that are published."""
    [about] = json.loads(made["pagefind-entry.json"])["languages"].values()
    patterns = (*_PUBLISHED, f"wasm.{about['wasm'] or 'unknown'}.pagefind")
    files = {path: made[path] for pattern in patterns for path in fnmatch.filter(made, pattern)}
    [meta] = (name for name in files if name.endswith(".pf_meta"))
    files[meta] = _with_numbers(files[meta], _numbers(made))
    return files


def _numbers(made: Mapping[str, bytes]) -> dict[bytes, bytes]:
    """Pagefind's id of each text → its number, which is the address of its page."""
    numbers = {}
    for path in fnmatch.filter(made, _FRAGMENTS):
        page = json.loads(gzip.decompress(made[path]).removeprefix(_MAGIC))
        numbers[PurePath(path).stem.encode()] = page["url"].encode()
    return numbers


def _with_numbers(meta: bytes, numbers: Mapping[bytes, bytes]) -> bytes:
    """An index's list of texts with their numbers as ids: these are what a search then returns.

    Pagefind's own ids are hashes, which do not compress, and a browser needs a second list to tell
    which text is which: at 25,000 claims 190 KB more before the first result. Raises
    PagefindFailed.
    """

    def numbered(entry: re.Match[bytes]) -> bytes:
        number = numbers[entry[1]]
        return b"\x82" + bytes([0x60 + len(number)]) + number

    try:
        content, found = _TEXT_ID.subn(numbered, gzip.decompress(meta), len(numbers))
    except KeyError:
        found = 0
    if found != len(numbers):
        raise PagefindFailed("Its list of texts is not as expected.")
    return gzip.compress(content, mtime=0)
