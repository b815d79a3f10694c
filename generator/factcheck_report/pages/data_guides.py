"""What the data page shows of each published file: an excerpt, and code that reads the file.

A new file gets an entry here, and its explanation in each language (`data.format_…`). The code uses
what Python and browsers bring along. `URL` stands for the file's address.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factcheck_report import addresses
from factcheck_report.loading.json_schema import FILE as CLAIMS_YAML_SCHEMA
from factcheck_report.pages.data_excerpts import Excerpt, first_lines, paragraph, part, picked

CLAIM_DATA = "claims/ID/index.json"
OEMBED = "claims/ID/oembed.json"
DOCUMENT = "sources/ID/source.txt"


@dataclass(frozen=True, slots=True)
class Guide:
    """How to use a file."""

    name: str
    """Part of the keys of its texts: `data.format_…`."""
    excerpt: Excerpt
    python: str
    javascript: str


def _of_json(name: str, shape: object, python: str, javascript: str) -> Guide:
    return Guide(
        name,
        picked(shape),
        "import json, urllib.request\n"
        "url = URL\n"
        f"data = json.load(urllib.request.urlopen(url))\n{python}",
        f"const url = URL;\nconst data = await (await fetch(url)).json();\n{javascript}",
    )


def _of_table(name: str, columns: tuple[str, ...]) -> Guide:
    in_python = ', "|", '.join(f'row["{column}"]' for column in columns)
    in_javascript = ', "|", '.join(f'row[names.indexOf("{column}")]' for column in columns)
    return Guide(
        name,
        first_lines(2),
        "import csv, io, urllib.request\n"
        "url = URL\n"
        'text = urllib.request.urlopen(url).read().decode("utf-8-sig")\n'
        f'for row in csv.DictReader(io.StringIO(text, newline="")):\n    print({in_python})',
        "const lines = (await (await fetch(URL)).text()).trimEnd().split(/\\r\\n/);\n"
        'const cells = (line) => [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)]\n'
        '  .map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll(\'""\', \'"\'));\n'
        "const [names, ...rows] = lines.map(cells);\n"
        f"for (const row of rows) console.log({in_javascript});",
    )


def _of_schema(name: str, shape: object, python: str, javascript: str) -> Guide:
    return _of_json(
        name,
        shape,
        f'for name, field in data{python}["properties"].items():\n'
        '    print(name, "|", field.get("description", ""))',
        f"for (const [name, field] of Object.entries(data{javascript}.properties))\n"
        '  console.log(name, "|", field.description ?? "");',
    )


_QUOTE = {
    "id": True,
    "source": True,
    "stance": True,
    "speaker": True,
    "text": True,
    "receipt": {"match": True, "pieces": True, "lines": True, "sha256": True},
}

GUIDES: Mapping[str, Mapping[str, Guide]] = {
    "report": {
        addresses.CLAIMS_JSON: _of_json(
            "claims_json",
            {
                "format": True,
                "claims": [
                    {
                        "id": True,
                        "claim": True,
                        "verdict": True,
                        "summary": True,
                        "quotes": [_QUOTE],
                    }
                ],
            },
            'for claim in data["claims"]:\n    print(claim["verdict"], "|", claim["claim"])',
            'for (const claim of data.claims)\n  console.log(claim.verdict, "|", claim.claim);',
        ),
        CLAIM_DATA: _of_json(
            "claim",
            {
                "claims": [
                    {
                        "id": True,
                        "verdict": True,
                        "quotes": [{"source": True, "before": True, "words": True, "after": True}],
                    }
                ]
            },
            'for quote in data["claims"][0]["quotes"]:\n'
            '    print(quote["before"] or "", *quote["words"], quote["after"] or "")',
            "for (const quote of data.claims[0].quotes)\n"
            '  console.log(quote.before ?? "", ...quote.words, quote.after ?? "");',
        ),
        DOCUMENT: Guide(
            "document",
            first_lines(6),
            "import urllib.request\n"
            "url = URL\n"
            'text = urllib.request.urlopen(url).read().decode("utf-8-sig")\n'
            "print(text[START:END])",
            "const url = URL;\n"
            "const text = await (await fetch(url)).text();\n"
            'console.log([...text].slice(START, END).join(""));',
        ),
        addresses.CLAIMS_JSON_SCHEMA: _of_schema(
            "claims_json_schema_json",
            {
                "title": True,
                "$defs": {
                    "claim": {"properties": {"claim": True, "verdict": True, "summary": True}}
                },
            },
            '["$defs"]["claim"]',
            '["$defs"].claim',
        ),
    },
    "tables": {
        addresses.CLAIMS_CSV: _of_table("claims_csv", ("verdict label", "claim")),
        addresses.QUOTES_CSV: _of_table("quotes_csv", ("source", "start", "words")),
        addresses.DATA_PACKAGE: _of_json(
            "datapackage_json",
            {
                "name": True,
                "resources": [
                    {
                        "path": True,
                        "schema": {"fields": [{"name": True, "type": True, "description": True}]},
                    }
                ],
            },
            'for table in data["resources"]:\n'
            '    print(table["path"], *[field["name"] for field in table["schema"]["fields"]])',
            "for (const table of data.resources)\n"
            "  console.log(table.path, ...table.schema.fields.map((field) => field.name));",
        ),
    },
    "programs": {
        addresses.CLAIM_REVIEWS: _of_json(
            "claimreview_json",
            {
                "@type": True,
                "dataFeedElement": [
                    {
                        "item": [
                            {
                                "@type": True,
                                "url": True,
                                "claimReviewed": True,
                                "reviewRating": {
                                    "alternateName": True,
                                    "ratingValue": True,
                                    "bestRating": True,
                                    "worstRating": True,
                                },
                            }
                        ]
                    }
                ],
            },
            'for review in [entry["item"][0] for entry in data["dataFeedElement"]]:\n'
            '    print(review["reviewRating"]["alternateName"], "|", review["claimReviewed"])',
            "for (const { item: [review] } of data.dataFeedElement)\n"
            '  console.log(review.reviewRating.alternateName, "|", review.claimReviewed);',
        ),
        addresses.ANNOTATIONS: _of_json(
            "annotations_json",
            {
                "type": True,
                "first": {
                    "items": [
                        {
                            "id": True,
                            "target": [
                                {
                                    "source": {"id": True},
                                    "selector": [{"type": True, "exact": True, "prefix": True}],
                                }
                            ],
                        }
                    ]
                },
            },
            'for note in data["first"]["items"]:\n'
            '    for target in note["target"]:\n'
            '        print(target["source"]["id"], target["selector"][0]["exact"])',
            "for (const note of data.first.items)\n"
            "  for (const { source, selector } of note.target)\n"
            "    console.log(source.id, selector[0].exact);",
        ),
        addresses.BIBTEX: Guide(
            "references_bib",
            paragraph(1),
            "import re, urllib.request\n"
            "url = URL\n"
            "text = urllib.request.urlopen(url).read().decode()\n"
            'for key in re.findall(r"^@\\w+\\{(.*),$", text, re.MULTILINE):\n'
            "    print(key)",
            "const url = URL;\n"
            "const text = await (await fetch(url)).text();\n"
            "for (const [, key] of text.matchAll(/^@\\w+\\{(.*),$/gm))\n"
            "  console.log(key);",
        ),
        addresses.CSL_JSON: _of_json(
            "references_json",
            [None, {"id": True, "type": True, "title": True, "issued": True, "URL": True}],
            'for work in data:\n    print(work["id"], "|", work["title"])',
            'for (const work of data)\n  console.log(work.id, "|", work.title);',
        ),
        OEMBED: _of_json(
            "oembed",
            {"type": True, "title": True, "html": True, "width": True, "height": True},
            'print(data["title"])\nprint(data["html"])',
            "console.log(data.title);\nconsole.log(data.html);",
        ),
    },
    "feeds": {
        addresses.ATOM_FEED: Guide(
            "feed_xml",
            part("<entry>", "</entry>"),
            "import urllib.request, xml.etree.ElementTree as etree\n"
            "url = URL\n"
            "feed = etree.parse(urllib.request.urlopen(url))\n"
            'for entry in feed.iterfind("{*}entry"):\n'
            '    print(entry.findtext("{*}updated"), entry.findtext("{*}title"))',
            "const text = await (await fetch(URL)).text();\n"
            'const feed = new DOMParser().parseFromString(text, "text/xml");\n'
            'for (const entry of feed.querySelectorAll("entry"))\n'
            '  console.log(...["updated", "title"].map((name) => '
            "entry.querySelector(name).textContent));",
        ),
        addresses.JSON_FEED: _of_json(
            "feed_json",
            {
                "version": True,
                "items": [{"id": True, "title": True, "date_modified": True}],
            },
            'for item in data["items"]:\n    print(item["date_modified"], item["title"])',
            "for (const item of data.items)\n  console.log(item.date_modified, item.title);",
        ),
    },
    "check": {
        addresses.VERIFIER: Guide(
            "verifier",
            first_lines(5, after=1),
            "import hashlib, urllib.request\n"
            "url = URL\n"
            "program = urllib.request.urlopen(url).read()\n"
            "print(hashlib.sha256(program).hexdigest())",
            "const program = await (await fetch(URL)).arrayBuffer();\n"
            'const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", program));\n'
            "const digits = [...hash].map((byte) => byte.toString(16).padStart(2, 0));\n"
            'console.log(digits.join(""));',
        ),
        addresses.CHECKSUMS: Guide(
            "checksums",
            first_lines(3),
            "import urllib.request\n"
            "url = URL\n"
            "lines = urllib.request.urlopen(url).read().decode().splitlines()\n"
            'sums = {name: digits for digits, name in (line.split("  ", 1) for line in lines)}\n'
            'print(sums["claims.json"])',
            "const lines = (await (await fetch(URL)).text()).trimEnd().split(/\\n/);\n"
            "const pairs = lines.map((line) => [line.slice(66), line.slice(0, 64)]);\n"
            "const sums = Object.fromEntries(pairs);\n"
            'console.log(sums["claims.json"]);',
        ),
        addresses.FOLDING_RULES: _of_json(
            "folding_rules_json",
            {
                "format": True,
                "order": True,
                "quotation-marks": True,
                "examples": [None, None, None, None, True],
            },
            'for rule in data["order"]:\n    print(rule)',
            "for (const rule of data.order)\n  console.log(rule);",
        ),
    },
    "editors": {
        CLAIMS_YAML_SCHEMA: _of_schema(
            "claims_yaml_schema_json",
            {
                "title": True,
                "properties": {
                    "claims": {
                        "additionalProperties": {
                            "properties": {
                                "claim": {"description": True},
                                "verdict": {"description": True},
                            }
                        }
                    }
                },
            },
            '["properties"]["claims"]["additionalProperties"]',
            ".properties.claims.additionalProperties",
        ),
    },
}
"""By group, then by the file's address. ID stands for that of a claim or document."""
