"""Limits for taking the text out of a document, all in one place.

Files may be damaged, or made to use up all time and memory. The largest original is in
`documents.files`, since a published original has the same limit.
"""

from __future__ import annotations

MAX_SECONDS = 60
"""Processor time of the process that reads a document. The waiting time may be twice as long."""
MAX_MEMORY = 1024**3
"""Bytes of address space of that process."""
MAX_PAGES = 3_000
"""Pages of a PDF."""
MAX_TAGS = 200_000
"""Tags of a web page. The page of a long article with a thousand comments has 30,000."""
MAX_DEPTH = 200
"""Elements of a web page inside each other. The parser drops everything after more than 255."""
MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of a Word file when unpacked."""
MAX_WORDS = 32 * 1024 * 1024
"""Bytes of the part of a Word file that holds its text. A book of 500 pages has about 10 MB."""
MAX_PAGE = 32 * 1024 * 1024
"""Bytes of a web page in a web archive."""
MAX_FACT = 500
"""Code points of a title, author or other fact that a document states about itself."""
