"""What tests of `factcheck add` need: adding a file, and web pages as they were saved."""

from __future__ import annotations

import gzip
import quopri
from pathlib import Path
from typing import Any

import yaml

from tests.made_documents import web_page
from tests.reports import Folder

MHTML = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://gazette.example/drones
Subject: Drones
Date: Sun, 6 Nov 2022 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----edge"

------edge
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

{page}
------edge--
"""


def sources(folder: Folder) -> dict[str, dict[str, Any]]:
    loaded: dict[str, Any] = yaml.load(folder.read("claims.yaml"), yaml.BaseLoader)
    found: dict[str, dict[str, Any]] = loaded["sources"]
    return found


def add(folder: Folder, place: Path, name: str, content: str | bytes, *options: str) -> Any:
    """Add a file that is outside the report's folder."""
    path = place / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder.factcheck("add", str(path), *options)


def mhtml() -> bytes:
    encoded = quopri.encodestring(web_page().encode()).decode("ascii")
    return MHTML.format(page=encoded).replace("\n", "\r\n").encode()


def warc(missing: int = 0) -> bytes:
    """A web archive; `missing` bytes at the end of its page are lost."""
    page = web_page().encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Target-URI: https://gazette.example/drones\r\nWARC-Date: 2022-11-06T10:00:00Z\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    end = b"" if missing else b"\r\n\r\n"
    return gzip.compress(head.encode() + answer[: len(answer) - missing] + end, mtime=0)
