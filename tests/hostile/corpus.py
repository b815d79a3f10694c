"""The cases under cases/, and reports that hold them."""

from __future__ import annotations

import hashlib
import os
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from factcheck_report.checking import RULES
from tests.hostile.written import FieldPath, Place, Written

HERE = Path(__file__).parent
CLASSES = tuple(sorted(file.stem for file in (HERE / "cases").glob("*.yaml")))
SHOWN = "text"
"""The outcome of a case that is no problem: readers see it as a text."""
UNSEEN = "unseen"
"""The outcome of a case that is no problem, and no text for readers either."""
_AFTER_READING = ("unknown-", "quote-", "source-file", "not-acceptable")
"""The beginnings of rules that are checked in entries which could be read."""
SECRET = "b1946ac92492d2347c6235b8"
"""Stands in the site's settings, and in a file beside them: no page may have it."""
SETTINGS = f"""\
site_name: Hostile
site_url: https://report.example/
extra: {{token: {SECRET}}}
theme: {{name: material, font: false}}
plugins: [search, factcheck]
"""
SHARED = "shared"
"""The id of entries that all cases use which do not fill them."""
_QUOTED = "claims.quotes.text"
_IN_DOCUMENT = ("document", _QUOTED)
_IN_DOCS = ("docs.title", "docs.description", "docs.heading", "docs.body")
_LISTS = ("quotes", "corrections", "made")
"""Lists of a claim; each case has an item of its own there."""
_KEYS = ("ids", "fields", "rule", "accepted-rule")
"""Places that are names, not values."""


@dataclass(frozen=True)
class Case:
    """A hostile text, where it is put, and what must come of it."""

    name: str
    group: str
    """The name of its file under cases/."""
    text: str
    where: tuple[str, ...] = ()
    outcome: str = SHOWN
    """The id of the rule that names it, or SHOWN."""
    shown: str | None = None
    """How readers see the text, if not as it is."""
    document: str | None = None
    """The text of its document."""
    make: Mapping[str, Any] | None = None
    """What stands in the report's folder."""
    data: bytes | None = None
    """The whole claims file."""
    place: Place | None = None
    """Where the problem is in the whole claims file."""
    times: int = 1
    """How many quotes have the text."""
    bundle: str = ""
    """The id of its entries: its own name, or that of the first of the cases that share them."""
    turn: int = 0
    """Its number among the cases that share entries, from 0."""
    also: Mapping[str, str] | None = None
    """Further fields of its entries, with their values."""

    def __str__(self) -> str:
        return self.name


class _Places(NamedTuple):
    pages: Mapping[str, tuple[str, ...]]
    longest: Mapping[str, int]
    groups: Mapping[str, tuple[str, ...]]
    turns: tuple[str, ...]


@cache
def places() -> _Places:
    """What places.yaml says."""
    content = yaml.load((HERE / "places.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return _Places(
        content["places"], content["longest"], content["groups"], tuple(content["turns"])
    )


@cache
def cases(group: str | None = None) -> tuple[Case, ...]:
    """All cases, or those of a class."""
    read = [
        _case(entry, name)
        for name in CLASSES
        for entry in yaml.load((HERE / f"cases/{name}.yaml").read_text("utf-8"), yaml.CSafeLoader)
    ]
    read = _sharing(read)
    twice = [name for name, count in Counter(case.name for case in read).items() if count > 1]
    assert not twice, twice
    return tuple(case for case in read if group in (None, case.group))


def published_cases() -> tuple[Case, ...]:
    """The cases that are no problem."""
    return tuple(case for case in cases() if case.outcome in (SHOWN, UNSEEN))


def refused_cases(group: str) -> tuple[list[Case], ...]:
    """The cases of a class that are problems of a field, in parts that can share a report."""
    mine = [case for case in cases(group) if case.outcome not in (SHOWN, UNSEEN) and case.where]
    mine = [case for case in mine if not case.where[0].startswith("settings.")]
    if group == "size":
        # Each quote that was not found is looked for in all documents.
        return tuple([case] for case in mine)
    late = [case for case in mine if case.outcome.startswith(_AFTER_READING)]
    early = [case for case in mine if case not in late]
    return tuple(part for part in (early, late) if part)


def _case(entry: dict[str, Any], group: str) -> Case:
    name, outcome = entry.pop("name"), entry.pop("outcome", SHOWN)
    made: dict[str, Any] = {"name": name, "group": group, "outcome": outcome}
    if "yaml" in entry:
        made |= {"text": "", "data": _joined(entry.pop("yaml")).encode()}
    elif "bytes" in entry:
        made |= {"text": "", "data": _bytes(entry.pop("bytes"))}
    else:
        made["text"] = _joined(entry.pop("input"))
    if "line" in entry:
        made["place"] = entry.pop("line"), entry.pop("column")
    if "document" in entry:
        made["document"] = _joined(entry.pop("document"))
    where = entry.pop("where", [])
    groups, longest = places().groups, places().longest
    every = [place for item in where for place in groups.get(item, (item,))]
    fitting = [
        place
        for place in dict.fromkeys(every)
        if outcome != SHOWN or len(made["text"]) <= longest.get(place, 1_000_000)
    ]
    return Case(**made, where=tuple(fitting), **entry)


def _sharing(read: Iterable[Case]) -> list[Case]:
    """Let the cases that are only for a claim share entries, so that there are fewer pages."""
    known = places()
    found: list[Case] = []
    first, turn = "", len(known.turns)
    for case in read:
        if case.outcome != SHOWN or case.where != tuple(known.groups["claim"]):
            found.append(replace(case, bundle=case.name))
            continue
        first, turn = (first, turn) if turn < len(known.turns) else (case.name, 0)
        mine = known.turns[turn]
        where = tuple(place for place in case.where if place == mine or place not in known.turns)
        found.append(replace(case, bundle=first, turn=turn, where=where))
        turn += 1
    return found


def _joined(parts: Any) -> str:
    """A text, or one made of parts, some of them many times."""
    if isinstance(parts, list):
        return "".join(
            part if isinstance(part, str) else part["repeat"] * part["times"] for part in parts
        )
    return str(parts)


def _bytes(escaped: str) -> bytes:
    return escaped.encode().decode("unicode_escape").encode("latin-1")


# Signs of markup, each with one that means nothing and that readers, and the product, read alike.
_HARMLESS = str.maketrans(
    {"<": "(", ">": ")", "[": "(", "]": ")", "{": "(", "}": ")", "&": "+", '"': "”", "'": "’"}
    | {
        "!": ",",
        "`": "’",
        "*": "+",
        "_": "+",
        "#": "+",
        "|": "/",
        "=": "+",
        "\\": "/",
        "~": "-",
        "$": "+",
    }
    | {"%": "+", "@": "+", "^": "-", ":": ";", "＜": "（", "＞": "）", "＝": "＋", "＠": "＋"}
)


def harmless(text: str) -> str:
    """A text of the same form, without markup."""
    return text.translate(_HARMLESS)


class HostileReport:
    """A report that holds cases, each with entries of its own, under its name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        text = (HERE / "bundle.yaml").read_text("utf-8")
        self._bundle: dict[str, Any] = yaml.load(text, yaml.CBaseLoader)
        off = {id: "off" for id, rule in RULES.items() if not rule.locked_because}
        # One that a case accepts.
        del off["review-before-pin"]
        self.content: dict[str, Any] = {
            "report": {"title": "A hostile report", "summary": "It holds cases.", "rules": off}
        }
        self.places: dict[str, FieldPath] = {}
        """By case, the field of its problem; its last part is the name of the field."""
        (folder / "docs").mkdir(parents=True)
        (folder / "seeds").mkdir()
        (folder / "secret.txt").write_text(SECRET)
        (folder.parent / "secret.txt").write_text(SECRET)
        (folder / "mkdocs.yml").write_text(SETTINGS)
        self.add(Case(SHARED, "", "", ("sources", "origins", "claimants", "verdicts")))

    def add(self, case: Case, change: Callable[[str], str] = str) -> None:
        """Add a case; `change` changes its text."""
        name, text = case.name, change(case.text)
        if case.make:
            make(self.folder, case.make)
        self._write_docs(case, text)
        mine = {place.partition(".")[0] for place in case.where if place not in _IN_DOCS}
        if mine & {"ids", "fields"}:
            mine = {place.split(".")[1] for place in case.where}
        if "accepted-rule" in mine:
            mine = {"claims"}
        if not mine & {"document", "settings", *self._bundle} - {"report"}:
            self._fill_single(case, text, mine)
            return
        if case.turn:
            self._share(case, text)
            return
        own = {*mine, "sources", "claims"} if name != SHARED else mine
        if case.where[0].startswith("ids."):
            own = {*mine, "sources"} if "claims" in mine else mine
        passage = f"These words of {name} stand in its document."
        in_document = [place for place in case.where if place in _IN_DOCUMENT]
        quote = text if _QUOTED in case.where else passage
        quoted_in = (
            passage if case.outcome not in (SHOWN, UNSEEN) and case.document is None else quote
        )
        if case.document is not None:
            quoted_in = change(case.document)
        elif in_document and case.outcome == SHOWN:
            quoted_in = text if quote == text else f"{text}\n\n{quote}"
        other = f"The other side of {name} said something else."
        data = f"{quoted_in}\n\n{other}\n".encode()
        for section, entry in self._bundle.items():
            if section in own:
                made = _named(entry, name, quote, {*own, "quotes"})
                if section == "sources":
                    made |= {
                        "file": f"seeds/{name}.txt",
                        "sha256": hashlib.sha256(data).hexdigest(),
                    }
                self._add_entry(section, name, made)
        (self.folder / f"seeds/{name}.txt").write_bytes(data)
        self._fill(case, text, own)

    def _share(self, case: Case, text: str) -> None:
        """Add a case to the entries of another one."""
        file = self.folder / f"seeds/{case.bundle}.txt"
        file.write_bytes(file.read_bytes() + f"\n{text}\n".encode())
        source = self.content["sources"][case.bundle]
        source["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
        claim = self.content["claims"][case.bundle]
        for name in _LISTS:
            item = self._bundle["claims"][name][0]
            claim[name].append(_named(item, case.bundle, text, {"quotes"}))
        self._fill(case, text, set())

    def _fill(self, case: Case, text: str, own: set[str]) -> None:
        """Put the text of a case into its places."""
        for place in case.where:
            in_file = place in _IN_DOCUMENT and case.outcome == SHOWN
            if in_file or place in own or place in _IN_DOCS:
                continue
            self.places[case.name] = self._put(place, case, text)
        for place, value in (case.also or {}).items():
            self._put(place, case, value)

    def _write_docs(self, case: Case, text: str) -> None:
        """The page in docs/ of a case that stands in one."""
        for place in _IN_DOCS:
            if place not in case.where:
                continue
            settings = {"title": f"The page {case.name}"}
            body = text if place == "docs.body" else "A page of the site's own."
            if place == "docs.heading":
                settings, body = {}, f"# `{text}`\n\n{body}"
            elif place != "docs.body":
                settings[place.removeprefix("docs.")] = text
            front = yaml.safe_dump(settings, width=10_000)
            (self.folder / f"docs/docs-{case.name}.md").write_text(f"---\n{front}---\n\n{body}\n")

    def _add_entry(self, section: str, name: str, entry: Any) -> None:
        if isinstance(entry, list):
            self.content.setdefault(section, []).extend(entry)
        else:
            id = f"gone-{name}" if section == "removed" else name
            self.content.setdefault(section, {})[id] = entry

    def _fill_single(self, case: Case, text: str, mine: set[str]) -> None:
        """A case of the report's own fields, or of pages in docs/."""
        for place in case.where:
            if place.startswith("report."):
                self.places[case.name] = self._put(place, case, text)
                for other, value in (case.also or {}).items():
                    self._put(other, case, value)
            elif place == "rule":
                self.content["report"]["rules"][text] = "off"
                self.places[case.name] = ("report", "rules", text)

    def _put(self, place: str, case: Case, text: str) -> FieldPath:
        """Put a text into a field, and return the path of that."""
        first, *rest = place.split(".")
        if place == "accepted-rule":
            first, rest = "claims", ["accept", text]
            text = "A reason."
        if first in ("ids", "fields"):
            return self._rename(rest[0], case.name, text, is_id=first == "ids")
        node: Any = self.content[first]
        path: list[str | int] = [first]
        if isinstance(node, list):
            path.append(len(node) - 1)
        elif first != "report":
            path.append(f"gone-{case.name}" if first == "removed" else case.bundle)
        elif rest[0] in ("publisher", "license"):
            node.setdefault(rest[0], {"name": "The name", "url": "https://report.example/"})
        for part in path[1:]:
            node = node[part]
        for part in rest[:-1]:
            if isinstance(node, dict):
                node = node.setdefault(part, {})
            path.append(part)
            if isinstance(node, list):
                path.append(case.turn)
                node = node[case.turn]
        last = rest[-1]
        if last in ("same_as", "tags", "related", "claims", "claimants"):
            node[last] = [text]
            return (*path, last, 0)
        node[last] = text
        if case.times > 1:
            quotes = self.content["claims"][case.name]["quotes"]
            quotes.extend([quotes[0]] * (case.times - 1))
        return (*path, last)

    def _rename(self, section: str, name: str, text: str, *, is_id: bool) -> FieldPath:
        entries = self.content[section]
        if is_id:
            entries[text] = entries.pop(f"gone-{name}" if section == "removed" else name)
            return (section, text)
        key: str | int = len(entries) - 1 if isinstance(entries, list) else name
        entries[key][text] = "A value."
        return (section, key, text)

    def write(self) -> Written:
        """Write the claims file."""
        written = Written(self.content)
        (self.folder / "claims.yaml").write_bytes(written.text.encode())
        return written


def is_name(case: Case) -> bool:
    """Whether the text of a case is a name, not a value: of an entry, a field or a rule."""
    return case.where[0].partition(".")[0] in _KEYS


def _named(entry: Any, name: str, quote: str, own: Iterable[str]) -> Any:
    """An entry of a case. What it names and has not itself is that of the shared entries."""
    if isinstance(entry, list):
        return [_named(item, name, quote, own) for item in entry]
    if isinstance(entry, str):
        return quote if entry == "QUOTE" else entry.replace("CASE", name)
    named = {}
    for key, value in entry.items():
        section = {"verdict": "verdicts", "origin": "origins"}.get(key, key)
        if section in ("verdicts", "origins", "claimants") and section not in own:
            value = [SHARED] if section == "claimants" else SHARED
        named[key] = _named(value, name, quote, own)
    return named


def make(folder: Path, wanted: Mapping[str, Any]) -> None:
    """Make a file, a folder, a link, a pipe or a socket."""
    [(kind, name)] = [item for item in wanted.items() if item[0] in _MAKE]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    _MAKE[kind](path, wanted)


def _make_file(path: Path, wanted: Mapping[str, Any]) -> None:
    path.write_bytes(_bytes(wanted.get("bytes", SECRET)) * wanted.get("times", 1))
    if "size" in wanted:
        os.truncate(path, wanted["size"])


def _make_socket(path: Path, wanted: Mapping[str, Any]) -> None:
    # The path of a socket may have about 100 characters.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


_MAKE: Mapping[str, Callable[[Path, Mapping[str, Any]], None]] = {
    "file": _make_file,
    "folder": lambda path, wanted: path.mkdir(),
    "link": lambda path, wanted: path.symlink_to(wanted["to"]),
    "pipe": lambda path, wanted: os.mkfifo(path),
    "socket": _make_socket,
}


def pages_of(case: Case) -> Iterator[tuple[str, str]]:
    """The places of a case, each with the address of a page or file that shows it."""
    for place in case.where:
        for address in places().pages[place]:
            yield place, address.replace("CASE", case.bundle)
