"""Pagefind: its command, run on small HTML pages in a temporary folder.

Its program is started directly. Through Python (`python -m`), a small report would take several
times as long. Its JavaScript interface takes one stemmer for all indexes that are merged with its
`mergeIndex`, that of the first. So each language has a folder of its own, with its own copy of
`pagefind.js`, and `search-engine.js` merges what they find.
"""

from __future__ import annotations

import gzip
import html
import json
import re
import subprocess
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from platform import platform

from factcheck_report.model import Position
from factcheck_report.problems import Problem
from factcheck_report.storage.temporary import TemporaryFolder

PACKAGE = "pagefind_bin_extended"
_MAGIC = b"pagefind_dcd"
"""What each of its files begins with, before the content."""
_TEXT_ID = re.compile(rb"\x82[\x60-\x77]([a-z]+_[0-9a-f]+)")
"""In the list of texts that its index begins with, in CBOR: the head of an entry, and the id."""
_PUBLISHED = ("pagefind.js", "pagefind-entry.json", "pagefind.*.pf_meta", "index/*.pf_index")
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
    """What is indexed under a number: the words of a claim or a page, in one language."""

    number: int
    title: str
    text: str
    """Words with spaces between them; no word is empty."""


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

    Raises OSError if the pages cannot be written, PagefindFailed if the command cannot be started.
    """

    def __init__(self, texts: Mapping[str, Iterable[IndexedText]]) -> None:
        """`texts` are those of each language."""
        program, _ = _installed()
        self._temporary = TemporaryFolder()
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._end = weakref.finalize(self, _stop, self._running, self._temporary)
        try:
            for number, (language, some) in enumerate(texts.items()):
                folder = self._temporary.path / str(number)
                _write_pages(folder / "pages", language, some)
                self._running[language] = _start(program, folder)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the command, if it still runs, and remove what it made."""
        self._end()

    def result(self) -> dict[str, dict[str, bytes]]:
        """Wait for the files of each language's index, by path. Raises PagefindFailed, OSError."""
        try:
            made = {}
            for number, (language, process) in enumerate(self._running.items()):
                folder = self._temporary.path / str(number)
                if process.wait() != 0:
                    said = (folder / "log").read_text("utf-8", "replace").strip()
                    raise PagefindFailed(f"Pagefind could not index the texts: {said[-500:]}")
                made[language] = _files(folder / "index")
            return made
        finally:
            self.close()


def _stop(running: Mapping[str, subprocess.Popen[bytes]], folder: TemporaryFolder) -> None:
    for process in running.values():
        if process.poll() is None:
            process.kill()
            process.wait()
    folder.remove()


def _start(program: str, folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "log").open("wb") as log:
        try:
            return subprocess.Popen(  # noqa: S603 - a fixed command
                [program, "--silent", "--site", "pages", "--output-path", "index"],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        except OSError as error:
            raise PagefindFailed(f"Pagefind cannot be started: {error.strerror}.") from error


def _write_pages(folder: Path, language: str, texts: Iterable[IndexedText]) -> None:
    folder.mkdir(parents=True)
    for item in texts:
        page = (
            f'<!doctype html><html lang="{html.escape(language)}"><meta charset="utf-8">'
            f"<body>{_element('h1', item.title)}{_element('p', item.text)}</body>"
        )
        (folder / f"{item.number}.html").write_text(page, "utf-8")


def _element(tag: str, words: str) -> str:
    return f"<{tag}>{html.escape(words)}</{tag}>" if words else ""


def _files(folder: Path) -> dict[str, bytes]:
    [about] = json.loads((folder / "pagefind-entry.json").read_bytes())["languages"].values()
    wasm = f"wasm.{about['wasm'] or 'unknown'}.pagefind"
    found = [path for pattern in (*_PUBLISHED, wasm) for path in sorted(folder.glob(pattern))]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    [meta] = (name for name in files if name.endswith(".pf_meta"))
    files[meta] = _with_numbers(files[meta], _numbers(folder / "fragment"))
    return files


def _numbers(fragments: Path) -> dict[bytes, bytes]:
    """Pagefind's id of each text → its number, which is the name of its page."""
    numbers = {}
    for path in fragments.iterdir():
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_MAGIC))
        numbers[path.stem.encode()] = page["url"].strip("/").removesuffix(".html").encode()
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
