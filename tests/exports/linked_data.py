"""JSON-LD as programs read it: into graphs, without the network, and checked against shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyshacl
from pyld import jsonld
from rdflib import RDF, SH, Graph

from tests.reports import ROOT

_FOLDER = ROOT / "tests/data/linked_data"
_CONTEXTS = {
    "https://schema.org": "schemaorg.jsonld",
    "http://www.w3.org/ns/anno.jsonld": "anno.jsonld",
}
"""The contexts that data name, in part; no other document is known."""
_SCRIPT = re.compile('<script type="application/ld\\+json">(.*?)</script>', re.DOTALL)


def json_ld_of(page: Path) -> list[Any]:
    """The data that are embedded in a page."""
    return [json.loads(script) for script in _SCRIPT.findall(page.read_text("utf-8"))]


def _load(address: str, options: object) -> dict[str, object]:
    context = json.loads((_FOLDER / _CONTEXTS[address.rstrip("/")]).read_text("utf-8"))
    return {"contextUrl": None, "documentUrl": address, "document": context}


def graph_of(data: Iterable[Any]) -> Graph:
    """All data as one graph: expanded by one library, read by another."""
    graph = Graph()
    for item in data:
        # A relative address stays recognisable: no web page has such a base.
        options = {"documentLoader": _load, "format": "application/n-quads", "base": "relative:/"}
        graph.parse(data=jsonld.to_rdf(item, options), format="nt")
    return graph


def violations(data: Iterable[Any]) -> set[str]:
    """The properties that the shapes find wrong; the type, if several properties do not fit."""
    graph, shapes = graph_of(data), Graph().parse(_FOLDER / "shapes.ttl")
    conforms, results, _ = pyshacl.validate(graph, shacl_graph=shapes)
    found = set()
    for result in results.subjects(RDF.type, SH.ValidationResult):
        path = results.value(result, SH.resultPath)
        named = path or graph.value(results.value(result, SH.focusNode), RDF.type)
        found.add(str(named).rpartition("/")[2])
    assert conforms == (not found)
    return found
