"""Takes the text or the data out of a document in a process of its own, with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from factcheck_report.documents.files import FileRefused
from factcheck_report.documents.importing.extracted import ExtractedText
from factcheck_report.documents.importing.limits import MAX_MEMORY, MAX_SECONDS
from factcheck_report.documents.importing.page_data import PageData
from factcheck_report.documents.kinds import DocumentKind

INSTALL = 'pip install "factcheck-report[import]"'
"""Installs the libraries that read documents."""
_WORKER = "factcheck_report.documents.importing.worker"
_SAVE_TEXT = "Save its text as a plain text file in UTF-8 and add that."
_SAVE_DATA = (
    "Save the page again from a browser, or copy the script with its ClaimReview data into a file "
    "that ends in .json."
)


def extract(data: bytes, name: str, kind: DocumentKind, *, whole_page: bool) -> ExtractedText:
    """The text of a document, from its content.

    With `whole_page`, everything that the document shows; otherwise without what surrounds the
    text, such as navigation, running headers and footnotes. Raises FileRefused if the document
    cannot be read within the limits.
    """
    return ExtractedText.from_json(_answer(data, name, kind, "whole" if whole_page else "main"))


def page_data(data: bytes, name: str, kind: DocumentKind) -> PageData:
    """The data in a web page for programs: JSON-LD, microdata, RDFa. Raises FileRefused."""
    return PageData.from_json(_answer(data, name, kind, "data"))


def decoded_text(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file that is not in UTF-8, and notes for editors. Raises FileRefused."""
    answer = _answer(data, name, DocumentKind.TEXT, "data")
    return answer["text"], tuple(answer["notes"])


# Any: what the other process wrote as JSON.
def _answer(data: bytes, name: str, kind: DocumentKind, what: str) -> dict[str, Any]:
    save = _SAVE_DATA if what == "data" else _SAVE_TEXT
    # -P: a file of the current folder is never imported as a module.
    command = [sys.executable, "-P", "-m", _WORKER, kind, what]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and no shell
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # of any length, and nobody reads it
            timeout=2 * MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(name, save) from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        raise _failed(done, name, save) from None
    if "missing" in answer:
        raise FileRefused(
            f"“{name}” is {kind.label}. To read it, the library “{answer['missing']}” is needed, "
            "which is not installed.",
            f"Run: {INSTALL}",
        )
    if "what" in answer:
        raise FileRefused(f"“{name}” {answer['what']}", answer["fix"] or save)
    return answer


def _failed(done: subprocess.CompletedProcess[bytes], name: str, save: str) -> FileRefused:
    """Why the process ended without an answer."""
    if -done.returncode in _TIME_SIGNALS:
        return _too_slow(name, save)
    return FileRefused(
        f"“{name}” cannot be read: it is damaged, or needs more than "
        f"{MAX_MEMORY // 1024**3} GB of memory.",
        f"Open it and save it again. If that does not help: {save}",
    )


_TIME_SIGNALS = (9, 24)
"""SIGKILL and SIGXCPU: the limit of processor time was reached."""


def _too_slow(name: str, save: str) -> FileRefused:
    return FileRefused(
        f"Reading “{name}” takes longer than {MAX_SECONDS} seconds.",
        f"Keep only the part that you need. Or: {save}",
    )
