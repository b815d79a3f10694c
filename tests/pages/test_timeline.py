"""Events of which only a limit or a span of time is known."""

from __future__ import annotations

import json
import re

import pytest

from factcheck_report.exports.claims_json import claims_json
from factcheck_report.i18n.catalog import english_translations, find_translations
from factcheck_report.model import Position
from factcheck_report.site.site import Site
from tests.markup import text_of
from tests.reports import Folder


def timeline(folder: Folder, *dates: str) -> None:
    """Give the report events with these dates, each as lines of YAML joined by `; `."""
    items = "".join(
        "  - {date}\n    event: Event {number}.\n    quotes:\n      - text: The minister’s office "
        "did not answer.\n        source: gazette\n        wording: document\n".format(
            date=date.replace("; ", "\n    "), number=number
        )
        for number, date in enumerate(dates, 1)
    )
    folder.write("claims.yaml", folder.read("claims.yaml") + f"timeline:\n{items}")


def shown(folder: Folder, language: str = "en") -> str:
    found = find_translations(language, Position("claims.yaml", 1))
    return Site(folder.report(), found.translations).page("timeline/").body


def order(folder: Folder) -> list[int]:
    return [int(number) for number in re.findall(r'<li id="event-event-(\d+)-', shown(folder))]


@pytest.mark.parametrize(
    ("date", "english", "german"),
    [
        ("after: 2023-06", "after June 2023", "nach Juni 2023"),
        ("before: 2022-02-24", "before 24 February 2022", "vor dem 24. Februar 2022"),
        ("after: 2022", "after 2022", "nach 2022"),
        ("during: 2022-11", "during November 2022", "im Lauf von November 2022"),
        (
            "during: 2022?-22; when_note: It says “in summer”.",
            "during summer 2022 (year inferred)",
            "im Sommer 2022 (Jahr erschlossen)",
        ),
        ("when: 2022-24", "winter 2022", "Winter 2022"),
        (
            "before: 2022-11-05?; when_note: It says so.",
            "before 5 November 2022 (inferred)",
            "vor dem 5. November 2022 (erschlossen)",
        ),
    ],
)
def test_a_date_is_shown_in_words(folder: Folder, date: str, english: str, german: str) -> None:
    timeline(folder, date)
    for language, words in (("en", english), ("de", german)):
        [when] = re.findall(r'class="fc-when">(.*?)</p>', shown(folder, language))
        assert text_of(when).strip() == words


def test_events_are_sorted_by_what_is_known(folder: Folder) -> None:
    timeline(
        folder,
        "after: 2023-06",  # behind all of June, before July
        "when: 2023-07-01",
        "when: 2023-06-30",
        "during: 2023-06",  # within June, behind what is dated June itself
        "before: 2023-06",  # directly before June
        "when: 2023-06",
        "when: 2023-05-31",
        "after: 2023-06-30",
        "before: 2023-06-30",
        "after: 2022",  # behind all of 2022
        "when: 2022-12-31",
        "during: 2023-22",
    )
    assert order(folder) == [11, 10, 7, 5, 6, 4, 12, 9, 3, 8, 1, 2]


def test_events_with_the_same_date_keep_the_order_of_the_file(folder: Folder) -> None:
    timeline(folder, "after: 2023", "after: 2023", "before: 2023", "before: 2023")
    assert order(folder) == [3, 4, 1, 2]


def test_winter_ends_in_the_next_year(folder: Folder) -> None:
    timeline(folder, "after: 2022-24", "when: 2023-02-28", "when: 2023-03", "when: 2022-24")
    assert order(folder) == [4, 2, 1, 3]


def test_the_calendar_does_not_count_an_event_into_a_month_it_is_not_in(folder: Folder) -> None:
    timeline(folder, "when: 2023-06-30", "after: 2023-06", "before: 2022-02-24", "during: 2023-06")
    page = shown(folder)
    marks = re.findall(r'href="#event-event-(\d+)-\w+" aria-label="([^"]*)">(.*?)</a>', page)
    assert [(number, label, text_of(text).strip()) for number, label, text in marks] == [
        ("3", "before a time in February 2022: 1 event", "‹1"),
        ("4", "June 2023: 2 events", "2"),
        ("2", "after a time in June 2023: 1 event", "1›"),
    ]
    assert "An arrow means that we know only one limit" in page
    assert re.search('id="event-event-2-[0-9a-f]{8}" class="fc-dated-after"', page)


def test_a_calendar_of_dated_events_has_no_arrows(folder: Folder) -> None:
    timeline(folder, "when: 2023-06-30")
    assert "An arrow marks" not in shown(folder)


def test_the_data_has_the_field(folder: Folder) -> None:
    timeline(folder, "after: 2023-06", "during: 2022?-22; when_note: It says so.")
    first, second = json.loads(claims_json(folder.report(), None))["timeline"]
    assert (first["when"], first["after"], first["before"]) == (None, "2023-06", None)
    assert (second["during"], second["when_note"]) == ("2022?-22", "It says so.")


def test_the_search_finds_the_words(folder: Folder) -> None:
    timeline(folder, "after: 2023-06")
    records = Site(folder.report(), english_translations()).page_records()
    assert "after June 2023" in {record.text for record in records}


@pytest.mark.parametrize(
    ("dates", "what"),
    [
        (
            ("claims: []",),
            "“when”, “after”, “before” or “during” is missing.\n    Fix: Add a line with one of",
        ),
        (("after: 2022; before: 2023",), "“before” stands beside “after”"),
        (("after: 2022-25",), "“after” is not a date: 2022-25."),
        (("after: 2022-22-01",), "“after” is not a date: 2022-22-01."),
        (("after: 2022?",), "The date 2022? is marked as inferred, but no reason is given."),
        (
            ("after: 2023", "when: 2022"),
            "note: event 2: This event (when: 2022) stands behind a later one in the file.",
        ),
    ],
)
def test_check_explains_dates(folder: Folder, dates: tuple[str, ...], what: str) -> None:
    timeline(folder, *dates)
    done = folder.factcheck("check")
    printed = re.sub(r"\n +\d+ \|.*\n +\|.*", "", done.stdout + done.stderr)
    assert what in printed
    assert done.returncode == (0 if "note:" in what else 1)


def test_a_claim_has_no_season(folder: Folder) -> None:
    folder.replace("claims.yaml", "    verdict: d", "    stated: 2022-22\n    verdict: d")
    done = folder.factcheck("check")
    assert "“stated” is not a date: 2022-22." in done.stdout + done.stderr
