"""Makes an invented fact-check report of any size, with the same bytes in every run.

python benchmarks/report.py FOLDER --claims 1000
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import get_yaml_loader

REPOSITORY = Path(__file__).resolve().parent.parent
CLAIMS_PER_SOURCE = 20
WORDS_PER_SOURCE = 800
CLAIMS_PER_EVENT = 50
CLAIMS_PER_DISAGREEMENT = 100
_SEED = 20221105

_SUBJECTS = """the northern port authority|the river commission|the grain board|the coastal guard
|the energy ministry|the railway company|the water council|the customs office|the harbour union
|the export bank|the border agency|the weather service|the dam operator|the city of Larnholm
|the fishing fleet|the mining group|the court of auditors|the health office|the pipeline company
|the farmers’ league""".replace("\n", "").split("|")
_VERBS = """delivered|bought|lost|stored|inspected|returned|sold|shipped|counted|repaired|leased
|withheld|replaced|seized|tested|ordered|released|registered|refused|promised""".replace(
    "\n", ""
).split("|")
_THINGS = """tonnes of grain|diesel pumps|wagons of coal|litres of fuel|survey buoys|water meters
|crates of medicine|metres of cable|fishing licences|solar panels|turbine blades|import permits
|radar sets|steel pipes|sacks of fertiliser|barges|test results|building plots|patrol boats
|freight containers""".replace("\n", "").split("|")
_PLACES = """at the old harbour|near the Selm bridge|on the eastern bank|in the Varn valley
|outside the capital|along the canal|at the border crossing|in the free port|on the island of Orr
|below the Teller dam|beside the railway yard|in three districts|in the southern province
|at the Kesten terminal|north of Larnholm""".replace("\n", "").split("|")
_TIMES = """in early spring|before the elections|during the strike|after the flood|last autumn
|in the first quarter|over the summer|within eleven days|since the treaty|by the end of May
|on the day of the vote|in the second week of June""".replace("\n", "").split("|")
_REASONS = """because the contract had run out|although the court had forbidden it
|while the inquiry was still open|without telling the parliament|as the annual report shows
|although prices had doubled|because two of the bridges were closed|despite the agreement’s terms
|after months of talks|as had been planned for years""".replace("\n", "").split("|")

# id of the origin → its name, its kind, who speaks for it in the documents
_ORIGINS = {
    "ministry-of-energy": ("Ministry of Energy", "government", "Energy Minister Ada Brandt"),
    "harbour-union": ("Harbour Workers’ Union", "organisation", "Union chair Jonas Reuter"),
    "river-commission": ("River Commission", "organisation", "Commissioner Irena Falk"),
    "larnholm-city": ("City of Larnholm", "government", "Mayor Tomas Lind"),
    "export-bank": ("Export Bank", "organisation", "The bank’s spokeswoman, Mara Osei"),
    "daily-courier": ("The Daily Courier’s reporting", "news", "The Daily Courier"),
    "pavel-novak": ("Pavel Novak", "person", "The engineer Pavel Novak"),
    "unnamed-officials": ("Officials who are not named", "anonymous", "Two officials"),
}
_TAGS = ("energy", "harbours", "trade", "water", "rail", "elections", "courts", "prices")

# id of the verdict → the stances of the first three quotes, and whose word each is: a, b and c
# are three origins, - is none.
_PLANS = {
    "supported": ("supports a", "supports b", "context c"),
    "contested": ("supports a", "supports b", "refutes c"),
    "disputed": ("refutes a", "supports b", "context c"),
    "contradicted": ("refutes a", "refutes b", "supports c"),
    "single-origin": ("supports a", "supports a", "context b"),
    "unattributed": ("supports -", "supports -", "context -"),
}

_VERDICTS = """\
verdicts:
  supported:
    label: Supported
    means: At least two origins that are independent of each other say so, and none denies it.
    rating: 5
    tone: positive
    needs: {supporting_origins: 2}
    allows: {refuting_origins: 0}
  contested:
    label: Supported, but denied
    means: At least two independent origins say so, and at least one denies it.
    rating: 4
    tone: mixed
    needs: {supporting_origins: 2, refuting_origins: 1}
  disputed:
    label: Disputed
    means: One origin denies it, and no more than one says so.
    rating: 3
    tone: mixed
    needs: {refuting_origins: 1}
    allows: {supporting_origins: 1, refuting_origins: 1}
  contradicted:
    label: Contradicted
    means: At least two independent origins deny it, and no more than one says so.
    rating: 1
    tone: negative
    needs: {refuting_origins: 2}
    allows: {supporting_origins: 1}
  single-origin:
    label: One origin only
    means: One origin says so, however many of these documents repeat it, and none denies it.
    tone: neutral
    needs: {supporting_origins: 1}
    allows: {supporting_origins: 1, refuting_origins: 0}
  unattributed:
    label: Stated without an origin
    means: The documents say so in their own voice and do not say whose word it is.
    tone: neutral
    allows: {supporting_origins: 0, refuting_origins: 0}
"""

_WRITTEN_BY_HAND = """\
# {title}

This page was written by hand. The claims were read in the documents, the quotes were copied from
them, and the origins behind each were counted.

## What was read

Every document stands in this report as the file that was checked. See
[the documents](sources/index.md) and [all claims](claims/index.md).

## What a verdict means

It says what these documents show, and no more. See [the verdicts](verdicts/index.md).
"""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a document, and the origin of its statement."""

    source: str
    text: str
    wording: str
    origin: str = ""
    speaker: str = ""

    @property
    def quotable(self) -> str:
        """The part a quote may use: of a direct quote, only the words between the marks."""
        return self.text.partition("“")[2][:-1] if self.wording == "quoted" else self.text


def write_report(
    folder: Path, claims: int, *, sources: int | None = None, words: int = WORDS_PER_SOURCE
) -> None:
    """Write a report with this many claims. Deletes the folder first if it exists.

    `words` is the length of each source.
    """
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    (folder / "docs").mkdir()
    chance = random.Random(_SEED)
    sentences: dict[str, list[_Sentence]] = {id: [] for id in ("", *_ORIGINS)}
    parts = [_publication(claims)]
    parts.append("\nsources:\n")
    for number in range(1, (sources or max(1, claims // CLAIMS_PER_SOURCE)) + 1):
        parts.append(_source(folder, f"document-{number:04}", words, sentences, chance))
    parts.append("\norigins:\n")
    for id, (name, kind, _) in _ORIGINS.items():
        parts.append(f"  {id}: {{name: {_quoted(name)}, kind: {kind}}}\n")
    parts.append(f"\n{_VERDICTS}\nclaimants:\n")
    for id, (role, _, name) in _ORIGINS.items():
        parts.append(f"  {id}: {{name: {_quoted(name)}, role: {_quoted(role)}}}\n")
    parts.append("\nclaims:\n")
    parts += (_claim(number, claims, sentences, chance) for number in range(claims))
    parts.append("\ntimeline:\n")
    parts += (_event(claims, sentences, chance) for _ in range(0, claims, CLAIMS_PER_EVENT))
    parts.append("\ndisagreements:\n")
    disagreements = range(0, claims, CLAIMS_PER_DISAGREEMENT)
    parts += (_disagreement(claims, sentences, chance) for _ in disagreements)
    (folder / "claims.yaml").write_text("".join(parts), "utf-8")
    # Each project has its cache in its folder, where a measurement keeps or removes it.
    plugin = {"claims": "claims.yaml", "cache_dir": ".cache/factcheck"}
    own = {"plugins": ["search", {"factcheck": plugin}]}
    settings = write_settings(folder, own, overrides=True)
    # Pages outside the menu are linked from the foot of each page.
    for page in (*_written_by_hand(settings["nav"]), *settings["not_in_nav"].split()):
        name = page.strip("/")
        title = name.removesuffix(".md").replace("-", " ").capitalize()
        (folder / "docs" / name).write_text(_WRITTEN_BY_HAND.format(title=title), "utf-8")


def _written_by_hand(nav: Any) -> Iterator[str]:
    """The hand-written pages of a menu: those in no folder, except index.md."""
    if isinstance(nav, str):
        if "/" not in nav and nav != "index.md":
            yield nav
        return
    for item in nav.values() if isinstance(nav, dict) else nav:
        yield from _written_by_hand(item)


def write_settings(folder: Path, own: dict[str, Any], *, overrides: bool) -> dict[str, Any]:
    """Write an mkdocs.yml with the repository's settings, changed by those in `own`.

    With `overrides`, also copies the repository's folder of theme overrides. Returns the settings.
    """
    settings: dict[str, Any] = yaml.load(
        (REPOSITORY / "mkdocs.yml").read_text("utf-8"), get_yaml_loader()
    )
    names = dict.fromkeys(("site_name", "site_description", "copyright"), "The harbour papers")
    settings |= names | own
    custom = settings["theme"].pop("custom_dir", None)
    if overrides and custom:
        settings["theme"]["custom_dir"] = custom
        shutil.copytree(REPOSITORY / custom, folder / custom)
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return settings


def _publication(claims: int) -> str:
    return f"""\
report:
  title: The harbour papers
  summary: >-
    {claims} claims about harbours, rivers and railways, all of them invented, were checked
    against the documents of an archive that does not exist.
  language: en
  key_claims: [{", ".join(_claim_id(number) for number in range(min(3, claims)))}]
"""


def _source(
    folder: Path, id: str, words: int, sentences: dict[str, list[_Sentence]], chance: random.Random
) -> str:
    """Write a source's file, collect its sentences by origin, and return its entry."""
    title = f"{_capital(chance.choice(_SUBJECTS))} and the {chance.choice(_THINGS)}"
    written = _prose(id, words, chance)
    paragraphs = [title]
    while written:
        length = chance.randint(3, 6)
        paragraphs.append(" ".join(sentence.text for sentence in written[:length]))
        for sentence in written[:length]:
            sentences[sentence.origin].append(sentence)
        written = written[length:]
    data = "\n\n".join(paragraphs).encode() + b"\n"
    (folder / "seeds" / f"{id}.txt").write_bytes(data)
    return f"""\
  {id}:
    file: seeds/{id}.txt
    sha256: {hashlib.sha256(data).hexdigest()}
    title: {_quoted(title)}
    author: {chance.choice(("Editorial Team", "Lena Hart", "Oskar Weil", "Nina Sorel"))}
    published: 2022-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}
    language: en
    kind: article
"""


def _prose(source: str, length: int, chance: random.Random) -> list[_Sentence]:
    """Sentences without repetition; the origins take turns."""
    written: list[_Sentence] = []
    seen: set[str] = set()
    speakers = list(_ORIGINS)
    words = 0
    while words < length:
        said = _statement(chance)
        if said in seen:
            continue
        seen.add(said)
        turn = len(written)
        if turn % 3 == 2:
            sentence = _Sentence(source, f"{_capital(said)}.", "document")
        else:
            origin = speakers[(turn - turn // 3) % len(speakers)]
            speaker = _ORIGINS[origin][2]
            if turn % 3 == 1:
                text, wording = f"{speaker} said that {said}.", "paraphrased"
            else:
                text, wording = f"{speaker}: “{_capital(said)}.”", "quoted"
            sentence = _Sentence(source, text, wording, origin, speaker)
        written.append(sentence)
        words += len(sentence.text.split())
    return written


def _statement(chance: random.Random) -> str:
    """The words of a sentence, with a no-break space after its number."""
    parts = (
        chance.choice(_SUBJECTS),
        chance.choice(_VERBS),
        f"{chance.randint(2, 9_000):,}\u00a0{chance.choice(_THINGS)}",
        chance.choice(_PLACES),
        chance.choice(_TIMES),
        chance.choice(("", chance.choice(_REASONS))),
    )
    return " ".join(part for part in parts if part)


def _claim(
    number: int, claims: int, sentences: dict[str, list[_Sentence]], chance: random.Random
) -> str:
    verdict = list(_PLANS)[number % len(_PLANS)]
    plan = list(_PLANS[verdict])
    if number % 2:
        plan.append("context -")
    whose = dict(zip("abc", chance.sample(list(_ORIGINS), 3), strict=True)) | {"-": ""}
    quoted: list[_Sentence] = []
    quotes: list[str] = []
    for stance, _, letter in (step.partition(" ") for step in plan):
        sentence = chance.choice(sentences[whose[letter]])
        while sentence in quoted:
            sentence = chance.choice(sentences[whose[letter]])
        quoted.append(sentence)
        typed = (number + len(quoted)) % 3 == 0
        quotes.append(_quote(sentence, stance, typed=typed))
    claimant = chance.choice(list(_ORIGINS))
    lines = [
        f"  {_claim_id(number)}:\n",
        f"    claim: {_quoted(_capital(_statement(chance).replace(chr(0xA0), ' ')) + '.')}\n",
        f"    claimants: [{claimant}]\n",
        f"    stated: 2022-{chance.randint(1, 12):02}\n",
        f"    verdict: {verdict}\n",
        "    summary: >-\n",
        _block(_sentences(2, chance)),
        "    analysis: |\n",
        _block(f"{_sentences(2, chance)} The *wording* differs between the documents."),
        "\n",
        _block(f"{_sentences(3, chance)} See [the archive](https://example.org/{number})."),
        "    quotes:\n",
        *quotes,
        f"    tags: [{', '.join(chance.sample(_TAGS, 2))}]\n",
        f"    related: [{', '.join(_claim_id(other) for other in _related(number, claims))}]\n",
        "    reviewed: 2022-11-22\n",
    ]
    if number % 50 == 0:
        lines.append("    corrections:\n")
        lines.append("      - date: 2022-11-23\n        kind: update\n")
        lines.append("        note: A quote was added.\n        was: {verdict: disputed}\n")
    return "".join(lines) + "\n"


def _claim_id(number: int) -> str:
    return f"claim-{number + 1:05}"


def _related(number: int, claims: int) -> Iterator[int]:
    """The other two claims of a group of three, so that the three refer to each other."""
    first = number - number % 3
    return (other for other in range(first, min(first + 3, claims)) if other != number)


def _event(claims: int, sentences: dict[str, list[_Sentence]], chance: random.Random) -> str:
    return (
        f"  - when: 2022-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}\n"
        f"    event: {_quoted(_sentences(1, chance))}\n"
        f"    quotes:\n{_quote(chance.choice(sentences['']))}"
        f"    claims: [{_claim_id(chance.randrange(claims))}]\n\n"
    )


def _disagreement(claims: int, sentences: dict[str, list[_Sentence]], chance: random.Random) -> str:
    one, other = chance.sample(list(_ORIGINS), 2)
    return (
        f"  - about: {_quoted(_capital(chance.choice(_THINGS)))}\n"
        '    compatible: "no"\n'
        f"    note: {_quoted(_sentences(1, chance))}\n"
        "    quotes:\n"
        f"{_quote(chance.choice(sentences[one]))}{_quote(chance.choice(sentences[other]))}"
        f"    claims: [{_claim_id(chance.randrange(claims))}]\n\n"
    )


def _quote(sentence: _Sentence, stance: str = "", *, typed: bool = False) -> str:
    """A quote's entry. `typed`: with plain spaces and straight quotation marks."""
    text = sentence.quotable
    if typed:
        text = text.translate(str.maketrans("\u00a0’“”", ' \'""'))
    lines = [
        f"      - text: {_quoted(text)}\n",
        f"        source: {sentence.source}\n",
        f"        stance: {stance}\n" if stance else "",
        f"        wording: {sentence.wording}\n",
    ]
    if sentence.origin:
        lines.append(f"        speaker: {_quoted(sentence.speaker)}\n")
        lines.append(f"        origin: {sentence.origin}\n")
    return "".join(lines)


def _sentences(count: int, chance: random.Random) -> str:
    said = (_statement(chance).replace("\u00a0", " ") for _ in range(count))
    return " ".join(f"{_capital(text)}." for text in said)


def _block(text: str) -> str:
    return textwrap.indent(textwrap.fill(text, 100), " " * 6) + "\n"


def _quoted(text: str) -> str:
    """The text between double quotation marks, escaped as in JSON, which YAML can read."""
    return json.dumps(text, ensure_ascii=False)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def main(arguments: Iterable[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make a report of any size.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1_000)
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    write_report(options.folder, options.claims)


if __name__ == "__main__":
    main()
