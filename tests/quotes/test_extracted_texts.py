"""Quotes from texts that were extracted from PDFs and web pages.

Each row is a document and a quote from it. One report holds all quotes that are to be found and
is built; another holds those that are not, and is checked.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.reports import MKDOCS, Folder

FOUND = {
    # name: (document, quote, differences, other places)
    "hyphen-compound": ("It is a well-\nknown bridge here.", "a well-known bridge", "white-space"),
    "hyphen-broken": (
        "All ferries were in-\nspected and found safe.",
        "All ferries were inspected and found safe",
        "hyphenation",
    ),
    "hyphen-both": (
        "The well-\nknown office re-\n   ported it on Monday.",
        "The well-known office reported it",
        "hyphenation white-space",
    ),
    "hyphen-crlf": ("They co-\r\noperate every day.", "They cooperate every day", "hyphenation"),
    "hyphen-unicode": ("They co\u2010\noperate daily.", "They cooperate daily", "hyphenation"),
    "hyphen-behind-a-stop": ("The U.S.-\nled force came.", "The U.S.-led force", "white-space"),
    "dash-at-a-line-end": ("From 1990–\n1995 it ran.", "From 1990–1995 it", "white-space"),
    "carriage-returns": ("They said\r\nthe ferry was safe.", "said the ferry was", "white-space"),
    "hyphen-german": ("Die Wieder-\naufnahme ist sicher.", "Die Wiederaufnahme ist", "hyphenation"),
    "soft-hyphen": (
        "Die Wieder\xad\naufnahme ist sicher.",
        "Die Wiederaufnahme ist sicher",
        "invisible-characters white-space",
    ),
    "ligature": ("The oﬃce conﬁrmed the ﬂow.", "The office confirmed the flow", "letter-forms"),
    "arabic-forms": ("ﻛﻞ ﻋﺒﺎﺭﺓ ﻓﺤﺼﺖ ﻭﻫﻲ ﺁﻣﻨﺔ.", "كل عبارة فحصت وهي آمنة", "letter-forms"),
    "tatweel": ("قال المكـــتب إنها آمنة.", "قال المكتب إنها آمنة", "letter-forms"),
    "radicals": ("⽅法是安全的。", "方法是安全的", "letter-forms"),
    "note-superscript": (
        "It was inspected¹ in spring.",
        "It was inspected in spring",
        "note-marks",
    ),
    "note-at-end": (
        "Every ferry has been inspected¹ since.",
        "ferry has been inspected",
        "",
    ),
    "note-brackets": ("They said[13] that it is safe.", "They said that it is safe", "note-marks"),
    "note-several": ("They said.[3,4] It is safe.", "They said. It is safe", "note-marks"),
    "note-digits": (
        "It was repaired.12 The crews deny it.",
        "repaired. The crews deny",
        "note-marks",
    ),
    "note-in-quote-too": ("They said[13] that it is safe.", "said[13] that it is", ""),
    "chinese-line-end": (
        "港口办公室说，每艘渡\n轮都已检查过。",
        "每艘渡轮都已检查过",
        "white-space",
    ),
    "japanese-indent": (
        "事務所は、すべての\n　船を検査した。",
        "すべての船を検査した",
        "white-space",
    ),
    "thai-line-end": ("สำนักงานบอกว่าเรือ\nทุกลำปลอดภัย", "เรือทุกลำปลอดภัย", "white-space"),
    "khmer-line-end": ("ការិយាល័យបាននិយាយ\nថានាវាទាំងអស់", "បាននិយាយថានាវាទាំងអស់", "white-space"),
    "chinese-with-latin": ("报告说 F-16\n飞机到了。", "报告说F-16飞机到了", "white-space"),
    "chinese-quotation": ("他说：\n“是安全的”。", "他说：“是安全的”", "white-space"),
    "korean-keeps-spaces": ("모든 배를\n검사했다고 말했다.", "모든 배를 검사했다고", "white-space"),
    "bracket-capital": ("They said that every ferry is safe.", "[E]very ferry is safe", "brackets"),
    "bracket-small": ("Every ferry is safe, they said.", "[e]very ferry is safe", "brackets"),
    "bracket-added": (
        "It has inspected every ferrie since.",
        "It [the office] has inspected every ferrie [sic] since",
        "brackets",
    ),
    "bracket-replaces": (
        "He said that they had been drunk.",
        "He said that [the crews] had been drunk",
        "brackets",
    ),
    "bracket-ending": ("They inspect every ferry.", "They inspect[ed] every ferry", "brackets"),
    "bracket-at-start": ("It has inspected every ferry.", "[The office] has inspected", "brackets"),
    "bracket-and-elision": (
        "It was open. The bridge was old and it was safe again.",
        "[t]he bridge was old […] was safe again",
        "brackets elision",
    ),
    "bracket-in-the-file": ("dozens [of drones] were sent", "dozens [of drones] were", ""),
    "twice": (
        "Summary. Night ferries carried more.\n\nText\n\nNight ferries carried\nmore. Then day.",
        "Night ferries carried more",
        "",
    ),
    "title-and-sentence": (
        "Night ferries carried more\n\nBy a reporter\n\nNight ferries carried more. So.",
        "Night ferries carried more",
        "",
    ),
    "twice-broken": (
        "All were in-\nspected today.\n\nAll were inspected\ntoday. They left.",
        "All were inspected today",
        "white-space",
    ),
}
ALSO = {"twice": 1, "title-and-sentence": 1}

NOT_FOUND = {
    # name: (document, quote, rule, words that the message must have)
    "superscript": ("They sold 10² of them.", "They sold 102 of them", "quote-not-found", "10²"),
    "subscript": ("More CO₂ than ever.", "More CO2 than ever", "quote-not-found", "CO₂"),
    "unit": ("It is 5 km² wide here.", "It is 5 km wide here", "quote-not-found", "km²"),
    "hyphen-inside": (
        "They re-cover the roof.",
        "They recover the roof",
        "quote-not-found",
        "re-cover",
    ),
    "hyphen-names": ("In Abu-\nDhabi they met.", "In AbuDhabi they met", "quote-not-found", "Abu-"),
    "half-of-a-word": ("It was un-\nsafe for all.", "safe for all", "quote-not-found", "un-"),
    "other-note": ("They said[3] so today.", "They said[2] so today", "quote-not-found", "[3]"),
    "glued-number": (
        "The voltages23 were high.",
        "The voltages were high",
        "quote-not-found",
        "the number 23 is attached to the word “voltages”",
    ),
    "glued-number-at-end": (
        "They read the voltages23 twice.",
        "They read the voltages",
        "quote-not-found",
        "the number 23 is attached to the word “voltages”",
    ),
    "capital": (
        "They said that every ferry is safe.",
        "Every ferry is safe",
        "quote-not-found",
        "begins with a capital; the file has “every”",
    ),
    "bracket-changes-letters": ("Only she was there.", "[T]he was there", "quote-not-found", "she"),
    "bracket-negates": ("It is safe here today.", "It is [un]safe here", "quote-not-found", "[un]"),
    "bracket-contracts": (
        "It is safe here today.",
        "It is[n’t] safe",
        "quote-not-found",
        "is[n’t]",
    ),
    "bracket-number": ("They sent 15 ships.", "They sent [1]5 ships", "quote-not-found", "[1]5"),
    "bracket-less": ("It is harmful to all.", "It is harm[less] to", "quote-not-found", "harm["),
    "suspended": ("Die Ein-\nund Ausfuhr ruht.", "Die Einund Ausfuhr", "quote-not-found", "Ein-"),
    "sine": ("The sin²(x) was used.", "The sin(x) was used", "quote-not-found", "sin²"),
    "isotope": ("Das Uran²³⁵ war dort.", "Das Uran war dort", "quote-not-found", "Uran²³⁵"),
    "miles": ("Some five miles² of it.", "Some five miles of it", "quote-not-found", "miles²"),
    "question-and-statement": (
        "The ferry is safe in winter.\n\nThe ferry is safe in winter?",
        "The ferry is safe in winter",
        "quote-ambiguous",
        "in different sentences",
    ),
    "bracket-over-sentences": (
        "He said no. Others had been drunk on duty.",
        "He said [that the crews] had been drunk",
        "quote-not-found",
        "replace up to 3 words",
    ),
    "lookalike": (
        "They sold drones there.",
        "They sold drоnes there",
        "quote-not-found",
        "cyrillic",
    ),
    "sentences-differ": (
        "The crews said that the office was wrong.\n\nIn spring the office was wrong again.",
        "the office was wrong",
        "quote-ambiguous",
        "in different sentences",
    ),
    "twice-in-a-sentence": (
        "Sent no drones, no drones.",
        "no drones",
        "quote-ambiguous",
        "2 times",
    ),
    "arabic-nearest": (
        "ﻗﺎﻝ ﻣﻜﺘﺐ ﺍﻟﻤﻴﻨﺎء ﺇﻥ ﻛﻞ ﻋﺒﺎﺭﺓ ﻓﺤﺼﺖ.",
        "قال مكتب الميناء إن كل عبارة غرقت",
        "quote-not-found",
        "nearest passage",
    ),
    "hindi-nearest": (
        "भारत ने कहा कि रूस ने ड्रोन बेचे थे",
        "रूस ने ड्रोन बेचा",
        "quote-not-found",
        "nearest",
    ),
    "chinese-nearest": (
        "报道说中国向俄罗斯出售无人机。",
        "中国向俄罗斯购买无人机",
        "quote-not-found",
        "出售",
    ),
    "capitals-nearest": (
        "The ferries are back",
        "THE FERRIES ARE BACK",
        "quote-not-found",
        "Only capitals",
    ),
}
OFF = ("short-quote", "clipped-quote", "duplicate-claim", "document-voice-only")


def report(folder: Path, rows: dict[str, tuple[Any, ...]]) -> Folder:
    made = Folder(folder)
    sources, claims = {}, {}
    for number, (name, row) in enumerate(rows.items()):
        data = row[0].encode()
        made.write(f"seeds/{name}.txt", data)
        hashed = hashlib.sha256(data).hexdigest()
        sources[name] = {"file": f"seeds/{name}.txt", "sha256": hashed, "title": name}
        quote = {"text": row[1], "source": name, "stance": "context", "wording": "document"}
        claims[name] = {
            "claim": f"Claim number {number} is about {name}.",
            "verdict": "open",
            "summary": "One document was read.",
            "quotes": [quote],
        }
    content = {
        "report": {"title": "Texts", "summary": "Texts.", "rules": dict.fromkeys(OFF, "off")},
        "sources": sources,
        "verdicts": {"open": {"label": "Open", "means": "Nobody knows.", "tone": "neutral"}},
        "claims": claims,
    }
    made.write("claims.yaml", yaml.safe_dump(content, allow_unicode=True, sort_keys=False))
    made.write("mkdocs.yml", MKDOCS)
    return made


@pytest.fixture(scope="session")
def site(made_once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    def build(place: Path) -> None:
        built = report(place, FOUND).build()
        assert built.returncode == 0, built.stderr

    return next(made_once("extracted-texts", build).rglob("site"))


@pytest.fixture(scope="module")
def receipts(site: Path) -> dict[str, dict[str, Any]]:
    data = json.loads((site / "claims.json").read_text("utf-8"))
    return {claim["id"]: claim["quotes"][0]["receipt"] for claim in data["claims"]}


@pytest.mark.parametrize("name", FOUND)
def test_a_quote_is_found_with_its_differences_named(
    name: str, receipts: dict[str, dict[str, Any]]
) -> None:
    assert " ".join(receipts[name]["differences"]) == FOUND[name][2]
    assert len(receipts[name]["also"]) == ALSO.get(name, 0)


@pytest.fixture(scope="module")
def problems(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    made = report(tmp_path_factory.mktemp("missed"), NOT_FOUND)
    done = made.factcheck("check", "--format", "json")
    assert done.returncode == 1, done.stderr
    listed = json.loads(done.stdout)
    return {item["entry"].split()[1].rstrip(","): item for item in listed}


@pytest.mark.parametrize("name", NOT_FOUND)
def test_other_words_are_not_found_and_the_message_says_why(
    name: str, problems: dict[str, dict[str, Any]]
) -> None:
    problem = problems[name]
    assert problem["rule"] == NOT_FOUND[name][2]
    assert NOT_FOUND[name][3] in f"{problem['what']} {problem['fix']}"


def test_a_message_about_a_missing_quote_shows_what_differs(
    problems: dict[str, dict[str, Any]],
) -> None:
    for name, problem in problems.items():
        if problem["rule"] == "quote-not-found":
            assert "[typed: " in problem["what"] or "[in the file: " in problem["what"], name


def read(page: Path) -> str:
    """The words of a page's first quote and of its receipt, as a browser shows them."""
    html = page.read_text("utf-8")
    figure = html[html.index("<blockquote") : html.index("</details>")]
    return " ".join(unescape(re.sub("<[^>]+>", " ", figure)).split())


def test_readers_see_words_whole_and_brackets_as_brackets(site: Path) -> None:
    def shown(name: str) -> str:
        return read(site / f"claims/{name}/index.html")

    assert "inspected and found safe" in shown("hyphen-broken")
    assert "hyphenation at a line end differs" in shown("hyphen-broken")
    assert "It [the office] has inspected every ferrie [sic] since" in shown("bracket-added")
    assert "the editors’ words in square brackets differ" in shown("bracket-added")
    assert "The office confirmed the flow" in shown("ligature")
    assert "the same sentence is also in lines 5–6" in shown("twice")
    assert "said the ferry was" in shown("carriage-returns")
    for page in site.rglob("*.html"):
        assert "\ufffd" not in page.read_text("utf-8"), page
