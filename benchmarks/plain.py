"""Writes the pages of a report as an ordinary MkDocs project with Material and Markdown.

That is what its editors would keep without the product: one Markdown file a page with the same
words, links and marked passages. What nobody would draw by hand is left out: icons, bars and the
strips that show where quotes lie. So each page is a little lighter than the product's.

    python benchmarks/plain.py REPORT FOLDER
"""

from __future__ import annotations

import argparse
import posixpath
import shutil
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

import yaml
from report import write_settings

from generator import words
from generator.model import Evidence, Receipt, Report, Source, Thresholds, Wording
from generator.pages import Page, addresses, pages
from generator.pages.evidence import Exhibit, Side
from generator.pages.passages import Coverage, Line, Segment
from generator.pages.rows import ClaimRow, DocumentRow
from generator.pipeline import read_report

_ENOUGH = (
    "A verdict follows from counting: how many independent origins in these documents support \
a claim, and how many speak against it. Whoever counts the same evidence reaches the same verdict."
)
_ORIGIN = (
    "An origin is whose word a statement finally is. All who speak for one government are one \
origin; so are the unnamed people behind one newspaper’s report. A document’s own unattributed \
voice is none."
)


def write_plain(source: Path, folder: Path) -> None:
    """Write the project for the report in the folder `source`; the folder is made anew."""
    report = read_report(source).report
    if report is None:
        raise SystemExit(f"The report in {source} has problems.")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source / "docs", folder / "docs")
    for page in pages(report):
        path = folder / "docs" / _file(page.address)
        path.parent.mkdir(parents=True, exist_ok=True)
        writer = _Writer(page, report)
        path.write_text("\n".join([_front_matter(page), *writer.lines()]) + "\n", "utf-8")
    for document in report.documents.values():
        file = folder / "docs" / addresses.source_file(document.source.id)
        file.parent.mkdir()
        file.write_bytes(document.data)
    own = {
        "plugins": ["search"],
        "markdown_extensions": ["attr_list"],
        "not_in_nav": "/claims/*.md\n!/claims/index.md\n/sources/*.md\n!/sources/index.md\n",
    }
    write_settings(folder, own)


def _file(address: str) -> str:
    """The Markdown file of a page: `claims/` is a folder with an index, a claim is a file."""
    return f"{address}index.md" if address.count("/") < 2 else f"{address.rstrip('/')}.md"


def _front_matter(page: Page) -> str:
    meta = {"title": page.title, "description": page.description, "hide": ["navigation", "toc"]}
    return f"---\n{yaml.safe_dump(meta, allow_unicode=True, width=10_000)}---\n"


class _Writer:
    """Writes one page."""

    def __init__(self, page: Page, report: Report) -> None:
        self.page = page
        self.report = report
        self.view: Any = page.view

    def lines(self) -> Iterator[str]:
        """The Markdown of the page, line by line."""
        writers: dict[str, Callable[[], Iterator[str]]] = {
            "home.html": self._home,
            "claims.html": self._claims,
            "claim.html": self._claim,
            "sources.html": self._sources,
            "source.html": self._source,
            "verdicts.html": self._verdicts,
        }
        return writers[self.page.template]()

    def _link(self, text: str, address: str) -> str:
        path, hash, fragment = address.partition("#")
        if path == self.page.address and hash:
            return f"[{text}](#{fragment})"
        file = path if path.endswith(".txt") else _file(path)
        target = posixpath.relpath(file, posixpath.dirname(_file(self.page.address)) or ".")
        return f"[{text}]({target}{hash}{fragment})"

    def _home(self) -> Iterator[str]:
        publication, view = self.report.publication, self.view
        total = words.count(len(self.report.claims), "claim", "claims")
        yield f"Fact-check report\n\n# {publication.title}\n\n{publication.summary}\n"
        yield "## What was found\n"
        for tally in view["tallies"]:
            verdict = tally.verdict
            link = self._link(verdict.label, f"{addresses.CLAIMS}#verdict-{verdict.id}")
            yield f"- {link} {words.number(len(tally.claims))} of {total}"
        yield "\n## What matters most\n"
        for row in view["key_claims"]:
            claim = self._link(f"“{row.claim.claim}”", addresses.claim(row.claim.id))
            yield f"**{row.verdict.label}**\n\n### {claim}\n\n{row.claim.summary}\n"
        yield self._link(f"All {total}", addresses.CLAIMS) + "\n"
        yield "## How to read this report\n"
        meaning = self._link("What each one means and takes", addresses.VERDICTS)
        yield (
            "1. **A verdict says what these documents show,** not what is true of the world. "
            f"{meaning}."
        )
        yield (
            "2. **Each quote is proved.** It was looked up in the file it came from; follow it to "
            "the marked passage and read what stands around it."
        )
        yield (
            "3. **Origins count, not documents.** What one government says counts once, however "
            "many documents repeat it.\n"
        )
        yield "## The documents\n"
        for row in view["documents"]:
            yield from self._document_row(row, "###")
        if view["corrected"]:
            yield "## Newest corrections\n"
        for change, claim in view["corrected"]:
            link = self._link(claim.claim, addresses.claim(claim.id))
            yield f"- {words.date(change.date)}: {link} {change.note}"

    def _document_row(self, row: DocumentRow, heading: str) -> Iterator[str]:
        source = row.document.source
        yield f"{heading} {self._link(source.title, addresses.source(source.id))}\n"
        yield f"{_states(source)}\n"
        cited = words.count(row.claims, "claim", "claims")
        yield f"{_share(row.coverage)} · cited by {cited}\n"

    def _claims(self) -> Iterator[str]:
        yield f"# {words.count(len(self.report.claims), 'claim', 'claims')}\n"
        tallies = [tally for tally in self.view["tallies"] if tally.claims]
        for tally in tallies:
            verdict = tally.verdict
            count = words.number(len(tally.claims))
            yield f"- [{verdict.label} {count}](#verdict-{verdict.id})"
        for tally in tallies:
            verdict = tally.verdict
            yield f"\n## {verdict.label} {{#verdict-{verdict.id}}}\n\n{verdict.means}\n"
            for row in tally.claims:
                link = self._link(row.claim.claim, addresses.claim(row.claim.id))
                names = words.joined(claimant.name for claimant in row.claim.claimants)
                yield f"- {link}  \n  {names} · {_balance(row)}"

    def _claim(self) -> Iterator[str]:
        view = self.view
        claim, verdict = view["claim"], view["verdict"]
        names = "; ".join(
            f"**{claimant.name}**" + (f", {claimant.role}" if claimant.role else "")
            for claimant in claim.claimants
        )
        yield f"# “{claim.claim}” {{#claim}}\n\n{names} · {words.date(claim.stated)}\n"
        more = self._link("More on this verdict", f"{addresses.VERDICTS}#{verdict.id}")
        yield f"**{verdict.label}** {verdict.means} {more}\n"
        for change in claim.corrections:
            was = self.report.draft.verdicts[change.was["verdict"]].label
            date = words.date(change.date)
            yield f"**The verdict was changed on {date}.** It was “{was}”. {change.note}\n"
        yield f"{claim.summary}\n"
        documents = words.number(len(view["documents"]))
        of = words.count(len(self.report.documents), "document", "documents")
        yield (
            "## Evidence\n\n"
            f"{_counted(view['supporting'], *_FOR)} {_counted(view['refuting'], *_AGAINST)} "
            f"Quoted from {documents} of {of}.\n"
        )
        nothing = "The documents hold nothing that "
        yield from self._side(view["supporting"], "For", f"{nothing}supports it.")
        yield from self._side(view["refuting"], "Against", f"{nothing}speaks against it.")
        if view["background"].exhibits:
            yield from self._side(view["background"], "Context", "")
        yield f"## Analysis\n\n{claim.analysis}\n"
        if view["related"]:
            yield "## Related claims\n"
        for row in view["related"]:
            link = self._link(row.claim.claim, addresses.claim(row.claim.id))
            yield f"- **{row.verdict.label}** {link} {_balance(row)}"
        if claim.corrections:
            yield "\n## Corrections\n"
        for change in claim.corrections:
            kind = words.CORRECTION_KINDS[change.kind]
            yield f"- **{kind}, {words.date(change.date)}.** {change.note}"
        yield f"\nLast reviewed on {words.date(claim.reviewed)}.\n"
        yield self._written()

    def _side(self, side: Side, title: str, nothing: str) -> Iterator[str]:
        if not side.exhibits:
            yield f"### {title} {{#{side.stance}}}\n\n{nothing}\n"
            return
        origins = words.count(len(side.origins), "origin", "origins")
        documents = words.count(len(side.documents), "document", "documents")
        yield f"### {title} {origins}, {documents} {{#{side.stance}}}\n"
        for voice in side.voices:
            if voice.origin is None:
                yield "#### No origin named counts for nobody\n"
            elif len(voice.exhibits) > 1:
                times = words.count(len(voice.exhibits), "time", "times")
                yield f"#### {voice.origin.name} counts once, quoted {times}\n"
            else:
                yield f"#### {voice.origin.name}\n"
            for exhibit in voice.exhibits:
                yield from self._quote(exhibit)

    def _quote(self, exhibit: Exhibit) -> Iterator[str]:
        """The quote, who says it, where it stands, its receipt and what stands around it."""
        evidence, passage = exhibit.evidence, exhibit.passage
        document, receipt = addresses.passage(evidence), evidence.receipt
        text = escape(" […] ".join(passage.pieces), quote=False)
        yield f"> {text}\n{{: #quote-{evidence.number} }}\n"
        lines = self._link(f"{words.lines(receipt)} of the document", document)
        yield f"{_speaker(evidence)}  "
        yield f"{self._link(f'*{exhibit.document.source.title}*', document)}  "
        yield f"{words.found(receipt)}, {lines} {_hash(receipt)}\n"
        marked = "".join(
            f"{escape(gap)}<mark>{escape(piece)}</mark>"
            for gap, piece in zip(("", *passage.gaps), passage.pieces, strict=True)
        )
        # Ready HTML, which Markdown only passes on.
        yield (
            "<details data-search-exclude><summary>Show in context</summary>"
            f"<p>{escape(passage.before)}{marked}{escape(passage.after)}</p></details>\n"
        )

    def _sources(self) -> Iterator[str]:
        yield f"# {words.count(len(self.report.documents), 'document', 'documents')}\n"
        yield (
            "Each stands here as the file that was checked, with every quoted passage marked. What "
            "a document does not state of itself is not filled in.\n"
        )
        for row in self.view["documents"]:
            yield from self._document_row(row, "##")

    def _source(self) -> Iterator[str]:
        view = self.view
        document, source = view["document"], view["source"]
        yield f"# {source.title} {{#document}}\n\n{_states(source)}\n"
        yield (
            f"{_share(view['coverage'])}. Passages are marked: <mark>for</mark>, "
            "<mark>against</mark> or <mark>as context of</mark> a claim.\n"
        )
        for line in view["lines"]:
            if isinstance(line, Line) and not line.blank:
                text = "".join(self._segment(segment) for segment in line.segments)
                number = line.number
                yield f'<a id="L{number}" href="#L{number}">{number}</a> {text}\n'
        yield "## Cited by\n"
        for citation in view["citations"]:
            link = self._link(citation.says, addresses.citation(citation.evidence[0]))
            places = ", ".join(
                f"{words.STANCES[item.quote.stance].lower()}: "
                f"[{words.lines(item.receipt)}](#{item.anchor})"
                for item in citation.evidence
            )
            yield f"{citation.number}. {link} **{citation.claim.verdict.label}** {places}"
        yield "\n## What the document states of itself\n"
        facts = {
            "Title": source.title,
            "Author": source.author,
            "Publisher": source.publisher,
            "Date": words.date(source.published),
            "Language": source.language,
            "Kind": source.kind,
        }
        for name, value in facts.items():
            yield f"- {name}: {value or 'not stated in the document'}"
        yield "\n## The file that was checked\n"
        size = words.count(len(document.data), "byte", "bytes")
        length = words.count(len(document.text.line_starts), "line", "lines")
        yield f"- Name: {source.file}\n- Size: {size}, {length}\n- SHA-256: {document.sha256}"
        file = self._link("the file, byte for byte", addresses.source_file(source.id))
        yield f"- Download: {file}\n"
        yield self._written()

    def _segment(self, segment: Segment) -> str:
        """A run of a document's text: marked where quotes cover it, and linked to their claims."""
        text = escape(segment.text, quote=False)
        if not segment.stances:
            return text
        starts = "".join(f'<span id="{item.anchor}"></span>' for item in segment.starting)
        numbers = self.view["numbers"]
        cites = "".join(
            self._link(str(numbers[item.citing, item.entry]), addresses.citation(item))
            for item in segment.ending
        )
        return f"{starts}<mark>{text}</mark>{cites}"

    def _verdicts(self) -> Iterator[str]:
        yield f"# The verdicts\n\n{_ENOUGH}\n"
        total = words.number(len(self.report.claims))
        for tally in self.view["tallies"]:
            verdict = tally.verdict
            claims = f"{words.number(len(tally.claims))} of {total}"
            link = self._link(claims, f"{addresses.CLAIMS}#verdict-{verdict.id}")
            yield f"## {verdict.label} {{#{verdict.id}}}\n\n{verdict.means}\n"
            for name, field in (("for", "supporting_origins"), ("against", "refuting_origins")):
                yield f"- Origins {name} it: {_bounds(verdict.needs, verdict.allows, field)}"
            yield f"- Claims: {link}\n"
        yield f"## What counts as one origin\n\n{_ORIGIN}\n"
        for origin in self.report.draft.origins.values():
            yield f"- {origin.name} {words.ORIGIN_KINDS[origin.kind]}"

    def _written(self) -> str:
        position = self.page.position
        assert position is not None
        return f"Written in {position.file}, line {position.line}."


_FOR = (
    "independent origin supports it",
    "independent origins support it",
    "No named origin supports it.",
)
_AGAINST = ("speaks against it", "speak against it", "None speaks against it.")


def _counted(side: Side, one: str, many: str, none: str) -> str:
    if not side.origins:
        return none
    names = words.joined(origin.name for origin in side.origins)
    return f"{words.count(len(side.origins), one, many)}: {names}."


def _speaker(evidence: Evidence) -> str:
    quote = evidence.quote
    return {
        Wording.DOCUMENT: "**The document** in its own voice",
        Wording.HEADLINE: "**The document’s headline**",
        Wording.QUOTED: f"**{quote.speaker}**, own words as quoted",
        Wording.PARAPHRASED: f"**{quote.speaker}**, paraphrased by the document",
    }[quote.wording]


def _hash(receipt: Receipt) -> str:
    return f'<span title="SHA-256 of the file: {receipt.sha256}">file {receipt.sha256[:8]}</span>'


def _states(source: Source) -> str:
    published = words.date(source.published) if source.published else "not stated"
    return f"{source.author or 'author not stated'} · {published}"


def _share(coverage: Coverage) -> str:
    share = round(100 * coverage.quoted_words / max(coverage.words, 1))
    of = words.count(coverage.words, "word", "words")
    return f"{words.number(coverage.quoted_words)} of {of} quoted ({share} %)"


def _balance(row: ClaimRow) -> str:
    documents = words.count(row.documents, "document", "documents")
    if not row.supporting and not row.refuting:
        return f"no origin named · {documents}"
    supporting = words.count(row.supporting, "origin", "origins")
    return f"{supporting} for, {words.number(row.refuting)} against · {documents}"


def _bounds(needs: Thresholds, allows: Thresholds, field: str) -> str:
    least, most = getattr(needs, field), getattr(allows, field)
    if least is not None and least == most:
        return f"exactly {least}"
    if least is not None and most is not None:
        return f"{least} to {most}"
    if least is not None:
        return f"{least} or more"
    if most is not None:
        return f"at most {most}" if most else "none"
    return "any number"


def main(arguments: Iterable[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write a report's pages as plain Markdown.")
    parser.add_argument("report", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(list(arguments) if arguments is not None else None)
    write_plain(options.report, options.folder)


if __name__ == "__main__":
    main()
