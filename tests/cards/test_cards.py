"""Preview pictures for shared links: legible and within their margins."""

from __future__ import annotations

import io
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from factcheck_report.cards import (
    CardPainter,
    FontRefused,
    font_face,
    font_stack,
    line_breaking,
    text_analysis,
)
from factcheck_report.cards.icons import draw_icon
from factcheck_report.cards.line_breaking import Frame, UnbreakableRun, fit_text
from factcheck_report.model import Icon, Report, Tone, Verdict
from factcheck_report.model.positions import EntryPositions, Position
from tests.reports import ROOT

SIZE = (1200, 630)
MARGIN = 64
BAR = 18  # In the verdict’s colour, from edge to edge.
OVERHANG = 6  # A letter may reach a little beyond the place where it begins or ends.
VERDICT_END, CLAIM_END = 164, 535
CLAIM = "Iran delivered drones to Russia only before Russia’s invasion of Ukraine."
LONG = "The ministry said that the documents, which had been filed in spring, are lost. " * 13
AMIRI = Path(str(resources.files("fontpkg_amiri") / "files" / "Amiri-Regular.ttf"))
PERSIAN = "ایران پیش از آغاز جنگ، پهپاد به روسیه داده بود و می‌گوید که شمار آن‌ها محدود است."
ARABIC = "قالت إيران إنها سلّمت طائرات مسيّرة (Shahed-136) إلى روسيا قبل الحرب في عام 2022."


def verdict(tone: Tone = Tone.MIXED, label: str = "Disputed", **more: Any) -> Verdict:
    positions = EntryPositions(Position("claims.yaml"))
    return Verdict(id="v", label=label, means="It is.", tone=tone, positions=positions, **more)


@pytest.fixture(scope="module")
def painter() -> CardPainter:
    return CardPainter("What five documents say")


def card(painter: CardPainter, text: str, tone: Tone = Tone.MIXED, more: str = "") -> Image.Image:
    data = painter.paint(text, verdict(tone, "Disputed"), more, more)
    assert data is not None
    return opened(data)


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box of all that is not paper, apart from the bar at the top of a whole card."""
    drawn = image.point([0] + [255] * 255, "L")
    if image.size == SIZE:
        drawn.paste(0, (0, 0, SIZE[0], BAR))
    box = drawn.getbbox()
    assert box is not None
    return box


def claim_of(image: Image.Image) -> Image.Image:
    return image.crop((0, VERDICT_END, SIZE[0], CLAIM_END))


def test_a_card_is_a_small_png_of_four_colours(painter: CardPainter) -> None:
    data = painter.paint(CLAIM, verdict())

    assert data is not None
    image = opened(data)
    assert (image.format, image.size, image.mode) == ("PNG", SIZE, "P")
    assert len(image.getcolors() or ()) == 4
    assert image.info == {}  # no time, no software
    assert len(data) < 15_000


def test_the_cards_of_a_report_are_small_on_average(example_report: Report) -> None:
    painter = CardPainter(example_report.publication.title)
    cards = [
        painter.paint(claim.claim, example_report.draft.verdicts[claim.verdict])
        for claim in example_report.claims
    ]

    assert all(cards)
    assert sum(len(data or b"") for data in cards) / len(cards) < 15_000


def test_the_same_input_gives_the_same_bytes(painter: CardPainter) -> None:
    first = painter.paint(CLAIM, verdict(), "5 November 2022")
    painter.paint(LONG, verdict(Tone.POSITIVE, "Supported"))

    assert painter.paint(CLAIM, verdict(), "5 November 2022") == first
    another = CardPainter("What five documents say")
    assert another.paint(CLAIM, verdict(), "5 November 2022") == first


def test_each_part_shows(painter: CardPainter) -> None:
    cards = [
        painter.paint(CLAIM, verdict()),
        painter.paint("Another claim.", verdict()),
        painter.paint(CLAIM, verdict(Tone.MIXED, "Contradicted")),
        painter.paint(CLAIM, verdict(), "Said in November"),
        painter.paint(CLAIM, verdict(), "", "1 origin for, 2 against"),
        CardPainter("Another report").paint(CLAIM, verdict()),
        painter.paint(CLAIM, verdict(icon=Icon.QUARTER)),
        painter.paint(CLAIM, verdict(color="#123456")),
        *(painter.paint(CLAIM, verdict(tone)) for tone in set(Tone) - {Tone.MIXED}),
    ]

    assert None not in cards
    assert len(set(cards)) == len(cards)


def test_the_tone_colours_the_verdict_and_nothing_else(painter: CardPainter) -> None:
    css = (ROOT / "generator/factcheck_report/theme/assets/factcheck/factcheck.css").read_text(
        "utf-8"
    )
    for tone in Tone:
        image = card(painter, CLAIM, tone)
        colour = image.getpalette()[9:12]  # type: ignore[index]
        hexadecimal = re.search(rf"--fc-{tone}: #(\w{{6}})", css)
        paper = re.search(r"--fc-paper: #(\w{6})", css)
        assert hexadecimal and paper
        assert bytes(colour) == bytes.fromhex(hexadecimal[1])
        assert bytes(image.getpalette()[:3]) == bytes.fromhex(paper[1])  # type: ignore[index]
        toned = image.point([0, 0, 0, 255, *[0] * 252], "L").getbbox()
        assert toned is not None
        # The bar, the icon and the label: above the claim.
        assert toned == (0, 0, SIZE[0], toned[3])
        assert BAR < toned[3] <= VERDICT_END


def test_a_verdict_may_have_its_own_colour(painter: CardPainter) -> None:
    data = painter.paint(CLAIM, verdict(color="#123456"))
    assert data is not None
    assert opened(data).getpalette()[9:12] == [0x12, 0x34, 0x56]  # type: ignore[index]


def test_icons_differ_in_shape() -> None:
    assert len({draw_icon(icon, 40).tobytes() for icon in Icon}) == len(Icon)


@pytest.mark.parametrize(
    "text",
    [
        "No.",
        CLAIM,
        LONG,
        "W" * 1_000,
        "i" * 1_000,
        "https://example.org/" + "a-path/" * 30 + " says so.",
        "ÅĄỂ ŷğj " * 20,
        "j’f" * 100,
        "x̃" * 400,
        "。「」" * 200 + "CLAIM",
    ],
)
@pytest.mark.parametrize("more", ["", "Said by many, " * 30])
def test_every_text_stays_inside_the_margins(painter: CardPainter, text: str, more: str) -> None:
    image = card(painter, text, more=more)

    left, top, right, bottom = ink(image)
    assert left >= MARGIN - OVERHANG
    assert right <= SIZE[0] - MARGIN + OVERHANG
    assert top >= 30
    assert bottom <= SIZE[1] - 30
    # The claim does not run into the rule below it.
    assert ink(claim_of(image))[3] <= CLAIM_END - VERDICT_END - 10 or (
        painter.unsupported_characters(text)
    )


def test_verdicts_and_titles_of_any_length_stay_inside_too() -> None:
    painter = CardPainter(LONG)
    for data in (painter.paint(CLAIM, verdict(label=LONG)), painter.paint_report(LONG)):
        assert data is not None
        left, _, right, bottom = ink(opened(data))
        assert left >= MARGIN - OVERHANG
        assert right <= SIZE[0] - MARGIN + OVERHANG
        assert bottom <= SIZE[1] - 20


def test_short_claims_are_set_larger_than_long_ones(painter: CardPainter) -> None:
    def height_of_first_line(text: str) -> int:
        claim = claim_of(card(painter, text)).point([0] + [255] * 255, "L")
        rows = [claim.crop((0, row, SIZE[0], row + 1)).getbbox() for row in range(claim.height)]
        start = next(row for row, box in enumerate(rows) if box)
        return next(row for row in range(start, claim.height) if not rows[row]) - start

    heights = [height_of_first_line("Hope " * words) for words in (2, 30, 45, 100)]
    assert heights == sorted(set(heights), reverse=True)
    assert heights[-1] >= 30


def test_very_long_texts_are_cut_off_with_an_ellipsis(painter: CardPainter) -> None:
    shown = painter.paint(LONG, verdict())

    assert painter.paint(LONG * 1_000, verdict()) == shown
    assert text_analysis.clean("a" + "\u200b" * 2_000 + "b").endswith("…")


def test_a_character_without_ink_between_spaces_is_no_word(painter: CardPainter) -> None:
    assert painter.paint("One \u2060 two", verdict()) is not None


def test_white_space_and_line_breaks_become_single_spaces(painter: CardPainter) -> None:
    assert painter.paint(" Iran\r\n\tsupplied\u2028drones. ", verdict()) == (
        painter.paint("Iran supplied drones.", verdict())
    )


# Letters that cannot be set.


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        (CLAIM, ""),
        ("Zażółć gęślą jaźń, İstanbul’da ışık, Bộ trưởng nói rằng những", ""),
        ("Иран поставлял беспилотники. Ο υπουργός δήλωσε.", ""),
        ("伊朗 sold 无人机", "伊朗无人机"),
        ("Rockets 🚀", "🚀"),
        ("Deceived\u202e\x07", "⟨⟩\ufffd"),
        ("อิหร่าน", "อิหร่าน"),
        ("ایران", "ایرن"),
        ("a\u200db\u00adc\u00a0d\u2011e\ufe0f", ""),
    ],
)
def test_letters_missing_from_all_fonts_are_listed(
    painter: CardPainter, text: str, letters: str
) -> None:
    assert set(painter.unsupported_characters(text)) == set(letters)


def test_the_serif_has_all_of_ascii(painter: CardPainter) -> None:
    assert painter.can_set("".join(map(chr, range(ord("!"), ord("~") + 1))))


def test_a_card_shows_the_verdict_large_if_the_claim_cannot_be_drawn(painter: CardPainter) -> None:
    chinese, persian = card(painter, "伊朗交付了无人机。"), card(painter, PERSIAN)

    assert chinese.tobytes() == persian.tobytes()
    above = claim_of(chinese)
    assert {colour for _, colour in above.getcolors() or ()} == {0, 1, 3}  # the tone's, no ink
    assert ink(chinese)[0] >= MARGIN - OVERHANG


def test_no_card_is_made_if_nothing_on_it_can_be_drawn(painter: CardPainter) -> None:
    assert painter.paint(CLAIM, verdict(Tone.MIXED, "存疑")) is None
    assert CardPainter("五份文件").paint_report() is None


def test_a_title_or_kicker_that_cannot_be_drawn_is_left_out(painter: CardPainter) -> None:
    assert painter.paint(CLAIM, verdict(), "外交部") == (painter.paint(CLAIM, verdict()))
    assert CardPainter("五份文件").paint(CLAIM, verdict()) is not None


@pytest.mark.parametrize("text", [PERSIAN, ARABIC, f"{ARABIC} " * 9])
def test_arabic_is_drawn_with_the_reports_font_if_letters_can_be_joined(
    text: str,
) -> None:
    painter = CardPainter("پهپادها", [AMIRI])

    assert (painter.unsupported_characters(text) == "") is font_face.shaping_available()
    if font_face.shaping_available():
        data = painter.paint(text, verdict(Tone.POSITIVE, "تأیید شده"))
        assert data is not None
        image = opened(data)
        for part in (claim_of(image), image.crop((0, BAR, SIZE[0], VERDICT_END))):
            left, _, right, _ = ink(part)
            assert left >= MARGIN - OVERHANG
            assert SIZE[0] - MARGIN - 3 * OVERHANG <= right <= SIZE[0] - MARGIN + OVERHANG
        below_bar = image.crop((0, BAR, *SIZE))
        toned = below_bar.point([0, 0, 0, 255, *[0] * 252], "L").getbbox()
        assert toned is not None and toned[0] > SIZE[0] / 2


@pytest.mark.skipif(not font_face.shaping_available(), reason="needs FriBiDi")
def test_a_claim_in_arabic_begins_on_the_right_even_with_a_name_in_latin_letters() -> None:
    painter = CardPainter("Title", [AMIRI])
    text = "Shahed-136 طائرات مسيّرة"
    edges = {}
    for right_to_left in (None, False, True):
        data = painter.paint(text, verdict(), right_to_left=right_to_left)
        assert data is not None
        left, _, right, _ = ink(claim_of(opened(data)))
        edges[right_to_left] = left, right
    # Where the language is not known, the first letter decides.
    assert edges[None] == edges[False]
    assert edges[False][0] <= MARGIN + 3 * OVERHANG
    assert edges[True][1] >= SIZE[0] - MARGIN - 3 * OVERHANG
    assert edges[True][0] > edges[False][0]


def test_arabic_letters_are_never_drawn_unjoined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font_stack, "shaping_available", lambda: False)
    monkeypatch.setattr(font_face, "shaping_available", lambda: False)
    painter = CardPainter("Title", [AMIRI])

    assert painter.unsupported_characters("ایران") == "ایرن"
    assert painter.unsupported_characters("x̃") == "\u0303"
    assert painter.unsupported_characters("Iran") == ""
    assert painter.paint("ایران", verdict()) == (painter.paint("伊朗", verdict()))


def test_the_reports_fonts_are_used_only_for_letters_the_serif_lacks(painter: CardPainter) -> None:
    own = CardPainter("What five documents say", [AMIRI])

    assert own.paint(CLAIM, verdict()) == painter.paint(CLAIM, verdict())
    arabic = "إيران"
    assert own.paint(arabic, verdict()) != (painter.paint(arabic, verdict()))


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "font.ttf"
    path.write_text("no font")

    with pytest.raises(FontRefused, match=r"font\.ttf"):
        CardPainter("Title", [path])
    with pytest.raises(FontRefused):
        CardPainter("Title", [tmp_path / "missing.ttf"])


# Lines.


def runs(*widths: float) -> list[UnbreakableRun]:
    return [UnbreakableRun("x" * round(width), width, 1.0) for width in widths]


def one_letter_each(run: UnbreakableRun) -> list[UnbreakableRun]:
    return [
        UnbreakableRun(letter, 1.0, 0.0 if number else run.space)
        for number, letter in enumerate(run.text)
    ]


def lines(found: line_breaking.FittedText) -> list[str]:
    return [" ".join(run.text for run in line) for line in found.lines]


ELLIPSIS = UnbreakableRun("…", 1.0, 0.0)


def test_lines_have_similar_lengths() -> None:
    frame = Frame(width=10, height=100, sizes=(1,), most_lines=3)

    found = fit_text(runs(4, 4, 1, 1), frame, one_letter_each, ELLIPSIS)

    assert lines(found) == ["xxxx", "xxxx x x"] or lines(found) == ["xxxx xxxx", "x x"]
    assert max(line_breaking.line_width(line) for line in found.lines) <= 9


@given(
    words=st.lists(st.integers(1, 40), min_size=1, max_size=40),
    space=st.integers(0, 12),
    width=st.integers(40, 200),
)
@example(words=[92, 1, 89, *[100] * 8], space=10, width=100)
def test_no_line_is_wider_than_its_frame(words: list[int], space: int, width: int) -> None:
    text = [UnbreakableRun("x", word / 10, space / 10) for word in words]
    frame = Frame(width, 10_000, (10,), 1_000)

    fitted = fit_text(text, frame, one_letter_each, ELLIPSIS)
    assert [run for line in fitted.lines for run in line] == text
    assert max(map(line_breaking.line_width, fitted.lines)) <= frame.width / fitted.size + 1e-6


def test_the_largest_size_without_divided_words_is_used() -> None:
    frame = Frame(width=12, height=100, sizes=(4, 3, 2, 1), most_lines=2)

    assert fit_text(runs(4), frame, one_letter_each, ELLIPSIS).size == 3
    assert fit_text(runs(6), frame, one_letter_each, ELLIPSIS).size == 2
    characters = fit_text(runs(20), frame, one_letter_each, ELLIPSIS)
    assert characters.size == 1
    assert [len(line) for line in characters.lines] == [10, 10]


def test_only_the_end_is_left_out() -> None:
    frame = Frame(width=10, height=100, sizes=(2, 1), most_lines=2)

    found = fit_text(runs(*[3] * 20), frame, one_letter_each, ELLIPSIS)

    assert lines(found) == ["xxx xxx", "xxx xxx …"]


def test_a_no_break_space_keeps_a_line_together_and_is_drawn_as_a_space() -> None:
    layout = font_stack.FontStack([font_face.FontFace(AMIRI, {})]).layout(
        "5\u00a0November\u202f2022 or"
    )

    assert layout is not None
    assert [run.text for run in layout.runs()] == ["5 November 2022", "or"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Shahed-136", ["Shahed-136"]),
        ("Iranian-made", ["Iranian-made"]),
        ("Kyiv—Tehran", ["Kyiv—", "Tehran"]),
        ("2015–2020", ["2015–2020"]),
        ("伊朗（无人机）。", ["伊", "朗", "（无", "人", "机）。"]),
        ("2022年", ["2022", "年"]),
    ],
)
def test_words_may_be_broken_only_at_these_places(word: str, parts: list[str]) -> None:
    assert text_analysis.break_parts(word) == parts
