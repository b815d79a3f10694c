"""The preview under load: saves of every kind while many readers reload its pages."""

from __future__ import annotations

import gzip
import http.client
import re
import threading
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.preview import PreviewServer
from tests.reports import Folder
from tests.saves import CLAIM, MixedSaves
from tests.waiting import PATIENCE, wait_for

READERS = 20
ALWAYS_THERE = ("", "claims/", CLAIM, "own/", "sources/gazette/")
"""Pages that exist before and after every save."""
INDEX = "claims/index/words/about.pack"
_POLL = re.compile(r"livereload\((\d+), (\d+)\)")


class Reader(threading.Thread):
    """Somebody who keeps one page open and reloads it when told to, or all the time."""

    def __init__(self, server: PreviewServer, number: int) -> None:
        super().__init__(daemon=True)
        self._host = urlsplit(server.address).netloc
        self._number = number
        self._restless = number % 5 == 0
        """Whether this one does not wait until there is something new."""
        self.wrong: list[str] = []
        self.asked = 0
        self.shown = ""
        """The claim's page as this reader last saw it."""
        self.ended = threading.Event()

    def run(self) -> None:
        """Read until told to stop."""
        while not self.ended.is_set():
            try:
                self._read()
            except Exception as error:
                self.wrong.append(f"{type(error).__name__}: {error}")
                return

    def _read(self) -> None:
        self._number += 1
        self._page(ALWAYS_THERE[self._number % len(ALWAYS_THERE)])
        if self._number % 4 == 0:
            gzip.decompress(self._ask(INDEX))
        page = self.shown = self._page(CLAIM)
        if not self._restless and not self.ended.is_set():
            found = _POLL.search(page)
            assert found, "the page does not ask whether it has changed"
            answer = self._ask(f"livereload/{found[1]}/{found[2]}")
            assert int(answer) >= int(found[1])

    def _page(self, address: str) -> str:
        page = self._ask(address).decode()
        assert page.rstrip().endswith("</html>"), f"half a page: {address}"
        assert page.count("<h1") == 1, address
        return page

    def _ask(self, address: str) -> bytes:
        connection = http.client.HTTPConnection(self._host, timeout=PATIENCE)
        try:
            connection.request("GET", f"/{address}")
            answer = connection.getresponse()
            # Fails if there is less than the server promised.
            body = answer.read()
        finally:
            connection.close()
        self.asked += 1
        assert answer.status == 200, f"{answer.status} {address}"
        return body


@pytest.mark.parametrize(
    "saves",
    [
        pytest.param(len(MixedSaves.KINDS), id="each kind once", marks=pytest.mark.long),
        pytest.param(300, id="300 saves", marks=pytest.mark.long),
    ],
)
def test_readers_see_every_save_and_never_an_error(
    saves: int, folder: Folder, serve_report: Callable[..., PreviewServer]
) -> None:
    editor = MixedSaves(folder)
    server = serve_report()
    server.wait_for(lambda page: "No drones were sent" in page, CLAIM)
    readers = [Reader(server, number) for number in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(saves):
            saved = editor.save()
            deadline = time.monotonic() + PATIENCE
            while not saved.is_shown(*server.ask(saved.address)):
                assert time.monotonic() < deadline, (saved, server.output())
                time.sleep(0.02)
            if saved.address == CLAIM:
                wait_for(
                    lambda saved=saved: all(
                        reader.wrong or saved.is_shown(200, reader.shown) for reader in readers
                    )
                )
            assert [wrong for reader in readers for wrong in reader.wrong] == []
    finally:
        for reader in readers:
            reader.ended.set()
        # So that those who wait for a change get their answer.
        editor.save()
        for reader in readers:
            reader.join(PATIENCE)
    assert [wrong for reader in readers for wrong in reader.wrong] == []
    assert min(reader.asked for reader in readers) > saves
    assert "Traceback" not in server.output()
