"""Fuzzes the product, and prints for each target how far it came: `make fuzz`."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.runs import FINDINGS, HERE, TARGETS, arguments, run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument(
        "--runs", type=int, default=10_000, help="for each target; less for slow ones"
    )
    parser.add_argument("--seed", type=int, default=0, help="0 is another one each time")
    parser.add_argument(
        "--distil",
        metavar="FOLDER",
        type=Path,
        help="do not fuzz; add the inputs in FOLDER/TARGET to the corpus that reach new code",
    )
    options = parser.parse_args()
    if unknown := set(options.targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    targets = options.targets or TARGETS
    if options.distil:
        for target in targets:
            distil(target, options.distil / target)
        return 0
    _say(f"{'target':12}{'executions':>12}{'edges':>8}{'features':>10}{'seconds':>9}")
    failed = False
    for done in run(targets, options.runs, options.seed):
        _say(
            f"{done.target:12}{done.executions:12,}{done.edges:8,}{done.features:10,}"
            f"{done.seconds:9,.1f}"
        )
        if not done.ok:
            failed = True
            _say(f"{done.log}\nThe input is in {FINDINGS / done.target}.")
    return int(failed)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    # The processes of the targets would write it again.
    sys.stdout.flush()


def distil(target: str, folder: Path) -> None:
    """Replace a target's corpus by the fewest inputs of it and of a folder that reach as much."""
    corpus = HERE / "corpus" / target
    with tempfile.TemporaryDirectory() as place:
        made = Path(place) / target
        made.mkdir()
        # libFuzzer runs its program again, in processes of its own.
        search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(
            [
                *(sys.executable, str(HERE / "process.py"), *arguments(target)),
                # How often a branch is taken does not matter: the corpus stays small.
                *("-set_cover_merge=1", "-use_counters=0"),
                *(str(made), str(corpus), str(folder)),
            ],
            check=True,
            env=os.environ
            | {"FUZZ_TARGET": target, "PATH": search, "PYTHONPATH": str(HERE.parent.parent)},
        )
        shutil.rmtree(corpus, ignore_errors=True)
        shutil.copytree(made, corpus)
    _say(f"{target}: {len(list(corpus.iterdir()))} inputs")


if __name__ == "__main__":
    sys.exit(main())
