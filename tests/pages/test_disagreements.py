"""The list of disagreements, and the page of each with its sides."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.site.site import Site
from tests.markup import text_of
from tests.reports import Folder
from tests.search.indexing import findable

MINISTER = 'The minister said on Saturday that "no drones were sent" after the war began.'
SPOKESMAN = "A spokesman of the other side said that dozens of drones had been sent in summer."
SHORT = "dozens of drones had been sent in summer"
OWN = "The minister’s office did not answer."


def quote(text: str, origin: str = "", side: str = "") -> str:
    speaker = "speaker: Somebody, wording: paraphrased" if origin else "wording: document"
    more = f", origin: {origin}" if origin else ""
    more += f", side: {side}" if side else ""
    return f"      - {{text: '{text}', source: gazette, {speaker}{more}}}\n"


def disagreement(about: str, compatible: str, *quotes: str, **fields: str) -> str:
    lines = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    return (
        f'  - about: "{about}"\n    compatible: "{compatible}"\n{lines}'
        f"    note: What can be true.\n    quotes:\n{''.join(quotes or TWO)}"
    )


TWO = (quote(MINISTER, "ministry"), quote(SPOKESMAN, "other-side"))
NAMED = (
    quote(MINISTER, "ministry", "None were sent"),
    quote(SPOKESMAN, "other-side", "Dozens were sent"),
    quote(SHORT, "other-side", "Dozens were sent"),
    quote(OWN),
)


def write(folder: Folder, *disagreements: str) -> None:
    text = folder.read("claims.yaml").partition("disagreements:")[0]
    folder.write("claims.yaml", f"{text}disagreements:\n{''.join(disagreements)}")


def page(report: Report, address: str) -> str:
    return Site(report, english_translations()).page(address).body


def words(html: str) -> str:
    return " ".join(text_of(html).split())


def test_the_list_has_a_link_to_each_in_groups(folder: Folder) -> None:
    write(
        folder,
        disagreement("The first", "yes"),
        disagreement("The second", "no", *NAMED),
        disagreement("The third", "partly"),
    )
    site = Site(folder.report(), english_translations())
    shown = site.page("disagreements/").body
    text = words(shown)
    assert text.startswith("Disagreements 3 points on which the documents carry different")
    assert "They contradict each other 1 The second None were sent · Dozens were sent" in text
    assert "in part 1 The third The ministry · The other side" in text
    assert "Differences in detail 1 The first The ministry · The other side" in text
    assert 'href="the-second/"' in shown
    assert "<blockquote" not in shown
    made = site.unrendered.at("disagreements/")
    assert (made.title, made.label) == ("Disagreements", "Disagreements")
    assert "1 point on which the documents contradict" in made.description


def test_a_page_shows_two_named_sides_and_what_is_on_neither(folder: Folder) -> None:
    write(folder, disagreement("Whether drones were sent", "no", *NAMED, claims="[no-drones-sent]"))
    site = Site(folder.report(), english_translations())
    made = site.unrendered.at("disagreements/whether-drones-were-sent/")
    assert made.title == "Whether drones were sent"
    assert made.description == "They contradict each other. What can be true."
    shown = site.page(made.address).body
    text = words(shown)
    assert "Whether drones were sent The ministry against The other side What can be true." in text
    none, dozens = shown.split('class="fc-facing-side"')[1:]
    assert "None were sent 1 originThe ministry The minister said" in words(none)
    assert words(none).endswith("against<section")
    assert 'href="../../origins/other-side/"' in dozens
    assert "The other side 2 quotes" in words(dozens)
    folded = dozens.partition("1 more passage from this origin")[2].partition("</details>")[0]
    assert SHORT in folded
    assert SPOKESMAN not in folded
    neither = shown.partition('class="fc-folded fc-neither"')[2].partition("</details>")[0]
    assert "On neither side 1 passage" in words(neither)
    assert "did not answer" in neither
    found = shown.partition("Claims about this")[2]
    assert "Disputed No drones were sent after the war began." in words(found)
    assert '<a href="../">Back to the list</a>' in found


def test_without_names_each_origin_is_a_side(folder: Folder) -> None:
    third = quote(OWN)
    write(
        folder,
        disagreement("Two", "no"),
        disagreement("Three", "partly", *TWO, third),
        disagreement("Once", "no", quote(SPOKESMAN, "other-side"), quote(SHORT, "other-side")),
    )
    report = folder.report()
    two, three, once = (page(report, f"disagreements/{id}/") for id in ("two", "three", "once"))
    assert "The ministry against The other side" in words(two)
    assert two.count('class="fc-facing-side"') == 2
    assert "On neither side" not in words(two)
    assert "The ministry · The other side · Drones and denials" in words(three)
    assert "Drones and denials the document itself" in words(three)
    assert 'class="fc-against"' not in three
    # An origin that differs with itself: nothing is folded.
    assert "The other side: 2 accounts" in words(once)
    assert once.count('class="fc-facing-side"') == 2
    assert "more passage" not in once


def test_what_can_both_be_true_is_not_set_against_each_other(folder: Folder) -> None:
    write(folder, disagreement("Both", "yes"))
    shown = page(folder.report(), "disagreements/both/")
    assert "Both can be true" in words(shown)
    assert "against" not in words(shown)


def test_addresses_come_from_ids_and_titles(folder: Folder) -> None:
    write(
        folder,
        disagreement("Wer’s gesagt hat: Öl & Gas?", "no"),
        disagreement("The same", "no"),
        disagreement("The same", "no"),
        disagreement("The same", "no", id="the-same"),
        disagreement("日本", "no"),
        disagreement("…", "no"),
        disagreement("CON", "no"),
        disagreement("word " * 30, "no"),
    )
    site = Site(folder.report(), english_translations())
    pages = [address for address in site.unrendered.addresses() if "disagreements/" in address]
    assert pages[1:] == [
        "disagreements/wers-gesagt-hat-ol-gas/",
        "disagreements/the-same-2/",
        "disagreements/the-same-3/",
        "disagreements/the-same/",
        "disagreements/ri-ben/",
        "disagreements/disagreement/",
        "disagreements/con-2/",
        # Another title with the same first words has another digest.
        f"disagreements/{'-'.join(['word'] * 6)}-d72676ae/",
    ]


def test_an_address_stays_when_others_are_added_before_it(folder: Folder) -> None:
    write(folder, disagreement("The second", "no"))
    before = page(folder.report(), "disagreements/the-second/")
    write(folder, disagreement("The first", "no"), disagreement("The second", "no"))
    assert words(page(folder.report(), "disagreements/the-second/")) == words(before)


def test_two_entries_cannot_have_one_id(folder: Folder) -> None:
    write(
        folder,
        disagreement("The first", "no", id="same"),
        disagreement("The second", "no", id="same"),
    )
    done = folder.factcheck("check")
    assert done.returncode == 1
    assert "Another disagreement has the id “same” (claims.yaml, line " in done.stdout
    assert "[duplicate-id]" in done.stdout


@pytest.mark.parametrize(
    ("one", "other", "warned"),
    [
        ("Before the war", "Before the war.", True),
        ("Before the war", "before  the War", True),
        ("Before the war", "Before teh war", True),
        ("Before the war", "After the war", False),
        ("In summer 2022", "In summer 2023", False),
        ("250 were shot down", "25 were shot down", False),
        ("Sent", "Spent", False),
        ("It was legal", "It was illegal", False),
    ],
)
def test_a_slip_in_the_name_of_a_side_is_noticed(
    folder: Folder, one: str, other: str, warned: bool
) -> None:
    quotes = (
        quote(MINISTER, "ministry", f'"{one}"'),
        quote(SPOKESMAN, "other-side", f'"{other}"'),
        quote(SHORT, "other-side", "Something else"),
    )
    write(folder, disagreement("Sides", "no", *quotes))
    found = folder.factcheck("check").stdout
    assert ("[similar-sides]" in found) == warned, found


def test_a_single_side_is_noticed(folder: Folder) -> None:
    quotes = (quote(MINISTER, "ministry", "None were sent"), quote(SPOKESMAN, "other-side"))
    write(folder, disagreement("Sides", "no", *quotes))
    assert "“None were sent” is the only side" in folder.factcheck("check").stdout


def test_a_quote_of_a_claim_is_on_no_side(folder: Folder) -> None:
    folder.replace(
        "claims.yaml", "        stance: supports\n", "        side: One\n        stance: supports\n"
    )
    done = folder.factcheck("check")
    assert "“side” is not a field" in done.stdout


def test_the_home_page_counts_real_disagreements_only(folder: Folder) -> None:
    write(
        folder,
        *(disagreement(f"N{n}", kind) for n, kind in enumerate(("yes", "no", "partly", "no"))),
    )
    ways = page(folder.report(), "").partition('class="fc-ways"')[2]
    assert "Disagreements 2 points on which accounts contradict" in words(ways)


def test_differences_alone_are_not_called_disagreements(folder: Folder) -> None:
    write(folder, disagreement("Both", "yes"))
    site = Site(folder.report(), english_translations())
    shown, home = site.page("disagreements/"), site.page("").body
    made = site.unrendered.at("disagreements/")
    assert (made.title, made.label) == ("Differences in detail", "Differences in detail")
    assert "isagree" not in text_of(shown.body)
    assert "Differences in detail" in text_of(home)
    assert "Disagreements" not in text_of(home)


def test_a_document_says_which_of_them_quotes_it(folder: Folder) -> None:
    write(folder, disagreement("Subject 1", "yes"), disagreement("Subject 2", "no"))
    shown = page(folder.report(), "sources/gazette/")
    quoting = words(shown.partition('class="fc-citations"')[2])
    assert "Differences in detail Subject 1" in quoting
    assert "Disagreements Subject 2" in quoting
    assert 'href="../../disagreements/subject-2/#quote-' in shown


def test_search_data_and_sitemap_know_each_page(folder: Folder) -> None:
    write(folder, disagreement("Whether drones were sent", "no", *NAMED))
    done = folder.build()
    assert done.returncode == 0, done.stderr
    address = "disagreements/whether-drones-were-sent/"
    assert f"https://example.org/{address}" in folder.read("site/sitemap.xml")
    title, text = findable(folder.path / "site/claims/index")[address][:2]
    assert title == "Whether drones were sent"
    assert "Dozens were sent" in text
    [entry] = json.loads(folder.read("site/claims.json"))["disagreements"]
    assert entry["id"] == "whether-drones-were-sent"
    assert entry["address"] == f"https://example.org/{address}"
    assert entry["quotes"][1]["side"] == "Dozens were sent"
    assert entry["quotes"][3]["side"] is None
    quote = entry["quotes"][1]
    assert quote["address"] == f"https://example.org/{address}#{quote['id']}"
    assert f'id="{quote["id"]}"' in folder.page(address)


@pytest.mark.parametrize("scripts", [True, False])
def test_folded_passages_open_with_and_without_scripts_and_are_printed(
    folder: Folder, browser: Browser, scripts: bool
) -> None:
    write(folder, disagreement("Sides", "no", *NAMED))
    done = folder.build()
    assert done.returncode == 0, done.stderr
    context = browser.new_context(java_script_enabled=scripts)
    try:
        tab = context.new_page()
        file = Path(folder.path / "site/disagreements/sides/index.html").as_uri()
        tab.goto(file)
        quotes = [f"#{item.id}" for item in folder.report().evidence if item.kind != "claim"]
        passage = tab.locator(f"{quotes[2]} blockquote")
        expect(tab.locator(f"{quotes[1]} blockquote")).to_be_visible()
        expect(passage).to_be_hidden()
        tab.emulate_media(media="print")
        expect(passage).to_be_visible()
        tab.emulate_media(media="screen")
        expect(passage).to_be_hidden()
        tab.get_by_text("1 more passage from this origin").click()
        expect(passage).to_be_visible()
        # A link to a passage opens its fold.
        tab.goto("about:blank")
        tab.goto(f"{file}{quotes[3]}")
        expect(tab.locator(f"{quotes[3]} blockquote")).to_be_visible()
    finally:
        context.close()


def test_sides_stand_beside_each_other_and_on_a_phone_below(
    folder: Folder, browser: Browser
) -> None:
    write(folder, disagreement("Sides", "no", *NAMED))
    done = folder.build()
    assert done.returncode == 0, done.stderr
    tab = browser.new_page()
    try:
        tab.goto(Path(folder.path / "site/disagreements/sides/index.html").as_uri())
        places = {}
        for width in (1280, 360):
            tab.set_viewport_size({"width": width, "height": 800})
            boxes = [side.bounding_box() for side in tab.locator(".fc-facing-side").all()]
            places[width] = [box for box in boxes if box]
            assert tab.evaluate("document.documentElement.scrollWidth") <= width
        left, right = places[1280]
        assert left["y"] == right["y"]
        assert left["x"] + left["width"] < right["x"]
        above, below = places[360]
        assert above["y"] + above["height"] <= below["y"]
    finally:
        tab.close()
