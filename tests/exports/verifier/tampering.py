"""Random changes to a published site, each at one place, with SHA256SUMS renewed afterwards."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from factcheck_report.exports.verifier import verify
from factcheck_report.exports.verifier.verify import all_texts
from factcheck_report.site.checksums import write_checksums

_JSON = (
    "annotations.json",
    "claimreview.json",
    "datapackage.json",
    "feed.json",
    "references.json",
)
_WORDS = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True)
class Tampering:
    """A change to a copy of a site."""

    field: str
    """What was changed, without ids and numbers: “claims.json claims.quotes.speaker”."""
    detail: str
    changed: dict[str, bytes | None]
    """New content by path; None for a file that is deleted."""


class Tamperer:
    """Makes random changes to a site, which stays as it is."""

    def __init__(self, site: Path, seed: int) -> None:
        self.site = site
        self.random = random.Random(seed)
        self.files = sorted(
            path.relative_to(site).as_posix()
            for path in site.rglob("*")
            if path.is_file() and not path.name.startswith(".") and path.name != "SHA256SUMS"
        )
        self.kinds = (
            (self.json_value, 10),
            (self.quote, 3),
            (self.document, 2),
            (self.page_text, 6),
            (self.page_attribute, 2),
            (self.page_data, 2),
            (self.table, 4),
            (self.bibliography, 1),
            (self.feed, 2),
            (self.file, 2),
        )

        texts = [str(text) for text in all_texts(json.loads(self.read("claims.json")))]
        sources = [self.read(path) for path in self.files if path.endswith("/source.txt")]
        lines = (line for source in sources for line in source.splitlines())
        self.data = {" ".join(text.split()) for text in (*texts, *lines) if len(text) > 12}

    def is_data(self, node: str) -> bool:
        """Whether a piece of HTML is a text of the data or a line of a document, and no more."""
        return " ".join(unescape(node).split()) in self.data

    def read(self, path: str) -> str:
        return (self.site / path).read_bytes().decode("utf-8")

    def tampering(self) -> Tampering:
        """A random change."""
        kinds, weights = zip(*self.kinds, strict=True)
        [kind] = self.random.choices(kinds, weights)
        return kind()

    def word_changed(self, text: str) -> str:
        """A text with one word changed, left out or added."""
        words = list(_WORDS.finditer(text))
        if not words:
            return text + " indeed"
        found = self.random.choice(words)
        new = (
            str(int(found[0]) + 1)
            if found[0].isdecimal()
            else self.random.choice((found[0][::-1] + "x", "", f"not {found[0]}"))
        )
        return text[: found.start()] + new + text[found.end() :]

    def json_value(self) -> Tampering:
        """One value of a JSON file, or one item of a list."""
        of_claim = [one for one in self.files if re.match("claims/.*[.]json$", one)]
        name = self.random.choice((*["claims.json"] * 5, *_JSON, *self.random.sample(of_claim, 2)))
        data = json.loads(self.read(name))
        field, detail = self.changed(data)
        kind = re.sub("claims/.*/", "claims/ID/", name)
        return Tampering(f"{kind} {field}", detail, {name: _json(data)})

    def changed(self, data: Any) -> tuple[str, str]:
        """Change one value of a JSON document, and say which."""
        places = list(_places(data))
        path = self.random.choice(places)
        parent = _at(data, path[:-1])
        old = parent[path[-1]]
        if isinstance(old, list):
            how = self.random.choice(("delete", "repeat", "swap"))
            index = self.random.randrange(len(old))
            if how == "swap" and len(old) > 1 and old[index] != old[index - 1]:
                old[index], old[index - 1] = old[index - 1], old[index]
            elif how == "repeat":
                old.insert(index, old[index])
            else:
                del old[index]
            shown = how
        else:
            parent[path[-1]] = new = self._other(old, path[-1], data)
            shown = f"{old!r} → {new!r}"
        field = ".".join(str(part) for part in path if isinstance(part, str))
        return field, f"{path} {shown}"

    def _other(self, old: Any, name: Any, data: Any) -> Any:
        others = [
            value
            for path in _places(data)
            if path[-1] == name and not isinstance(value := _at(data, path), list) and value != old
        ]
        if others and self.random.random() < 0.4:
            return self.random.choice(others)
        if isinstance(old, bool):
            return not old
        if isinstance(old, int):
            return old + self.random.choice((-1, 1))
        if old is None:
            return 7 if name in ("rating",) else "something"
        return self.word_changed(old) if self.random.random() < 0.8 else None

    def quote(self) -> Tampering:
        """A quote deleted, copied or moved, with the numbers after it put right."""
        data = json.loads(self.read("claims.json"))
        entries = [
            entry
            for section in ("claims", "timeline", "disagreements")
            for entry in data[section]
            if entry["quotes"]
        ]
        entry, other = self.random.choice(entries), self.random.choice(entries)
        quote = self.random.choice(entry["quotes"])
        how = self.random.choice(("deleted", "copied", "moved"))
        if how != "copied":
            entry["quotes"].remove(quote)
        if how != "deleted":
            other["quotes"].append(dict(quote))
        for one in (entry, other):
            for number, each in enumerate(one["quotes"], 1):
                each["number"] = number
            for field, of in (("origins", "origin"), ("documents", "source")):
                for stance in one.get(field, ()):
                    one[field][stance] = list(
                        dict.fromkeys(
                            each[of]
                            for each in one["quotes"]
                            if each["stance"] == stance and each[of] is not None
                        )
                    )
        return Tampering(f"a quote {how}", quote["text"], {"claims.json": _json(data)})

    def document(self) -> Tampering:
        """A word of a document, with its hash renewed wherever it stands."""
        path = self.random.choice([one for one in self.files if one.endswith("/source.txt")])
        old = (self.site / path).read_bytes()
        new = self.word_changed(old.decode("utf-8")).encode()
        hashes = [hashlib.sha256(one).hexdigest() for one in (old, new)]
        changed: dict[str, bytes | None] = {path: new}
        for name in self.files:
            if name.endswith((".json", ".html")):
                text = self.read(name)
                if hashes[0][:16] in text:
                    text = text.replace(hashes[0], hashes[1]).replace(
                        hashes[0][:16], hashes[1][:16]
                    )
                    changed[name] = text.encode()
        return Tampering("a word of a document", path, changed)

    def page_text(self) -> Tampering:
        """A word of a page's text."""
        path = self.random.choice([one for one in self.files if one.endswith(".html")])
        text = self.read(path)
        start, end = _content(text)
        nodes = [
            found
            for found in re.finditer(r">([^<>]*[^\W\d_]{3}[^<>]*)<", text[start:end])
            if not text[: start + found.start()].endswith(("</style", "<script"))
        ]
        found = self.random.choice(nodes)
        at = start + found.start(1)
        new = self.word_changed(found[1])
        kind = "data" if self.is_data(found[1]) else "interface"
        before = text[max(at - 150, 0) : at]
        changed = text[:at] + new + text[at + len(found[1]) :]
        return Tampering(
            f"page {kind}",
            f"{path}: …{before[-150:]}⟦{found[1]}⟧ → {new}",
            {path: changed.encode()},
        )

    def page_attribute(self) -> Tampering:
        """An address, a class or an id in a page's content."""
        path = self.random.choice([one for one in self.files if one.endswith(".html")])
        text = self.read(path)
        start, end = _content(text)
        found = self.random.choice(
            list(re.finditer(r" (href|class|id|content)=\"([^\"]+)\"", text[start:end]))
        )
        new = self.word_changed(found[2])
        at = start + found.start(2)
        changed = text[:at] + new + text[at + len(found[2]) :]
        return Tampering(
            f"page @{found[1]}",
            f"{path}: …{text[at - 60 : at]}⟦{found[2]}⟧ → {new}",
            {path: changed.encode()},
        )

    def page_data(self) -> Tampering:
        """A value of the linked data in a page."""
        start = '<script type="application/ld+json">'
        path = self.random.choice(
            ["data/index.html", *(one for one in self.files if re.match("claims/.*html$", one))]
        )
        head, found, rest = self.read(path).partition(start)
        if not found:
            return self.page_data()
        script, end, rest = rest.partition("</script>")
        data = json.loads(script)
        field, detail = self.changed(data)
        text = head + start + _json(data).decode().replace("<", "\\u003c") + end + rest
        kind = path.split("/")[0]
        return Tampering(f"linked data {kind} {field}", f"{path} {detail}", {path: text.encode()})

    def bibliography(self) -> Tampering:
        """A value in references.bib."""
        text = self.read("references.bib")
        found = self.random.choice(list(re.finditer(r"  (\w+) = (.*)", text)))
        new = self.word_changed(found[2])
        changed = text[: found.start(2)] + new + text[found.end(2) :]
        return Tampering(
            f"references.bib {found[1]}",
            f"{found[2]} → {new}",
            {"references.bib": changed.encode()},
        )

    def table(self) -> Tampering:
        """A cell of a table."""
        name = self.random.choice(("claims.csv", "quotes.csv", "quotes.csv"))
        text = self.read(name)
        rows = list(csv.reader(io.StringIO(text, newline="")))
        row = self.random.randrange(1, len(rows))
        column = self.random.randrange(len(rows[0]))
        old = rows[row][column]
        rows[row][column] = new = self.word_changed(old)
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows(rows)
        return Tampering(
            f"{name} {rows[0][column]}", f"{old} → {new}", {name: out.getvalue().encode()}
        )

    def feed(self) -> Tampering:
        """The text of an element of feed.xml."""
        text = self.read("feed.xml")
        found = self.random.choice(list(re.finditer(r"<(\w+)[^<>]*>([^<>\n]+)</", text)))
        new = self.word_changed(found[2])
        changed = text[: found.start(2)] + new + text[found.end(2) :]
        return Tampering(
            f"feed.xml {found[1]}", f"{found[2]} → {new}", {"feed.xml": changed.encode()}
        )

    def file(self) -> Tampering:
        """A file of any kind: deleted, added, or one byte of it changed."""
        path = self.random.choice(self.files)
        how = self.random.choice(("deleted", "changed", "added"))
        kind = Path(path).suffix
        if path.startswith("claims/index/"):
            kind = "of the search index"
        elif re.search("[.]schema[.]json$|^sitemap|^robots", path):
            kind = path
        if how == "deleted":
            return Tampering(f"a file {how} {kind}", path, {path: None})
        if how == "added":
            return Tampering(f"a file {how}", path, {f"{path}.new": b"new"})
        data = bytearray((self.site / path).read_bytes())
        at = self.random.randrange(len(data))
        data[at] ^= 1
        return Tampering(f"a byte of {kind}", f"{path} {at}", {path: bytes(data)})


def verified(site: Path, copy: Path, tampering: Tampering, *, renew: bool) -> verify.Verifier:
    """Check a copy of a site with a change. Puts the copy right again.

    With `renew`, SHA256SUMS is renewed after the change.
    """
    try:
        for path, data in tampering.changed.items():
            if data is None:
                (copy / path).unlink()
            else:
                (copy / path).write_bytes(data)
        if renew:
            write_checksums(copy)
        return verify.verify(str(copy))
    finally:
        for path in (*tampering.changed, "SHA256SUMS"):
            if (site / path).exists():
                shutil.copyfile(site / path, copy / path)
            else:
                (copy / path).unlink()


def _content(page: str) -> tuple[int, int]:
    """Where the report's own part of a page begins and ends."""
    found = re.search(r'<(article|div) class="fc[ "]', page) or re.search("<main|<body", page)
    start = found.start() if found else 0
    end = page.find('<footer class="md-footer', start)
    return start, end if end > 0 else len(page)


def _places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each value that is no object, and of each list that is not empty."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from _places(value, (*path, name))
    elif isinstance(data, list):
        if data and path:
            yield path
        for index, value in enumerate(data):
            yield from _places(value, (*path, index))
    else:
        yield path


def _at(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode()
