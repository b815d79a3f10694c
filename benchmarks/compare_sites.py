"""Do two built sites publish the same? `python benchmarks/compare_sites.py SITE OTHER`.

For changes to the code that must not change what readers, editors or machines get. Build the same
report with the code before and after the change, then compare the two folders. Prints the files
that only one site has and how the others differ; ends with status 1 if there is any difference.

Ignored, because they say nothing about the report:

- the versions of MkDocs and its theme, and the digests in the names of the theme's files,
- in HTML: white space outside `<pre>` and `<script>`, the order of attributes, `&quot;` for `"`,
- in JSON: white space and the order of the fields of an object,
- in the search index: its version, which is a digest of the rest,
- sitemap.xml.gz and source maps: they repeat other files of the site.
"""

from __future__ import annotations

import argparse
import difflib
import gzip
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from PIL import Image

_DIGEST = re.compile(r"\.[0-9a-f]{8}\.min\b")
"""Material names its files `bundle.a5f9d56c.min.js`."""
_IGNORED = (".gz", ".map")
_VERBATIM = {"pre", "script", "style", "textarea"}
_SHOWN_LINES = 20
"""Lines of a difference that are printed for each file."""


class _Lines(HTMLParser):
    """The tags and texts of an HTML document, one on each line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._verbatim = 0
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_text()
        if ("name", "generator") in attrs:
            return
        self._verbatim += tag in _VERBATIM
        given = "".join(f" {name}={value!r}" for name, value in sorted(attrs, key=str))
        self.lines.append(_DIGEST.sub(".min", f"<{tag}{given}>"))

    def handle_endtag(self, tag: str) -> None:
        self._end_text()
        self._verbatim -= tag in _VERBATIM
        self.lines.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text += data

    def close(self) -> None:
        super().close()
        self._end_text()

    def _end_text(self) -> None:
        text, self._text = self._text, ""
        if self._verbatim > 0:
            self.lines += _DIGEST.sub(".min", text).splitlines()
        elif text := " ".join(text.split()):
            self.lines.append(text)


def _html(data: bytes) -> list[str]:
    parser = _Lines()
    parser.feed(data.decode())
    parser.close()
    return parser.lines


def _json(data: bytes) -> list[str]:
    return json.dumps(json.loads(data), indent=1, sort_keys=True, ensure_ascii=False).splitlines()


def _index_file(data: bytes) -> list[str]:
    content = {**json.loads(gzip.decompress(data)), "version": ""}
    return _json(json.dumps(content).encode())


def _text(data: bytes) -> list[str]:
    return _DIGEST.sub(".min", data.decode("utf-8", "backslashreplace")).splitlines()


_NORMALISED: Mapping[str, Callable[[bytes], list[str]]] = {
    ".html": _html,
    ".json": _json,
    ".pack": _index_file,
}


def differences(site: Path, other: Path) -> Iterator[str]:
    """A message for each file that differs between two sites, or that only one of them has."""
    ours, theirs = _files(site), _files(other)
    for name in sorted(ours.keys() | theirs.keys()):
        if name not in theirs:
            yield f"only in {site}: {name}"
        elif name not in ours:
            yield f"only in {other}: {name}"
        else:
            yield from _difference(name, ours[name], theirs[name])


def _files(site: Path) -> Mapping[str, Path]:
    """The files of a site by their names without digests."""
    return {
        _DIGEST.sub(".min", path.relative_to(site).as_posix()): path
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in _IGNORED
    }


def _difference(name: str, path: Path, other: Path) -> Iterator[str]:
    ours, theirs = path.read_bytes(), other.read_bytes()
    if ours == theirs:
        return
    if path.suffix == ".png":
        with Image.open(path) as picture, Image.open(other) as second:
            if picture.size != second.size or picture.tobytes() != second.tobytes():
                yield f"{name}: the pictures differ"
        return
    normalised = _NORMALISED.get(path.suffix, _text)
    lines = list(difflib.unified_diff(normalised(ours), normalised(theirs), lineterm="", n=1))[2:]
    if lines:
        left = len(lines) - _SHOWN_LINES
        more = [f"… and {left} more lines"] if left > 0 else []
        yield "\n".join([f"{name}:", *(f"  {line}" for line in [*lines[:_SHOWN_LINES], *more])])


def main() -> int:
    """Run the command. Returns the exit status: 0 if the sites publish the same."""
    parser = argparse.ArgumentParser(description="Compare two built sites.")
    parser.add_argument("site", type=Path)
    parser.add_argument("other", type=Path)
    arguments = parser.parse_args()
    for site in (arguments.site, arguments.other):
        if not (site / "index.html").is_file():
            parser.error(f"{site} is not a built site: it has no index.html.")
    found = list(differences(arguments.site, arguments.other))
    print("\n".join(found) if found else "The sites publish the same.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
