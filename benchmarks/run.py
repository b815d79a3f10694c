"""Builds one report with the product and as plain Material, and compares what that costs.

python benchmarks/run.py --claims 1000 --rounds 3
python benchmarks/run.py --load --claims 5000
"""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from statistics import median

from plain import write_plain
from report import write_report

from generator.loading import load
from generator.pipeline import read_report

WORDS_MAY_DIFFER = 0.005
SEARCH_INDEX = "search/search_index.json"
# Tags, and what plain.py leaves out.
_NO_WORDS = re.compile(
    r"<(svg|button)\b.*?</\1>"
    r'|<a class="fc-permalink".*?</a>'
    r'|<div class="fc-print-only">.*?</div>'
    r"|<[^>]+>",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took."""

    cpu: float
    """Seconds of user and system time."""
    wall: float
    """Seconds."""
    memory: float
    """Peak resident memory in MB."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a build left behind."""

    pages: int
    html: int
    """Bytes of all pages."""
    words: int
    """Of all pages' articles, as readers see them."""
    search: int
    """Bytes of the search index."""
    files: dict[str, int]
    """Size in bytes of every other file, by its path."""


def build(project: Path) -> Cost:
    """Run `mkdocs build` as a process of its own, into no folder yet, as on a fresh checkout."""
    shutil.rmtree(project / "site", ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", "mkdocs.yml"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=project, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"The build in {project} failed.")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def look(site: Path) -> Site:
    """Count what a site consists of."""
    pages = [path.read_bytes() for path in sorted(site.rglob("*.html"))]
    sizes = {
        path.relative_to(site).as_posix(): path.stat().st_size
        for path in site.rglob("*")
        if path.is_file() and path.suffix != ".html"
    }
    return Site(
        len(pages),
        sum(map(len, pages)),
        sum(_words(page.decode()) for page in pages),
        sizes.pop(SEARCH_INDEX),
        sizes,
    )


def _words(page: str) -> int:
    article = page[page.find("<article") : page.rfind("</article>")]
    return len(re.findall(r"\w+", unescape(_NO_WORDS.sub(" ", article))))


def differences(product: Site, plain: Site) -> Iterator[str]:
    """Why the two cannot be compared."""
    if product.pages != plain.pages:
        yield f"{product.pages:,} pages and {plain.pages:,}"
    if abs(product.words - plain.words) > WORDS_MAY_DIFFER * product.words:
        yield f"{product.words:,} words and {plain.words:,}"


def compare(claims: int, rounds: int, folder: Path) -> None:
    """Build both ways in turn, so many times, and print the medians."""
    projects = {"product": folder / "product", "plain": folder / "plain"}
    write_report(projects["product"], claims)
    write_plain(projects["product"], projects["plain"])
    costs: dict[str, list[Cost]] = {name: [] for name in projects}
    for _ in range(rounds):
        for name, project in projects.items():
            costs[name].append(build(project))
    sites = {name: look(project / "site") for name, project in projects.items()}
    product, plain = sites["product"], sites["plain"]
    if wrong := list(differences(product, plain)):
        raise SystemExit(f"Not the same pages: {'; '.join(wrong)}.")
    own = [size for path, size in product.files.items() if path not in plain.files]

    def row(name: str, of: Callable[[Cost], float], unit: str) -> str:
        ours, theirs = (median(map(of, costs[side])) for side in projects)
        return f"| {name} | {ours:.2f} {unit} | {theirs:.2f} {unit} | {ours / theirs:.2f} |"

    def count(name: str, ours: int, theirs: int) -> str:
        return f"| {name} | {ours:,} | {theirs:,} | {ours / theirs:.2f} |"

    print(f"{claims:,} claims, medians of {rounds} interleaved rounds\n")
    print("| | product | plain | product/plain |")
    print("|---|---|---|---|")
    print(row("CPU", lambda cost: cost.cpu, "s"))
    print(row("CPU a page", lambda cost: cost.cpu / product.pages * 1_000, "ms"))
    print(row("wall clock", lambda cost: cost.wall, "s"))
    print(row("peak memory", lambda cost: cost.memory, "MB"))
    print(count("pages", product.pages, plain.pages))
    print(count("bytes of HTML", product.html, plain.html))
    print(count("bytes a page", product.html // product.pages, plain.html // plain.pages))
    print(count("words in the pages", product.words, plain.words))
    print(count("bytes of the search index", product.search, plain.search))
    print(f"| files that only the product has | {len(own):,}, {sum(own):,} bytes | – | |")


def time_loading(claims: int, rounds: int, folder: Path) -> None:
    """Print what reading a report takes, each time in a fresh process."""
    write_report(folder, claims)
    size = (folder / "claims.yaml").stat().st_size
    print(f"{claims:,} claims, {size:,} bytes of YAML, medians of {rounds} rounds\n")
    print("| | CPU | wall clock | peak memory of the process |")
    print("|---|---|---|---|")
    for name, measured in (("load", _load), ("read_report", _read_report)):
        costs = [_in_fresh_process(measured, folder) for _ in range(rounds)]
        cpu = median(cost.cpu for cost in costs)
        wall = median(cost.wall for cost in costs)
        memory = median(cost.memory for cost in costs)
        print(f"| {name} | {cpu:.2f} s | {wall:.2f} s | {memory:.0f} MB |")


def _in_fresh_process(measured: Callable[[Path], Cost], folder: Path) -> Cost:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=context) as pool:
        return pool.submit(measured, folder).result()


def _load(folder: Path) -> Cost:
    texts = {"claims.yaml": (folder / "claims.yaml").read_text("utf-8")}
    return _cost_of(lambda: not load(texts).problems)


def _read_report(folder: Path) -> Cost:
    return _cost_of(lambda: read_report(folder).report is not None)


def _cost_of(succeeds: Callable[[], bool]) -> Cost:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    if not succeeds():
        raise SystemExit("The report has problems.")
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return Cost(cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main(arguments: Iterable[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--claims", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--load", action="store_true", help="time only the reading of the report")
    parser.add_argument("--keep", type=Path, help="a folder to work in, which is kept")
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    measure = time_loading if options.load else compare
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        measure(options.claims, options.rounds, options.keep)
        return
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        measure(options.claims, options.rounds, Path(folder))


if __name__ == "__main__":
    main()
