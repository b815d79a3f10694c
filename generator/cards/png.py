"""Writes a picture of four colours out of full-width strips that were compressed before.

Of the cards of a report only the strip with the claim differs, so that the others are
compressed once. Pillow's own writer, besides, takes twice as long for the same pixels.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image

# Greater levels take much longer for the few bytes they save, which is worth it only once.
_LEVEL, _LEVEL_REUSED = 2, 9
_RAW_DEFLATE = -15
_DEFLATE_HEADER = b"\x78\x01"
_LAST_BLOCK = b"\x03\x00"
_BITS = 2
_INDEXED = 3


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows of a picture, ready to be joined to others of the same width."""

    rows: int
    packed: bytes = field(repr=False)
    deflated: bytes = field(repr=False)


ORIGIN = 8 // _BITS
"""Where a picture made by `blank` begins; what is left of it must stay of the colour 0.

A row of a PNG file begins with a byte that names its filter. 0 is none, and it is also what
the pixels of the colour 0 are packed to.
"""


def blank(width: int, height: int) -> Image.Image:
    """A picture for `strip`, all of the colour 0: draw on it from `ORIGIN` on."""
    return Image.new("P", (ORIGIN + width, height))


def strip(image: Image.Image, *, reused: bool) -> Strip:
    """The rows of a picture made by `blank`, whose colours are 0 to 3.

    A strip that is `reused` in many files is worth the time to make it small.
    """
    packed = image.tobytes("raw", f"P;{_BITS}")
    level = _LEVEL_REUSED if reused else _LEVEL
    packer = zlib.compressobj(level, zlib.DEFLATED, _RAW_DEFLATE)
    # The flush ends at a whole byte, so that the next strip can follow.
    deflated = packer.compress(packed) + packer.flush(zlib.Z_SYNC_FLUSH)
    return Strip(image.height, packed, deflated)


def png(width: int, colours: bytes, strips: Sequence[Strip]) -> bytes:
    """The PNG file of strips, one below the other. `colours` has three bytes for each."""
    checksum = 1
    for part in strips:
        checksum = zlib.adler32(part.packed, checksum)
    height = sum(part.rows for part in strips)
    data = (part.deflated for part in strips)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, _BITS, _INDEXED, 0, 0, 0)),
            _chunk(b"PLTE", colours),
            _chunk(
                b"IDAT",
                b"".join((_DEFLATE_HEADER, *data, _LAST_BLOCK, struct.pack(">I", checksum))),
            ),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return b"".join(
        (struct.pack(">I", len(data)), name, data, struct.pack(">I", zlib.crc32(name + data)))
    )
