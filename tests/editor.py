"""Changes to a copy of the example, as editors make them."""

from __future__ import annotations

import random
import re
from pathlib import Path

from factcheck_report.loading import load

_LISTS = re.compile(r"^( +(?:related|key_claims|claims): )\[(.*)\]$", re.MULTILINE)
"""Lists of claims in other entries."""


def _only(found: re.Match[str], named: set[str]) -> str:
    """Return a list with only the named claims."""
    kept = (id for id in found[2].split(", ") if id in named)
    return f"{found[1]}[{', '.join(kept)}]"


def keep_claims(folder: Path, number: int) -> None:
    """Remove claims, except the first ones and those that pages and `key_claims` name."""
    path = folder / "claims.yaml"
    text = path.read_text("utf-8")
    draft = load({"claims.yaml": text}).draft
    pages = "".join(page.read_text("utf-8") for page in (folder / "docs").rglob("*.md"))
    kept = {*list(draft.claims)[:number], *draft.publication.key_claims}
    kept.update(re.findall(r"claims/([\w-]+)/", pages))
    before, title, rest = text.partition("\nclaims:\n")
    claims, end, after = rest.partition("\ntimeline:")
    entries = re.split(r"(?m)^(?=  [a-z0-9-]+:$)", claims)
    claims = "".join(entry for entry in entries if entry.strip().partition(":")[0] in kept)
    gone = "|".join(draft.claims.keys() - kept)
    text = re.sub(rf"(?m)^ +- (?:{gone})\n", "", "".join((before, title, claims, end, after)))
    path.write_text(re.sub(_LISTS, lambda found: _only(found, kept), text), "utf-8")


class Editor:
    """Makes changes of many kinds, to claims chosen at random."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._chance = random.Random(seed)
        self._new = 0
        path = folder / "claims.yaml"
        text = path.read_text("utf-8")
        ids = list(load({"claims.yaml": text}).draft.claims)
        named = set(ids[: len(ids) // 5])
        path.write_text(re.sub(_LISTS, lambda found: _only(found, named), text), "utf-8")
        pages = "".join(page.read_text("utf-8") for page in (folder / "docs").rglob("*.md"))
        self._linked = set(re.findall(r"claims/([\w-]+)/", pages))

    def edit(self, kind: str) -> None:
        """Make one change and save it."""
        path = self._folder / "claims.yaml"
        text = path.read_text("utf-8")
        if kind == "document":
            self._edit_document(text)
        elif kind == "page":
            about = self._folder / "docs/about.md"
            about.write_text(about.read_text("utf-8") + "\nAnd *more*.\n", "utf-8")
        elif kind == "template":
            own = self._folder / "overrides/factcheck"
            own.mkdir(exist_ok=True)
            (own / "removed.html").write_text("<h1 id='x'>{{ page.title }} is gone</h1>", "utf-8")
        elif kind == "option":
            self._replace("mkdocs.yml", "navigation.footer", "navigation.top")
        elif kind == "address":
            self._replace("mkdocs.yml", "site_url: ", f"site_url: https://example.org/{kind}/ # ")
        elif kind == "language":
            self._replace("claims.yaml", "language: en", "language: de")
            self._replace("mkdocs.yml", "language: en", "language: de")
        elif kind == "scale":
            self._replace("claims.yaml", "    label: ", f"    label: Quite {self._new} ")
        elif kind == "names":
            self._replace("claims.yaml", "    name: ", f"    name: {self._new} ")
        elif kind == "order":
            self._reverse_claims(text)
        else:
            path.write_text(self._edited(kind, text), "utf-8")

    def _replace(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence, which must exist."""
        self._new += 1
        path = self._folder / name
        before, found, after = path.read_text("utf-8").partition(old)
        assert found, (name, old)
        path.write_text(before + new + after, "utf-8")

    def _reverse_claims(self, text: str) -> None:
        """Reverse the order of the claims."""
        before, title, rest = text.partition("\nclaims:\n")
        assert title
        claims, end, after = rest.partition("\ntimeline:")
        entries = re.split(r"(?m)^(?=  [a-z0-9-]+:$)", claims)
        lines = [entry if entry.endswith("\n") else entry + "\n" for entry in entries]
        (self._folder / "claims.yaml").write_text(
            "".join((before, title, *reversed(lines), end, after)), "utf-8"
        )

    def _edited(self, kind: str, text: str) -> str:
        draft = load({"claims.yaml": text}).draft
        unnamed = (id for id in draft.claims if len(re.findall(rf"\b{id}\b", text)) == 1)
        free = [id for id in unnamed if id not in self._linked]
        id = self._chance.choice(free)
        ids = list(draft.claims)
        lines = text.split("\n")
        start = draft.claims[id].positions.entry.line - 1
        end = start + 1
        # The entry after it, a comment between them, or the section after the last claim.
        while end < len(lines) and not re.match(r" {0,2}\S", lines[end]):
            end += 1
        entry = lines[start:end]
        self._new += 1
        match kind:
            case "words":
                place = next(n for n in range(start, end) if lines[n].startswith("    summary: "))
                lines[place] = f"    summary: Edited {self._new} times. <b>&"
                while not re.match(r"    \S", lines[place + 1]):
                    del lines[place + 1]
            case "id":
                lines[start] = f"  renamed-{self._new}:"
            case "add":
                lines[start:start] = [f"  new-claim-{self._new}:", *entry[1:]]
            case "remove":
                del lines[start:end]
            case "tombstone":
                del lines[start:end]
                gone = [
                    f"  {id}:",
                    "    date: 2022-12-31",
                    "    note: It was none.",
                    f"    now: {next(other for other in ids[1:] if other != id)}",
                ]
                lines += ["removed:", *gone] if "removed:" not in lines else gone
            case "quotes":
                quotes = [n for n in range(start, end) if lines[n].startswith("        speaker: ")]
                for place in quotes:
                    lines[place] = f"        speaker: Speaker {self._new}"
        return "\n".join(lines)

    def _edit_document(self, text: str) -> None:
        draft = load({"claims.yaml": text}).draft
        source = self._chance.choice(list(draft.sources.values()))
        file = self._folder / source.file
        file.write_text(file.read_text("utf-8") + f"\nA line more ({self._new}).\n", "utf-8")
