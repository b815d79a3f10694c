"""Sites with a report and what else they use: plugins, features of the theme, settings.

companions.yaml lists them, by headings. Each is tried with MkDocs and with ProperDocs, in a report
that is the whole site and in one below a path. `python -m tests.companions` prints the table of
them for hosting/PLUGINS.md, so it says what the tests find.

The fields of an entry:

- `package`: what to install. Without it, the product brings it, or needs nothing.
- `plugins`, `settings`: lines for the list of plugins and for the top of mkdocs.yml.
- `features`: features of the theme.
- `files`: further files of the site, with their texts.
- `nav: none`: the site has no menu of its own. `docs`, `site`: the folders of hand-written pages
  and of the site. `inherit`: the file that holds the settings and that mkdocs.yml inherits. `git`:
  the site is in a repository. `search: none`: the plugin takes the place of the theme's search.
- `proof`: patterns that files of the site match: so the entry does its own work. `proof_in`:
  where alone it does, `whole` or `path`. `absent`: files
  that the site does not have.
- `changes`: what it changes on the report's pages: `nothing`, what stands `around` the report, or
  the `markup`, never the text. Nothing without this field.
- `refused`: the beginning of the problem with which the build stops, or that for `whole` or `path`.
- `stops`: a part of the message with which MkDocs itself stops.
- `note`: what an editor should know.

`<path>` stands for the path of the report, `<folder>` for that of the site's source.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.building import files_of
from tests.commands import TIMEOUT, run_module
from tests.reports import ROOT, Folder, environment

PATH = "fact-checks/"
MODES = {"whole": "", "path": PATH}
"""The path of the report: is it the whole site, or a part?"""
TOOLS = {"mkdocs": "mkdocs.yml", "properdocs": "properdocs.yml"}
"""The commands that build sites, and the files in which they look for settings."""
ENVIRONMENT = Path(sys.prefix) / "companions/bin/python"
"""Python with all packages of the list; `make companions` makes it."""
REQUIREMENTS = ROOT / "tests/companions-requirements.txt"
CLAIM = "claims/no-drones-sent/"
"""The address of the only claim, in the report."""

SETTINGS = """\
site_name: The Harbour Courier
site_url: https://paper.example/paper/
theme: {{name: material, font: false, features: [{features}]}}
{nav}plugins:
{search}{before}  - factcheck: {{cache_dir: ""{path}}}
{after}{settings}"""
MENU = """\
nav:
  - index.md
{report}  - About: about.md
  - Guide: [guide/index.md, guide/second.md]
"""
PAGES = {
    "about.md": "# About\n\nWe are a paper. [Elsewhere](https://elsewhere.example/)\n",
    "guide/index.md": "# Guide\n\nHow to read it.\n",
    "guide/second.md": "# Second guide\n\nMore of it.\n",
}
_NOT_OF_REPORT = re.compile(
    r"about|guide/|SHA256SUMS|assets/(?:javascripts|stylesheets|images)/|search/|sitemap|404\.html$|claims/index/words/"
)
"""What a whole site has besides the report, and files that tell of hand-written pages, too."""
_AMOUNTS = ("nothing", "around", "markup")
"""What an entry may change, from the least to the most."""
_WITH_COMMIT = ("claims.json", f"{CLAIM}index.json", "data/index.html")
"""Files of the report that name the commit it was built from."""
_GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')
_ARTICLE = re.compile(rb"<article.*</article>", re.DOTALL)


@dataclass(frozen=True)
class Companion:
    """One entry of the list."""

    name: str
    heading: str
    package: str = ""
    plugins: str = ""
    settings: str = ""
    features: list[str] = field(default_factory=list)
    files: Mapping[str, str] = field(default_factory=dict)
    nav: str = ""
    docs: str = "docs"
    site: str = "site"
    inherit: str = ""
    git: bool = False
    search: str = ""
    proof: Mapping[str, str] = field(default_factory=dict)
    proof_in: str = ""
    absent: list[str] = field(default_factory=list)
    changes: str = "nothing"
    refused: str | Mapping[str, str] = ""
    stops: str = ""
    note: str = ""

    def refusal(self, mode: str) -> str:
        """The beginning of the problem with which the build stops; empty if it does not."""
        return self.refused if isinstance(self.refused, str) else self.refused.get(mode, "")


def companions() -> list[Companion]:
    """All entries, in their order."""
    listed = yaml.safe_load((ROOT / "tests/companions.yaml").read_text("utf-8"))
    return [
        Companion(name=name, heading=heading, **entry)
        for heading, entries in listed.items()
        for name, entry in entries.items()
    ]


def write_site(folder: Path, entry: Companion | None, mode: str, files: Mapping[str, str]) -> None:
    """Write the source of a site with a small report; `entry` None for the site without it."""
    path = MODES[mode]
    shutil.rmtree(folder, ignore_errors=True)
    site = Folder(folder)

    def filled(text: str) -> str:
        return text.replace("<path>", path).replace("<folder>", str(folder))

    docs = entry.docs if entry else "docs"
    for name, text in (PAGES | ({"index.md": "# The harbour\n"} if path else {})).items():
        site.write(f"{docs}/{name}", text)
    for name, text in files.items():
        site.write(name, filled(text))
    plugins = "".join(f"  {line}\n" for line in filled(entry.plugins if entry else "").splitlines())
    # A plugin may stand before the report's or after it.
    before, after = ("", plugins) if path else (plugins, "")
    menu = MENU.format(report=f"  - Checks: {path}index.md\n" if path else "")
    settings = SETTINGS.format(
        features=", ".join(entry.features if entry else ()),
        nav="" if entry and entry.nav else menu,
        before=before,
        search="" if entry and entry.search else "  - search\n",
        path=f", path: {path}" if path else "",
        after=after,
        settings=filled(entry.settings if entry else ""),
    )
    if entry and entry.inherit:
        site.write(entry.inherit, settings)
        settings = f"INHERIT: {entry.inherit}\n"
    for name in TOOLS.values():
        site.write(name, settings)
    if entry and entry.git:
        site.git("init", "-q")
        site.git("add", "-A")
        dated = {f"GIT_{who}_DATE": "2026-01-02T03:04:05Z" for who in ("AUTHOR", "COMMITTER")}
        with _set(dated):
            site.commit()


class _set:  # noqa: N801 - reads like a function
    """Set variables of the environment for a while."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def __enter__(self) -> None:
        os.environ.update(self._variables)

    def __exit__(self, *_: object) -> None:
        for name in self._variables:
            del os.environ[name]


def build(folder: Path, tool: str, python: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Build a site strictly, by default with the Python that runs the tests."""
    command = [tool, "build", "--strict", "--config-file", TOOLS[tool]]
    variables = environment() | {"DISABLE_MKDOCS_2_WARNING": "true"}
    if python is None and tool == "mkdocs":
        return run_module(command, folder, variables)
    return subprocess.run(
        [str(python or sys.executable), "-m", *command],
        cwd=folder,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT,
    )


def built(
    folder: Path, entry: Companion | None, mode: str, tool: str, python: Path | None = None
) -> dict[str, bytes]:
    """The files of a site that is built with an entry."""
    write_site(folder, entry, mode, entry.files if entry else {})
    done = build(folder, tool, python)
    assert done.returncode == 0, done.stdout + done.stderr
    return files_of(folder / (entry.site if entry else "site"))


def of_report(site: Mapping[str, bytes], path: str) -> dict[str, bytes]:
    """The files of the report below `path` in a site that has no other files of its own."""
    return {
        name.removeprefix(path): data
        for name, data in site.items()
        if name.startswith(path) and not _NOT_OF_REPORT.match(name.removeprefix(path))
    }


def difference(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """What an entry changes in the files of a report: see `Companion.changes`.

    Raises AssertionError if a file is gone, or anything else than this differs.
    """
    found = {"nothing"}
    for name, data in before.items():
        assert name in after, f"{name} is gone"
        one, other = _GENERATOR.sub(b"", data), _GENERATOR.sub(b"", after[name])
        if one == other:
            continue
        assert name.endswith(".html"), f"{name} differs"
        if _article(one) == _article(other):
            found.add("around")
            continue
        assert _text(one) == _text(other), f"the text of {name} differs"
        found.add("markup")
    return max(found, key=_AMOUNTS.index)


def _article(page: bytes) -> bytes:
    match = _ARTICLE.search(page)
    return match[0] if match else page


def _text(page: bytes) -> str:
    shown = re.sub(r"<(script|style)\b.*?</\1>", "", _article(page).decode(), flags=re.DOTALL)
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", shown)))


def index_of(site: Mapping[str, bytes], path: str) -> dict[str, int]:
    """How many claims, documents and other pages the report's search knows."""
    about = json.loads(gzip.decompress(site[f"{path}claims/index/words/about.pack"]))
    return {name: about[name] for name in ("claims", "documents", "pages")}


def found_by_site(site: Mapping[str, bytes], path: str) -> set[str]:
    """The report's pages that the search of the site knows."""
    entries = json.loads(site["search/search_index.json"])["docs"]
    pages = {entry["location"].partition("#")[0] for entry in entries}
    return {page for page in pages if page.startswith(path)}


def check(
    folder: Path,
    entry: Companion,
    mode: str,
    tool: str,
    plain: Mapping[str, bytes],
    python: Path | None = None,
) -> None:
    """Build a site with an entry and assert that this ends as the list says.

    `plain` are the files of the site without the entry, built by MkDocs.
    """
    write_site(folder, entry, mode, entry.files)
    done = build(folder, tool, python)
    output = done.stdout + done.stderr
    if entry.refusal(mode) or entry.stops:
        assert done.returncode != 0, output
        assert "Traceback" not in output, output
    if refusal := entry.refusal(mode):
        start = re.escape(TOOLS[tool])
        [line] = re.findall(rf"^{start}:(\d+):1: error: {re.escape(refusal)}", output, re.MULTILINE)
        named = (folder / TOOLS[tool]).read_text("utf-8").splitlines()[int(line) - 1]
        assert re.search(re.findall("“(.*?)”", refusal)[0], named), named
        assert output.count("Fix: ") == 1, output
        return
    if entry.stops:
        assert entry.stops in output, output
        return
    assert done.returncode == 0, output
    path = MODES[mode]
    site = files_of(folder / entry.site)
    before = of_report(plain, path)
    if entry.git:
        before = {name: data for name, data in before.items() if name not in _WITH_COMMIT}
    changed = difference(before, of_report(site, path))
    assert _AMOUNTS.index(changed) <= _AMOUNTS.index(entry.changes), changed
    proof = entry.proof if entry.proof_in in ("", mode) else {}
    for name, pattern in proof.items():
        page = site[name.replace("<path>", path)].decode()
        assert re.search(pattern.replace("<path>", path), page), f"{name}: no {pattern}"
    assert not [name for name in entry.absent if name in site]
    for line in site[f"{path}SHA256SUMS"].decode().splitlines():
        checksum, name = line.split("  ", 1)
        assert hashlib.sha256(site[path + name]).hexdigest() == checksum, name
    with_report, without = index_of(site, path), index_of(plain, path)
    for kind in ("claims", "documents"):
        assert with_report[kind] == without[kind]
    if path:
        assert found_by_site(site, path) >= found_by_site(plain, path)
    else:
        assert with_report["pages"] >= without["pages"]


def table() -> str:
    """The list in Markdown."""
    parts = []
    heading = ""
    for entry in companions():
        if entry.heading != heading:
            heading = entry.heading
            parts.append(f"\n## {heading}\n\n{_HEAD}")
        outcomes = [_outcome(entry, mode) for mode in MODES]
        changes = "" if "works" not in outcomes else _CHANGES[entry.changes]
        parts.append(f"| {_named(entry)} | {' | '.join(outcomes)} | {changes} | {entry.note} |")
    return "\n".join(parts) + "\n"


_HEAD = """\
| | The report is the whole site | The report is below a path | What it changes in the report | |
|---|---|---|---|---|"""
_CHANGES = {
    "nothing": "nothing",
    "around": "what stands around it",
    "markup": "its HTML, not its texts",
}


def _named(entry: Companion) -> str:
    version = locked().get(entry.package.lower().replace("_", "-"), "")
    return f"`{entry.name}`" + (f" ({entry.package} {version})" if entry.package else "")


def _outcome(entry: Companion, mode: str) -> str:
    if entry.stops:
        return "stops"
    return "**refused**" if entry.refusal(mode) else "works"


def locked() -> dict[str, str]:
    """The version of each package with which the entries are tried."""
    text = REQUIREMENTS.read_text("utf-8")
    return dict(re.findall(r"^([\w.-]+)==([^\s;\\]+)", text, re.MULTILINE))


if __name__ == "__main__":
    sys.stdout.write(table())
