"""Published reports in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from markupsafe import escape

from factcheck_report import addresses
from factcheck_report.exports.verifier.folding_rules import folding_rules
from factcheck_report.exports.verifier.verify import Missing, Rules, Verifier
from factcheck_report.i18n.catalog import english_translations
from factcheck_report.model import Report
from factcheck_report.site.files import published_files
from factcheck_report.site.site import Site

BASE = "https://example.org/"


def files_of(report: Report, base: str | None = BASE) -> dict[str, bytes]:
    """The files of a report by path."""
    published = published_files(report, english_translations(), base)
    return {file.address: file.data() for file in published}


def pages_of(report: Report, wanted: Iterable[str]) -> dict[str, bytes]:
    """Some pages of a report by path, with the files beside them."""
    site = Site(report, english_translations(), BASE)
    files: dict[str, bytes] = {}
    for address in wanted:
        page = site.page(address)
        title = escape(page.page.title)
        html = (
            f"<!doctype html><html><head><title>{title}</title>{page.head}</head>"
            f"<body><main>{page.body}</main></body></html>"
        )
        files[f"{address}index.html"] = html.encode()
        files |= {file.address: file.data() for file in page.files}
    return files


def with_checksums(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, with SHA256SUMS."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in files.items())
    return {**files, addresses.CHECKSUMS: "".join(lines).encode()}


_RULES = folding_rules().encode()


class MemorySite:
    """Files by path, as the verifier reads them."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def read(self, path: str, largest: int = 0) -> bytes:
        if path not in self._files:
            raise Missing("the file is not there")
        return self._files[path]

    def paths(self) -> list[str]:
        return sorted(self._files)


class QuickVerifier(Verifier):
    """Tries the folding rules on their examples only once: that takes most of the time."""

    _known: Rules | None = None

    def _read_rules(self) -> None:
        if QuickVerifier._known is None:
            super()._read_rules()
            QuickVerifier._known = self.rules
        self.rules = QuickVerifier._known


def verified(files: Mapping[str, bytes]) -> Verifier:
    """The verifier after it checked the files. Raises Unusable."""
    verifier = QuickVerifier(MemorySite({"folding-rules.json": _RULES, **files}))
    verifier.run()
    return verifier
