"""One archive of a published report that works years later: data, documents, hashes, verifier.

It holds nothing that is not published. Documents shown in excerpts are named by their hash.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from factcheck_report import addresses

SITE_CHECKSUMS = f"SITE-{addresses.CHECKSUMS}"
"""The hashes of the whole site, which the archive was made of."""
_README = "README.txt"
_CLAIMS_FOLDER = "claims-files/"
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date of a ZIP file: the same report gives the same bytes."""
_ENDINGS = (".json", ".csv", ".xml", ".bib", ".py")
_DOCUMENTS = ("/source.txt", "/original.pdf", "/original.zip")
_TEXT = """\
{title}

This archive holds a fact-check report: what was claimed, what the documents say, and the proof of
each quote. You need nothing but Python 3.9 or later to check it. In this folder, run:

    python3 verify.py

verify.py looks up each quote in its document, counts the origins and documents for and against each
claim, and compares the files with each other. It is a text file: read it before you run it.

  claims.json            the whole report, with the proof (“receipt”) of each quote
  sources/               the documents, in UTF-8, and the files that their text was taken from
  folding-rules.json     which differences leave the words of a quote the same
  SHA256SUMS             the SHA-256 of each file in this archive: sha256sum --check SHA256SUMS
  {checksums}        the SHA-256 of each file of the site that this archive was made of
{claims}
The site was {address}.
{revision}
{left_out}"""


class NotBundled(Exception):
    """The archive cannot be made. Says why, and what to do."""


def bundle(site: Path, claims_files: Mapping[str, str] | None) -> bytes:
    """The archive of the report in a built site.

    `claims_files` are the texts of its claims files by path; None if they hold what the site does
    not publish. Raises NotBundled.
    """
    try:
        data = json.loads((site / addresses.CLAIMS_JSON).read_bytes())
        checksums = (site / addresses.CHECKSUMS).read_bytes()
        files = dict(_published(site, checksums.decode()))
    except (OSError, ValueError) as error:
        raise NotBundled(
            f"“{site}” holds no complete report ({error}). Build it first: factcheck build"
        ) from error
    files[SITE_CHECKSUMS] = checksums
    for path, text in (claims_files or {}).items():
        files[f"{_CLAIMS_FOLDER}{path}"] = text.encode()
    files[_README] = _readme(data, claims_files).encode()
    lines = (f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    files[addresses.CHECKSUMS] = "".join(lines).encode()
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[path])
    return packed.getvalue()


def _published(site: Path, checksums: str) -> Iterator[tuple[str, bytes]]:
    """The data files and documents of a site. Raises OSError, and ValueError if one was changed."""
    for line in checksums.splitlines():
        hash, _, path = line.partition("  ")
        named = path.removeprefix(addresses.FEED_PAGES)
        of_root = "/" not in named and path.endswith(_ENDINGS) and not path.startswith("sitemap")
        if of_root or (path.startswith(addresses.SOURCES) and path.endswith(_DOCUMENTS)):
            content = (site / path).read_bytes()
            if hashlib.sha256(content).hexdigest() != hash:
                raise ValueError(f"{path} was changed after the build")
            yield path, content


def _readme(data: Mapping[str, Any], claims_files: Mapping[str, str] | None) -> str:
    report = data["report"]
    revision = report["revision"] or {}
    hidden = [source for source in data["sources"] if source["raw"] is None]
    lines = [f"  {source['id']}: SHA-256 {source['sha256']}" for source in hidden]
    return _TEXT.format(
        title=report["title"],
        checksums=SITE_CHECKSUMS,
        address=f"published at {report['address']}"
        if report["address"]
        else "built without address",
        claims=f"  {_CLAIMS_FOLDER}          what the editors wrote\n"
        if claims_files
        else "\nWhat the editors wrote is not here: the site does not publish all of it.\n",
        revision=f"It was made from git commit {revision['commit']}"
        + (f", tag {revision['tag']}.\n" if revision["tag"] else ".\n")
        if revision.get("commit")
        else "",
        left_out="Documents that may be shown only in excerpts are not here. If you have them, "
        "name their folder:\n\n    python3 verify.py --documents FOLDER\n\n"
        + "\n".join(lines)
        + "\n"
        if hidden
        else "",
    )
