"""The small report that the examples of the rules are merged with, and its documents."""

from __future__ import annotations

import hashlib

DOCUMENTS = {
    "seeds/gazette.txt": """\
Drones and denials in the north

The minister said on Saturday that “no drones were sent” after the war began.
A spokesman of the other side said that dozens of drones had been sent in summer.
The drones were flown from an airfield in the north.
An officer said that the pilots had reportedly been trained abroad in spring.
The minister’s office did not answer. It had never answered.
""",
    "seeds/courier.txt": """\
A spokesman for the other side said that dozens of drones had been sent in the summer.
Trains carried grain to the coast, the railway said.
""",
    "seeds/leaflet.txt": """\
Come to the harbour festival on Sunday.
""",
    "seeds/clipping.txt": """\
The ferry isnâ€™t back yet.
""",
}
"""Texts by path."""


def sha256(file: str) -> str:
    """The pin of one of these documents."""
    return hashlib.sha256(DOCUMENTS[file].encode()).hexdigest()


def quote(text: str, **fields: str) -> str:
    """A quote as an item of a list; fields without a value are left out."""
    named = {"text": text, "source": "gazette", "stance": "supports", **fields}
    lines = "".join(f"        {name}: {value}\n" for name, value in named.items() if value)
    return f"      - {lines.lstrip()}"


def spokesman(text: str, **others: str) -> str:
    """Reported words of the spokesman, with other fields than usual."""
    speaker = "A spokesman of the other side"
    usual = {"wording": "paraphrased", "speaker": speaker, "origin": "other-side"}
    return quote(text, **usual | others)


def minister(text: str, stance: str = "refutes") -> str:
    """Words of the minister in quotation marks."""
    return quote(text, stance=stance, wording="quoted", speaker="The minister", origin="ministry")


def officer(text: str) -> str:
    """Reported words of the officer, as context."""
    return quote(text, stance="context", wording="paraphrased", speaker="An officer")


def own_words(text: str, stance: str = "context") -> str:
    """Words of the document itself."""
    return quote(text, stance=stance, wording="document")


SENT = spokesman("dozens of drones had been sent in summer")
SPOKESMAN = spokesman(
    "A spokesman of the other side said that dozens of drones had been sent in summer."
)
NOT_SENT = minister("no drones were sent")
HEADLINE = quote("Drones and denials in the north", wording="headline", origin="other-side")


def claim_with(*quotes: str, id: str = "drones-sent", **fields: str) -> str:
    """A part of claims.yaml: a claim with some fields and quotes."""
    lines = "".join(f"    {name}: {value}\n" for name, value in fields.items())
    return f"claims:\n  {id}:\n{lines}    quotes:\n{''.join(quotes)}"


def source_entry(file: str, title: str, *, id: str = "") -> str:
    """A part of claims.yaml: a source with one of these documents, named after its file."""
    path = f"seeds/{file}.txt"
    return (
        f"sources:\n  {id or file}:\n    file: {path}\n    sha256: {sha256(path)}\n"
        f"    title: {title}\n"
    )


REPORT = f"""\
report:
  title: Who sent what
  summary: Two documents were read.

sources:
  gazette:
    file: seeds/gazette.txt
    sha256: {sha256("seeds/gazette.txt")}
    title: Drones and denials in the north
  courier:
    file: seeds/courier.txt
    sha256: {sha256("seeds/courier.txt")}
    title: The Courier

origins:
  ministry: {{name: The ministry, kind: government}}
  other-side: {{name: The other side, kind: government}}
  railway: {{name: The railway, kind: organisation}}

verdicts:
  open: {{label: Open, means: It cannot be told., tone: neutral}}
  supported:
    label: Supported
    means: Two independent origins say so.
    tone: positive
    needs: {{supporting_origins: 2}}
  unattributed:
    label: Stated without an origin
    means: The documents say so in their own voice.
    tone: neutral
    allows: {{supporting_origins: 0, refuting_origins: 0}}

claims:
  drones-sent:
    claim: Drones were sent in summer.
    verdict: open
    summary: The other side says so.
    quotes:
{SPOKESMAN}  trains-ran:
    claim: Trains carried grain to the coast.
    verdict: open
    summary: The railway says so.
    quotes:
      - text: Trains carried grain to the coast, the railway said.
        source: courier
        stance: supports
        wording: paraphrased
        speaker: The railway
        origin: railway
{own_words("The minister’s office did not answer.")}"""
