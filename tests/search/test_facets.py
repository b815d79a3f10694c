"""Filters of the list of claims: their options and counts."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.pages.claims import FACETS
from factcheck_report.search.index import ROWS_IN_A_FILE
from tests.hostile import PAYLOAD
from tests.markup import text_of
from tests.reports import EXAMPLE, Folder
from tests.search.indexing import by_facet, contents, looked_for, made, unpacked

# What claims.yaml says.


def typed_options(entry: dict[str, Any]) -> dict[str, set[str]]:
    """The options of one claim as an editor typed them, read without the product."""
    quotes = entry["quotes"]
    return {
        "verdict": {entry["verdict"]},
        "claimant": set(entry.get("claimants", [])),
        "origin": {quote["origin"] for quote in quotes if "origin" in quote},
        "source": {quote["source"] for quote in quotes},
        "tag": set(entry.get("tags", [])),
        "year": {entry["stated"][:4]} if "stated" in entry else set(),
    }


def test_the_counts_are_those_of_claims_yaml(example_report: Report) -> None:
    typed = yaml.load((EXAMPLE / "claims.yaml").read_text("utf-8"), yaml.BaseLoader)
    entries = [typed_options(entry) for entry in typed["claims"].values()]
    assert entries
    shown = by_facet(example_report)

    # All its claims are of one kind.
    assert tuple(shown) == tuple(facet for facet in FACETS if facet != "kind")
    for facet, content in shown.items():
        counted = Counter(id for entry in entries for id in entry[facet])
        assert {option.id: option.claims for option in content.options} == counted
    for facet, group, label in (
        ("verdict", "verdicts", "label"),
        ("claimant", "claimants", "name"),
        ("origin", "origins", "name"),
        ("source", "sources", "title"),
    ):
        for option in shown[facet].options:
            assert option.label == typed[group][option.id][label]


def test_options_of_filters_are_in_a_useful_order(example_report: Report) -> None:
    shown = by_facet(example_report)

    scale = list(example_report.draft.verdicts)
    verdicts = [option.id for option in shown["verdict"].options]
    assert verdicts == [id for id in scale if id in verdicts]
    years = [option.id for option in shown["year"].options]
    assert years == sorted(years, reverse=True)
    names = [option.label.casefold() for option in shown["claimant"].options]
    assert names[0] < names[-1]


def test_a_filter_with_one_option_is_left_out(folder: Folder) -> None:
    shown = by_facet(folder.report())

    assert tuple(shown) == ("verdict", "claimant", "origin", "source")


def test_search_covers_claimants_and_quotes_but_not_the_analysis(
    folder: Folder,
) -> None:
    verdict = "    verdict: disputed\n"
    folder.replace("claims.yaml", verdict, f"{verdict}    analysis: Unheard-of.\n")
    [record] = looked_for(folder.report())

    assert record.title == "No drones were sent after the war began."
    text = record.texts["en"]
    assert "The minister, Minister" in text
    assert "dozens of drones had been sent in summer" in text
    assert "Unheard-of" not in text


def test_search_results_show_the_same_as_the_list(
    example_site: Path, example_report: Report
) -> None:
    """In the same order; and the date, which the list leaves to the claim's page."""
    shown = (example_site / "claims/index.html").read_text("utf-8")
    listed = re.findall(
        r'<li>\s*<a href="([a-z0-9-]+)/">([^<]*)</a>\s*<p class="fc-row-facts">(.*?)</p>',
        shown,
        re.S,
    )
    [folder] = {file.parent for file in (example_site / "claims/index").glob("*/rows-*.pack")}
    rows = [
        row
        for number in range(-(-len(example_report.claims) // ROWS_IN_A_FILE))
        for row in unpacked(folder / f"rows-{number}.pack")["rows"]
    ]

    assert len(rows) == len(example_report.claims)
    for (address, title, facts, *_), (id, claim, said) in zip(rows, listed, strict=True):
        stated = example_report.draft.claims[id].stated
        date = f" · {english_translations().date(stated)}" if stated else ""
        names, dot, counts = text_of(said).strip().partition(" · ")
        assert (address, title) == (f"claims/{id}/", text_of(claim))
        plain = re.sub("[\u2068\u2069]", "", facts)
        assert plain in (f"{names}{date}{dot}{counts}", f"{date[3:]} · {names}{dot}{counts}")


def test_labels_are_shown_character_for_character(folder: Folder) -> None:
    hostile = f"{PAYLOAD}  <b>{{number}}</b>"
    folder.replace("claims.yaml", "name: The minister,", f"name: {json.dumps(hostile)},")
    report = folder.report()
    [claimant] = by_facet(report)["claimant"].options

    assert (claimant.id, claimant.label) == ("minister", hostile)
    content = contents(made(report))
    assert content["about"]["facets"]["claimant"] == [["minister", hostile, 1]]
    assert content["facet-claimant"]["claims"] == [[0]]
    [[address, title, said, *_]] = content["rows-0"]["rows"]
    assert (address, title) == (
        "claims/no-drones-sent/",
        "No drones were sent after the war began.",
    )
    assert hostile in said
