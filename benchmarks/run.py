"""Measures what it costs to build a report, with the product and with other tools.

python benchmarks/run.py --claims 1000 5000 --rounds 3 --peers all --out FOLDER
"""

from __future__ import annotations

import argparse
import compileall
import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from machine import Machine, this_machine
from modes.compare import Built, compare
from modes.hostile import time_hostile
from modes.load import time_loading
from modes.machinery import time_machinery
from modes.memory import memory
from modes.mixed import time_mixed_saves
from modes.preview import time_preview
from modes.quotes import time_quotes
from modes.saves import count_saves
from modes.scale import scale
from modes.search import bytes_fetched
from modes.startup import time_startup
from modes.warm import time_warm
from peers import PEERS
from plotting import chart
from report import REPOSITORY
from switched_off import SWITCHES


def main(arguments: Iterable[str] | None = None) -> None:
    """The command line."""
    options = _parser().parse_args(list(arguments) if arguments is not None else None)
    machine = this_machine()
    print(f"{machine}.\n", flush=True)
    # pip compiles the packages it installs, but not an editable one like this.
    compileall.compile_dir(REPOSITORY / "generator", quiet=1)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        _measure(options, machine, options.keep)
        return
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        _measure(options, machine, Path(folder))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000], metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--peers", nargs="+", choices=["all", *PEERS], default=["product", "plain"], metavar="PEER"
    )
    parser.add_argument("--out", type=Path, help="a folder for results.json and plot.svg")
    parser.add_argument("--keep", type=Path, help="work in this folder and keep it")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--load", action="store_true", help="time only the reading of the report")
    mode.add_argument("--scale", type=int, nargs="+", metavar="N", help="build only the product")
    mode.add_argument("--search", action="store_true", help="count the bytes that a search fetches")
    mode.add_argument("--quotes", action="store_true", help="time only finding quotes")
    mode.add_argument("--hostile", action="store_true", help="time hostile inputs of doubled sizes")
    mode.add_argument("--startup", action="store_true", help="time only starting the command")
    mode.add_argument("--warm", action="store_true", help="time the second build, after an edit")
    mode.add_argument("--preview", action="store_true", help="time edits in `mkdocs serve`")
    mode.add_argument("--saves", type=int, metavar="N", help="does `mkdocs serve` grow?")
    mode.add_argument(
        "--mixed", type=int, metavar="N", help="time saves of all kinds in `mkdocs serve`"
    )
    mode.add_argument(
        "--memory", type=int, nargs="+", metavar="N", help="the memory of each process of a build"
    )
    mode.add_argument(
        "--machinery", action="store_true", help="what does each piece of machinery buy?"
    )
    parser.add_argument(
        "--jobs", type=int, nargs="+", default=[1, 2], metavar="N", help="processes for --memory"
    )
    parser.add_argument(
        "--readers", type=int, default=0, metavar="N", help="who reload pages during --mixed"
    )
    parser.add_argument("--off", choices=SWITCHES, help="switch this off in --preview")
    return parser


def _measure(options: argparse.Namespace, machine: Machine, folder: Path) -> None:
    if options.startup:
        print(time_startup())
    elif options.hostile:
        print(time_hostile(folder / "hostile"))
    elif options.quotes:
        print(time_quotes(folder / "quotes"))
    elif options.scale:
        print(scale(options.scale, folder))
    elif options.memory:
        print(memory(options.memory, options.jobs, folder))
    elif options.machinery:
        for claims in options.claims:
            print(time_machinery(claims, options.rounds, folder / f"machinery-{claims}"))
    elif options.load:
        for claims in options.claims:
            print(time_loading(claims, options.rounds, folder / f"load-{claims}"))
    elif options.search:
        for claims in options.claims:
            print(bytes_fetched(claims, folder))
    elif options.saves:
        for claims in options.claims:
            print(count_saves(claims, options.saves, folder / f"saves-{claims}"))
    elif options.mixed:
        for claims in options.claims:
            place = folder / f"mixed-{claims}"
            print(time_mixed_saves(claims, options.mixed, options.readers, place))
    elif options.preview:
        # `mkdocs serve` needs no other settings for these.
        names = [name for name in options.peers if name in ("product", "plain")]
        for claims in options.claims:
            place = folder / f"preview-{claims}"
            print(time_preview(claims, options.rounds, names, place, options.off))
    else:
        peers = _installed(PEERS if "all" in options.peers else options.peers)
        if options.warm:
            for claims in options.claims:
                print(time_warm(claims, options.rounds, list(peers), folder / f"warm-{claims}"))
        else:
            _compare(options, machine, peers, folder)


def _installed(names: Iterable[str]) -> dict[str, str]:
    """The versions of each installed peer. Prints how to install the others."""
    peers: dict[str, str] = {}
    for name in names:
        versions = PEERS[name].versions
        if versions is None:
            print(f"- {name}: not installed: {PEERS[name].install}")
        else:
            print(f"- {name} ({versions}): {PEERS[name].shows}")
            peers[name] = versions
    print(flush=True)
    return peers


def _compare(
    options: argparse.Namespace, machine: Machine, peers: Mapping[str, str], folder: Path
) -> None:
    runs: dict[int, dict[str, Built]] = {}
    for claims in options.claims:
        runs[claims], text = compare(claims, options.rounds, peers, folder / f"{claims}-claims")
        print(text, flush=True)
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
        results = {
            "machine": asdict(machine),
            "rounds": options.rounds,
            "runs": [
                {"claims": claims, "peers": {name: asdict(peer) for name, peer in built.items()}}
                for claims, built in runs.items()
            ],
        }
        (options.out / "results.json").write_text(json.dumps(results, indent=1) + "\n", "utf-8")
        (options.out / "plot.svg").write_text(_plot(runs), "utf-8")


def _plot(runs: Mapping[int, Mapping[str, Built]]) -> str:
    groups = {
        f"{claims:,} claims": {
            name: peer.cpu_a_page for name, peer in built.items() if not peer.failure
        }
        for claims, built in runs.items()
    }
    return chart("CPU milliseconds a page", "ms", groups)


if __name__ == "__main__":
    main()
