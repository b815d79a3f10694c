"""Runs of the fuzzer: the targets one after the other, and how far each came."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TARGETS = tuple(sorted(path.stem for path in (HERE / "targets").glob("[a-z]*.py")))
FINDINGS = HERE / "findings"
"""Inputs that break a promise, by target; for nobody but the person who looks into them."""
LONGEST_INPUT = 4_000
"""Bytes."""
_LONGEST_SECONDS = 60
"""An input that takes longer is a finding. It is long because other programs may run."""
_MOST_MEMORY = 2_048
"""Megabytes of a process."""
_SHARES = {
    **{"quotes": 0.4, "pdf": 0.2, "report": 0.2, "reviews": 0.2, "verifier": 0.2},
    **{"page": 0.1, "web_page": 0.05},
}
"""How often slow targets are executed, as a share of what was asked for."""
_EXECUTED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(r"cov: (\d+) ft: (\d+)")


@dataclass(frozen=True)
class Run:
    """What became of the run of one target."""

    target: str
    executions: int
    edges: int
    """Branches of the code that were reached, …"""
    features: int
    """… and their combinations, as libFuzzer counts them."""
    seconds: float
    """Processor time."""
    log: str
    """What the fuzzer said."""
    ok: bool


def arguments(target: str, *options: str) -> list[str]:
    """What libFuzzer is told for a target, without the folders of inputs."""
    findings = FINDINGS / target
    findings.mkdir(parents=True, exist_ok=True)
    dictionary = HERE / "dictionaries" / f"{target}.txt"
    return [
        f"-dict={dictionary}",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={_LONGEST_SECONDS}",
        f"-rss_limit_mb={_MOST_MEMORY}",
        f"-artifact_prefix={findings}/",
        "-print_final_stats=1",
        *options,
    ]


def executions(target: str, runs: int) -> int:
    """How often a target is executed if so many runs are asked for."""
    return max(int(runs * _SHARES.get(target, 1)), 1)


def run(targets: Sequence[str], runs: int, seed: int = 0) -> Iterator[Run]:
    """Run each target so many times, slow ones less often, beginning with its corpus.

    With seed 0, each time otherwise.

    The product is imported once, in this process, and each target runs in a copy of it.
    """
    with tempfile.TemporaryDirectory() as folder:
        # The targets make folders when they are imported.
        tempfile.tempdir = folder
        from tests.fuzz.process import instrumented

        checks = instrumented(targets)
        for target in targets:
            yield _run(target, checks[target], executions(target, runs), seed, Path(folder))
    tempfile.tempdir = None


def _run(target: str, check: Callable[[bytes], None], number: int, seed: int, folder: Path) -> Run:
    from tests.fuzz.process import fuzz

    new, log = folder / f"{target}-corpus", folder / f"{target}.log"
    new.mkdir()
    options = arguments(target, f"-runs={number}", f"-seed={seed}")
    process = os.fork()
    if process == 0:
        # `fuzz` ends the process.
        output = os.open(log, os.O_WRONLY | os.O_CREAT)
        os.dup2(output, 1)
        os.dup2(output, 2)
        fuzz(check, [*options, str(new), str(HERE / "corpus" / target)])
    _, status, usage = os.wait4(process, 0)
    said = log.read_text("utf-8", "replace")
    executed, covered = _EXECUTED.search(said), _COVERED.findall(said) or [("0", "0")]
    return Run(
        target,
        int(executed[1]) if executed else 0,
        int(covered[-1][0]),
        int(covered[-1][1]),
        usage.ru_utime + usage.ru_stime,
        said,
        status == 0,
    )
