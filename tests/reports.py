"""Reports for the tests: a small one in a folder of its own, and a larger example."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from factcheck_report.model import Report
from factcheck_report.pipeline import read_report
from tests.commands import TIMEOUT, run_module

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests/data/harbour"
"""A report about an invented town: some thirty claims, and every kind of entry."""
ENGLISH = tuple(
    EXAMPLE / "seeds" / name for name in ("courier.txt", "gazette.txt", "minutes.txt", "notice.txt")
)
"""The example's documents in English, which has the simplest letters."""

SOURCE = """\
The minister said on Saturday that “no drones were sent” after the war began.
A spokesman of the other side said that dozens of drones had been sent in summer.

The minister’s office did not answer.
"""

CLAIMS = """\
report:
  title: Who sent what
  summary: One document was read.

sources:
  gazette:
    file: seeds/gazette.txt
    sha256: {sha256}
    title: Drones and denials

origins:
  ministry: {{name: The ministry, kind: government}}
  other-side: {{name: The other side, kind: government}}

verdicts:
  disputed:
    label: Disputed
    means: One says so, another says not.
    tone: mixed
    needs: {{supporting_origins: 1, refuting_origins: 1}}

claimants:
  minister: {{name: The minister, role: Minister, kind: person}}

claims:
  no-drones-sent:
    claim: No drones were sent after the war began.
    claimants: [minister]
    verdict: disputed
    summary: The minister said so; the other side denied it.
    quotes:
      - text: 'The minister said on Saturday that "no drones were sent" after the war began.'
        source: gazette
        stance: supports
        speaker: The minister
        wording: paraphrased
        origin: ministry
      - text: A spokesman of the other side said that dozens of drones had been sent in summer.
        source: gazette
        stance: refutes
        speaker: A spokesman of the other side
        wording: paraphrased
        origin: other-side
"""

MKDOCS = """\
site_name: Test
site_url: https://example.org/
theme:
  name: material
  font: false
plugins:
  - search
  - factcheck
"""


class Folder:
    """A folder with a report that a test may change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("seeds/gazette.txt", SOURCE)
        self.write("claims.yaml", CLAIMS.format(sha256=sha256(SOURCE)))
        self.write("mkdocs.yml", MKDOCS)
        (path / "docs").mkdir()

    @classmethod
    def at(cls, path: Path) -> Folder:
        """A report that is in a folder already, which stays as it is."""
        folder = cls.__new__(cls)
        folder.path = path
        return folder

    def write(self, name: str, content: str | bytes) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def copy(self, report: Path) -> None:
        """Copy the files of a report over those that are here."""
        shutil.copytree(report, self.path, dirs_exist_ok=True)

    def read(self, name: str) -> str:
        return (self.path / name).read_text("utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        content = self.read(name)
        assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {name}"
        self.write(name, content.replace(old, new))

    def repeat_claim(self, number: int) -> None:
        """Make so many claims of the only one, each with a number in its text."""
        head, _, entry = self.read("claims.yaml").partition("  no-drones-sent:\n")
        entries = (
            f"  claim-{index}:\n{entry.replace('war began.', f'war began, day {index}.', 1)}\n"
            for index in range(number)
        )
        self.write("claims.yaml", head + "".join(entries))

    def write_source(self, text: str | bytes) -> None:
        """Replace the source's text and renew its pin."""
        data = text if isinstance(text, bytes) else text.encode()
        self.write("seeds/gazette.txt", data)
        lines = self.read("claims.yaml").splitlines(keepends=True)
        pinned = [
            f"    sha256: {hashlib.sha256(data).hexdigest()}\n" if "sha256:" in line else line
            for line in lines
        ]
        self.write("claims.yaml", "".join(pinned))

    def switch_off(self, *rules: str) -> None:
        """Switch off editorial rules."""
        off = ", ".join(f"{rule}: off" for rule in rules)
        self.replace("claims.yaml", "  summary: One", f"  rules: {{{off}}}\n  summary: One")

    def report(self) -> Report:
        """Read the report, which must have no errors."""
        outcome = read_report(self.path)
        assert outcome.report, outcome.problems
        return outcome.report

    def quote_ids(self) -> list[str]:
        """Return the ids of all quotes, in the order of the file."""
        return [item.id for item in self.report().evidence]

    def page(self, address: str) -> str:
        """Return the HTML of a page of the built site."""
        return self.read(f"site/{address}index.html")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a module of Python in a process of its own."""
        return run_module(command, self.path, environment())

    def run_in_new_python(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a module as `python -m` does, slowly: nothing is imported yet."""
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.path,
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT,
            env=environment(),
        )

    def factcheck(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command `factcheck`."""
        return self.run("factcheck_report", *arguments)

    def git(self, *arguments: str) -> str:
        """Run git as somebody with a name, and return what it prints."""
        done = subprocess.run(
            ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments],
            cwd=self.path,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, message: str = "x") -> str:
        """Commit everything, and return the commit's id."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        return self.run("mkdocs", "build", "--strict", *options)


def environment() -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
