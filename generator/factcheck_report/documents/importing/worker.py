"""The process that takes the text, or the data, out of one document.

Reads the document from standard input and writes JSON to standard output: an `ExtractedText` or a
`PageData`; or `what` and `fix`, why it cannot be read; or `missing`, the library that is not
installed.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import resource
import sys
import warnings
from collections.abc import Callable
from importlib import import_module

from factcheck_report.documents.importing.extracted import ExtractedText
from factcheck_report.documents.importing.limits import MAX_MEMORY, MAX_SECONDS
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.documents.importing.tidying import tidied
from factcheck_report.documents.kinds import DocumentKind

_MODULES = {
    DocumentKind.TEXT: "plain_text",
    DocumentKind.MARKDOWN: "markdown",
    DocumentKind.HTML: "web_page",
    DocumentKind.PDF: "pdf",
    DocumentKind.DOCX: "word",
    DocumentKind.MHTML: "mhtml",
    DocumentKind.WARC: "web_archive",
    DocumentKind.WEBVTT: "subtitles",
    DocumentKind.SRT: "subtitles",
}
"""The module that reads each kind, with a function `extract(data, whole_page)`."""


def main() -> None:
    """Read one document, within the limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS + 5))
    # Not every system can limit the address space.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    kind, wanted = DocumentKind(sys.argv[1]), sys.argv[2]
    data = sys.stdin.buffer.read()
    answer = os.dup(1)
    os.dup2(2, 1)  # some libraries print warnings to standard output
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    text = _answer(data, kind, wanted)
    with os.fdopen(answer, "w", encoding="utf-8") as file:
        file.write(text)


def _answer(data: bytes, kind: DocumentKind, wanted: str) -> str:
    try:
        if wanted == "data":
            module = import_module("factcheck_report.documents.importing.structured_data")
            return str(module.data_of(data, kind))
        module = import_module(f"factcheck_report.documents.importing.{_MODULES[kind]}")
        extract: Callable[[bytes, bool], ExtractedText] = module.extract
        return tidied(extract(data, wanted == "whole")).as_json()
    except ImportRefused as refused:
        return _refusal(refused.what, refused.fix)
    except ModuleNotFoundError as error:
        return json.dumps({"missing": (error.name or "").partition(".")[0]})
    except MemoryError:
        what = f"needs more than {MAX_MEMORY // 1024**3} GB of memory to be read."
        return _refusal(what, "Keep only the part that you need.")
    except RecursionError:
        return _refusal("is nested too deeply to be read.")
    except Exception as error:  # libraries raise errors of any type for damaged files
        return _refusal(f"cannot be read: it is damaged ({type(error).__name__}).", _SAVE_AGAIN)


_SAVE_AGAIN = "Open it in the program that shows it and save it again, or save only its text."


def _refusal(what: str, fix: str = "") -> str:
    return json.dumps({"what": what, "fix": fix})


if __name__ == "__main__":
    main()
