"""Short and long runs of the fuzzer find nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.fuzz.runs import HERE, TARGETS, executions
from tests.reports import ROOT

LARGEST_CORPUS = 100
"""Inputs of a target: each is tried in each run."""


@pytest.mark.parametrize(
    ("runs", "seed"), [(60, 1), pytest.param(50_000, 0, marks=pytest.mark.long)]
)
def test_no_input_breaks_a_promise(runs: int, seed: int) -> None:
    options = ["--runs", str(runs), "--seed", str(seed)]
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *options],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    table = [line.split() for line in done.stdout.splitlines()[1:]]
    assert [row[0] for row in table] == list(TARGETS)
    for target, executed, edges, *_ in table:
        assert int(executed.replace(",", "")) >= executions(target, runs), target
        assert int(edges.replace(",", "")) > 50, target


def test_each_target_has_a_dictionary_and_a_small_corpus() -> None:
    for target in TARGETS:
        assert (HERE / "dictionaries" / f"{target}.txt").is_file(), target
        inputs = list((HERE / "corpus" / target).iterdir())
        assert 0 < len(inputs) <= LARGEST_CORPUS, target
    for folder in ("dictionaries", "corpus"):
        assert {path.stem for path in (HERE / folder).iterdir()} == set(TARGETS), folder
