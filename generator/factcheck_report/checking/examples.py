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
      - text: A spokesman of the other side said that dozens of drones had been sent in summer.
        source: gazette
        stance: supports
        wording: paraphrased
        speaker: A spokesman of the other side
        origin: other-side
  trains-ran:
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
      - text: The minister’s office did not answer.
        source: gazette
        stance: context
        wording: document
"""
