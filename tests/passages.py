"""Reports of single sentences with the quoted words between bars: a |b| c."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from tests.reports import Folder, sha256


@dataclass(frozen=True)
class Sentence:
    """A text, the quote from it, and how the quote is entered."""

    text: str
    wording: str = "paraphrased"
    language: str = "en"
    note: str = ""

    @property
    def plain(self) -> str:
        return self.text.replace("|", "")

    @property
    def quote(self) -> str:
        return " […] ".join(" ".join(part.split()) for part in self.text.split("|")[1::2])

    def entry(self, source: str) -> dict[str, Any]:
        entry = {
            "text": self.quote,
            "source": source,
            "stance": "supports",
            "wording": self.wording,
        }
        if self.wording not in ("document", "headline"):
            entry["speaker"] = "The office"
        # A word may stand in the sentence twice.
        before = self.plain[: self.text.index("|")].split()[-3:]
        if self.plain.count(self.quote) > 1:
            entry["prefix"] = " ".join(before)
        return entry | ({"note": self.note} if self.note else {})


def write_sentences(folder: Folder, sentences: Sequence[Sentence]) -> None:
    """Write a report in which claim-0, claim-1 … each quote one sentence."""
    sources, claims = {}, {}
    for number, sentence in enumerate(sentences):
        file = f"seeds/{number}.txt"
        folder.write(file, sentence.plain)
        sources[f"source-{number}"] = {
            "file": file,
            "title": f"Document {number}",
            "sha256": sha256(sentence.plain),
            "language": sentence.language,
        }
        claims[f"claim-{number}"] = {
            "claim": f"Assertion {number * 7919} holds.",
            "verdict": "open",
            "summary": "So.",
            "quotes": [sentence.entry(f"source-{number}")],
        }
    report = {
        "report": {
            "title": "T",
            "summary": "S.",
            # Not what these tests are about.
            "rules": dict.fromkeys(
                ("duplicate-claim", "short-quote", "document-voice-only", "headline-only"), "off"
            ),
        },
        "sources": sources,
        "origins": {"office": {"name": "The office", "kind": "government"}},
        "verdicts": {"open": {"label": "Open", "means": "Open.", "tone": "neutral"}},
        "claims": claims,
    }
    folder.write("claims.yaml", yaml.safe_dump(report, allow_unicode=True, sort_keys=False))


def check_sentences(folder: Folder, sentences: Sequence[Sentence]) -> list[list[dict[str, Any]]]:
    """Return the problems that `factcheck check` reports for each sentence's quote."""
    write_sentences(folder, sentences)
    printed = folder.factcheck("check", "--format", "json").stdout
    told: list[list[dict[str, Any]]] = [[] for _ in sentences]
    for problem in json.loads(printed):
        assert problem["entry"].startswith("claim claim-"), problem
        told[int(problem["entry"].removeprefix("claim claim-").split(",")[0])].append(problem)
    return told
