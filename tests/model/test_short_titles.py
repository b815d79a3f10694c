"""Names of documents for narrow columns."""

from __future__ import annotations

import pytest

from factcheck_report.model import EntryPositions, Position, Source


def short_title(title: str, short: str | None = None) -> str:
    positions = EntryPositions(Position("claims.yaml", 1))
    return Source(id="a", file="a.txt", title=title, short=short, positions=positions).short_title


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A short title", "A short title"),
        ("Exactly 24 characters it", "Exactly 24 characters it"),
        ("Facing International Isolation, Iran Reluctantly Admits", "Facing International…"),
        ("Drones, denials – whatever the minister said", "Drones, denials…"),
        ("Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsg…"),
        (
            "外交部发言人就伊朗向俄罗斯提供无人机一事举行例行记者会并回答提问",
            "外交部发言人就伊朗向俄罗斯提供无人机一事举行例…",
        ),
        ("x" * 22 + "ก\u0e31\u0e48" + "น" * 9, "x" * 22 + "…"),
    ],
)
def test_a_long_title_is_cut_at_a_word(title: str, shown: str) -> None:
    assert short_title(title) == shown
    assert len(shown) <= 24


def test_the_editors_short_name_comes_first() -> None:
    assert short_title("Facing International Isolation, Iran", "Facing Isolation") == (
        "Facing Isolation"
    )
