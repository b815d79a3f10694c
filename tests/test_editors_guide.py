"""The editors' guide is run as a script: its commands print what it shows.

`python -m tests.test_editors_guide` writes the outputs anew. A comment before a block says what
the block is; the words after the colon name a file, or a line of claims.yaml, or commands:

- `file: PATH`: the whole content of a file
- `below: LINE`: added below this line of claims.yaml
- `from: LINE`: put in the place of this line and of all that follows it
- `instead of: LINE`: put in the place of this line
- `done: WHAT`: commands that are run; a comment with `done quietly` has no block
- `output: COMMANDS`: what the commands print, behind the command itself in a block of `console`
- `pasted`, without a block: what the last output asks for, at the line it names
"""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from factcheck_report import cli
from tests.reports import ROOT, environment

PAGE = ROOT / "docs/for-editors.md"
DAY = "2026-05-04"
"""The day the page shows where a command prints the current one."""
STEP = re.compile(
    r"<!-- (?P<verb>file|below|from|instead of|done|output): (?P<about>[^\n]*?) -->\n\n"
    r"(?P<fence>```+)(?P<language>\w+)\n(?P<body>.*?)(?P=fence)\n"
    r"|<!-- (?P<alone>done quietly|pasted)(?:: (?P<commands>[^\n]*?))? -->\n",
    re.S,
)
PASTE = re.compile(
    r"claims\.yaml:(?P<line>\d+)`?[^\n]*\n\n?(?:```yaml\n)?(?P<paste>.*?)(?:```|\Z)", re.S
)


class Replay:
    """The example's repository, and what has come out so far."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "report"
        self.folder.mkdir()
        programs = place / "bin"
        programs.mkdir()
        command = programs / "factcheck"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m factcheck_report "$@"\n')
        command.chmod(0o755)
        me = {"NAME": "An editor", "EMAIL": "editor@example.org"}
        # A hook of git, which may run the tests, names its own repository in variables.
        around = {name: value for name, value in environment().items() if name[:4] != "GIT_"}
        self.environment = around | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            **{f"GIT_{who}_{what}": me[what] for who in ("AUTHOR", "COMMITTER") for what in me},
        }
        self.printed = ""

    def run(self, commands: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", "-c", commands],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=300,
            env=self.environment,
        )

    def do(self, commands: str) -> None:
        done = self.run(f"set -e\n{commands}")
        assert done.returncode == 0, f"{commands}\n{done.stdout}"

    def output(self, commands: str) -> str:
        printed = self.run(commands).stdout
        today = datetime.date.today()
        for day in (today, today - datetime.timedelta(days=1)):  # it may be midnight
            printed = printed.replace(str(day), DAY)
        assert str(self.folder) not in printed
        self.printed = printed
        return printed

    def edit(self, verb: str, line: str, body: str) -> None:
        file = self.folder / "claims.yaml"
        before, found, after = file.read_text("utf-8").partition(f"\n{line}\n")
        assert found, f"no line {line!r} in claims.yaml"
        assert f"\n{line}\n" not in f"\n{after}", f"{line!r} stands twice in claims.yaml"
        new = {
            "below": f"{before}{found}{body}{after}",
            "from": f"{before}\n{body}",
            "instead of": f"{before}\n{body}{after}",
        }
        file.write_text(new[verb], "utf-8")

    def paste(self) -> None:
        asked = PASTE.search(self.printed)
        assert asked, self.printed
        file = self.folder / "claims.yaml"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        lines.insert(int(asked["line"]), asked["paste"])
        file.write_text("".join(lines), "utf-8")

    def step(self, found: re.Match[str]) -> str:
        """Do what the step says; return it as it should stand in the page."""
        verb, about, body = found["verb"], found["about"], found["body"]
        if found["alone"] == "pasted":
            self.paste()
        elif found["alone"]:
            self.do(found["commands"])
        elif verb == "file":
            file = self.folder / about
            file.parent.mkdir(exist_ok=True)
            file.write_text(body, "utf-8")
        elif verb == "done":
            self.do(body)
        elif verb == "output":
            console = found["language"] == "console"
            new = f"$ {about}\n" * console + self.output(about)
            head = found[0][: found.start("body") - found.start()]
            return f"{head}{new}{found['fence']}\n"
        else:
            self.edit(verb, about, body)
        return found[0]


def page() -> str:
    return PAGE.read_text("utf-8")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Replay]:
    """The page with the outputs that its steps have now, and where they were done."""
    replay = Replay(tmp_path_factory.mktemp("example"))
    return STEP.sub(replay.step, page()), replay


def test_the_example_goes_as_the_page_says(example: tuple[str, Replay]) -> None:
    assert example[0] == page(), "python -m tests.test_editors_guide"


def test_the_example_ends_well(example: tuple[str, Replay]) -> None:
    """Whatever the outputs are: the claim is on main, nothing is wrong and nothing is left."""
    run = example[1].run
    assert run("git status --short; git branch --show-current").stdout == "main\n"
    done = run("factcheck check")
    assert done.returncode == 0
    assert done.stdout == "1 claim; all 3 quotes are proved in 1 document.\n"
    assert "\n    corrections:\n" in run("git show main:claims.yaml").stdout


def test_every_comment_and_block_of_the_page_is_a_step() -> None:
    """A slip in a comment would leave a block that nothing proves."""
    rest = STEP.sub("", page())
    assert "<!--" not in rest
    assert "```" not in rest


def test_each_rule_that_the_page_names_is_explained() -> None:
    named = set(re.findall(r"^ +Fix: .* \[([a-z0-9-]+)\]$", page(), re.M))
    anchors = re.findall(r"^###? (.*)$", (ROOT / "docs/rules.md").read_text("utf-8"), re.M)
    assert named
    assert named <= set(anchors)
    linked = set(re.findall(r"\(rules\.md#([^)]*)\)", page()))
    assert linked <= set(anchors)


def test_the_guide_mentions_every_command() -> None:
    told = page() + (ROOT / "README.md").read_text("utf-8")
    for command in cli.SUMMARIES:
        assert f"factcheck {command}" in told
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert set(re.findall(r"`make ([a-z]+)`", told)) <= set(targets)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        PAGE.write_text(STEP.sub(Replay(Path(place)).step, page()), "utf-8")
