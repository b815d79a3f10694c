"""A build in several processes: the same site, the same messages, and nothing left behind."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.building import files_of
from tests.reports import EXAMPLE, ROOT, Folder, environment
from tests.waiting import PATIENCE, found, wait_for
from tests.weekly import weekly_but

UNCACHED = '- factcheck:\n      cache_dir: ""'
SLOW = "{% for number in range(1000000) if number < 0 %}{% endfor %}"
"""Keeps a process busy for a moment."""


pytestmark = pytest.mark.usefixtures("scratch")


@pytest.fixture
def larger(folder: Folder, caches: Path) -> Folder:
    """A report of 200 claims, with a template of its own for their pages."""
    folder.repeat_claim(200)
    use_template(folder, "")
    return folder


@pytest.fixture
def slow(folder: Folder, caches: Path) -> Folder:
    """A report of 200 claims, each of which takes a moment, and a site of an earlier state."""
    assert folder.factcheck("build").returncode == 0
    folder.repeat_claim(200)
    use_template(folder, SLOW)
    return folder


def use_template(folder: Folder, more: str) -> None:
    folder.replace("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: own\n")
    template = (ROOT / "generator/factcheck_report/rendering/templates/claim.html").read_text()
    folder.write("own/factcheck/claim.html", template + more)


def in_processes(folder: Folder, number: int, settings: str = "mkdocs.yml") -> dict[str, bytes]:
    """The files that so many processes build."""
    site = folder.path / f"site-{number}"
    options = ("--jobs", str(number), "--site-dir", str(site), "--config-file", settings)
    done = folder.factcheck("build", *options)
    assert done.returncode == 0, done.stderr
    return files_of(site)


def run_tasks(program: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    """Run a program that uses `run_tasks`, in a process without threads."""
    head = (
        "import os, signal, time\n"
        "from functools import partial\n"
        "from factcheck_report.site.processes import ProcessEnded, run_tasks\n"
    )
    return subprocess.run(
        [sys.executable, "-c", head + program, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


def build_changed(
    folder: Folder, change: str, *options: str, jobs: str = "2"
) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build`, after a line of Python that changes the product."""
    return subprocess.run(
        [
            *(sys.executable, "-c", f"{change}; from mkdocs.__main__ import cli; cli()"),
            *("build", *options),
        ],
        cwd=folder.path,
        capture_output=True,
        text=True,
        check=False,
        env=environment() | {"FACTCHECK_JOBS": jobs},
        timeout=PATIENCE,
    )


def children(process: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    with contextlib.suppress(OSError):
        listed = Path(f"/proc/{process}/task/{process}/children").read_text()
        direct = [int(number) for number in listed.split()]
        return [*direct, *(other for child in direct for other in children(child))]
    return []


def is_running(process: int) -> bool:
    with contextlib.suppress(OSError):
        return ") Z" not in Path(f"/proc/{process}/stat").read_text()
    return False


def workers(process: int) -> list[int]:
    """The forks among the processes of a build: a build, MkDocs in it, and forks of that."""
    return [fork for mkdocs in children(process)[:1] for fork in children(mkdocs)]


@contextlib.contextmanager
def building(folder: Folder, scratch: Path, processes: int) -> Iterator[subprocess.Popen[str]]:
    """A slow build, at a moment when all its processes make pages."""
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck_report", "build", "--jobs", str(processes)],
        cwd=folder.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )
    try:
        wait_for(lambda: any(file.stat().st_size for file in found(scratch, "factcheck_*/texts-*")))
        assert len(workers(process.pid)) == processes
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


# The same site


@pytest.mark.parametrize("numbers", [(1, 2), pytest.param((1, 2, 3), marks=pytest.mark.long)])
def test_any_number_of_processes_builds_the_same_site(
    folder: Folder, caches: Path, numbers: tuple[int, ...]
) -> None:
    folder.copy(EXAMPLE)
    settings = folder.read("mkdocs.yml").replace("- factcheck:", UNCACHED)
    folder.write("uncached.yml", settings)
    one, *others = (in_processes(folder, number, "uncached.yml") for number in numbers)
    assert all(other == one for other in others)


def many_quotes(folder: Folder) -> None:
    """Make a report of 1,200 quotes from four documents, three of which are not found."""
    head, _, _ = folder.read("claims.yaml").partition("sources:\n")
    _, found, rest = folder.read("claims.yaml").partition("origins:\n")
    sections, _, _ = rest.partition("  no-drones-sent:\n")
    sources = "sources:\n"
    for name in "abcd":
        text = "".join(f"In week {week} office {name} counted drones.\n" for week in range(300))
        folder.write(f"seeds/{name}.txt", text)
        pin = hashlib.sha256(text.encode()).hexdigest()
        sources += f"  {name}: {{file: seeds/{name}.txt, sha256: {pin}, title: Office {name}}}\n"
    counted = "In week {} office {} counted {}."
    claims = "".join(
        f"  {names}-{week}:\n    claim: The office counted drones in week {week}.\n"
        "    claimants: [minister]\n    verdict: disputed\n    summary: Both offices counted.\n"
        "    quotes:\n"
        + "".join(
            f"      - text: {counted.format(week, name, what)}\n        source: {name}\n"
            f"        stance: {stance}\n        wording: document\n        origin: {origin}\n"
            for name, stance, origin in zip(
                names, ("supports", "refutes"), ("ministry", "other-side"), strict=True
            )
            for what in ["trains" if (name, week) in (("a", 7), ("b", 8), ("d", 299)) else "drones"]
        )
        for names in ("ab", "cd")
        for week in range(300)
    )
    folder.write("claims.yaml", head + sources + found + sections + claims)


def test_several_processes_prove_and_check_with_the_same_result(folder: Folder) -> None:
    many_quotes(folder)
    done = run_tasks(
        "import sys\n"
        "from pathlib import Path\n"
        "from factcheck_report.pipeline import read_report\n"
        "processes = set()\n"
        "def told(task): return task(), os.getpid()\n"
        "def run(tasks):\n"
        "    for result, process in run_tasks([partial(told, task) for task in tasks], 3):\n"
        "        processes.add(process)\n"
        "        yield result\n"
        "folder = Path(sys.argv[1])\n"
        "one, several = read_report(folder), read_report(folder, run=run)\n"
        "assert one == several\n"
        "assert len(processes) > 2 and os.getpid() not in processes, processes\n"
        "print(*sorted(problem.rule for problem in one.problems))\n",
        folder.path,
    )
    assert done.returncode == 0, done.stderr
    # The checks ran, too.
    assert done.stdout.split().count("quote-not-found") == 3
    assert done.stdout.count("duplicate-claim") == 300


@pytest.mark.long
def test_the_next_build_of_a_larger_site_from_the_cache_is_the_same(larger: Folder) -> None:
    in_processes(larger, 3)
    # The second build finds most pages in the cache that several processes wrote.
    edited = larger.read("claims.yaml").replace("the other side denied it.", "others denied it.", 1)
    larger.write("claims.yaml", edited)
    two = in_processes(larger, 2)
    larger.write("uncached.yml", larger.read("mkdocs.yml").replace("- factcheck", UNCACHED))
    one = in_processes(larger, 1, "uncached.yml")
    assert one == two
    assert len(one) > 1000


@pytest.mark.long
def test_a_larger_site_and_each_next_build_are_the_same(larger: Folder) -> None:
    # Each second build finds most pages in the cache that several processes wrote.
    for text in ("dozens of drones had been sent.", "no drones had been sent."):
        name = "claims.yaml"
        larger.write(name, larger.read(name).replace("the other side denied it.", text, 1))
        three = in_processes(larger, 3)
        assert in_processes(larger, 2) == three
        larger.write("uncached.yml", larger.read("mkdocs.yml").replace("- factcheck", UNCACHED))
        one = in_processes(larger, 1, "uncached.yml")
        assert one == three
        assert len(one) > 1000


@pytest.mark.long
def test_processes_do_not_make_again_what_is_in_the_cache(larger: Folder) -> None:
    first = in_processes(larger, 2)
    # A page that is made again fails.
    change = "from factcheck_report.rendering.renderer import Renderer; Renderer.render = None"
    done = build_changed(larger, change, "--site-dir", "again")
    assert done.returncode == 0, done.stderr
    assert files_of(larger.path / "again") == first


def test_an_export_is_the_same(folder: Folder, caches: Path) -> None:
    folder.copy(EXAMPLE)
    made = []
    for number in ("1", "3"):
        done = folder.factcheck("export", "--jobs", number, str(folder.path / "out" / number))
        assert done.returncode == 0, done.stderr
        made.append(files_of(folder.path / "out" / number))
    assert made[0] == made[1]


# Tasks


def test_tasks_run_in_other_processes_and_give_their_results_in_order() -> None:
    done = run_tasks(
        "def task(number):\n"
        "    time.sleep(0.01 if number % 3 else 0.05)\n"
        "    return number, os.getpid()\n"
        "tasks = [partial(task, number) for number in range(40)]\n"
        "for jobs in (1, 3):\n"
        "    made = list(run_tasks(tasks, jobs))\n"
        "    assert [number for number, _ in made] == list(range(40))\n"
        "    print(len({process for _, process in made} - {os.getpid()}))\n"
    )
    assert done.stdout.split() == ["0", "3"], done.stderr


def test_what_a_task_raises_is_raised_in_its_place() -> None:
    done = run_tasks(
        "from factcheck_report.model import Position\n"
        "from factcheck_report.problems import Problem\n"
        "from factcheck_report.rendering.renderer import TemplateProblem\n"
        "def fail(number):\n"
        "    time.sleep(0.3 if number == 1 else 0)\n"
        "    if number:\n"
        "        problem = Problem(position=Position('a', number), rule='r', what='w', fix='f')\n"
        "        raise TemplateProblem(problem)\n"
        "made = run_tasks([partial(fail, number) for number in range(3)], 2)\n"
        "next(made)\n"
        "try:\n"
        "    next(made)\n"
        "except TemplateProblem as error:\n"
        "    print(error.problem.position.line, error)\n"
    )
    assert done.stdout == "1 w\n", done.stderr


def test_with_a_thread_tasks_run_in_this_process() -> None:
    done = run_tasks(
        "import threading\n"
        "threading.Thread(target=time.sleep, args=(2,), daemon=True).start()\n"
        "print(set(run_tasks([os.getpid] * 5, 3)) == {os.getpid()})\n"
    )
    assert done.stdout == "True\n", done.stderr


# Faults


def test_a_fault_in_a_template_is_told_as_by_one_process(larger: Folder) -> None:
    larger.write(
        "own/factcheck/claim.html",
        "{% if claim.id in ('claim-150', 'claim-40') %}{{ claim.nothing }}{% endif %}",
    )
    said = []
    for number in ("1", "3"):
        done = larger.factcheck("build", "--jobs", number)
        assert done.returncode == 1
        assert "own/factcheck/claim.html:1" in done.stderr
        assert "Traceback" not in done.stderr
        said.append([line for line in done.stderr.splitlines() if "nothing" in line])
    assert said[0] == said[1] != []


def test_a_killed_process_is_told_in_words_and_the_site_stays(slow: Folder, scratch: Path) -> None:
    before = files_of(slow.path / "site")
    with building(slow, scratch, 3) as process:
        all_workers = workers(process.pid)
        os.kill(all_workers[1], signal.SIGKILL)
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 1
    assert "A process that helped to build was ended from outside." in said
    assert "Fix: Build in one process: FACTCHECK_JOBS=1" in said
    assert "Traceback" not in said
    assert files_of(slow.path / "site") == before
    assert not any(map(is_running, all_workers))
    assert [*slow.path.glob(".site-*"), *scratch.iterdir()] == []


# An empty number is the default: one process for each core.
@pytest.mark.parametrize("jobs", ["2", ""])
def test_a_process_killed_while_it_looks_up_quotes_is_told_in_words(
    folder: Folder, jobs: str
) -> None:
    many_quotes(folder)
    # Each process that looks up quotes ends itself as the system ends one when memory is full.
    change = "import os, signal; from factcheck_report.quotes import Locator; "
    change += "Locator.locate_quote = lambda *_: os.kill(os.getpid(), signal.SIGKILL); "
    change += "os.sched_getaffinity = lambda _: {0, 1}"
    done = build_changed(folder, change, jobs=jobs)
    assert done.returncode == 1, done.stderr
    assert "A process that helped to build was ended from outside." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder.path / "site").exists()


@pytest.mark.parametrize(
    ("send", "end"),
    [
        (os.killpg, signal.SIGINT),
        *(
            pytest.param(*way, marks=pytest.mark.long)
            for way in (
                (os.kill, signal.SIGKILL),
                (os.kill, signal.SIGTERM),
                (os.killpg, signal.SIGTERM),
                (os.killpg, signal.SIGKILL),
                (os.kill, signal.SIGINT),
            )
        ),
    ],
)
def test_no_process_outlives_a_build(
    slow: Folder, scratch: Path, send: Callable[[int, int], None], end: signal.Signals
) -> None:
    before = files_of(slow.path / "site")
    with building(slow, scratch, 2) as process:
        mkdocs = children(process.pid)[0]
        all_workers = workers(process.pid)
        # Ctrl-C goes to all; the system may also kill just one of them.
        send(process.pid if send is os.killpg else mkdocs, end)
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode != 0
        wait_for(lambda: not any(map(is_running, [mkdocs, *all_workers])))
    # Forks say nothing.
    assert said.count("Traceback") <= 1
    assert "_process_worker" not in said
    assert files_of(slow.path / "site") == before


@pytest.mark.parametrize("chosen", weekly_but(["0", "many", "65", "-1", "1.5"], "many", "65"))
def test_a_number_that_is_none_is_a_problem(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    monkeypatch.setenv("FACTCHECK_JOBS", chosen)
    for command in (("build",), ("export", "out")):
        done = folder.factcheck(*command)
        assert done.returncode == 1
        said = done.stdout + done.stderr
        assert f"“{chosen}” is not a number of processes: see the environment variable" in said
        assert "Set it to a number from 1 to 64." in said
        assert "Traceback" not in said
    # What the command itself is told comes first.
    assert folder.factcheck("build", "--jobs", "1").returncode == 0


def test_the_option_in_the_settings_is_checked(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTCHECK_JOBS")
    folder.replace("mkdocs.yml", "  - factcheck\n", "  - factcheck: {jobs: 0}\n")
    for command in (("build",), ("export", "out")):
        done = folder.factcheck(*command)
        assert done.returncode == 1
        assert "“0” is not a number of processes: see the option “jobs”." in (
            done.stdout + done.stderr
        )
