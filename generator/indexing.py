"""The index in which the words of the site are found: made by Pagefind, written as files.

Pagefind's own Python API waits a tenth of a second for each record it is given: eight minutes
for 5,000 claims. So this asks the same program, which comes with the package `pagefind_bin`, in
the same way as that API does: JSON in base64, each request and each answer ended by a comma.

Only words are left to Pagefind. Had it the facets too, it would fetch the words of all claims,
1.7 MB for 5,000, as soon as a reader filters without typing any; and its files would differ from
run to run, because it writes a filter's values in no order.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import gzip
import io
import json
import re
import shutil
import subprocess
import tempfile
import threading
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any, Self, cast

from generator.pages.facets import Record, version
from generator.texts import visible

_LONGEST = 600.0
"""Seconds that Pagefind may take."""
_NOT_USED = re.compile(r"pagefind-(?:ui|modular-ui|component-ui|highlight)\.(?:js|css)")
"""Files for interfaces of Pagefind's own: 400 KB."""
_SIGNATURE = b"pagefind_dcd"
"""What the content of its compressed files begins with."""


class NotIndexed(Exception):
    """Pagefind could not make the index; says why in words for editors."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place on the site, beside the claims, that words may lead to."""

    address: str
    title: str
    """Plain text, as is `text`."""
    text: str


def make_index(records: Sequence[Record], entries: Sequence[Entry], language: str) -> bytes:
    """The index of claims and other entries, as a ZIP file of its files.

    `language` is the language tag of the report; it decides how words are reduced to their stems.
    The same records and entries give the same bytes. Raises NotIndexed.
    """
    indexed = _indexed(records, entries, language.partition("-")[0].lower())
    try:
        files = _used(indexed)
        files["claims.json"] = _numbered(records, files)
    except (LookupError, TypeError, ValueError, OSError, EOFError) as error:
        raise NotIndexed(f"Pagefind gave files that are not understood: {error!r}.") from error
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return packed.getvalue()


def write_index(index: bytes, folder: Path) -> None:
    """Write an index into a folder, which is replaced as a whole.

    The folder it stands in must be there. Raises NotIndexed, the folder as it was.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".index-", dir=folder.parent) as aside:
            written = Path(aside) / "index"
            with zipfile.ZipFile(io.BytesIO(index)) as archive:
                for name in archive.namelist():
                    file = written / name
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(archive.read(name))
            shutil.rmtree(folder, ignore_errors=True)
            written.rename(folder)
    except OSError as error:
        raise NotIndexed(f"The index of claims cannot be written: {error}.") from error


def _indexed(
    records: Sequence[Record], entries: Sequence[Entry], language: str
) -> dict[str, bytes]:
    """Pagefind's files, by name.

    Not written by itself: it answers, and ends, before all that it writes is on the disk.
    """
    with _Pagefind() as pagefind:
        index = pagefind.ask("NewIndex", config=None)["index_id"]
        claims = ((record.id, record.title, record.text) for record in records)
        others = (
            # An address begins with what no id of a claim has.
            (f"/{entry.address}", visible(entry.title), visible(f"{entry.title}\n{entry.text}"))
            for entry in entries
        )
        for url, title, content in chain(claims, others):
            pagefind.ask(
                "AddRecord",
                index_id=index,
                url=url,
                content=content,
                language=language,
                meta={"title": title},
                filters=None,
                sort=None,
            )
        files = pagefind.ask("GetFiles", index_id=index)["files"]
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def _used(files: dict[str, bytes]) -> dict[str, bytes]:
    """Those of the files that the page uses."""
    used = {name: content for name, content in files.items() if not _NOT_USED.fullmatch(name)}
    languages = json.loads(files["pagefind-entry.json"])["languages"].values()
    if all(index["wasm"] for index in languages):
        # It is for languages whose stems Pagefind does not know.
        used.pop("wasm.unknown.pagefind", None)
    return used


def _numbered(records: Sequence[Record], files: Mapping[str, bytes]) -> bytes:
    """Pagefind's name for each claim, in their order: a result is known by its name alone."""
    names = {}
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.suffix == ".pf_fragment":
            fragment = json.loads(gzip.decompress(content).removeprefix(_SIGNATURE))
            names[fragment["url"]] = path.stem
    claims = [names[record.id] for record in records]
    listed = {"version": version(records), "claims": claims}
    return json.dumps(listed, separators=(",", ":")).encode()


class _Pagefind:
    """The program at work; it ends with the context at the latest."""

    def __init__(self) -> None:
        self._complaints: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed on exit
        try:
            self._process = subprocess.Popen(  # noqa: S603 - from its own package, no shell
                [_program(), "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
            )
        except OSError as error:
            self._complaints.close()
            raise NotIndexed(f"Pagefind cannot be started: {error}.") from error
        self._requests = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("BufferedReader", self._process.stdout)
        self._limit = threading.Timer(_LONGEST, self._process.kill)
        self._limit.daemon = True
        self._limit.start()

    def ask(self, type: str, **request: Any) -> dict[str, Any]:
        """One request and its answer. Raises NotIndexed."""
        message = json.dumps({"message_id": 1, "payload": {"type": type, **request}})
        try:
            self._requests.write(base64.b64encode(message.encode()) + b",")
            self._requests.flush()
        except OSError as error:
            raise NotIndexed(self._last_words()) from error
        answer = self._answer()
        if answer.get("type") == "Error":
            raise NotIndexed(f"Pagefind refused a claim: {answer.get('message')}")
        return answer

    def _answer(self) -> dict[str, Any]:
        received = bytearray()
        while not received.endswith(b","):
            more = self._answers.read1()
            if not more:
                raise NotIndexed(self._last_words())
            received += more
        try:
            payload = json.loads(base64.b64decode(received[:-1], validate=True))["payload"]
        except (binascii.Error, ValueError, KeyError, TypeError) as error:
            raise NotIndexed("Pagefind gave an answer that is not understood.") from error
        return dict(payload)

    def _last_words(self) -> str:
        """Why it ended, as far as it said so."""
        self._process.kill()
        self._process.wait()
        self._complaints.seek(0)
        said = self._complaints.read()[-500:].decode(errors="replace").strip()
        return f"Pagefind ended before the index was made. {said}".strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._limit.cancel()
        self._process.kill()
        self._process.wait()
        with contextlib.suppress(OSError):
            # What was not sent yet cannot be sent any more.
            self._requests.close()
        self._answers.close()
        self._complaints.close()


def _program() -> str:
    """The path of the program. Raises NotIndexed."""
    # Imported only here: it takes longer than all that follows for a small report.
    try:
        from pagefind.service import get_executable

        program = get_executable()
    except (ImportError, OSError):
        program = None
    if program is None:
        raise NotIndexed("Pagefind is not installed: pip install pagefind pagefind_bin")
    return str(program)
