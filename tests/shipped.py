"""Whether claims.yaml is the report that ships with the product.

`python3 -m tests.shipped` fails where it is another one: the checks of this repository run it, so
that the tests of its own report cannot be left out unnoticed.
"""

from __future__ import annotations

import sys
from pathlib import Path

CLAIMS = Path(__file__).parent.parent / "claims.yaml"
DOCUMENTS = (
    "241ada03a44e9adfba68bc262a00ef59a0a33f41b8d3ed3ede2212d98390f490",
    "dadf710fea0a9bab6a3ffd524fe905e2580e71e61a2959e03981c05554fa7d9c",
    "a7e21f4a0ed4fc71abf4f1a1cae6a41b4b916c9afd5ccaf9b25e085a9021079d",
    "3cb346969e0c412d97712572746772c2827cbfa72a994593fa52fb3079445e10",
    "bd5b3dcac2fc3fe1f7c82d696880e1fe43a9f56dcf294cfb0bd95d687176e936",
)
"""The SHA-256 of each document of the shipped report, as claims.yaml pins it."""
REASON = (
    "claims.yaml is another report than the one that ships with the product, and the tests of that "
    "one are left out"
)


def is_another_report() -> bool:
    """Whether claims.yaml pins none of the documents of the shipped report."""
    text = CLAIMS.read_text("utf-8")
    return not any(document in text for document in DOCUMENTS)


if __name__ == "__main__" and is_another_report():
    sys.exit(f"{REASON}.")
