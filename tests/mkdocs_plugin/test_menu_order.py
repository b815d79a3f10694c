"""The menu of a report whose settings name none, as in the smallest mkdocs.yml."""

from __future__ import annotations

import re

from factcheck_report import addresses
from tests.reports import Folder


def test_pages_of_the_menu_stand_in_the_reports_order_before_others(folder: Folder) -> None:
    folder.write("docs/about.md", "# About us\n")
    done = folder.build()
    assert done.returncode == 0, done.stderr
    menu = folder.page("").partition('class="fc-menu"')[2].partition("</nav>")[0]
    links = list(dict.fromkeys(re.findall(r'href="([^"]*)"', menu)))
    of_report = [address for address in addresses.MENU if address in links]
    assert len(of_report) >= 5
    assert links == [*of_report, "about/"]
    # The links to the next page follow the same order.
    following = f'<link rel="next" href="../{of_report[1]}">'
    assert following in folder.page(of_report[0])
