"""The list of claims, narrowed: its counts, its index, and what readers do with it."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from factcheck_report.i18n.catalog import english
from factcheck_report.model import Report
from factcheck_report.pages.rows import CLAIMS_ON_A_PAGE
from factcheck_report.pipeline import read_report
from factcheck_report.search.facets import FACETS, Facet, SearchRecord, facets, records
from factcheck_report.search.index import (
    ROWS_PER_FILE,
    SearchEntry,
    make_index,
    words_in,
    write_index,
)
from tests.reports import ROOT, Folder
from tests.site.test_site import PAYLOAD, text_of
from tests.theme.test_browser import DESKTOP, PHONE, Watch


def report_in(folder: Path) -> Report:
    outcome = read_report(folder)
    assert outcome.report is not None, outcome.problems
    return outcome.report


def by_facet(report: Report) -> dict[str, Facet]:
    return {facet.id: facet for facet in facets(report, looked_for(report))}


@pytest.fixture(scope="module")
def shipped_report() -> Report:
    return report_in(ROOT)


def looked_for(report: Report) -> tuple[SearchRecord, ...]:
    return records(report, english())


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


def test_the_counts_are_those_of_claims_yaml(shipped_report: Report) -> None:
    typed = yaml.load((ROOT / "claims.yaml").read_text("utf-8"), yaml.BaseLoader)
    entries = [typed_options(entry) for entry in typed["claims"].values()]
    assert entries
    shown = by_facet(shipped_report)

    assert tuple(shown) == FACETS
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


def test_options_stand_where_readers_look_for_them(shipped_report: Report) -> None:
    shown = by_facet(shipped_report)

    scale = list(shipped_report.draft.verdicts)
    verdicts = [option.id for option in shown["verdict"].options]
    assert verdicts == [id for id in scale if id in verdicts]
    years = [option.id for option in shown["year"].options]
    assert years == sorted(years, reverse=True)
    names = [option.label.casefold() for option in shown["claimant"].options]
    assert names[0] < names[-1]


def test_a_facet_that_says_nothing_is_left_out(folder: Folder) -> None:
    shown = by_facet(report_in(folder.path))

    assert tuple(shown) == ("verdict", "claimant", "origin", "source")


def test_what_is_looked_for_holds_claimants_and_quotes_but_not_the_analysis(
    folder: Folder,
) -> None:
    verdict = "    verdict: disputed\n"
    folder.replace("claims.yaml", verdict, f"{verdict}    analysis: Unheard-of.\n")
    [record] = looked_for(report_in(folder.path))

    assert record.text.startswith(record.title)
    assert "The minister, Minister" in record.text
    assert "dozens of drones had been sent in summer" in record.text
    assert "Unheard-of" not in record.text


def test_a_row_says_what_the_list_says(shipped_site: Path, shipped_report: Report) -> None:
    """In the same order; and the date, which the list leaves to the claim's page."""
    shown = (shipped_site / "claims/index.html").read_text("utf-8")
    listed = re.findall(
        r'<li>\s*<a href="([^"]+)/">(.*?)</a>\s*<p class="fc-row-facts">(.*?)</p>', shown, re.S
    )
    rows = [
        row
        for number in range(-(-len(shipped_report.claims) // ROWS_PER_FILE))
        for row in unpacked(shipped_site / f"claims/index/rows-{number}.pack")["rows"]
    ]

    assert len(rows) == len(shipped_report.claims)
    for (id, title, facts, *_), (link, claim, said) in zip(rows, listed, strict=True):
        stated = shipped_report.draft.claims[id].stated
        date = f" · {english().date(stated)}" if stated else ""
        names, dot, counts = text_of(said).strip().partition(" · ")
        assert (id, title) == (link, text_of(claim))
        plain = re.sub("[\u2068\u2069]", "", facts)
        assert plain in (f"{names}{date}{dot}{counts}", f"{date[3:]} · {names}{dot}{counts}")


def test_labels_are_shown_character_for_character(folder: Folder) -> None:
    hostile = f"{PAYLOAD}  <b>{{number}}</b>"
    folder.replace("claims.yaml", "name: The minister,", f"name: {json.dumps(hostile)},")
    report = report_in(folder.path)
    [claimant] = by_facet(report)["claimant"].options

    assert (claimant.id, claimant.label) == ("minister", hostile)
    content = index_of(report)
    assert content["about"]["facets"]["claimant"] == [["minister", hostile, 1]]
    assert content["facet-claimant"]["claims"] == [[0]]
    [[id, title, said, *_]] = content["rows-0"]["rows"]
    assert (id, title) == ("no-drones-sent", "No drones were sent after the war began.")
    assert hostile in said


# The index.


def unpacked(file: Path) -> Any:
    return json.loads(gzip.decompress(file.read_bytes()))


def made(report: Report, entries: Sequence[SearchEntry] = ()) -> bytes:
    listed = looked_for(report)
    return make_index(facets(report, listed), listed, entries, "s ed")


def index_of(report: Report, entries: Sequence[SearchEntry] = ()) -> dict[str, Any]:
    """The content of each file."""
    return opened(made(report, entries))


def opened(index: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(index)) as archive:
        return {
            name.removesuffix(".pack"): json.loads(gzip.decompress(archive.read(name)))
            for name in archive.namelist()
        }


def test_all_files_are_of_one_version(shipped_report: Report) -> None:
    [version] = {content["version"] for content in index_of(shipped_report).values()}
    other = [SearchEntry("about/", "About", "Us.")]
    assert version != index_of(shipped_report, other)["about"]["version"]


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_same_report_gives_the_same_bytes() -> None:
    assert made(report_in(ROOT)) == made(report_in(ROOT))


def test_the_index_is_replaced_as_a_whole(tmp_path: Path, shipped_report: Report) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "old.txt").write_text("of yesterday")
    write_index(made(shipped_report), tmp_path / "index")

    assert "old.txt" not in contents(tmp_path / "index")
    assert "about.pack" in contents(tmp_path / "index")
    assert [path.name for path in tmp_path.iterdir()] == ["index"]


def places_of(index: Mapping[str, Any], word: str) -> dict[int, list[int]]:
    """In which texts a word stands, and where, read as a browser does."""
    [numbers] = [
        content["words"][word]
        for name, content in index.items()
        if name.startswith("words-") and word in content["words"]
    ]
    text, found, left = 0, {}, iter(numbers)
    for step in left:
        text += step
        places: list[int] = []
        for on in iter(lambda: next(left), 0):
            places.append(on + (places[-1] if places else 0))
        found[text] = places
    return found


def test_every_word_is_found_where_it_stands(shipped_report: Report) -> None:
    entries = [
        SearchEntry("a/", "Words " * 120, "Drones, drones"),
        SearchEntry("b/", "", "Naïve Şahin"),
    ]
    index = index_of(shipped_report, entries)
    listed = looked_for(shipped_report)
    texts = [(record.title, record.text.removeprefix(record.title)) for record in listed]
    texts += [(entry.title, entry.text) for entry in entries]

    standing: dict[str, dict[int, list[int]]] = {}
    for number, (title, text) in enumerate(texts):
        words = words_in(title)
        words += ["-"] * (100 - len(words)) + words_in(text)
        for place, word in enumerate(words, 1):
            if word != "-":
                standing.setdefault(word, {}).setdefault(number, []).append(place)
    assert {word: places_of(index, word) for word in standing} == standing
    assert standing["naive"] == {len(texts) - 1: [101]}
    assert standing["drones"][len(listed)] == [121, 122]


def test_no_file_grows_with_the_report(shipped_report: Report) -> None:
    many = [
        SearchEntry(f"page-{n}/", f"Page {n}", f"word{n} and the like {n % 7}") for n in range(5000)
    ]
    index = index_of(shipped_report, many)

    firsts = index["about"]["words"]
    assert len(firsts) == sum(name.startswith("words-") for name in index) > 3
    assert firsts == sorted(firsts)
    for name, content in index.items():
        if name.startswith("words-") and len(content["words"]) > 1:
            assert sum(map(len, content["words"].values())) < 13_000
    assert max(len(c["rows"]) for n, c in index.items() if n.startswith("rows-")) == ROWS_PER_FILE


# In the browser.


@pytest.fixture(scope="module")
def home(shipped_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(shipped_site)


@pytest.fixture
def page(browser: Browser, home: str) -> Iterator[Page]:
    """The list of claims on a desktop; nothing may go wrong or leave for another host."""
    context = browser.new_context(viewport=DESKTOP)
    watch = Watch(home)
    watch.over(context)
    page = context.new_page()
    page.goto(f"{home}claims/")
    yield page
    watch.nothing_happened()
    context.close()


def found(page: Page) -> list[str]:
    """Ids of the claims that the results show."""
    links = page.locator(".fc-found li > a")
    return [
        str(href).strip("/")
        for href in links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    ]


def status(page: Page, text: str) -> None:
    expect(page.locator(".fc-facets [role=status]")).to_have_text(text)


def counted(report: Report, found: int) -> str:
    return f"{found} of {len(report.claims)} claims"


NONE = "No claim fits. Take a filter away, or try other words."
FAILED = "The search could not be loaded. The whole list stands below."


def options(page: Page, facet: str) -> dict[str, int]:
    """Option → number of claims, for the options that can be chosen."""
    page.locator(".fc-facets-fields").hover()
    expect(page.locator(".fc-facets-fields")).to_have_attribute("aria-busy", "false")
    shown = page.locator(f"select[name={facet}] option:not([hidden]):not([value=''])")
    texts = shown.evaluate_all("all => all.map(o => [o.value, o.textContent])")
    return {id: int(text.rpartition("(")[2].strip(")")) for id, text in texts}


def expected(report: Report, **chosen: str) -> list[str]:
    return [
        record.id
        for record in looked_for(report)
        if all(id in record.values[facet] for facet, id in chosen.items())
    ]


def test_nothing_asked_is_the_whole_list(page: Page, shipped_report: Report) -> None:
    expect(page.locator("form.fc-facets")).to_be_visible()
    expect(page.locator(".fc-group").first).to_be_visible()
    expect(page.locator(".fc-found")).to_be_hidden()
    for facet in facets(shipped_report, looked_for(shipped_report)):
        assert options(page, facet.id) == {option.id: option.claims for option in facet.options}


def test_verdict_and_claimant(page: Page, shipped_report: Report) -> None:
    page.get_by_label("Verdict", exact=True).select_option("disputed")
    disputed = expected(shipped_report, verdict="disputed")
    status(page, counted(shipped_report, len(disputed)))
    assert found(page) == disputed
    expect(page.locator(".fc-group").first).to_be_hidden()
    expect(page.locator(".fc-found li .fc-badge").first).to_have_text("Disputed")

    claimants = options(page, "claimant")
    claimant, count = max(claimants.items(), key=lambda item: item[1])
    page.get_by_label("Claimant", exact=True).focus()
    page.get_by_label("Claimant", exact=True).select_option(claimant)
    both = expected(shipped_report, verdict="disputed", claimant=claimant)
    assert len(both) == count
    status(page, counted(shipped_report, count))
    assert found(page) == both

    # A facet's own choice does not count for its options.
    assert options(page, "claimant") == claimants
    theirs = Counter(
        record.values["verdict"][0]
        for record in looked_for(shipped_report)
        if claimant in record.values["claimant"]
    )
    assert options(page, "verdict") == theirs
    assert all(count > 0 for count in options(page, "tag").values())
    # What was chosen keeps the keyboard's place.
    expect(page.get_by_label("Claimant", exact=True)).to_be_focused()

    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".fc-group").first).to_be_visible()
    expect(page.get_by_label("Search claims and documents")).to_be_focused()
    assert page.url.endswith("/claims/")


def test_words(page: Page, shipped_report: Report) -> None:
    field = page.get_by_label("Search claims and documents")
    first = page.locator(".fc-found li > a").first
    # Whoever types slowly is asked for: words that are not complete have answers, too.
    field.press_sequentially("Kashan airp", delay=20)
    expect(page).to_have_url(re.compile(r"/claims/\?words=Kashan\+airp$"))
    expect(first).to_have_attribute("href", "kashan-inspections/")
    status(page, counted(shipped_report, 2))
    # The other one does not say it itself, but somebody it quotes does.
    expect(page.locator(".fc-found li").nth(1).locator("mark").first).to_have_text("Kashan")

    field.fill("Kashan asdfgh")
    status(page, NONE)
    assert found(page) == []
    for words in ("inspections", "INSPECT", "“Kashan”", "Kashan?", '"Kashan airport"'):
        field.fill(words)
        status(page, counted(shipped_report, 2))
        # Else the answer to these could be taken for that to the next.
        field.fill("asdfgh")
        status(page, NONE)
    field.fill("Kashan")
    status(page, counted(shipped_report, 2))
    field.fill("<img src=x onerror=alert(1)>")
    status(page, NONE)
    field.fill("")
    expect(page.locator(".fc-group").first).to_be_visible()


def sought(page: Page, texts: Sequence[str], *asked: str) -> list[list[int]]:
    """Which of some texts each question finds, best first, in the script that readers have."""
    with zipfile.ZipFile(
        io.BytesIO(
            make_index(
                (), (), [SearchEntry(f"{n}/", "", text) for n, text in enumerate(texts)], ENDINGS
            )
        )
    ) as archive:
        index = {
            name.removesuffix(".pack"): json.loads(gzip.decompress(archive.read(name)))
            for name in archive.namelist()
        }
    script = """async ([index, asked]) => {
      const { open } = await import(new URL("assets/factcheck/words.js", "HOME"))
      const { find } = open(async (name) => index[name], index.about)
      const found = await Promise.all(asked.map(find))
      return found.map(({ others }) => others.map(({ number }) => number))
    }""".replace("HOME", page.url.partition("claims/")[0])
    found: list[list[int]] = page.evaluate(script, [index, asked])
    return found


ENDINGS = english().text("narrow.endings")
TEXTS = (
    "Iran supplied drones to Russia.",
    "A drone of Iranian make, the Shahed-136, fell on Kyïv.",
    "The supply of missiles: deliveries began in an interview.",
    "136 of the Shahed type; an interval of Iranians.",
    "Шахеды упали на Київ.",
    "伊朗向俄罗斯提供无人机。",
    "ईरान ने ड्रोन दिए।",
    "أرسلت إِيران طائرات",
    "Straße, œuvre, naïve Şahin",
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("drone", [1, 0]),
        ("drones", [0, 1]),
        ("DRONES russia", [0]),
        ("supplies", [0, 2]),
        ("delivery", [2]),
        ("interview", [2]),
        ("interv", [2, 3]),
        ("iran", [0, 1, 3]),
        ("Shahed-136", [1]),
        ("shahed 136", [1, 3]),
        ('"of missiles"', [2]),
        ('"missiles of"', []),
        ('"drone"', [1]),
        ("kyiv", [1]),
        ("київ", [4]),
        ("шахед", [4]),
        ("无人机", [5]),
        ("机无人", []),
        ("ड्रोन", [6]),
        ("ايران", [7]),
        ("strasse", []),
        ("straße NAIVE sahin", [8]),
        ("a", [1]),
        ("…!", []),
        ("__proto__ constructor", []),
    ],
)
def test_what_words_find(page: Page, asked: str, found: list[int]) -> None:
    [shown] = sought(page, TEXTS, asked)
    assert shown == found


def test_words_that_stand_everywhere_hold_nothing_up(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck_report.search.index._MAX_POSITIONS", 12)
    texts = [f"The drones of the {name} fleet" for name in ("first", "second", "third", "fourth")]
    asked = ("the second", "of the third fleet", '"the second fleet"', '"drones second"', "the")
    assert sought(page, texts, *asked) == [[1], [2], [1], [], []]


def test_words_are_taken_apart_as_the_index_does(page: Page) -> None:
    chance = random.Random(1)
    known = [
        chr(code)
        for code in (*range(0x20, 0x3000), *range(0x3000, 0x2FA20, 7))
        if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")
    ]
    texts = ["".join(chance.choices(known, k=40)) for _ in range(3000)]
    texts += ["a" * 250, "e\u0301" * 120, "я\u0301\u0323" * 300]
    texts += ["İstanbul ΟΔΟΣ ὈΔΥΣΣΕΎΣ", "ﬁ ½ x² Ⅷ", "e\u0301t\u00e9", "a_b-c’d", "กรุงเทพ", "שָׁלוֹם"]
    script = """async (texts) => {
      const { wordsIn } = await import(new URL("assets/factcheck/words.js", "HOME"))
      return texts.map((text) => wordsIn(text).map(({ word }) => word))
    }""".replace("HOME", page.url.partition("claims/")[0])
    for text, words in zip(texts, page.evaluate(script, texts), strict=True):
        assert words == words_in(text), text


def test_orders(page: Page, shipped_report: Report) -> None:
    dated = {record.id: record for record in looked_for(shipped_report)}
    for order, first in (("newest", max), ("oldest", min)):
        page.get_by_label("Order", exact=True).select_option(order)
        status(page, counted(shipped_report, len(dated)))
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


def test_more(page: Page, shipped_report: Report) -> None:
    page.get_by_label("Verdict", exact=True).select_option("single-origin")
    single = expected(shipped_report, verdict="single-origin")
    assert 20 < len(single) <= 40
    status(page, counted(shipped_report, len(single)))
    assert found(page) == single[:20]
    page.get_by_role("button", name=f"Show more ({len(single) - 20})").press("Enter")
    expect(page.locator(".fc-found li > a").nth(20)).to_be_focused()
    assert found(page) == single
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_a_shared_address_and_the_way_back(
    page: Page, browser: Browser, shipped_report: Report
) -> None:
    page.get_by_label("Verdict", exact=True).select_option("disputed")
    status(page, counted(shipped_report, len(expected(shipped_report, verdict="disputed"))))
    page.get_by_label("Topic", exact=True).select_option("use")
    in_question = expected(shipped_report, verdict="disputed", tag="use")
    status(page, counted(shipped_report, len(in_question)))
    page.get_by_label("Search claims and documents").fill("destroy")
    status(page, counted(shipped_report, 1))
    shared, seen = page.url, found(page)
    assert set(seen) < set(in_question)

    context = browser.new_context(viewport=PHONE)
    other = context.new_page()
    other.goto(shared)
    status(other, counted(shipped_report, 1))
    assert found(other) == seen
    expect(other.get_by_text("Filters (2)")).to_be_visible()
    expect(other.get_by_label("Topic", exact=True)).to_be_hidden()
    other.goto(f"{page.url.partition('?')[0]}?verdict=no-such-verdict&order=sideways")
    expect(other.locator(".fc-group").first).to_be_visible()
    context.close()

    page.go_back()
    status(page, counted(shipped_report, len(expected(shipped_report, verdict="disputed"))))
    expect(page.get_by_label("Topic", exact=True)).to_have_value("")
    expect(page.get_by_label("Search claims and documents")).to_have_value("")
    page.go_back()
    expect(page.locator(".fc-group").first).to_be_visible()
    page.go_forward()
    status(page, counted(shipped_report, len(expected(shipped_report, verdict="disputed"))))
    expect(page.get_by_label("Verdict", exact=True)).to_have_value("disputed")

    page.locator(".fc-found li > a").first.click()
    page.wait_for_url("**/claims/*/")
    page.go_back()
    status(page, counted(shipped_report, len(expected(shipped_report, verdict="disputed"))))


def test_without_javascript(browser: Browser, home: str, shipped_report: Report) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}claims/?verdict=disputed")

    listed = min(len(shipped_report.claims), CLAIMS_ON_A_PAGE)
    assert page.locator(".fc-group li").count() == listed
    expect(page.locator("form.fc-facets")).to_be_hidden()
    form = page.locator("form.fc-facets").bounding_box()
    assert form is None
    expect(page.locator(".fc-group").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("missing", ["assets/factcheck/words.js", "claims/index/words-*"])
def test_words_that_cannot_be_looked_for_are_said_to_be_so(
    browser: Browser, home: str, shipped_report: Report, missing: str
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    context.route(f"**/{missing}*", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{home}claims/?words=Kashan")

    status(page, FAILED)
    expect(page.locator(".fc-group").first).to_be_visible()
    # What does not need it goes on.
    page.get_by_label("Search claims and documents").fill("")
    page.get_by_label("Verdict", exact=True).select_option("disputed")
    status(page, counted(shipped_report, len(expected(shipped_report, verdict="disputed"))))
    context.close()


@pytest.mark.parametrize("answer", [None, "<!doctype html>"])
def test_facets_that_do_not_come_leave_the_list(
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
    [None, b"nothing", gzip.compress(b'{"version":"of yesterday","rows":[]}')],
    ids=["none", "no file of the index", "of another version"],
)
def test_rows_that_do_not_come_leave_the_list(
    browser: Browser, home: str, answer: bytes | None
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    context.route(
        "**/claims/index/rows-*",
        lambda route: route.fulfill(body=answer) if answer else route.abort(),
    )
    page = context.new_page()
    page.goto(f"{home}claims/?verdict=disputed")

    status(page, FAILED)
    expect(page.locator(".fc-group").first).to_be_visible()
    context.unroute_all()
    page.get_by_label("Topic", exact=True).select_option("use")
    expect(page.locator(".fc-found li").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_everybody_can_use_it(browser: Browser, home: str, size: str, scheme: Any) -> None:
    context = browser.new_context(
        viewport=PHONE if size == "phone" else DESKTOP, color_scheme=scheme
    )
    page = context.new_page()
    for query in ("", "?verdict=single-origin", "?words=Kashan", "?words=asdfgh"):
        page.goto(f"{home}claims/{query}")
        expect(page.locator("form.fc-facets")).to_be_visible()
        if size == "phone":
            page.locator(".fc-facets summary").click()
        if query:
            page.wait_for_function(
                "document.querySelector('.fc-facets [role=status]').textContent.includes('claim')"
            )
        standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        result = Axe().run(page, options={"runOnly": standard})
        assert result.violations_count == 0, f"{query}\n{result.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert page.locator("h1").count() == 1
        for control in page.locator(".fc-facets :is(input, select, button, summary)").all():
            box = control.bounding_box()
            if box is None:
                continue
            assert box["height"] >= 24
            control.focus()
            page.keyboard.press("Shift")
            assert control.evaluate("c => getComputedStyle(c).outlineStyle") != "none"
    context.close()


def test_it_reads_from_right_to_left(browser: Browser, home: str) -> None:
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
    watch.over(context)
    page = context.new_page()
    page.goto(f"{home}claims/?verdict=disputed&words=spokesman")

    status(page, "1 of 1 claim")
    expect(page.locator(".fc-found li > a")).to_have_text(title)
    expect(page.locator(".fc-found li mark")).to_have_text("spokesman")
    assert page.locator(".fc-found li > a").get_attribute("href") == "no-drones-sent/"
    chosen = page.get_by_label("Claimant", exact=True).locator("option").nth(1)
    expect(chosen).to_have_text(f"{hostile} (1)")
    page.get_by_label("Claimant", exact=True).select_option(index=1)
    status(page, "1 of 1 claim")
    page.reload()
    status(page, "1 of 1 claim")
    assert page.locator("article :is(img, script)").count() == 0
    watch.nothing_happened()
    context.close()
