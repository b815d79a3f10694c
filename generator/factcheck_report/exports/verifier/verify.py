#!/usr/bin/env python3
"""Checks a published fact-check report, without the program that made it.

    python3 verify.py SITE                    the site's folder, or its address (https://…)
    python3 verify.py SITE --documents DIR    with the documents that are shown only in excerpts
    python3 verify.py SITE --json             the result as JSON

It needs Python 3.9 or later and nothing else. It reads `claims.json` and the published documents,
and decides for itself: whether the words of each quote stand in its document, where the data says
so; which origins and documents speak for and against each claim, and whether these numbers allow
its verdict; whether the pages and the other files say the same as the data; whether the files are
those that SHA256SUMS lists. It runs nothing that it reads, and from an address it fetches nothing
from any other host.

Take this file from a place that you trust, not from the site that you check.

To read it, begin with `Verifier.run`, which names the steps in their order. Before it stand the
means: how files are fetched, when two texts have the same words (`Rules`), how pages and documents
are read. After it stand the checks: documents and quotes, what counts for each claim, the other
data files, which are made again from `claims.json`, and the pages.

Exit codes: 0 all is well, 1 something is wrong, 2 the check could not be made.
"""

from __future__ import annotations

import argparse
import base64
import calendar
import csv
import datetime
import hashlib
import html
import io
import json
import os
import re
import sys
import time
import unicodedata
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zipfile
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

FORMAT = "factcheck-report/1"
SCHEMA_ORG = "https://schema.org"
KNOWN_RULES = ("45f699f9ba75d4e81d4ded8fcefa92045aa8b16cd9f18fb82859b0bbad83f4f6",)
"""SHA-256 of each edition of folding-rules.json. Whoever could change the rules could make any two
words the same."""

LARGEST_FILE = 400_000_000
LARGEST_PAGE = 60_000_000
"""Bytes. A larger file is not read."""
LONGEST_WAIT = 30
LONGEST_FETCH = 300
LONGEST_VISIT = 4 * 3600
"""Seconds: until a server answers, for one file, and for a whole site."""
MOST_FETCHED = 20_000_000_000
"""Bytes from one site."""
MOST_PROBLEMS = 1_000
"""Problems that are listed."""
LONGEST_CONTEXT = 400
"""Code points of a document before and after a quote in the data of its claim."""
DATA_FILES = {
    "claims.json": "application/json",
    "claims.json.schema.json": "application/schema+json",
    "claims.csv": "text/csv",
    "quotes.csv": "text/csv",
    "datapackage.json": "application/json",
    "claimreview.json": "application/ld+json",
    "annotations.json": "application/ld+json",
    "feed.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    "references.bib": "application/x-bibtex",
    "references.json": "application/vnd.citationstyles.csl+json",
    "claims.yaml.schema.json": "application/schema+json",
}
MOST_MARKS = 30
"""Marks on one letter that are composed together (UAX #15). A longer run would take too long."""


class Missing(Exception):
    """A file is not there, is too large, or is not allowed to be read. Says why."""


class Unusable(Exception):
    """The check cannot be made. Says why."""


class Malformed(Exception):
    """A part of the data is not what it should be. Says what is wrong."""


# The site: a folder or a web address.


def is_inside(path: str) -> bool:
    """Whether a path of the data stays inside the site. Nobody may send us to other files."""
    parts = path.split("/")
    plain = path.isprintable() and "\\" not in path and ":" not in path and len(path) < 1_000
    return plain and not any(part in ("", ".", "..") for part in parts)


class Folder:
    """A site in a folder."""

    def __init__(self, folder: Path) -> None:
        self.root = folder.resolve()

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes:
        """The bytes of a file. Raises Missing."""
        if not is_inside(path):
            raise Missing("its path leads out of the site")
        try:
            file = (self.root / path).resolve()
            # A link may lead out of the folder.
            if self.root not in file.parents or not file.is_file():
                raise Missing("the file is not there")
            with file.open("rb") as opened:
                data = opened.read(largest + 1)
        except (OSError, RuntimeError, ValueError):
            raise Missing("the file cannot be read") from None
        if len(data) > largest:
            raise Missing(f"the file has more than {largest:,} bytes")
        return data

    def paths(self) -> list[str] | None:
        """All files, without hidden ones, which many hosts do not publish."""
        found = []
        for folder, folders, files in os.walk(self.root):
            folders[:] = [name for name in folders if name[0] != "."]
            below = Path(folder).relative_to(self.root)
            found += [(below / name).as_posix() for name in files if name[0] != "."]
        return sorted(found)


class SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirects on the same host only."""

    def __init__(self, host: str) -> None:
        self.host = host

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Any:
        """The request to follow, or HTTPError for another host."""
        if "//".join(urllib.parse.urlsplit(newurl)[:2]) != self.host:
            raise Missing(f"the server sends us to another host ({shown(newurl)})")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Web:
    """A site at an address. Fetches from its host alone."""

    def __init__(self, address: str) -> None:
        parts = urllib.parse.urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
            raise Unusable(f"“{shown(address)}” is not the address of a site.")
        path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
        self.base = urllib.parse.urlunsplit((parts.scheme, parts.netloc, path, "", ""))
        host = SameHost(f"{parts.scheme}//{parts.netloc}")
        self.opener = urllib.request.build_opener(host)
        self.opener.addheaders = [("User-Agent", "factcheck-verify/1")]
        self.fetched, self.end = 0, time.monotonic() + LONGEST_VISIT

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes:
        """The bytes of a file. Raises Missing, and Unusable if the site takes too long."""
        if not is_inside(path):
            raise Missing("its path leads out of the site")
        end = min(time.monotonic() + LONGEST_FETCH, self.end)
        if time.monotonic() > self.end:
            raise Missing("the site took too long")
        parts: list[bytes] = []
        try:
            with self.opener.open(
                self.base + urllib.parse.quote(path), timeout=LONGEST_WAIT
            ) as answer:
                while part := answer.read1(1 << 16):
                    parts.append(part)
                    self.fetched += len(part)
                    largest -= len(part)
                    if largest < 0 or self.fetched > MOST_FETCHED:
                        raise Missing("the server sends too much")
                    if time.monotonic() > end:
                        raise Missing("the server is too slow")
        except urllib.error.HTTPError as error:
            raise Missing(f"the server answers {error.code}") from None
        except (OSError, ValueError, urllib.error.URLError, EOFError) as error:
            if isinstance(error, Missing):
                raise
            raise Missing(f"it cannot be fetched ({shown(str(error))})") from None
        except Missing:
            raise
        except Exception as error:  # http.client has many
            raise Missing(f"it cannot be fetched ({type(error).__name__})") from None
        return b"".join(parts)

    def paths(self) -> list[str] | None:
        """None: a server lists no files."""
        return None


# Texts: what may be printed, and how they are compared.

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """A text as pages show it: characters that hide or reorder others are made visible."""
    if text.isprintable():
        return text
    named = CONTROL.sub("\ufffd", text)
    return REORDERING.sub(lambda found: f"⟨{ord(found[0]):04X}⟩", named)


def shown(text: str) -> str:
    """The beginning of an untrusted text, safe to print on a terminal."""
    line = visible(" ".join(text[:300].split()))
    return line if len(line) <= 80 else line[:79] + "…"


def squash(text: str) -> str:
    """A text on one line, as pages show it."""
    return visible(" ".join(text.split()))


def letters(text: str) -> str:
    """Only letters and digits: where a format has its own punctuation."""
    return "".join(filter(str.isalnum, text))


def has_letters(part: str, text: str) -> bool:
    """Whether a text has the letters of another."""
    return letters(part) in letters(text)


def are_in_order(some: str, text: str) -> bool:
    """Whether a text has all characters of another one in their order, perhaps with more."""
    at = 0
    for char in some:
        at = text.find(char, at) + 1
        if not at:
            return False
    return True


def numbers(text: str) -> set[int]:
    """The numbers in a text, in whatever digits."""
    joined = re.sub(r"(?<=\d)[.,٬\u00a0\u202f’'](?=\d{3}(?!\d))", "", text)
    return {int(found) for found in re.findall(r"\d{1,15}", joined)}


ARTEFACTS = ("hyphenation", "note-marks", "time-codes")
STRUCTURE = ("brackets", "elision", "outer-quotation-marks")
HYPHEN, TIME = "\ufdd0", "\ufdd1"
"""Stand for a hyphen with a line end, and begin a time code, in a text being compared."""


class Rules:
    """The folding rules: which differences leave the words of a text the same.

    Two texts have the same words if they are equal after folding. They differ in “dashes”, say, if
    they are equal only when dashes are folded, too: so each difference is named by leaving out one
    rule after the other.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        def some(name: str) -> str:
            ranges = data["characters"][name]
            return "".join(f"\\U{int(one, 16):08x}-\\U{int(last, 16):08x}" for one, last in ranges)

        spaces, invisible, joiners = some("spaces"), some("invisible"), some("joiners")
        patterns = data["patterns"]
        self.names = tuple(data["order"])
        self.soft_line_end = re.compile(
            f"\u00ad[{invisible}]*[{spaces}]*?(?:\r\n|[\n\r])[{spaces}]*"
        )
        self.invisible = re.compile(f"[{invisible}]+")
        self.joiners = re.compile(f"[{joiners}]+")
        self.around = re.compile(
            f"\\A[{spaces}{invisible}{joiners}]+|[{spaces}{invisible}{joiners}]+\\Z"
        )
        self.no_joining = re.compile(f"[{some('no_joining')}]")
        self.space = re.compile(f"[{spaces}]+")
        self.unspaced = re.compile(f"[{some('unspaced')}]")
        self.skipped = frozenset(data["beside_words"])
        self.signs = {
            name: str.maketrans({sign: key for key, all in data[name].items() for sign in all})
            for name in ("quotation-marks", "dashes", "ellipsis")
        }
        forms = data["letter-forms"]
        self.forms = re.compile(f"[{''.join(map(re.escape, forms))}]|{patterns['tatweel']}")
        self.letters_of = forms
        self.line_end_hyphen = re.compile(
            f"{patterns['before_hyphen']}([{data['hyphens']}])[{spaces}]*?(?:\r\n|[\n\r])(?![{spaces}]*?[\n\r])[{spaces}]*(?=[^\\W_])"
        )
        self.suspended = re.compile(patterns["suspended"])
        self.note = re.compile(patterns["note_mark"])
        self.power = re.compile(patterns["before_power"], re.IGNORECASE)
        self.time = re.compile(patterns["time_code"])
        self.word = re.compile(patterns["word"])
        self.elision = re.compile(patterns["elision"])
        self.ending = re.compile(patterns["ending"])
        self.remarks = frozenset(data["remarks"])
        self.most_replaced = data["most_replaced_words"]

    def fold(self, text: str, without: str = "") -> str:
        """A text after all rules but one, from `order` in the file. Takes linear time."""
        text = self.around.sub("", text)
        if without != "invisible-characters":
            if without != "white-space":
                text = self.soft_line_end.sub("", text)
            text = self.invisible.sub("", text)
            text = self.joiners.sub(self._joiner, text)
        if without != "composition":
            text = composed(text)
        for name, table in self.signs.items():
            if without != name:
                text = text.translate(table)
        if without != "letter-forms":
            text = self.forms.sub(lambda found: self.letters_of.get(found[0], ""), text)
        if without != "white-space":
            text = self.space.sub(self._gap, text)
        return text

    def _joiner(self, found: Any) -> str:
        """Joiners have no effect beside white space and between letters of, say, Latin."""
        text, start, end = found.string, found.start(), found.end()
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        kept = before and after and not before.isspace() and not after.isspace()
        if kept and self.no_joining.match(before) and self.no_joining.match(after):
            kept = unicodedata.combining(after) > 0
        return found[0] if kept else ""

    def _gap(self, found: Any) -> str:
        """White space is one space; beside a script without spaces it is none."""
        text, start, end = found.string, found.start() - 1, found.end()
        beside = text[max(start, 0) : start + 1] + text[end : end + 1]
        if len(beside) == 2 and beside.isascii() and beside.isalnum():
            return " "
        if text[end : end + 1] and is_mark(text[end]):
            return " "
        first, last = max(start - 8, -1), min(end + 8, len(text))
        while start > first and (text[start] in self.skipped or is_mark(text[start])):
            start -= 1
        while end < last and (text[end] in self.skipped or is_mark(text[end])):
            end += 1
        around = (text[start] if start >= 0 else "", text[end : end + 1])
        if all(char.isnumeric() for char in around):
            return " "
        return "" if any(self.unspaced.match(char) for char in around) else " "

    def differences(self, typed: str, found: str) -> set[str] | None:
        """The differences between what an editor typed and what a document has.

        None if they have not the same words.
        """
        whole = self._same(typed, found, "")
        if whole is None:
            return None
        if typed == found:
            return set()
        return whole | {name for name in self.names if self._same(typed, found, name) is None}

    def _same(self, typed: str, found: str, without: str) -> set[str] | None:
        """The signs of text extraction that only the document has; None for other words."""
        if typed == found:
            return set()
        one, other = self.fold(typed, without), self.fold(found, without)
        if one == other:
            return set()
        # HYPHEN stands for each hyphen that ends a line, TIME before and after each time code.
        one = self.fold(self.line_end_hyphen.sub(HYPHEN, typed), without)
        timed = self.time.sub(lambda code: TIME + code[0] + TIME, found)
        other = self.fold(self.line_end_hyphen.sub(HYPHEN, timed), without)
        return self._walk(one, other)

    def _walk(self, typed: str, found: str) -> set[str] | None:
        """Compare two folded texts letter by letter."""
        left_out: set[str] = set()
        notes = {
            note.start(): note.end()
            for note in self.note.finditer(found)
            if not (
                note[0][0] in "²³"
                and self.power.search(found[max(note.start() - 20, 0) : note.start()])
            )
        }
        at = here = 0
        while here < len(found):
            char = found[here]
            if char == TIME:
                end = found.index(TIME, here + 1)
                code = found[here + 1 : end]
                if typed.startswith(code, at):
                    at += len(code)
                else:
                    left_out.add("time-codes")
                    end += found.startswith(" ", end + 1)
                here = end + 1
            elif here in notes and not typed.startswith(found[here : notes[here]], at):
                left_out.add("note-marks")
                here = notes[here]
            elif char == HYPHEN:
                if typed.startswith(HYPHEN, at):
                    at += 1
                elif typed.startswith("-", at):
                    at += 2 if typed.startswith("- ", at) else 1
                    left_out.add("white-space")
                elif self._may_join(found, here):
                    left_out.add("hyphenation")
                else:
                    return None
                here += 1
            elif typed.startswith(char, at) or (char == "-" and typed.startswith(HYPHEN, at)):
                if char == "-" and typed[at] == HYPHEN:
                    left_out.add("white-space")
                at += 1
                here += 1
            else:
                return None
        return left_out if at == len(typed) else None

    def _may_join(self, text: str, at: int) -> bool:
        """Whether a hyphen at a line end may only break a word: “in-” and “spected”."""
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        joined = before.isalpha() and after.isalpha() and not after.isupper()
        return joined and not self.suspended.match(text, at + 1)

    def pieces(self, quote: str, named: set[str]) -> list[str]:
        """The parts of a quote between […], without quotation marks around it."""
        quote = self.around.sub("", quote)
        if "outer-quotation-marks" in named:
            quote = quote[1:-1]
        if "elision" not in named:
            return [quote]
        parts, at = [], 0
        for start, end in self.elisions(quote):
            parts.append(quote[at:start])
            at = end
        bare = (self.around.sub("", part) for part in (*parts, quote[at:]))
        return [part for part in bare if part]

    def elisions(self, quote: str) -> list[tuple[int, int]]:
        """Where each […] begins and ends, also one with invisible characters or much space."""
        plain, places = "", []
        for at, char in enumerate(quote):
            if self.invisible.match(char) or self.joiners.match(char):
                continue
            if char.isspace():
                char = "" if plain.endswith(" ") else " "
            for sign in "..." if char == "…" else char:
                plain += sign
                places.append(at)
        found = self.elision.finditer(plain)
        return [(places[one.start()], places[one.end() - 1] + 1) for one in found]

    def words(self, text: str) -> list[int]:
        """Where each word of a text begins."""
        return [found.start() for found in self.word.finditer(text)]


def composed(text: str) -> str:
    """The text in normal form C, in linear time: long runs of marks are composed in parts."""
    if text.isascii():
        return text
    if not re.search(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1}}}", text):
        return unicodedata.normalize("NFC", text)
    parts = re.findall(rf"[\w\s\x00-\u02ff]+|[^\w\s\x00-\u02ff]{{1,{MOST_MARKS}}}", text)
    return "".join(unicodedata.normalize("NFC", part) for part in parts)


def is_mark(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return unicodedata.category(char)[0] == "M" or "\U0001f3fb" <= char <= "\U0001f3ff"


# Pages: HTML as text and elements. A page that is not well-formed is read as far as it can be.

WORD = re.compile(r"\w+")
BLOCKS = frozenset(
    WORD.findall(
        "address article aside blockquote br dd details div dl dt figcaption figure footer h1 h2 "
        "h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead tr ul"
    )
)
EMPTY = frozenset(
    WORD.findall("area base br circle col hr img input link meta path rect source use wbr")
)
ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
MOST_NESTED = 200
"""Elements in each other. Deeper ones are read as empty: each is looked at in all around it."""
MOST_AROUND = 60
"""Elements around another that are looked at."""


class Element:
    """An element of a page. Its text is that of the page from `start` to `end`."""

    __slots__ = ("attributes", "classes", "end", "last", "number", "parent", "start", "tag")

    def __init__(self, tag: str, attributes: dict[str, str], number: int) -> None:
        self.tag, self.attributes, self.number = tag, attributes, number
        self.classes = attributes.get("class", "").split()
        self.parent: Element | None = None
        self.start = self.end = 0
        self.last = number + 1
        """The number of the first element after it and all in it."""

    def around(self, name: str) -> Element | None:
        """The nearest element around it that has a class."""
        element = self.parent
        for _ in range(MOST_AROUND):
            if element is None or name in element.classes:
                return element
            element = element.parent
        return None


class HtmlPage:
    """An HTML page."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.elements: list[Element] = []
        self.ids: dict[str, Element] = {}
        self.scripts: list[tuple[str, str]] = []
        """Type and content of each script."""
        self._parts: list[str] = []
        self._length = 0
        self._read(data.decode("utf-8", "replace"))
        self.text = "".join(self._parts)
        self.flat = " ".join(self.text.split())

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _read(self, source: str) -> None:
        """Each character is looked at a few times, whatever the source is."""
        within: list[Element] = []
        open_tags: dict[str, int] = {}
        at = 0
        while at < len(source):
            begin = source.find("<", at)
            self._add(html.unescape(source[at : begin if begin >= 0 else len(source)]))
            ending = "-->" if source.startswith("<!--", begin) else ">"
            close = source.find(ending, begin) if begin >= 0 else -1
            if close < 0:
                break
            inside, at = source[begin + 1 : close], close + len(ending)
            found = re.match(r"/?([a-zA-Z][\w:-]*)", inside)
            if found is None:
                continue
            tag = found[1].lower()
            if tag in BLOCKS:
                self._add("\n")
            if inside[0] != "/":
                element = self._open(tag, inside[found.end() :], within[-1] if within else None)
                if tag in ("script", "style"):
                    close = source.find(f"</{tag}", at)
                    close = close if close >= 0 else len(source)
                    self.scripts.append((element.attributes.get("type", ""), source[at:close]))
                    at = close
                if tag not in EMPTY and not inside.endswith("/") and len(within) < MOST_NESTED:
                    within.append(element)
                    open_tags[tag] = open_tags.get(tag, 0) + 1
            while inside[0] == "/" and open_tags.get(tag):
                element = within.pop()
                open_tags[element.tag] -= 1
                element.end, element.last = self._length, len(self.elements)
                if element.tag == tag:
                    break
        for element in within:
            element.end, element.last = self._length, len(self.elements)

    def _open(self, tag: str, written: str, parent: Element | None) -> Element:
        attributes = {
            name.lower(): html.unescape(one or two or three)
            for name, one, two, three in ATTRIBUTE.findall(written)
        }
        element = Element(tag, attributes, len(self.elements))
        element.parent, element.start = parent, self._length
        element.end = element.start
        self.elements.append(element)
        self.ids.setdefault(attributes.get("id", ""), element)
        return element

    def inside(self, element: Element, tag: str = "", name: str = "") -> Iterator[Element]:
        """The elements in an element with a tag or a class."""
        for one in self.elements[element.number + 1 : element.last]:
            if (not tag or one.tag == tag) and (not name or name in one.classes):
                yield one

    @property
    def linked_data(self) -> list[Any]:
        """What the page says to search engines. Raises Malformed."""
        scripts = (text for kind, text in self.scripts if kind == "application/ld+json")
        return [parsed(script.encode()) for script in scripts]

    def with_tag(self, tag: str) -> Element | None:
        """The first element with a tag."""
        return next((element for element in self.elements if element.tag == tag), None)

    def with_class(self, name: str) -> list[Element]:
        """All elements with a class."""
        return [element for element in self.elements if name in element.classes]

    def says(self, element: Element | None, without: tuple[str, ...] = ()) -> str:
        """The text of an element on one line, without that of elements with a tag or class."""
        return " ".join(self.raw(element, without).split())

    def raw(self, element: Element | None, without: tuple[str, ...] = ()) -> str:
        """As `says`, with its white space."""
        if element is None:
            return ""
        parts, at = [], element.start
        for one in self.inside(element) if without else ():
            if one.start >= at and (
                one.tag in without or any(name in without for name in one.classes)
            ):
                parts.append(self.text[at : one.start])
                at = one.end
        return "".join([*parts, self.text[at : element.end]])


# The documents.


class Text:
    """The text of a document: lines, pages and times of its offsets, in code points."""

    def __init__(self, data: bytes) -> None:
        self.text = text = data.decode("utf-8-sig")
        ends = [found.end() for found in re.finditer("\r\n|\n|\r", text)]
        self.lines = [0, *(end for end in ends if end < len(text))]
        self.breaks = [found.start() for found in re.finditer("\f", text)]
        code = r"(?:(?<=[\n\r\f])|\A)\[(\d{1,3}:[0-5]\d:[0-5]\d)\](?=[ \t\r\n]|\Z)"
        times = [(found.start(), found[1]) for found in re.finditer(code, text)]
        self.times, self.codes = [at for at, _ in times], [time for _, time in times]
        # Of characters that have two units in UTF-16.
        self.wide = [found.start() for found in re.finditer("[\U00010000-\U0010ffff]", text)]
        self.words: list[int] | None = None
        self.folded: str | None = None
        self.plain: str | None = None
        """With each line end as one character, as browsers read it."""
        self.dropped: list[int] = []
        self.on_page = ""
        self.named: list[int] = []

    def utf16(self, ranges: Any) -> list[list[int]]:
        """Ranges of offsets in units of UTF-16, as JavaScript and Java count."""
        return [[at + bisect_left(self.wide, at) for at in pair] for pair in spans(ranges)]

    def line(self, at: int) -> int:
        """The number of the line with an offset, from 1."""
        return bisect_right(self.lines, at)

    def line_text(self, number: int) -> tuple[int, str]:
        """Where a line begins, and its text without line end and page break."""
        end = self.lines[number] if number < len(self.lines) else len(self.text)
        line = self.text[self.lines[number - 1] : end].rstrip("\r\n\f")
        return self.lines[number - 1] + len(line) - len(line.lstrip("\f")), line.lstrip("\f")

    def page(self, at: int) -> int:
        """The number of the page with an offset, from 1."""
        return bisect_left(self.breaks, at) + 1

    def time(self, at: int) -> str | None:
        """The last time code before an offset."""
        index = bisect_right(self.times, at)
        return self.codes[index - 1] if index else None


def page_text(text: str) -> str:
    """The text of a document as its page shows it: page breaks at the edges of lines are LF."""

    def edge(found: re.Match[str]) -> str:
        around = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
        return "\n" * len(found[0]) if {"", "\n"} & set(around) else found[0]

    return visible(re.sub("\f+", edge, text))


def plain_lines(text: str) -> str:
    """A text with each line end as one character."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def one_line(text: str | None) -> str | None:
    """A text with each white space as one space."""
    return text and re.sub(r"\s+", " ", visible(text))


def filled(**fields: Any) -> dict[str, Any]:
    """The fields that have a value. Some formats leave out the others."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def thing(type: str, **fields: Any) -> dict[str, Any]:
    """A thing as schema.org has it."""
    return {"@type": type, **filled(**fields)}


def person_or_organization(one: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Somebody as schema.org has it."""
    return thing("Person" if one["kind"] == "person" else "Organization", **fields)


# Dates: 2022, 2022-11 or 2022-11-05; ? stands after a part that is inferred.

SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
"""First and last month. 2022-24 is winter 2022, which ends in 2023."""


def plain_date(date: str) -> str:
    """A date without marks, for comparison."""
    return date.replace("?", "")


def stated(date: str | None) -> str | None:
    """A date of which no part is inferred."""
    return None if date is None or "?" in date else date


def date_parts(date: str | None) -> dict[str, Any] | None:
    """A date in CSL-JSON, if no part is inferred."""
    if date is None or "?" in date:
        return None
    return {"date-parts": [[int(part) for part in date.split("-")]]}


def day_range(date: str | None) -> dict[str, str | None] | None:
    """The first and the last day that a date may mean."""
    if date is None:
        return None
    year, month, day = ([int(part) for part in plain_date(date).split("-")] + [0, 0])[:3]
    first, last = SEASONS.get(month, (month or 1, month or 12))
    end_year, end = year + (last > 12), (last - 1) % 12 + 1
    # The format ends with the year 9999.
    final = min((end_year, end, day or calendar.monthrange(end_year, end)[1]), (9999, 12, 31))
    ends = datetime.date(year, first, day or 1), datetime.date(*final)
    return dict(zip(("from", "to"), (one.isoformat() for one in ends)))


def event_range(event: dict[str, Any]) -> dict[str, str | None] | None:
    """The days on which an event may have happened: after June begins with the first of July."""
    for field, known, open, days in (("after", "to", "from", 1), ("before", "from", "to", -1)):
        if event[field] is not None:
            day = datetime.date.fromisoformat((day_range(event[field]) or {})[known] or "")
            try:
                limit = (day + datetime.timedelta(days)).isoformat()
            except OverflowError:
                limit = None
            return {open: limit, known: None}
    return day_range(event["when"] or event["during"])


def midnight(date: str | None) -> str | None:
    """The first moment of a date."""
    days = day_range(date)
    return f"{days['from']}T00:00:00Z" if days else None


def is_day(date: str | None) -> bool:
    """Whether a date is a day, and no part is inferred."""
    return date is not None and len(date) == 10 and "?" not in date


def first_made(claim: dict[str, Any]) -> str | None:
    """When a claim was made, or first made."""
    dates = [made["date"] for made in claim["made"] if made["date"]]
    return claim["stated"] or min(dates, key=plain_date, default=None)


# Formats.

FRAME = re.compile(
    '<iframe src="([^"]*)" title="([^"]*)" width=480 height=260 style="border:0;max-width:100%">'
    "</iframe>"
)
"""Shows the card of a claim on another site."""
FORMULA = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]")
NAMED = {
    "\\": "backslash",
    "{": "braceleft",
    "}": "braceright",
    "~": "asciitilde",
    "^": "asciicircum",
}
LATEX = {ord(sign): f"\\text{name}{{}}" for sign, name in NAMED.items()}
LATEX.update({ord(sign): f"\\{sign}" for sign in "&%$#_"})
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def cell(value: Any) -> str:
    """A value in a CSV file. An apostrophe stands before what a spreadsheet might run."""
    text = visible(" ".join(str("" if value is None else value).splitlines()).replace("\t", " "))
    return ";".join(f"'{part}" if FORMULA.match(part) else part for part in text.split(";"))


def bibtex(item: dict[str, Any], language: str | None) -> str:
    """An item of CSL-JSON as an entry of BibTeX, with LaTeX’s name of the language."""

    def protected(text: Any) -> str | None:
        return text and f"{{{{{str(text).translate(LATEX)}}}}}"

    def plain(text: Any) -> str | None:
        return text and f"{{{text}}}"

    url = "".join(f"%{ord(one):X}" if one in "\\{}" else one for one in item.get("URL", ""))
    (year, month, day), seen = (
        [*item.get(name, {}).get("date-parts", [[]])[0], None, None, None][:3]
        for name in ("issued", "accessed")
    )
    fields = {
        "author": protected(item.get("author", [{}])[0].get("literal")),
        "title": protected(item["title"]),
        "howpublished": protected(item.get("container-title") or item.get("publisher")),
        "langid": plain(language),
        "year": plain(year and f"{year:04}"),
        "month": month and MONTHS[month - 1],
        "day": plain(day),
        "url": plain(url),
        "urldate": plain("-".join(f"{part:02}" for part in seen if part)),
    }
    lines = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value)
    return f"@misc{{{item['id']},\n{lines}\n}}"


def spans(value: Any) -> list[tuple[int, int]]:
    """Ranges of offsets in rising order. Raises Malformed."""
    found = [(one, other) for one, other in value]
    flat = [at for pair in found for at in pair]
    if not all(type(at) is int for at in flat) or flat != sorted(flat) or (flat and flat[0] < 0):
        raise Malformed("the offsets are not numbers in rising order")
    return found


def no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON in which no name stands twice: programs would read different values."""
    read = dict(pairs)
    if len(read) < len(pairs):
        raise ValueError("a name stands twice in an object")
    return read


def no_constant(name: str) -> Any:
    """JSON has no NaN and no Infinity."""
    raise ValueError(f"{name} is no number")


def parsed(data: bytes) -> Any:
    """The content of a JSON file. Raises Malformed."""
    try:
        return json.loads(
            data.decode("utf-8"), object_pairs_hook=no_duplicates, parse_constant=no_constant
        )
    except UnicodeDecodeError:
        raise Malformed("the file is not UTF-8") from None
    except RecursionError:
        raise Malformed("the file is nested too deeply") from None
    except ValueError as error:
        raise Malformed(f"the file is not JSON ({shown(str(error))})") from None


# The check.

KINDS = ("claim", "event", "disagreement")
"""Of entries that have quotes."""
SIDES = ("supports", "refutes")
COUNTED = (("supporting", "supports"), ("refuting", "refutes"))
WITH_SPEAKER = ("quoted", "paraphrased", "transcript")


class QuoteData:
    """A quote of the data, and what it belongs to."""

    def __init__(self, name: str, kind: str, entry: dict[str, Any], data: dict[str, Any]) -> None:
        self.name, self.kind, self.entry, self.data = name, kind, entry, data
        self.number = data["number"]
        self.pieces = spans(data["receipt"]["pieces"])
        self.differences = set(data["receipt"]["differences"])
        self.shown: list[str] = []
        """Its pieces as pages show them, one line each."""
        self.held = ""


class Verifier:
    """Checks one site. `problems` holds what is wrong: where, and what."""

    def __init__(self, site: Any, originals: Path | None = None) -> None:
        self.site = site
        self.base = ""
        """The address of the report, if it is known."""
        self.problems: list[tuple[str, str]] = []
        self.more_problems = 0
        self.notes: list[str] = []
        self.quotes: list[QuoteData] = []
        self.passages: dict[tuple[str, str], QuoteData] = {}
        """By file and fragment of the passage."""
        self.texts: dict[str, Text] = {}
        self.hashes: dict[str, str] = {}
        """SHA-256 of each file that was read."""
        self.of_entry: dict[tuple[str, str], list[QuoteData]] = {}
        """By kind and id of the entry."""
        self.tables: dict[str, tuple[list[str], list[dict[str, str]]]] = {}
        """Columns and rows of each CSV file."""
        self.bibtex: dict[str, str] = {}
        """The entry of BibTeX of each claim and document."""
        self.fragments: dict[str, set[str]] = {}
        """What the data says is in each page: the ids of its parts."""
        self.listed: dict[str, str] = {}
        """SHA-256 of each file in SHA256SUMS."""
        self.originals = dict(hashed_files(originals)) if originals else {}

    def wrong(self, where: str, what: str) -> None:
        """Add a problem."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append((shown(where), what))
        else:
            self.more_problems += 1

    def agree(self, where: str, what: str, one: Any, other: Any) -> None:
        """Add a problem unless two values are the same."""
        if one != other or type(one) is not type(other):
            self.wrong(
                where, f"{what}: “{shown(str(one))}” is stated, and it is “{shown(str(other))}”"
            )

    def guarded(self, where: str, check: Callable[..., None], *arguments: Any) -> None:
        """Run a check. Data of any form ends it with a problem, never with a traceback."""
        try:
            check(*arguments)
        except (Malformed, Missing) as error:
            self.wrong(where, str(error))
        except KeyError as error:
            self.wrong(where, f"“{shown(str(error.args[0]))}” is missing or unknown")
        except (TypeError, ValueError, AttributeError, IndexError, RecursionError):
            self.wrong(where, "a value is not of the kind that it should be")

    def read(self, path: str, largest: int = LARGEST_FILE) -> bytes:
        """A file of the site. Raises Missing."""
        data: bytes = self.site.read(path, largest)
        self.hashes[path] = hashlib.sha256(data).hexdigest()
        return data

    def place(self, address: str) -> tuple[str, str]:
        """The file and the fragment of an address in the data. Raises Malformed."""
        base = self.base
        inner = address[len(base) :] if base and address.startswith(base) else address
        path, _, fragment = inner.partition("#")
        path = "" if path == "./" else path
        if path and not is_inside(path.rstrip("/") if path.endswith("/") else path):
            raise Malformed(f"the address “{shown(address)}” leads out of the site")
        return (f"{path}index.html" if not path or path.endswith("/") else path), fragment

    def target(self, page: HtmlPage, link: Element) -> tuple[str, str]:
        """The file and the fragment that a link of a page leads to; empty for other sites."""
        root = "http://site/1/2/3/4/5/6/"
        try:
            found = urllib.parse.urljoin(root + page.path, link.attributes.get("href", ""))
            found = re.sub(r"\?[^#]*", "", found)
            return self.place(found[len(root) :] if found.startswith(root) else found)
        except (Malformed, ValueError):
            return "", ""

    # All steps, in order.

    def run(self) -> None:
        """Check everything. Raises Unusable."""
        try:
            data = self.read("claims.json")
        except Missing as error:
            raise Unusable(f"There is no report to check: claims.json: {error}.") from None
        self._read_manifest()
        before = len(self.problems)
        self.guarded("folding-rules.json", self._read_rules)
        self.guarded("claims.json", self._index, data)
        if len(self.problems) > before:
            self.wrong("claims.json", "nothing that depends on these was checked")
        else:
            self.guarded("claims.json", self._check_everything)
        self._check_manifest()

    def _check_everything(self) -> None:
        for source in self.sources.values():
            self.guarded(f"document {source['id']}", self._read_document, source)
        for kind, entry, name in self._entries():
            self.guarded(name, self._check_quotes, kind, entry, name)
        for claim in self.claims.values():
            self.guarded(f"claim {claim['id']}", self._check_claim, claim)
        self.guarded("claims.json", self._check_dates)
        self.guarded("claims.json", self._check_references)
        for name, check in (
            ("claimreview.json", self._check_reviews),
            ("claims.csv", self._check_claims_table),
            ("quotes.csv", self._check_quotes_table),
            ("datapackage.json", self._check_package),
            ("annotations.json", self._check_annotations),
            ("feed.json", self._check_feeds),
            ("references.json", self._check_citations),
        ):
            self.guarded(name, check, name)
        self._check_pages()

    # What everything else needs: the hashes, the folding rules, the entries by id.

    def _read_manifest(self) -> None:
        """Read SHA256SUMS, as `sha256sum` writes it."""
        try:
            lines = self.read("SHA256SUMS").decode("utf-8").splitlines()
        except (Missing, UnicodeDecodeError) as error:
            self.wrong("SHA256SUMS", f"it cannot be read ({shown(str(error))})")
            return
        for line in lines:
            found = re.fullmatch("([0-9a-f]{64})  (.+)", line)
            if found is None or not is_inside(found[2]) or found[2] in self.listed:
                self.wrong("SHA256SUMS", f"“{shown(line)}” is not a hash and the path of a file")
            else:
                self.listed[found[2]] = found[1]

    def _read_rules(self) -> None:
        """Read the folding rules and try them on their own examples."""
        data = self.read("folding-rules.json")
        if self.hashes["folding-rules.json"] not in KNOWN_RULES:
            raise Malformed("its folding rules are of an edition that this verifier does not know")
        content = parsed(data)
        rules = Rules(content)
        for typed, found, names in content["examples"]:
            same = rules.differences(typed, found)
            if (None if same is None else sorted(same)) != names:
                raise Malformed(
                    f"this Python folds “{shown(typed)}” in another way than the rules say"
                )
        self.rules = rules

    def _index(self, content: bytes) -> None:
        """Read the data, and find its entries by id."""
        self.data = data = parsed(content)
        if data["format"] != FORMAT:
            raise Malformed(f"its format is “{shown(str(data['format']))}”, and not “{FORMAT}”")
        self.report = data["report"]
        self.base = self.report["address"] or ""
        if self.base and not re.fullmatch("https?://.*/", self.base):
            raise Malformed("the address of the report is not a web address")
        tables = []
        for section in ("sources", "origins", "verdicts", "claimants", "claims", "removed"):
            tables.append({entry["id"]: entry for entry in data[section]})
            if len(tables[-1]) < len(data[section]):
                self.wrong("claims.json", f"two entries under “{section}” have the same id")
        self.sources, self.origins, self.verdicts, self.claimants, self.claims, self.removed = (
            tables
        )

    def _entries(self) -> Iterator[tuple[str, dict[str, Any], str]]:
        """Kind, data and name of each entry with quotes."""
        for id, claim in self.claims.items():
            yield "claim", claim, f"claim {id}"
        for kind, section in (("event", "timeline"), ("disagreement", "disagreements")):
            for number, entry in enumerate(self.data[section], 1):
                yield kind, entry, f"{kind} {number}"

    # The documents and the quotes.

    def _read_document(self, source: dict[str, Any]) -> None:
        """Read a document that is published whole, or the original that we were given."""
        id, full = source["id"], source["display"] == "full"
        if source["display"] not in ("full", "excerpts") or (source["raw"] is not None) != full:
            raise Malformed("it is not said whether it is published")
        if not full:
            data = self.originals.get(source["sha256"])
            if data is None:
                self.notes.append(
                    f"document {shown(id)} is shown only in excerpts: whether it has the words "
                    "of its quotes was not checked. Name a folder with the file: --documents FOLDER"
                )
                return
        else:
            path = self.place(source["raw"])[0]
            data = self.read(path)
            self.agree(f"document {id}", "SHA-256", source["sha256"], self.hashes[path])
        try:
            self.texts[id] = Text(data)
        except UnicodeDecodeError:
            raise Malformed("the document is not UTF-8") from None
        original = source["original"]
        if original is not None and full:
            path = self.place(original["raw"])[0]
            data = self.read(path)
            if path.endswith(".zip"):
                data = unzipped(data)
            found = hashlib.sha256(data).hexdigest()
            self.agree(f"document {id}, original", "SHA-256", original["sha256"], found)

    def _check_quotes(self, kind: str, entry: dict[str, Any], name: str) -> None:
        self.of_entry[kind, entry["id"]] = []
        for number, data in enumerate(entry["quotes"], 1):
            where = f"{name}, quote {number}"
            before = len(self.problems) + self.more_problems
            self.guarded(where, self._check_quote, where, kind, entry, data, number)
            failed = len(self.problems) + self.more_problems > before
            if failed and self.quotes and self.quotes[-1].name == where:
                self.quotes[-1].held = ""

    def _check_quote(
        self, name: str, kind: str, entry: dict[str, Any], data: dict[str, Any], number: int
    ) -> None:
        quote = QuoteData(name, kind, entry, data)
        self.quotes.append(quote)
        self.of_entry[kind, entry["id"]].append(quote)
        receipt, source = data["receipt"], self.sources[data["source"]]
        if data["number"] != number:
            self.wrong(name, "its number is not its place in the list")
        self.agree(name, "SHA-256 of the document", receipt["sha256"], source["sha256"])
        # The same words may be quoted by several entries: the id on the document names the entry.
        ending = hashlib.sha256(f"{kind} {entry['id']}".encode()).hexdigest()[:10]
        anchor, page = f"{data['id']}-{ending}", self.place(entry["address"])[0]
        own = page, anchor if kind == "event" else data["id"]
        self.agree(name, "address", self.place(data["address"]), own)
        passage = self.place(source["address"])[0], anchor
        self.agree(name, "address of the passage", self.place(data["passage"]), passage)
        if self.passages.setdefault(self.place(data["passage"]), quote) is not quote:
            self.wrong(name, "another quote has the same address of the passage")
        for field, known in (("origin", self.origins), ("claimant", self.claimants)):
            if data[field] is not None and data[field] not in known:
                self.wrong(name, f"its {field} “{shown(str(data[field]))}” does not exist")
        stances = (*SIDES, "context", "states") if kind == "claim" else (None,)
        if data["stance"] not in stances or data["wording"] not in (
            *WITH_SPEAKER,
            "document",
            "headline",
        ):
            self.wrong(name, "its stance or wording does not exist")
        if kind != "disagreement" and data["side"] is not None:
            self.wrong(name, "only quotes of disagreements are on a side")
        if data["wording"] in WITH_SPEAKER and not (data["speaker"] or data["claimant"]):
            self.wrong(name, "nobody is named whose words these are")
        self.agree(
            name, "kind of match", receipt["match"], "normalised" if quote.differences else "exact"
        )
        text = self.texts.get(source["id"])
        passages = data["words"]
        if len(passages) != len(quote.pieces) or not quote.pieces:
            raise Malformed("the number of its pieces is not that of its words")
        for words, (start, end) in zip(passages, quote.pieces):
            if (
                (text is not None and text.text[start:end] != words)
                or len(words) != end - start
                or not words
            ):
                self.wrong(
                    name, f"“{shown(words)}” does not stand at offset {start} of its document"
                )
        if text is not None:
            self._check_receipt(quote, text)
        self._check_typed(quote)
        where = f"{source['id']}, line {receipt['lines'][0]}"
        how = (
            f"differs only in {', '.join(sorted(quote.differences))}"
            if quote.differences
            else "word for word"
        )
        quote.held = f"stands in {where}, {how}"
        if text is None:
            quote.held = f"its words are those of the data; {source['id']} was not compared"

    def _check_receipt(self, quote: QuoteData, text: Text) -> None:
        """Lines, pages and times; what is left out; prefix and suffix; other places."""
        name, receipt, pieces = quote.name, quote.data["receipt"], quote.pieces
        start, end = pieces[0][0], pieces[-1][1]
        if end > len(text.text):
            raise Malformed("its offsets are beyond the end of its document")
        self.agree(name, "lines", receipt["lines"], [text.line(start), text.line(end - 1)])
        pages = [text.page(start), text.page(end - 1)] if text.breaks else None
        self.agree(name, "pages", receipt["pages"], pages)
        self.agree(name, "time", receipt["time"], text.time(start))
        if text.words is None:
            text.words = self.rules.words(text.text)
        gaps = [
            bisect_left(text.words, right) - bisect_left(text.words, left)
            for (_, left), (right, _) in zip(pieces, pieces[1:])
        ]
        self.agree(name, "number of words left out", receipt["left_out"], gaps)
        for at in (start, end):
            if self.is_inside_word(text, at):
                self.wrong(name, "it begins or ends inside a word")
        fold = self.rules.fold
        exactly = fold if not quote.differences & set(ARTEFACTS) else letters
        for field, beside in (
            (
                "prefix",
                text.text[max(start - 2 * len(quote.data["prefix"] or "") - 200, 0) : start],
            ),
            ("suffix", text.text[end : end + 2 * len(quote.data["suffix"] or "") + 200]),
        ):
            words, found = exactly(quote.data[field] or ""), exactly(beside)
            if not (found.endswith(words) if field == "prefix" else found.startswith(words)):
                self.wrong(name, f"its {field} does not stand beside it")
        places = [
            receipt["pieces"],
            *receipt["also"],
            *([one["at"]] for one in receipt["brackets"]),
        ]
        units = [receipt["pieces_utf16"], *receipt["also_utf16"]]
        units += [[one["at_utf16"]] for one in receipt["brackets"]]
        self.agree(name, "offsets in UTF-16", units, list(map(text.utf16, places)))
        for place in receipt["also"]:
            others = [text.text[one:other] for one, other in spans(place)]
            if len(others) != len(pieces) or any(
                self.rules.differences(one, other) is None
                and self.rules.differences(other, one) is None
                for one, other in zip(quote.data["words"], others)
            ):
                self.wrong(name, "the other places of its words have other words")
        if len(pieces) == 1 and not quote.differences & {*ARTEFACTS, "brackets"}:
            self._count_places(quote, text)

    def _count_places(self, quote: QuoteData, text: Text) -> None:
        """Whether the words stand in more places than the receipt names."""
        if text.folded is None:
            text.folded = self.rules.fold(text.text)
        words, at, places = self.rules.fold(quote.data["words"][0]), -1, 0
        while (at := text.folded.find(words, at + 1)) >= 0 and places < 200:
            beside = text.folded[max(at - 1, 0) : at] + text.folded[at + len(words) :][:1]
            places += not beside.strip(' .,;:!?"()')
        if places > 1 + len(quote.data["receipt"]["also"]) and not (
            quote.data["prefix"] or quote.data["suffix"]
        ):
            self.wrong(
                quote.name,
                f"its words stand in {places} places of the document, and fewer are named",
            )

    def _check_typed(self, quote: QuoteData) -> None:
        """Whether what the editor typed has the words of the document, but for what is named."""
        typed, named, rules = quote.data["text"], quote.differences, self.rules
        brackets = sorted(
            (spans([one["at"]])[0], one["text"]) for one in quote.data["receipt"]["brackets"]
        )
        parts = rules.pieces(typed, named)
        ends = rules.fold(typed)
        quoted = len(ends) > 2 and ends[0] == ends[-1] and ends[0] in "\"'"
        if (
            len(parts) != len(quote.pieces)
            or ("elision" in named and not rules.elisions(typed))
            or ("outer-quotation-marks" in named and not quoted)
            or ("brackets" in named) != bool(brackets)
        ):
            raise Malformed(
                "its omissions, brackets or quotation marks are not those that it names"
            )
        actual = named & set(STRUCTURE)
        used = 0
        for part, words, (start, end) in zip(parts, quote.data["words"], quote.pieces):
            inside = [one for one in brackets if start <= one[0][0] and one[0][1] <= end]
            used += len(inside)
            plain = self._without_brackets(part, words, start, inside)
            same = None if plain is None else rules.differences(plain, words)
            if same is None:
                raise Malformed(
                    f"the editor’s “{shown(part)}” has other words than the document’s "
                    f"“{shown(words)}”"
                )
            actual |= same
            as_typed = named & {"brackets", "letter-forms", *ARTEFACTS}
            quote.shown.append(squash(part if as_typed else words))
        if used != len(brackets):
            raise Malformed("a bracket is not in its words")
        self.agree(quote.name, "differences", sorted(named), sorted(actual))

    def _without_brackets(
        self, typed: str, words: str, start: int, brackets: list[tuple[tuple[int, int], str]]
    ) -> str | None:
        """What the editor typed, with the document's words in place of the brackets.

        None if a bracket replaces more than it may.
        """
        parts, at = [], 0
        for (first, last), text in brackets:
            begin = typed.find(text, at)
            replaced = words[first - start : last - start]
            contents = re.findall(r"\[([^\[\]]*)\]", text)
            if begin < 0 or not contents:
                return None
            letter = contents[0] if len(contents[0]) == 1 and text == f"[{contents[0]}]" else ""
            after_word = typed[begin - 1 : begin].isalnum() and not text[0].isspace()
            if letter and not after_word and letter.casefold() == replaced.casefold():
                allowed = True
            else:
                most = sum(
                    self.rules.most_replaced
                    for one in contents
                    if one.strip().casefold() not in self.rules.remarks
                )
                # The document may have invisible characters there.
                seen = self.rules.invisible.sub("", replaced)
                own = seen.split()
                if after_word and own and not seen[0].isspace():
                    allowed = self.rules.ending.fullmatch(own[0]) is not None
                    own = own[1:]
                else:
                    allowed = True
                allowed = allowed and len(own) <= min(most, 5 * self.rules.most_replaced)
            if not allowed:
                return None
            parts += [typed[at:begin], replaced]
            at = begin + len(text)
        return "".join([*parts, typed[at:]])

    # What counts for and against each claim.

    def _check_claim(self, claim: dict[str, Any]) -> None:
        where, verdict = f"claim {claim['id']}", self.verdicts[claim["verdict"]]
        counts: dict[str, int] = {}
        for side, stance in COUNTED:
            of_side = [quote for quote in claim["quotes"] if quote["stance"] == stance]
            origins = [quote["origin"] for quote in of_side if quote["origin"] is not None]
            # Each origin counts once, however many documents repeat it; each document likewise.
            origins, documents = (
                list(dict.fromkeys(origins)),
                list(dict.fromkeys(q["source"] for q in of_side)),
            )
            self.agree(where, f"origins that {side[:-3]}", claim["origins"][stance], origins)
            self.agree(where, f"documents that {side[:-3]}", claim["documents"][stance], documents)
            counts[f"{side}_origins"], counts[f"{side}_documents"] = len(origins), len(documents)
        self.agree(where, "kind", claim["kind"], verdict["kind"])
        self.agree(where, "evidence", claim["evidence"], verdict["evidence"])
        if verdict["evidence"] == "none":
            fits = not any(counts.values())
        else:
            fits = any(quote["stance"] != "states" for quote in claim["quotes"])
        for name, number in counts.items():
            least, most = verdict["needs"][name], verdict["allows"][name]
            fits = fits and (least is None or number >= least) and (most is None or number <= most)
        if not fits:
            numbers_found = ", ".join(
                f"{name.replace('_', ' ')}: {number}" for name, number in counts.items()
            )
            self.wrong(
                where,
                f"its verdict “{shown(verdict['label'])}” does not allow its evidence "
                f"({numbers_found})",
            )
        for claimant in claim["claimants"]:
            known = self.claimants[claimant["id"]]
            self.agree(
                where, "claimant", claimant, {name: known[name] for name in ("id", "name", "role")}
            )

    def _check_dates(self) -> None:
        """Whether each date stands with the days that it may mean, and each change with its day."""
        waiting: list[tuple[str, Any]] = [("report", {"": self.data})]
        while waiting:
            name, fields = waiting.pop()
            for field, value in fields.items():
                if field.endswith("_range"):
                    expected = day_range(fields[field[: -len("_range")]])
                    self.guarded(name, self.compare, name, field, value, expected)
                for one in value if isinstance(value, list) else [value]:
                    if isinstance(one, dict):
                        waiting.append((str(one.get("id", name)), one))
        for event in self.data["timeline"]:
            self.compare(event["id"], "range", event["range"], event_range(event))
        for claim in self.claims.values():
            dates = [claim["published"], claim["reviewed"]]
            dates += [one["date"] for one in claim["corrections"]]
            changed = max((one for one in dates if stated(one)), default=None)
            self.agree(claim["id"], "last change", claim["changed"], changed)

    def _check_references(self) -> None:
        """Whether every id that is named exists, and every address is that of a file."""
        report, scale = self.report, self.report["scale"]
        named = [("report", id) for id in report["key_claims"]]
        named += [
            (f"claim {claim['id']}", id)
            for claim in self.claims.values()
            for id in claim["related"]
        ]
        named += [
            (f"{section} {number}", id)
            for section in ("timeline", "disagreements")
            for number, entry in enumerate(self.data[section], 1)
            for id in entry["claims"]
        ]
        named += [
            (f"removed claim {id}", one["now"]) for id, one in self.removed.items() if one["now"]
        ]
        for where, id in named:
            if id not in self.claims:
                self.wrong(where, f"the claim “{shown(str(id))}” does not exist")
        kinds = ("person", "government", "organisation", "news", "anonymous")
        for section in (self.origins, self.claimants):
            for id, one in section.items():
                if one["kind"] not in (kinds if section is self.origins else (*kinds, None)):
                    self.wrong(id, f"there is no kind “{shown(str(one['kind']))}”")
        for id in self.removed.keys() & self.claims.keys():
            self.wrong(f"claim {id}", "it is in the report, and removed from it")
        for id, verdict in self.verdicts.items():
            rating = verdict["rating"]
            if scale and rating is not None and not scale["worst"] <= rating <= scale["best"]:
                self.wrong(f"verdict {id}", "its rating is outside the report’s scale")
        for number, event in enumerate(self.data["timeline"], 1):
            if sum(event[name] is not None for name in ("when", "after", "before", "during")) != 1:
                self.wrong(f"event {number}", "it has not exactly one date")
        for name in (
            "sources",
            "origins",
            "verdicts",
            "claimants",
            "claims",
            "timeline",
            "disagreements",
            "removed",
        ):
            for number, entry in enumerate(self.data[name], 1):
                self._check_address(name, entry["address"])
                if re.split("[/#]", entry["address"].rstrip("/"))[-1] != entry["id"]:
                    self.wrong(name, f"the address of “{shown(entry['id'])}” has another id")
                self.agree(entry["id"], "number", entry.get("number", number), number)
                for quote in entry.get("quotes", ()):
                    self._check_address(name, quote["address"])
                    self._check_address(name, quote["passage"])

    def _check_address(self, where: str, address: str) -> None:
        try:
            path, fragment = self.place(address)
        except Malformed as error:
            self.wrong(where, str(error))
            return
        if self.has_pages and path not in self.listed:
            self.wrong(where, f"there is no file for the address “{shown(address)}”")
        if fragment:
            self.fragments.setdefault(path, set()).add(fragment)

    @property
    def has_pages(self) -> bool:
        """Whether it is a site. An archive has the data alone."""
        return any(path.endswith(".html") for path in self.listed)

    # The other files are made of the data: each is made again here, and compared.

    def compare(self, where: str, what: str, found: Any, expected: Any) -> None:
        """Add a problem for each value of a file that is not the expected one.

        A function may stand for a value with the interface's words: it says whether one is right.
        """
        if callable(expected):
            if not expected(found):
                self.wrong(where, f"{what}: “{shown(str(found))}” is not what the data say")
        elif isinstance(expected, dict) and isinstance(found, dict):
            for name in [*expected, *(name for name in found if name not in expected)]:
                inner = f"{what}.{name}" if what else str(name)
                self.compare(where, inner, found.get(name), expected.get(name))
        elif isinstance(expected, list) and isinstance(found, list) and len(found) == len(expected):
            for number, (one, other) in enumerate(zip(found, expected), 1):
                self.compare(where, f"{what} {number}", one, other)
        else:
            self.agree(where, what, found, expected)

    def compare_each(self, name: str, found: Any, expected: list[tuple[str, Any]]) -> None:
        """Compare the entries of a file with the expected ones, each with its id."""
        if not isinstance(found, list) or len(found) != len(expected):
            raise Malformed("it does not have the entries that the data have")
        for one, (id, other) in zip(found, expected):
            self.compare(f"{name}, {id}", "", one, other)

    def is_title(self, claim: dict[str, Any]) -> Callable[[Any], bool]:
        """Whether a text is verdict and claim, with the language's punctuation between them."""
        title = letters(visible(self.verdicts[claim["verdict"]]["label"] + claim["claim"]))
        return lambda text: isinstance(text, str) and letters(text) == title

    def _publisher(self) -> dict[str, Any] | None:
        one = self.report["publisher"]
        return one and person_or_organization(one, name=one["name"], url=one["url"])

    def _check_reviews(self, name: str) -> None:
        """The ClaimReview of each claim, for search engines."""
        if not self.base:
            return
        feed, report = parsed(self.read(name)), self.report
        items = [
            thing("DataFeedItem", dateModified=one["changed"], item=[self._review(one)])
            for one in self.claims.values()
        ]
        self.compare_each(name, feed.pop("dataFeedElement"), list(zip(self.claims, items)))
        head = thing(
            "DataFeed",
            name=report["title"],
            description=report["summary"],
            inLanguage=report["language"],
            url=self.base,
        )
        self.compare(name, "", feed, {"@context": SCHEMA_ORG, **head})

    def _review(self, claim: dict[str, Any]) -> dict[str, Any]:
        """The ClaimReview of a claim."""
        verdict, scale = self.verdicts[claim["verdict"]], self.report["scale"]
        own, language = claim["language"], self.report["language"]
        rating = thing("Rating", alternateName=verdict["label"], ratingExplanation=claim["summary"])
        if verdict["rating"] is not None and scale:
            rating["ratingValue"] = verdict["rating"]
            rating.update({"bestRating": scale["best"], "worstRating": scale["worst"]})
        people = [self.claimants[one["id"]] for one in claim["claimants"]]
        authors = [
            person_or_organization(
                one, name=one["name"], description=one["role"], sameAs=one["same_as"]
            )
            for one in people
            if one["kind"] not in (None, "anonymous")
        ]
        credit = "; ".join(one["name"] for one in people) if len(authors) < len(people) else None
        works = list(self._works(claim))
        dates = sorted(work.get("datePublished", "") for work in works)
        earliest = len(works) > 1 and not dates[1].startswith(dates[0])
        first = [work for work in works if earliest and work["datePublished"] == dates[0]]
        reviewed = thing(
            "Claim",
            text=claim["claim"],
            # In the language of the report, it need not be named.
            inLanguage=lambda named: named in (own, None if own == language else own),
            author=authors[0] if len(authors) == 1 else authors,
            creditText=credit,
            datePublished=stated(first_made(claim)),
            appearance=works[0] if len(works) == 1 else works,
            firstAppearance=first[0] if first else None,
        )
        return thing(
            "ClaimReview",
            url=claim["address"],
            claimReviewed=claim["claim"],
            inLanguage=language,
            datePublished=claim["published"],
            dateModified=claim["changed"],
            author=self._publisher(),
            reviewRating=rating,
            itemReviewed=reviewed,
        )

    def _works(self, claim: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """Where a claim was made: as the editors list, and in documents that state it."""
        stating = dict.fromkeys(q["source"] for q in claim["quotes"] if q["stance"] == "states")
        documents = [self.sources[id] for id in stating]
        quoted = {source["url"] for source in documents if source["url"]}
        for one in claim["made"]:
            if one["url"] not in quoted:
                date = stated(one["date"])
                yield thing("CreativeWork", name=one["where"], url=one["url"], datePublished=date)
        for one in documents:
            work = thing("CreativeWork", name=one["title"], url=one["url"])
            yield {
                **work,
                **filled(inLanguage=one["language"], datePublished=stated(one["published"])),
            }

    def _check_table(self, name: str, rows: list[dict[str, Any]]) -> None:
        """A CSV file."""
        text = self.read(name).decode("utf-8-sig")
        csv.field_size_limit(LARGEST_FILE)
        try:
            columns, *lines = csv.reader(io.StringIO(text, newline=""))
        except csv.Error:
            raise Malformed("it is not a table") from None
        # Their order is compared with the Data Package.
        known = sorted(rows[0]) if rows else sorted(columns)
        if sorted(columns) != known or any(len(line) != len(columns) for line in lines):
            raise Malformed("its columns are not those of the data")
        found = [dict(zip(columns, line)) for line in lines]
        self.tables[name] = columns, found
        expected = [(row["id"], {column: cell(row[column]) for column in row}) for row in rows]
        self.compare_each(name, found, expected)

    def _check_claims_table(self, name: str) -> None:
        self._check_table(name, list(map(self._row_of_claim, self.claims.values())))

    def _row_of_claim(self, claim: dict[str, Any]) -> dict[str, Any]:
        verdict, quotes = self.verdicts[claim["verdict"]], claim["quotes"]
        sources = list(dict.fromkeys(quote["source"] for quote in quotes))
        made = first_made(claim)
        days = day_range(made) or {}
        whole = ("id", "claim", "verdict", "summary", "reviewed", "address", "language", "kind")
        row = {name: claim[name] for name in (*whole, "evidence", "published")}
        for side, stance in COUNTED:
            row[f"{side} documents"] = len(claim["documents"][stance])
            origins = len(claim["origins"][stance])
            row[f"{side} origins"] = None if claim["kind"] == "statement" else origins
        who = [
            one["name"] + (f" ({one['role']})" if one["role"] else "") for one in claim["claimants"]
        ]
        where = [
            ", ".join(filter(None, (one["date"], one["where"], one["url"])))
            for one in claim["made"]
        ]
        lists = {"claimants": who, "sources": sources, "tags": claim["tags"], "made": where}
        row.update({name: "; ".join(values) for name, values in lists.items()})
        row.update({"verdict label": verdict["label"], "rating": verdict["rating"]})
        row.update({"documents": len(sources), "quotes": len(quotes)})
        row.update({"corrections": len(claim["corrections"]), "stated": made})
        row.update({"stated from": days.get("from"), "stated to": days.get("to")})
        return row

    def _check_quotes_table(self, name: str) -> None:
        self._check_table(name, list(map(self._row_of_quote, self.quotes)))

    def _row_of_quote(self, quote: QuoteData) -> dict[str, Any]:
        data, receipt, of = quote.data, quote.data["receipt"], (quote.kind, quote.entry["id"])
        names = "number stance side speaker claimant origin via wording source translation note"
        row = {name: data[name] for name in (*names.split(), "address", "passage")}
        row.update({name: receipt[name] for name in ("match", "time", "sha256")})
        row.update({kind: of[1] if of[0] == kind else None for kind in KINDS})
        row["id"] = self.place(data["passage"])[1]
        row["origin name"] = self.origins[data["origin"]]["name"] if data["origin"] else None
        row["source title"] = self.sources[data["source"]]["title"]
        row.update({"quote": data["text"], "words": " […] ".join(data["words"])})
        row["differences"] = "; ".join(receipt["differences"])
        row.update({"start": quote.pieces[0][0], "end": quote.pieces[-1][1]})
        for column, field in (("pieces", "pieces"), ("pieces utf16", "pieces_utf16")):
            row[column] = "; ".join(f"{start}-{end}" for start, end in receipt[field])
        row["first line"], row["last line"] = receipt["lines"]
        row["first page"], row["last page"] = receipt["pages"] or (None, None)
        return row

    def _check_package(self, name: str) -> None:
        """The Data Package that describes both tables."""
        package, report = parsed(self.read(name)), self.report
        license, publisher = report["license"], report["publisher"]
        short = license and re.sub("[^A-Za-z0-9._-]+", "-", license["name"]).strip("-")
        name_of_license = None if license and license["url"] else short or "other"
        expected = filled(
            profile="tabular-data-package",
            name="fact-check-report",
            title=report["title"],
            description=report["summary"],
            homepage=self.base,
            licenses=license
            and [filled(name=name_of_license, title=license["name"], path=license["url"])],
            contributors=publisher
            and [filled(title=publisher["name"], path=publisher["url"], role="publisher")],
            resources=[self._resource(table) for table in ("claims", "quotes")],
        )
        self.compare(name, "", package, expected)

    def _resource(self, table: str) -> dict[str, Any]:
        columns, rows = self.tables[f"{table}.csv"]

        def fits(field: dict[str, Any]) -> bool:
            """Whether all cells of a column are as its description says."""
            cells, rules = [row[field["name"]] for row in rows], field.get("constraints", {})
            form = {"string": "(?s).*", "integer": "-?[0-9]+", "date": r"\d{4}-\d\d-\d\d"}
            typed = all(re.fullmatch(form[field["type"]], one) for one in cells if one)
            full, unique = not rules.get("required") or all(cells), not rules.get("unique")
            return typed and full and (unique or len(set(cells)) == len(cells))

        schema = {
            "fields": lambda fields: (
                [one["name"] for one in fields] == columns and all(map(fits, fields))
            ),
            "missingValues": [""],
            "primaryKey": "id",
        }
        if table == "quotes":
            reference = {"resource": "claims", "fields": "id"}
            schema["foreignKeys"] = [{"fields": "claim", "reference": reference}]
        return {
            "profile": "tabular-data-resource",
            "name": table,
            "path": f"{table}.csv",
            "description": bool,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schema,
        }

    def _check_claim_file(self, claim: dict[str, Any]) -> None:
        """The data of a claim by itself, with the text around its quotes."""
        quotes = claim["quotes"]
        people = [one["id"] for one in claim["claimants"]] + [one["claimant"] for one in quotes]
        named = {
            "sources": (self.sources, [one["source"] for one in quotes]),
            "origins": (self.origins, [one["origin"] for one in quotes]),
            "verdicts": (self.verdicts, [claim["verdict"]]),
            "claimants": (self.claimants, people),
        }
        expected = {
            **self.data,
            **{
                section: [table[id] for id in dict.fromkeys(ids) if id is not None]
                for section, (table, ids) in named.items()
            },
            **{section: [] for section in ("timeline", "disagreements", "removed")},
        }
        in_context = [
            {**one.data, "before": self._is_beside(one, True), "after": self._is_beside(one, False)}
            for one in self.of_entry["claim", claim["id"]]
        ]
        expected["claims"] = [{**claim, "quotes": in_context}]
        # Otherwise each commit would change the file of each claim.
        expected["report"] = {**self.report, "revision": None}
        folder = self.place(claim["address"])[0][: -len("index.html")]
        self.compare(f"{folder}index.json", "", parsed(self.read(f"{folder}index.json")), expected)
        if self.base:
            self._check_frame(f"{folder}oembed.json", claim)

    def is_frame(self, claim: dict[str, Any]) -> Callable[[Any], bool]:
        """Whether HTML shows the card of a claim, or of one of its quotes, on another site."""
        is_title, card = self.is_title(claim), f"{claim['address']}embed/"
        label = letters(self.verdicts[claim["verdict"]]["label"])
        quotes = {quote["id"] for quote in claim["quotes"]}

        def holds(text: Any) -> bool:
            found = FRAME.fullmatch(text)
            address, _, quote = found[1].partition("#") if found else ("", "", "")
            title = html.unescape(found[2]) if found else ""
            named = label in letters(title) if quote in quotes else not quote and is_title(title)
            return html.unescape(address) == card and named

        return holds

    def _check_frame(self, page: str, claim: dict[str, Any]) -> None:
        """How other sites embed the card of a claim, as programs read it (oEmbed)."""
        answer, report, is_title = parsed(self.read(page)), self.report, self.is_title(claim)
        publisher = report["publisher"] or {}
        expected = filled(
            version="1.0",
            type="rich",
            title=is_title,
            author_name=publisher.get("name") and visible(publisher["name"]),
            author_url=publisher.get("url"),
            provider_name=visible(report["title"]),
            provider_url=self.base,
            html=self.is_frame(claim),
            width=480,
            height=260,
        )
        self.compare(page, "", answer, expected)

    def _is_beside(self, quote: QuoteData, before: bool) -> Callable[[Any], bool]:
        """Whether a text stands before or after a quote, from or to the end of a sentence."""
        text, full = self.texts.get(quote.data["source"]), self.is_full(quote)
        start, end = quote.pieces[0][0], quote.pieces[-1][1]

        def holds(said: Any) -> bool:
            if text is None or not full:
                return said is None
            if not isinstance(said, str) or len(said) > LONGEST_CONTEXT:
                return False
            at = start - len(said) if before else end + len(said)
            found = text.text[max(at, 0) : start] if before else text.text[end:at]
            cut = said and (said[0] if before else said[-1]).isspace()
            cut = cut or self.is_inside_word(text, at)
            return said == found and (len(said) == LONGEST_CONTEXT or not cut)

        return holds

    def is_full(self, quote: QuoteData) -> bool:
        """Whether the document of a quote is published whole."""
        return bool(self.sources[quote.data["source"]]["display"] == "full")

    def is_inside_word(self, text: Text, at: int) -> bool:
        """Whether an offset stands between two letters of a word."""
        around = text.text[max(at - 1, 0) : at + 1]
        spaced = not any(map(self.rules.unspaced.match, around))
        return len(around) == 2 and around.isalpha() and spaced

    def _check_citations(self, name: str) -> None:
        """What bibliographies say about the report, its claims and documents, in two formats."""
        items = parsed(self.read(name))
        report = self.report
        reviewed = [one["reviewed"] for one in self.claims.values() if one["reviewed"]]
        checked = report["checked"] or max(reviewed, key=plain_date, default=None)
        expected = [
            {
                "id": "report:all",
                "type": "webpage",
                "title": one_line(report["title"]),
                "language": report["language"],
                "author": self._literal((report["publisher"] or {}).get("name")),
                "issued": date_parts(checked),
                "URL": self.base,
            },
            *map(self._cited, self.claims.values()),
            *(
                {
                    "id": f"document:{source['id']}",
                    "type": "document",
                    "title": one_line(source["title"]),
                    "publisher": one_line(source["publisher"]),
                    "genre": one_line(source["kind"]),
                    "language": source["language"],
                    "author": self._literal(source["author"]),
                    "issued": date_parts(source["published"]),
                    "accessed": date_parts(source["saved"]),
                    "URL": source["url"],
                }
                for source in self.sources.values()
            ),
        ]
        self.compare_each(name, items, [(one["id"], filled(**one)) for one in expected])
        texts = self.read("references.bib").decode().rstrip("\n").split("\n\n")
        languages: dict[Any, str | None] = {}
        made = []
        for item, text in zip(items, texts):
            # LaTeX has its own names of languages.
            found = re.search(r"\n  langid = \{([a-z]+)\}", text)
            language = languages.setdefault(item.get("language"), found and found[1])
            made.append((item["id"], bibtex(item, language)))
        self.compare_each("references.bib", texts, made)
        self.bibtex = dict(made)

    def _cited(self, claim: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": claim["id"],
            "type": "webpage",
            "title": self.is_title(claim),
            "container-title": one_line(self.report["title"]),
            "language": claim["language"],
            "author": self._literal((self.report["publisher"] or {}).get("name")),
            "issued": date_parts(claim["reviewed"]),
            "URL": self.base and claim["address"],
        }

    @staticmethod
    def _literal(name: str | None) -> list[dict[str, Any]] | None:
        return [{"literal": one_line(name)}] if name else None

    def _check_annotations(self, name: str) -> None:
        """The W3C annotation of each quote."""
        collection = parsed(self.read(name))
        items = collection["first"].pop("items")
        if not isinstance(items, list) or len(items) != len(self.quotes):
            raise Malformed("it does not have the quotes that the data have")
        # One at a time: all of them together would be the largest thing in memory.
        for item, quote in zip(items, self.quotes):
            annotation = {
                "id": self.base + f"{name}#{self.place(quote.data['passage'])[1]}",
                "type": "Annotation",
                "motivation": "linking",
                "body": list(self._bodies(quote)),
                "target": list(self._targets(quote)),
            }
            self.compare(f"{name}, {quote.name}", "", item, annotation)
        head = {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"{self.base}{name}",
            "type": "AnnotationCollection",
            "label": self.report["title"],
            "total": len(self.quotes),
            "first": {"id": f"{self.base}{name}#page", "type": "AnnotationPage", "startIndex": 0},
        }
        self.compare(name, "", collection, head)

    def _bodies(self, quote: QuoteData) -> Iterator[dict[str, Any]]:
        """What an annotation says: the entry that quotes, its stance, the translation."""
        sentence = {"claim": "claim", "event": "event", "disagreement": "about"}[quote.kind]
        own = self.report["language"]
        page = {
            "id": quote.entry["address"],
            "type": "Text",
            "format": "text/html",
            "language": own,
        }
        page["label"] = quote.entry[sentence]
        yield {"type": "SpecificResource", "purpose": "linking", "source": page}
        text = {"type": "TextualBody", "format": "text/plain"}
        if quote.data["stance"]:
            stance = {"purpose": "classifying", "value": quote.data["stance"], "language": "en"}
            yield {**text, **stance}
        if value := quote.data["translation"]:
            label = "translation by the report"
            yield {**text, "purpose": "describing", "label": label, "value": value, "language": own}

    def _targets(self, quote: QuoteData) -> Iterator[dict[str, Any]]:
        """The passages of an annotation, each in the file and on the document's page.

        Browsers count each line end as one character.
        """
        data, source = quote.data, self.sources[quote.data["source"]]
        digest = base64.urlsafe_b64encode(bytes.fromhex(source["sha256"])).decode().rstrip("=")
        uri = f"ni:///sha-256;{digest}"
        file = {"id": source["raw"], "canonical": uri} if source["raw"] else {"id": uri}
        file.update({"type": "Text", "format": "text/plain"})
        if source["language"]:
            file["language"] = source["language"]
        text = self.texts.get(source["id"])
        if text and text.plain is None:
            text.plain = plain_lines(text.text)
            text.dropped = [found.start() for found in re.finditer("\r\n", text.text)]
            text.on_page = page_text(text.plain)
            text.named = [found.start() for found in REORDERING.finditer(text.plain)]
        target = {"type": "SpecificResource", "scope": data["passage"]}
        page = {"id": source["address"], "type": "Text", "format": "text/html"}
        for (start, end), words in zip(quote.pieces, data["words"]):
            exact, plain = plain_lines(words), None
            on_page, on_pages = page_text(exact), None
            if text and text.plain is not None:
                plain, on_pages = text.plain, text.on_page
                start, end = (at - bisect_left(text.dropped, at) for at in (start, end))
            selector = self._selectors(source, exact, plain, start, end)
            yield {**target, "source": file, "selector": selector}
            if text and on_pages is not None:
                start, end = (at + 5 * bisect_left(text.named, at) for at in (start, end))
                on_page = on_pages[start:end]
            selector = self._selectors(source, on_page, on_pages, start, end)
            refined = selector[1 if source["raw"] else 0]
            container = {"type": "CssSelector", "value": "#text", "refinedBy": refined}
            yield {**target, "source": page, "selector": [selector[0], container]}

    @staticmethod
    def _selectors(
        source: dict[str, Any], words: str, text: str | None, start: int, end: int
    ) -> list[dict[str, Any]]:
        exact: dict[str, Any] = {"type": "TextQuoteSelector", "exact": words}
        if text is not None and source["raw"]:
            exact["prefix"] = text[max(start - 32, 0) : start]
            exact["suffix"] = text[end : end + 32]
        return [exact, {"type": "TextPositionSelector", "start": start, "end": end}]

    def _check_feeds(self, name: str) -> None:
        """Both feeds and their older pages: each claim, and each removed one, has one entry."""
        expected = {entry["id"]: filled(**entry) for entry in self._feed_entries()}
        path, seen = name, set[str]()
        while path:
            feed = parsed(self.read(path))
            items, older = feed.pop("items"), feed.pop("next_url", None)
            self.compare(path, "", feed, self._feed_head(name))
            self.compare_each(path, items, [(one["id"], expected.pop(one["id"])) for one in items])
            days = [item["date_modified"] for item in items]
            self.agree(path, "order", days, sorted(days, reverse=True))
            self._check_atom(f"{path[: -len('.json')]}.xml", feed, items)
            seen.add(path)
            path = (
                self.place(urllib.parse.urljoin(f"/{path}", older).lstrip("/"))[0] if older else ""
            )
            if path in seen:
                raise Malformed("its pages lead to each other without end")
        if expected:
            raise Malformed(f"it has no entry for “{shown(min(expected))}”")

    def _feed_head(self, name: str) -> dict[str, Any]:
        """What a feed in JSON says of itself."""
        publisher, title = self.report["publisher"], visible(self.report["title"])
        author = publisher and filled(name=visible(publisher["name"]), url=publisher["url"])
        return filled(
            version="https://jsonfeed.org/version/1.1",
            title=lambda text: isinstance(text, str) and title in text,
            home_page_url=self.base,
            feed_url=self.base and self.base + name,
            description=visible(self.report["summary"]),
            language=self.report["language"],
            authors=author and [author],
        )

    def _check_atom(self, path: str, feed: dict[str, Any], items: list[dict[str, Any]]) -> None:
        """A page of the Atom feed, which has the same as that of the JSON feed."""
        data = self.read(path)
        # Entities could make a small file a huge one.
        if b"<!" in data:
            raise Malformed(f"{path} is not an Atom feed")
        try:
            root = ElementTree.fromstring(data)  # noqa: S314 (no entities, see above)
        except ElementTree.ParseError as error:
            raise Malformed(f"{path} is not XML ({error})") from None
        atom = "{http://www.w3.org/2005/Atom}"

        def texts(element: Any, names: str) -> list[str]:
            return [element.findtext(f"{atom}{name}") or "" for name in names.split()]

        def attributes(element: Any, name: str, attribute: str) -> list[str]:
            return [one.get(attribute) for one in element.findall(f"{atom}{name}")]

        fields = ("id", "title", "content_text", "date_published", "date_modified")
        same = [
            filled(
                **dict(zip(fields, texts(entry, "id title content published updated"))),
                url="".join(attributes(entry, "link", "href")) if self.base else None,
                tags=attributes(entry, "category", "term"),
            )
            for entry in root.findall(f"{atom}entry")
        ]
        self.compare_each(path, same, [(item["id"], item) for item in items])
        latest = items[0]["date_modified"] if items else "1970-01-01T00:00:00Z"
        author = (feed.get("authors") or [{"name": visible(self.report["title"])}])[0]
        head = [self._feed_id(self.base), feed["title"], feed["description"], latest]
        self.agree(path, "head", texts(root, "id title subtitle updated"), head)
        found = texts(root.find(f"{atom}author"), "name uri")
        self.agree(path, "author", found, [author["name"], author.get("url", "")])
        language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
        self.agree(path, "language", language, self.report["language"])
        # Programs of readers fetch a page of older entries only once.
        archive = root.find("{http://purl.org/syndication/history/1.0}archive") is not None
        self.agree(path, "archive", archive, path != "feed.xml")
        for link in attributes(root, "link", "href"):
            file = urllib.parse.urljoin(f"/{path}", link).lstrip("/")
            place = self.place(file or "./")[0]
            # An archive has feeds, but no pages.
            if place not in self.listed and (self.has_pages or not place.endswith(".html")):
                self.wrong(path, f"a link leads to {shown(link)}, which does not exist")

    def _feed_entries(self) -> Iterator[dict[str, Any]]:
        """The entry of each claim, and of each removed one."""
        for claim in self.claims.values():
            yield {
                "id": self._feed_id(claim["address"]),
                "url": self.base and claim["address"],
                "title": self.is_title(claim),
                "content_text": self._is_feed_text(claim),
                "date_published": midnight(stated(claim["published"])),
                "date_modified": midnight(self._last_change(claim)),
                "tags": list(dict.fromkeys(visible(tag) for tag in claim["tags"])),
            }
        for one in self.removed.values():
            now = self.claims[one["now"]] if one["now"] else None
            named = self.verdicts[now["verdict"]]["label"] + now["claim"] if now else one["id"]
            yield {
                "id": self._feed_id(one["address"]),
                "url": self.base and one["address"],
                "title": partial(has_letters, visible(named)),
                "content_text": visible(one["note"]),
                "date_modified": midnight(one["date"]),
                "tags": ["removed"],
            }

    def _is_feed_text(self, claim: dict[str, Any]) -> Callable[[Any], bool]:
        """Whether a text is the summary and then every correction, the latest first.

        What kind a correction is, its date and a change of the verdict stand in the interface's
        words.
        """
        corrections = sorted(
            enumerate(claim["corrections"]), key=lambda one: (plain_date(one[1]["date"]), one[0])
        )[::-1]

        def is_text(text: Any) -> bool:
            start = visible(claim["summary"])
            if not isinstance(text, str) or not text.startswith(start):
                return False
            rest, changed, now = text[len(start) :], False, claim["verdict"]
            for _, one in corrections:
                before, note, rest = rest.partition(visible(one["note"]))
                day = {int(part) for part in plain_date(one["date"]).split("-")[::2]}
                apart = before.startswith("\n\n") and before.count("\n\n") == 1 + changed
                if not note or not apart or not day <= numbers(before):
                    return False
                was = one["was"].get("verdict", now)
                changed, now = was != now, was
                if changed and visible(self.verdicts.get(was, {}).get("label", "")) not in rest:
                    return False
            return rest.count("\n\n") == rest.startswith("\n\n") == changed == bool(rest)

        return is_text

    def _last_change(self, claim: dict[str, Any]) -> str:
        """The day on which a claim changed or was checked, or else its documents were recorded."""
        sources = [self.sources[quote["source"]] for quote in claim["quotes"]]
        for places in (
            [(claim, "changed")],
            [(self.report, "checked")],
            [(one, name) for one in sources for name in ("pinned", "saved", "published")],
        ):
            days = [one[f"{name}_range"]["from"] for one, name in places if stated(one[name])]
            if days:
                return str(max(days))
        return "1970-01-01"

    def _feed_id(self, address: str) -> str:
        """The id of an entry of a feed: its address, or a name made of it if the site has none."""
        space = uuid.uuid5(uuid.NAMESPACE_URL, "factcheck-report")
        return address if self.base else uuid.uuid5(space, f"{self.report['title']}\n{address}").urn

    # The pages.

    def _check_pages(self) -> None:
        """Each page of the site, and the claims and documents that must have one."""
        if not self.has_pages:
            self.notes.append(
                "This is an archive without pages: there were no pages to compare with the data."
            )
            return
        self.claim_of = {self.place(one["address"])[0]: one for one in self.claims.values()}
        self.shown_words: dict[tuple[str, str], int] = {}
        self.cards: set[str] = set()
        joined = ((quote.shown, separator) for quote in self.quotes for separator in (" ", " […] "))
        self.all_words = {separator.join(pieces) for pieces, separator in joined}
        self.names = {
            self.place(one["address"])[0]: one["name"]
            for table in (self.origins, self.claimants)
            for one in table.values()
        }
        listed = self.data["disagreements"]
        self.sentences = {self.place(one["address"])[0]: one["about"] for one in listed}
        self.sentences.update({path: one["claim"] for path, one in self.claim_of.items()})
        self.sentences.update(self.names)
        self.known_texts = {squash(text) for text in all_texts(self.data)}
        titles = [one["short"] or squash(one["title"]) for one in self.sources.values()]
        self.known_texts |= {f"{title[:end]}…" for title in titles for end in range(len(title))}
        originals = [one["original"] or {} for one in self.sources.values()]
        self.known_texts |= {one["file"].rpartition("/")[2] for one in originals if one}
        self.known_hashes = {one.get("sha256") for one in (*self.sources.values(), *originals)}
        checks: dict[str, list[tuple[Callable[..., None], dict[str, Any]]]] = {}
        for section, check in (
            ("claims", self._check_claim_page),
            ("sources", self._check_document_page),
            ("origins", self._check_named_page),
            ("claimants", self._check_named_page),
            ("verdicts", self._check_verdict),
            ("timeline", self._check_event),
            ("disagreements", self._check_disagreement),
            ("removed", self._check_named_page),
        ):
            for entry in self.data[section]:
                try:
                    path = self.place(entry["address"])[0]
                except Malformed:
                    continue
                checks.setdefault(path, []).append((check, entry))
                if section in ("claims", "removed"):
                    card = f"{path[: -len('index.html')]}embed/index.html"
                    checks.setdefault(card, []).append((self._check_card, entry))
                    self.cards.add(card)
        for claim in self.claims.values():
            self.guarded(f"claim {claim['id']}", self._check_claim_file, claim)
        checks.setdefault("index.html", []).append((self._check_home, self.report))
        if "data/index.html" in self.listed:
            checks.setdefault("data/index.html", []).append((self._check_data_page, self.report))
        if "print/index.html" in self.listed:
            checks["print/index.html"] = [(self._check_print, self.report)]
        for path in sorted(
            {path for path in self.listed if path.endswith(".html")} | checks.keys()
        ):
            try:
                page = HtmlPage(path, self.read(path, LARGEST_PAGE))
            except Missing as error:
                self.wrong(path, str(error))
                continue
            for fragment in self.fragments.get(path, set()) - page.ids.keys():
                self.wrong(path, f"the address #{shown(fragment)} does not exist on it")
            self.guarded(path, self._check_any_page, page)
            for check, entry in checks.get(path, ()):
                self.guarded(path, check, page, entry)
        self.guarded("claimants", self._check_persons)

    def expect(self, page: HtmlPage, what: str, element: Element | None, text: str) -> None:
        """Add a problem unless an element of a page has a text, and no other."""
        if element is None or page.says(element) != squash(text):
            self.wrong(
                page.path,
                f"{what}: the page says “{shown(page.says(element))}”, the data “{shown(text)}”",
            )

    def expect_in(
        self, page: HtmlPage, what: str, text: str | None, element: Element | None = None
    ) -> None:
        """Add a problem unless a page, or an element of it, has a text somewhere."""
        if text and squash(text) not in (page.says(element) if element else page.flat):
            self.wrong(page.path, f"{what}: the page does not say “{shown(text)}”")

    def expect_note(self, page: HtmlPage, name: str, note: str | None) -> None:
        """Add a problem unless elements with a class have a note, or none if there is none."""
        said = [page.says(one) for one in page.with_class(name)]
        if said != ([squash(note)] if note else []):
            self.wrong(page.path, f"its note is not that of the data: “{shown(' '.join(said))}”")

    def expect_date(self, page: HtmlPage, date: str | None, *elements: Element | None) -> None:
        """Add a problem if elements of a page state another year or day than a date.

        The month and the order are those of the language.
        """
        found = re.match(r"(\d{4})\??(?:-\d\d\??(?:-(\d\d))?)?", date or "")
        said = numbers(" ".join(page.says(one) for one in elements))
        if found and said and not {int(part) for part in found.groups() if part} <= said:
            self.wrong(page.path, f"the page states another date than {shown(str(date))}")

    def _check_any_page(self, page: HtmlPage) -> None:
        """Whatever may stand on any page: links, names, hashes, claims in lists, quotes."""
        known = self.known_hashes
        if page.path == "data/index.html":
            known = known | set(self.listed.values())
        for element in page.with_class("fc"):
            for found in set(re.findall("[0-9a-f]{64}", page.says(element))) - known:
                self.wrong(page.path, f"it states the hash {found[:16]}…, which is that of nothing")
        badge: Element | None = None
        labels = {squash(verdict["label"]) for verdict in self.verdicts.values()}
        for id, verdict in self.verdicts.items():
            heading = page.ids.get(f"verdict-{id}")
            if heading and heading.tag == "h2":
                self.expect_in(page, "verdict", verdict["label"], heading)
        for element in page.elements:
            if "fc-badge" in element.classes:
                badge = element
                if re.sub(r"^\d+ ", "", page.says(badge)) not in labels:
                    self.wrong(page.path, f"“{shown(page.says(badge))}” is no verdict")
            elif element.tag == "bdi" and element.around("fc"):
                self._check_name(page, element)
            elif element.tag == "a" and "href" in element.attributes:
                self._check_link(page, element, badge)
                badge = None
            elif element.tag == "blockquote":
                self._check_blockquote(page, element)

    def _check_name(self, page: HtmlPage, element: Element) -> None:
        """A name or title on a page, which is one of the data.

        Dates, “not stated” in a list of facts and “the document” as speaker are the interface’s.
        """
        said, parent = page.says(element), element.parent
        own = parent is not None and parent.tag in ("b", "dd")
        if own or "fc-date" in element.classes or element.around("fc-analysis"):
            return
        # Dates do not stand at the start of an item of a list, titles with numbers do.
        first = parent is not None and parent.tag == "li" and element.start == parent.start
        if said not in self.known_texts and (first or not re.search(r"\d|^$", said)):
            self.wrong(page.path, f"“{shown(said)}” stands in no data")

    def _check_link(self, page: HtmlPage, link: Element, badge: Element | None) -> None:
        """A link, after the badge of a verdict perhaps: where it leads, and what it calls that."""
        path, fragment = self.target(page, link)
        # An absolute link may lead to another part of the same host.
        own = "://" not in link.attributes["href"] and path != "SHA256SUMS"
        if own and path and path not in self.listed:
            self.wrong(page.path, f"a link leads to {shown(path)}, which does not exist")
        if path == page.path and fragment and fragment not in page.ids:
            self.wrong(page.path, f"a link leads to #{shown(fragment)}, which does not exist")
        # Claims that quote a document are listed there by their ids, which may have this word.
        of_quote = "quote" in fragment and not fragment.startswith("cited-")
        if of_quote and path in self.fragments and fragment not in self.fragments[path]:
            self.wrong(page.path, f"a link leads to #{shown(fragment)}, which does not exist")
        if path in self.sentences:
            said, whole = page.says(link), squash(self.sentences[path])
            words = set(WORD.findall(said))
            known = {word for word in WORD.findall(whole) if not word.isdigit()}
            # Links may have words of the interface. Those with most words of the entry are its.
            if known and whole not in said and len(words & known) * 2 >= len(known):
                self.expect(page, "link", link, whole)
        names = [one for one in page.inside(link) if one.tag == "bdi"]
        if path in self.names and len(names) == 1 and not fragment:
            self.expect(page, "name", names[0], self.names[path])
        claim = self.claim_of.get(path)
        row = badge.parent and (badge.parent.parent or badge.parent) if badge else None
        group = link.around("fc-group")
        if claim and row and badge and link.number < row.last:
            self.expect(page, "claim", link, claim["claim"])
            self.expect(page, "verdict", badge, self.verdicts[claim["verdict"]]["label"])
        elif claim and group:
            self.expect(page, "claim", link, claim["claim"])
            row = link.parent
            if group.attributes.get("aria-labelledby") != f"verdict-{claim['verdict']}":
                self.wrong(page.path, f"claim {claim['id']} stands under another verdict")
        if claim and row:
            counts = [len(claim[of][stance]) for of in ("origins", "documents") for stance in SIDES]
            documents = {quote["source"] for quote in claim["quotes"]}
            dates = [claim["stated"], *(made["date"] for made in claim["made"])]
            known = {*counts, len(documents), sum(counts[2:]), len(claim["quotes"]), 0, 1}
            known |= {
                number for date in dates for number in numbers((date or "").replace("-", " "))
            }
            known |= {number for one in claim["claimants"] for number in numbers(one["name"])}
            for facts in page.inside(row, name="fc-row-facts"):
                own = facts.number > link.number and not facts.around("fc-citations")
                if own and not numbers(page.says(facts)) <= known:
                    self.wrong(page.path, f"claim {claim['id']}: “{shown(page.says(facts))}”")

    def _check_blockquote(self, page: HtmlPage, block: Element) -> None:
        """A quote: its words, who said it, its document, and where the link below it leads."""
        between: list[Element] = []
        quote: QuoteData | None = None
        link = block
        for link in page.elements[block.last : block.last + 60]:
            if link.tag == "blockquote":
                break
            if link.tag == "a" and (quote := self.passages.get(self.target(page, link))):
                break
            between.append(link)
        words = page.says(block, without=("fc-gap",))
        if quote is None:
            if (
                block.around("fc-whole")
                and not block.around("fc-analysis")
                and words not in self.all_words
            ):
                self.wrong(page.path, f"its quote “{shown(words)}” is not in the data")
            return
        data, source = quote.data, self.sources[quote.data["source"]]
        figure = block.parent
        if figure is not None and figure.tag == "figure" and page.path not in self.cards:
            self._check_shown_receipt(page, quote, figure)
        person = self.claimants.get(re.sub("^claimants/([^/]*)/.*", r"\1", page.path))
        if person is not None:
            key = person["id"], quote.entry["id"]
            self.shown_words[key] = self.shown_words.get(key, 0) + 1
            if not self._says(person, quote):
                self.wrong(page.path, f"{quote.name} does not have the words of this person")
        if words not in (" ".join(quote.shown), " […] ".join(quote.shown)):
            self.wrong(page.path, f"{quote.name}: the page quotes “{shown(words)}”")
        speaker = data["speaker"] or (
            self.claimants[data["claimant"]]["name"] if data["claimant"] else ""
        )
        names = [page.says(one) for one in between if one.tag in ("b", "bdi")]
        if data["wording"] in WITH_SPEAKER and squash(speaker) not in names:
            self.wrong(
                page.path, f"{quote.name}: the page does not name “{shown(speaker)}” as the speaker"
            )
        if data["via"] and squash(data["via"]) not in names:
            self.wrong(page.path, f"{quote.name}: the page does not name “{shown(data['via'])}”")
        translations = [page.says(one) for one in between if "fc-translation" in one.classes]
        if bool(data["translation"]) != bool(translations) or (
            translations and not translations[0].endswith(squash(data["translation"]))
        ):
            self.wrong(page.path, f"{quote.name}: its translation is not that of the data")
        title = page.says(next(page.inside(link, "cite"), None))
        full = squash(source["title"])
        if title not in (squash(source["short"] or ""), full) and not (
            not source["short"] and title.endswith("…") and full.startswith(title[:-1])
        ):
            self.wrong(page.path, f"{quote.name}: the page calls its document “{shown(title)}”")
        places, receipt = numbers(page.says(link, without=("cite",))), data["receipt"]
        known = {
            *receipt["lines"],
            *(receipt["pages"] or ()),
            *numbers((receipt["time"] or "").replace(":", " ")),
        }
        if not places <= known or not places & {
            receipt["lines"][0],
            *(receipt["pages"] or ()),
            *known,
        }:
            self.wrong(page.path, f"{quote.name}: the page names another line of the document")

    def _says(self, person: dict[str, Any], quote: QuoteData) -> bool:
        """Whether a quote has somebody's words."""
        data = quote.data
        if data["claimant"] is not None:
            return bool(data["claimant"] == person["id"])
        if data["speaker"] is not None:
            return bool(data["speaker"] == person["name"])
        author = self.sources[data["source"]]["author"]
        return bool(data["wording"] == "document" and author == person["name"])

    def _check_persons(self) -> None:
        """Whether the page of each person has their words on their claims, at most three."""
        for quote in self.quotes:
            for one in quote.entry.get("claimants", ()) if quote.number == 1 else ():
                person = self.claimants[one["id"]]
                said = [
                    other
                    for other in self.of_entry[quote.kind, quote.entry["id"]]
                    if self._says(person, other)
                ]
                here = self.shown_words.get((person["id"], quote.entry["id"]), 0)
                if here != min(len(said), 3):
                    where = f"{person['id']}, claim {quote.entry['id']}"
                    self.wrong(where, "the page of this person quotes other words than theirs")

    def _check_listed(
        self, page: HtmlPage, name: str, element: Element | None, expected: list[str]
    ) -> None:
        """Whether the claims listed in an element, in parts with a class, are those of the data."""
        parts = page.inside(element, name=name) if element else ()
        links = (link for part in parts for link in page.inside(part, "a"))
        claims = (self.claim_of.get(self.target(page, link)[0]) for link in links)
        found = {claim["id"] for claim in claims if claim}
        if found != set(expected) or len(expected) != len(set(expected)):
            self.wrong(page.path, f"it lists other claims than the data: {shown(str(expected))}")

    def _check_home(self, page: HtmlPage, report: dict[str, Any]) -> None:
        self.expect(page, "title", page.ids.get("report"), report["title"])
        self.expect_in(page, "summary", report["summary"])
        self.expect_in(page, "about", report["about"])
        findings = [next(page.inside(one, "a"), one) for one in page.with_class("fc-finding")]
        claims = [self.claim_of.get(self.target(page, one)[0], {}).get("id") for one in findings]
        if (
            page.path == "index.html"
            and claims[: len(report["key_claims"])] != report["key_claims"]
        ):
            self.wrong(page.path, "its first claims are not the key claims of the data")
        for finding, id in zip(
            page.with_class("fc-finding"), claims if page.path == "index.html" else ()
        ):
            said = page.says(list(page.inside(finding, "p"))[-1]).rstrip("… ")
            if id and not squash(self.claims[id]["summary"]).startswith(said):
                self.wrong(
                    page.path, f"the summary of {id} is not that of the data: “{shown(said)}”"
                )
        if report["publisher"]:
            self.expect_in(page, "publisher", report["publisher"]["name"])
        addresses = {one.attributes.get("href") for one in page.elements if one.tag == "a"}
        if page.path == "index.html" and report["report_errors"] not in (None, *addresses):
            self.wrong(page.path, "no link leads to the contact of the data")

    def _check_data_page(self, page: HtmlPage, report: dict[str, Any]) -> None:
        self.expect_in(page, "licence", report["license"]["name"] if report["license"] else None)
        revision = report["revision"]
        self.expect_in(page, "commit", revision["commit"] if revision else None)
        self.expect_in(page, "tag", revision["tag"] if revision else None)
        expected = [self._dataset()] if self.base else []
        self.compare(page.path, "Dataset", page.linked_data, expected)

    def _dataset(self) -> dict[str, Any]:
        """The description of the data files for search engines."""
        report, license = self.report, self.report["license"]
        dates = [claim["changed"] for claim in self.claims.values()]
        dates += [one["date"] for one in self.removed.values()]
        files = [
            thing("DataDownload", name=name, contentUrl=self.base + name, encodingFormat=media)
            for name, media in DATA_FILES.items()
        ]
        by_name = license and thing("CreativeWork", name=license["name"])
        content = thing(
            "Dataset",
            name=report["title"],
            description=lambda text: text.startswith(report["summary"]),
            url=f"{self.base}data/",
            inLanguage=report["language"],
            creator=self._publisher(),
            license=license and (license["url"] or by_name),
            dateModified=max((one for one in dates if is_day(one)), default=None),
            isAccessibleForFree=True,
            distribution=files,
        )
        return {"@context": SCHEMA_ORG, **content}

    def _check_print(self, page: HtmlPage, report: dict[str, Any]) -> None:
        """The whole report on one page."""
        self._check_home(page, report)
        contents = {one.attributes.get("href"): one for one in page.elements if one.tag == "a"}
        for id, claim in self.claims.items():
            heading, link = page.ids.get(f"claim-{id}"), contents.get(f"#claim-{id}")
            label = self.verdicts[claim["verdict"]]["label"]
            self.expect(page, "claim", link, claim["claim"])
            self.expect_in(page, "claim", claim["claim"], heading)
            section = heading.parent if heading else None
            self.expect_in(page, "verdict", label, section)
            self.expect_in(page, "verdict", label, link.parent if link else None)
            self.expect_in(page, "summary", claim["summary"], section)
            for quote in claim["quotes"]:
                self.expect_in(page, "note", quote["note"], section)
        for source in self.sources.values():
            self.expect_in(page, "hash", source["sha256"])
        for table in ("timeline", "disagreements"):
            for entry in self.data[table]:
                self.expect_in(page, "entry", entry.get("event") or entry["about"])
                self.expect_in(page, "note", entry.get("note"))

    def _check_card(self, page: HtmlPage, entry: dict[str, Any]) -> None:
        """The card of a claim for other sites."""
        self.expect_in(page, "title", self.report["title"], page.with_tag("footer"))
        if "now" in entry:
            self.expect_in(page, "note", entry["note"])
            return
        label = self.verdicts[entry["verdict"]]["label"]
        self.expect(page, "claim", page.with_tag("h1"), entry["claim"])
        self.expect(page, "verdict", next(iter(page.with_class("verdict")), None), label)
        self.expect_in(
            page, "summary", entry["summary"], next(iter(page.with_class("summary")), None)
        )
        for quote in entry["quotes"]:
            figure = page.ids.get(self.place(quote["address"])[1])
            if figure is None or quote["stance"] not in figure.classes:
                self.wrong(page.path, f"quote {quote['number']} is missing or has another stance")

    def _check_named_page(self, page: HtmlPage, entry: dict[str, Any]) -> None:
        """The page of a person or origin, and of a claim that was removed."""
        if "name" in entry:
            heading = page.ids.get("origin") or page.ids.get("claimant")
            self.expect(page, "name", heading, entry["name"])
            self.expect_in(page, "role", entry.get("role"))
            self.expect_note(page, "fc-lead", entry["note"])
        else:
            self.expect_in(page, "note", entry["note"])
            self.expect_date(page, entry["date"], *page.with_class("fc-note"))

    def _check_verdict(self, page: HtmlPage, verdict: dict[str, Any]) -> None:
        heading = page.ids[self.place(verdict["address"])[1]]
        self.expect(page, "verdict", heading, verdict["label"])
        section = heading.parent
        self.expect_in(page, "meaning", verdict["means"], section)
        facts = [page.says(one) for one in page.inside(section or heading, "dd")]
        needed = {number for bounds in ("needs", "allows") for number in verdict[bounds].values()}
        stated = set().union(*(numbers(fact) for fact in facts[:-1])) if facts else set()
        if not needed - {0, None} <= stated or not stated <= needed | {0}:
            self.wrong(
                page.path,
                f"verdict {shown(verdict['id'])}: the page states other numbers than the data",
            )

    def _check_event(self, page: HtmlPage, event: dict[str, Any]) -> None:
        element = page.ids.get(self.place(event["address"])[1])
        self.expect_in(page, "event", event["event"], element)
        self.expect_in(page, "note on the date", event["when_note"], element)
        dates = [event[name] for name in ("when", "after", "before", "during") if event[name]]
        when = next(page.inside(element, name="fc-when"), None) if element else None
        self.expect_date(page, dates[0], when)
        self._check_listed(page, "fc-links", element, event["claims"])

    def _check_disagreement(self, page: HtmlPage, entry: dict[str, Any]) -> None:
        self.expect_in(page, "disagreement", entry["about"], page.ids.get("disagreement"))
        self.expect_note(page, "fc-compatible", entry["note"])
        for quote in entry["quotes"]:
            self.expect_in(page, "side", quote["side"])
        if entry["compatible"] not in ("yes", "no", "partly"):
            self.wrong(page.path, "it is not said whether both sides can be true")
        self._check_listed(page, "fc-row", page.elements[0], entry["claims"])

    def _check_claim_page(self, page: HtmlPage, claim: dict[str, Any]) -> None:
        verdict = self.verdicts[claim["verdict"]]
        label = verdict["label"]
        leads = " ".join(page.says(one) for one in page.with_class("fc-lead"))
        self.expect(page, "claim", page.ids.get("claim"), claim["claim"])
        self.expect(page, "verdict", page.ids.get("verdict"), label)
        if leads != squash(claim["summary"]):
            self.wrong(page.path, f"summary: the page says “{shown(leads)}”")
        for one in page.with_class("fc-verdict"):
            icon = next(page.inside(one, "use"), one).attributes.get("xlink:href")
            self.agree(page.path, "icon of the verdict", icon, f"#fc-{verdict['icon']}")
            if not verdict["color"] and f"fc-tone-{verdict['tone']}" not in one.classes:
                self.wrong(page.path, f"its verdict is not shown as {shown(verdict['tone'])}")
        for one in page.with_class("fc-verdict-means"):
            if not page.says(one).startswith(squash(f"{label}: {verdict['means']}")):
                self.wrong(page.path, f"meaning of the verdict: “{shown(page.says(one))}”")
        for element in page.elements:
            if element.tag == "meta" and element.attributes.get("property") == "og:title":
                self._expect_words(
                    page, "title", element.attributes.get("content", ""), claim["claim"], label
                )
            elif "fc-code" in element.classes:
                self.compare(page.path, "code", page.says(element), self.is_frame(claim))
            elif element.tag in ("title", "pre") or "fc-citation" in element.classes:
                title = "" if element.tag == "title" else self.report["title"]
                said = page.says(element)
                # BibTeX writes some signs as words.
                words = re.sub(r"\\text[a-z]+\{\}", "", said)
                self._expect_words(page, "citation", words, claim["claim"], label, title)
                if said.startswith("[{"):
                    self.compare(
                        page.path, "citation", parsed(said.encode()), [filled(**self._cited(claim))]
                    )
                if said.startswith("@misc") and said != squash(self.bibtex[claim["id"]]):
                    self.wrong(page.path, "its BibTeX is not that of references.bib")
        review = {"@context": SCHEMA_ORG, **self._review(claim)}
        self.compare(page.path, "ClaimReview", page.linked_data, [review] if self.base else [])
        for one in claim["claimants"]:
            page_of = self.place(self.claimants[one["id"]]["address"])
            items: list[Element | None] = [
                item
                for listed in page.with_class("fc-claimants")
                for item in page.inside(listed, "li")
                if any(self.target(page, link) == page_of for link in page.inside(item, "a"))
            ]
            # A single claimant without a role stands only above the claim.
            for item in items or [None]:
                self.expect_in(page, "claimant", one["name"], item)
                self.expect_in(page, "role", one["role"], item)
        for made in claim["made"]:
            self.expect_in(page, "where it was made", made["where"] or made["url"])
        self.expect_in(page, "note on the date", claim["stated_note"])
        related = next(
            (one for one in page.elements if one.attributes.get("aria-labelledby") == "related"),
            None,
        )
        self._check_listed(page, "fc-row", related, claim["related"])
        for number, correction in enumerate(claim["corrections"], 1):
            noted = page.ids.get(f"correction-{number}")
            self.expect_in(page, "correction", correction["note"], noted)
            self.expect_date(page, correction["date"], noted)
        self.expect_date(page, claim["stated"], *page.with_class("fc-date"))
        self.expect_date(page, claim["reviewed"], *page.with_class("fc-reviewed"))
        self._check_analysis(page, claim["analysis"] or "")
        for stance in SIDES:
            for one in page.with_class(f"fc-balance-{stance}"):
                self._check_balance(page, claim, stance, one)
        for quote in self.of_entry["claim", claim["id"]]:
            self._check_figure(page, quote)

    def _check_analysis(self, page: HtmlPage, analysis: str) -> None:
        """The analysis has the letters of its Markdown; addresses and numbers of lists may go."""
        said = letters(
            "".join(
                page.says(one)
                for part in page.with_class("fc-analysis")[:1]
                for one in page.elements[part.number + 1 : part.last]
                if one.parent is part and one.tag != "h2"
            )
        )
        address = r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
        least = re.sub(r"(?m)^[\s>*+-]*\d{1,9}[.)]", "", re.sub(address, "]", analysis))
        most = letters(html.unescape(analysis))
        if not (are_in_order(letters(html.unescape(least)), said) and are_in_order(said, most)):
            self.wrong(page.path, "its analysis is not that of the data")

    def _expect_words(self, page: HtmlPage, what: str, text: str, *parts: str) -> None:
        """Add a problem unless a text in another notation has the words of others."""
        for part in parts:
            if letters(squash(part)) not in letters(text):
                self.wrong(page.path, f"{what}: the page says “{shown(text)}”")

    def _check_balance(
        self, page: HtmlPage, claim: dict[str, Any], stance: str, element: Element
    ) -> None:
        """The numbers beside the verdict, and the names of the origins."""
        origins, documents = claim["origins"][stance], claim["documents"][stance]
        quoting = {
            q["source"]
            for q in claim["quotes"]
            if q["stance"] == stance and q["wording"] in ("quoted", "transcript")
        }
        link = next(page.inside(element, "a"), None)
        if not numbers(page.says(link)) <= {len(origins), len(documents), len(quoting)} or (
            documents and link is None
        ):
            self.wrong(
                page.path, f"it counts other origins or documents that are “{stance}” than the data"
            )
        for id in origins if claim["kind"] != "statement" else ():
            self.expect_in(page, "origin", self.origins[id]["name"], element)

    def _check_figure(self, page: HtmlPage, quote: QuoteData) -> None:
        """A quote on the page of its claim: stance, origin, context and receipt."""
        name, data = quote.name, quote.data
        figure = page.ids.get(self.place(data["address"])[1])
        if figure is None or figure.tag != "figure":
            self.wrong(page.path, f"{name} is not on the page")
            return
        if f"fc-{data['stance']}" not in figure.classes:
            self.wrong(page.path, f"{name}: its stance is not “{data['stance']}”, as the data say")
        if f"fc-wording-{data['wording']}" not in figure.classes:
            self.wrong(
                page.path, f"{name}: its wording is not “{data['wording']}”, as the data say"
            )
        if not any(
            self.passages.get(self.target(page, one)) is quote for one in page.inside(figure, "a")
        ):
            self.wrong(page.path, f"{name}: no link leads to its passage")
        voice = figure.around("fc-voice")
        if voice is None and data["stance"] in SIDES and quote.entry["kind"] != "statement":
            self.wrong(page.path, f"{name} does not stand in a list of its origin")
        heading = next(page.inside(voice, "h4"), None) if voice else None
        if heading is not None:
            link = next(page.inside(heading, "a"), None)
            origin = self.origins[data["origin"]] if data["origin"] else None
            if origin and (
                link is None or self.target(page, link) != self.place(origin["address"])
            ):
                self.wrong(page.path, f"{name} is not under its origin “{shown(origin['name'])}”")
            if origin is None and link is not None:
                self.wrong(page.path, f"{name} is under an origin, and the data name none")

    def _check_shown_receipt(self, page: HtmlPage, quote: QuoteData, figure: Element) -> None:
        """The receipt of a quote on a page: the words in their context, the hash, other places."""
        name, data = quote.name, quote.data
        notes = [page.says(one) for one in page.inside(figure, "p", "fc-note")]
        if notes != ([squash(data["note"])] if data["note"] else []):
            self.wrong(page.path, f"{name}: its note is not that of the data")
        receipt = next(page.inside(figure, "details", "fc-receipt"), None)
        around = next(page.inside(figure, "p", "fc-around"), None)
        if receipt is None or around is None:
            self.wrong(page.path, f"{name} has no receipt on the page")
            return
        marked = [page.says(one) for one in page.inside(around, "mark")]
        if marked != [squash(words) for words in data["words"]]:
            self.wrong(page.path, f"{name}: its receipt marks other words than the data")
        text = self.texts.get(data["source"])
        if text is not None:
            self._check_context(page, quote, text, around)
        self.expect_in(page, "hash", data["receipt"]["sha256"][:16], receipt)
        also = [one for one in page.inside(receipt, "p") if not one.classes]
        if bool(also) != bool(data["receipt"]["also"]):
            self.wrong(page.path, f"{name}: the page does not name the other places of its words")

    def _check_context(self, page: HtmlPage, quote: QuoteData, text: Text, around: Element) -> None:
        """The text before and after the words, which is that of the document."""
        marks = list(page.inside(around, "mark"))
        start, end = quote.pieces[0][0], quote.pieces[-1][1]
        before = " ".join(page.text[around.start : marks[0].start].split()).lstrip("… ")
        after = " ".join(page.text[marks[-1].end : around.end].split()).rstrip("… ")
        ahead, behind = (
            squash(text.text[max(start - 3_000, 0) : start]),
            squash(text.text[end : end + 3_000]),
        )
        if not ahead.endswith(before) or not behind.rstrip("… ").startswith(after):
            self.wrong(page.path, f"{quote.name}: the text around it is not that of the document")

    def _check_document_page(self, page: HtmlPage, source: dict[str, Any]) -> None:
        """The text of a document, line by line, and the marks in it."""
        self.expect(page, "title", page.ids.get("document"), source["title"])
        if not isinstance(source["file"], str) or not isinstance(source["title"], str):
            raise Malformed("the document has no title or no file")
        for what in ("author", "publisher", "kind", "note", "file", "url", "archived"):
            self.expect_in(page, what, source[what])
        self.expect_date(page, source["published"], *page.with_class("fc-byline"))
        self.expect_date(page, source["published"], *page.with_class("fc-about"))
        self.expect_date(page, source["saved"], *page.with_class("fc-about"))
        for known in (source, source["original"] or {}):
            self.expect_in(page, "SHA-256", known.get("sha256"))
        quotes = [quote for quote in self.quotes if quote.data["source"] == source["id"]]
        for quote in quotes:
            self._check_anchor(page, quote)
        text, section = self.texts.get(source["id"]), page.ids.get("text")
        if section is None:
            raise Malformed("the page does not show the document")
        lines = [
            one for one in page.inside(section, "p") if {"fc-line", "fc-blank"} & set(one.classes)
        ]
        marked = self._marked(quotes)
        if source["raw"] is not None:
            folder = self.place(source["address"])[0].rpartition("/")[0]
            if [one.attributes.get("id") for one in lines] != [
                f"L{number + 1}" for number in range(len(text.lines if text else lines))
            ]:
                self.wrong(page.path, "the page does not show each line of the document")
        else:
            folder = self.place(source["address"])[0].rpartition("/")[0] + "/"
            for path in self.listed:
                if path.startswith(folder) and not path.endswith("index.html"):
                    self.wrong(
                        path, "it is published, but its document may only be shown in excerpts"
                    )
        if text is None:
            words = " ".join(squash(words) for quote in quotes for words in quote.data["words"])
            for one in page.inside(section, "mark"):
                if page.says(one) not in words:
                    self.wrong(
                        page.path, f"it marks “{shown(page.says(one))}”, which nobody quotes"
                    )
            return
        for line in lines:
            number = re.fullmatch("L([0-9]{1,9})", line.attributes.get("id", ""))
            if number is None or not 1 <= int(number[1]) <= len(text.lines):
                self.wrong(page.path, "a line has no number")
                continue
            begin, words = text.line_text(int(number[1]))
            said = page.raw(line)
            if (
                said.strip() != visible(words).strip()
                if source["raw"] is not None
                else said.strip() not in visible(words)
            ):
                self.wrong(
                    page.path, f"line {number[1]} is not that of the document: “{shown(said)}”"
                )
            elif source["raw"] is not None and self._marks(page, line) != self._expected_marks(
                marked, begin, words
            ):
                self.wrong(page.path, f"line {number[1]}: other words are marked than are quoted")

    def _check_anchor(self, page: HtmlPage, quote: QuoteData) -> None:
        """The start of a quoted passage: its stance, its origin, and the way back to the quote."""
        anchor = page.ids.get(self.place(quote.data["passage"])[1])
        if anchor is None:
            self.wrong(page.path, f"{quote.name} is not marked")
            return
        if quote.data["stance"] and f"fc-{quote.data['stance']}" not in anchor.classes:
            self.wrong(page.path, f"{quote.name}: its mark has another stance than the data")
        if self.target(page, anchor) != self.place(quote.data["address"]):
            self.wrong(page.path, f"{quote.name}: its mark does not lead back to it")
        if quote.data["origin"]:
            name = squash(self.origins[quote.data["origin"]]["name"])
            labels = [one.attributes.get("data-label", "") for one in page.inside(anchor, "i")]
            spoken = squash(anchor.attributes.get("aria-label", ""))
            if [squash(label) for label in labels] != [name] or name not in spoken:
                self.wrong(page.path, f"{quote.name}: its mark does not name “{shown(name)}”")

    @staticmethod
    def _marked(quotes: Iterable[QuoteData]) -> list[tuple[int, int]]:
        """The quoted parts of a document, those that touch each other as one."""
        merged: list[tuple[int, int]] = []
        for start, end in sorted(piece for quote in quotes for piece in quote.pieces):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], end))
            else:
                merged.append((start, end))
        return merged

    @staticmethod
    def _expected_marks(marked: list[tuple[int, int]], begin: int, line: str) -> str:
        """The quoted text of a line."""
        parts = []
        for start, end in marked[max(bisect_right(marked, (begin, 0)) - 1, 0) :]:
            if start >= begin + len(line):
                break
            parts.append(line[max(start - begin, 0) : max(end - begin, 0)])
        return visible("".join(parts))

    @staticmethod
    def _marks(page: HtmlPage, line: Element) -> str:
        return "".join(map(page.raw, page.inside(line, "mark")))

    # The files themselves.

    def _check_manifest(self) -> None:
        """Whether each file has the hash that SHA256SUMS lists, and each file is listed."""
        for path, expected in self.listed.items():
            try:
                if path not in self.hashes:
                    self.read(path)
            except Missing as error:
                self.wrong(path, f"SHA256SUMS lists it, but {error}")
                continue
            if self.hashes[path] != expected:
                self.wrong(path, "it was changed: its SHA-256 is not that in SHA256SUMS")
        for path in (*DATA_FILES, "folding-rules.json", "verify.py"):
            if path not in self.listed and (path != "claimreview.json" or self.base):
                self.wrong(path, "SHA256SUMS does not list it")
        for path in self.site.paths() or ():
            # Beside SHA256SUMS may stand its signature.
            if path not in self.listed and not path.startswith("SHA256SUMS"):
                self.wrong(path, "SHA256SUMS does not list it")
        own = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
        if "verify.py" in self.hashes and self.hashes["verify.py"] != own:
            self.notes.append(
                "The site publishes another edition of this verifier. This one was used."
            )


def all_texts(data: Any) -> Iterator[str]:
    """Every text in JSON data."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            waiting += value.values() if isinstance(value, dict) else value


def unzipped(data: bytes) -> bytes:
    """The only file in a ZIP file. Raises Malformed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            [entry] = archive.infolist()
            with archive.open(entry) as opened:
                content = opened.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError, OSError, zlib.error):
        raise Malformed("the original is not in a ZIP file by itself") from None
    if len(content) > LARGEST_FILE:
        raise Malformed("the original is too large")
    return content


def hashed_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """SHA-256 and content of each file in a folder of documents."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.stat().st_size <= LARGEST_FILE:
            data = file.read_bytes()
            yield hashlib.sha256(data).hexdigest(), data


def verify(site: str, documents: str | None = None) -> Verifier:
    """Check a site in a folder or at an address. Raises Unusable."""
    if documents is not None and not Path(documents).is_dir():
        raise Unusable(f"“{shown(documents)}” is not a folder.")
    if "://" not in site and not Path(site).is_dir():
        raise Unusable(f"“{shown(site)}” is neither a folder nor a web address.")
    place = Web(site) if "://" in site else Folder(Path(site))
    verifier = Verifier(place, Path(documents) if documents else None)
    verifier.run()
    return verifier


def as_json(verifier: Verifier) -> str:
    """The result for programs."""
    content = {
        "holds": not verifier.problems,
        "quotes": [{"quote": quote.name, "held": quote.held or None} for quote in verifier.quotes],
        "problems": [{"where": where, "what": what} for where, what in verifier.problems],
        "more_problems": verifier.more_problems,
        "notes": verifier.notes,
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def counted(number: int, name: str) -> str:
    """A number of things: “1 claim”, “2 claims”."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def as_text(verifier: Verifier) -> str:
    """The result in words: each quote, then what is wrong, then a summary."""
    lines = [f"{quote.name}: {quote.held}" for quote in verifier.quotes if quote.held]
    lines += ["", *(f"Note: {note}" for note in verifier.notes)] if verifier.notes else [""]
    lines += [f"WRONG: {where}: {what}" for where, what in verifier.problems]
    if verifier.more_problems:
        lines.append(f"… and {verifier.more_problems} more.")
    held = sum(bool(quote.held) for quote in verifier.quotes)
    whole = (
        "Everything that was checked holds." if not verifier.problems else "Not everything holds."
    )
    found = len(verifier.problems) + verifier.more_problems
    claims, sources = (getattr(verifier, name, ()) for name in ("claims", "sources"))
    counts = [counted(len(claims), "claim"), counted(len(sources), "document")]
    if len(verifier.texts) < len(sources):
        counts[-1] += f" ({len(verifier.texts) or 'not'} compared)"
    counts.append(counted(len(verifier.listed), "file"))
    quotes = counted(len(verifier.quotes), "quote")
    hold = "holds" if len(verifier.quotes) == 1 else "hold"
    lines.append(
        f"{held} of {quotes} {hold}. {', '.join(counts)}. Problems: {found}. {whole}"
        if verifier.quotes
        else f"There are no quotes. {', '.join(counts)}. Problems: {found}. {whole}"
    )
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """The command. Returns its exit code."""
    if sys.version_info < (3, 9):  # noqa: UP036 - whoever runs this file alone may have any
        print("This program needs Python 3.9 or later.", file=sys.stderr)
        return 2
    parser = argparse.ArgumentParser(description="Checks a published fact-check report.")
    parser.add_argument(
        "site", nargs="?", default=".", help="the site's folder or address; default: this folder"
    )
    parser.add_argument(
        "--documents", metavar="DIR", help="a folder with the documents shown in excerpts"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    options = parser.parse_args(arguments)
    try:
        verifier = verify(options.site, options.documents)
    except Unusable as error:
        print(error, file=sys.stderr)
        return 2
    try:
        print(as_json(verifier) if options.json else as_text(verifier))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output wanted no more of it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if verifier.problems else 0


if __name__ == "__main__":
    sys.exit(main())
