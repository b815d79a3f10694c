"""Decodes documents that are not in UTF-8."""

from __future__ import annotations

import codecs
import re

from factcheck_report.documents.importing.refused import ImportRefused

_DECLARED = re.compile(
    rb"""(?i)<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{2,40})"""
    rb"""|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})"""
)
_SEARCHED = 8_192
"""Bytes at the start of a page in which the encoding may be declared; browsers read 1,024."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNKNOWN_TO_BROWSERS = {
    *("utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"),
    *("base64", "bz2", "hex", "quopri", "rot-13", "uu", "zlib"),  # codecs of Python, not encodings
}
_MOST_COMMON = "cp1252"
_GUESSED = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("iso8859_2", "koi8_r", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr", "tis_620"),
]
"""Encodings that are guessed: those that the web still has, not those of old terminals."""
_READ_AS = {"iso-8859-1": "windows-1252", "ascii": "windows-1252", "iso-8859-9": "windows-1254"}
"""Browsers read these as the larger encoding (https://encoding.spec.whatwg.org/#names-and-labels)."""


def decoded(data: bytes, stated: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of a document, and notes for editors if the encoding is a guess.

    `stated` is an encoding that is stated outside the document; it comes before one that the page
    declares. Raises ImportRefused if no encoding fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(data, encoding), ()
    declared = stated or declared_encoding(data)
    codec = _codec(declared) if declared else None
    if not stated and codec and codec.startswith(("utf-16", "utf-32")):
        codec = None  # its declaration could not have been read; browsers ignore it, too
    if declared and codec:
        try:
            return data.decode(codec), ()
        except UnicodeDecodeError:
            text = data.decode(codec, "replace")
            lost = text.count("\ufffd")
            # A single wrong byte is common, and browsers show a sign for it.
            if lost * 1_000 < len(text):
                what = f"{lost} characters do not fit the encoding {declared} and became U+FFFD."
                return text, (what,)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guessed(data)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a web page declares in its first lines."""
    found = _DECLARED.search(data[:_SEARCHED])
    return (found[1] or found[2]).decode("ascii") if found else None


def _as(data: bytes, encoding: str) -> str:
    return data.decode(encoding, "replace").removeprefix("\ufeff")


def _codec(name: str) -> str | None:
    try:
        known = codecs.lookup(name)
        b"a".decode(name, "replace")  # Python also calls base64 and others codecs
    except (LookupError, ValueError):
        return None
    if known.name.replace("_", "-") in _UNKNOWN_TO_BROWSERS:
        return None
    return _READ_AS.get(known.name.replace("iso8859", "iso-8859"), known.name)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    matches = from_bytes(data, cp_isolation=_GUESSED)
    best = matches.best()
    # In a short text several fit equally well; this is by far the most common one.
    western = next((match for match in matches if match.encoding == _MOST_COMMON), None)
    if best and western and western.chaos <= best.chaos and western.coherence >= best.coherence:
        best = western
    if best is None:
        raise ImportRefused(
            "is in an encoding that cannot be told.", "Open it and save it again as UTF-8."
        )
    note = (
        f"The file does not say in which encoding it is. It was read as {best.encoding}. Check the "
        "letters with accents. If they are wrong, save the file again as UTF-8."
    )
    return str(best), (note,)
