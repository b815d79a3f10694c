"""The original of a document as it is published: `addresses.original_file` says why like that."""

from __future__ import annotations

import errno
import zipfile
from io import BytesIO

from factcheck_report import addresses
from factcheck_report.documents.files import FileRefused
from factcheck_report.documents.reading import read_original
from factcheck_report.model import Document

_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date of a ZIP file: the same original gives the same bytes."""


def published_original(document: Document) -> bytes:
    """A PDF as it is; any other original as the only file in a ZIP file.

    Raises OSError if it cannot be read any more, or has changed since the report was checked.
    """
    original = document.original
    assert original is not None  # noqa: S101 - only such documents have the address
    try:
        data = read_original(original.root, document.source) or b""
    except FileRefused as refused:
        raise OSError(errno.EIO, refused.what, document.source.original) from None
    if len(data) != original.size:
        raise OSError(errno.EIO, "The file changed during the build", document.source.original)
    if addresses.original_file("", original.name).endswith(".pdf"):
        return data
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo(original.name, _DATE)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        archive.writestr(entry, data)
    return packed.getvalue()
