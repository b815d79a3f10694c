"""What readers do with the list of claims."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.pages.rows import CLAIMS_PER_PAGE
from factcheck_report.search.facets import facets
from tests.browsing import DESKTOP, PHONE, Watch, assert_accessible, in_each_size_and_scheme
from tests.hostile import PAYLOAD
from tests.reports import Folder
from tests.search.indexing import looked_for
from tests.search.listing import FAILED, counted, expected, found, options, status
from tests.waiting import wait_for
from tests.weekly import weekly_but


def test_without_filters_the_whole_list_is_shown(page: Page, example_report: Report) -> None:
    expect(page.locator("form.fc-facets")).to_be_visible()
    expect(page.locator(".fc-group").first).to_be_visible()
    expect(page.locator(".fc-found")).to_be_hidden()
    for facet in facets(example_report, looked_for(example_report), english_translations()):
        assert options(page, facet.id) == {option.id: option.claims for option in facet.options}


def test_claims_are_filtered_by_verdict_and_claimant(page: Page, example_report: Report) -> None:
    page.get_by_label("Verdict", exact=True).select_option("disputed")
    disputed = expected(example_report, verdict="disputed")
    status(page, counted(example_report, len(disputed)))
    assert found(page) == disputed
    expect(page.locator(".fc-group").first).to_be_hidden()
    expect(page.locator(".fc-found li .fc-badge").first).to_have_text("Disputed")

    claimants = options(page, "claimant")
    claimant, count = max(claimants.items(), key=lambda item: item[1])
    page.get_by_label("Claimant", exact=True).focus()
    page.get_by_label("Claimant", exact=True).select_option(claimant)
    both = expected(example_report, verdict="disputed", claimant=claimant)
    assert len(both) == count
    status(page, counted(example_report, count))
    assert found(page) == both

    # A facet's own choice does not count for its options.
    assert options(page, "claimant") == claimants
    theirs = Counter(
        record.values["verdict"][0]
        for record in looked_for(example_report)
        if claimant in record.values["claimant"]
    )
    assert options(page, "verdict") == theirs
    assert all(count > 0 for count in options(page, "tag").values())
    # What was chosen keeps the keyboard's place.
    expect(page.get_by_label("Claimant", exact=True)).to_be_focused()

    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".fc-group").first).to_be_visible()
    expect(page.locator("#narrow-words")).to_be_focused()
    assert page.url.endswith("/claims/")


def test_orders(page: Page, example_report: Report) -> None:
    dated = {record.id: record for record in looked_for(example_report)}
    for order, first in (("newest", max), ("oldest", min)):
        page.get_by_label("Order", exact=True).select_option(order)
        status(page, counted(example_report, len(dated)))
        expect(page).to_have_url(re.compile(f"order={order}"))
        shown = [dated[id].stated for id in found(page)]
        with_date = [stated for stated in shown if stated]
        assert shown[0] == first(item.stated for item in dated.values() if item.stated)
        assert with_date == sorted(with_date, reverse=order == "newest")
        assert shown[: len(with_date)] == with_date
    page.get_by_label("Order", exact=True).select_option("origins")
    expect(page).to_have_url(re.compile("order=origins"))
    counts = [dated[id].origins for id in found(page)]
    assert counts == sorted(counts, reverse=True)


def test_more(browser: Browser, folder: Folder, serve: Callable[[Path], str]) -> None:
    folder.repeat_claim(30)
    done = folder.build()
    assert done.returncode == 0, done.stderr
    page = browser.new_page()
    page.goto(f"{serve(folder.path / 'site')}claims/")
    page.get_by_label("Verdict", exact=True).select_option("disputed")
    report = folder.report()
    all_claims = expected(report, verdict="disputed")
    assert 20 < len(all_claims) <= 40
    status(page, counted(report, len(all_claims)))
    assert found(page) == all_claims[:20]
    page.get_by_role("button", name=f"Show more ({len(all_claims) - 20})").press("Enter")
    expect(page.locator(".fc-found li > a").nth(20)).to_be_focused()
    assert found(page) == all_claims
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    page.close()


def test_filters_are_in_the_address_and_back_undoes_them(
    page: Page, browser: Browser, example_report: Report
) -> None:
    page.get_by_label("Verdict", exact=True).select_option("disputed")
    status(page, counted(example_report, len(expected(example_report, verdict="disputed"))))
    page.get_by_label("Topic", exact=True).select_option("passengers")
    in_question = expected(example_report, verdict="disputed", tag="passengers")
    status(page, counted(example_report, len(in_question)))
    page.locator("#narrow-words").fill("working")
    status(page, counted(example_report, 1))
    shared, seen = page.url, found(page)
    assert set(seen) < set(in_question)

    context = browser.new_context(viewport=PHONE)
    other = context.new_page()
    other.goto(shared)
    status(other, counted(example_report, 1))
    assert found(other) == seen
    expect(other.get_by_text("Filters (2)")).to_be_visible()
    expect(other.get_by_label("Topic", exact=True)).to_be_hidden()
    other.goto(f"{page.url.partition('?')[0]}?verdict=no-such-verdict&order=sideways")
    expect(other.locator(".fc-group").first).to_be_visible()
    context.close()

    page.go_back()
    status(page, counted(example_report, len(expected(example_report, verdict="disputed"))))
    expect(page.get_by_label("Topic", exact=True)).to_have_value("")
    expect(page.locator("#narrow-words")).to_have_value("")
    page.go_back()
    expect(page.locator(".fc-group").first).to_be_visible()
    page.go_forward()
    status(page, counted(example_report, len(expected(example_report, verdict="disputed"))))
    expect(page.get_by_label("Verdict", exact=True)).to_have_value("disputed")

    page.locator(".fc-found li > a").first.click()
    page.wait_for_url("**/claims/*/")
    page.go_back()
    status(page, counted(example_report, len(expected(example_report, verdict="disputed"))))


def test_without_javascript_the_whole_list_is_shown(
    browser: Browser, home: str, example_report: Report
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}claims/?verdict=disputed")

    listed = min(len(example_report.claims), CLAIMS_PER_PAGE)
    assert page.locator(".fc-group li").count() == listed
    expect(page.locator("form.fc-facets")).to_be_hidden()
    form = page.locator("form.fc-facets").bounding_box()
    assert form is None
    expect(page.locator(".fc-group").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("missing", weekly_but(["about.pack", "en-*/pagefind.js"], "about.pack"))
def test_a_missing_index_is_reported_to_the_reader(
    browser: Browser, home: str, example_report: Report, missing: str
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    context.route(f"**/claims/index/words/{missing}*", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{home}claims/?words=Odderby")

    status(page, FAILED)
    expect(page.locator(".fc-group").first).to_be_visible()
    # What does not need it goes on.
    page.locator("#narrow-words").fill("")
    page.get_by_label("Verdict", exact=True).select_option("disputed")
    status(page, counted(example_report, len(expected(example_report, verdict="disputed"))))
    context.close()


@pytest.mark.parametrize("answer", weekly_but([None, "<!doctype html>"], "<!doctype html>"))
def test_the_list_stays_if_the_filters_fail_to_load(
    browser: Browser, home: str, answer: str | None
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    context.route(
        "**/claims/index/about.pack*",
        lambda route: route.fulfill(body=answer) if answer else route.abort(),
    )
    page = context.new_page()
    page.goto(f"{home}claims/?verdict=disputed")

    status(page, FAILED)
    expect(page.locator(".fc-group").first).to_be_visible()
    expect(page.locator(".fc-facets input")).to_be_hidden()
    expect(page.locator(".fc-facets select").first).to_be_hidden()
    context.close()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(None, id="none", marks=pytest.mark.long),
        pytest.param(b"nothing", id="no file of the index", marks=pytest.mark.long),
        pytest.param(gzip.compress(b'{"order":"of yesterday","rows":[]}'), id="of another order"),
    ],
)
def test_the_list_stays_if_the_results_fail_to_load(
    browser: Browser, home: str, answer: bytes | None
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    context.route(
        "**/claims/index/*/rows-*",
        lambda route: route.fulfill(body=answer) if answer else route.abort(),
    )
    page = context.new_page()
    page.goto(f"{home}claims/?verdict=disputed")

    status(page, FAILED)
    expect(page.locator(".fc-group").first).to_be_visible()
    context.unroute_all()
    page.get_by_label("Topic", exact=True).select_option("passengers")
    expect(page.locator(".fc-found li").first).to_be_visible()
    context.close()


@in_each_size_and_scheme
@pytest.mark.parametrize(
    "queries",
    weekly_but(
        (("", "?words=Odderby"), ("?verdict=single-origin", "?words=asdfgh")),
        ("", "?words=Odderby"),
    ),
)
def test_the_list_is_accessible(
    browser: Browser, home: str, size: Any, scheme: Any, queries: tuple[str, ...]
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    for query in queries:
        page.goto(f"{home}claims/{query}")
        expect(page.locator("form.fc-facets")).to_be_visible()
        if size == PHONE:
            page.locator(".fc-facets summary").click()
        if query:
            expect(page.locator(".fc-facets [role=status]")).to_have_text(re.compile("claims"))
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.locator("h1").count() == 1
        for control in page.locator(".fc-facets :is(input, select, button, summary)").all():
            box = control.bounding_box()
            if box is None:
                continue
            assert box["height"] >= 24
            # The script may still be drawing the list, and the control lose its focus.
            wait_for(lambda control=control: outline_with_focus(page, control) != "none")
    context.close()


def outline_with_focus(page: Page, control: Locator) -> str:
    control.focus()
    page.keyboard.press("Shift")
    return str(control.evaluate("c => getComputedStyle(c).outlineStyle"))


def test_the_list_works_from_right_to_left(browser: Browser, home: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{home}claims/?verdict=disputed")
    page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
    page.locator(".fc-facets summary").click()

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    label = page.locator(".fc-facets-fields label").first.bounding_box()
    assert label is not None
    assert label["x"] > PHONE["width"] / 2
    context.close()


def test_hostile_texts_are_shown_and_nothing_else(
    browser: Browser, folder: Folder, serve: Callable[[Path], str]
) -> None:
    hostile = f"{PAYLOAD} drones"
    title = f"{hostile} <mark>{{number}}</mark>"
    claims = folder.read("claims.yaml")
    for words in (
        "Drones and denials",
        "name: The ministry",
        "name: The minister",
        "label: Disputed",
        "No drones were sent after the war began.",
        "The minister said so; the other side denied it.",
        "speaker: A spokesman of the other side",
    ):
        key, colon, _ = words.rpartition(": ")
        text = hostile if colon else title
        claims = claims.replace(words, f"{key}{colon}{json.dumps(text)}")
    folder.write("claims.yaml", claims)
    done = folder.build()
    assert done.returncode == 0, done.stderr
    home = serve(folder.path / "site")
    context = browser.new_context(viewport=DESKTOP)
    watch = Watch(home)
    watch.attach(context)
    page = context.new_page()
    page.goto(f"{home}claims/?verdict=disputed&words=spokesman")

    status(page, "1 of 1 claim")
    expect(page.locator(".fc-found li > a")).to_have_text(title)
    expect(page.locator(".fc-found li mark")).to_have_text("spokesman")
    link = page.locator(".fc-found li > a").get_attribute("href")
    assert link == f"{home}claims/no-drones-sent/"
    chosen = page.get_by_label("Claimant", exact=True).locator("option").nth(1)
    expect(chosen).to_have_text(f"{hostile} (1)")
    page.get_by_label("Claimant", exact=True).select_option(index=1)
    status(page, "1 of 1 claim")
    page.reload()
    status(page, "1 of 1 claim")
    assert page.locator("article :is(img, script)").count() == 0
    watch.assert_nothing_wrong()
    context.close()
