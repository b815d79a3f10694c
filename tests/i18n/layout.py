"""Where things stand on a page in a browser."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

Measured = dict[str, float]


def stick_out(page: Page) -> list[str]:
    """List the elements of a report that are outside the screen, left or right."""
    found: list[str] = page.evaluate(
        """() => {
          const wide = document.documentElement.scrollWidth - innerWidth
          const out = wide > 0 ? [`the page, by ${wide} px`] : []
          for (const element of document.querySelectorAll(".fc *")) {
            if (element.closest("svg.fc-icons, .fc-unseen, .fc-table-frame > *")) continue
            const box = element.getBoundingClientRect()
            if (box.width && (box.left < -0.5 || box.right > innerWidth + 0.5))
              out.push(`${element.tagName} ${element.className}`)
          }
          return out
        }"""
    )
    return found


def box(locator: Locator) -> Measured:
    measured: Measured = locator.evaluate(
        """element => {
          const {left, right, top, bottom} = element.getBoundingClientRect()
          return {left, right, top, bottom}
        }"""
    )
    return measured


def first_line(locator: Locator) -> Measured:
    """Measure the first line of an element's text, and the box around it.

    `first` is its first letter's middle: right of `last`, its last letter's, where the text is
    written from right to left.
    """
    measured: Measured = locator.evaluate(
        """element => {
          const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
          const letters = []
          while (texts.nextNode()) {
            const text = texts.currentNode
            const aside = ".fc-line-number, .fc-chip, .fc-anchor, .fc-number"
            if (text.parentElement.closest(aside)) continue
            for (const letter of text.data.matchAll(/\\p{L}/gu)) {
              const range = new Range()
              range.setStart(text, letter.index)
              range.setEnd(text, letter.index + 1)
              letters.push(range.getBoundingClientRect())
            }
          }
          const line = letters.filter(box => box.top < letters[0].bottom - 2)
          const style = getComputedStyle(element)
          const around = element.getBoundingClientRect()
          const middle = box => (box.left + box.right) / 2
          return {
            first: middle(line[0]), last: middle(line[line.length - 1]),
            left: Math.min(...line.map(box => box.left)),
            right: Math.max(...line.map(box => box.right)),
            from: around.left + parseFloat(style.paddingLeft) + parseFloat(style.borderLeftWidth),
            to: around.right - parseFloat(style.paddingRight) - parseFloat(style.borderRightWidth),
          }
        }"""
    )
    return measured


def direction(locator: Locator) -> str:
    computed: str = locator.evaluate("element => getComputedStyle(element).direction")
    return computed


def begins_on_the_right(locator: Locator) -> None:
    line = first_line(locator)
    assert abs(line["right"] - line["to"]) < 3
    assert line["first"] > line["last"]


def begins_on_the_left(locator: Locator) -> None:
    line = first_line(locator)
    assert abs(line["left"] - line["from"]) < 3
    assert line["first"] < line["last"]


def numbers_stand_beside_their_lines(page: Page) -> None:
    """Assert that each line number stands before its line and not on it."""
    lines = page.locator(".fc-line")
    assert lines.count() >= 3
    for line in lines.all():
        number, text = box(line.locator(".fc-line-number")), first_line(line)
        if direction(line) == "rtl":
            assert number["left"] > text["right"]
        else:
            assert number["right"] < text["left"]
        assert number["left"] >= 0
        assert number["right"] <= page.evaluate("innerWidth")


def laid_out(facts: Locator) -> str:
    """Return the text of one line as it is seen: its letters from left to right."""
    seen: str = facts.evaluate(
        """facts => {
          const texts = document.createTreeWalker(facts, NodeFilter.SHOW_TEXT)
          const letters = []
          while (texts.nextNode()) {
            const text = texts.currentNode
            for (let at = 0; at < text.data.length; at++) {
              const range = new Range()
              range.setStart(text, at)
              range.setEnd(text, at + 1)
              const box = range.getBoundingClientRect()
              if (box.width) letters.push([box.left, text.data[at]])
            }
          }
          return letters.sort((a, b) => a[0] - b[0]).map(pair => pair[1]).join("")
        }"""
    )
    return " ".join(seen.split())
