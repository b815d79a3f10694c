"""A report that was published, and how an editor changes it."""

from __future__ import annotations

import json
import re
import subprocess

from factcheck_report import comparing
from factcheck_report.comparing import Changes, edition
from factcheck_report.git.revisions import read_revision
from factcheck_report.model.dates import PartialDate
from factcheck_report.pipeline import read_report
from tests.reports import Folder

TODAY = PartialDate(2026, 11, 25)
SECOND = """\
  office-silent:
    claim: The office did not answer.
    verdict: open
    summary: The document says so.
    quotes:
      - {text: The minister's office did not answer., source: gazette, stance: context,
         wording: document}
"""
OPEN = """\
  open:
    label: Open
    means: Nobody says so.
    tone: neutral
"""


def compare(folder: Folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    return folder.factcheck("compare", *(arguments or ("HEAD",)))


def changes(folder: Folder, base: str = "HEAD") -> Changes:
    return comparing.compare(
        edition(read_revision(folder.path, base)), edition(read_report(folder.path)), TODAY
    )


def paste_all(folder: Folder, found: Changes) -> None:
    """Paste each missing entry where the command says, the last one first."""
    for demand in found.missing_entries[::-1]:
        lines = folder.read(demand.position.file).splitlines(keepends=True)
        lines.insert(demand.position.line, demand.lines)
        folder.write(demand.position.file, "".join(lines))


def edit(folder: Folder, old: str, new: str) -> None:
    folder.replace("claims.yaml", old, new)


def new_verdict(folder: Folder) -> None:
    edit(folder, "    verdict: open\n", "    verdict: unclear\n")
    edit(
        folder,
        "\nclaimants:\n",
        OPEN.replace("open", "unclear").replace("Open", "Unclear") + "\nclaimants:\n",
    )


def lost_evidence(folder: Folder) -> None:
    many_quotes(folder)


def many_quotes(folder: Folder) -> None:
    edit(
        folder,
        "    quotes:\n      - {text: The minister's",
        "    quotes:\n      - {text: The minister said on Saturday, source: gazette, "
        "stance: context, wording: document}\n      - {text: The minister's",
    )


def other_text(folder: Folder) -> None:
    edit(folder, "claim: The office did not answer.", 'claim: "The office: “no” answer, #1."')


def other_stance(folder: Folder) -> None:
    edit(folder, "stance: context", "stance: supports")


def removed(folder: Folder) -> None:
    edit(folder, SECOND, "")


def renamed(folder: Folder) -> None:
    edit(folder, "  office-silent:\n", "  no-answer:\n")


UNREADABLE = "claims:\n  a: {b: c\n"


def outside_code(markdown: str) -> str:
    """Return what GitHub reads as Markdown: the text without code spans and blocks."""
    left, fence = [], ""
    for line in markdown.splitlines():
        opened = re.match(r"(`{3,})[^`]*$", line)
        if fence:
            if re.fullmatch(f"`{{{len(fence)},}}", line):
                fence = ""
        elif opened:
            fence = opened[1]
        else:
            left.append(line)
    assert not fence
    return re.sub(r"(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)", "", "\n".join(left))


def tombstone(folder: Folder, now: str = "") -> None:
    edit(
        folder,
        SECOND,
        "removed:\n  office-silent:\n    date: 2026-11-20\n"
        f"    note: {json.dumps('Out of scope. <b>x</b>')}\n" + now,
    )
