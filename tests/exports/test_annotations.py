"""annotations.json: W3C web annotations that find each quote in its document."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from factcheck_report.exports.annotations import web_annotations
from factcheck_report.model import Report
from tests.exports.changed_reports import BASE
from tests.reports import EXAMPLE, SOURCE, Folder

# annotations.json


def in_files(annotation: Any) -> list[Any]:
    """The targets that are passages of files. tests/exports/test_anchoring.py tries all others."""
    return [one for one in annotation["target"] if one["source"]["format"] == "text/plain"]


def test_every_selector_finds_the_words_of_its_receipt(example_report: Report) -> None:
    collection = json.loads(web_annotations(example_report, BASE))
    items = collection["first"]["items"]

    assert len(items) == len(example_report.evidence) == collection["total"]
    for item, evidence in zip(items, example_report.evidence, strict=True):
        document = example_report.documents[evidence.quote.source]
        raw = (EXAMPLE / document.source.file).read_bytes().decode()
        targets = in_files(item)
        assert len(item["target"]) == 2 * len(targets)
        for target, piece in zip(targets, evidence.receipt.pieces, strict=True):
            assert target["source"]["id"] == f"{BASE}sources/{document.source.id}/source.txt"
            words, place = target["selector"]
            assert (place["start"], place["end"]) == (piece.start, piece.end)
            assert words["exact"] == raw[piece.start : piece.end]
            assert len(words["prefix"]) == min(32, piece.start)
            whole = words["prefix"] + words["exact"] + words["suffix"]
            assert raw.index(whole) + len(words["prefix"]) == piece.start


def test_positions_count_code_points_without_the_byte_order_mark(folder: Folder) -> None:
    text = (folder.path / "seeds/gazette.txt").read_text("utf-8")
    folder.write_source(b"\xef\xbb\xbf" + f"🛩🛩 e\u0301 {text}".encode())
    first = json.loads(web_annotations(folder.report(), None))["first"]["items"][0]

    words, place = first["target"][0]["selector"]
    assert place["start"] == len("🛩🛩 e\u0301 ")
    assert words["prefix"] == "🛩🛩 e\u0301 "
    assert first["target"][0]["source"]["id"] == "sources/gazette/source.txt"


def test_a_browser_finds_the_words_with_any_line_ends(
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
    targets = [target for item in data["first"]["items"] for target in in_files(item)]

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
    _, second = json.loads(web_annotations(folder.report(), BASE))["first"]["items"]

    assert [target["selector"][0]["exact"] for target in in_files(second)] == [
        "A spokesman of the other side",
        "had been sent in summer.",
    ]
    starts = [target["selector"][1]["start"] for target in in_files(second)]
    assert starts == sorted(starts)


def test_annotations_have_every_field_the_w3c_model_requires(example_report: Report) -> None:
    collection = json.loads(web_annotations(example_report, BASE))

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
    report = folder.report()
    first = json.loads(web_annotations(report, BASE))["first"]["items"][0]

    name = first["target"][0]["source"]["canonical"].removeprefix("ni:///sha-256;")
    digest = base64.urlsafe_b64decode(name + "=")
    assert digest.hex() == report.documents["gazette"].sha256
