"""Reports with quotes that differ from their documents."""

from __future__ import annotations

import yaml

from tests.reports import Folder

HEAD = """\
report:
  title: The ferries
  summary: Many documents were read.
verdicts:
  open: {label: Open, means: Not decided., tone: neutral}
"""
TOLD = "The office said that every ferry has been inspected and is safe. Nobody asked."


def quoted(folder: Folder) -> list[dict[str, str]]:
    data = yaml.safe_load(folder.read("claims.yaml"))
    quotes: list[dict[str, str]] = data["claims"]["ferries"]["quotes"]
    return quotes


def write_report(folder: Folder, quotes: list[tuple[str, str]]) -> None:
    """Write one claim with quotes, each given as the first lines of its entry and a document."""
    lines = [HEAD, "sources:\n"]
    for number, (_, text) in enumerate(quotes):
        folder.write(f"seeds/{number}.txt", text)
        lines.append(f"  s-{number}: {{file: seeds/{number}.txt, title: T}}\n")
    lines.append(
        "claims:\n  ferries:\n    claim: All were seen.\n    verdict: open\n"
        "    summary: So.\n    quotes:\n"
    )
    for number, (item, _) in enumerate(quotes):
        lines.append(f"{item}        source: s-{number}\n")
        lines.append("        stance: context\n        wording: document\n")
    folder.write("claims.yaml", "".join(lines))


# Around the file.

ITEM = "      - text: {}\n        source: {}\n        stance: context\n        wording: document\n"
