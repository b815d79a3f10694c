"""The icons of verdicts can be told apart without their colours, as small as they are shown."""

from __future__ import annotations

import io
from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

from factcheck_report.model import Icon
from tests.reports import ROOT
from tests.weekly import weekly_but

ICONS = ROOT / "generator/factcheck_report/rendering/templates/icons.html"
STYLE = ROOT / "generator/factcheck_report/theme/assets/factcheck/factcheck.css"
# Of 255: the least mean difference of grey. Two copies of one icon have 0.
LEAST = 7


@pytest.mark.parametrize("size", weekly_but([12, 17], 12))
def test_icons_differ_in_grey(browser: Browser, size: int) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 100})
    drawn = "".join(
        f'<svg id="{icon}" style="color: black; width: {size}px; height: {size}px">'
        f'<use href="#fc-{icon}"/></svg> '
        for icon in Icon
    )
    page.set_content(
        f"<style>{STYLE.read_text('utf-8')}</style><svg width=0 height=0>"
        f"{ICONS.read_text('utf-8')}</svg><p>{drawn}</p>"
    )
    pictures = {
        icon: Image.open(io.BytesIO(page.locator(f"svg#{icon}").screenshot())).convert("L")
        for icon in Icon
    }
    for one, other in combinations(Icon, 2):
        first, second = pictures[one], pictures[other].resize(pictures[one].size)
        difference = ImageStat.Stat(ImageChops.difference(first, second)).mean[0]
        assert difference > LEAST, (one, other, difference)
    page.close()
