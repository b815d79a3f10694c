#!/usr/bin/env python3
"""Fuzzes one target. As a program it takes the target's name from FUZZ_TARGET, and the rest from
its arguments, which are libFuzzer's: when it distils a corpus, libFuzzer runs its program again.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import atheris

Check = Callable[[bytes], None]


def instrumented(names: Iterable[str]) -> Mapping[str, Check]:
    """The functions of targets by name, with the product and its Markdown parser instrumented.

    Nothing of the product may be imported before.
    """
    assert not any(name.startswith("factcheck_report") for name in sys.modules)
    with (
        contextlib.redirect_stderr(io.StringIO()),  # a line for each module
        atheris.instrument_imports(include=["factcheck_report", "markdown_it"]),
    ):
        return {name: import_module(f"tests.fuzz.targets.{name}").check for name in names}


def fuzz(check: Check, arguments: Sequence[str]) -> None:
    """Fuzz a target, and end the process."""
    atheris.Setup([str(Path(__file__)), *arguments], check)
    atheris.Fuzz()


if __name__ == "__main__":
    name = os.environ["FUZZ_TARGET"]
    fuzz(instrumented([name])[name], sys.argv[1:])
