"""Measures whether doubling a hostile claims file or document more than doubles the time."""

from __future__ import annotations

import gc
import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from measuring import in_fresh_process
from tables import table

from factcheck_report.cards import CardPainter
from factcheck_report.comparing import as_markdown, compare, edition
from factcheck_report.editing import set_pins
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Tone
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.spans import SourceText
from factcheck_report.pipeline import read_report
from factcheck_report.problems import as_text
from factcheck_report.quotes import Locator
from factcheck_report.rendering.markdown import to_html
from factcheck_report.search.folding import words_in
from factcheck_report.site.site import Site

GOAL = 2.5
"""Doubling an input may multiply the CPU time by this much at most."""
_ROUNDS = 3
_LONG_ENOUGH = 0.2
"""An input that takes this many seconds is not measured again."""
_SLOW = 2.0
"""An input that takes more than this many seconds is not doubled."""
_DOUBLINGS = 2

_Run = Callable[[], object]
_Make = Callable[[int, Path], _Run]
"""Takes a size and an empty folder; returns the function to measure."""


def time_hostile(folder: Path) -> str:
    """A table of hostile inputs: CPU of the largest size, and the worst ratio between two sizes."""
    rows = in_fresh_process(_measured, folder)
    failed = sum(ratio > GOAL for *_, ratio in rows)
    cells = [
        [name, f"{size:,}", f"{cpu:.3f} s", f"{ratio:.1f}{' (!)' if ratio > GOAL else ''}"]
        for name, size, cpu, ratio in rows
    ]
    head = ["hostile input", "largest size", "CPU", "to half the size"]
    return f"{table(head, cells)}\n\n{failed} of {len(rows)} above {GOAL}.\n"


def _measured(folder: Path) -> list[tuple[str, int, float, float]]:
    return [
        (name, *_doubled(make, size, folder / str(number)))
        for number, (name, (size, make)) in enumerate(_CASES.items())
    ]


def _doubled(make: _Make, largest: int, folder: Path) -> tuple[int, float, float]:
    """The largest size measured, its seconds, and the worst ratio of two sizes.

    Ratios above the goal are measured again, because other work on the machine can cause them.
    """
    tries = (_once(make, largest, folder / str(number)) for number in range(_ROUNDS))
    first = best = next(tries)
    while best[-1] > GOAL and (again := next(tries, None)):
        best = min(best, again, key=lambda measured: measured[-1])
    return (*first[:2], best[-1])


def _once(make: _Make, largest: int, folder: Path) -> tuple[int, float, float]:
    taken: list[float] = []
    for step in range(_DOUBLINGS, -1, -1):
        size = largest >> step
        place = folder / str(size)
        place.mkdir(parents=True)
        taken.append(_cpu(make(size, place)))
        if taken[-1] > _SLOW:
            break
    return size, taken[-1], max((after / before for before, after in pairwise(taken)), default=0)


def _cpu(run: _Run) -> float:
    """CPU seconds, the smallest of some rounds; the garbage collector is off meanwhile."""
    least = float("inf")
    for _ in range(_ROUNDS):
        gc.collect()
        gc.disable()
        start = time.process_time()
        run()
        least = min(least, time.process_time() - start)
        gc.enable()
        if least > _LONG_ENOUGH:
            break
    return least


# Small reports, of which one thing is a great many.


def _words(first: int, number: int) -> str:
    return " ".join(f"w{word:06}" for word in range(first, first + number))


def _passage(number: int) -> str:
    return _words(8 * number, 7)


def _text(passages: int, between: str = " ") -> str:
    """Passages, each with different words."""
    return between.join(f"{_passage(number)} and" for number in range(passages))


# As far apart as that, passages have as much around them as is ever read, whatever the size.
_FILLER = _words(900_000, 100)


def _quote(text: str, source: str = "s0", origin: str = "o0", more: str = "") -> str:
    return (
        f"      - {{text: {json.dumps(text)}, source: {source}, stance: supports, "
        f"wording: document, origin: {origin}{more}}}\n"
    )


def _claim(number: int, quotes: str, more: str = "", verdict: str = "v0", text: str = "") -> str:
    claim = text or f"Claim {number} says {7919 * number % 100_003}"
    return (
        f"  k{number}:\n    claim: {claim}\n    verdict: {verdict}\n    summary: s\n{more}"
        f"    quotes:\n{quotes}"
    )


def _report(
    folder: Path,
    claims: str,
    documents: Mapping[str, str],
    *,
    origins: int = 1,
    claimants: int = 0,
    verdicts: int = 1,
    more: str = "",
    settings: str = "",
) -> Path:
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    sources = []
    for id, text in documents.items():
        (seeds / f"{id}.txt").write_text(text, "utf-8")
        hashed = hashlib.sha256(text.encode()).hexdigest()
        sources.append(f"  {id}: {{file: seeds/{id}.txt, title: T, sha256: {hashed}}}\n")
    parts = (
        f"report:\n  title: T\n  summary: S\n{settings}sources:\n",
        *sources,
        "origins:\n",
        *(f"  o{number}: {{name: O, kind: person}}\n" for number in range(origins)),
        "verdicts:\n",
        *(f"  v{number}: {{label: V, means: m, tone: neutral}}\n" for number in range(verdicts)),
        "claimants:\n" if claimants else "",
        *(f"  c{number}: {{name: C{number}}}\n" for number in range(claimants)),
        f"claims:\n{claims}{more}",
    )
    (folder / "claims.yaml").write_text("".join(parts), "utf-8")
    return folder


def _each(number: int, claim: Callable[[int], str]) -> str:
    return "".join(map(claim, range(number)))


# What is measured.


def _checked(folder: Path) -> _Run:
    def run() -> None:
        outcome = read_report(folder)
        as_text(outcome.problems, outcome.texts)

    return run


def _built(folder: Path) -> _Run:
    """Make pages, data files and the search index of a report without problems."""
    outcome = read_report(folder)
    report = outcome.report
    if report is None:
        raise SystemExit(f"The report has problems: {as_text(outcome.problems[:1])}")

    def run() -> None:
        site = Site(report, english_translations(), "https://example.org/")
        for made in (site.pages(), site.files()):
            for _ in made:
                pass
        site.search_index().files()

    return run


def _compared(was: Path, now: Path) -> _Run:
    before, after = edition(read_report(was)), edition(read_report(now))
    return lambda: as_markdown(compare(before, after, PartialDate(2022, 1, 1)))


def _typed(unit: str) -> _Make:
    """A claims file that repeats one text inside a claim."""
    head = "report:\n  title: T\n  summary: S\nclaims:\n  a:\n    claim: "

    def make(size: int, folder: Path) -> _Run:
        text = head + unit * (size // len(unit))
        (folder / "claims.yaml").write_text(text, "utf-8")
        return _checked(folder)

    return make


def _analysis(unit: str) -> _Make:
    def make(size: int, folder: Path) -> _Run:
        more = f"    analysis: {json.dumps(unit * (size // len(unit)))}\n"
        return _checked(_report(folder, _claim(0, _quote(_passage(0)), more), {"s0": _text(1)}))

    return make


def _document(unit: str, quote: str, **around: str) -> _Make:
    """A search for a quote in a document that repeats one text."""

    def make(size: int, folder: Path) -> _Run:
        source = SourceText(unit * (size // len(unit)))
        return lambda: Locator(source).locate(quote, **around)

    return make


def _long_quote(unit: str) -> _Make:
    def make(size: int, folder: Path) -> _Run:
        quote, source = unit * (size // len(unit)), SourceText(2 * unit * (size // len(unit)))
        return lambda: (Locator(source).locate(quote), Locator(source).locate(f"{quote}x"))

    return make


def _shown_document(unit: str) -> _Make:
    """The page of a document that repeats one text."""

    def make(size: int, folder: Path) -> _Run:
        text = f"{_passage(0)}.\n{unit * (size // len(unit))}"
        return _built(_report(folder, _claim(0, _quote(_passage(0))), {"s0": text}))

    return make


def _with(of: Callable[[str], object], unit: str) -> _Make:
    def make(size: int, folder: Path) -> _Run:
        text = unit * (size // len(unit))
        return lambda: of(text)

    return make


def _painted(text: str) -> object:
    return CardPainter("T").paint(text, "V", Tone.NEUTRAL)


_Reports = Callable[[int, Path], Path]


def _check(report: _Reports) -> _Make:
    return lambda size, folder: _checked(report(size, folder))


def _build(report: _Reports) -> _Make:
    return lambda size, folder: _built(report(size, folder))


def _quotes_of_a_line(size: int, folder: Path) -> Path:
    claims = _each(size, lambda number: _claim(number, _quote(_passage(number))))
    return _report(folder, claims, {"s0": _text(size, f" {_FILLER} ")})


def _quotes_of_a_claim(size: int, folder: Path) -> Path:
    quotes = _each(size, lambda number: _quote(_passage(number)))
    return _report(folder, _claim(0, quotes), {"s0": _text(size, f" {_FILLER} ")})


def _elided(size: int, folder: Path) -> Path:
    def claim(number: int) -> str:
        return _claim(number, _quote(f"{_passage(number)} […] {_passage(2 * size - number - 1)}"))

    return _report(folder, _each(size, claim), {"s0": _text(2 * size, f" {_FILLER}.\n")})


def _missing(size: int, folder: Path) -> Path:
    claims = _each(size, lambda number: _claim(number, _quote(f"{_passage(number)}x")))
    return _report(folder, claims, {"s0": _text(size)})


def _prefixed(size: int, folder: Path) -> Path:
    def claim(number: int) -> str:
        return _claim(number, _quote("the same words again", more=f", prefix: w{number:06}"))

    text = "\n\n".join(f"w{number:06} the same words again." for number in range(size))
    return _report(folder, _each(size, claim), {"s0": text})


def _clipped(size: int, folder: Path) -> Path:
    quotes = _each(size, lambda number: _quote(f"w{number:06} was sent"))
    text = " ".join(
        f"It is denied that w{number:06} was sent reportedly." for number in range(size)
    )
    return _report(folder, _claim(0, quotes), {"s0": text})


def _tags(size: int, folder: Path) -> Path:
    more = f"    tags: [{', '.join(f't{number}' for number in range(size))}]\n"
    return _report(folder, _claim(0, _quote(_passage(0)), more), {"s0": _text(1)})


def _of_claimants(many: bool) -> _Reports:
    """Claims by one claimant, or each by a different one."""

    def report(size: int, folder: Path) -> Path:
        def claim(number: int) -> str:
            who = f"    claimants: [c{number if many else 0}]\n"
            return _claim(number, _quote(_passage(0)), who)

        documents = {"s0": _text(1)}
        return _report(folder, _each(size, claim), documents, claimants=size if many else 1)

    return report


def _sources(text: str, event: bool = False) -> _Reports:
    """As many documents as claims, each with this text in its state."""

    def report(size: int, folder: Path) -> Path:
        claims = _each(size, lambda number: _claim(number, _quote(_passage(0), f"s{number}")))
        more = "timeline:\n" + _each(
            size,
            lambda number: (
                f"  - {{when: 2022, event: E, quotes: [{{text: {_passage(0)}, "
                f"source: s{number}, wording: document}}]}}\n"
            ),
        )
        documents = {f"s{number}": _text(1) for number in range(size)}
        _report(folder, claims, documents, more=more if event else "")
        for id in documents:
            (folder / "seeds" / f"{id}.txt").write_text(text, "utf-8")
        return folder

    return report


def _gone(size: int, folder: Path) -> Path:
    _sources(_text(1))(size, folder)
    for file in (folder / "seeds").iterdir():
        file.rename(file.with_name(file.name.upper()))
    return folder


def _accepted(size: int, folder: Path) -> Path:
    def claim(number: int) -> str:
        if number % 2:
            return _claim(number, _quote("w000000 w000001"))
        return _claim(number, _quote(_passage(0)), "    accept: {short-quote: r}\n")

    settings = "  rules:\n" + _each(size, lambda number: f"    r{number}: off\n")
    return _report(folder, _each(size, claim), {"s0": _text(1)}, settings=settings)


def _verdicts(size: int, folder: Path) -> Path:
    claims = _each(size, lambda number: _claim(number, _quote(_passage(0)), verdict="x"))
    _report(folder, claims, {"s0": _text(1)}, verdicts=size)
    file = folder / "claims.yaml"
    verdict = "  x: {label: X, means: m, tone: neutral, needs: {refuting_origins: 1}}\n"
    text = file.read_text("utf-8").replace("claims:\n", f"{verdict}claims:\n", 1)
    file.write_text(text, "utf-8")
    return folder


def _unknown(size: int, folder: Path) -> Path:
    claims = _each(size, lambda number: _claim(number, _quote(_passage(0), origin=f"x{number}")))
    return _report(folder, claims, {"s0": _text(1)}, origins=size)


def _reworded(size: int, folder: Path) -> _Run:
    def edited(text: str) -> Path:
        def claim(number: int) -> str:
            return _claim(number, _quote(_passage(0)), text=f"{text} {number}")

        return _report(folder / text, _each(size, claim), {"s0": _text(1)})

    return _compared(edited("Before"), edited("After"))


def _emptied(size: int, folder: Path) -> _Run:
    return _compared(_quotes_of_a_line(size, folder / "was"), _quotes_of_a_line(1, folder / "now"))


def _pinned(size: int, folder: Path) -> _Run:
    text = (_sources(_text(1))(size, folder) / "claims.yaml").read_text("utf-8")
    return lambda: set_pins(text, "claims.yaml", {f"s{id}": "0" * 64 for id in range(size)})


def _cases() -> Iterator[tuple[str, int, _Make]]:
    for unit in (": [ ", '": [ "', "[", "{a: ", "- [b] c\n", "a: b\n", '"a\n', "x"):
        yield f"claims.yaml: {unit!r}", 2**17, _typed(unit)
    yield "claims.yaml: merge markers", 2**19, _typed("\n<<<<<<< a")
    for unit in ("я", "яa", "[", "[a](", "*a ", "`a``", "> "):
        yield f"analysis: {unit!r}", 2**15, _analysis(unit)
    for unit in ("[", "[a](", "**a ", "*_", "`a``", "> a\n", "- a\n"):
        yield f"analysis as HTML: {unit!r}", 2**15, _with(to_html, unit)
    missing = "words that stand nowhere"
    for unit in ("a", "a ", "a.\n", ".", "- ", "-\n", "\u0301\u0323", "\u200b", "中 ", "a- "):
        yield f"document, quote not found: {unit!a}", 2**17, _document(unit, missing)
    for unit in ("a ", "a\n", "“a” ", "a-\na "):
        yield f"document, quote found often: {unit!r}", 2**17, _document(unit, unit * 6)
    brackets = f"{'a [b] ' * 12}zzzzzzzzzzzz"
    yield "document, brackets in a quote: 'a '", 2**17, _document("a ", brackets)
    yield "document, prefix: 'a '", 2**17, _document("a ", "a a a a", prefix="a a", suffix="b")
    for unit in ("a ", "-\n", "[T]he ", "a [b] ", "a […] "):
        yield f"long quote: {unit!r}", 2**14, _long_quote(unit)
    for unit in (".", "“a” ", "a\n", "\u0301\u0323", " "):
        yield f"page of a document: {unit!r}", 2**16, _shown_document(unit)
    yield "words for search: a run of marks", 2**17, _with(words_in, "\u0301\u0323")
    yield "picture: 'a '", 2**13, _with(_painted, "a ")
    yield "quotes from one long line", 2**8, _check(_quotes_of_a_line)
    yield "quotes from one long line, pages", 2**8, _build(_quotes_of_a_line)
    yield "quotes of one claim", 2**8, _check(_quotes_of_a_claim)
    yield "quotes of one claim, pages", 2**8, _build(_quotes_of_a_claim)
    yield "quotes that leave most of it out", 2**7, _check(_elided)
    yield "quotes that are not found", 2**11, _check(_missing)
    yield "one quote, many prefixes", 2**11, _check(_prefixed)
    yield "clipped quotes of one claim", 2**10, _check(_clipped)
    yield "tags", 2**14, _check(_tags)
    yield "tags, pages", 2**13, _build(_tags)
    yield "claims of a claimant, pages", 2**10, _build(_of_claimants(many=False))
    yield "claimants, pages", 2**10, _build(_of_claimants(many=True))
    yield "documents", 2**11, _check(_sources(f"{_text(1)}"))
    yield "documents with events, pages", 2**9, _build(_sources(_text(1), event=True))
    yield "documents that changed", 2**10, _check(_sources(f"{_text(1)} now"))
    yield "documents that are not there", 2**11, _check(_gone)
    yield "acceptances and levels", 2**11, _check(_accepted)
    yield "verdicts that do not fit", 2**11, _check(_verdicts)
    yield "unknown ids", 2**11, _check(_unknown)
    yield "compare: claims reworded", 2**11, _reworded
    yield "compare: claims gone", 2**11, _emptied
    yield "pins", 2**11, _pinned


_CASES = {name: (size, make) for name, size, make in _cases()}
