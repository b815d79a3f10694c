"""Reports that leave out a part: no page speaks of it, and every page looks finished."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import yaml

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.site.site import Site
from tests.markup import text_of
from tests.reports import SOURCE, Folder, sha256

_OTHER = "A leaflet about ferries and trains.\n"


def _everything() -> dict[str, Any]:
    return {
        "report": {
            "title": "Who sent what",
            "summary": "Two papers were read.",
            "key_claims": ["no-drones-sent"],
        },
        "sources": {
            "gazette": {
                "file": "seeds/gazette.txt",
                "sha256": sha256(SOURCE),
                "title": "Drones and denials",
                "author": "Ann Author",
                "published": "2022-11-05",
                "language": "en",
            },
            "leaflet": {
                "file": "seeds/leaflet.txt",
                "sha256": sha256(_OTHER),
                "title": "Leaflet",
            },
        },
        "origins": {
            "ministry": {"name": "The ministry", "kind": "government"},
            "other-side": {"name": "The other side", "kind": "government"},
        },
        "verdicts": {
            "disputed": {
                "label": "Disputed",
                "means": "One says so, another says not.",
                "tone": "mixed",
                "needs": {"supporting_origins": 1, "refuting_origins": 1},
            },
            "unknown": {
                "label": "Not enough information",
                "means": "Nothing was found.",
                "tone": "neutral",
                "evidence": "none",
            },
        },
        "claimants": {"minister": {"name": "The minister", "role": "Minister"}},
        "claims": {
            "no-drones-sent": {
                "claim": "No drones were sent after the war began.",
                "claimants": ["minister"],
                "stated": "2022-11-05",
                "verdict": "disputed",
                "summary": "One says so; another denies it.",
                "tags": ["drones"],
                "quotes": [
                    {
                        "text": "no drones were sent",
                        "source": "gazette",
                        "stance": "supports",
                        "speaker": "The minister",
                        "wording": "quoted",
                        "origin": "ministry",
                    },
                    {
                        "text": "dozens of drones had been sent in summer",
                        "source": "gazette",
                        "stance": "refutes",
                        "speaker": "A spokesman",
                        "wording": "paraphrased",
                        "origin": "other-side",
                    },
                ],
            },
            "trains-ran": {
                "claim": "Trains ran to the coast.",
                "verdict": "unknown",
                "summary": "Nothing is said about it.",
            },
        },
    }


def _without_thresholds(report: dict[str, Any]) -> None:
    del report["verdicts"]["disputed"]["needs"]


def _without_origins(report: dict[str, Any]) -> None:
    _without_thresholds(report)
    del report["origins"]
    for quote in report["claims"]["no-drones-sent"]["quotes"]:
        del quote["origin"]


def _without_claimants(report: dict[str, Any]) -> None:
    del report["claimants"], report["claims"]["no-drones-sent"]["claimants"]


def _without_dates(report: dict[str, Any]) -> None:
    del report["sources"]["gazette"]["published"], report["claims"]["no-drones-sent"]["stated"]


def _without_authors(report: dict[str, Any]) -> None:
    del report["sources"]["gazette"]["author"], report["sources"]["gazette"]["language"]


def _without_tags(report: dict[str, Any]) -> None:
    del report["claims"]["no-drones-sent"]["tags"]


def _without_key_claims(report: dict[str, Any]) -> None:
    del report["report"]["key_claims"]


def _without_quotes(report: dict[str, Any]) -> None:
    report["claims"]["no-drones-sent"] |= {"verdict": "unknown", "quotes": []}


LEFT_OUT: Mapping[str, tuple[Callable[[dict[str, Any]], None], tuple[str, ...]]] = {
    "thresholds": (
        _without_thresholds,
        (
            "Each pair of numbers gives one verdict",
            "We count the independent origins",
            "what evidence it needs",
            "means and needs",
            "Origins for it",
        ),
    ),
    "origins": (_without_origins, ("rigin", "counts once")),
    "claimants": (_without_claimants, ("laimant", "name no claimant", "who make")),
    "dates": (
        _without_dates,
        ("date not stated", "Year of the statement", "Newest statement", "2022"),
    ),
    "authors": (_without_authors, ("author not stated", "Author")),
    "tags": (_without_tags, ("Topic",)),
    "key claims": (_without_key_claims, ("Main findings",)),
    "quotes": (
        _without_quotes,
        (
            "Each quote was found",
            "How to check a quote",
            "Claims by document",
            "The bars show where the quoted passages are",
        ),
    ),
}
"""How to leave a part out, and words that only make sense with it."""


def pages_of(folder: Folder, report: dict[str, Any]) -> dict[str, str]:
    """The pages of a report, by address, without the examples of data files."""
    folder.write("seeds/leaflet.txt", _OTHER)
    report["report"]["rules"] = dict.fromkeys(("unused-source", "document-voice-only"), "off")
    folder.write("claims.yaml", yaml.safe_dump(report, allow_unicode=True, sort_keys=False))
    site = Site(folder.report(), english_translations())
    return {
        page.page.address: re.sub(
            "<pre.*?</pre>", "<pre>…</pre>", f"{page.head}\n{page.body}", flags=re.S
        )
        + f"\n{page.page.title}\n{page.page.description}"
        for page in site.pages()
    }


@pytest.mark.parametrize("part", LEFT_OUT)
def test_no_page_speaks_of_what_the_report_lacks(folder: Folder, part: str) -> None:
    leave_out, phrases = LEFT_OUT[part]
    everything = "\n".join(map(text_of, pages_of(folder, _everything()).values()))
    for phrase in phrases:
        assert phrase in everything
    report = _everything()
    leave_out(report)
    for address, page in pages_of(folder, report).items():
        for phrase in phrases:
            # A document's own page says so of the document.
            if (phrase, address.partition("/")[0]) != ("date not stated", "sources"):
                assert phrase not in text_of(page), (address, phrase)


_EMPTY = re.compile(r"<(p|dd|dt|h[1-6]|li|ul|ol|dl|figcaption|section)\b[^>]*>\s*</\1>")
_DANGLING = re.compile(r"(?:<p[^>]*>|<li[^>]*>)\s*[·,;:]|[·,;]\s*</(?:p|li)>")


@pytest.mark.parametrize("part", ["nothing", *LEFT_OUT, "everything"])
def test_every_page_looks_finished(folder: Folder, part: str) -> None:
    report = _everything()
    for name, (leave_out, _) in LEFT_OUT.items():
        if name == part or (part == "everything" and name not in ("thresholds", "quotes")):
            leave_out(report)
    for address, page in pages_of(folder, report).items():
        # Scripts fill in the results of the list and the bar of a document; an empty line of a
        # document is one.
        shown = re.sub(r'<section class="fc-found".*</template>\s*</section>', "", page, flags=re.S)
        shown = re.sub(r'<p class="fc-(blank|bar-entry)"[^>]*></p>', "", shown)
        assert not (found := _EMPTY.search(shown)), (address, found)
        assert not (found := _DANGLING.search(shown)), (address, found)


def test_first_claims_stand_on_the_home_page_without_key_claims(folder: Folder) -> None:
    report = _everything()
    _without_key_claims(report)
    home = pages_of(folder, report)[""]
    assert '<h2 id="findings">Claims</h2>' in home
    assert "Trains ran to the coast." in home


def test_verdicts_that_share_numbers_are_not_decided_by_counting(folder: Folder) -> None:
    report = _everything()
    assert "Each pair of numbers gives one verdict" in pages_of(folder, report)["verdicts/"]
    report["verdicts"]["open"] = {"label": "Open", "means": "Open.", "tone": "neutral"}
    verdicts = pages_of(folder, report)["verdicts/"]
    assert "We count the independent origins" in verdicts
    assert "Each pair of numbers gives one verdict" not in verdicts


def test_a_claimant_without_claims_has_a_page_that_says_so(folder: Folder) -> None:
    report = _everything()
    report["claimants"]["deputy"] = {"name": "The deputy"}
    assert "No claim in this report" in pages_of(folder, report)["claimants/deputy/"]
