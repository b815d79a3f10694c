"""The data files: complete, provable, valid in their formats, and inert whatever texts say."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from factcheck_report.exports import (
    FORMAT,
    atom,
    cite,
    claim_review,
    claim_reviews,
    claims_csv,
    claims_json,
    exports,
    inline_json,
    json_feed,
    web_annotations,
)
from factcheck_report.i18n.catalog import english
from factcheck_report.model import Claim, Display, Publisher, Report
from factcheck_report.model.dates import PartialDate
from factcheck_report.model.safe_text import visible
from factcheck_report.pipeline import read_report
from tests.reports import ROOT, SOURCE, Folder, environment

BASE = "https://example.org/report/"
FILES = {
    "claims.json",
    "claims.csv",
    "claimreview.json",
    "annotations.json",
    "feed.xml",
    "feed.json",
    "claims.schema.json",
}
HOSTILE = (
    "</script><script>alert(1)</script>",
    "]]> <!-- --> &amp; &lt;b&gt; <![CDATA[x",
    "quotes \" ' ` and a backslash \\ and {{ config }} {title} %s",
    "controls \x00 \x08 \x1b[31m \x85 \ufffe and \u202ereordered\u202c, \u2028lines\u2029",
    "astral 𝔻𝕣𝕠𝕟𝕖 🛩",
)
ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture(scope="module")
def shipped() -> Report:
    report = read_report(ROOT).report
    assert report is not None
    return report


def read(folder: Folder) -> Report:
    outcome = read_report(folder.path)
    assert outcome.report, outcome.problems
    return outcome.report


def with_claims(report: Report, change: Callable[[Claim], Claim]) -> Report:
    claims = {id: change(claim) for id, claim in report.draft.claims.items()}
    return replace(report, draft=replace(report.draft, claims=claims))


def with_publication(report: Report, **changes: Any) -> Report:
    publication = replace(report.publication, **changes)
    return replace(report, draft=replace(report.draft, publication=publication))


def in_excerpts(report: Report) -> Report:
    documents = {
        id: replace(document, source=replace(document.source, display=Display.EXCERPTS))
        for id, document in report.documents.items()
    }
    return replace(report, documents=documents)


def the_claim(report: Report) -> Claim:
    return report.claims[0]


def all_quotes(data: dict[str, Any]) -> list[dict[str, Any]]:
    entries = data["claims"] + data["timeline"] + data["disagreements"]
    return [quote for entry in entries for quote in entry["quotes"]]


# All of them


@pytest.mark.parametrize("base", [BASE, None])
def test_the_same_report_gives_the_same_bytes_in_every_process(base: str | None) -> None:
    program = (
        "import hashlib, pathlib, sys; from factcheck_report.exports import exports, cite;"
        "from factcheck_report.i18n.catalog import english;"
        "from factcheck_report.pipeline import read_report;"
        "report = read_report(pathlib.Path(sys.argv[1])).report; base = sys.argv[2] or None;"
        "texts = [*dict(exports(report, english(), base)).values()];"
        "texts += [repr(cite(report, english(), claim, base)) for claim in report.claims];"
        "print(hashlib.sha256(''.join(texts).encode()).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program, str(ROOT), base or ""],
            env=environment() | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tehran"))
    }
    assert len(hashes) == 1


@pytest.mark.parametrize("base", [BASE, None])
def test_every_file_is_there_and_parses(shipped: Report, base: str | None) -> None:
    files = dict(exports(shipped, english(), base))

    assert set(files) == FILES
    for name, text in files.items():
        assert text.endswith("\n"), name
        if name.endswith(".json"):
            json.loads(text)


def test_links_are_absolute_where_the_address_is_known_else_relative(shipped: Report) -> None:
    about_the_report = FILES - {"claims.schema.json"}
    for name in about_the_report:
        text = dict(exports(shipped, english(), BASE))[name]
        assert f"{BASE}claims/iran-supplied-drones/" in text, name
        assert not re.search(r'"(\./|claims/|sources/|timeline/)', text), name
    for name in about_the_report:
        assert "example.org" not in dict(exports(shipped, english(), None))[name], name
    data = json.loads(claims_json(shipped, None))
    assert data["claims"][0]["address"] == "claims/iran-supplied-drones/"
    assert data["report"]["address"] is None


def saying(report: Report, text: str) -> Report:
    """The report with a text wherever an editor may write one that the feeds show."""
    report = with_claims(
        report,
        lambda claim: replace(
            claim, claim=text, summary=text, tags=(text, text), reviewed=PartialDate(2022, 12)
        ),
    )
    return with_publication(report, title=text, summary=text, publisher=Publisher(text))


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("base", [BASE, None])
def test_hostile_texts_stay_data(folder: Folder, hostile: str, base: str | None) -> None:
    harmless = dict(exports(saying(read(folder), "harmless"), english(), base))
    files = dict(exports(saying(read(folder), hostile), english(), base))

    assert json.loads(files["claims.json"])["claims"][0]["claim"] == hostile
    reviews = json.loads(files["claimreview.json"])
    assert reviews["dataFeedElement"][0]["item"][0]["claimReviewed"] == hostile
    [item] = json.loads(files["feed.json"])["items"]
    assert item["content_text"] == visible(hostile)
    assert item["tags"] == [visible(hostile)]
    feed = ElementTree.fromstring(files["feed.xml"])
    assert feed.findtext(f"{ATOM}entry/{ATOM}content") == visible(hostile)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == visible(hostile)
    plain = ElementTree.fromstring(harmless["feed.xml"])
    assert [element.tag for element in feed.iter()] == [element.tag for element in plain.iter()]
    [_, row] = csv.reader(io.StringIO(files["claims.csv"], newline=""))
    assert row[1] == visible(" ".join(hostile.splitlines()))
    for name, text in files.items():
        assert not set(text) & set("\x00\x08\x1b\x85\ufffe\u202e\u202c"), name


# claims.json


def test_every_quote_stands_in_claims_json_with_the_words_of_its_file(shipped: Report) -> None:
    data = json.loads(claims_json(shipped, BASE))

    assert data["format"] == FORMAT == "factcheck-report/1"
    quotes = all_quotes(data)
    assert len(quotes) == len(shipped.evidence)
    sources = {source["id"]: source for source in data["sources"]}
    for quote in quotes:
        source = sources[quote["source"]]
        raw = (ROOT / source["file"]).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == source["sha256"] == quote["receipt"]["sha256"]
        text = raw.decode()
        pieces = quote["receipt"]["pieces"]
        assert [text[start:end] for start, end in pieces] == quote["words"]
        if quote["receipt"]["match"] == "exact":
            assert quote["words"] == [quote["text"]]
            assert quote["receipt"]["differences"] == []
        first, last = quote["receipt"]["lines"]
        assert first == text.count("\n", 0, pieces[0][0]) + 1
        assert last == text.count("\n", 0, pieces[-1][1]) + 1


def test_claims_json_tells_the_whole_report(shipped: Report) -> None:
    data = json.loads(claims_json(shipped, BASE))

    assert [claim["id"] for claim in data["claims"]] == [claim.id for claim in shipped.claims]
    verdicts = {verdict["id"]: verdict for verdict in data["verdicts"]}
    origins = {origin["id"] for origin in data["origins"]}
    claimants = {claimant["id"] for claimant in data["claimants"]}
    for claim in data["claims"]:
        for stance in ("supports", "refutes"):
            named = {q["origin"] for q in claim["quotes"] if q["stance"] == stance} - {None}
            assert set(claim["origins"][stance]) == named <= origins
            assert len(claim["origins"][stance]) == len(named)
        needs = verdicts[claim["verdict"]]["needs"]["supporting_origins"]
        assert needs is None or len(claim["origins"]["supports"]) >= needs
        assert {claimant["id"] for claimant in claim["claimants"]} <= claimants
    stated = {claim.id: str(claim.stated) for claim in shipped.claims if claim.stated}
    assert stated
    assert {c["id"]: c["stated"] for c in data["claims"] if c["stated"]} == stated
    assert all(quote["stance"] is None for event in data["timeline"] for quote in event["quotes"])
    # What a document does not state of itself is said not to be stated.
    assert data["sources"][0]["publisher"] is None


def test_links_of_claims_json_lead_to_what_is_on_the_pages(folder: Folder) -> None:
    data = json.loads(claims_json(read(folder), BASE))

    [claim] = data["claims"]
    quote = claim["quotes"][1]
    assert claim["address"] == f"{BASE}claims/no-drones-sent/"
    assert quote["address"] == f"{BASE}claims/no-drones-sent/#quote-2"
    assert quote["passage"] == f"{BASE}sources/gazette/#quote-no-drones-sent-2"
    assert data["sources"][0]["raw"] == f"{BASE}sources/gazette/source.txt"
    assert claim["claimants"] == [{"id": "minister", "name": "The minister", "role": "Minister"}]
    assert data["verdicts"][0]["needs"] == {"supporting_origins": 1, "refuting_origins": 1}
    assert data["verdicts"][0]["allows"] == {"supporting_origins": None, "refuting_origins": None}


# Excerpts


def test_of_a_document_shown_in_excerpts_only_the_quoted_words_get_out(folder: Folder) -> None:
    folder.write_source(
        "🛩 Secretone began. Then somebody said that drones were sent in summer secrettwo. "
        "Secretthree. Drones were sent in summer secretfour, secretfive and dozens of them arrived "
        "before secretsix.\n"
    )
    text = folder.read("claims.yaml")
    text = text[: text.index("    quotes:\n")] + (
        "    quotes:\n"
        "      - {text: Drones were sent in summer, source: gazette, stance: supports,\n"
        "         wording: document, origin: ministry, suffix: ' secretfour'}\n"
        "      - {text: 'Then somebody said […] dozens of them arrived before', source: gazette,\n"
        "         stance: refutes, wording: document, origin: other-side}\n"
    )
    text = text.replace("title: Drones and denials", "title: Drones\n    display: excerpts")
    folder.write("claims.yaml", text)
    report = read(folder)
    for base in (BASE, None):
        for name, content in exports(report, english(), base):
            assert not re.search("secret(?!ary)", content, re.IGNORECASE), name
            assert "source.txt" not in content, name

    [source] = json.loads(claims_json(report, BASE))["sources"]
    assert (source["raw"], source["display"]) == (None, "excerpts")
    first, second = json.loads(web_annotations(report, BASE))["first"]["items"]
    assert first["target"][0]["selector"][0] == {
        "type": "TextQuoteSelector",
        "exact": "Drones were sent in summer",
    }
    assert [target["selector"][0]["exact"] for target in second["target"]] == [
        "Then somebody said",
        "dozens of them arrived before",
    ]
    assert first["target"][0]["source"]["id"].startswith("ni:///sha-256;")


def test_nothing_of_the_shipped_documents_but_quoted_words_gets_out(shipped: Report) -> None:
    data = json.loads(web_annotations(in_excerpts(shipped), BASE))

    for item in data["first"]["items"]:
        for target in item["target"]:
            assert set(target["selector"][0]) == {"type", "exact"}
            assert target["source"]["id"].startswith("ni:///sha-256;")


# annotations.json


def test_every_selector_finds_the_words_of_its_receipt(shipped: Report) -> None:
    collection = json.loads(web_annotations(shipped, BASE))
    items = collection["first"]["items"]

    assert len(items) == len(shipped.evidence) == collection["total"]
    for item, evidence in zip(items, shipped.evidence, strict=True):
        document = shipped.documents[evidence.quote.source]
        raw = (ROOT / document.source.file).read_bytes().decode()
        assert len(item["target"]) == len(evidence.receipt.pieces)
        for target, piece in zip(item["target"], evidence.receipt.pieces, strict=True):
            assert target["source"]["id"] == f"{BASE}sources/{document.source.id}/source.txt"
            words, place = target["selector"]
            assert (place["start"], place["end"]) == (piece.start, piece.end)
            assert words["exact"] == raw[piece.start : piece.end]
            assert len(words["prefix"]) == min(32, piece.start)
            whole = words["prefix"] + words["exact"] + words["suffix"]
            assert raw.index(whole) + len(words["prefix"]) == piece.start


def test_positions_count_code_points_and_a_byte_order_mark_does_not_count(folder: Folder) -> None:
    text = (folder.path / "seeds/gazette.txt").read_text("utf-8")
    folder.write_source(b"\xef\xbb\xbf" + f"🛩🛩 e\u0301 {text}".encode())
    first = json.loads(web_annotations(read(folder), None))["first"]["items"][0]

    words, place = first["target"][0]["selector"]
    assert place["start"] == len("🛩🛩 e\u0301 ")
    assert words["prefix"] == "🛩🛩 e\u0301 "
    assert first["target"][0]["source"]["id"] == "sources/gazette/source.txt"


def test_a_browser_finds_the_words_at_their_place_whatever_the_line_ends(
    folder: Folder, serve: Callable[[Path], str], browser: Browser
) -> None:
    text = SOURCE.replace("said on", "said\r\non").replace("dozens of", "dozens\rof")
    # The mark tells the browser, too, that it is UTF-8.
    folder.write_source(f"\ufeffNaïve\r\n\r\nhead\r{text}end\r\n")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    root = serve(folder.path / "site")
    data = json.loads((folder.path / "site/annotations.json").read_text("utf-8"))
    page = browser.new_page()
    targets = [target for item in data["first"]["items"] for target in item["target"]]

    assert len(targets) == 2
    for target in targets:
        page.goto(root + target["source"]["id"].removeprefix("https://example.org/"))
        shown = page.evaluate("document.body.textContent")
        words, place = target["selector"]
        assert shown[place["start"] : place["end"]] == words["exact"]
        assert words["exact"].count("\n") == 1
        around = words["prefix"] + words["exact"] + words["suffix"]
        assert shown.index(around) + len(words["prefix"]) == place["start"]
    page.close()


def test_the_parts_of_an_elided_quote_are_targets_in_order(folder: Folder) -> None:
    folder.replace(
        "claims.yaml",
        "A spokesman of the other side said that dozens of drones had been sent in summer.",
        "A spokesman of the other side […] had been sent in summer.",
    )
    _, second = json.loads(web_annotations(read(folder), BASE))["first"]["items"]

    assert [target["selector"][0]["exact"] for target in second["target"]] == [
        "A spokesman of the other side",
        "had been sent in summer.",
    ]
    starts = [target["selector"][1]["start"] for target in second["target"]]
    assert starts == sorted(starts)


def test_annotations_have_what_the_model_demands(shipped: Report) -> None:
    collection = json.loads(web_annotations(shipped, BASE))

    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    page = collection["first"]
    assert (page["type"], page["startIndex"]) == ("AnnotationPage", 0)
    ids = [collection["id"], page["id"], *(item["id"] for item in page["items"])]
    assert len(ids) == len(set(ids))
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] == "linking"
        linking, *stance = item["body"]
        assert linking["purpose"] == "linking"
        assert linking["source"]["label"]
        for body in stance:
            assert (body["type"], body["purpose"]) == ("TextualBody", "classifying")
            assert body["value"] in ("supports", "refutes", "context")
        assert bool(stance) == ("/claims/" in linking["source"]["id"])


def test_a_file_is_named_by_its_hash(folder: Folder) -> None:
    report = read(folder)
    first = json.loads(web_annotations(report, BASE))["first"]["items"][0]

    name = first["target"][0]["source"]["canonical"].removeprefix("ni:///sha-256;")
    digest = base64.urlsafe_b64decode(name + "=")
    assert digest.hex() == report.documents["gazette"].sha256


# claims.csv


def rows(report: Report) -> list[dict[str, str]]:
    text = claims_csv(report, BASE)
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_spreadsheet_is_told_that_claims_csv_is_utf_8(folder: Folder) -> None:
    folder.replace("claims.yaml", "minister: {name: The minister", "minister: {name: Zoë Müller")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    data = (folder.path / "site/claims.csv").read_bytes()

    assert data.startswith(b"\xef\xbb\xbfid,claim,")
    assert data.count(b"\xef\xbb\xbf") == 1
    [row] = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row["claimants"] == "Zoë Müller (Minister)"
    about = (folder.path / "site/data/index.html").read_text("utf-8")
    assert "in UTF-8 with a byte order mark" in about
    assert "\ufeff" not in about


def test_claims_csv_has_a_row_a_claim_with_its_numbers(shipped: Report, folder: Folder) -> None:
    for row, claim in zip(rows(shipped), shipped.claims, strict=True):
        assert row["id"] == claim.id
        assert row["claim"] == claim.claim
        assert row["documents"] == str(len(row["sources"].split("; ")))
    [row] = rows(read(folder))
    assert row == {
        "id": "no-drones-sent",
        "claim": "No drones were sent after the war began.",
        "claimants": "The minister (Minister)",
        "stated": "",
        "verdict": "disputed",
        "verdict label": "Disputed",
        "rating": "",
        "supporting origins": "1",
        "refuting origins": "1",
        "documents": "1",
        "sources": "gazette",
        "quotes": "2",
        "summary": "The minister said so; the other side denied it.",
        "tags": "",
        "reviewed": "",
        "corrections": "0",
        "address": f"{BASE}claims/no-drones-sent/",
    }


def test_claims_csv_is_rfc_4180(shipped: Report) -> None:
    text = claims_csv(shipped, BASE)

    assert text.count("\r\n") == len(shipped.claims) + 1 == text.count("\n") == text.count("\r")


@pytest.mark.parametrize("lead", ["", " ", "  ", "\u00a0", "\u3000", "\t", "\r", "\n", "\u200b"])
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_cell_is_a_formula(folder: Folder, lead: str, sign: str) -> None:
    attack = f"{lead}{sign}HYPERLINK(0)"
    inside = f"a;{attack}"
    report = with_claims(
        read(folder), lambda claim: replace(claim, claim=attack, summary=inside, tags=(attack,))
    )
    [row] = rows(report)

    assert row["claim"].startswith("'")
    assert row["claim"].endswith(f"{sign}HYPERLINK(0)")
    assert row["tags"] == row["claim"]
    assert row["summary"].startswith("a;'")


@pytest.mark.parametrize("lead", ["\t", "\r", "\n"])
def test_no_cell_begins_with_a_tab_or_a_line_break(folder: Folder, lead: str) -> None:
    report = with_claims(read(folder), lambda claim: replace(claim, claim=f"{lead}cmd|x"))

    assert rows(report)[0]["claim"].strip() == "cmd|x"
    assert not rows(report)[0]["claim"].startswith(lead)


def test_harmless_cells_are_left_alone(folder: Folder) -> None:
    harmless = "It rose by 3 - 4 %; a+b = c, “so” it said @ noon"
    report = with_claims(read(folder), lambda claim: replace(claim, claim=harmless))

    assert rows(report)[0]["claim"] == harmless


# ClaimReview


def test_a_review_says_what_the_report_knows_and_nothing_else(folder: Folder) -> None:
    report = read(folder)
    review = claim_review(report, the_claim(report), None)

    assert review == {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": "No drones were sent after the war began.",
        "inLanguage": "en",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Disputed",
            "ratingExplanation": "The minister said so; the other side denied it.",
        },
        "itemReviewed": {
            "@type": "Claim",
            "text": "No drones were sent after the war began.",
            "author": {"@type": "Thing", "name": "The minister", "description": "Minister"},
            "appearance": {"@type": "CreativeWork", "name": "Drones and denials"},
        },
    }


def test_a_review_of_a_report_that_states_everything(folder: Folder) -> None:
    folder.replace("claims.yaml", "  summary: One", "  publisher: {name: Desk}\n  summary: One")
    folder.replace("claims.yaml", "    tone: mixed\n", "    tone: mixed\n    rating: 3\n")
    folder.replace(
        "claims.yaml",
        "verdicts:\n",
        "verdicts:\n"
        "  true: {label: 'True', means: So., tone: positive, rating: 5}\n"
        "  false: {label: 'False', means: Not so., tone: negative, rating: 1}\n"
        "  unknown: {label: Unknown, means: Open., tone: neutral}\n",
    )
    folder.replace(
        "claims.yaml",
        "    verdict: d",
        "    stated: 2022-11\n    reviewed: 2022-12-01\n    verdict: d",
    )
    folder.replace(
        "claims.yaml",
        "    title: Drones and denials\n",
        "    title: Drones and denials\n    url: https://gazette.example/a?b=1&c\n"
        "    published: 2022-11-05\n    language: en-GB\n",
    )
    report = read(folder)
    review: Any = claim_review(report, the_claim(report), BASE)

    assert review["url"] == f"{BASE}claims/no-drones-sent/"
    assert review["author"] == {"@type": "Organization", "name": "Desk"}
    assert review["datePublished"] == "2022-12-01"
    rating = review["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 3, 5)
    assert review["itemReviewed"]["datePublished"] == "2022-11"
    assert review["itemReviewed"]["appearance"] == {
        "@type": "CreativeWork",
        "name": "Drones and denials",
        "url": "https://gazette.example/a?b=1&c",
        "inLanguage": "en-GB",
        "datePublished": "2022-11-05",
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stance: supports", "stance: context"),
        ("speaker: The minister", "speaker: The minister’s office"),
    ],
)
def test_only_a_claimants_own_words_for_a_claim_are_its_appearance(
    folder: Folder, old: str, new: str
) -> None:
    folder.replace("claims.yaml", "    needs: {supporting_origins: 1, refuting_origins: 1}\n", "")
    folder.replace("claims.yaml", old, new)
    report = read(folder)
    item: Any = claim_review(report, the_claim(report), BASE)["itemReviewed"]

    assert item["author"]["name"] == "The minister"
    assert "appearance" not in item


def test_inferred_dates_are_not_stated_as_known(shipped: Report) -> None:
    for claim in shipped.claims:
        item: Any = claim_review(shipped, claim, BASE)["itemReviewed"]
        stated = claim.stated
        known = None if stated is None or stated.inferred else str(stated)
        assert item.get("datePublished") == known
    guessed = with_claims(
        shipped, lambda c: replace(c, reviewed=PartialDate(2022, inferred_parts=1))
    )
    assert "datePublished" not in claim_review(guessed, the_claim(guessed), BASE)
    assert "2022" not in cite(guessed, english(), the_claim(guessed), BASE).bibtex


def test_the_feed_of_reviews_holds_every_claim(shipped: Report) -> None:
    feed = json.loads(claim_reviews(shipped, BASE))

    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    reviews = [element["item"][0] for element in feed["dataFeedElement"]]
    assert [review["claimReviewed"] for review in reviews] == [c.claim for c in shipped.claims]
    for claim, review in zip(shipped.claims, reviews, strict=True):
        assert {"@context": "https://schema.org", **review} == claim_review(shipped, claim, BASE)


@pytest.mark.parametrize("hostile", [*HOSTILE, "<!--<script>", "\u2028\u2029&<>"])
def test_inline_json_cannot_leave_its_script(hostile: str) -> None:
    value = {"@type": "Claim", "text": hostile, hostile: [hostile, None, 1]}
    text = inline_json(value)

    assert not set(text) & set("<>&\u2028\u2029\u202e\x00")
    assert json.loads(text) == value


# Feeds

CORRECTIONS = """\
    reviewed: 2022-12-02
    corrections:
      - {date: 2022-11-30, kind: clarification, note: A word was made clearer.}
      - {date: 2022-12, kind: update, note: A document was added., was: {verdict: open}}
      - {date: 2022-12-03, kind: correction, note: A denial had been missed., was: {verdict: gone}}
"""


@pytest.fixture
def corrected(folder: Folder) -> Report:
    folder.replace(
        "claims.yaml", "verdicts:\n", "verdicts:\n  open: {label: Open, means: ., tone: mixed}\n"
    )
    folder.write("claims.yaml", folder.read("claims.yaml") + CORRECTIONS)
    return read(folder)


def atom_entries(text: str) -> list[dict[str, str]]:
    feed = ElementTree.fromstring(text)
    return [
        {child.tag.removeprefix(ATOM): child.text or "" for child in entry}
        for entry in feed.findall(f"{ATOM}entry")
    ]


def test_corrections_and_claims_come_newest_first_with_old_and_new_verdict(
    corrected: Report,
) -> None:
    entries = atom_entries(atom(corrected, english(), BASE))
    page = f"{BASE}claims/no-drones-sent/"

    assert [(entry["id"], entry["updated"]) for entry in entries] == [
        (f"{page}#correction-3", "2022-12-03T00:00:00Z"),
        (page, "2022-12-02T00:00:00Z"),
        (f"{page}#correction-2", "2022-12-01T00:00:00Z"),
        (f"{page}#correction-1", "2022-11-30T00:00:00Z"),
    ]
    quoted = "“No drones were sent after the war began.”"
    assert [entry["title"] for entry in entries] == [
        f"Correction to {quoted}",
        f"Disputed: {quoted}",
        f"Update to {quoted}",
        f"Clarification to {quoted}",
    ]
    assert [entry["content"] for entry in entries] == [
        "A denial had been missed.\n\nThe verdict was changed from “gone” to “Disputed”.",
        "The minister said so; the other side denied it.",
        "A document was added.\n\nThe verdict was changed from “Open” to “gone”.",
        "A word was made clearer.",
    ]


@pytest.mark.parametrize("base", [BASE, None])
def test_both_feeds_say_the_same(corrected: Report, base: str | None) -> None:
    entries = atom_entries(atom(corrected, english(), base))
    items = json.loads(json_feed(corrected, english(), base))["items"]

    assert [
        (entry["id"], entry["title"], entry["updated"], entry["content"]) for entry in entries
    ] == [
        (item["id"], item["title"], item["date_published"], item["content_text"]) for item in items
    ]


@pytest.mark.parametrize("base", [BASE, None])
def test_atom_has_what_rfc_4287_demands(shipped: Report, base: str | None) -> None:
    feed = ElementTree.fromstring(atom(shipped, english(), base))

    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 50 < len(shipped.claims)
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            [child] = element.findall(f"{ATOM}{name}")
            assert child.text
        updated = element.findtext(f"{ATOM}updated")
        assert updated and RFC3339.fullmatch(updated)
        id = element.findtext(f"{ATOM}id") or ""
        assert id.startswith(base or "urn:uuid:")
        [alternate] = element.findall(f"{ATOM}link[@rel='alternate']")
        assert alternate.get("href", "").startswith(base or ("claims/", "./"))
    # One author of the feed is the author of all entries.
    [author] = feed.findall(f"{ATOM}author")
    assert author.findtext(f"{ATOM}name")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    times = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert times == sorted(times, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == times[0]
    own = [link.get("href") for link in feed.findall(f"{ATOM}link[@rel='self']")]
    assert own == ([f"{BASE}feed.xml"] if base else [])


@pytest.mark.parametrize("base", [BASE, None])
def test_json_feed_has_what_version_1_1_demands(shipped: Report, base: str | None) -> None:
    feed = json.loads(json_feed(shipped, english(), base))

    assert next(iter(feed)) == "version"
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["language"] == "en"
    assert (feed.get("home_page_url"), feed.get("feed_url")) == (
        (base, f"{base}feed.json") if base else (None, None)
    )
    assert "authors" not in feed
    assert len(feed["items"]) == 50
    assert len({item["id"] for item in feed["items"]}) == 50
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert RFC3339.fullmatch(item["date_published"])
        assert item.get("url") == (item["id"] if base else None)


def test_a_report_without_dates_has_empty_feeds(folder: Folder) -> None:
    report = read(folder)
    feed = ElementTree.fromstring(atom(report, english(), BASE))

    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert json.loads(json_feed(report, english(), BASE))["items"] == []


def test_the_publisher_is_the_feeds_author(folder: Folder) -> None:
    report = with_publication(read(folder), publisher=Publisher("Desk", "https://desk.example/"))
    feed = ElementTree.fromstring(atom(report, english(), BASE))

    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Desk"
    assert feed.findtext(f"{ATOM}author/{ATOM}uri") == "https://desk.example/"
    authors = json.loads(json_feed(report, english(), BASE))["authors"]
    assert authors == [{"name": "Desk", "url": "https://desk.example/"}]


def test_ids_without_an_address_last_and_differ_between_reports(corrected: Report) -> None:
    ids = [entry["id"] for entry in atom_entries(atom(corrected, english(), None))]
    later = with_claims(corrected, lambda claim: replace(claim, summary="Reworded.", claim="New."))
    other = with_publication(corrected, title="Another report")

    assert [entry["id"] for entry in atom_entries(atom(later, english(), None))] == ids
    assert not {entry["id"] for entry in atom_entries(atom(other, english(), None))} & set(ids)


# Citations


def balanced(bibtex: str) -> bool:
    """As BibTeX counts: every brace counts, behind a backslash too."""
    depth = 0
    for index, char in enumerate(bibtex):
        depth += (char == "{") - (char == "}")
        if depth < 0 or (depth == 0 and char == "}" and bibtex[index + 1 :].strip()):
            return False
    return depth == 0


def test_a_citation_without_publisher_date_and_address(folder: Folder) -> None:
    report = read(folder)
    citation = cite(report, english(), the_claim(report), None)

    assert citation.text == "“No drones were sent after the war began.” Who sent what."
    assert citation.bibtex == (
        "@misc{no-drones-sent,\n"
        "  title = {{No drones were sent after the war began.}},\n"
        "  howpublished = {{Who sent what}}\n"
        "}\n"
    )
    assert json.loads(citation.csl_json) == [
        {
            "id": "no-drones-sent",
            "type": "webpage",
            "title": "No drones were sent after the war began.",
            "container-title": "Who sent what",
            "language": "en",
        }
    ]


def test_a_citation_with_everything(folder: Folder) -> None:
    report = with_publication(read(folder), publisher=Publisher("Desk & Sons"))
    report = with_claims(report, lambda claim: replace(claim, reviewed=PartialDate(2022, 12, 1)))
    citation = cite(report, english(), the_claim(report), "https://example.org/a_b/~x/")
    address = "https://example.org/a_b/~x/claims/no-drones-sent/"

    assert citation.text == (
        "Desk & Sons. “No drones were sent after the war began.” "
        f"Who sent what, 1 December 2022. {address}"
    )
    assert r"  author = {{Desk \& Sons}}," in citation.bibtex
    assert "  year = {2022},\n  month = dec,\n  day = {1},\n" in citation.bibtex
    # An address is not escaped: it is printed, and followed, as it is.
    assert f"  url = {{{address}}}\n" in citation.bibtex
    [item] = json.loads(citation.csl_json)
    assert item["author"] == [{"literal": "Desk & Sons"}]
    assert item["issued"] == {"date-parts": [[2022, 12, 1]]}
    assert item["URL"] == address


@pytest.mark.parametrize(
    ("date", "parts"), [(PartialDate(2022), [2022]), (PartialDate(2022, 3), [2022, 3])]
)
def test_a_citation_with_a_part_of_a_date(
    folder: Folder, date: PartialDate, parts: list[int]
) -> None:
    report = with_claims(read(folder), lambda claim: replace(claim, reviewed=date))
    citation = cite(report, english(), the_claim(report), BASE)

    assert json.loads(citation.csl_json)[0]["issued"] == {"date-parts": [parts]}
    assert "day" not in citation.bibtex
    assert ("month = mar" in citation.bibtex) == (len(parts) == 2)


@pytest.mark.parametrize(
    "hostile",
    [
        *HOSTILE,
        "}, url = {https://evil.example",
        "{{{",
        "}}}",
        "\\",
        "\\}",
        "a & % $ # _ { } ~ ^ \\ z",
    ],
)
def test_bibtex_stays_one_entry(folder: Folder, hostile: str) -> None:
    report = with_claims(read(folder), lambda claim: replace(claim, claim=hostile))
    report = with_publication(report, title=hostile, publisher=Publisher(hostile))
    bibtex = cite(report, english(), the_claim(report), f"{BASE}}}{{\\/").bibtex

    assert balanced(bibtex), bibtex
    assert [line.split(" = ")[0].strip() for line in bibtex.splitlines()[1:-1]] == [
        "author",
        "title",
        "howpublished",
        "url",
    ]
    address = bibtex.splitlines()[-2]
    assert address == f"  url = {{{BASE}%7D%7B%5C/claims/no-drones-sent/}}"
    title = next(line for line in bibtex.splitlines() if line.startswith("  title"))
    commands = re.sub(r"\\(text[a-z]+\{\}|[&%$#_])", "", title[len("  title = {{") : -3])
    assert not set(commands) & set("&%$#_{}~^\\"), title
