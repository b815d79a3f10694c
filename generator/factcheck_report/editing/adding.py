"""Takes a document in: what to write for it, and the entry under `sources:`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from factcheck_report.checking.quote_status import (
    QuoteRecheck,
    QuoteStatus,
    quotes_by_source,
    recheck_quotes,
)
from factcheck_report.documents import files
from factcheck_report.documents.importing import ExtractedText, extract
from factcheck_report.documents.kinds import DocumentKind, kind_of
from factcheck_report.documents.reading import refuse_layout
from factcheck_report.editing.entry_templates import NewSource
from factcheck_report.editing.ids import propose_id
from factcheck_report.model import Document, Draft, Quote, Source
from factcheck_report.model.safe_text import visible
from factcheck_report.model.spans import SourceText

DOCUMENTS_FOLDER = "seeds"
"""The folder for documents of a report without sources."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that is taken in: its text, its files and its entry."""

    source: NewSource
    extracted: ExtractedText
    files: Mapping[str, bytes]
    """New files, by path relative to the report's folder."""
    text: SourceText


@dataclass(frozen=True, slots=True)
class RenewedText:
    """The text of a source that was taken from its original again."""

    document: Document
    """As it is now."""
    extracted: ExtractedText
    data: bytes
    """The new text."""
    sha256: str
    """Of the new text."""
    original_sha256: str
    quotes: tuple[QuoteRecheck, ...]
    """All quotes of the document in the new text."""

    @property
    def lost(self) -> tuple[QuoteRecheck, ...]:
        """The quotes that the new text does not prove."""
        return tuple(quote for quote in self.quotes if quote.status.lost)

    @property
    def altered(self) -> tuple[QuoteRecheck, ...]:
        """The quotes that would be in another sentence."""
        return tuple(quote for quote in self.quotes if quote.status is QuoteStatus.ALTERED)

    @property
    def is_same_text(self) -> bool:
        """Whether the text is what it was."""
        return self.data == self.document.data


def documents_folder(sources: Iterable[Source]) -> str:
    """The folder in which most documents are."""
    folders = Counter(str(PurePosixPath(source.file).parent) for source in sources)
    folders.pop(".", None)
    return folders.most_common(1)[0][0] if folders else DOCUMENTS_FOLDER


def new_document(
    data: bytes,
    name: str,
    *,
    inside: str | None,
    folder: str,
    given_id: str | None,
    used_ids: Collection[str],
    whole_page: bool,
    day: str,
) -> NewDocument:
    """What to write to take in a file that is called `name`.

    `inside` is its path if it is in the report's folder: it stays there. If not, a copy is put into
    `folder`. `day` is the date of the pin. Raises FileRefused if its text cannot be taken out.
    """
    kind = kind_of(data, name)
    extracted, is_text = _text_of(data, name, kind, whole_page)
    text_data = data if is_text else extracted.text.encode()
    text = files.source_text(text_data, name)
    refuse_layout(text, f"The text of “{name}”")
    stated = {fact.field: (fact.value, fact.where) for fact in extracted.facts}
    stem = PurePosixPath(name).name.partition(".")[0]
    id = given_id or propose_id(stated.get("title", (stem, ""))[0], used_ids, "document")
    original = inside or f"{folder}/{id}{_ending(kind, name)}"
    if visible(original) != original or len(original.splitlines()) > 1:
        raise files.FileRefused(
            f"The name “{original}” has a character in it that cannot be shown.",
            "Rename the file or its folder: use letters, digits and hyphens.",
        )
    new = {} if inside else {original: data}
    fields: dict[str, str] = {"file": original, "sha256": _sha256(text_data), "pinned": day}
    if not is_text:
        fields["file"] = _beside(original)
        new[fields["file"]] = text_data
        fields |= {
            "original": original,
            "original_sha256": _sha256(data),
            "extractor": extracted.extractor,
        }
    return NewDocument(NewSource(id, fields, stated), extracted, new, text)


def renewed_text(
    data: bytes,
    name: str,
    document: Document,
    draft: Draft,
    orphans: Iterable[tuple[str, Quote]],
    *,
    whole_page: bool,
) -> RenewedText:
    """The text of a source, taken from its original again, and what happens to its quotes.

    Raises FileRefused.
    """
    extracted, is_text = _text_of(data, name, kind_of(data, name), whole_page)
    text_data = data if is_text else extracted.text.encode()
    text = files.source_text(text_data, name)
    quotes = quotes_by_source((*draft.named_quotes(), *orphans)).get(document.source.id, ())
    return RenewedText(
        document,
        extracted,
        text_data,
        _sha256(text_data),
        _sha256(data),
        tuple(recheck_quotes(quotes, text, document.text)),
    )


def _text_of(
    data: bytes, name: str, kind: DocumentKind, whole_page: bool
) -> tuple[ExtractedText, bool]:
    """The text of a document, and whether the file itself is the text."""
    if kind is DocumentKind.TEXT:
        try:
            return ExtractedText(files.decode(data, name), ""), True
        except files.FileRefused:
            pass  # in another encoding, or no text
    return extract(data, name, kind, whole_page=whole_page), False


def _ending(kind: DocumentKind, name: str) -> str:
    lower = name.lower()
    return next((item for item in kind.endings if lower.endswith(item)), kind.endings[0])


def _beside(original: str) -> str:
    """The path of the text beside an original."""
    path = PurePosixPath(original)
    stem = path.name.partition(".")[0] or path.name
    name = f"{stem}.txt" if f"{stem}.txt" != path.name else f"{stem}-text.txt"
    return str(path.with_name(name))


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
