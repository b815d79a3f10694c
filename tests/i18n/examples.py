"""Reports in German and Arabic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tests.reports import ROOT, Folder

REPORTS = Path(__file__).parent / "reports"
IN_ARABIC = {
    "Who sent what": "من أرسل ماذا؟",
    "Two documents were read.": "قُرئت وثيقتان جملة جملة، إحداهما من صحيفة Gazette Online.",
    "Disputed": "متنازع عليه",
    "Not shown": "لا دليل عليه",
    "One says so, another says not.": "يقول طرف ذلك وينفيه آخر.",
    "No drones were sent after the war began.": "لم تُرسل أي مسيّرات بعد بدء الحرب.",
    "The ministry answered in two languages.": "ردّت الوزارة بلغتين.",
}
"""English texts of the report “two-languages”, in Arabic."""
# Enough for a reader of Arabic to see how a sentence with names and numbers in it is laid out.
SENTENCES = {
    "count.documents": {
        "zero": "لا وثائق",
        "one": "وثيقة واحدة",
        "two": "وثيقتان",
        "few": "{count} وثائق",
        "many": "{count} وثيقة",
        "other": "{count} وثيقة",
    },
    "count.origins": {
        "zero": "لا مصادر",
        "one": "مصدر واحد",
        "two": "مصدران",
        "few": "{count} مصادر",
        "many": "{count} مصدرًا",
        "other": "{count} مصدر",
    },
    "list.balance": "مع: {supporting}، ضد: {refuting}",
    "list.nobody": "بلا مصدر",
}
PAGES = (
    "",
    "claims/",
    "claims/none-sent/",
    "claims/answered/",
    "sources/",
    "sources/sahifa/",
    "sources/both/",
    "claimants/",
    "claimants/minister/",
    "origins/",
    "origins/ministry/",
    "contradictions/",
    "matrix/",
    "timeline/",
    "verdicts/",
    "corrections/",
    "data/",
    "404.html",
)
GERMAN_PAGES = (
    "",
    "claims/",
    "claims/sicher/",
    "claims/gemeldet/",
    "claims/gesperrt/",
    "sources/",
    "sources/anzeiger/",
    "sources/niederschrift/",
    "claimants/",
    "claimants/buergermeister/",
    "claimants/pruefbuero/",
    "origins/",
    "matrix/",
    "timeline/",
    "disagreements/",
    "disagreements/ob-die-brucke-sicher-war/",
    "contradictions/",
    "verdicts/",
    "corrections/",
    "data/",
    "404.html",
)


def set_language(folder: Folder, language: str) -> None:
    folder.replace(
        "mkdocs.yml",
        "  font: false\n",
        f"  font: false\n  language: {language}\n"
        "  features: [navigation.tabs, navigation.path, navigation.footer]\n",
    )


def write_german(folder: Folder) -> None:
    folder.copy(REPORTS / "german")


def write_english(folder: Folder) -> None:
    """Write a report in English that quotes documents in Arabic."""
    folder.copy(REPORTS / "two-languages")


def write_four_languages(folder: Folder, language: str = "en") -> None:
    """Write a report with claims in Arabic, Japanese, German and English."""
    folder.copy(REPORTS / "four-languages")
    text = folder.read("claims.yaml").replace("\n  language: en\n", f"\n  language: {language}\n")
    folder.write("claims.yaml", text)


def write_arabic(folder: Folder) -> None:
    """Write the same report in Arabic."""
    write_english(folder)
    text = folder.read("claims.yaml").replace("\n  language: en\n", "\n  language: ar\n")
    for english, arabic in IN_ARABIC.items():
        text = text.replace(english, arabic)
    folder.write("claims.yaml", text)


def six_forms(node: Any) -> Any:
    """Return the English texts with all plural forms of Arabic."""
    if not isinstance(node, dict):
        return node
    if {"one", "other"} <= node.keys():
        forms = ("zero", "two", "few", "many", "other")
        return {"one": node["one"], **dict.fromkeys(forms, node["other"])}
    return {name: six_forms(inner) for name, inner in node.items()}


def arabic_words() -> str:
    words = six_forms(
        yaml.safe_load(
            (ROOT / "generator/factcheck_report/i18n/languages/en.yaml").read_text("utf-8")
        )
    )
    for name, sentence in SENTENCES.items():
        group, _, key = name.partition(".")
        words[group][key] = sentence
    return yaml.safe_dump(words, allow_unicode=True, sort_keys=False)
