"""Links to the report stay right when it grows, is reordered, or a source is renamed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import pytest
import yaml

from tests.building import build_in_process, files_of
from tests.reports import EXAMPLE, Folder

_LINK = re.compile(r'\shref="([^"?#]*)(?:\?[^"#]*)?(#[^"]+)"')
_ID = re.compile(r'\sid="([^"]+)"')
_PASSAGE = re.compile(r"[^\s\"'<>()]*#(?:quote|event|cited)-[a-z0-9-]+")
_DATA = (".json", ".xml", ".jsonld", ".csv", ".bib")
_SITE = "https://site/"
FIRE = "On January 12 a fire had broken out in the engine room of the Guillemot."


def links(files: Mapping[str, bytes]) -> set[str]:
    """Every link with a fragment on all pages, from the root of the site."""
    found = set()
    for path, content in files.items():
        if path.endswith(".html") and path != "404.html":
            for link in _LINK.findall(content.decode()):
                found.add(urljoin(_SITE + path.removesuffix("index.html"), "".join(link)))
    return {link.removeprefix(_SITE) for link in found if link.startswith(_SITE)}


def in_data(files: Mapping[str, bytes]) -> set[str]:
    """Every address of a passage in the files that are no pages, such as feeds and annotations."""
    return {
        address
        for path, content in files.items()
        if path.endswith(_DATA) and not path.startswith("search/")
        for address in _PASSAGE.findall(content.decode())
    }


def words(files: Mapping[str, bytes]) -> set[tuple[str, str]]:
    """The addresses of all quotes, events and disagreements, and the words that stand there."""
    data = json.loads(files["claims.json"])
    lists = (data["timeline"], data["disagreements"])
    found = {
        (item["address"], item.get("event") or item["about"]) for each in lists for item in each
    }
    for entry in (*data["claims"], *data["timeline"], *data["disagreements"]):
        for quote in entry["quotes"]:
            text = " ".join(quote["words"])
            found |= {(quote[name], text) for name in ("address", "passage")}
    return found


def broken(wanted: set[str], files: Mapping[str, bytes]) -> set[str]:
    """The links that lead to no place of the site."""
    ids = {
        path.removesuffix("index.html"): set(_ID.findall(content.decode()))
        for path, content in files.items()
        if path.endswith(".html")
    }
    return {
        link
        for link in wanted
        for page, id in (urldefrag(link),)
        if id not in ids.get(page, ()) and "__" not in id
    }


class _Written(yaml.SafeDumper):
    """Writes what is in two places twice: claims.yaml has no references."""

    def ignore_aliases(self, data: object) -> bool:
        return True


# Any: what YAML holds.
def written(folder: Path, content: Any) -> None:
    text = yaml.dump(content, Dumper=_Written, allow_unicode=True, sort_keys=False)
    (folder / "claims.yaml").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def before(example_site: Path) -> dict[str, bytes]:
    return files_of(example_site)


def test_the_links_of_the_report_lead_somewhere(before: dict[str, bytes]) -> None:
    found = links(before)
    passages = {link for link in found if "#quote-" in link or "#event-" in link}
    assert len(passages) > 100
    assert {link.partition("/")[0] for link in passages} >= {"claims", "sources", "timeline"}
    assert broken(found, before) == set()
    assert len(in_data(before)) > 100


def test_what_is_inserted_at_the_top_and_a_new_order_change_no_other_link(
    before: dict[str, bytes], example_copy: Path
) -> None:
    content = yaml.safe_load((EXAMPLE / "claims.yaml").read_text("utf-8"))
    quote = {"text": FIRE, "source": "gazette", "wording": "document"}
    for claim in content["claims"].values():
        claim["quotes"].reverse()
    content["timeline"].reverse()
    content["disagreements"].reverse()
    # The same words as those of an entry, in another one.
    content["timeline"].insert(0, {"when": 1900, "event": "It was burning.", "quotes": [quote]})
    copied = content["disagreements"][0]["quotes"]
    content["disagreements"].insert(
        0, {"about": "At the top", "compatible": "partly", "note": "They do.", "quotes": copied}
    )
    edited = content["claims"]["every-ferry-inspected"]
    edited["quotes"].insert(0, {**quote, "stance": "context"})
    new = {**edited, "claim": "Each ferry of the harbour was inspected."}
    claims = reversed(content["claims"].items())
    content["claims"] = {"at-the-top": new, **dict(claims)}
    written(example_copy, content)

    after = build_in_process(example_copy, "")

    assert broken(links(before), after) == set()
    assert broken(links(after), after) == set()
    assert in_data(before) - in_data(after) == set()
    assert len(in_data(after)) > len(in_data(before))
    assert words(before) - words(after) == set()


def test_a_renamed_source_changes_no_address_of_a_quote(
    before: dict[str, bytes], tmp_path: Path
) -> None:
    folder = Folder(tmp_path / "report")
    shutil.copytree(EXAMPLE, folder.path, dirs_exist_ok=True)
    done = folder.factcheck("rename", "gazette", "herald")
    assert done.returncode == 0, done.stdout + done.stderr

    after = build_in_process(folder.path, "")

    def renamed(found: set[str]) -> set[str]:
        return {link.replace("sources/gazette/", "sources/herald/") for link in found}

    passages = {link for link in links(before) if "#quote-" in link or "#event-" in link}
    assert renamed(passages) == {
        link for link in links(after) if "#quote-" in link or "#event-" in link
    }
    assert broken(renamed(passages), after) == set()
    assert renamed(in_data(before)) == in_data(after)
    assert words(after) == {
        (link.replace("sources/gazette/", "sources/herald/"), text) for link, text in words(before)
    }
