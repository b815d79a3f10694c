"""Measures how soon `mkdocs serve` shows saves of all kinds, and what it holds after them."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread

import yaml
from mkdocs.utils.yaml import get_yaml_loader
from report import REPOSITORY, write_report
from tables import table

from factcheck_report.pipeline import read_report
from modes.preview import Server, serving
from modes.saves import Look, look

_PAUSE = 0.01
"""Seconds between two looks at a page."""
_LONGEST = 60
"""Seconds to wait until the preview shows a save."""
_LIMIT = 2
"""Seconds within which it should."""
_TEMPLATE = "overrides/factcheck/claim.html"
_STYLE = "stylesheets/own.css"
_BROKEN = 'role="alert"'


@dataclass(frozen=True, slots=True)
class _Save:
    """One save, and how it shows."""

    kind: str
    file: str
    text: str
    address: str
    is_shown: Callable[[int, str], bool]
    """Takes the status and the text of the answer at the address."""


class _Editor:
    """Makes the texts of saves of all kinds, in an order that is the same in every run."""

    def __init__(self, folder: Path) -> None:
        report = read_report(folder).report
        if report is None:
            raise SystemExit("The report has problems.")
        self._folder = folder
        self._claim = report.claims[len(report.claims) // 2]
        self._quote = self._claim.quotes[0].text
        source = next(iter(report.draft.sources.values()))
        self._source, self._source_page = source.file, f"sources/{source.id}/"
        self.page = f"claims/{self._claim.id}/"
        (folder / _TEMPLATE).parent.mkdir(exist_ok=True)
        templates = REPOSITORY / "generator/factcheck_report/rendering/templates"
        shutil.copy(templates / "claim.html", folder / _TEMPLATE)
        (folder / "docs" / _STYLE).parent.mkdir(exist_ok=True)
        (folder / "docs" / _STYLE).write_text("h1 {}\n", "utf-8")
        settings = folder / "mkdocs.yml"
        content = yaml.load(settings.read_text("utf-8"), get_yaml_loader())
        content["extra_css"] = [_STYLE]
        settings.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
        self._original = {
            file: (folder / file).read_text("utf-8")
            for file in ("claims.yaml", self._source, "docs/about.md", _TEMPLATE)
        }
        self._number = 0

    def saves(self) -> Iterator[_Save]:
        """Saves without end. What is broken is mended, and what is added removed, by the next."""
        chance = random.Random(1)
        kinds: list[Callable[[], Iterator[_Save]]] = [
            *(self._text, self._title, self._shorter_quote, self._new_claim, self._own_page),
            *(self._template, self._style, self._broken, self._document),
        ]
        while True:
            chance.shuffle(kinds)
            for kind in kinds:
                yield from kind()

    def _mark(self) -> str:
        self._number += 1
        return f"Saved-{self._number}-times"

    def _in_claim(self, old: str, new: str) -> str:
        """The claims file with a text of the claim replaced."""
        text = self._original["claims.yaml"]
        before, id, entry = text.partition(f"\n  {self._claim.id}:\n")
        start, found, end = entry.partition(old)
        if not (id and found):
            raise SystemExit(f"The claim {self._claim.id} does not say “{old}”.")
        return f"{before}{id}{start}{new}{end}"

    def _claims(self, kind: str, text: str, wanted: str) -> _Save:
        return _Save(kind, "claims.yaml", text, self.page, _says(wanted))

    def _text(self) -> Iterator[_Save]:
        word, mark = self._claim.summary.split()[0], self._mark()
        first = self._in_claim(f"summary: >-\n      {word}", f"summary: >-\n      {mark} {word}")
        yield self._claims("claim text", first, mark)

    def _title(self) -> Iterator[_Save]:
        said, mark = self._claim.claim, self._mark()
        yield self._claims("title", self._in_claim(said, f"{mark} {said}"), mark)

    def _shorter_quote(self) -> Iterator[_Save]:
        for text in (self._quote.rsplit(" ", 2)[0], self._quote):
            # The page has the spaces and marks of the document.
            end = f"{text.rsplit(maxsplit=1)[-1]}</p></blockquote>"
            yield self._claims("quote", self._in_claim(self._quote, text), end)

    def _new_claim(self) -> Iterator[_Save]:
        mark, claims = self._mark(), self._original["claims.yaml"]
        id, address = f"new-{self._number}", f"claims/new-{self._number}/"
        found = re.search(rf"\n  {self._claim.id}:\n(.*?)\n(?=  \S|\S)", claims, re.DOTALL)
        if found is None:
            raise SystemExit(f"There is no claim {self._claim.id}.")
        entry = found[0].replace(self._claim.id, id, 1).replace(self._claim.claim, mark, 1)
        text = claims[: found.start()] + entry.rstrip("\n") + claims[found.start() :]
        yield _Save("new claim", "claims.yaml", text, address, _says(mark))
        gone = claims + f"# {mark}\n"
        yield _Save("removed claim", "claims.yaml", gone, address, lambda status, _: status == 404)

    def _own_page(self) -> Iterator[_Save]:
        yield self._appended("hand-written page", "docs/about.md", "about/")

    def _template(self) -> Iterator[_Save]:
        yield self._appended("template override", _TEMPLATE, self.page)

    def _document(self) -> Iterator[_Save]:
        changed = self._appended("document", self._source, self._source_page)
        yield changed
        # With another text than the pinned one, the site could not be built.
        yield _Save(
            "document restored",
            self._source,
            self._original[self._source],
            self._source_page,
            lambda status, page: status == 200 and not changed.is_shown(status, page),
        )

    def _appended(self, kind: str, file: str, address: str) -> _Save:
        mark = self._mark()
        text = f"{self._original[file]}\n{mark}\n"
        return _Save(kind, file, text, address, _says(mark))

    def _style(self) -> Iterator[_Save]:
        mark = self._mark()
        yield _Save("style sheet", f"docs/{_STYLE}", f"h1 {{}} /* {mark} */\n", _STYLE, _says(mark))

    def _broken(self) -> Iterator[_Save]:
        claims = self._original["claims.yaml"]
        yield _Save("broken file", "claims.yaml", f"{claims}x: [\n", self.page, _says(_BROKEN))
        yield _Save(
            "mended file",
            "claims.yaml",
            claims,
            self.page,
            lambda status, page: status == 200 and _BROKEN not in page,
        )


def _says(text: str) -> Callable[[int, str], bool]:
    return lambda status, page: status == 200 and text in page


def time_mixed_saves(claims: int, saves: int, readers: int, folder: Path) -> str:
    """Save `saves` times, while `readers` reload pages. Returns two tables."""
    report, temporary = folder / "report", folder / "temporary"
    temporary.mkdir(parents=True)
    write_report(report, claims)
    editor = _Editor(report)
    taken: dict[str, list[float]] = {}
    with serving(report, temporary) as server:
        server.page(editor.page)
        for save in islice(editor.saves(), 15):
            _shown_after(save, server, report)
        first = look(server, temporary)
        end = Event()
        threads = [Thread(target=_read, args=(server, editor.page, end)) for _ in range(readers)]
        for thread in threads:
            thread.start()
        for save in islice(editor.saves(), saves):
            taken.setdefault(save.kind, []).append(_shown_after(save, server, report))
        end.set()
        for thread in threads:
            thread.join()
        last = look(server, temporary)
    return f"{_times(claims, taken, readers)}\n\n{_held(first, last)}\n"


def _shown_after(save: _Save, server: Server, report: Path) -> float:
    """Save, and the seconds until the preview shows it."""
    start = time.monotonic()
    (report / save.file).write_text(save.text, "utf-8")
    while not save.is_shown(*server.ask(save.address)):
        if time.monotonic() > start + _LONGEST:
            raise SystemExit(f"The preview does not show the {save.kind} at {save.address}.")
        time.sleep(_PAUSE)
    return time.monotonic() - start


def _read(server: Server, page: str, end: Event) -> None:
    """Reload pages, as somebody in a hurry does, until told to end."""
    while not end.is_set():
        for address in (page, "", "claims/"):
            status, text = server.ask(address)
            if status != 200 or not text.rstrip().endswith("</html>"):
                raise SystemExit(f"{address}: {status}, {len(text)} characters")
            time.sleep(0.2)


def _times(claims: int, taken: dict[str, list[float]], readers: int) -> str:
    everything = [seconds for all_of in taken.values() for seconds in all_of]
    rows = []
    for kind, seconds in [*sorted(taken.items()), ("all", everything)]:
        most = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
        figures = (min(seconds), median(seconds), min(most, max(seconds)), max(seconds))
        late = sum(each > _LIMIT for each in seconds)
        rows.append([kind, f"{len(seconds)}", *(f"{each:.2f} s" for each in figures), f"{late}"])
    columns = ["least", "median", "95 %", "most", f"over {_LIMIT} s"]
    head = [f"{claims:,} claims, {readers} readers", "saves", *columns]
    return f"From saving until the preview shows it.\n\n{table(head, rows)}"


def _held(first: Look, last: Look) -> str:
    head = ["", "descriptors", "temporary folders", "memory"]
    rows = [
        [name, f"{held.descriptors}", f"{held.folders}", f"{held.memory:.1f} MB"]
        for name, held in (("before the saves", first), ("after them", last))
    ]
    return table(head, rows)
