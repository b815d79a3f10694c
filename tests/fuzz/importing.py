"""Taking documents in, without a process for each: what the product makes of them must be tidy."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import traceback
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import factcheck_report
from factcheck_report.documents.files import decode
from factcheck_report.documents.importing import isolated, structured_data
from factcheck_report.documents.importing.extracted import ExtractedText
from factcheck_report.documents.importing.refused import ImportRefused
from factcheck_report.documents.importing.tidying import tidied
from factcheck_report.documents.kinds import DocumentKind
from factcheck_report.model.safe_text import REORDERING, visible

T = TypeVar("T")
_Answer = subprocess.CompletedProcess[bytes]
_PRODUCT = str(Path(factcheck_report.__file__).parent)
_ALLOWED = re.compile(f"[\t\n\f{REORDERING}]")

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def read(make: Callable[[], T]) -> T | None:
    """What a function makes of a file; None if it refuses.

    The libraries raise errors of any type for damaged files, and the product reports them. An
    error of the product's own code is a finding.
    """
    try:
        return make()
    except (ImportRefused, MemoryError, RecursionError):
        return None
    except Exception as error:
        if traceback.extract_tb(error.__traceback__)[-1].filename.startswith(_PRODUCT):
            raise
        return None


def text_of(extract: Callable[[bytes, bool], ExtractedText], data: bytes, whole: bool) -> str:
    """The text that is taken out of a file; empty if it is refused."""
    found = read(lambda: tidied(extract(data, whole)))
    if found is None:
        return ""
    text = found.text
    for part in (text, *(fact.value for fact in found.facts)):
        plain = _ALLOWED.sub("", part)
        assert visible(plain) == plain, repr(part)
    assert all("\n" not in fact.value and fact.value.strip() for fact in found.facts), found.facts
    # It becomes a document of a report, which is read in this way.
    assert decode(text.encode(), "text.txt") == text.removeprefix("\ufeff")
    assert tidied(found) == found
    assert ExtractedText.from_json(json.loads(found.as_json())) == found
    return text


def read_data_in_this_process() -> None:
    """From now on, the data of web pages are read without starting a process."""

    def run(command: Sequence[str], *, input: bytes, **_: Any) -> _Answer:
        kind = DocumentKind(command[-2])
        answer = read(lambda: structured_data.data_of(input, kind))
        refused = json.dumps({"what": "cannot be read.", "fix": ""})
        return _Answer(command, 0, (answer or refused).encode())

    isolated.subprocess = SimpleNamespace(  # type: ignore[assignment]
        run=run,
        PIPE=subprocess.PIPE,
        DEVNULL=subprocess.DEVNULL,
        TimeoutExpired=subprocess.TimeoutExpired,
    )
