"""Long lists are divided into pages, so no page grows with the report."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest

from factcheck_report.addresses.pagination import PageSlice, paginate
from tests.markup import text_of
from tests.reports import Folder, sha256
from tests.search.indexing import findable

CLAIMS = 420
EVENTS = 250
DISAGREEMENTS = 210
DISAGREEMENTS_ON_ARCHIVE = 70
VOICES = 250
DOCUMENTS = 120
CORRECTED = 130
LARGEST = 560_000

CUT = {
    "claims/": "201 to 400 of 420",
    "sources/": "101 to 121 of 121",
    "sources/archive/": "201 to 400 of 740",
    "claimants/": "101 to 200 of 250",
    "claimants/voice-1/": "101 to 200 of 420",
    "origins/": "201 to 250 of 250",
    "contradictions/": "",
    "matrix/": "of 420",
    "timeline/": "101 to 200 of 250",
    "disagreements/": "201 to 210 of 210",
    "corrections/": "101 to 130 of 130",
}
"""What is cut into pages, and what the second page says of itself."""


def _lines(prefix: str, number: int) -> list[str]:
    return [f"The {prefix} counted {index} barges in the harbour." for index in range(number)]


def _quote(text: str, source: str, *more: str) -> str:
    facts = "".join(f", {fact}" for fact in more)
    return f"{{text: {json.dumps(text)}, source: {source}, wording: document{facts}}}"


def _write(folder: Folder) -> None:
    """One document that everything quotes, many that a few claims do, and much of all else."""
    archive = _lines("archive", CLAIMS)
    texts = {"archive": "\n".join(archive) + "\n"}
    texts |= {
        f"paper-{index}": f"Paper {index} says that no barge was counted.\n"
        for index in range(DOCUMENTS)
    }
    parts = [
        "report:\n  title: The barges\n  summary: Barges were counted.\n",
        "sources:\n",
    ]
    for id, text in texts.items():
        folder.write(f"seeds/{id}.txt", text)
        parts.append(f"  {id}: {{file: seeds/{id}.txt, sha256: {sha256(text)}, title: The {id}}}\n")
    voices = [f"voice-{index + 1}" for index in range(VOICES)]
    parts.append("origins:\n")
    parts += (f"  {id}: {{name: The {id}, kind: organisation}}\n" for id in voices)
    parts.append(
        "verdicts:\n  disputed: {label: Disputed, means: One says so and one does not., "
        "tone: mixed, needs: {supporting_origins: 1, refuting_origins: 1}}\nclaimants:\n"
    )
    parts += (f"  {id}: {{name: The {id}}}\n" for id in voices)
    parts.append("claims:\n")
    for index in range(CLAIMS):
        voice, other = voices[index % VOICES], voices[(index + 1) % VOICES]
        paper = index % DOCUMENTS
        denial = f"Paper {paper} says that no barge was counted."
        parts.append(
            f"  claim-{index}:\n    claim: The archive counted {index} barges.\n"
            f"    claimants: [{', '.join(dict.fromkeys(('voice-1', voice)))}]\n"
            "    verdict: disputed\n    summary: It is disputed.\n    quotes:\n"
            f"      - {_quote(archive[index], 'archive', 'stance: supports', f'origin: {voice}')}\n"
            f"      - {_quote(denial, f'paper-{paper}', 'stance: refutes', f'origin: {other}')}\n"
        )
        if index < CORRECTED:
            parts.append(
                "    corrections:\n      - {date: 2022-12-01, kind: clarification, note: So.}\n"
            )
    parts.append("timeline:\n")
    for index in range(EVENTS):
        # The last comes first in order of time.
        day = f"{2022 - index // 28}-11-{28 - index % 28:02}"
        parts.append(
            f"  - when: {day}\n    event: Count {index}.\n"
            f"    quotes: [{_quote(archive[index], 'archive')}]\n"
        )
    parts.append("disagreements:\n")
    for index in range(DISAGREEMENTS):
        paper = index % DOCUMENTS
        quotes = [
            _quote(f"Paper {paper} says", f"paper-{paper}"),
            _quote("no barge was counted", f"paper-{paper}"),
        ]
        if index < DISAGREEMENTS_ON_ARCHIVE:
            quotes = [_quote(text, "archive") for text in archive[index : index + 2]]
        parts.append(
            f'  - about: Count {index}\n    compatible: "no"\n    note: They differ.\n'
            f"    quotes: [{', '.join(quotes)}]\n"
        )
    folder.write("claims.yaml", "".join(parts))


@pytest.fixture(scope="session")
def site(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """Built by the command that also follows every link."""

    def build(place: Path) -> None:
        folder = Folder(place / "report")
        folder.replace("mkdocs.yml", "site_url: https://example.org/\n", "")
        _write(folder)
        done = folder.factcheck("build")
        assert done.returncode == 0, done.stdout + done.stderr

    return made_once("pagination", build) / "report/site"


def _page(site: Path, address: str) -> str:
    return (site / address.partition("#")[0] / "index.html").read_text("utf-8")


@pytest.mark.parametrize(("address", "says"), CUT.items())
def test_a_second_page_says_which_items_it_shows_and_links_to_both_neighbours(
    site: Path, address: str, says: str
) -> None:
    shown = _page(site, f"{address}page/2/")
    assert "page 2" in html.unescape(re.findall("<title>(.*?)</title>", shown)[0])
    assert says in text_of(shown)
    [pager] = re.findall('<nav class="fc-pages".*?</nav>', shown, re.DOTALL)
    assert 'aria-current="page">2</a>' in pager
    links = [urljoin(f"/{address}page/2/", link) for link in re.findall('href="([^"]+)"', pager)]
    assert links[:2] == [f"/{address}", f"/{address}page/2/"]
    assert 'rel="prev"' in shown
    assert ">2</a>" in _page(site, address).partition('class="fc-pages"')[2].partition("</nav>")[0]


def test_each_item_is_on_exactly_one_page(site: Path) -> None:
    for index, item, number in (
        ("timeline/", r'<li id="event-count-(\d+)-', EVENTS),
        ("disagreements/", r'<li>\s*<a href="[^"]+">Count (\d+)<', DISAGREEMENTS),
        ("origins/", r'<li id="(voice-\d+)"', VOICES),
        ("contradictions/", r'<h2 id="(voice-\d+\.voice-\d+)"', VOICES),
        ("sources/archive/", r'<li value="(\d+)"', CLAIMS + EVENTS + DISAGREEMENTS_ON_ARCHIVE),
        ("matrix/", r'<th scope="row">.*?claims/(claim-\d+)/"', CLAIMS),
        ("corrections/", r"claims/(claim-\d+)/#correction-1", CORRECTED),
    ):
        pages = [site / index / "index.html", *(site / index / "page").glob("*/index.html")]
        found = [id for page in pages for id in re.findall(item, page.read_text("utf-8"))]
        assert len(found) == len(set(found)) == number, index


def test_the_matrix_has_a_limited_number_of_columns(site: Path) -> None:
    for page in (site / "matrix").rglob("index.html"):
        assert 0 < page.read_text("utf-8").count('class="fc-upright"') <= 100


def test_no_page_is_heavy(site: Path) -> None:
    # The page for printing holds the whole report.
    pages = set(site.rglob("*.html")) - {site / "print/index.html"}
    sizes = {page: page.stat().st_size for page in pages}
    assert {page: size for page, size in sizes.items() if size > LARGEST} == {}


def _target(site: Path, page: str, link: str) -> str:
    """The address on the site that a link from a page leads to, once it is there."""
    address = urljoin(f"/{page}", html.unescape(link)).lstrip("/")
    fragment = address.partition("#")[2]
    assert not fragment or f'id="{fragment}"' in _page(site, address), address
    return address


def test_links_lead_to_the_page_that_shows_the_item(site: Path) -> None:
    # The first event of the file happened last, so it stands at the end.
    data = json.loads((site / "claims.json").read_text("utf-8"))
    last = data["timeline"][0]["address"]
    assert last.startswith("timeline/page/3/#event-count-0-")
    assert data["timeline"][-1]["address"].startswith(f"timeline/#event-count-{EVENTS - 1}-")
    addresses = [
        entry["address"] for entry in (*data["timeline"], *data["disagreements"], *data["origins"])
    ] + [quote["address"] for entry in data["timeline"] for quote in entry["quotes"]]
    for address in addresses:
        _target(site, "", address)

    labelled = {
        body["source"]["label"]: body["source"]["id"]
        for item in json.loads((site / "annotations.json").read_text("utf-8"))["first"]["items"]
        for body in item["body"]
        if "source" in body
    }
    assert labelled["Count 0."] == last

    found = findable(site / "claims/index")
    assert found[last][0] == "Count 0."

    cited = re.findall(r'<a href="([^"]+)">Count 0\.</a>', _page(site, "sources/archive/"))
    target = _target(site, "sources/archive/", cited[0])
    assert target.startswith("timeline/page/3/#quote-the-archive-counted-0-barges-in-")

    calendar = _page(site, "timeline/").partition('class="fc-calendar"')[2]
    [cell] = re.findall(r'href="([^"]+)" aria-label="November 2022', calendar)
    assert _target(site, "timeline/", cell).startswith("timeline/page/3/#event-")
    assert 'class="fc-calendar"' not in _page(site, "timeline/page/2/")

    claim = _page(site, "claims/claim-200/")
    [origin] = re.findall(r'<h4><a href="([^"]+)"><bdi>The voice-201<', claim)
    assert _target(site, "claims/claim-200/", origin) == "origins/voice-201/"


def test_a_passage_lists_its_first_quotes_and_links_to_the_rest(site: Path) -> None:
    shown = _page(site, "sources/archive/")
    # A claim, an event and two disagreements quote the second line.
    line = shown.partition('id="L2"')[2].partition("</p>")[0]
    assert line.count('class="fc-anchor') == 4
    [chip] = re.findall(r'<a class="fc-chip" href="([^"]+)"[^>]* data-label="\+4">', line)
    _target(site, "sources/archive/", chip)
    # The entry of the last quote stands on a later page of the list.
    chips = re.findall(r'<a class="fc-chip" href="([^"]+)"', shown)
    assert _target(site, "sources/archive/", chips[-1]).startswith("sources/archive/page/")


def test_the_page_links_stay_few_however_many_pages_there_are() -> None:
    pages = paginate(range(12_500), "claims/", 100)
    assert len(pages) == 125
    assert pages[0].pager == (1, 2, 3, None, 125)
    assert pages[3].pager == (1, 2, 3, 4, 5, 6, None, 125)
    assert pages[62].pager == (1, None, 61, 62, 63, 64, 65, None, 125)
    assert pages[124].pager == (1, None, 123, 124, 125)
    assert (pages[62].first, pages[62].last) == (6_201, 6_300)


def test_a_list_is_divided_by_the_size_of_its_items() -> None:
    def items(weights: list[int]) -> list[tuple[int, ...]]:
        return [part.items for part in paginate(weights, "x/", 10, lambda weight: weight)]

    assert items([4, 6, 1]) == [(4, 6), (1,)]
    assert items([3, 25, 3]) == [(3,), (25,), (3,)]
    assert items([]) == [()]
    [empty] = paginate([], "x/", 10)
    assert empty == PageSlice((), "x/", 1, 1, 0, 0)


def test_a_long_calendar_counts_by_year(folder: Folder) -> None:
    folder.write(
        "claims.yaml",
        folder.read("claims.yaml")
        + "timeline:\n"
        + "".join(
            f"  - when: {year}\n    event: Something.\n    quotes:\n"
            "      - {text: The minister’s office did not answer., source: gazette, "
            "wording: document}\n"
            for year in range(1900, 1960)
        ),
    )
    assert folder.build().returncode == 0
    shown = folder.read("site/timeline/index.html")
    calendar = shown.partition('class="fc-calendar"')[2].partition("</section>")[0]
    assert "Events by year" in calendar
    assert re.search('href="#event-something-[0-9a-f]{8}-60" aria-label="1959: 1 event"', calendar)
    assert "<table" not in calendar
